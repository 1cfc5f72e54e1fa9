//! A set of answers as a short text that may stand in a URL.
//!
//! The text is base64url without padding of: a version; three bytes that tell which knowledge the
//! answers are for; one number for each question up to the last that has an answer; and two bytes
//! that tell whether all is there. Answers are numbers, so a text is worth nothing without the
//! knowledge, and one that was made for another says so instead of meaning something else.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::answers::Answers;
use crate::codec::stamp;
use crate::codec::wire::{Reader, Wire};
use crate::knowledge::Knowledge;

mod base64url;
#[cfg(test)]
mod tests;

/// The version of the format.
const VERSION: u8 = 1;

/// A text that holds no answers to this knowledge's questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It is cut short, garbled, or no such text at all.
    Damaged,
    /// It was made in this other version of the format.
    Version(u8),
    /// It was made for other questions, or for an older form of these.
    OtherKnowledge,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("the answers are damaged"),
            Self::Version(found) => write!(f, "answers of version {found}, expected {VERSION}"),
            Self::OtherKnowledge => f.write_str("the answers are to other questions"),
        }
    }
}

impl core::error::Error for LinkError {}

/// Writes the answers to a knowledge's questions.
pub fn write(knowledge: &Knowledge, answers: &Answers) -> String {
    // Turned left by one bit, "not sure" is a small number too.
    let mut numbers: Vec<u32> = answers.iter().map(|answer| answer.rotate_left(1)).collect();
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    let mut bytes = Vec::from([VERSION]);
    bytes.extend(fingerprint(knowledge));
    numbers.write(&mut bytes);
    bytes.extend(checksum(&bytes));
    base64url::encode(&bytes)
}

/// Reads answers to a knowledge's questions.
pub fn read(knowledge: &Knowledge, text: &str) -> Result<Answers, LinkError> {
    let bytes = base64url::decode(text).ok_or(LinkError::Damaged)?;
    let (rest, check) = bytes.split_last_chunk::<2>().ok_or(LinkError::Damaged)?;
    if *check != checksum(rest) {
        return Err(LinkError::Damaged);
    }
    let (version, rest) = rest.split_first().ok_or(LinkError::Damaged)?;
    if *version != VERSION {
        return Err(LinkError::Version(*version));
    }
    let (print, rest) = rest.split_first_chunk::<3>().ok_or(LinkError::Damaged)?;
    if *print != fingerprint(knowledge) {
        return Err(LinkError::OtherKnowledge);
    }
    let mut reader = Reader::new(rest);
    let numbers = Vec::<u32>::read(&mut reader);
    if !reader.is_done() || numbers.len() > knowledge.questions.len() {
        return Err(LinkError::Damaged);
    }
    let mut answers = Answers::none(knowledge.questions.len());
    for (index, number) in (0..).zip(numbers) {
        answers.set(index, number.rotate_right(1));
    }
    Ok(answers)
}

/// Tells knowledges apart as far as answers are concerned: the ids of questions and options.
fn fingerprint(knowledge: &Knowledge) -> [u8; 3] {
    let mut ids = Vec::new();
    knowledge.guide.write(&mut ids);
    for question in &knowledge.questions {
        question.id.write(&mut ids);
        for option in &question.options {
            option.id.write(&mut ids);
        }
        ids.push(0);
    }
    let stamp = stamp(&ids);
    // The high bits of a stamp are its best; some come down to those that are kept.
    let [a, b, c, _] = (stamp ^ stamp >> 15).to_le_bytes();
    [a, b, c]
}

/// The low bits as they are: a change within one letter of a text, which is in one byte or two beside
/// each other, always changes them. With others folded in, one in 150,000 such changes got by.
fn checksum(bytes: &[u8]) -> [u8; 2] {
    let [a, b, ..] = stamp(bytes).to_le_bytes();
    [a, b]
}
