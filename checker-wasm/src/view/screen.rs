//! Several safety questions at once: tick what is true, or "none of these".

use checker_engine::UNSURE;
use checker_engine::knowledge::YES;
use checker_engine::order::{self, Step};

use super::markup::Markup;
use super::question::value;
use super::{View, count};
use crate::session::{Form, Tick};

/// Draws a row for each item that applies, each with its own "not sure", and "none of these".
pub(super) fn draw(view: &View<'_>, out: &mut Markup, step: Step, form: &Form) {
    for item in order::items(view.knowledge, &view.session.findings(), step) {
        let Some(question) = view.knowledge.question(item) else {
            continue;
        };
        let id = count(item.into());
        out.raw("<div class=\"ck-item\"><label class=\"ck-option\"><input type=\"checkbox");
        value(out, Tick::answer(item, question, YES), form);
        out.raw("><span><span id=\"ck-item-")
            .text(&id)
            .raw("\">")
            .text(&question.text);
        out.raw("</span>");
        if !question.help.is_empty() {
            out.raw("<br><span class=\"ck-help\">")
                .text(&question.help)
                .raw("</span>");
        }
        // Heard by itself, "not sure" would not say about what.
        out.raw("</span></label><label class=\"ck-unsure\"><input aria-labelledby=\"ck-unsure-")
            .text(&id)
            .raw(" ck-item-")
            .text(&id)
            .raw("\" type=\"checkbox");
        value(out, Tick::answer(item, question, UNSURE), form);
        out.raw("><span id=\"ck-unsure-").text(&id).raw("\">");
        out.text(&view.words.not_sure).raw("</span></label></div>");
    }
    out.raw("<label class=\"ck-option ck-none\"><input type=\"checkbox");
    value(out, Tick::None, form);
    out.raw("><span>")
        .text(&view.words.none_of_these)
        .raw("</span></label>");
}
