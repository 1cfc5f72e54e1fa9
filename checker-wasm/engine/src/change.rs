//! What would change a result: the single answer that matters most, and the dangers that were near.

use alloc::vec::Vec;

use crate::answers::{Answers, Findings, Mask};
use crate::knowledge::{Cause, CauseIx, Knowledge, Layer, Level, Millibans, QuestionIx};
use crate::safety::{self, Ground};
use crate::weigh::{insertion_sort, weigh, worst_odds};

#[cfg(test)]
mod tests;

/// Another answer to one question, and what would be so with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// The question.
    pub question: QuestionIx,
    /// The answer that it would take: one option.
    pub answer: Mask,
    /// What would be so.
    pub becomes: T,
}

/// The answer that would change the level most.
///
/// First of the questions that have no sure answer, the one that could raise it most. Where none
/// could: the answer on which the level rests, which would lower it most were it the reassuring one.
/// Where there is no such answer: the reassuring answer whose opposite would raise it most. Of equals
/// the first.
pub fn of_level(knowledge: &Knowledge, answers: &Answers) -> Option<Change<Level>> {
    let findings = Findings::new(knowledge, answers);
    let now = safety::level(&safety::grounds(knowledge, &findings));
    let with = |question, answer| {
        let mut answers = answers.clone();
        answers.set(question, answer);
        safety::level(&safety::grounds(
            knowledge,
            &Findings::new(knowledge, &answers),
        ))
    };
    let (mut opens, mut rests, mut doubts) = (None, None, None);
    for (index, question) in knowledge.indexed_questions() {
        let (is_open, given) = (findings.open(index), findings.known(index));
        let is_reassured = given != 0 && given & !question.reassuring == 0;
        if !findings.applies(index) {
            continue;
        }
        for (answer, given) in options(question.all_options()).map(|answer| (answer, given)) {
            let reassures = answer == question.reassuring;
            let best = if is_open {
                &mut opens
            } else if is_reassured && !reassures {
                &mut doubts
            } else if reassures && given != answer {
                &mut rests
            } else {
                continue;
            };
            let becomes = with(index, answer);
            let lowers = !is_open && !is_reassured;
            let changes = if lowers { becomes < now } else { becomes > now };
            let is_more = |best: &Change<Level>| {
                if lowers {
                    becomes < best.becomes
                } else {
                    becomes > best.becomes
                }
            };
            if changes && best.as_ref().is_none_or(is_more) {
                *best = Some(Change {
                    question: index,
                    answer,
                    becomes,
                });
            }
        }
    }
    opens.or(rests).or(doubts)
}

/// The answer, to a question that has no sure one, that would put another condition first, by the
/// widest margin over the one that is first now. None where no single answer could, or none is first.
pub fn of_first(knowledge: &Knowledge, answers: &Answers) -> Option<Change<CauseIx>> {
    let findings = Findings::new(knowledge, answers);
    let mut odds = Vec::new();
    let mut first: Option<(CauseIx, Millibans)> = None;
    for (index, cause) in knowledge.indexed_causes() {
        let score = (cause.layer == Layer::Condition)
            .then(|| weigh(cause, &findings))
            .flatten();
        if let Some(score) = &score
            && score.odds >= knowledge.bands.possible
            && first.is_none_or(|(_, best)| score.odds > best)
        {
            first = Some((index, score.odds));
        }
        odds.push(score.map(|score| score.odds));
    }
    let (first, _) = first?;
    let mut best: Option<(Change<CauseIx>, Millibans)> = None;
    for (index, question) in knowledge.indexed_questions() {
        if !findings.open(index) {
            continue;
        }
        for answer in options(question.all_options()) {
            let mut answers = answers.clone();
            answers.set(index, answer);
            let changed = Findings::new(knowledge, &answers);
            let of = |cause: CauseIx| {
                let known = odds.get(usize::from(cause)).copied().flatten();
                let is_moved = knowledge.cause(cause).is_some_and(|cause| {
                    let findings = &cause.findings;
                    findings.iter().any(|finding| finding.question == index)
                });
                if is_moved && known.is_some() {
                    let score = knowledge.cause(cause).and_then(|c| weigh(c, &changed));
                    score.map(|score| score.odds)
                } else {
                    known
                }
            };
            let Some(now) = of(first) else { continue };
            for (cause, _) in knowledge.indexed_causes() {
                if let Some(odds) = of(cause)
                    && odds > now
                    && odds >= knowledge.bands.possible
                    && best.is_none_or(|(_, margin)| odds - now > margin)
                {
                    let change = Change {
                        question: index,
                        answer,
                        becomes: cause,
                    };
                    best = Some((change, odds - now));
                }
            }
        }
    }
    best.map(|(change, _)| change)
}

/// Dangerous causes that are not far from setting a higher level than the grounds do, and that at least
/// one answer speaks for clearly; the nearest first, at most so many.
///
/// Dangerous is what calls for being seen within days or sooner; not far is within `NEAR` of its
/// threshold; clearly is from the band of moderate reasons.
pub fn ruled_out(
    knowledge: &Knowledge,
    findings: &Findings,
    grounds: &[Ground],
    most: usize,
) -> Vec<CauseIx> {
    let level = safety::level(grounds);
    let mut near = Vec::new();
    for (index, cause) in knowledge.indexed_causes() {
        let Some(danger) = &cause.danger else {
            continue;
        };
        if danger.level >= Level::WithinDays
            && danger.level > level
            && let Some(odds) = worst_odds(knowledge, cause, findings)
            && danger.from - odds <= NEAR
            && is_clear(knowledge, cause, findings)
        {
            near.push((index, danger.from - odds));
        }
    }
    insertion_sort(&mut near, |a, b| a.1 <= b.1);
    near.truncate(most);
    near.into_iter().map(|(index, _)| index).collect()
}

/// Odds of a fifth of the threshold: what is farther from it would worry rather than tell.
const NEAR: Millibans = 700;

fn is_clear(knowledge: &Knowledge, cause: &Cause, findings: &Findings) -> bool {
    let reasons = weigh(cause, findings).map(|score| score.reasons);
    let mut reasons = reasons.iter().flatten();
    reasons.any(|reason| reason.weight >= knowledge.bands.moderate)
}

/// The single answers of a mask, in order.
fn options(all: Mask) -> impl Iterator<Item = Mask> {
    (0..31)
        .map(|bit| 1 << bit)
        .filter(move |bit| all & bit != 0)
}
