use super::*;
use crate::fixture::{BRAKE_FAILS, CHAIN, CHANGED, PRESSURE, answers, bicycle, reassured_and};

fn worth(question: QuestionIx, findings: &Findings) -> i32 {
    worths(&bicycle(), findings)[usize::from(question)]
}

fn findings(given: &[(QuestionIx, crate::Mask)]) -> Findings {
    Findings::new(&bicycle(), &reassured_and(given))
}

#[test]
fn the_gain_is_the_variance_of_the_chance() {
    // One cause at even odds; a question with one of four answers moves it to 10:1, or 10/11.
    let mut knowledge = bicycle();
    knowledge.treatments.clear();
    knowledge.causes.truncate(1);
    let cause = &mut knowledge.causes[0];
    cause.prior = 0;
    cause.applies = None;
    cause.findings = vec![Weight {
        question: CHAIN,
        answers: 1,
        weight: 1000,
        group: 0,
    }];
    let chain = &mut knowledge.questions[usize::from(CHAIN)];
    chain.kind = Kind::One;
    let options = chain.options.len();
    let none = Findings::new(&knowledge, &answers(&[]));
    let moved = 909 - 500;
    let gain = i32::try_from(1000 / options).unwrap() * moved * moved / 1000;
    let seconds = effort(&knowledge.questions[usize::from(CHAIN)]);
    assert_eq!(
        worths(&knowledge, &none)[usize::from(CHAIN)],
        gain / seconds
    );
}

#[test]
fn an_answered_question_is_worth_nothing_and_not_sure_leaves_it_as_it_was() {
    assert!(worth(CHAIN, &findings(&[])) > 0);
    assert_eq!(worth(CHAIN, &findings(&[(CHAIN, 2)])), 0);
    let unsure = findings(&[(CHAIN, crate::UNSURE)]);
    assert_eq!(worth(CHAIN, &unsure), worth(CHAIN, &findings(&[])));
}

#[test]
fn a_question_that_only_keeps_advice_back_is_worth_something() {
    let mut knowledge = bicycle();
    knowledge.causes.clear();
    for treatment in &mut knowledge.treatments {
        treatment.forbid = None;
    }
    let nothing = Findings::new(&knowledge, &answers(&[]));
    assert!(worths(&knowledge, &nothing).iter().all(|worth| *worth == 0));
    knowledge.treatments[0].forbid = Some(crate::knowledge::Expr::Is(PRESSURE, 1));
    assert!(worths(&knowledge, &nothing)[usize::from(PRESSURE)] > 0);
}

#[test]
fn more_to_read_is_more_effort() {
    let knowledge = bicycle();
    let seconds = |index: QuestionIx| effort(knowledge.question(index).unwrap());
    assert!(seconds(PRESSURE) > seconds(BRAKE_FAILS));
    assert!(seconds(CHANGED) > seconds(BRAKE_FAILS));
}
