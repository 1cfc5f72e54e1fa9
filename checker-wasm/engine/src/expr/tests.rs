use alloc::boxed::Box;
use alloc::vec;

use super::*;
use crate::answers::UNSURE;
use crate::fixture::answers;

fn is(question: QuestionIx, mask: u32) -> Expr {
    Expr::Is(question, mask)
}

fn not(rule: Expr) -> Expr {
    Expr::Not(Box::new(rule))
}

#[test]
fn is_holds_when_one_of_the_answers_is_given() {
    let given = answers(&[(0, 0b101)]);
    assert!(is(0, 0b001).holds(&given));
    assert!(is(0, 0b110).holds(&given));
    assert!(!is(0, 0b010).holds(&given));
}

#[test]
fn a_missing_answer_makes_is_false_and_is_not_true() {
    let nothing = answers(&[]);
    assert!(!is(0, 0b11).holds(&nothing));
    assert!(not(is(0, 0b11)).holds(&nothing));
}

#[test]
fn unsure_is_an_answer_a_rule_can_ask_for() {
    let given = answers(&[(0, UNSURE)]);
    assert!(is(0, UNSURE).holds(&given));
    assert!(!is(0, 0b11).holds(&given));
}

#[test]
fn all_any_and_at_least_join() {
    let given = answers(&[(0, 1), (1, 1)]);
    let rules = vec![is(0, 1), is(1, 1), is(2, 1)];
    assert!(!Expr::All(rules.clone()).holds(&given));
    assert!(Expr::Any(rules.clone()).holds(&given));
    assert!(Expr::AtLeast(2, rules.clone()).holds(&given));
    assert!(!Expr::AtLeast(3, rules).holds(&given));
}

#[test]
fn all_of_nothing_holds_and_any_of_nothing_does_not() {
    assert!(Expr::All(vec![]).holds(&answers(&[])));
    assert!(!Expr::Any(vec![]).holds(&answers(&[])));
    assert!(Expr::AtLeast(0, vec![]).holds(&answers(&[])));
}

#[test]
fn the_questions_of_a_rule_come_once_in_order() {
    let rule = Expr::Any(vec![is(3, 1), not(Expr::All(vec![is(1, 1), is(3, 2)]))]);
    assert_eq!(questions(&rule), [3, 1]);
    assert!(rule.mentions(1) && !rule.mentions(2));
}

#[test]
fn the_grounds_are_the_tests_that_decided() {
    let rule = Expr::Any(vec![
        is(0, 1),
        Expr::All(vec![is(1, 1), is(2, 1)]),
        not(is(3, 1)),
    ]);
    assert_eq!(rule.grounds(&answers(&[(0, 1), (1, 1), (3, 1)])), [0]);
    assert_eq!(rule.grounds(&answers(&[(0, 1)])), [0, 3]);
    assert_eq!(rule.grounds(&answers(&[(1, 1), (3, 1)])), [0, 2, 3]);
}
