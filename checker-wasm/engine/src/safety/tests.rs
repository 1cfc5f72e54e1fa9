use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, UNSURE};
use crate::fixture::random::{Rules, knowledge_and_answers};
use crate::fixture::{
    BRAKE_FAILS, CHANGED, CHILD_SEAT, CRACKED_FRAME, CRASH, FRAME_CREAKS, MIDDLE, PRESSURE,
    SEAT_LOOSE, SOFT, WHERE, answers, bicycle, reassured_and,
};
use crate::knowledge::YES;

fn found(answers: &Answers) -> Vec<Ground> {
    let knowledge = bicycle();
    grounds(&knowledge, &Findings::new(&knowledge, answers))
}

fn level_of(answers: &Answers) -> Level {
    level(&found(answers))
}

#[test]
fn nothing_said_is_the_lowest_level() {
    assert_eq!(level_of(&answers(&[])), Level::SelfCare);
    assert_eq!(level_of(&reassured_and(&[])), Level::SelfCare);
}

#[test]
fn the_highest_flag_wins_and_the_others_are_told() {
    let grounds = found(&reassured_and(&[
        (BRAKE_FAILS, YES),
        (PRESSURE, SOFT),
        (FRAME_CREAKS, YES),
    ]));
    assert_eq!(level(&grounds), Level::Emergency);
    let told: Vec<_> = grounds.iter().map(|ground| ground.what).collect();
    assert_eq!(
        told,
        [
            What::Flag(0),
            What::Flag(3),
            What::Danger(CRACKED_FRAME),
            What::Flag(4),
        ]
    );
}

#[test]
fn not_sure_sets_the_level_that_the_question_says() {
    let grounds = found(&reassured_and(&[
        (BRAKE_FAILS, UNSURE),
        (FRAME_CREAKS, UNSURE),
    ]));
    assert_eq!(level(&grounds), Level::SameDay);
    let told: Vec<_> = grounds.iter().map(|ground| ground.what).collect();
    assert_eq!(
        told,
        [What::Unsure(BRAKE_FAILS), What::Unsure(FRAME_CREAKS)]
    );
}

#[test]
fn not_sure_without_a_level_sets_none() {
    let unsure = reassured_and(&[(CHILD_SEAT, 1), (SEAT_LOOSE, UNSURE)]);
    assert_eq!(level_of(&unsure), Level::SelfCare);
}

#[test]
fn a_dangerous_cause_sets_its_level_by_its_own_odds() {
    let likely = reassured_and(&[(CHANGED, CRASH), (WHERE, MIDDLE)]);
    assert_eq!(
        level_of(&likely),
        Level::SelfCare,
        "the frame does not creak"
    );
    let open = answers(&[(CHANGED, CRASH), (WHERE, MIDDLE)]);
    assert_eq!(
        level_of(&open),
        Level::WithinDays,
        "nobody said that it does not"
    );
}

#[test]
fn an_answer_to_a_question_that_does_not_apply_sets_nothing() {
    assert_eq!(
        level_of(&reassured_and(&[(SEAT_LOOSE, YES)])),
        Level::SelfCare
    );
    let fitted = reassured_and(&[(CHILD_SEAT, 1), (SEAT_LOOSE, YES)]);
    assert_eq!(level_of(&fitted), Level::SameDay);
}

#[test]
fn a_level_is_provisional_until_every_safety_question_that_applies_is_answered() {
    let knowledge = bicycle();
    let provisional = |given: &Answers| {
        let findings = Findings::new(&knowledge, given);
        let level = level(&grounds(&knowledge, &findings));
        provisional(&knowledge, &findings, level)
    };
    assert!(provisional(&answers(&[])));
    assert!(!provisional(&reassured_and(&[])));
    assert!(!provisional(&reassured_and(&[(FRAME_CREAKS, UNSURE)])));
    assert!(
        provisional(&reassured_and(&[(CHILD_SEAT, 1)])),
        "the seat may be loose"
    );
    assert!(
        !provisional(&answers(&[(BRAKE_FAILS, YES)])),
        "it cannot rise any more"
    );
}

proptest! {
    #[test]
    fn the_level_is_the_highest_ground_and_grounds_fall(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let grounds = grounds(&knowledge, &Findings::new(&knowledge, &given));
        prop_assert!(grounds.is_sorted_by(|a, b| a.level >= b.level));
        prop_assert_eq!(
            level(&grounds),
            grounds.iter().map(|ground| ground.level).max().unwrap_or(Level::SelfCare)
        );
    }

    #[test]
    fn taking_reassurance_back_never_lowers_the_level(
        (knowledge, mut given) in knowledge_and_answers(Rules::Positive),
        question in 0..12_u16,
        instead in prop_oneof![Just(0), Just(UNSURE)],
    ) {
        let reassuring = knowledge.question(question).map_or(0, |question| question.reassuring);
        given.set(question, reassuring);
        let before = level(&grounds(&knowledge, &Findings::new(&knowledge, &given)));
        given.set(question, instead);
        let after = level(&grounds(&knowledge, &Findings::new(&knowledge, &given)));
        prop_assert!(after >= before);
    }

    #[test]
    fn an_alarming_answer_in_place_of_none_never_takes_a_flag_away(
        (knowledge, mut given) in knowledge_and_answers(Rules::Positive),
        question in 0..12_u16,
    ) {
        given.set(question, 0);
        let before = Findings::new(&knowledge, &given);
        let mut with = given.clone();
        with.set(question, YES);
        let after = Findings::new(&knowledge, &with);
        for flag in &knowledge.flags {
            prop_assert!(!flag.when.holds(before.answers()) || flag.when.holds(after.answers()));
        }
    }
}
