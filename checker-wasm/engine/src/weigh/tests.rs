use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, UNSURE};
use crate::fixture::random::{Rules, knowledge_and_answers};
use crate::fixture::{
    self, CHAIN, CHANGED, CRACKED_FRAME, CRASH, DRY_CHAIN, FRAME_CREAKS, FRONT, MIDDLE, NOTHING,
    REAR, RUSTY, SHINY, WHERE, WORN_BEARING, answers, bicycle, cause, weight,
};
use crate::knowledge::{CauseIx, Expr, Kind, Layer, NO, YES};

fn score(cause: CauseIx, given: &[(QuestionIx, Mask)]) -> Score {
    let knowledge = bicycle();
    let findings = Findings::new(&knowledge, &answers(given));
    weigh(knowledge.cause(cause).unwrap(), &findings).unwrap()
}

fn worst(cause: CauseIx, given: &[(QuestionIx, Mask)]) -> Millibans {
    let knowledge = bicycle();
    let findings = Findings::new(&knowledge, &answers(given));
    worst_odds(&knowledge, knowledge.cause(cause).unwrap(), &findings).unwrap()
}

#[test]
fn without_answers_the_odds_are_the_prior() {
    let score = score(CRACKED_FRAME, &[]);
    assert_eq!(score.odds, -1200);
    assert_eq!(score.reasons, []);
}

#[test]
fn weights_add_up_and_the_strongest_reason_comes_first() {
    let score = score(
        CRACKED_FRAME,
        &[
            (FRAME_CREAKS, YES),
            (WHERE, FRONT | MIDDLE),
            (CHANGED, NOTHING),
        ],
    );
    assert_eq!(score.odds, -1200 + 700 + 300 - 300);
    let reasons: Vec<_> = score
        .reasons
        .iter()
        .map(|r| (r.question, r.answers, r.weight))
        .collect();
    assert_eq!(
        reasons,
        [
            (FRAME_CREAKS, YES, 700),
            (WHERE, MIDDLE, 300),
            (CHANGED, NOTHING, -300),
        ]
    );
}

#[test]
fn not_sure_weighs_nothing() {
    assert_eq!(score(CRACKED_FRAME, &[(FRAME_CREAKS, UNSURE)]).odds, -1200);
}

#[test]
fn one_answer_of_several_options_counts_once() {
    let score = score(WORN_BEARING, &[(WHERE, FRONT | REAR)]);
    assert_eq!(score.odds, -600 + 400, "the stronger of the two");
    assert_eq!(score.reasons.len(), 1);
}

#[test]
fn of_one_question_the_strongest_for_and_the_strongest_against_count() {
    let score = score(CRACKED_FRAME, &[(CHANGED, CRASH | NOTHING)]);
    assert_eq!(score.odds, -1200 + 500 - 300);
}

#[test]
fn of_a_group_only_the_strongest_counts() {
    let score = score(DRY_CHAIN, &[(WHERE, REAR), (CHAIN, RUSTY)]);
    assert_eq!(score.odds, -600 + 700);
    assert_eq!(score.reasons.len(), 1);
}

#[test]
fn what_is_in_no_group_counts_beside_it() {
    let score = score(DRY_CHAIN, &[(WHERE, REAR), (CHAIN, SHINY)]);
    assert_eq!(score.odds, -600 + 300 - 700);
}

#[test]
fn of_equals_in_a_group_the_first_counts() {
    let findings = vec![weight(0, 1, 300, 1), weight(1, 1, 300, 1)];
    let cause = cause("equals", Layer::Condition, 0, findings);
    let mut knowledge = bicycle();
    knowledge.questions.truncate(1);
    let score = weigh(
        &cause,
        &Findings::new(&bicycle(), &answers(&[(0, 1), (1, 1)])),
    )
    .unwrap();
    assert_eq!(score.reasons.first().unwrap().question, 0);
}

#[test]
fn a_cause_that_does_not_apply_is_not_weighed() {
    let knowledge = bicycle();
    let mut cause = knowledge.cause(DRY_CHAIN).unwrap().clone();
    cause.applies = Some(Expr::Is(CHAIN, RUSTY));
    let shiny = Findings::new(&knowledge, &answers(&[(CHAIN, SHINY)]));
    let rusty = Findings::new(&knowledge, &answers(&[(CHAIN, RUSTY)]));
    assert_eq!(weigh(&cause, &shiny), None);
    assert_eq!(worst_odds(&knowledge, &cause, &shiny), None);
    assert!(weigh(&cause, &rusty).is_some());
}

#[test]
fn at_worst_missing_reassurance_is_not_taken_for_granted() {
    let known = [(WHERE, FRONT), (CHANGED, CRASH)];
    assert_eq!(worst(CRACKED_FRAME, &known), -1200 + 500);
    let reassured = [&known[..], &[(FRAME_CREAKS, NO)]].concat();
    assert_eq!(worst(CRACKED_FRAME, &reassured), -1200 + 500 - 400);
}

