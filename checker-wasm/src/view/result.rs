//! The result: what to do and how soon first, then as much as that leaves room for.

use alloc::string::String;
use alloc::vec::Vec;

use checker_engine::assess::{Assessment, assess, shown};
use checker_engine::change;
use checker_engine::knowledge::{Cause, Level};
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
        if view.session.has_more() {
            out.raw(
                "<p class=\"ck-more\"><button class=\"ck-button-secondary\" type=\"button\" data-ck=\"more\">",
            )
                .text(&view.words.more)
                .raw("</button></p>");
        }
    }
    if shown.advice {
        advice::draw(view, out, &assessment);
    }
    if assessment.level < Level::Emergency {
        changes(view, out, shown.causes);
    }
    if shown.causes {
        ruled_out(view, out, &assessment);
    }
    out.raw("<section class=\"ck-safety-net\"><h2>")
        .text(&view.words.safety_net)
        .raw("</h2><p>")
        .text(&view.knowledge.safety_net)
        .raw("</p></section>");
    summary::draw(view, out);
    keep(view, out);
    out.raw(
        "<div class=\"ck-actions\"><button class=\"ck-button\" type=\"button\" data-ck=\"print\">",
    )
    .text(&view.words.print)
    .raw("</button>");
    view.leave(out);
    out.raw("</div>");
}

/// The buttons that keep the result; `keep.js` does what they say.
fn keep(view: &View<'_>, out: &mut Markup) {
    let words = view.words;
    out.raw("<section class=\"ck-keep\"><h2>")
        .text(&words.keep)
        .raw("</h2><p>")
        .text(&words.keep_says)
        .raw("</p><div class=\"ck-actions\">");
    for (what, label) in [
        ("save", &words.save),
        ("link", &words.copy_link),
        ("text", &words.copy_text),
    ] {
        out.raw("<button class=\"ck-button-secondary\" type=\"button\" data-keep=\"")
            .raw(what)
            .raw("\">")
            .text(label)
            .raw("</button>");
    }
    out.raw("</div><p class=\"ck-kept\" role=\"status\" hidden></p></section>");
}

/// The single answers that would change the level, and what comes first, most.
fn changes(view: &View<'_>, out: &mut Markup, ranked: bool) {
    let (words, answers) = (view.words, view.session.answers());
    let level = change::of_level(view.knowledge, answers).and_then(|change| {
        let title = &view.knowledge.levels.get(change.becomes as usize)?.title;
        Some((&words.changes_level, change.question, change.answer, title))
    });
    let first = change::of_first(view.knowledge, answers).and_then(|change| {
        let title = &view.knowledge.cause(change.becomes)?.title;
        Some((&words.changes_first, change.question, change.answer, title))
    });
    let first = if ranked { first } else { None };
    let mut started = false;
    for (sentence, question, answer, title) in level.into_iter().chain(first) {
        if !started {
            out.raw("<section class=\"ck-changes\"><h2>")
                .text(&words.changes)
                .raw("</h2>");
            started = true;
        }
        out.raw("<p>");
        let parts = [
            ("question", view.short(question).into()),
            ("answer", view.labels(question, answer)),
            ("level", title.clone()),
            ("cause", title.clone()),
        ];
        out.filled(sentence, &parts).raw("</p>");
    }
    if started {
        out.raw("</section>");
    }
}

/// The dangerous causes that were near, and why they are not what the level says.
fn ruled_out(view: &View<'_>, out: &mut Markup, assessment: &Assessment) {
    let findings = view.session.findings();
    let near = change::ruled_out(
        view.knowledge,
        &findings,
        &assessment.grounds,
        MOST_RULED_OUT,
    );
    if near.is_empty() {
        return;
    }
    out.raw("<section class=\"ck-apart\"><h2>")
        .text(&view.words.ruled_out)
        .raw("</h2><p>")
        .text(&view.words.ruled_out_says)
        .raw("</p><ul>");
    for index in near {
        if let Some(cause) = view.knowledge.cause(index) {
            out.raw("<li class=\"ck-cause\"><h3>");
            view.link(out, &cause.url, &cause.title);
            out.raw("</h3>");
            if let Some(score) = weigh(cause, &findings) {
                causes::reasons(view, out, &score.reasons);
            }
            out.raw("</li>");
        }
    }
    out.raw("</ul></section>");
}

/// More would worry rather than tell.
const MOST_RULED_OUT: usize = 3;

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

/// Several grounds may mean the same, or lead to the same page; it is said once.
fn add_meaning<'a>(list: &mut Vec<(&'a str, &'a str)>, url: &'a str, text: &'a str) {
    let is_new =
        |(place, known): &(&str, &str)| *known != text && (*place != url || url.is_empty());
    if !text.is_empty() && list.iter().all(is_new) {
        list.push((url, text));
    }
}

/// The answers that speak for a dangerous cause: those that tell most of it, or else all.
fn reasons_for(view: &View<'_>, cause: &Cause) -> Vec<String> {
    let mut reasons = Vec::new();
    if let Some(score) = weigh(cause, &view.session.findings()) {
        for reason in score.reasons {
            let tells = reason.weight >= view.knowledge.bands.moderate;
            if reason.weight > 0 && (tells || reasons.is_empty()) {
                reasons.push(view.finding(reason.question, reason.answers));
            }
        }
    }
    reasons
}
