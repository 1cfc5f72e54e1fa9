//! The short lists of causes, each with what speaks for and against it and what helps.

use checker_engine::assess::{Assessment, Band, Ranked};
use checker_engine::weigh::Reason;

use super::View;
use super::markup::Markup;

/// Draws conditions, contributors, and apart from them what is only often blamed.
pub(super) fn draw(view: &View<'_>, out: &mut Markup, assessment: &Assessment) {
    let words = view.words;
    let none = assessment.contributors.is_empty() && assessment.conditions.is_empty();
    if none {
        out.raw("<section class=\"ck-causes\"><p>")
            .text(&words.nothing_stands_out);
        out.raw("</p></section>");
    }
    for (heading, list) in [
        (&words.conditions, &assessment.conditions),
        (&words.contributors, &assessment.contributors),
    ] {
        if !list.is_empty() {
            out.raw("<section class=\"ck-causes\"><h2>")
                .text(heading)
                .raw("</h2>");
            causes(view, out, assessment, list);
            out.raw("</section>");
        }
    }
    if !assessment.often_blamed.is_empty() {
        out.raw("<section class=\"ck-apart\"><h2>")
            .text(&words.often_blamed)
            .raw("</h2><p>")
            .text(&words.often_blamed_says)
            .raw("</p>");
        causes(view, out, assessment, &assessment.often_blamed);
        out.raw("</section>");
    }
}

fn causes(view: &View<'_>, out: &mut Markup, assessment: &Assessment, list: &[Ranked]) {
    out.raw("<ul>");
    for ranked in list {
        let Some(cause) = view.knowledge.cause(ranked.cause) else {
            continue;
        };
        out.raw("<li class=\"ck-cause\"><h3>");
        view.link(out, &cause.url, &cause.title);
        let (band, word) = match ranked.band {
            Band::Likely => ("likely", &view.words.likely),
            Band::Possible => ("possible", &view.words.possible),
        };
        out.raw("</h3><span class=\"ck-band\" data-band=\"")
            .raw(band)
            .raw("\">")
            .text(word)
            .raw("</span>");
        view.evidence(out, cause.evidence);
        if !cause.summary.is_empty() {
            out.raw("<p>").text(&cause.summary).raw("</p>");
        }
        reasons(view, out, &ranked.reasons);
        treatments(view, out, assessment, &cause.treatments);
        out.raw("</li>");
    }
    out.raw("</ul>");
}

pub(super) fn reasons(view: &View<'_>, out: &mut Markup, reasons: &[Reason]) {
    if reasons.is_empty() {
        return;
    }
    out.raw("<details class=\"ck-reasons\"><summary>")
        .text(&view.words.reasons);
    out.raw("</summary>");
    for (heading, speaks_for) in [
        (&view.words.speaks_for, true),
        (&view.words.speaks_against, false),
    ] {
        let mut started = false;
        for reason in reasons
            .iter()
            .filter(|reason| (reason.weight > 0) == speaks_for)
        {
            if !started {
                out.raw("<h4>").text(heading).raw("</h4><ul>");
                started = true;
            }
            self::reason(view, out, reason);
        }
        if started {
            out.raw("</ul>");
        }
    }
    out.raw("</details>");
}

fn reason(view: &View<'_>, out: &mut Markup, reason: &Reason) {
    let bands = &view.knowledge.bands;
    let (strength, word) = match reason.weight.abs() {
        weight if weight >= bands.strong => ("strong", &view.words.strong),
        weight if weight >= bands.moderate => ("moderate", &view.words.moderate),
        _ => ("slight", &view.words.slight),
    };
    out.raw("<li class=\"ck-reason\" data-for=\"")
        .raw(if reason.weight > 0 { "true" } else { "false" })
        .raw("\" data-strength=\"")
        .raw(strength)
        .raw("\">")
        .text(&view.finding(reason.question, reason.answers))
        .raw(" (")
        .text(word)
        .raw(")<span class=\"ck-bar\" aria-hidden=\"true\"></span></li>");
}

/// Those treatments of a cause that may be given now.
fn treatments(view: &View<'_>, out: &mut Markup, assessment: &Assessment, of_cause: &[u16]) {
    let advice = &assessment.advice;
    let mut started = false;
    for index in of_cause {
        let Some(treatment) = view.knowledge.treatment(*index) else {
            continue;
        };
        if !advice.offers(*index) {
            continue;
        }
        if !started {
            out.raw("<h4>")
                .text(&view.words.what_helps)
                .raw("</h4><ul>");
            started = true;
        }
        out.raw("<li>");
        view.link(out, &treatment.url, &treatment.title);
        out.raw("</li>");
    }
    if started {
        out.raw("</ul>");
    }
}
