use alloc::string::ToString;

use proptest::prelude::*;

use super::*;
use crate::answers::UNSURE;
use crate::fixture::random::any_answers;
use crate::fixture::{CHAIN, FRONT, HARD, PRESSURE, REAR, RUSTY, WHERE, answers, bicycle};

#[test]
fn no_answers_are_a_few_letters() {
    assert_eq!(write(&bicycle(), &answers(&[])).len(), 10);
}

#[test]
fn not_sure_is_as_short_as_any_answer() {
    let unsure = write(&bicycle(), &answers(&[(CHAIN, UNSURE)]));
    let rusty = write(&bicycle(), &answers(&[(CHAIN, RUSTY)]));
    assert_eq!(unsure.len(), rusty.len());
}

#[test]
fn answers_to_other_questions_say_so() {
    let text = write(&bicycle(), &answers(&[(CHAIN, RUSTY)]));
    let mut other = bicycle();
    other.questions[0].id.push('x');
    assert_eq!(read(&other, &text), Err(LinkError::OtherKnowledge));
    other = bicycle();
    other.questions[6].options.swap(0, 1);
    assert_eq!(read(&other, &text), Err(LinkError::OtherKnowledge));
}

#[test]
fn words_may_change_under_answers() {
    let text = write(&bicycle(), &answers(&[(CHAIN, RUSTY)]));
    let mut reworded = bicycle();
    reworded.questions[6].text.push('?');
    assert_eq!(read(&reworded, &text), Ok(answers(&[(CHAIN, RUSTY)])));
}

#[test]
fn another_version_says_so() {
    let mut bytes = base64url::decode(&write(&bicycle(), &answers(&[]))).unwrap();
    bytes.truncate(4);
    bytes[0] = 7;
    bytes.extend(checksum(&bytes));
    assert_eq!(
        read(&bicycle(), &base64url::encode(&bytes)),
        Err(LinkError::Version(7))
    );
}

#[test]
fn more_answers_than_questions_are_damage() {
    let mut bytes = base64url::decode(&write(&bicycle(), &answers(&[]))).unwrap();
    bytes.truncate(4);
    bytes.push(10);
    bytes.resize(5 + 10, 1);
    bytes.extend(checksum(&bytes));
    assert_eq!(
        read(&bicycle(), &base64url::encode(&bytes)),
        Err(LinkError::Damaged)
    );
}

#[test]
fn no_letter_can_be_mistaken() {
    let given = answers(&[(WHERE, FRONT | REAR), (CHAIN, UNSURE), (PRESSURE, HARD)]);
    let text = write(&bicycle(), &given);
    for at in 0..text.len() {
        for letter in letters().filter(|letter| text.as_bytes()[at] != *letter as u8) {
            let mut changed = text.clone();
            changed.replace_range(at..=at, letter.encode_utf8(&mut [0; 4]));
            assert_eq!(
                read(&bicycle(), &changed),
                Err(LinkError::Damaged),
                "{changed}"
            );
        }
    }
}

/// Those that a link is written with.
fn letters() -> impl Iterator<Item = char> {
    ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_'])
}

#[test]
fn every_refusal_says_why() {
    let said = |error: LinkError| error.to_string();
    assert_eq!(said(LinkError::Damaged), "the answers are damaged");
    assert_eq!(
        said(LinkError::Version(7)),
        "answers of version 7, expected 1"
    );
    assert_eq!(
        said(LinkError::OtherKnowledge),
        "the answers are to other questions"
    );
}

proptest! {
    #[test]
    fn any_answers_are_read_as_they_were_written(given in any_answers(9)) {
        let text = write(&bicycle(), &given);
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        prop_assert_eq!(read(&bicycle(), &text), Ok(given));
    }

    #[test]
    fn any_one_letter_changed_or_cut_off_is_noticed(
        given in any_answers(9),
        at in any::<usize>(),
        letter in "[A-Za-z0-9_-]",
    ) {
        let text = write(&bicycle(), &given);
        let at = at % text.len();
        let mut changed = text.clone();
        changed.replace_range(at..=at, &letter);
        if changed != text {
            prop_assert_eq!(read(&bicycle(), &changed), Err(LinkError::Damaged));
        }
        prop_assert!(read(&bicycle(), &text[..at]).is_err());
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        let _ = read(&bicycle(), &text);
    }
}
