//! One `[[question]]`: the keys that its kind of question has, and no others.

use std::sync::Arc;

use checker_engine::knowledge::{Choice, Kind, NO, Question};
use checker_engine::words::Words;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::knowledge::levels;
use crate::knowledge::names::Names;
use crate::knowledge::questions::answer;
use crate::toml_source::span_of;

/// A mask has one bit for each answer, and one for "not sure".
const MOST_ANSWERS: usize = 31;

/// A question as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionEntry {
    pub(super) id: Spanned<String>,
    pub(super) screen: Option<Spanned<String>>,
    pub(super) applies: Option<Spanned<String>>,
    safety: Option<Spanned<bool>>,
    pub(super) beside: Option<Spanned<bool>>,
    kind: Option<Spanned<KindName>>,
    text: String,
    short: Option<String>,
    #[serde(default)]
    help: String,
    #[serde(default)]
    why: String,
    unsure: Option<Spanned<String>>,
    reassuring: Option<Spanned<String>>,
    answers: Option<Spanned<Vec<AnswerEntry>>>,
    unit: Option<Spanned<String>>,
    min: Option<Spanned<i32>>,
    max: Option<Spanned<i32>>,
    cuts: Option<Spanned<Vec<Spanned<i32>>>>,
}

impl QuestionEntry {
    /// Asked before everything else.
    pub(super) fn is_safety(&self) -> bool {
        self.screen.is_some() || self.safety.as_ref().is_some_and(|safety| *safety.get_ref())
    }

    /// A question beside which another one can be asked.
    pub(super) fn is_place(&self) -> bool {
        let is_place = |kind: &Spanned<KindName>| matches!(kind.get_ref(), KindName::Place);
        self.kind.as_ref().is_some_and(is_place) && !self.is_safety() && self.applies.is_none()
    }

