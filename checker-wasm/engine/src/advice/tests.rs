use alloc::vec;

use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, UNSURE};
use crate::assess::assess;
use crate::fixture::random::{Rules, knowledge_and_answers};
use crate::fixture::{
    BRAKE_FAILS, CHAIN, CHANGED, CHILD_SEAT, CRASH, FRAME_CREAKS, HARD, LET_AIR_OUT, MIDDLE,
    NEW_FRAME, NOTHING, OIL, PRESSURE, REPAINT, RIDE_GENTLY, RUSTY, SEAT_LOOSE, SOFT, WHERE,
    answers, bicycle, reassured_and,
};
use crate::knowledge::{NO, YES};

fn advice(given: &Answers) -> Advice {
    assess(&bicycle(), given).advice
}

fn why(advice: &Advice, treatment: TreatmentIx) -> Option<&Why> {
    let found = advice
        .withheld
        .iter()
        .find(|withheld| withheld.treatment == treatment);
    found.map(|withheld| &withheld.why)
}

#[test]
fn what_a_shown_cause_names_is_offered_at_its_stage() {
    let advice = advice(&reassured_and(&[(CHAIN, RUSTY), (PRESSURE, HARD)]));
    assert_eq!(advice.offered, [vec![OIL, RIDE_GENTLY], vec![LET_AIR_OUT]]);
}

#[test]
fn what_only_an_often_blamed_cause_names_is_offered_too() {
    assert!(advice(&reassured_and(&[(CHANGED, NOTHING)])).offers(REPAINT));
}

#[test]
fn what_no_shown_cause_names_is_not_brought_up() {
    let advice = advice(&reassured_and(&[(CHAIN, 1), (PRESSURE, HARD)]));
    assert!(!advice.offers(OIL));
    assert_eq!(why(&advice, OIL), None);
}

#[test]
fn what_is_only_to_be_discussed_is_never_offered() {
    let advice = advice(&reassured_and(&[(FRAME_CREAKS, YES), (WHERE, MIDDLE)]));
    assert_eq!(advice.discuss, [NEW_FRAME]);
    assert!(!advice.offers(NEW_FRAME));
}

#[test]
fn advice_is_withheld_where_an_answer_forbids_it() {
    let advice = advice(&reassured_and(&[(PRESSURE, SOFT)]));
    assert_eq!(
        why(&advice, RIDE_GENTLY),
        Some(&Why::Forbidden(vec![PRESSURE]))
    );
}

#[test]
fn advice_is_withheld_until_everything_that_could_forbid_it_is_known() {
    let missing = advice(&reassured_and(&[]));
    assert_eq!(
        why(&missing, RIDE_GENTLY),
        Some(&Why::Unknown(vec![PRESSURE]))
    );
    let unsure = advice(&reassured_and(&[(PRESSURE, UNSURE)]));
    assert_eq!(
        why(&unsure, RIDE_GENTLY),
        Some(&Why::Unknown(vec![PRESSURE]))
    );
    let clear = advice(&reassured_and(&[(PRESSURE, HARD)]));
    assert!(clear.offers(RIDE_GENTLY));
}

#[test]
fn a_question_that_does_not_apply_is_clear() {
    let no_seat = reassured_and(&[(PRESSURE, HARD)]);
    assert!(advice(&no_seat).offers(RIDE_GENTLY));
    let a_seat = reassured_and(&[(PRESSURE, HARD), (CHILD_SEAT, 1)]);
    assert_eq!(
        why(&advice(&a_seat), RIDE_GENTLY),
        Some(&Why::Unknown(vec![SEAT_LOOSE]))
    );
    let a_firm_seat = reassured_and(&[(PRESSURE, HARD), (CHILD_SEAT, 1), (SEAT_LOOSE, NO)]);
    assert!(advice(&a_firm_seat).offers(RIDE_GENTLY));
}

#[test]
fn going_on_is_advised_only_below_within_days() {
    let advice = advice(&reassured_and(&[
        (FRAME_CREAKS, UNSURE),
        (PRESSURE, HARD),
        (CHAIN, RUSTY),
    ]));
    assert_eq!(why(&advice, RIDE_GENTLY), Some(&Why::Level));
    assert!(advice.offers(OIL), "what is no activity may be done");
}

#[test]
fn nothing_is_offered_where_help_is_needed_today() {
    for urgent in [
        answers(&[(BRAKE_FAILS, YES), (CHAIN, RUSTY)]),
        reassured_and(&[(FRAME_CREAKS, YES), (CHANGED, CRASH), (CHAIN, RUSTY)]),
    ] {
        let advice = advice(&urgent);
        assert!(advice.offered.iter().all(Vec::is_empty));
        assert_eq!(advice.discuss, []);
        assert_eq!(why(&advice, OIL), Some(&Why::Level));
    }
}

proptest! {
    #[test]
    fn a_treatment_is_in_at_most_one_place(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let assessment = assess(&knowledge, &given);
        let advice = &assessment.advice;
        for treatment in 0..u16::try_from(knowledge.treatments.len()).unwrap() {
            let places = advice.offered.iter().flatten().filter(|ix| **ix == treatment).count()
                + advice.discuss.iter().filter(|ix| **ix == treatment).count()
                + advice.withheld.iter().filter(|held| held.treatment == treatment).count();
            prop_assert!(places <= 1);
        }
    }

    #[test]
    fn nothing_that_a_rule_forbids_or_nobody_cleared_is_advised(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let findings = Findings::new(&knowledge, &given);
        let assessment = assess(&knowledge, &given);
        let advice = &assessment.advice;
        for index in advice.offered.iter().flatten().chain(&advice.discuss) {
            let treatment = knowledge.treatment(*index).unwrap();
            prop_assert!(assessment.level < Level::SameDay);
            prop_assert!(!treatment.activity || assessment.level < Level::WithinDays);
            if let Some(forbid) = &treatment.forbid {
                prop_assert!(!forbid.holds(findings.answers()));
                prop_assert!(expr::questions(forbid).iter().all(|asked| !findings.open(*asked)));
            }
        }
    }
}
