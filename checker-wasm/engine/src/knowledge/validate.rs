//! What must hold of a [`Knowledge`] before anything reasons with it.

use core::fmt;

use super::{Cause, Expr, HEAVIEST, Kind, Knowledge, NO, Question, QuestionIx, Treatment};
use crate::answers::{Mask, UNSURE};
use crate::expr::DEEPEST;

/// The first part of a knowledge that does not hold together, with its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// There are not five levels, four grades of evidence, or at most 65,535 of anything.
    Count,
    /// A question: its options, its answers, its numbers, or when it applies.
    Question(usize),
    /// A screen: a question that is not yes or no, is on another screen too, or applies by what
    /// is asked on this one.
    Screen(usize),
    /// A flag: its rule, or its place among the levels.
    Flag(usize),
    /// A cause: its weights, its rule, its treatments, or its place among the ids.
    Cause(usize),
    /// A treatment: its stage or its rules.
    Treatment(usize),
    /// The bands are out of order.
    Bands,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => f.write_str("too few or too many entries"),
            Self::Question(index) => write!(f, "question {index} is malformed"),
            Self::Screen(index) => write!(f, "screen {index} is malformed"),
            Self::Flag(index) => write!(f, "flag {index} is malformed"),
            Self::Cause(index) => write!(f, "cause {index} is malformed"),
            Self::Treatment(index) => write!(f, "treatment {index} is malformed"),
            Self::Bands => f.write_str("the bands are out of order"),
        }
    }
}

impl core::error::Error for Invalid {}

impl Knowledge {
    /// Checks everything that the reasoning relies on and says what is wrong first.
    pub fn validate(&self) -> Result<(), Invalid> {
        let most = usize::from(u16::MAX);
        ensure(
            self.levels.len() == 5
                && self.evidence.len() == 4
                && self.questions.len() <= most
                && self.screens.len() <= most
                && self.causes.len() <= most
                && self.treatments.len() <= most,
            Invalid::Count,
        )?;
        each(
            self.questions.len(),
            |i| self.question_holds(i),
            Invalid::Question,
        )?;
        each(
            self.screens.len(),
            |i| self.screen_holds(i),
            Invalid::Screen,
        )?;
        each(self.flags.len(), |i| self.flag_holds(i), Invalid::Flag)?;
        each(self.causes.len(), |i| self.cause_holds(i), Invalid::Cause)?;
        each(
            self.treatments.len(),
            |i| {
                self.treatments
                    .get(i)
                    .is_some_and(|t| self.treatment_holds(t))
            },
            Invalid::Treatment,
        )?;
        let bands = &self.bands;
        ensure(
            bands.possible <= bands.likely && bands.moderate <= bands.strong,
            Invalid::Bands,
        )
    }

    fn question_holds(&self, index: usize) -> bool {
        let Some(question) = self.questions.get(index) else {
            return false;
        };
        let options = question.options.len();
        let numbers_hold = match &question.kind {
            Kind::Number { min, max, cuts, .. } => {
                min <= max
                    && options == cuts.len() + 1
                    && cuts.windows(2).all(|pair| pair.first() < pair.last())
            }
            Kind::One | Kind::Many | Kind::Place => true,
        };
        let before = self.questions.get(..index).unwrap_or(&[]);
        let beside_holds = !question.beside
            || (question.kind == Kind::One
                && !question.safety
                && question.applies.is_none()
                && before.last().is_some_and(|before| {
                    before.kind == Kind::Place && !before.safety && before.applies.is_none()
                }));
        let safety_first = !question.safety || before.iter().all(|earlier| earlier.safety);
        numbers_hold
            && beside_holds
            && safety_first
            && (1..=31).contains(&options)
            && question.reassuring & !question.all_options() == 0
            && optional(question.applies.as_ref(), before)
    }

    fn screen_holds(&self, index: usize) -> bool {
        let (Some(screen), Some(before)) = (self.screens.get(index), self.screens.get(..index))
        else {
            return false;
        };
        let Some(first) = screen.questions.first() else {
            return false;
        };
        // What is asked together cannot depend on each other's answers.
        let asked_before = self.questions.get(..usize::from(*first)).unwrap_or(&[]);
        let ascending = |pair: &[QuestionIx]| pair.first() < pair.last();
        screen.questions.windows(2).all(ascending)
            && screen.questions.iter().all(|question| {
                self.question(*question).is_some_and(|question| {
                    question.kind == Kind::One
                        && question.options.len() == 2
                        && question.reassuring == NO
                        && optional(question.applies.as_ref(), asked_before)
                }) && before
                    .iter()
                    .all(|earlier| !earlier.questions.contains(question))
            })
    }

    fn flag_holds(&self, index: usize) -> bool {
        let Some(flag) = self.flags.get(index) else {
            return false;
        };
        let before = index
            .checked_sub(1)
            .and_then(|before| self.flags.get(before));
        before.is_none_or(|before| before.level >= flag.level)
            && rule_holds(&flag.when, &self.questions, 1)
    }

    fn cause_holds(&self, index: usize) -> bool {
        let Some(cause) = self.causes.get(index) else {
            return false;
        };
        let before = index
            .checked_sub(1)
            .and_then(|before| self.causes.get(before));
        before.is_none_or(|before| before.id < cause.id)
            && within(cause.prior)
            && optional(cause.applies.as_ref(), &self.questions)
            && self.findings_hold(cause)
            && cause
                .treatments
                .iter()
                .all(|treatment| usize::from(*treatment) < self.treatments.len())
    }

    fn findings_hold(&self, cause: &Cause) -> bool {
        let ordered = |pair: &[super::Weight]| {
            pair.first().map(|weight| weight.question) <= pair.last().map(|weight| weight.question)
        };
        cause.findings.windows(2).all(ordered)
            && cause.findings.iter().all(|finding| {
                within(finding.weight)
                    && answers_hold(&self.questions, finding.question, finding.answers)
                    && finding.answers & UNSURE == 0
            })
    }

    fn treatment_holds(&self, treatment: &Treatment) -> bool {
        usize::from(treatment.stage) < self.stages.len()
            && optional(treatment.offer.as_ref(), &self.questions)
            && optional(treatment.forbid.as_ref(), &self.questions)
    }
}

fn each(
    count: usize,
    holds: impl Fn(usize) -> bool,
    invalid: fn(usize) -> Invalid,
) -> Result<(), Invalid> {
    match (0..count).find(|index| !holds(*index)) {
        Some(index) => Err(invalid(index)),
        None => Ok(()),
    }
}

fn ensure(holds: bool, invalid: Invalid) -> Result<(), Invalid> {
    if holds { Ok(()) } else { Err(invalid) }
}

fn within(weight: i32) -> bool {
    (-HEAVIEST..=HEAVIEST).contains(&weight)
}

fn optional(rule: Option<&Expr>, questions: &[Question]) -> bool {
    rule.is_none_or(|rule| rule_holds(rule, questions, 1))
}

/// Whether a rule asks only about these questions and is not too deep.
fn rule_holds(rule: &Expr, questions: &[Question], depth: usize) -> bool {
    depth <= DEEPEST
        && match rule {
            Expr::Is(question, answers) => answers_hold(questions, *question, *answers),
            _ => rule
                .parts()
                .iter()
                .all(|part| rule_holds(part, questions, depth + 1)),
        }
}

/// Whether these are answers that the question can have, "not sure" included.
fn answers_hold(questions: &[Question], question: u16, answers: Mask) -> bool {
    questions
        .get(usize::from(question))
        .is_some_and(|question| answers & !(question.all_options() | UNSURE) == 0)
}
