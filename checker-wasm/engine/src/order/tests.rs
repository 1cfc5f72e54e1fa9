use alloc::vec;

use proptest::prelude::*;

use super::*;
use crate::fixture::random::{Rules, knowledge_and_answers};
use crate::fixture::{
    BRAKE_FAILS, CHAIN, CHANGED, CHILD_SEAT, CRASH, FRAME_CREAKS, PRESSURE, RIDER_AGE, SEAT_LOOSE,
    WHERE, answers, bicycle, reassured_and,
};
use crate::knowledge::{Asking, Expr, YES};
use crate::safety::provisional;

const SCREEN: Step = Step::Screen(0);

fn question(index: QuestionIx) -> Step {
    Step::Question(index)
}

#[test]
fn safety_comes_first_then_what_could_raise_the_level_then_what_tells_most() {
    let all = remaining(&bicycle(), &answers(&[]), &[]);
    let expected = [
        question(RIDER_AGE),
        question(CHILD_SEAT),
        SCREEN,
        question(WHERE),
        question(PRESSURE),
        question(CHANGED),
        question(CHAIN),
    ];
    assert_eq!(all, expected);
    let fixed = steps(&bicycle(), &Findings::new(&bicycle(), &answers(&[])));
    assert_eq!(fixed[3], question(WHERE), "on paper, as written");
}

#[test]
fn the_next_is_the_first_that_was_not_asked() {
    let knowledge = bicycle();
    let answers = answers(&[(RIDER_AGE, 2)]);
    assert_eq!(next(&knowledge, &answers, &[]), Some(question(RIDER_AGE)));
    assert_eq!(
        next(&knowledge, &answers, &[question(RIDER_AGE)]),
        Some(question(CHILD_SEAT))
    );
}

#[test]
fn a_question_that_does_not_apply_is_left_out() {
    let child = answers(&[(RIDER_AGE, 1)]);
    assert_eq!(
        next(&bicycle(), &child, &[question(RIDER_AGE)]),
        Some(SCREEN)
    );
}

#[test]
fn a_screen_has_only_the_items_that_apply_and_none_without_any() {
    let mut knowledge = bicycle();
    let items = |knowledge: &Knowledge, given: &Answers| {
        items(knowledge, &Findings::new(knowledge, given), SCREEN)
    };
    assert_eq!(
        items(&knowledge, &reassured_and(&[])),
        [BRAKE_FAILS, FRAME_CREAKS]
    );
    let fitted = reassured_and(&[(CHILD_SEAT, 1)]);
    assert_eq!(
        items(&knowledge, &fitted),
        [BRAKE_FAILS, FRAME_CREAKS, SEAT_LOOSE]
    );

    knowledge.screens[0].questions = vec![SEAT_LOOSE];
    let findings = Findings::new(&knowledge, &reassured_and(&[]));
    assert!(!steps(&knowledge, &findings).contains(&SCREEN));
}

#[test]
fn what_is_asked_beside_a_place_has_no_step_of_its_own() {
    let mut knowledge = bicycle();
    knowledge.questions[usize::from(CHAIN)].beside = true;
    let findings = Findings::new(&knowledge, &answers(&[]));
    assert_eq!(step_of(&knowledge, CHAIN), question(WHERE));
    assert_eq!(
        items(&knowledge, &findings, question(WHERE)),
        [WHERE, CHAIN]
    );
    assert_eq!(items(&knowledge, &findings, question(CHANGED)), [CHANGED]);
    assert!(!steps(&knowledge, &findings).contains(&question(CHAIN)));
    assert!(!remaining(&knowledge, &answers(&[]), &[]).contains(&question(CHAIN)));
}

#[test]
fn a_place_is_worth_asking_for_what_is_asked_beside_it() {
    let mut knowledge = bicycle();
    let alone = answers(&[(WHERE, 1)]);
    let order = |knowledge: &Knowledge| {
        let all = remaining(knowledge, &alone, &[]);
        all.iter().position(|step| *step == question(WHERE))
    };
    let before = order(&knowledge);
    knowledge.questions[usize::from(CHAIN)].beside = true;
    assert!(order(&knowledge) <= before, "and comes no later for it");
}

#[test]
fn a_screen_is_asked_again_where_a_new_item_applies() {
    let asked = [question(RIDER_AGE), question(CHILD_SEAT), SCREEN];
    let next_after = |given| next(&bicycle(), &given, &asked);
    assert_eq!(next_after(reassured_and(&[])), Some(question(PRESSURE)));
    assert_eq!(next_after(reassured_and(&[(CHILD_SEAT, 1)])), Some(SCREEN));
}

#[test]
fn in_an_emergency_nothing_more_is_asked() {
    let urgent = answers(&[(RIDER_AGE, 2), (BRAKE_FAILS, YES)]);
    let asked = [question(RIDER_AGE)];
    assert_eq!(next(&bicycle(), &urgent, &asked), None);
}

#[test]
fn on_the_same_day_safety_is_asked_and_what_could_raise_the_level() {
    let urgent = answers(&[(CHILD_SEAT, 1), (SEAT_LOOSE, YES)]);
    let left = remaining(&bicycle(), &urgent, &[question(CHILD_SEAT)]);
    assert_eq!(left, [question(RIDER_AGE), SCREEN]);
}

