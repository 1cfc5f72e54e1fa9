use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec;

use proptest::prelude::*;

use super::*;
use crate::answers::UNSURE;
use crate::assess::assess;
use crate::fixture::bicycle;
use crate::fixture::random::{Rules, any_answers, any_knowledge};
use crate::knowledge::{Expr, Kind, NO};
use crate::order;

/// What is wrong with the bicycle's knowledge after a change.
fn invalid(change: impl FnOnce(&mut Knowledge)) -> Option<Invalid> {
    let mut knowledge = bicycle();
    change(&mut knowledge);
    encode(&knowledge).err()
}

#[test]
fn what_is_written_can_be_read() {
    let bytes = encode(&bicycle()).unwrap();
    assert_eq!(decode(&bytes), Ok(bicycle()));
}

#[test]
fn other_bytes_and_other_versions_are_told_apart() {
    assert_eq!(decode(b""), Err(DecodeError::NotKnowledge));
    assert_eq!(decode(b"PNG..."), Err(DecodeError::NotKnowledge));
    assert_eq!(decode(b"GWCK"), Err(DecodeError::Damaged));
    assert_eq!(decode(b"GWCK\x63"), Err(DecodeError::Version(99)));
    assert_eq!(decode(b"GWCK\x02"), Err(DecodeError::Damaged));
}

#[test]
fn a_part_missing_or_left_over_is_damage() {
    let mut bytes = encode(&bicycle()).unwrap();
    for end in 5..bytes.len() {
        assert_eq!(decode(&bytes[..end]), Err(DecodeError::Damaged));
    }
    bytes.push(0);
    assert_eq!(decode(&bytes), Err(DecodeError::Damaged));
}

#[test]
fn the_counts_that_are_fixed_are_held() {
    assert_eq!(invalid(|k| k.levels.truncate(4)), Some(Invalid::Count));
    assert_eq!(invalid(|k| k.evidence.clear()), Some(Invalid::Count));
}

#[test]
fn a_malformed_question_is_refused() {
    let at = |index, change: fn(&mut crate::knowledge::Question)| {
        invalid(|knowledge| change(&mut knowledge.questions[index]))
    };
    assert_eq!(
        at(0, |age| age.options.truncate(1)),
        Some(Invalid::Question(0))
    );
    assert_eq!(
        at(5, |place| place.options.clear()),
        Some(Invalid::Question(5))
    );
    assert_eq!(
        at(6, |chain| chain.reassuring = UNSURE),
        Some(Invalid::Question(6))
    );
    assert_eq!(
        at(6, |chain| chain.safety = true),
        Some(Invalid::Question(6)),
        "it comes too late"
    );
    assert_eq!(
        at(6, |chain| chain.applies = Some(Expr::Is(6, 1))),
        Some(Invalid::Question(6)),
        "a rule for when it applies may only ask what comes before"
    );
    let descending = |pressure: &mut crate::knowledge::Question| {
        if let Kind::Number { cuts, .. } = &mut pressure.kind {
            cuts.reverse();
        }
    };
    assert_eq!(at(8, descending), Some(Invalid::Question(8)));
    let too_many = |chain: &mut crate::knowledge::Question| {
        chain.options = vec![chain.options[0].clone(); 32];
    };
    assert_eq!(at(6, too_many), Some(Invalid::Question(6)));
}

#[test]
fn only_a_choice_that_always_applies_is_asked_beside_a_place() {
    let beside = |index: usize, change: fn(&mut crate::knowledge::Question)| {
        invalid(|knowledge| {
            knowledge.questions[index].beside = true;
            change(&mut knowledge.questions[index]);
        })
    };
    assert_eq!(beside(6, |_| ()), None, "a choice after the place");
    assert_eq!(beside(7, |_| ()), Some(Invalid::Question(7)), "no place");
    let malformed = Some(Invalid::Question(6));
    assert_eq!(beside(6, |chain| chain.kind = Kind::Many), malformed);
    let sometimes = beside(6, |chain| chain.applies = Some(Expr::Is(0, 1)));
    assert_eq!(sometimes, malformed);
}

#[test]
fn a_screen_holds_questions_of_yes_and_no_each_once() {
    assert_eq!(
        invalid(|k| k.screens[0].questions = vec![6]),
        Some(Invalid::Screen(0))
    );
    assert_eq!(
        invalid(|k| k.screens[0].questions = vec![99]),
        Some(Invalid::Screen(0))
    );
    assert_eq!(
        invalid(|k| k.screens[0].questions.clear()),
        Some(Invalid::Screen(0))
    );
    assert_eq!(
        invalid(|k| k.screens.push(k.screens[0].clone())),
        Some(Invalid::Screen(1))
    );
    assert_eq!(
        invalid(|k| k.questions[2].reassuring = NO >> 1),
        Some(Invalid::Screen(0))
    );
}

