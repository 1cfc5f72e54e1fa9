//! `content/checker/scenarios/*.toml`: sessions with the checker, and how they must come out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use checker_engine::knowledge::{Kind, Knowledge, Level, Question};
use checker_engine::{Answers, Findings, Mask, UNSURE};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_spanned::Spanned;

use super::levels;
use super::names::unknown;
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::{parse_file, span_of};

/// A scenario that can be played.
#[derive(Debug)]
pub(super) struct Scenario {
    /// Its file.
    pub(super) file: Arc<SourceFile>,
    /// What it is about.
    pub(super) title: String,
    /// What the reader answers.
    pub(super) answers: Answers,
    /// The level that has to come out.
    pub(super) level: (Level, Spanned<String>),
    /// Ids of causes that have to be on the short list.
    pub(super) listed: Vec<Spanned<String>>,
    /// Ids of causes that have to be shown apart.
    pub(super) often_blamed: Vec<Spanned<String>>,
    /// Ids of treatments that have to be offered.
    pub(super) treatments: Vec<Spanned<String>>,
    /// Ids of treatments that have to be withheld.
    pub(super) withheld: Vec<Spanned<String>>,
}

impl Scenario {
    /// Reads a scenario; none when something is wrong with it.
    pub(super) fn read(
        file: &Arc<SourceFile>,
        knowledge: &Knowledge,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = out.len();
        let (written, complaints) = parse_file::<ScenarioFile>(file);
        out.extend(complaints);
        let written = written?;
        let mut reader = Reader {
            file,
            knowledge,
            out,
        };
        let answers = reader.answers(&written.answers);
        reader.check_asked(&written.answers, &answers);
        let expect = written.expect;
        let causes = || knowledge.causes.iter().map(|cause| cause.id.as_str());
        let treatments = || {
            knowledge
                .treatments
                .iter()
                .map(|treatment| treatment.id.as_str())
        };
        reader.check(&expect.listed, "cause", causes);
        reader.check(&expect.often_blamed, "cause", causes);
        reader.check(&expect.treatments, "treatment", treatments);
        reader.check(&expect.withheld, "treatment", treatments);
        let level = levels::find(file, &expect.level, out)?;
        (out.len() == before).then(|| Self {
            file: Arc::clone(file),
            title: written.title,
            answers,
            level: (level, expect.level),
            listed: expect.listed,
            often_blamed: expect.often_blamed,
            treatments: expect.treatments,
            withheld: expect.withheld,
        })
    }
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    knowledge: &'a Knowledge,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn answers(&mut self, written: &BTreeMap<Spanned<String>, Spanned<Answer>>) -> Answers {
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
    fn reassure(
        &mut self,
        answer: &Spanned<Answer>,
        answers: &mut Answers,
        written: &BTreeMap<Spanned<String>, Spanned<Answer>>,
    ) {
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

    /// Complains of answers to questions that these answers keep from being asked.
    fn check_asked(
        &mut self,
        written: &BTreeMap<Spanned<String>, Spanned<Answer>>,
        answers: &Answers,
    ) {
        let findings = Findings::new(self.knowledge, answers);
        for (index, question) in self.knowledge.indexed_questions() {
            if let Some((name, _)) = written.get_key_value(question.id.as_str())
                && !findings.applies(index)
            {
                let message = format!("`{name}` is not asked in this scenario");
                self.complain(name, &message, "the other answers make it not apply");
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

    fn check<'k, I: Iterator<Item = &'k str>>(
        &mut self,
        ids: &[Spanned<String>],
        what: &str,
        known: impl Fn() -> I,
    ) {
        let all: BTreeSet<&str> = known().collect();
        for id in ids {
            if !all.contains(id.get_ref().as_str()) {
                let place = span_of(self.file, id);
                self.out.push(unknown(what, id.get_ref(), place, known()));
            }
        }
    }

    fn complain<T>(&mut self, place: &Spanned<T>, message: &str, label: &str) {
        let span = span_of(self.file, place);
        self.out
            .push(Diagnostic::at(code::BAD_SCENARIO, span, message).label(label));
    }
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioFile {
    title: String,
    answers: BTreeMap<Spanned<String>, Spanned<Answer>>,
    expect: Expectation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    level: Spanned<String>,
    #[serde(default)]
    listed: Vec<Spanned<String>>,
    #[serde(default)]
    often_blamed: Vec<Spanned<String>>,
    #[serde(default)]
    treatments: Vec<Spanned<String>>,
    #[serde(default)]
    withheld: Vec<Spanned<String>>,
}

/// What a reader answers.
enum Answer {
    Number(i64),
    Id(String),
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
