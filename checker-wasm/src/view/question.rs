//! One question by itself: radio buttons, boxes, or a number.

use checker_engine::UNSURE;
use checker_engine::knowledge::{Kind, Question, QuestionIx};

use super::View;
use super::markup::Markup;
use crate::session::{Form, Tick};

/// Draws the answers of a question, "not sure" last; of one that is asked beside another also what it
/// asks.
pub(super) fn draw(view: &View<'_>, out: &mut Markup, index: QuestionIx, form: &Form, wrong: bool) {
    let Some(question) = view.knowledge.question(index) else {
        return;
    };
    if question.beside {
        out.raw("<fieldset class=\"ck-beside\"><legend>")
            .text(&question.text)
            .raw("</legend>");
        view.explain(out, &question.help, &question.why);
    }
    let is_place = question.kind == Kind::Place;
    out.raw(if is_place {
        "<div class=\"ck-options ck-place\">"
    } else {
        "<div class=\"ck-options\">"
    });
    let radio = question.kind == Kind::One;
    if let Kind::Number { unit, .. } = &question.kind {
        number(out, unit, form, wrong);
    } else {
        for (bit, choice) in (0..31).zip(&question.options) {
            let name = (is_place || question.beside).then_some(choice.id.as_str());
            option(
                out,
                index,
                question,
                1 << bit,
                (&choice.label, name),
                form,
                radio,
            );
        }
    }
    option(
        out,
        index,
        question,
        UNSURE,
        (&view.words.not_sure, None),
        form,
        radio,
    );
    out.raw("</div>");
}

fn option(
    out: &mut Markup,
    index: QuestionIx,
    question: &Question,
    mask: u32,
    (label, name): (&str, Option<&str>),
    form: &Form,
    radio: bool,
) {
    let tick = Tick::answer(index, question, mask);
    let apart = mask == UNSURE || (!radio && mask == question.reassuring);
    out.raw(if apart {
        "<label class=\"ck-option ck-none\"><input name=\"answer\" type=\""
    } else {
        "<label class=\"ck-option\"><input name=\"answer\" type=\""
    });
    out.raw(if radio { "radio" } else { "checkbox" });
    value(out, tick, form);
    if let Some(name) = name {
        out.raw(" data-answer=\"").text(name).raw("\"");
    }
    out.raw("><span>").text(label).raw("</span></label>");
}

/// The rest of an input for a tick, from the end of the attribute before it.
pub(super) fn value(out: &mut Markup, tick: Tick, form: &Form) {
    out.raw("\" value=\"").text(&tick.value()).raw("\"");
    if form.ticks.contains(&tick) {
        out.raw(" checked");
    }
}

fn number(out: &mut Markup, unit: &str, form: &Form, wrong: bool) {
    out.raw(
        "<div class=\"ck-number\"><input id=\"ck-number\" inputmode=\"numeric\" autocomplete=\"off\" \
         aria-labelledby=\"ck-heading ck-unit\"",
    );
    if wrong {
        out.raw(" aria-invalid=\"true\" aria-describedby=\"ck-error\"");
    }
    out.raw(" value=\"")
        .text(&form.number)
        .raw("\"><span id=\"ck-unit\">")
        .text(unit)
        .raw("</span></div>");
}
