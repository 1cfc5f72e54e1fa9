//! How urgent it is: rules first, and they win.
//!
//! The level is the highest of three kinds of ground:
//!
//! - *flags* whose rule holds;
//! - *unsure* answers to questions for which the knowledge says what "not sure" means;
//! - *dangerous causes* whose own odds reach their threshold, whatever the other causes, with
//!   everything that is missing taken for the worse: see [`worst_odds`].
//!
//! A danger's threshold is a fixed number of millibans that the knowledge states for that cause, such as
//! odds of 1:19 for one that must not be missed at one in twenty. It is compared with the cause's odds
//! against its own absence:
//!
//! ```text
//! the level holds where   prior + sum of weights, at worst   >=   threshold
//! ```
//!
//! There is no division by what the other causes have, so that no evidence for a harmless one can hide a
//! dangerous one; the sum is that of [`weigh`](crate::weigh), its groups included.
//!
//! With no ground at all it is the lowest, [`Level::SelfCare`].

use alloc::vec::Vec;

use crate::answers::Findings;
use crate::knowledge::{CauseIx, Knowledge, Level, QuestionIx};
use crate::weigh::{insertion_sort, worst_odds};

#[cfg(test)]
mod tests;

/// Something that sets a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The level it sets.
    pub level: Level,
    /// What it is.
    pub what: What,
}

/// The three kinds of ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A flag that holds: index into [`Knowledge::flags`].
    Flag(usize),
    /// A dangerous cause that is not unlikely enough.
    Danger(CauseIx),
    /// A question whose answer is "not sure".
    Unsure(QuestionIx),
}

/// Every ground, highest level first; within a level flags, then dangers, then unsure answers, each
/// in the order of the knowledge.
pub fn grounds(knowledge: &Knowledge, findings: &Findings) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let mut add = |level, what| grounds.push(Ground { level, what });
    for (index, flag) in knowledge.flags.iter().enumerate() {
        if flag.when.holds(findings.answers()) {
            add(flag.level, What::Flag(index));
        }
    }
    for (index, cause) in knowledge.indexed_causes() {
        if let Some(danger) = &cause.danger
            && worst_odds(knowledge, cause, findings) >= Some(danger.from)
        {
            add(danger.level, What::Danger(index));
        }
    }
    for (index, question) in knowledge.indexed_questions() {
        if let Some(level) = question.unsure
            && findings.answers().unsure(index)
        {
            add(level, What::Unsure(index));
        }
    }
    insertion_sort(&mut grounds, |a, b| a.level >= b.level);
    grounds
}

/// The level that grounds as ordered by [`grounds`] set.
pub fn level(grounds: &[Ground]) -> Level {
    grounds
        .first()
        .map_or(Level::SelfCare, |ground| ground.level)
}

/// Whether a safety question that applies has no answer yet, so that the level may still rise.
pub fn provisional(knowledge: &Knowledge, findings: &Findings, level: Level) -> bool {
    level < Level::Emergency
        && knowledge.indexed_questions().any(|(index, question)| {
            question.safety && findings.applies(index) && !findings.answers().answered(index)
        })
}