#[test]
fn a_question_that_could_raise_the_level_through_another_is_asked() {
    let mut knowledge = bicycle();
    knowledge.questions[usize::from(PRESSURE)].applies = Some(Expr::Is(CHAIN, 1));
    knowledge.flags[0].when = Expr::Is(PRESSURE, 1);
    let urgent = reassured_and(&[(FRAME_CREAKS, YES), (CHANGED, CRASH)]);
    let asked = [question(RIDER_AGE), question(CHILD_SEAT), SCREEN];
    assert_eq!(next(&knowledge, &urgent, &asked), Some(question(CHAIN)));
}

#[test]
fn a_lower_level_goes_on_to_the_end() {
    let creaks = reassured_and(&[(FRAME_CREAKS, YES)]);
    let asked = [question(RIDER_AGE), question(CHILD_SEAT), SCREEN];
    assert_eq!(remaining(&bicycle(), &creaks, &asked).len(), 4);
}

#[test]
fn what_tells_too_little_is_not_asked_unless_it_could_raise_the_level() {
    let mut knowledge = bicycle();
    knowledge.asking.stop = i32::MAX;
    let asked = [question(RIDER_AGE), question(CHILD_SEAT), SCREEN];
    let well = reassured_and(&[]);
    let left = remaining(&knowledge, &well, &asked);
    assert_eq!(left, [question(PRESSURE)], "a soft tyre is a flag");
    let creaks = reassured_and(&[(FRAME_CREAKS, YES)]);
    let left = remaining(&knowledge, &creaks, &asked);
    assert_eq!(
        left,
        [question(CHANGED)],
        "a crash is worse than creaks, a soft tyre is not"
    );
    let asked = [&asked[..], &[question(CHANGED)]].concat();
    assert_eq!(
        next(&knowledge, &creaks, &asked),
        None,
        "skipped, it is settled"
    );
}

#[test]
fn no_more_steps_are_asked_than_the_knowledge_says() {
    let mut knowledge = bicycle();
    let asked = [question(RIDER_AGE), question(CHILD_SEAT), SCREEN];
    let left = |knowledge: &Knowledge| remaining(knowledge, &reassured_and(&[]), &asked);
    assert_eq!(left(&knowledge).len(), 4);
    knowledge.asking.most = 4;
    let could_raise = question(PRESSURE);
    assert_eq!(left(&knowledge), [could_raise]);
    knowledge.asking.most = 3;
    assert_eq!(left(&knowledge), [could_raise], "it is asked in any case");
}

#[test]
fn the_rest_is_what_was_not_asked_in_the_fixed_order() {
    let asked = [
        question(RIDER_AGE),
        question(CHILD_SEAT),
        SCREEN,
        question(CHAIN),
    ];
    let left = rest(&bicycle(), &reassured_and(&[]), &asked);
    assert_eq!(
        left,
        [question(WHERE), question(CHANGED), question(PRESSURE)]
    );
}

proptest! {
    #[test]
    fn what_was_not_asked_could_not_have_raised_the_level(
        ((mut knowledge, wanted), (_, others)) in
            (knowledge_and_answers(Rules::Any), knowledge_and_answers(Rules::Any)),
    ) {
        knowledge.asking = Asking { stop: i32::MAX, most: 0 };
        let level_of = |given: &Answers| {
            safety::level(&safety::grounds(&knowledge, &Findings::new(&knowledge, given)))
        };
        let mut given = Answers::none(knowledge.questions.len());
        let mut asked = vec![];
        while let Some(step) = next(&knowledge, &given, &asked) {
            for item in items(&knowledge, &Findings::new(&knowledge, &given), step) {
                let all = knowledge.question(item).unwrap().all_options() | crate::UNSURE;
                let is_safety = knowledge.question(item).unwrap().safety;
                let answer = wanted.get(item) & all;
                given.set(item, if answer == 0 && is_safety { 2 } else { answer });
            }
            asked.push(step);
        }
        let stopped_at = level_of(&given);
        let mut told = given.clone();
        for step in rest(&knowledge, &given, &asked) {
            for item in items(&knowledge, &Findings::new(&knowledge, &given), step) {
                told.set(item, others.get(item));
            }
        }
        prop_assert!(level_of(&told) <= stopped_at);
    }

    #[test]
    fn answering_what_is_next_ends_with_a_level_that_is_not_provisional(
        (knowledge, wanted) in knowledge_and_answers(Rules::Any),
    ) {
        let mut given = Answers::none(knowledge.questions.len());
        let mut asked = vec![];
        while let Some(step) = next(&knowledge, &given, &asked) {
            prop_assert!(!asked.contains(&step), "what was answered is not asked twice");
            for item in items(&knowledge, &Findings::new(&knowledge, &given), step) {
                let answer = wanted.get(item) & knowledge.question(item).unwrap().all_options();
                given.set(item, if answer == 0 { 1 } else { answer });
            }
            asked.push(step);
            prop_assert!(asked.len() <= knowledge.questions.len());
        }
        let findings = Findings::new(&knowledge, &given);
        let level = safety::level(&safety::grounds(&knowledge, &findings));
        prop_assert!(!provisional(&knowledge, &findings, level));
    }
}
