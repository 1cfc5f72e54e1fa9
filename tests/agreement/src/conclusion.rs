//! What the engine concludes, and how two conclusions are compared.

use std::fmt::{self, Write};

use checker_engine::change::{self, Change};
use checker_engine::knowledge::{CauseIx, Level, Millibans};
use checker_engine::order::{self, Step};
use checker_engine::weigh::{Score, weigh, worst_odds};
use checker_engine::{Answers, Assessment, Findings, Knowledge, assess, share};

use crate::readers::{self, Point};
use crate::sets::Set;

/// Everything that follows from answers at one time.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
struct Finding {
    assessment: Assessment,
    /// Of every cause, listed or not: its odds with their reasons, and its odds at worst.
    odds: Vec<(Option<Score>, Option<Millibans>)>,
    /// Of every condition, in thousandths.
    shares: Vec<(CauseIx, u16)>,
    ruled_out: Vec<CauseIx>,
}

impl Finding {
    fn new(knowledge: &Knowledge, answers: &Answers) -> Self {
        let findings = Findings::new(knowledge, answers);
        let causes = knowledge.causes.iter();
        let odds = causes.map(|cause| {
            let worst = worst_odds(knowledge, cause, &findings);
            (weigh(cause, &findings), worst)
        });
        let assessment = assess(knowledge, answers);
        Self {
            odds: odds.collect(),
            shares: share::of_conditions(knowledge, &findings),
            ruled_out: change::ruled_out(knowledge, &findings, &assessment.grounds, usize::MAX),
            assessment,
        }
    }
}

/// What single answer would change it.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
struct Changes {
    level: Option<Change<Level>>,
    first: Option<Change<CauseIx>>,
}

impl Changes {
    fn new(knowledge: &Knowledge, answers: &Answers) -> Self {
        Self {
            level: change::of_level(knowledge, answers),
            first: change::of_first(knowledge, answers),
        }
    }
}

/// Everything that follows from a random set.
#[derive(Debug)]
pub struct Conclusion {
    finding: Finding,
    #[expect(dead_code, reason = "read by `Debug`, as a whole")]
    next: Option<Step>,
    /// None where they were not worked out.
    #[expect(dead_code, reason = "read by `Debug`, as a whole")]
    changes: Option<Changes>,
}

impl Conclusion {
    /// Concludes.
    pub fn of(knowledge: &Knowledge, set: &Set) -> Self {
        let Point { answers, asked } = &set.point;
        Self {
            finding: Finding::new(knowledge, answers),
            next: order::next(knowledge, answers, asked),
            changes: set.closely.then(|| Changes::new(knowledge, answers)),
        }
    }

    /// The level, and a digest of everything.
    pub fn line(&self) -> String {
        let mut digest = Digest::default();
        // Digesting cannot fail.
        let _ = write!(digest, "{self:?}");
        let level = self.finding.assessment.level;
        format!("{level:?} {:016x}", digest.0)
    }
}

/// Everything that follows from answers that are given one after another, as they are asked for.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
pub struct Interview {
    /// From all the answers, asked for or not.
    of_all: (Finding, Changes),
    /// The steps in the order they are asked.
    asked: Vec<Step>,
    /// From the answers that were asked for.
    of_asked: (Finding, Changes),
}

impl Interview {
    /// Asks, and concludes.
    pub fn of(knowledge: &Knowledge, answers: &Answers) -> Self {
        let last = readers::follow(knowledge, answers).pop();
        let last = last.unwrap_or_else(|| Point::first(knowledge));
        let from = |answers| {
            let finding = Finding::new(knowledge, answers);
            (finding, Changes::new(knowledge, answers))
        };
        Self {
            of_all: from(answers),
            of_asked: from(&last.answers),
            asked: last.asked,
        }
    }
}

/// FNV-1a of 64 bits, of text that is written to it.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_fnv_1a_whatever_the_pieces() {
        let mut digest = Digest::default();
        assert_eq!(digest.0, 0xcbf2_9ce4_8422_2325);
        let _ = digest.write_str("foo");
        let _ = digest.write_str("bar");
        assert_eq!(digest.0, 0x8594_4171_f739_67e8, "as its authors publish it");
    }
}
