//! What a reader has answered so far.

use alloc::vec;
use alloc::vec::Vec;

/// A set of a question's answers: bit `i` is its option `i`, the highest bit is [`UNSURE`].
pub type Mask = u32;

/// The reader said "not sure".
pub const UNSURE: Mask = 1 << 31;

/// One answer a question: none (zero), some of its options, or [`UNSURE`].
///
/// Skipped and not yet asked are both no answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(Vec<Mask>);

impl Answers {
    /// No answers yet to so many questions.
    pub fn none(questions: usize) -> Self {
        Self(vec![0; questions])
    }

    /// The answer to a question; zero where there is none.
    pub fn get(&self, question: u16) -> Mask {
        self.0.get(usize::from(question)).copied().unwrap_or(0)
    }

    /// Takes an answer; zero takes it back.
    pub fn set(&mut self, question: u16, answer: Mask) {
        if let Some(slot) = self.0.get_mut(usize::from(question)) {
            *slot = answer;
        }
    }
}