    fn is_beside(&self) -> bool {
        self.beside.as_ref().is_some_and(|beside| *beside.get_ref())
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindName {
    One,
    Many,
    Place,
    Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerEntry {
    id: Spanned<String>,
    label: String,
}

/// Makes a question of what is written; its `applies` is left for later.
///
/// There is always one, though it may lack what could not be read, so that its name is known.
pub(super) fn question(
    file: &Arc<SourceFile>,
    entry: Spanned<QuestionEntry>,
    words: &Words,
    out: &mut Vec<Diagnostic>,
) -> Question {
    let header = entry.span();
    let entry = entry.into_inner();
    let mut check = Check { file, out };
    let kind = check.kind(&entry, &Spanned::new(header, ()));
    let options = match &kind {
        _ if entry.screen.is_some() => yes_and_no(words),
        Kind::Number { unit, cuts, .. } => bands(unit, cuts),
        Kind::One | Kind::Many | Kind::Place => check.answers(&entry),
    };
    let denied = entry.safety.as_ref().filter(|safety| !safety.get_ref());
    if entry.screen.is_some() {
        check.refuse(denied, "every item of a screen is a safety question");
    }
    if entry.is_beside() && (kind != Kind::One || entry.is_safety() || entry.applies.is_some()) {
        let why = "what is asked beside a place is of kind `one`, always applies, and is no safety question";
        check.refuse(entry.beside.as_ref(), why);
    }
    let unsure = entry.unsure.as_ref();
    let mut question = Question {
        safety: entry.is_safety(),
        beside: entry.is_beside(),
        unsure: unsure.and_then(|name| levels::find(file, name, check.out)),
        id: entry.id.into_inner(),
        short: entry.short.unwrap_or_else(|| entry.text.clone()),
        text: entry.text,
        help: entry.help,
        why: entry.why,
        applies: None,
        kind,
        options,
        reassuring: 0,
    };
    question.reassuring = match &entry.reassuring {
        _ if entry.screen.is_some() => NO,
        Some(name) => answer(&question, file, name, check.out).unwrap_or(0),
        None => 0,
    };
    question
}

/// The answers of an item of a screen.
fn yes_and_no(words: &Words) -> Vec<Choice> {
    [("yes", &words.yes), ("no", &words.no)]
        .map(|(id, label)| Choice {
            id: id.to_owned(),
            label: label.clone(),
        })
        .into()
}

/// The bands between the cuts of a number, named for rules and shown without words.
fn bands(unit: &str, cuts: &[i32]) -> Vec<Choice> {
    let (Some(first), Some(last)) = (cuts.first(), cuts.last()) else {
        return Vec::new();
    };
    let below = (format!("under-{first}"), format!("< {first}"));
    let between = cuts.windows(2).map(|pair| {
        let (from, to) = (pair[0], pair[1] - 1);
        (format!("{from}-to-{to}"), format!("{from}–{to}"))
    });
    let above = (format!("{last}-or-more"), format!("≥ {last}"));
    std::iter::once(below)
        .chain(between)
        .chain([above])
        .map(|(id, label)| Choice {
            id,
            label: format!("{label} {unit}").trim_end().to_owned(),
        })
        .collect()
}

struct Check<'a> {
    file: &'a Arc<SourceFile>,
    out: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    /// The kind, with the keys that other kinds have refused.
    fn kind(&mut self, entry: &QuestionEntry, header: &Spanned<()>) -> Kind {
        if entry.screen.is_some() {
            let why = "an item of a screen has the answers yes and no, of which no reassures";
            self.refuse(entry.kind.as_ref(), why);
            self.refuse(entry.answers.as_ref(), why);
            self.refuse(entry.reassuring.as_ref(), why);
        }
        let kind = entry.kind.as_ref().map(|kind| *kind.get_ref());
        if let Some(KindName::Number) = kind {
            self.refuse(
                entry.answers.as_ref(),
                "the answers of a number are the bands between its cuts",
            );
            return self.number(entry, header);
        }
        let why = "only a question of kind `number` has this";
        self.refuse(entry.unit.as_ref(), why);
        self.refuse(entry.min.as_ref(), why);
        self.refuse(entry.max.as_ref(), why);
        self.refuse(entry.cuts.as_ref(), why);
        match kind {
            Some(KindName::Many) => Kind::Many,
            Some(KindName::Place) => Kind::Place,
            Some(_) => Kind::One,
            None => {
                if entry.screen.is_none() {
                    self.lacks(header, "kind", "`one`, `many`, `place` or `number`");
                }
                Kind::One
            }
        }
    }

    fn number(&mut self, entry: &QuestionEntry, header: &Spanned<()>) -> Kind {
        let (Some(min), Some(max), Some(cuts)) = (&entry.min, &entry.max, &entry.cuts) else {
            for (there, key) in [
                (entry.min.is_some(), "min"),
                (entry.max.is_some(), "max"),
                (entry.cuts.is_some(), "cuts"),
            ] {
                if !there {
                    self.lacks(header, key, "`min`, `max` and `cuts`, for this is a number");
                }
            }
            return Kind::Number {
                unit: String::new(),
                min: 0,
                max: 0,
                cuts: Vec::new(),
            };
        };
        let (low, high) = (*min.get_ref(), *max.get_ref());
        let mut previous = low;
        for cut in cuts.get_ref() {
            if *cut.get_ref() <= previous || *cut.get_ref() > high {
                let expected = format!("expected a number above {previous} and at most {high}");
                self.complain(cut, format!("{cut} is not a cut"), expected);
            }
            previous = previous.max(*cut.get_ref());
        }
        if cuts.get_ref().is_empty() {
            self.complain(
                cuts,
                "a number without cuts says nothing",
                "expected at least one",
            );
        }
        self.few_enough(cuts, cuts.get_ref().len() + 1);
        Kind::Number {
            unit: entry
                .unit
                .as_ref()
                .map(|unit| unit.get_ref().clone())
                .unwrap_or_default(),
            min: low,
            max: high,
            cuts: cuts
                .get_ref()
                .iter()
                .take(MOST_ANSWERS - 1)
                .map(|cut| *cut.get_ref())
                .collect(),
        }
    }

    fn answers(&mut self, entry: &QuestionEntry) -> Vec<Choice> {
        let Some(answers) = &entry.answers else {
            if entry
                .kind
                .as_ref()
                .is_some_and(|kind| !matches!(kind.get_ref(), KindName::Number))
            {
                self.lacks(&entry.id, "answers", "a list of answers to choose from");
            }
            return Vec::new();
        };
        if answers.get_ref().len() < 2 {
            self.complain(
                answers,
                "there is nothing to choose between",
                "expected at least two answers",
            );
        }
        self.few_enough(answers, answers.get_ref().len());
        let mut names = Names::new("answer");
        for answer in answers.get_ref() {
            names.define(self.file, &answer.id, (), self.out);
        }
        let shown = answers.get_ref().iter().take(MOST_ANSWERS);
        shown
            .map(|answer| Choice {
                id: answer.id.get_ref().clone(),
                label: answer.label.clone(),
            })
            .collect()
    }

    fn few_enough<T>(&mut self, place: &Spanned<T>, count: usize) {
        if count > MOST_ANSWERS {
            self.out.push(
                Diagnostic::at(
                    code::TOO_MANY,
                    span_of(self.file, place),
                    format!("a question with {count} answers"),
                )
                .label(format!("expected at most {MOST_ANSWERS}"))
                .help("split it into two questions"),
            );
        }
    }

    /// Complains of a key that this kind of question does not have.
    fn refuse<T>(&mut self, key: Option<&Spanned<T>>, why: &str) {
        if let Some(value) = key {
            self.complain(value, "this key does not fit the question", why);
        }
    }

    fn lacks<T>(&mut self, place: &Spanned<T>, key: &str, expected: &str) {
        self.complain(
            place,
            format!("the key `{key}` is missing"),
            format!("expected {expected}"),
        );
    }

    fn complain<T>(
        &mut self,
        place: &Spanned<T>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) {
        let span = span_of(self.file, place);
        self.out
            .push(Diagnostic::at(code::BAD_QUESTION, span, message).label(label));
    }
}
