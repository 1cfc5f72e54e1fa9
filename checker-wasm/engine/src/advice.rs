//! What may be advised, and what is held back.
//!
//! A treatment is *considered* when a cause shown to the reader names it, or its own `offer` holds.
//! It is then in exactly one of three places: offered, named for discussion, or withheld. Withheld
//! wins: advice that could harm is given only where every answer that would forbid it is there and
//! is clear.

use alloc::vec::Vec;

use crate::answers::Findings;
use crate::assess::shown;
use crate::expr;
use crate::knowledge::{Expr, Knowledge, Level, QuestionIx, Treatment, TreatmentIx};

#[cfg(test)]
mod tests;

/// The treatments considered, each in one place, each place in the order of the knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// Advised, by stage: as many lists as [`Knowledge::stages`].
    pub offered: Vec<Vec<TreatmentIx>>,
    /// Only named as something to talk over with a professional.
    pub discuss: Vec<TreatmentIx>,
    /// Not advised now, with why.
    pub withheld: Vec<Withheld>,
}

/// Advice that is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The treatment.
    pub treatment: TreatmentIx,
    /// Why.
    pub why: Why,
}

/// Why advice is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is too urgent for it: the level allows no advice, or none to go on with the activity.
    Level,
    /// These answers speak against it.
    Forbidden(Vec<QuestionIx>),
    /// These questions would have to be answered first; none of the answers given is against it.
    Unknown(Vec<QuestionIx>),
}

/// Sorts the treatments that the causes shown, or the treatments' own rules, bring up.
pub fn advise(
    knowledge: &Knowledge,
    findings: &Findings,
    level: Level,
    named: &[TreatmentIx],
) -> Advice {
    let mut advice = Advice::default();
    for _ in &knowledge.stages {
        advice.offered.push(Vec::new());
    }
    for (index, treatment) in (0..).zip(&knowledge.treatments) {
        let offers_itself = |rule: &Expr| rule.holds(findings.answers());
        if !named.contains(&index) && !treatment.offer.as_ref().is_some_and(offers_itself) {
            continue;
        }
        if let Some(why) = withhold(treatment, findings, level) {
            advice.withheld.push(Withheld {
                treatment: index,
                why,
            });
        } else if treatment.discuss {
            advice.discuss.push(index);
        } else if let Some(stage) = advice.offered.get_mut(usize::from(treatment.stage)) {
            stage.push(index);
        }
    }
    advice
}

impl Advice {
    /// Whether a treatment is advised, at any stage.
    pub fn offers(&self, treatment: TreatmentIx) -> bool {
        self.offered.iter().any(|stage| stage.contains(&treatment))
    }
}

fn withhold(treatment: &Treatment, findings: &Findings, level: Level) -> Option<Why> {
    let shown = shown(level);
    if !shown.advice || (treatment.activity && !shown.activity) {
        return Some(Why::Level);
    }
    let forbid = treatment.forbid.as_ref()?;
    if forbid.holds(findings.answers()) {
        return Some(Why::Forbidden(forbid.grounds(findings.answers())));
    }
    let mut unknown = Vec::new();
    for question in expr::questions(forbid) {
        if findings.open(question) {
            unknown.push(question);
        }
    }
    (!unknown.is_empty()).then_some(Why::Unknown(unknown))
}
