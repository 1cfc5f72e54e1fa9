//! What to ask next, and how much is left.
//!
//! The order is fixed: that of the knowledge, safety questions first, each screen where its first
//! question stands. What does not apply is left out, and so is what cannot matter any more: where
//! the level already allows nothing but its action, only safety questions and questions that could
//! still raise it are asked; at the highest level nothing is.
//!
//! Whoever asks knows only [`next`] and [`remaining`], which take what has been asked so far. An
//! order that chooses the question expected to tell most can take their place unnoticed.

use alloc::vec::Vec;

use crate::answers::{Answers, Findings};
use crate::assess::shown;
use crate::expr;
use crate::knowledge::{Knowledge, Level, QuestionIx};
use crate::safety;

#[cfg(test)]
mod tests;

/// One screen of the checker: what is asked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Short questions together: index into [`Knowledge::screens`].
    Screen(u16),
    /// One question.
    Question(QuestionIx),
}

/// What to ask after what has been asked. None where there is nothing left that matters.
pub fn next(knowledge: &Knowledge, answers: &Answers, asked: &[Step]) -> Option<Step> {
    remaining(knowledge, answers, asked).into_iter().next()
}

/// What will be asked after what has been asked, as far as the answers so far tell, in order.
///
/// A step that has been asked comes again where one of its safety questions has no answer: it may
/// apply only since another answer was changed.
pub fn remaining(knowledge: &Knowledge, answers: &Answers, asked: &[Step]) -> Vec<Step> {
    let findings = Findings::new(knowledge, answers);
    let level = safety::level(&safety::grounds(knowledge, &findings));
    let raising = raising(knowledge, level);
    let is_safety = |item: &QuestionIx| knowledge.question(*item).is_some_and(|item| item.safety);
    let is_missing = |item: &QuestionIx| is_safety(item) && !answers.answered(*item);
    let matters =
        |item: &QuestionIx| raising.contains(item) || (is_safety(item) && level < Level::Emergency);
    let mut remaining = Vec::new();
    for step in steps(knowledge, &findings) {
        let items = items(knowledge, &findings, step);
        if (!asked.contains(&step) || items.iter().any(is_missing))
            && (shown(level).causes || items.iter().any(matters))
        {
            remaining.push(step);
        }
    }
    remaining
}

/// Every step with a question that applies, in order, whether asked yet or not.
pub fn steps(knowledge: &Knowledge, findings: &Findings) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, _) in knowledge.indexed_questions() {
        let step = step_of(knowledge, index);
        if findings.applies(index) && !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// The step on which a question is asked.
pub fn step_of(knowledge: &Knowledge, question: QuestionIx) -> Step {
    (0..)
        .zip(&knowledge.screens)
        .find(|(_, screen)| screen.questions.contains(&question))
        .map_or(Step::Question(question), |(index, _)| Step::Screen(index))
}

/// The questions of a step that apply, in order.
pub fn items(knowledge: &Knowledge, findings: &Findings, step: Step) -> Vec<QuestionIx> {
    let all = match &step {
        Step::Question(question) => core::slice::from_ref(question),
        Step::Screen(index) => {
            let screen = knowledge.screens.get(usize::from(*index));
            screen.map_or(&[][..], |screen| &screen.questions)
        }
    };
    let mut items = Vec::new();
    for item in all {
        if findings.applies(*item) {
            items.push(*item);
        }
    }
    items
}

/// The questions some answer to which could set a level above this one, by itself or by making
/// another question apply that could.
fn raising(knowledge: &Knowledge, level: Level) -> Vec<QuestionIx> {
    let mut raising = Vec::new();
    // From the last, so that what a question depends on comes after it.
    for (at, question) in knowledge.questions.iter().enumerate().rev() {
        let Ok(index) = QuestionIx::try_from(at) else {
            continue;
        };
        if raising.contains(&index)
            || question.unsure > Some(level)
            || raises(knowledge, index, level)
        {
            raising.push(index);
            if let Some(rule) = &question.applies {
                raising.extend_from_slice(&expr::questions(rule));
            }
        }
    }
    raising
}

/// Whether a rule that sets a level above this one asks about a question.
fn raises(knowledge: &Knowledge, question: QuestionIx, level: Level) -> bool {
    let flagged = knowledge
        .flags
        .iter()
        .any(|flag| flag.level > level && flag.when.mentions(question));
    flagged
        || knowledge.causes.iter().any(|cause| {
            let applies = cause.applies.as_ref();
            cause
                .danger
                .as_ref()
                .is_some_and(|danger| danger.level > level)
                && (applies.is_some_and(|rule| rule.mentions(question))
                    || cause
                        .findings
                        .iter()
                        .any(|finding| finding.question == question))
        })
}
