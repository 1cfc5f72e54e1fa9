//! Random sets of answers, by number: the same everywhere.

use checker_engine::knowledge::{Kind, Knowledge, Question};
use checker_engine::order;
use checker_engine::{Answers, Findings, Mask, UNSURE};

use crate::chance::Chance;
use crate::readers::Point;

/// In one set of so many it is also worked out which answers would change the result: that costs much
/// more than all the rest.
pub const CLOSELY_ONE_IN: u32 = 20;

/// One random set of answers.
#[derive(Clone, Debug)]
pub struct Set {
    /// The answers, and the steps that have been asked.
    pub point: Point,
    /// Whether it is also to be worked out which answers would change the result.
    pub closely: bool,
}

impl Set {
    /// The set of a number.
    ///
    /// From a few answers to nearly all; with urgent answers by chance, with few, or with next to
    /// none, so that every level is met. Answers also stand where the others make the question not
    /// apply, as they may when a reader goes back.
    pub fn new(knowledge: &Knowledge, number: u32) -> Self {
        let mut chance = Chance::new(u64::from(number));
        let answered = 1 + chance.below(16);
        let reassuring = [0, 56, 63][chance.below(3) as usize];
        let answers = any_answers(knowledge, answered, reassuring, &mut chance);
        let asked = asked(knowledge, &answers, &mut chance);
        Self {
            point: Point { answers, asked },
            closely: number.is_multiple_of(CLOSELY_ONE_IN),
        }
    }
}

/// What a reader would say, by number: nearly always something, and seldom anything urgent, so that
/// they are asked as much as a reader can be.
pub fn of_reader(knowledge: &Knowledge, number: u32) -> Answers {
    any_answers(knowledge, 15, 63, &mut Chance::new(u64::from(number)))
}

/// Answers to so many questions in sixteen, at random. Of those with an answer that reassures, so
/// many in sixty-four get that.
fn any_answers(
    knowledge: &Knowledge,
    answered: u32,
    reassuring: u32,
    chance: &mut Chance,
) -> Answers {
    let mut answers = Answers::none(knowledge.questions.len());
    for (index, question) in knowledge.indexed_questions() {
        if chance.is(answered, 16) {
            let answer = if question.reassuring != 0 && chance.is(reassuring, 64) {
                question.reassuring
            } else {
                any_answer(question, chance)
            };
            answers.set(index, answer);
        }
    }
    answers
}

/// Not sure, one option, or, where it can be, several.
fn any_answer(question: &Question, chance: &mut Chance) -> Mask {
    if chance.is(1, 8) {
        return UNSURE;
    }
    let options = u32::try_from(question.options.len()).unwrap_or(0);
    let one = 1 << chance.below(options.min(31));
    let may_be_several = matches!(question.kind, Kind::Many | Kind::Place);
    if may_be_several && chance.is(1, 2) {
        let any = u32::try_from(chance.draw() >> 32).unwrap_or(0);
        one | (any & question.all_options())
    } else {
        one
    }
}

/// Most of the steps that have an answer, and a few others, as if skipped.
fn asked(knowledge: &Knowledge, answers: &Answers, chance: &mut Chance) -> Vec<order::Step> {
    let findings = Findings::new(knowledge, answers);
    let mut asked = order::steps(knowledge, &findings);
    asked.retain(|step| {
        let items = order::items(knowledge, &findings, *step);
        let has_answer = items.iter().any(|item| answers.answered(*item));
        chance.is(if has_answer { 7 } else { 1 }, 8)
    });
    asked
}