#[test]
fn what_is_asked_on_a_screen_does_not_depend_on_that_screen() {
    let depends_on = |question| invalid(|k| k.questions[4].applies = Some(Expr::Is(question, 1)));
    assert_eq!(depends_on(1), None);
    assert_eq!(depends_on(2), Some(Invalid::Screen(0)));
}

#[test]
fn flags_ask_what_there_is_and_fall() {
    assert_eq!(
        invalid(|k| k.flags[0].when = Expr::Is(99, 1)),
        Some(Invalid::Flag(0))
    );
    assert_eq!(
        invalid(|k| k.flags[0].when = Expr::Is(2, 4)),
        Some(Invalid::Flag(0))
    );
    assert_eq!(invalid(|k| k.flags.reverse()), Some(Invalid::Flag(1)));
    assert_eq!(invalid(|k| k.flags[0].when = Expr::Is(2, UNSURE)), None);
}

#[test]
fn causes_name_what_there_is_in_order() {
    assert_eq!(
        invalid(|k| k.causes[1].treatments.push(99)),
        Some(Invalid::Cause(1))
    );
    assert_eq!(
        invalid(|k| k.causes[1].findings[0].answers = UNSURE),
        Some(Invalid::Cause(1))
    );
    assert_eq!(
        invalid(|k| k.causes[1].findings.reverse()),
        Some(Invalid::Cause(1))
    );
    assert_eq!(
        invalid(|k| k.causes[1].findings[0].weight = 10_001),
        Some(Invalid::Cause(1))
    );
    assert_eq!(
        invalid(|k| k.causes[1].prior = i32::MIN),
        Some(Invalid::Cause(1))
    );
    assert_eq!(invalid(|k| k.causes.swap(0, 1)), Some(Invalid::Cause(1)));
}

#[test]
fn treatments_have_a_stage_and_bands_an_order() {
    assert_eq!(
        invalid(|k| k.treatments[2].stage = 2),
        Some(Invalid::Treatment(2))
    );
    assert_eq!(invalid(|k| k.bands.likely = -601), Some(Invalid::Bands));
}

#[test]
fn a_rule_too_deep_is_refused_before_it_is_written() {
    let mut rule = Expr::All(vec![]);
    for _ in 0..crate::expr::DEEPEST {
        rule = Expr::Not(Box::new(rule));
    }
    assert_eq!(invalid(|k| k.flags[0].when = rule), Some(Invalid::Flag(0)));
}

#[test]
fn rules_nested_without_end_are_damage() {
    let bytes = encode(&bicycle()).unwrap();
    let rule = [3, 1, 2, 2];
    let at = bytes
        .windows(9)
        .position(|window| window == b"no-brakes")
        .map(|at| at + 10)
        .unwrap();
    let nested = [&bytes[..at], &vec![4; 100_000], &rule].concat();
    assert_eq!(decode(&nested), Err(DecodeError::Damaged));
}

#[test]
fn a_stamp_changes_with_any_byte() {
    let bytes = encode(&bicycle()).unwrap();
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_ne!(stamp(&bytes), stamp(&changed));
}

#[test]
fn a_count_beyond_the_bytes_is_damage() {
    let huge = [&b"GWCK\x02\0"[..], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat();
    assert_eq!(decode(&huge), Err(DecodeError::Damaged));
}

#[test]
fn a_refusal_says_which_part() {
    let error = DecodeError::Invalid(Invalid::Cause(3));
    assert_eq!(
        error.to_string(),
        "the knowledge does not hold together: cause 3 is malformed"
    );
}

proptest! {
    #[test]
    fn any_knowledge_is_read_as_it_was_written(knowledge in any_knowledge(Rules::Any)) {
        let bytes = encode(&knowledge).unwrap();
        prop_assert_eq!(decode(&bytes), Ok(knowledge));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode(&[&b"GWCK\x01"[..], &bytes].concat());
    }

    #[test]
    fn damage_is_refused_or_gives_what_still_holds_together(
        changes in proptest::collection::vec((5..2000_usize, any::<u8>()), 1..8),
    ) {
        let bytes = damaged(&changes);
        if let Ok(knowledge) = decode(&bytes) {
            prop_assert_eq!(knowledge.validate(), Ok(()));
        }
    }

    #[test]
    fn what_was_not_checked_is_reasoned_with_all_the_same(
        changes in proptest::collection::vec((5..2000_usize, any::<u8>()), 1..8),
        given in any_answers(12),
    ) {
        if let Ok(knowledge) = decode_written(&damaged(&changes)) {
            let _ = assess(&knowledge, &given);
            let _ = order::remaining(&knowledge, &given, &[]);
        }
    }
}

/// The bicycle's bytes with some of them changed.
fn damaged(changes: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = encode(&bicycle()).unwrap();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes
}
