//! A set of answers as people write it: in scenarios, in cases, in a file for `guideway ask`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use checker_engine::knowledge::{Kind, Knowledge, Question};
use checker_engine::{Answers, Findings, Mask, UNSURE};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_spanned::Spanned;

use super::names::unknown;
use crate::diagnostic::{Code, Diagnostic, SourceFile, code};
use crate::toml_source::span_of;

/// Answers by the id of their question; under `*` stands what every other safety question gets.
pub type Written = BTreeMap<Spanned<String>, Spanned<Answer>>;

/// The answers that are written, and complaints of those that are none.
pub fn read(
    file: &Arc<SourceFile>,
    knowledge: &Knowledge,
    written: &Written,
    out: &mut Vec<Diagnostic>,
) -> Answers {
    Reader {
        file,
        knowledge,
        out,
    }
    .answers(written)
}

/// Complains of answers to questions that the others keep from being asked.
pub fn check_asked(
    file: &Arc<SourceFile>,
    knowledge: &Knowledge,
    written: &Written,
    answers: &Answers,
    out: &mut Vec<Diagnostic>,
) {
    let findings = Findings::new(knowledge, answers);
    for (index, question) in knowledge.indexed_questions() {
        if let Some((name, _)) = written.get_key_value(question.id.as_str())
            && !findings.applies(index)
        {
            let message = format!("`{name}` is not asked with these answers");
            let span = span_of(file, name);
            out.push(
                Diagnostic::at(BAD, span, message).label("the other answers make it not apply"),
            );
        }
    }
}

const BAD: Code = code::BAD_SCENARIO;

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    knowledge: &'a Knowledge,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn answers(&mut self, written: &Written) -> Answers {
        let questions = &self.knowledge.questions;
        let mut answers = Answers::none(questions.len());
        for (name, answer) in written {
            let mut indexed = self.knowledge.indexed_questions();
            let found = indexed.find(|(_, question)| question.id == *name.get_ref());
            match found {
                Some((index, question)) => {
                    let mask = self.mask(question, answer);
                    answers.set(index, mask);
                }
                None if name.get_ref() == "*" => self.reassure(answer, &mut answers, written),
                None => {
                    let known = questions.iter().map(|question| question.id.as_str());
                    let place = span_of(self.file, name);
                    self.out
                        .push(unknown("question", name.get_ref(), place, known));
                }
            }
        }
        answers
    }

    /// Every safety question that has no answer of its own gets the one that reassures.
    fn reassure(&mut self, answer: &Spanned<Answer>, answers: &mut Answers, written: &Written) {
        if !matches!(answer.get_ref(), Answer::Id(id) if id == "reassuring") {
            self.complain(
                answer,
                "`*` can only be answered at once",
                "expected \"reassuring\"",
            );
        }
        for (index, question) in self.knowledge.indexed_questions() {
            if question.safety && !written.contains_key(question.id.as_str()) {
                answers.set(index, question.reassuring);
            }
        }
    }

    fn mask(&mut self, question: &Question, answer: &Spanned<Answer>) -> Mask {
        match (answer.get_ref(), &question.kind) {
            (Answer::Id(id), _) if id == "unsure" => UNSURE,
            (Answer::Number(number), Kind::Number { min, max, .. }) => {
                let band = i32::try_from(*number)
                    .ok()
                    .and_then(|number| question.band(number));
                if band.is_none() {
                    let expected = format!("expected a number from {min} to {max}");
                    self.complain(answer, "this number is not accepted", &expected);
                }
                band.unwrap_or(0)
            }
            (_, Kind::Number { .. }) => {
                self.complain(
                    answer,
                    "this question asks for a number",
                    "expected a number",
                );
                0
            }
            (Answer::Number(_), _) => {
                self.complain(
                    answer,
                    "this question has answers to choose from",
                    "expected an id",
                );
                0
            }
            (Answer::Id(id), _) => self.option(question, &Spanned::new(answer.span(), id.clone())),
            (Answer::Ids(ids), Kind::Many | Kind::Place) => {
                let masks = ids.iter().map(|id| self.option(question, id));
                masks.fold(0, |all, mask| all | mask)
            }
            (Answer::Ids(_), Kind::One) => {
                self.complain(
                    answer,
                    "this question has one answer",
                    "expected an id, not a list",
                );
                0
            }
        }
    }

    fn option(&mut self, question: &Question, id: &Spanned<String>) -> Mask {
        super::questions::answer(question, self.file, id, self.out).unwrap_or(0)
    }

    fn complain<T>(&mut self, place: &Spanned<T>, message: &str, label: &str) {
        let span = span_of(self.file, place);
        self.out
            .push(Diagnostic::at(BAD, span, message).label(label));
    }
}

/// What a reader answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A number.
    Number(i64),
    /// An answer's id, or `unsure`.
    Id(String),
    /// The ids of several answers.
    Ids(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

/// An untagged enum would do the same, but lose the places of the ids in a list.
struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a number, an answer's id, a list of ids or \"unsure\"")
    }

    fn visit_i64<E>(self, number: i64) -> Result<Answer, E> {
        Ok(Answer::Number(number))
    }

    fn visit_str<E>(self, id: &str) -> Result<Answer, E> {
        Ok(Answer::Id(id.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut ids: A) -> Result<Answer, A::Error> {
        let mut list = Vec::new();
        while let Some(id) = ids.next_element()? {
            list.push(id);
        }
        Ok(Answer::Ids(list))
    }
}
