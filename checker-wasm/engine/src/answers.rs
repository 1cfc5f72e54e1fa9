//! What a reader has answered so far, and what of it counts.

use alloc::vec;
use alloc::vec::Vec;

use crate::knowledge::{Kind, Knowledge, Question, QuestionIx};

#[cfg(test)]
mod tests;

/// A set of a question's answers: bit `i` is its option `i`, the highest bit is [`UNSURE`].
pub type Mask = u32;

/// The reader said "not sure".
pub const UNSURE: Mask = 1 << 31;

/// One answer a question: none (zero), some of its options, or [`UNSURE`].
///
/// Skipped and not yet asked are both no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Mask>);

impl Answers {
    /// No answers yet to so many questions.
    pub fn none(questions: usize) -> Self {
        Self(vec![0; questions])
    }

    /// The answer to a question; zero where there is none.
    pub fn get(&self, question: QuestionIx) -> Mask {
        self.0.get(usize::from(question)).copied().unwrap_or(0)
    }

    /// Takes an answer; zero takes it back. A question that is not there is left alone.
    pub fn set(&mut self, question: QuestionIx, answer: Mask) {
        if let Some(slot) = self.0.get_mut(usize::from(question)) {
            *slot = answer;
        }
    }

    /// Whether there is any answer, "not sure" included.
    pub fn answered(&self, question: QuestionIx) -> bool {
        self.get(question) != 0
    }

    /// Whether the reader said "not sure".
    pub fn unsure(&self, question: QuestionIx) -> bool {
        self.get(question) & UNSURE != 0
    }

    /// The answers in the order of the questions.
    pub fn iter(&self) -> impl Iterator<Item = Mask> + '_ {
        self.0.iter().copied()
    }
}

/// The answers that count: those to questions that apply, given the answers before them.
///
/// A reader who goes back and changes an answer may leave others behind that make no sense any
/// more; they are kept in [`Answers`], in case the reader changes it again, and left out here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    answers: Answers,
    applies: Vec<bool>,
}

impl Findings {
    /// Goes through the questions in order; a rule for when one applies sees those before it.
    pub fn new(knowledge: &Knowledge, given: &Answers) -> Self {
        let mut findings = Self {
            answers: Answers::none(knowledge.questions.len()),
            applies: Vec::with_capacity(knowledge.questions.len()),
        };
        for (index, question) in knowledge.indexed_questions() {
            let applies = question
                .applies
                .as_ref()
                .is_none_or(|rule| rule.holds(&findings.answers));
            findings.applies.push(applies);
            if applies {
                findings
                    .answers
                    .set(index, given.get(index) & (question.all_options() | UNSURE));
            }
        }
        findings
    }

    /// The answers, without those to questions that do not apply.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Whether a question is one for this reader.
    pub fn applies(&self, question: QuestionIx) -> bool {
        self.applies
            .get(usize::from(question))
            .copied()
            .unwrap_or(false)
    }

    /// The answer that weighs: zero where there is none or the reader is not sure.
    pub fn known(&self, question: QuestionIx) -> Mask {
        if self.answers.unsure(question) {
            0
        } else {
            self.answers.get(question)
        }
    }

    /// Whether a question applies and has no answer that says anything.
    pub fn open(&self, question: QuestionIx) -> bool {
        self.applies(question) && self.known(question) == 0
    }
}

impl Question {
    /// The mask of every option.
    pub fn all_options(&self) -> Mask {
        let options = self.options.len().min(31);
        (1_u32 << options) - 1
    }

    /// The answer that a number is: the bit of its band. None where the question does not ask for
    /// a number, or the number is outside what it accepts.
    pub fn band(&self, number: i32) -> Option<Mask> {
        match &self.kind {
            Kind::Number { min, max, cuts, .. } if (*min..=*max).contains(&number) => {
                let band = cuts.iter().take_while(|cut| number >= **cut).count();
                Some(1 << band.min(30))
            }
            _ => None,
        }
    }
}
