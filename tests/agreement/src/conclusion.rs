//! What the engine concludes, and how two conclusions are compared.

use std::fmt::{self, Write};

use checker_engine::knowledge::{CauseIx, Millibans};
use checker_engine::order::{self, Step};
use checker_engine::weigh::{Score, weigh, worst_odds};
use checker_engine::{Answers, Assessment, Findings, Knowledge, assess, share};

use crate::readers::{self, Point};
use crate::sets::Set;

/// Everything that follows from a random set.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
pub struct Conclusion {
    assessment: Assessment,
    /// Of every cause, listed or not: its odds with their reasons, and its odds at worst.
    odds: Vec<(Option<Score>, Option<Millibans>)>,
    /// Of every condition, in thousandths.
    shares: Vec<(CauseIx, u16)>,
    /// None where it was not worked out.
    next: Option<Next>,
}

/// What to ask next, which may be nothing.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
struct Next(Option<Step>);

impl Conclusion {
    /// Concludes.
    pub fn of(knowledge: &Knowledge, set: &Set) -> Self {
        let Point { answers, asked } = &set.point;
        let findings = Findings::new(knowledge, answers);
        let causes = knowledge.causes.iter();
        let odds = causes.map(|cause| {
            let worst = worst_odds(knowledge, cause, &findings);
            (weigh(cause, &findings), worst)
        });
        Self {
            assessment: assess(knowledge, answers),
            odds: odds.collect(),
            shares: share::of_conditions(knowledge, &findings),
            next: set
                .asks
                .then(|| Next(order::next(knowledge, answers, asked))),
        }
    }

    /// The level, and a digest of everything.
    pub fn line(&self) -> String {
        let mut digest = Digest::default();
        // Digesting cannot fail.
        let _ = write!(digest, "{self:?}");
        format!("{:?} {:016x}", self.assessment.level, digest.0)
    }
}

/// Everything that follows from answers that are given one after another, as they are asked for.
#[derive(Debug)]
#[expect(dead_code, reason = "read by `Debug`, as a whole")]
pub struct Interview {
    /// From all the answers, asked for or not.
    assessment: Assessment,
    /// The steps in the order they are asked.
    asked: Vec<Step>,
    /// From the answers that were asked for.
    found: Assessment,
}

impl Interview {
    /// Asks, and concludes.
    pub fn of(knowledge: &Knowledge, answers: &Answers) -> Self {
        let last = readers::follow(knowledge, answers).pop();
        let last = last.unwrap_or_else(|| Point::first(knowledge));
        Self {
            assessment: assess(knowledge, answers),
            found: assess(knowledge, &last.answers),
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
