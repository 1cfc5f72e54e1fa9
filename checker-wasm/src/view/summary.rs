//! What the reader answered, each with a button to change it.

use alloc::string::String;

use checker_engine::UNSURE;
use checker_engine::knowledge::{Kind, NO, QuestionIx};
use checker_engine::order::{self, Step};

use super::View;
use super::markup::Markup;
use crate::Action;
use crate::number::{self, signed};
use crate::session::step_code;

/// Draws every step that was asked, in order.
pub(super) fn draw(view: &View<'_>, out: &mut Markup) {
    out.raw("<section class=\"ck-answers\"><h2>")
        .text(&view.words.your_answers)
        .raw("</h2><dl>");
    for step in view.session.asked() {
        let title = match step {
            Step::Screen(_) => view.texts(step).0,
            Step::Question(question) => view.short(question),
        };
        out.raw("<div class=\"ck-answer\"><dt>")
            .text(title)
            .raw("</dt><dd>");
        match step {
            Step::Screen(_) => screen(view, out, step),
            Step::Question(question) => {
                out.text(&view.given(question));
                for beside in order::items(view.knowledge, &view.session.findings(), step) {
                    if beside != question && view.session.answers().answered(beside) {
                        out.raw("<br>").text(&view.answer(beside));
                    }
                }
            }
        }
        out.raw("</dd><dd><button class=\"ck-link-button\" type=\"button\" data-ck=\"")
            .raw(Action::CHANGE)
            .text(&number::list(&[step_code(step)]))
            .raw("\">")
            .text(&view.words.change)
            .raw("<span class=\"unseen\"> ")
            .text(title)
            .raw("</span></button></dd></div>");
    }
    out.raw("</dl></section>");
}

/// Of a screen only what was not denied.
fn screen(view: &View<'_>, out: &mut Markup, step: Step) {
    let mut denied = true;
    for item in order::items(view.knowledge, &view.session.findings(), step) {
        if view.session.answers().get(item) != NO {
            if !denied {
                out.raw("<br>");
            }
            denied = false;
            out.text(&view.answer(item));
        }
    }
    if denied {
        out.text(&view.words.none_of_these);
    }
}

impl<'a> View<'a> {
    /// A few words for a question.
    pub(super) fn short(&self, question: QuestionIx) -> &'a str {
        let question = self.knowledge.question(question);
        question.map_or("", |question| &question.short)
    }

    /// A question and some of its answers, in a few words.
    pub(super) fn finding(&self, question: QuestionIx, answers: u32) -> String {
        let mut text = String::from(self.short(question));
        text.push_str(": ");
        text.push_str(&self.labels(question, answers));
        text
    }

    /// A question and the answer given, in a few words.
    pub(super) fn answer(&self, question: QuestionIx) -> String {
        let mut text = String::from(self.short(question));
        text.push_str(": ");
        text.push_str(&self.given(question));
        text
    }

    /// The answer given: a number as typed, else the answers' labels.
    fn given(&self, index: QuestionIx) -> String {
        let typed = self.session.number(index);
        let kind = self
            .knowledge
            .question(index)
            .map(|question| &question.kind);
        if let (Some(number), Some(Kind::Number { unit, .. })) = (typed, kind) {
            let mut text = signed(number);
            if !unit.is_empty() {
                text.push(' ');
                text.push_str(unit);
            }
            text
        } else {
            self.labels(index, self.session.answers().get(index))
        }
    }

    pub(super) fn labels(&self, index: QuestionIx, answers: u32) -> String {
        if answers == 0 {
            return self.words.not_answered.clone();
        }
        if answers & UNSURE != 0 {
            return self.words.not_sure.clone();
        }
        let mut text = String::new();
        let options = self
            .knowledge
            .question(index)
            .map(|question| &question.options);
        for (bit, choice) in (0..31).zip(options.into_iter().flatten()) {
            if answers & 1 << bit != 0 {
                if !text.is_empty() {
                    text.push_str(", ");
                }
                text.push_str(&choice.label);
            }
        }
        text
    }
}
