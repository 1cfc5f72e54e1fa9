//! Everything that is concluded from a set of answers, and what of it a reader is shown.

use alloc::vec::Vec;

use crate::advice::{Advice, advise};
use crate::answers::{Answers, Findings};
use crate::knowledge::{
    Bands, Cause, CauseIx, Evidence, Knowledge, Layer, Level, Millibans, TreatmentIx,
};
use crate::safety::{self, Ground};
use crate::weigh::{Reason, insertion_sort, weigh};

#[cfg(test)]
mod tests;

/// What follows from a set of answers.
///
/// It is complete whatever the level; [`shown`] says what of it a reader sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// How urgent it is.
    pub level: Level,
    /// Whether a safety question that applies has no answer yet. Such a result is never final.
    pub provisional: bool,
    /// What set the level, and what would have set a lower one, highest first.
    pub grounds: Vec<Ground>,
    /// The conditions that are at least possible, most likely first, at most [`Bands::most`].
    pub conditions: Vec<Ranked>,
    /// The contributors that are at least possible, most likely first, at most [`Bands::most`].
    pub contributors: Vec<Ranked>,
    /// Causes that are at least possible on what the reader said, but that research does not
    /// support, most likely first. They are in neither of the lists above.
    pub often_blamed: Vec<Ranked>,
    /// What may be advised.
    pub advice: Advice,
}

/// A cause with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The cause.
    pub cause: CauseIx,
    /// Its log odds.
    pub odds: Millibans,
    /// What the odds are called.
    pub band: Band,
    /// The answers that speak for and against it, strongest first.
    pub reasons: Vec<Reason>,
}

/// How likely a listed cause is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// From [`Bands::likely`].
    Likely,
    /// From [`Bands::possible`].
    Possible,
}

/// What a reader at one level sees besides what to do and how soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The list of causes.
    pub causes: bool,
    /// What to do about them.
    pub advice: bool,
    /// Of that, going on with the activity.
    pub activity: bool,
}

/// What a reader sees at a level: the more urgent, the less there is beside the action.
pub fn shown(level: Level) -> Shown {
    Shown {
        causes: level < Level::SameDay,
        advice: level < Level::SameDay,
        activity: level < Level::WithinDays,
    }
}

/// Draws every conclusion from the answers given so far.
pub fn assess(knowledge: &Knowledge, answers: &Answers) -> Assessment {
    let findings = Findings::new(knowledge, answers);
    let grounds = safety::grounds(knowledge, &findings);
    let level = safety::level(&grounds);
    let mut conditions = rank(knowledge, &findings, |cause| {
        cause.layer == Layer::Condition && !contradicted(cause)
    });
    let mut contributors = rank(knowledge, &findings, |cause| {
        cause.layer == Layer::Contributor && !contradicted(cause)
    });
    let often_blamed = rank(knowledge, &findings, contradicted);
    let most = usize::from(knowledge.bands.most);
    conditions.truncate(most);
    contributors.truncate(most);
    let named = named(knowledge, [&conditions, &contributors, &often_blamed]);
    Assessment {
        level,
        provisional: safety::provisional(knowledge, &findings, level),
        advice: advise(knowledge, &findings, level, &named),
        grounds,
        conditions,
        contributors,
        often_blamed,
    }
}

/// The causes of one kind that are at least possible, most likely first, ties in the order of the
/// knowledge.
fn rank(knowledge: &Knowledge, findings: &Findings, of_kind: fn(&Cause) -> bool) -> Vec<Ranked> {
    let mut ranked = Vec::new();
    for (index, cause) in knowledge.indexed_causes() {
        if let Some(score) = weigh(cause, findings)
            && let Some(band) = band(&knowledge.bands, score.odds)
            && of_kind(cause)
        {
            ranked.push(Ranked {
                cause: index,
                odds: score.odds,
                band,
                reasons: score.reasons,
            });
        }
    }
    insertion_sort(&mut ranked, |a, b| a.odds >= b.odds);
    ranked
}

fn band(bands: &Bands, odds: Millibans) -> Option<Band> {
    if odds >= bands.likely {
        Some(Band::Likely)
    } else if odds >= bands.possible {
        Some(Band::Possible)
    } else {
        None
    }
}

fn contradicted(cause: &Cause) -> bool {
    cause.evidence == Evidence::Contradicted
}

fn named(knowledge: &Knowledge, lists: [&[Ranked]; 3]) -> Vec<TreatmentIx> {
    let mut named = Vec::new();
    for ranked in lists.into_iter().flatten() {
        if let Some(cause) = knowledge.cause(ranked.cause) {
            named.extend_from_slice(&cause.treatments);
        }
    }
    named
}
