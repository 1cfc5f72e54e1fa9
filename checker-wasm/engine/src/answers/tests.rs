use super::*;
use crate::fixture::{
    BRAKE_FAILS, CHAIN, CHILD_SEAT, PRESSURE, RIDER_AGE, RUSTY, SEAT_LOOSE, answers, bicycle,
};
use crate::knowledge::YES;

#[test]
fn no_answer_and_a_question_that_is_not_there_are_zero() {
    let mut answers = answers(&[(CHAIN, RUSTY)]);
    answers.set(99, 1);
    assert_eq!(answers.get(BRAKE_FAILS), 0);
    assert_eq!(answers.get(99), 0);
    assert!(!answers.answered(BRAKE_FAILS));
    assert!(answers.answered(CHAIN));
}

#[test]
fn not_sure_is_an_answer_that_says_nothing() {
    let given = answers(&[(CHAIN, UNSURE)]);
    let findings = Findings::new(&bicycle(), &given);
    assert!(given.answered(CHAIN) && given.unsure(CHAIN));
    assert_eq!(findings.known(CHAIN), 0);
    assert!(findings.open(CHAIN));
}

#[test]
fn a_number_falls_into_the_band_that_holds_it() {
    let knowledge = bicycle();
    let pressure = knowledge.question(PRESSURE).unwrap();
    let bands = [1, 2, 3, 5, 6, 120].map(|number| pressure.band(number).unwrap());
    assert_eq!(bands, [1, 1, 2, 2, 4, 4]);
}

#[test]
fn a_number_out_of_range_and_a_question_without_numbers_have_no_band() {
    let knowledge = bicycle();
    assert_eq!(knowledge.question(PRESSURE).unwrap().band(0), None);
    assert_eq!(knowledge.question(PRESSURE).unwrap().band(121), None);
    assert_eq!(knowledge.question(CHAIN).unwrap().band(1), None);
}

#[test]
fn an_answer_counts_only_while_its_question_applies() {
    let knowledge = bicycle();
    let mut given = answers(&[(RIDER_AGE, 2), (CHILD_SEAT, 1), (SEAT_LOOSE, YES)]);
    assert_eq!(Findings::new(&knowledge, &given).known(SEAT_LOOSE), YES);

    given.set(RIDER_AGE, 1);
    let findings = Findings::new(&knowledge, &given);
    assert!(!findings.applies(CHILD_SEAT), "a child carries none");
    assert!(
        !findings.applies(SEAT_LOOSE),
        "so the next does not apply either"
    );
    assert_eq!(findings.known(SEAT_LOOSE), 0);
    assert!(!findings.open(SEAT_LOOSE), "nothing is missing");
    assert_eq!(given.get(SEAT_LOOSE), YES, "what was given is kept");
}

#[test]
fn bits_that_are_no_option_are_dropped() {
    let findings = Findings::new(&bicycle(), &answers(&[(CHAIN, 0b1111_0000)]));
    assert!(!findings.answers().answered(CHAIN));
}
