//! How likely a cause is, and which answers say so.
//!
//! The log odds of a cause are its prior plus the weights of the findings it is given:
//!
//! ```text
//! odds = prior + sum over what counts of weight        (all in millibans)
//! ```
//!
//! A weight is 1000 times the base-10 logarithm of a likelihood ratio, P(finding | cause) over
//! P(finding | its absence), so adding weights multiplies ratios onto the prior odds. That is Bayes'
//! rule only where the findings are independent of each other, given the cause and given its absence.
//! They seldom are: two questions may ask for the same thing in other words. So before anything is
//! added
//!
//! 1. of the findings of one *question* only the strongest for and the strongest against count: one
//!    answer, of several options or not, never counts twice;
//! 2. of the findings of one *group* only the strongest for and the strongest against count: what
//!    the author knows to hang together never counts twice.
//!
//! The first comes before the second: a finding that another answer to its question outweighs is out of
//! its group as well. For findings that say one and the same thing the strongest alone is exact; for
//! such as hang together less it is too little, and the odds stay nearer to the prior, either way. What
//! is in no group, or in different ones, is taken to be independent: that is the author's to judge. A
//! chain of findings that hang together and stand in no group gives odds that are too far from even.
//!
//! Of two equally strong ones the first counts. No answer, "not sure", and an answer to a question
//! that does not apply count nothing: they leave the odds as they were.

use alloc::vec::Vec;

use crate::answers::{Findings, Mask};
use crate::knowledge::{Cause, Knowledge, Millibans, QuestionIx};

#[cfg(test)]
mod tests;

/// One answer's part in the odds of a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The question.
    pub question: QuestionIx,
    /// Those of its answers that the weight is about.
    pub answers: Mask,
    /// For the cause, or against it where negative.
    pub weight: Millibans,
}

/// The odds of one cause, with what they are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Log odds.
    pub odds: Millibans,
    /// What counted, strongest first; of equally strong ones the earlier question first.
    pub reasons: Vec<Reason>,
}

/// Weighs a cause. None where it is not one for this reader.
pub fn weigh(cause: &Cause, findings: &Findings) -> Option<Score> {
    considered(cause, findings).then(|| {
        let counted = counted(cause, |question| (findings.known(question), 0));
        let odds = sum(cause, &counted);
        let mut reasons = Vec::new();
        for counted in counted {
            reasons.push(counted.reason);
        }
        insertion_sort(&mut reasons, |a, b| a.weight.abs() >= b.weight.abs());
        Score { odds, reasons }
    })
}

/// The log odds that a cause could have if what is missing were known: every question that applies
/// and has no sure answer takes its reassuring answer or stays unknown, whichever leaves the odds
/// higher. None where the cause is not one for this reader.
///
/// That is, of a reassuring answer only what speaks *for* the cause is taken: reassurance that
/// nobody gave is never evidence against a danger. So the odds never fall when an answer is left
/// out that would have reassured. A question that does not apply says nothing either way.
pub fn worst_odds(knowledge: &Knowledge, cause: &Cause, findings: &Findings) -> Option<Millibans> {
    considered(cause, findings).then(|| {
        let counted = counted(cause, |question| match knowledge.question(question) {
            Some(missing) if findings.open(question) => (0, missing.reassuring),
            _ => (findings.known(question), 0),
        });
        sum(cause, &counted)
    })
}

/// The highest log odds that a cause could come to have, were the questions that are free still to
/// be answered, whatever its `applies` says now. A bound: that answers exclude each other, or speak
/// against the cause as well, is left out of account.
pub(crate) fn ceiling(
    knowledge: &Knowledge,
    cause: &Cause,
    findings: &Findings,
    free: impl Fn(QuestionIx) -> bool,
) -> Millibans {
    let counted = counted(cause, |index| match knowledge.question(index) {
        Some(question) if free(index) => (0, question.all_options()),
        Some(question) if findings.open(index) => (0, question.reassuring),
        _ => (findings.known(index), 0),
    });
    sum(cause, &counted)
}

/// Sorts in place; `before(a, b)` says whether `a` may stay before `b`. Keeps the order of equals.
///
/// The lists here have a handful of entries, and this is a tenth of the code of the general sort.
pub(crate) fn insertion_sort<T>(list: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && !before(&list[at - 1], &list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

fn considered(cause: &Cause, findings: &Findings) -> bool {
    cause
        .applies
        .as_ref()
        .is_none_or(|rule| rule.holds(findings.answers()))
}

#[derive(Clone)]
struct Counted {
    reason: Reason,
    group: u8,
}

/// The findings that count, in the order of the questions. For each question `answer` gives what is
/// known, and what is only assumed: of the latter nothing counts against the cause.
fn counted(cause: &Cause, answer: impl Fn(QuestionIx) -> (Mask, Mask)) -> Vec<Counted> {
    let mut counted = Vec::new();
    for finding in &cause.findings {
        let (known, assumed) = answer(finding.question);
        let told = if finding.weight > 0 {
            known | assumed
        } else {
            known
        };
        let answers = finding.answers & told;
        if answers != 0 && finding.weight != 0 {
            let reason = Reason {
                question: finding.question,
                answers,
                weight: finding.weight,
            };
            counted.push(Counted {
                reason,
                group: finding.group,
            });
        }
    }
    keep_strongest(&mut counted, |a, b| a.reason.question == b.reason.question);
    keep_strongest(&mut counted, |a, b| a.group != 0 && a.group == b.group);
    counted
}

/// Of those that say the same thing, keeps the strongest for and the strongest against.
fn keep_strongest(counted: &mut Vec<Counted>, same: fn(&Counted, &Counted) -> bool) {
    let is_beaten = |at: usize, this: &Counted| {
        counted.iter().enumerate().any(|(other_at, other)| {
            let (weight, other_weight) = (this.reason.weight, other.reason.weight);
            let stronger =
                other_weight.abs() > weight.abs() || (other_weight == weight && other_at < at);
            stronger && (weight > 0) == (other_weight > 0) && same(this, other)
        })
    };
    let mut strongest = Vec::new();
    for (at, this) in counted.iter().enumerate() {
        if !is_beaten(at, this) {
            strongest.push(this.clone());
        }
    }
    *counted = strongest;
}

fn sum(cause: &Cause, counted: &[Counted]) -> Millibans {
    counted.iter().fold(cause.prior, |odds, counted| {
        odds.saturating_add(counted.reason.weight)
    })
}
