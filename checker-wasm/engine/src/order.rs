//! What to ask next, and how much is left.
//!
//! Safety questions come first, in the order of the knowledge, each screen where its first question
//! stands. Then come questions that could raise the level, and after them any other; of either, the one
//! that is worth most first ([`gain`]). It ends when none could raise the level and none is worth asking
//! ([`Asking::stop`]) or enough were asked ([`Asking::most`]). What does not apply is left out, and so
//! is what cannot matter any more: where the level already allows nothing but its action, only safety questions and questions
//! that could still raise it are asked; at the highest level nothing is.
//!
//! [`steps`] is the fixed order, for paper and for a page without a script.
//!
//! [`gain`]: crate::gain
//! [`Asking::stop`]: crate::knowledge::Asking::stop
//! [`Asking::most`]: crate::knowledge::Asking::most

use alloc::vec::Vec;

use crate::answers::{Answers, Findings};
use crate::assess::shown;
use crate::gain::worths;
use crate::knowledge::{Knowledge, Level, QuestionIx};
use crate::raise::raising;
use crate::safety;
use crate::weigh::insertion_sort;

#[cfg(test)]
mod tests;

/// One screen of the checker: what is asked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Short questions together: index into [`Knowledge::screens`].
    Screen(u16),
    /// One question, with what is asked beside it.
    Question(QuestionIx),
}

/// What to ask after what has been asked. None where there is nothing left that matters.
pub fn next(knowledge: &Knowledge, answers: &Answers, asked: &[Step]) -> Option<Step> {
    remaining(knowledge, answers, asked).into_iter().next()
}

/// What will be asked after what has been asked, as far as the answers so far tell, in order. Every
/// answer can change all but the first.
///
/// A step that has been asked comes again where one of its safety questions has no answer: it may
/// apply only since another answer was changed.
pub fn remaining(knowledge: &Knowledge, answers: &Answers, asked: &[Step]) -> Vec<Step> {
    let findings = Findings::new(knowledge, answers);
    let level = safety::level(&safety::grounds(knowledge, &findings));
    if level == Level::Emergency {
        return Vec::new();
    }
    let raising = raising(knowledge, &findings, level, |question| {
        asked.contains(&step_of(knowledge, question))
    });
    let is_safety = |item: &QuestionIx| knowledge.question(*item).is_some_and(|item| item.safety);
    let (mut remaining, mut others) = (Vec::new(), Vec::new());
    for step in steps(knowledge, &findings) {
        let items = items(knowledge, &findings, step);
        let is_missing = |item: &QuestionIx| is_safety(item) && !answers.answered(*item);
        if asked.contains(&step) && !items.iter().any(is_missing) {
            continue;
        }
        if items.iter().any(is_safety) {
            remaining.push(step);
        } else {
            others.push((step, items));
        }
    }
    let all_count = shown(level).causes;
    let worths = worths(knowledge, &findings);
    let mut worth_asking = Vec::new();
    for (step, items) in others {
        let raises = (items.iter()).any(|item| raising.get(usize::from(*item)) == Some(&true));
        let worth = (items.iter())
            .filter_map(|item| worths.get(usize::from(*item)).copied())
            .max()
            .unwrap_or(0);
        if raises || (all_count && worth >= knowledge.asking.stop) {
            worth_asking.push((step, raises, worth));
        }
    }
    insertion_sort(&mut worth_asking, |a, b| (a.1, a.2) >= (b.1, b.2));
    for (step, raises, _) in worth_asking {
        if raises || asked.len() + remaining.len() < usize::from(knowledge.asking.most) {
            remaining.push(step);
        }
    }
    remaining
}

/// Every step that applies and was not asked, in the fixed order: for a reader who wants to tell more
/// than [`next`] asks for.
pub fn rest(knowledge: &Knowledge, answers: &Answers, asked: &[Step]) -> Vec<Step> {
    let mut rest = steps(knowledge, &Findings::new(knowledge, answers));
    rest.retain(|step| !asked.contains(step));
    rest
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
    let screen = (0..)
        .zip(&knowledge.screens)
        .find(|(_, screen)| screen.questions.contains(&question));
    match (screen, question.checked_sub(1)) {
        (Some((index, _)), _) => Step::Screen(index),
        (None, Some(before)) if is_beside(knowledge, question) => Step::Question(before),
        _ => Step::Question(question),
    }
}

fn is_beside(knowledge: &Knowledge, question: QuestionIx) -> bool {
    let question = knowledge.question(question);
    question.is_some_and(|question| question.beside)
}

/// The questions of a step that apply, in order.
pub fn items(knowledge: &Knowledge, findings: &Findings, step: Step) -> Vec<QuestionIx> {
    let together;
    let all = match step {
        Step::Question(question) => {
            together = [question, question.saturating_add(1)];
            let count = 1 + usize::from(is_beside(knowledge, together[1]));
            together.get(..count).unwrap_or(&together)
        }
        Step::Screen(index) => {
            let screen = knowledge.screens.get(usize::from(index));
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
