use super::*;
use crate::fixture::{
    BRAKE_FAILS, CHAIN, CHANGED, CRASH, FRAME_CREAKS, PRESSURE, SOFT, WHERE, answers, bicycle,
    reassured_and,
};
use crate::knowledge::{NO, YES};

fn cause(knowledge: &Knowledge, id: &str) -> CauseIx {
    let index = knowledge.causes.iter().position(|cause| cause.id == id);
    index.unwrap().try_into().unwrap()
}

#[test]
fn an_open_question_that_could_raise_the_level_most_is_named_first() {
    let creaks = reassured_and(&[(FRAME_CREAKS, YES)]);
    let change = of_level(&bicycle(), &creaks).unwrap();
    assert_eq!((change.question, change.answer), (CHANGED, CRASH));
    assert_eq!(change.becomes, Level::SameDay);
}

#[test]
fn else_the_answer_on_which_the_level_rests() {
    let told = [(PRESSURE, 2), (CHANGED, 1), (WHERE, 1), (CHAIN, 1)];
    let creaks = reassured_and(&[&told[..], &[(FRAME_CREAKS, YES)]].concat());
    let change = of_level(&bicycle(), &creaks).unwrap();
    assert_eq!((change.question, change.answer), (FRAME_CREAKS, NO));
    assert_eq!(change.becomes, Level::SelfCare);
}

#[test]
fn else_the_reassurance_whose_opposite_would_be_worst() {
    let told = [(PRESSURE, 2), (CHANGED, 1), (WHERE, 1), (CHAIN, 1)];
    let change = of_level(&bicycle(), &reassured_and(&told)).unwrap();
    assert_eq!((change.question, change.answer), (BRAKE_FAILS, YES));
    assert_eq!(change.becomes, Level::Emergency);
}

#[test]
fn an_answer_that_puts_another_condition_first_is_found() {
    let mut knowledge = bicycle();
    let (frame, bearing) = (
        cause(&knowledge, "cracked-frame"),
        cause(&knowledge, "worn-bearing"),
    );
    knowledge.causes[usize::from(frame)].prior = -300;
    let given = answers(&[(FRAME_CREAKS, NO)]);
    let change = of_first(&knowledge, &given).unwrap();
    assert_eq!(change.becomes, frame, "by a crash");
    assert_eq!((change.question, change.answer), (CHANGED, CRASH));
    knowledge.causes[usize::from(frame)].prior = 3000;
    assert_eq!(of_first(&knowledge, &given), None, "nothing reaches it");
    assert_ne!(frame, bearing);
}

#[test]
fn a_danger_that_something_speaks_for_is_told_with_the_nearest_first() {
    let knowledge = bicycle();
    let frame = cause(&knowledge, "cracked-frame");
    let near = |given: &[_]| {
        let findings = Findings::new(&knowledge, &reassured_and(given));
        let grounds = safety::grounds(&knowledge, &findings);
        ruled_out(&knowledge, &findings, &grounds, 3)
    };
    assert_eq!(near(&[(CHANGED, 1)]), [], "nothing speaks for it");
    assert_eq!(near(&[(CHANGED, CRASH), (PRESSURE, SOFT)]), [frame]);
    let creaks = near(&[(CHANGED, CRASH), (FRAME_CREAKS, YES)]);
    assert_eq!(creaks, [], "the level is as high without it");
}
