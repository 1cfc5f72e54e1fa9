use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::fixture::random::{Rules, knowledge_and_answers};
use crate::fixture::{
    BRAKE_FAILS, CHAIN, CHANGED, CRACKED_FRAME, CRASH, DRY_CHAIN, FRAME_CREAKS, FRONT, HARD_TYRES,
    MIDDLE, NOTHING, RUSTY, WHERE, WORN_BEARING, WRONG_COLOUR, answers, bicycle, reassured_and,
};
use crate::knowledge::YES;

fn causes(ranked: &[Ranked]) -> Vec<CauseIx> {
    ranked.iter().map(|ranked| ranked.cause).collect()
}

#[test]
fn causes_are_listed_by_layer_most_likely_first() {
    let given = reassured_and(&[
        (FRAME_CREAKS, YES),
        (WHERE, FRONT | MIDDLE),
        (CHAIN, RUSTY),
        (CHANGED, CRASH),
    ]);
    let assessment = assess(&bicycle(), &given);
    assert_eq!(
        causes(&assessment.conditions),
        [CRACKED_FRAME, WORN_BEARING]
    );
    assert_eq!(causes(&assessment.contributors), [DRY_CHAIN, HARD_TYRES]);
}

#[test]
fn equal_odds_keep_the_order_of_the_knowledge() {
    let assessment = assess(&bicycle(), &answers(&[]));
    assert_eq!(causes(&assessment.contributors), [DRY_CHAIN, HARD_TYRES]);
}

#[test]
fn a_band_says_how_likely_and_what_is_below_all_is_not_listed() {
    let assessment = assess(&bicycle(), &reassured_and(&[(CHAIN, RUSTY)]));
    let bands: Vec<_> = assessment
        .contributors
        .iter()
        .map(|ranked| ranked.band)
        .collect();
    assert_eq!(bands, [Band::Likely, Band::Possible]);
    assert_eq!(
        causes(&assessment.conditions),
        [WORN_BEARING],
        "the frame is below"
    );
}

#[test]
fn no_more_are_listed_than_the_knowledge_allows() {
    let mut knowledge = bicycle();
    knowledge.bands.most = 1;
    let assessment = assess(&knowledge, &answers(&[]));
    assert_eq!(causes(&assessment.contributors), [DRY_CHAIN]);
}

#[test]
fn what_research_contradicts_is_apart() {
    let assessment = assess(&bicycle(), &reassured_and(&[(CHANGED, NOTHING)]));
    assert_eq!(causes(&assessment.often_blamed), [WRONG_COLOUR]);
    assert!(!causes(&assessment.contributors).contains(&WRONG_COLOUR));
}

#[test]
fn at_an_emergency_the_ranking_is_made_but_not_shown() {
    let assessment = assess(&bicycle(), &answers(&[(BRAKE_FAILS, YES), (CHAIN, RUSTY)]));
    assert!(!assessment.contributors.is_empty());
    assert!(!shown(assessment.level).causes);
}

#[test]
fn the_more_urgent_the_less_is_shown() {
    let shown = Level::ALL
        .map(shown)
        .map(|shown| (shown.causes, shown.advice, shown.activity));
    let all = (true, true, true);
    let no_activity = (true, true, false);
    let nothing = (false, false, false);
    assert_eq!(shown, [all, all, no_activity, nothing, nothing]);
}

proptest! {
    #[test]
    fn any_answers_are_assessed_and_lists_are_in_order(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let assessment = assess(&knowledge, &given);
        prop_assert_eq!(&assessment, &assess(&knowledge, &given), "the same again");
        for list in [&assessment.conditions, &assessment.contributors, &assessment.often_blamed] {
            let in_order = list.is_sorted_by(|a, b| {
                a.odds > b.odds || (a.odds == b.odds && a.cause < b.cause)
            });
            prop_assert!(in_order);
        }
    }
}