#[test]
fn at_worst_a_reassuring_answer_that_speaks_for_a_cause_is_assumed() {
    let mut knowledge = bicycle();
    let mut cause = cause(
        "surprise",
        Layer::Condition,
        0,
        vec![weight(FRAME_CREAKS, NO, 250, 0)],
    );
    cause.danger = None;
    knowledge.causes = vec![cause];
    let nothing = Findings::new(&knowledge, &answers(&[]));
    let cause = knowledge.cause(0).unwrap();
    assert_eq!(worst_odds(&knowledge, cause, &nothing), Some(250));
    assert_eq!(weigh(cause, &nothing).unwrap().odds, 0);
}

/// The odds of a cause that has these weights, each with its group and on a question of its own, where
/// every question has been answered so that they hold.
fn odds(prior: Millibans, findings: &[(Millibans, u8)]) -> Millibans {
    let mut knowledge = bicycle();
    let yes_or_no = fixture::question("any", Kind::One, &["yes", "no"]);
    knowledge.questions = vec![yes_or_no; findings.len()];
    let mut given = Answers::none(findings.len());
    let mut weights = Vec::new();
    for (question, (size, group)) in (0..).zip(findings) {
        given.set(question, YES);
        weights.push(weight(question, YES, *size, *group));
    }
    let cause = cause("any", Layer::Condition, prior, weights);
    weigh(&cause, &Findings::new(&knowledge, &given))
        .unwrap()
        .odds
}

/// Weights, each with its group or in none.
fn grouped() -> impl Strategy<Value = Vec<(Millibans, u8)>> {
    proptest::collection::vec((-900..900, 0..4_u8), 0..12)
}

/// Of the weights of a group, the strongest for and the strongest against; zero where there is none.
fn strongest(findings: &[(Millibans, u8)], group: u8) -> (Millibans, Millibans) {
    let sizes = findings.iter().filter(|(_, of)| *of == group);
    sizes.fold((0, 0), |(most, least), (size, _)| {
        (most.max(*size), least.min(*size))
    })
}

proptest! {
    #[test]
    fn a_group_counts_as_much_as_its_strongest_for_and_against_however_many_there_are(
        prior in -2000..1000,
        findings in grouped(),
    ) {
        let alone = findings.iter().filter(|(_, group)| *group == 0).map(|(size, _)| size);
        let groups = (1..4).map(|group| {
            let (most, least) = strongest(&findings, group);
            most + least
        });
        prop_assert_eq!(odds(prior, &findings), prior + alone.sum::<i32>() + groups.sum::<i32>());
    }

    #[test]
    fn a_finding_added_to_a_group_moves_the_odds_by_what_it_has_over_the_strongest(
        findings in grouped(),
        size in -900..900,
        group in 1..4_u8,
        at in any::<usize>(),
    ) {
        let (most, least) = strongest(&findings, group);
        let mut more = findings.clone();
        more.insert(at % (findings.len() + 1), (size, group));
        let moved = odds(0, &more) - odds(0, &findings);
        prop_assert_eq!(moved, (size - most).max(0) + (size - least).min(0));
    }

    #[test]
    fn what_was_said_before_in_other_words_changes_nothing(
        findings in grouped(),
        again in any::<usize>(),
        share in 0..=100,
    ) {
        let in_groups: Vec<_> = findings.iter().filter(|(_, group)| *group != 0).collect();
        prop_assume!(!in_groups.is_empty());
        let (size, group) = in_groups[again % in_groups.len()];
        let mut more = findings.clone();
        more.push((size * share / 100, *group));
        prop_assert_eq!(odds(0, &more), odds(0, &findings));
    }

    #[test]
    fn one_answer_counts_at_most_once_for_and_once_against(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let findings = Findings::new(&knowledge, &given);
        for score in knowledge.causes.iter().filter_map(|cause| weigh(cause, &findings)) {
            for question in 0..12 {
                let signs: Vec<bool> = score
                    .reasons
                    .iter()
                    .filter(|reason| reason.question == question)
                    .map(|reason| reason.weight > 0)
                    .collect();
                prop_assert!(signs.len() <= 2);
                prop_assert!(signs.len() < 2 || signs[0] != signs[1]);
            }
        }
    }

    #[test]
    fn the_odds_are_the_prior_and_the_reasons(
        (knowledge, given) in knowledge_and_answers(Rules::Any),
    ) {
        let findings = Findings::new(&knowledge, &given);
        for cause in &knowledge.causes {
            if let Some(score) = weigh(cause, &findings) {
                let sum: Millibans = score.reasons.iter().map(|reason| reason.weight).sum();
                prop_assert_eq!(score.odds, cause.prior + sum);
            }
        }
    }

    #[test]
    fn the_worst_odds_do_not_fall_when_reassurance_is_taken_back(
        (knowledge, mut given) in knowledge_and_answers(Rules::Positive),
        question in 0..12_u16,
        instead in prop_oneof![Just(0), Just(UNSURE)],
    ) {
        let reassuring = knowledge.question(question).map_or(0, |question| question.reassuring);
        given.set(question, reassuring);
        let before = Findings::new(&knowledge, &given);
        given.set(question, instead);
        let after = Findings::new(&knowledge, &given);
        for cause in &knowledge.causes {
            prop_assert!(
                worst_odds(&knowledge, cause, &after) >= worst_odds(&knowledge, cause, &before)
            );
        }
    }
}
