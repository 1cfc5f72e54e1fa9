//! The result: what to do and how soon first, then as much as that leaves room for.

use alloc::string::String;
use alloc::vec::Vec;

use checker_engine::assess::{Assessment, assess, shown};
use checker_engine::knowledge::Cause;
use checker_engine::safety::{Ground, What};
use checker_engine::weigh::weigh;

use super::markup::Markup;
use super::{View, advice, causes, summary};

/// Draws the whole result.
pub(super) fn draw(view: &View<'_>, out: &mut Markup) {
    let assessment = assess(view.knowledge, view.session.answers());
    let shown = shown(assessment.level);
    level(view, out, &assessment);
    if shown.causes {
        causes::draw(view, out, &assessment);
    }
    if shown.advice {
        advice::draw(view, out, &assessment);
    }
    out.raw("<section class=\"ck-safety-net\"><h2>")
        .text(&view.words.safety_net)
        .raw("</h2><p>")
        .text(&view.knowledge.safety_net)
        .raw("</p></section>");
    summary::draw(view, out);
    out.raw(
        "<div class=\"ck-actions\"><button class=\"ck-button\" type=\"button\" data-ck=\"print\">",
    )
    .text(&view.words.print)
    .raw("</button>");
    view.leave(out);
    out.raw("</div>");
}

fn level(view: &View<'_>, out: &mut Markup, assessment: &Assessment) {
    let ids = [
        "self-care",
        "routine",
        "within-days",
        "same-day",
        "emergency",
    ];
    let index = assessment.level as usize;
    let (Some(id), Some(level)) = (ids.get(index), view.knowledge.levels.get(index)) else {
        return;
    };
    out.raw("<section class=\"ck-level\" data-level=\"")
        .raw(id)
        .raw("\"><h2 class=\"ck-level-title ck-heading\" id=\"ck-heading\" tabindex=\"-1\">")
        .text(&level.title)
        .raw("</h2><p>")
        .text(&level.action)
        .raw("</p>");
    if !level.contacts.is_empty() {
        out.raw("<ul class=\"ck-contacts\">");
        for contact in &level.contacts {
            out.raw("<li>");
            if contact.number.is_empty() {
                out.text(&contact.label);
            } else {
                out.raw("<a href=\"tel:").text(&contact.number).raw("\">");
                out.text(&contact.label).raw("</a>");
            }
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
    because(view, out, &assessment.grounds);
    if !view.knowledge.unreviewed.is_empty() {
        out.raw("<p class=\"ck-unreviewed\">")
            .text(&view.knowledge.unreviewed)
            .raw("</p>");
    }
    out.raw("</section>");
}

/// Why the level is what it is, and what that may mean.
fn because(view: &View<'_>, out: &mut Markup, grounds: &[Ground]) {
    if grounds.is_empty() {
        return;
    }
    let mut because = Vec::new();
    let mut meanings: Vec<(&str, &str)> = Vec::new();
    for ground in grounds {
        match ground.what {
            What::Flag(index) => {
                if let Some(flag) = view.knowledge.flags.get(index) {
                    add(&mut because, flag.because.clone());
                    add_meaning(&mut meanings, &flag.url, &flag.may_mean);
                }
            }
            What::Unsure(question) => add(&mut because, view.answer(question)),
            What::Danger(index) => {
                if let Some(cause) = view.knowledge.cause(index) {
                    for reason in reasons_for(view, cause) {
                        add(&mut because, reason);
                    }
                    add_meaning(&mut meanings, &cause.url, &cause.title);
                }
            }
        }
    }
    out.raw("<div class=\"ck-because\"><h3>")
        .text(&view.words.because)
        .raw("</h3><ul>");
    for text in &because {
        out.raw("<li>").text(text).raw("</li>");
    }
    out.raw("</ul>");
    if !meanings.is_empty() {
        out.raw("<h3>").text(&view.words.may_mean).raw("</h3><ul>");
        for (url, text) in meanings {
            out.raw("<li>");
            view.link(out, url, text);
            out.raw("</li>");
        }
        out.raw("</ul>");
    }
    out.raw("</div>");
}

fn add(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

/// Several flags may mean the same; it is said once.
fn add_meaning<'a>(list: &mut Vec<(&'a str, &'a str)>, url: &'a str, text: &'a str) {
    if !text.is_empty() && list.iter().all(|(_, known)| *known != text) {
        list.push((url, text));
    }
}

/// The answers that speak for a dangerous cause.
fn reasons_for(view: &View<'_>, cause: &Cause) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some(score) = weigh(cause, &view.session.findings()) {
        for reason in score.reasons {
            if reason.weight > 0 {
                reasons.push(view.finding(reason.question, reason.answers));
            }
        }
    }
    reasons
}
