//! Bytes and links as anybody might make them, held against the guide's own knowledge.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::io::Read;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use checker_agreement::sets::Set;
use checker_engine::codec::{DecodeError, decode, decode_written, encode};
use checker_engine::{Answers, Knowledge, assess, link, order};
use flate2::read::GzDecoder;
use guideway_tests::{compile, root};
use proptest::collection::vec;
use proptest::prelude::*;

/// The knowledge as the built site hands it to the checker.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let site = compile(root());
    let script = str::from_utf8(&site["assets/knowledge.js"]).unwrap();
    let packed = script.split('"').nth(1).unwrap();
    let mut bytes = Vec::new();
    let packed = STANDARD.decode(packed).unwrap();
    GzDecoder::new(&packed[..]).read_to_end(&mut bytes).unwrap();
    bytes
});

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| decode(&BYTES).unwrap());

/// Something done to bytes.
#[derive(Clone, Debug)]
enum Damage {
    Change(usize, u8),
    /// From a place so many bytes are gone.
    Remove(usize, usize),
    /// From a place so many bytes stand there twice.
    Repeat(usize, usize),
    Insert(usize, Vec<u8>),
    CutOff(usize),
}

impl Damage {
    /// Changes are what is likeliest to leave something that can be read.
    fn any() -> impl Strategy<Value = Self> {
        let at = any::<usize>;
        prop_oneof![
            6 => (at(), any::<u8>()).prop_map(|(at, byte)| Self::Change(at, byte)),
            1 => (at(), 1..200_usize).prop_map(|(at, count)| Self::Remove(at, count)),
            1 => (at(), 1..200_usize).prop_map(|(at, count)| Self::Repeat(at, count)),
            1 => (at(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Self::Insert(at, bytes)),
            1 => at().prop_map(Self::CutOff),
        ]
    }

    /// Does it, beyond the letters and the version that the bytes begin with.
    fn to(&self, bytes: &mut Vec<u8>) {
        const HEAD: usize = 5;
        let within = |at: usize, bytes: &[u8]| HEAD + at % (bytes.len() - HEAD).max(1);
        match self {
            Self::Change(at, byte) => {
                let at = within(*at, bytes);
                if let Some(old) = bytes.get_mut(at) {
                    *old = *byte;
                }
            }
            Self::Remove(at, count) => {
                let from = within(*at, bytes).min(bytes.len());
                let to = (from + count).min(bytes.len());
                bytes.drain(from..to);
            }
            Self::Repeat(at, count) => {
                let from = within(*at, bytes).min(bytes.len());
                let to = (from + count).min(bytes.len());
                let again = bytes[from..to].to_vec();
                bytes.splice(to..to, again);
            }
            Self::Insert(at, more) => {
                let at = within(*at, bytes).min(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Self::CutOff(at) => bytes.truncate(within(*at, bytes)),
        }
    }
}

fn damaged(damages: &[Damage]) -> Vec<u8> {
    let mut bytes = BYTES.clone();
    for damage in damages {
        damage.to(&mut bytes);
    }
    bytes
}

#[test]
fn the_guides_knowledge_is_read_and_written_as_it_was() {
    assert_eq!(encode(&KNOWLEDGE).unwrap(), *BYTES);
    assert_eq!(decode_written(&BYTES).as_ref(), Ok(&*KNOWLEDGE));
}

proptest! {
    // Most of the bytes are words; these are enough to meet the others too.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_bytes_are_refused(bytes in vec(any::<u8>(), 0..4000)) {
        prop_assert!(decode(&bytes).is_err());
        prop_assert!(decode(&[&BYTES[..5], &bytes].concat()).is_err());
    }

    #[test]
    fn a_part_of_the_guides_knowledge_is_refused(end in any::<usize>()) {
        let part = &BYTES[..5 + end % (BYTES.len() - 5)];
        prop_assert_eq!(decode(part), Err(DecodeError::Damaged));
    }

    #[test]
    fn damage_is_refused_or_leaves_a_knowledge_that_holds_together(
        damages in vec(Damage::any(), 1..6),
    ) {
        if let Ok(knowledge) = decode(&damaged(&damages)) {
            prop_assert_eq!(knowledge.validate(), Ok(()));
            prop_assert!(encode(&knowledge).is_ok());
        }
    }

    /// The browser does not check what it reads.
    #[test]
    fn damage_that_is_read_unchecked_is_reasoned_with_to_an_end(
        changes in vec((any::<usize>(), any::<u8>()), 1..4),
        number in any::<u32>(),
    ) {
        let changes: Vec<_> = changes.iter().map(|(at, byte)| Damage::Change(*at, *byte)).collect();
        if let Ok(knowledge) = decode_written(&damaged(&changes)) {
            let set = Set::new(&KNOWLEDGE, number);
            let _ = assess(&knowledge, &set.point.answers);
            let _ = order::next(&knowledge, &set.point.answers, &set.point.asked);
            let _ = link::read(&knowledge, &link::write(&knowledge, &set.point.answers));
        }
    }

    #[test]
    fn a_link_holds_any_answers_and_is_short(number in any::<u32>()) {
        let answers = Set::new(&KNOWLEDGE, number).point.answers;
        let text = link::write(&KNOWLEDGE, &answers);
        prop_assert!(text.len() <= 160, "{} letters: {text}", text.len());
        prop_assert_eq!(link::read(&KNOWLEDGE, &text), Ok(answers));
    }

    #[test]
    fn a_link_that_was_cut_off_or_mistyped_is_refused(
        number in any::<u32>(),
        at in any::<usize>(),
        letter in "[A-Za-z0-9_-]",
    ) {
        let text = link::write(&KNOWLEDGE, &Set::new(&KNOWLEDGE, number).point.answers);
        let at = at % text.len();
        prop_assert_eq!(link::read(&KNOWLEDGE, &text[..at]), Err(link::LinkError::Damaged));
        let mistyped = [&text[..at], &letter, &text[at + 1..]].concat();
        if mistyped != text {
            prop_assert_eq!(link::read(&KNOWLEDGE, &mistyped), Err(link::LinkError::Damaged));
        }
    }
}

#[test]
fn a_link_from_before_a_question_was_added_says_so() {
    let text = link::write(&KNOWLEDGE, &Answers::none(KNOWLEDGE.questions.len()));
    let mut later = KNOWLEDGE.clone();
    later.questions.push(KNOWLEDGE.questions[0].clone());
    assert_eq!(
        link::read(&later, &text),
        Err(link::LinkError::OtherKnowledge)
    );
}
