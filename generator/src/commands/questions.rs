//! `guideway questions`: every question of the checker, for people and programs.

use std::fmt::Write;

use checker_engine::knowledge::{Kind, Knowledge, Question};
use clap::Args;
use serde::Serialize;

use super::{Format, Outcome, Where, say};
use crate::knowledge::levels;
use crate::knowledge::rule::text::{answer_ids, text};

#[derive(Debug, Args)]
pub(super) struct Questions {
    #[command(flatten)]
    place: Where,
}

impl Questions {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Some((compiled, _)) = self.place.knowledge()? else {
            return Ok(Outcome::Failed);
        };
        let bank = Bank::new(&compiled.knowledge);
        match self.place.format {
            Format::Json => say(&(serde_json::to_string_pretty(&bank)? + "\n")),
            Format::Text => say(&bank.text()),
        }
        Ok(Outcome::Done)
    }
}

/// The whole bank. docs/formats/questions.schema.json describes its JSON.
#[derive(Serialize)]
struct Bank<'a> {
    /// The version of this form.
    format: u8,
    guide: &'a str,
    screens: Vec<ScreenEntry<'a>>,
    questions: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct ScreenEntry<'a> {
    title: &'a str,
    help: &'a str,
    questions: Vec<&'a str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    /// one, many, place, number, or yes-no for an item of a screen.
    kind: &'static str,
    text: &'a str,
    short: &'a str,
    help: &'a str,
    why: &'a str,
    /// Of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<i32>,
    /// The answers; of a number its bands, any of which a number is.
    answers: Vec<Answer<'a>>,
    /// When it is asked; always where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    applies: Option<String>,
    safety: bool,
    /// Asked on the same screen as the question before it.
    beside: bool,
    /// Answers that reassure.
    reassuring: Vec<&'a str>,
    /// The level that "not sure" sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    unsure: Option<&'static str>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    label: &'a str,
}

impl<'a> Bank<'a> {
    fn new(knowledge: &'a Knowledge) -> Self {
        let id = |index: &u16| {
            let question = knowledge.question(*index);
            question.map_or("", |question| question.id.as_str())
        };
        Self {
            format: 1,
            guide: &knowledge.guide,
            screens: knowledge
                .screens
                .iter()
                .map(|screen| ScreenEntry {
                    title: &screen.title,
                    help: &screen.help,
                    questions: screen.questions.iter().map(id).collect(),
                })
                .collect(),
            questions: knowledge
                .indexed_questions()
                .map(|(index, question)| {
                    let on_screen = |screen: &checker_engine::knowledge::Screen| {
                        screen.questions.contains(&index)
                    };
                    let is_item = knowledge.screens.iter().any(on_screen);
                    Entry::new(knowledge, question, is_item)
                })
                .collect(),
        }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for question in &self.questions {
            // Writing to a string cannot fail.
            let _ = question.write(&mut out);
        }
        out
    }
}

impl<'a> Entry<'a> {
    fn new(knowledge: &'a Knowledge, question: &'a Question, is_item: bool) -> Self {
        let (kind, number) = match &question.kind {
            Kind::One if is_item => ("yes-no", None),
            Kind::One => ("one", None),
            Kind::Many => ("many", None),
            Kind::Place => ("place", None),
            Kind::Number { unit, min, max, .. } => ("number", Some((unit.as_str(), *min, *max))),
        };
        let rule = question.applies.as_ref();
        Self {
            id: &question.id,
            kind,
            text: &question.text,
            short: &question.short,
            help: &question.help,
            why: &question.why,
            unit: number.map(|(unit, ..)| unit),
            min: number.map(|(_, min, _)| min),
            max: number.map(|(.., max)| max),
            answers: question
                .options
                .iter()
                .map(|option| Answer {
                    id: &option.id,
                    label: &option.label,
                })
                .collect(),
            applies: rule.map(|rule| text(rule, &knowledge.questions)),
            safety: question.safety,
            beside: question.beside,
            reassuring: answer_ids(question, question.reassuring),
            unsure: question.unsure.map(levels::id),
        }
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{} ({})", self.id, self.kind)?;
        writeln!(out, "  {}", self.text)?;
        if let Some(applies) = &self.applies {
            writeln!(out, "  asked when {applies}")?;
        }
        match (self.min, self.max, self.unit) {
            (Some(min), Some(max), Some(unit)) => {
                writeln!(out, "    a number from {min} to {max} {unit}")?;
            }
            _ if self.kind == "yes-no" => {}
            _ => {
                for answer in &self.answers {
                    writeln!(out, "    {:16} {}", answer.id, answer.label)?;
                }
            }
        }
        Ok(())
    }
}
