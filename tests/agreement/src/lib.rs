//! The reasoning with something to reason about: the same code natively and in the browser.
//!
//! Each of them is a [`Home`]. Both are given a site's knowledge, as the bytes that the browser gets;
//! both conclude from the same answers; what they conclude has to be the same, letter by letter.
//! `tests/web/specs/agreement.spec.mjs` holds the one against the other, and `tests/web/bench.mjs`
//! (`cargo xtask bench`) measures them with [`Readers`]. None of this is in what a reader gets.
//!
//! A conclusion is everything the engine says: the whole assessment, the odds of every cause, listed
//! or not, what to ask next, and what would change it. It is compared as the text of its `Debug`, which is derived, so that nothing which is added to an
//! assessment can be forgotten here. Where there are very many, a digest of that text stands for it:
//! FNV-1a of 64 bits.

use checker_engine::{Knowledge, codec};
use wasm_bindgen::prelude::wasm_bindgen;

pub mod chance;
pub mod conclusion;
pub mod readers;
pub mod sets;
pub mod written;

use conclusion::{Conclusion, Interview};
pub use readers::Readers;
use sets::Set;

/// The allocator of the checker.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A place where the reasoning runs.
#[wasm_bindgen]
pub struct Home {
    knowledge: Knowledge,
}

#[wasm_bindgen]
impl Home {
    /// With a knowledge, read as the checker in the browser reads it. None where it cannot be.
    pub fn open(knowledge: &[u8]) -> Option<Self> {
        let knowledge = codec::decode_written(knowledge).ok()?;
        Some(Self { knowledge })
    }

    /// So many random sets of answers, from this number on, as [`written`] writes them: one a line.
    pub fn answers(&self, from: u32, count: u32) -> String {
        self.lines(from, count, |set| {
            written::write(&self.knowledge, &set.point.answers)
        })
    }

    /// What it concludes from random sets of answers, of the same numbers: a line for each, of the
    /// level and the conclusion's digest.
    pub fn sets(&self, from: u32, count: u32) -> String {
        self.lines(from, count, |set| {
            Conclusion::of(&self.knowledge, set).line()
        })
    }

    /// What it concludes from one random set of answers, at length.
    pub fn show(&self, number: u32) -> String {
        let conclusion = Conclusion::of(&self.knowledge, &Set::new(&self.knowledge, number));
        format!("{conclusion:#?}")
    }

    /// What it concludes from these sets of answers, one a line as [`written`] says, and what it
    /// asks a reader who would give them: at length, with an empty line between.
    pub fn given(&self, sets: &str) -> Result<String, String> {
        let conclusions = sets.lines().map(|line| {
            let answers = written::read(&self.knowledge, line)?;
            Ok(format!("{:#?}", Interview::of(&self.knowledge, &answers)))
        });
        Ok(conclusions
            .collect::<Result<Vec<_>, String>>()?
            .join("\n\n"))
    }

    /// The steps of readers who would give these sets of answers, and of so many random ones.
    pub fn readers(&self, sets: &str, by_chance: u32) -> Result<Readers, String> {
        Readers::new(&self.knowledge, sets, by_chance)
    }
}

impl Home {
    fn lines(&self, from: u32, count: u32, line: impl Fn(&Set) -> String) -> String {
        let numbers = from..from.saturating_add(count);
        let lines = numbers.map(|number| line(&Set::new(&self.knowledge, number)));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Decodes a knowledge so many times over.
#[wasm_bindgen]
pub fn decode(knowledge: &[u8], times: u32) {
    for _ in 0..times {
        let _ = std::hint::black_box(codec::decode_written(std::hint::black_box(knowledge)));
    }
}
