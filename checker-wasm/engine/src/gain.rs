//! What a question is worth asking: how much its answer is expected to tell, for the reader's effort.
//!
//! Whether a cause is so is uncertain by `p (1 - p)`, where `p` is its chance: none at 0 and at 1, most
//! at one half (the Gini impurity). An answer moves `p` to `p'`; on average over the answers, the
//! uncertainty falls by the variance of `p'`, for the mean of `p'` is `p`. So
//!
//! ```text
//! gain  = sum over causes and over findings on the question of  b (p' - p)^2      (in millionths)
//! worth = gain / effort                                              (in millionths a second)
//! ```
//!
//! `b` is how often the finding's answers are given. No source says, so every answer of a question
//! with one answer is taken to be equally frequent, and of one with several each to be given by one
//! reader in four; never more than half. `p = 10^(odds / 1000) / (1 + 10^(odds / 1000))`, from the
//! cause's own log odds with what has been answered; `p'` the same with the finding's weight added,
//! less what its group has counted already. A contributor counts by one in `CONTRIBUTOR`. A question
//! that keeps advice back adds `ADVICE` for each such treatment.
//!
//! Variance instead of entropy: it needs no logarithm, orders questions nearly alike, and cares
//! most about causes that an answer could put on the short list or take off it.
//!
//! Effort is seconds to read and answer, judged and not measured; see [`effort`].

use alloc::vec;
use alloc::vec::Vec;

use crate::answers::Findings;
use crate::knowledge::{Cause, Kind, Knowledge, Layer, Question, QuestionIx, Weight};
use crate::share::chance;
use crate::weigh::weigh;

#[cfg(test)]
mod tests;

/// What it adds to a question's gain, in millionths, that a treatment is withheld for want of its
/// answer: as much as moving an even chance by three in a hundred.
const ADVICE: i32 = 1_000;

/// A contributor's uncertainty counts by one in so many of a condition's: what is wrong decides more of
/// what is advised, and of how soon.
const CONTRIBUTOR: i32 = 8;

/// What each question is worth, in millionths a second, in the order of the knowledge. A question
/// with a sure answer is worth nothing.
pub fn worths(knowledge: &Knowledge, findings: &Findings) -> Vec<i32> {
    let mut gains = vec![0_i32; knowledge.questions.len()];
    for cause in &knowledge.causes {
        if let Some(score) = weigh(cause, findings) {
            add_cause(knowledge, findings, cause, score.odds, &mut gains);
        }
    }
    for treatment in &knowledge.treatments {
        for question in treatment.forbid.iter().flat_map(crate::expr::questions) {
            add(&mut gains, question, ADVICE);
        }
    }
    for (index, question) in knowledge.indexed_questions() {
        if let Some(gain) = gains.get_mut(usize::from(index)) {
            *gain = if findings.open(index) {
                *gain / effort(question)
            } else {
                0
            };
        }
    }
    gains
}

/// About how many seconds it takes to read a question and to answer it.
pub fn effort(question: &Question) -> i32 {
    let options = i32::try_from(question.options.len()).unwrap_or(31);
    match question.kind {
        Kind::One => 5 + options,
        Kind::Many => 6 + options * 3 / 2,
        Kind::Place => 6 + options / 2,
        Kind::Number { .. } => 12,
    }
}

fn add_cause(
    knowledge: &Knowledge,
    findings: &Findings,
    cause: &Cause,
    odds: i32,
    gains: &mut [i32],
) {
    let chance_now = chance(odds);
    for finding in &cause.findings {
        if !findings.open(finding.question) {
            continue;
        }
        let Some(question) = knowledge.question(finding.question) else {
            continue;
        };
        let weight = new_weight(cause, finding, findings);
        let moved = chance(odds.saturating_add(weight)) - chance_now;
        let gain = frequency(question, finding) * moved * moved / 1000;
        let gain = match cause.layer {
            Layer::Condition => gain,
            Layer::Contributor => gain / CONTRIBUTOR,
        };
        add(gains, finding.question, gain);
    }
}

fn add(gains: &mut [i32], question: QuestionIx, gain: i32) {
    if let Some(sum) = gains.get_mut(usize::from(question)) {
        *sum = sum.saturating_add(gain);
    }
}

/// How often the finding's answers are given, in thousandths.
fn frequency(question: &Question, finding: &Weight) -> i32 {
    let each = match question.kind {
        Kind::Many | Kind::Place => 250,
        Kind::One | Kind::Number { .. } => {
            1000 / i32::try_from(question.options.len().max(1)).unwrap_or(1000)
        }
    };
    (i32::try_from(finding.answers.count_ones()).unwrap_or(31) * each).min(500)
}

/// What a finding would add to the odds: its weight, less what its group has counted.
fn new_weight(cause: &Cause, finding: &Weight, findings: &Findings) -> i32 {
    if finding.group == 0 {
        return finding.weight;
    }
    let counted = cause
        .findings
        .iter()
        .filter(|other| {
            other.group == finding.group
                && (other.weight > 0) == (finding.weight > 0)
                && findings.known(other.question) & other.answers != 0
        })
        .map(|other| other.weight.abs())
        .max()
        .unwrap_or(0);
    finding.weight.signum() * (finding.weight.abs() - counted).max(0)
}
