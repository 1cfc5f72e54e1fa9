//! One case, tried: all that was told at once, and question by question.

use checker_engine::knowledge::{CauseIx, Knowledge, Level, Question};
use checker_engine::safety::Ground;
use checker_engine::{Answers, Findings, Mask, UNSURE, assess, order};

use super::Case;
use crate::ranking::ranking;

/// How a case came out.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// With everything that was told.
    pub told: Placed,
    /// What set the level, highest first.
    pub grounds: Vec<Ground>,
    /// As a reader who is asked everything.
    pub all_asked: Placed,
    /// As a reader who is asked in the checker's order until it stops.
    pub asked: Asked,
}

/// The level, and where the right condition stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The level.
    pub level: Level,
    /// Conditions by their odds, highest first, ties by index; contradicted ones left out.
    pub ranking: Vec<CauseIx>,
    /// The place of the first right one in the ranking, from one.
    pub rank: Option<usize>,
    /// Whether a right one is on the short list.
    pub listed: bool,
}

/// The same, with what it took.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Where it came out.
    pub placed: Placed,
    /// How many screens were asked.
    pub screens: usize,
    /// How many questions stood on them.
    pub items: usize,
}

/// Tries a case.
pub fn outcome(knowledge: &Knowledge, case: &Case) -> Outcome {
    let right = case.conditions.as_deref().unwrap_or_default();
    Outcome {
        told: place(knowledge, &case.answers, right),
        grounds: assess(knowledge, &case.answers).grounds,
        all_asked: place(knowledge, &answer_all(knowledge, &case.answers), right),
        asked: ask(knowledge, &case.answers, right),
    }
}

fn place(knowledge: &Knowledge, answers: &Answers, right: &[CauseIx]) -> Placed {
    let assessment = assess(knowledge, answers);
    let ranking = ranking(knowledge, answers);
    let ranking: Vec<_> = ranking.into_iter().map(|(cause, _)| cause).collect();
    let rank = ranking.iter().position(|cause| right.contains(cause));
    Placed {
        level: assessment.level,
        rank: rank.map(|index| index + 1),
        ranking,
        listed: assessment
            .conditions
            .iter()
            .any(|ranked| right.contains(&ranked.cause)),
    }
}

/// What a reader says who knows no more than the case tells. To a safety question that it says nothing
/// of, they give the reassuring answer, or where there is none say that they are not sure; any other
/// they leave out.
fn reply(question: &Question, told: Mask) -> Mask {
    match question.reassuring {
        _ if told != 0 => told,
        _ if !question.safety => 0,
        0 => UNSURE,
        reassuring => reassuring,
    }
}

fn answer_all(knowledge: &Knowledge, told: &Answers) -> Answers {
    let mut given = Answers::none(knowledge.questions.len());
    for (index, question) in knowledge.indexed_questions() {
        given.set(index, reply(question, told.get(index)));
    }
    given
}

fn ask(knowledge: &Knowledge, told: &Answers, right: &[CauseIx]) -> Asked {
    let mut given = Answers::none(knowledge.questions.len());
    let (mut asked, mut items) = (Vec::new(), 0);
    while let Some(step) = order::next(knowledge, &given, &asked) {
        for index in order::items(knowledge, &Findings::new(knowledge, &given), step) {
            if let Some(question) = knowledge.question(index) {
                given.set(index, reply(question, told.get(index)));
                items += 1;
            }
        }
        asked.push(step);
    }
    Asked {
        placed: place(knowledge, &given, right),
        screens: asked.len(),
        items,
    }
}
