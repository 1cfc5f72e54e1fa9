//! What to do, stage by stage; what to talk over; what is held back, and why.

use alloc::string::String;

use checker_engine::advice::Why;
use checker_engine::assess::Assessment;
use checker_engine::knowledge::TreatmentIx;

use super::View;
use super::markup::Markup;

/// Draws the plan and, where there is any, the advice that is withheld.
pub(super) fn draw(view: &View<'_>, out: &mut Markup, assessment: &Assessment) {
    let advice = &assessment.advice;
    let stages = view
        .knowledge
        .stages
        .iter()
        .map(|stage| &stage.title)
        .zip(&advice.offered);
    let discuss = (&view.words.discuss, &advice.discuss);
    let mut started = false;
    for (title, treatments) in stages.chain([discuss]) {
        if treatments.is_empty() {
            continue;
        }
        if !started {
            out.raw("<section class=\"ck-plan\"><h2>")
                .text(&view.words.steps)
                .raw("</h2>");
            started = true;
        }
        stage(view, out, title, treatments);
    }
    if started {
        out.raw("</section>");
    }
    if !advice.withheld.is_empty() {
        withheld(view, out, assessment);
    }
}

fn stage(view: &View<'_>, out: &mut Markup, title: &str, treatments: &[TreatmentIx]) {
    out.raw("<div class=\"ck-stage\"><h3>")
        .text(title)
        .raw("</h3><ul>");
    for index in treatments {
        if let Some(treatment) = view.knowledge.treatment(*index) {
            out.raw("<li>");
            view.link(out, &treatment.url, &treatment.title);
            out.raw(" ");
            view.evidence(out, treatment.evidence);
            if !treatment.summary.is_empty() {
                out.raw("<p>").text(&treatment.summary).raw("</p>");
            }
            out.raw("</li>");
        }
    }
    out.raw("</ul></div>");
}

fn withheld(view: &View<'_>, out: &mut Markup, assessment: &Assessment) {
    out.raw("<section class=\"ck-withheld\"><h2>")
        .text(&view.words.withheld)
        .raw("</h2><p>")
        .text(&view.words.withheld_says)
        .raw("</p><ul>");
    for withheld in &assessment.advice.withheld {
        if let Some(treatment) = view.knowledge.treatment(withheld.treatment) {
            out.raw("<li>").text(&treatment.title).raw("<p>");
            out.text(&why(view, assessment, &withheld.why))
                .raw("</p></li>");
        }
    }
    out.raw("</ul></section>");
}

fn why(view: &View<'_>, assessment: &Assessment, why: &Why) -> String {
    let mut text = String::new();
    match why {
        Why::Level => {
            let level = view.knowledge.levels.get(assessment.level as usize);
            text.push_str(level.map_or("", |level| &level.title));
        }
        Why::Forbidden(questions) | Why::Unknown(questions) => {
            for question in questions {
                if !text.is_empty() {
                    text.push_str("; ");
                }
                text.push_str(&view.answer(*question));
            }
        }
    }
    text
}
