//! Advice that could harm is not given: not where a rule forbids it, nor while it might once every
//! answer were there; and never where the guide says that it must not be.

use std::collections::BTreeSet;

use checker_engine::answers::Findings;
use checker_engine::knowledge::{Expr, Level, QuestionIx, TreatmentIx};
use checker_engine::{Answers, Knowledge, UNSURE, assess, expr};

use super::Prover;
use super::answers::{Set, Told};
use super::counterexample::{fewest, list};
use super::never::PlacedNever;
use super::reachable::{find_offered, offered_with};
use super::search::Found;
use super::situation::{Situation, depends};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::knowledge::levels;

/// Complains of every treatment that could be offered where it must not be.
pub(super) fn check(prover: &mut Prover) {
    let places = prover.places;
    for placed in places.flags {
        if placed.flag.level == Level::SelfCare {
            let message = format!(
                "the red flag `{}` leaves the reader to look after it alone",
                placed.flag.id
            );
            prover.out.push(
                Diagnostic::at(code::HARMFUL, placed.when.clone(), message)
                    .label("this sets only self-care")
                    .help("give it a higher level, or make it a finding of a cause"),
            );
        }
    }
    for (index, placed) in (0..).zip(places.treatments) {
        let id = &placed.treatment.id;
        match &placed.forbid {
            Some((rule, place)) => {
                let rule = &rule.expr;
                let claim = Claim {
                    treatment: index,
                    never: Never::MightHold(rule),
                    place,
                    message: format!(
                        "`{id}` could be offered though an answer that forbids it is missing"
                    ),
                    label: "this does not ask for every answer that decides it",
                    related: None,
                    help: "test here, too, what decides whether the question of the missing answer applies",
                };
                claim.check(prover);
            }
            None if placed.treatment.activity => {
                let message = format!("nothing forbids `{id}`, which could harm");
                prover.out.push(
                    Diagnostic::at(code::HARMFUL, placed.header.clone(), message)
                        .label("this has `activity` or `harmful`, and no `forbid`")
                        .help("add `forbid`: a rule for whom it could harm"),
                );
            }
            None => {}
        }
    }
    for never in places.nevers {
        for treatment in &never.treatments {
            check_never(prover, never, *treatment);
        }
    }
}

fn check_never(prover: &mut Prover, never: &PlacedNever, treatment: TreatmentIx) {
    let placed = &prover.places.treatments[usize::from(treatment)];
    let id = &placed.treatment.id;
    let (place, label) = match &placed.forbid {
        Some((_, place)) => (place, "this does not cover it"),
        None => (&placed.header, "this has no `forbid`"),
    };
    let mut claim = Claim {
        treatment,
        never: Never::From(Level::SelfCare),
        place,
        message: String::new(),
        label,
        related: None,
        help: "forbid it there, or do not say that it is never offered",
    };
    if let Some((rule, where_said)) = &never.when {
        claim.never = Never::MightHold(&rule.expr);
        claim.message = format!("`{id}` could be offered where it must not be");
        claim.related = Some((where_said, &never.because));
        claim.check(prover);
    }
    if let Some((level, where_said)) = &never.level {
        claim.never = Never::From(*level);
        claim.message = format!("`{id}` could be offered at {} or above", levels::id(*level));
        claim.related = Some((where_said, &never.because));
        claim.check(prover);
    }
}

/// That a treatment is not offered.
struct Claim<'a> {
    treatment: TreatmentIx,
    never: Never<'a>,
    place: &'a Span,
    message: String,
    label: &'static str,
    related: Option<(&'a Span, &'a str)>,
    help: &'static str,
}

/// Where it is not.
#[derive(Clone, Copy)]
enum Never<'a> {
    /// Where a rule holds, or would if what is missing or unsure were answered in some way.
    MightHold(&'a Expr),
    /// At this level and above.
    From(Level),
}

impl Claim<'_> {
    fn check(&self, prover: &mut Prover) {
        let knowledge = prover.knowledge;
        let bad = match self.never {
            Never::MightHold(rule) => {
                let in_time = in_time(prover, &depends(knowledge, expr::questions(rule)));
                in_time.rule(rule, &mut prover.circuit)
            }
            Never::From(level) => prover.levels.at_least(level),
        };
        let found = find_offered(prover, self.treatment, &[bad], |now, later| {
            self.shows(knowledge, now, &completed(knowledge, now, later))
        });
        let complaint = match found {
            Found::None => return,
            Found::Answers(now, later) => {
                let later = completed(knowledge, &now, &later);
                self.refuted(knowledge, now, later)
            }
            Found::GivenUp => {
                prover.undecided(self.place.clone(), &format!("whether {}", self.message))
            }
        };
        prover.out.push(complaint);
    }

    /// Whether the engine itself offers it with the answers now, while the later ones, which only add
    /// to them, show that it must not.
    fn shows(&self, knowledge: &Knowledge, now: &Answers, later: &Answers) -> bool {
        let adds = |(question, now): (QuestionIx, u32)| {
            now == 0 || now & UNSURE != 0 || later.get(question) == now
        };
        (0..).zip(now.iter()).all(adds)
            && offered_with(knowledge, now).contains(&self.treatment)
            && match self.never {
                Never::MightHold(rule) => rule.holds(Findings::new(knowledge, later).answers()),
                Never::From(level) => assess(knowledge, now).level >= level,
            }
    }

    fn refuted(&self, knowledge: &Knowledge, now: Answers, later: Answers) -> Diagnostic {
        let later = fewest(later, |later| self.shows(knowledge, &now, later));
        let now = fewest(now, |now| self.shows(knowledge, now, &later));
        let later = fewest(later, |later| self.shows(knowledge, &now, later));
        let mut diagnostic =
            Diagnostic::at(code::HARMFUL, self.place.clone(), self.message.clone())
                .label(self.label)
                .note(list("it is offered with", knowledge, &now))
                .help(self.help);
        let mut more = Answers::none(knowledge.questions.len());
        for (question, answer) in (0..).zip(later.iter()) {
            if answer != now.get(question) {
                more.set(question, answer);
            }
        }
        if matches!(self.never, Never::MightHold(_)) && more.iter().any(|answer| answer != 0) {
            diagnostic = diagnostic.note(list(
                "and must not be once these are answered",
                knowledge,
                &more,
            ));
        }
        if let Some((place, because)) = self.related {
            diagnostic = diagnostic.related(place.clone(), because);
        }
        diagnostic
    }
}

/// What might be once the questions that something depends on are answered, those that are answered
/// surely as they are.
fn in_time(prover: &mut Prover, on: &BTreeSet<QuestionIx>) -> Situation {
    let mut told = prover.told.clone();
    for question in on {
        let now = &mut told[usize::from(*question)];
        let later = Told::open(prover.bits, Set::InTime, *question, &mut prover.circuit);
        let known = now.known(&mut prover.circuit);
        for (now, later) in now.options.iter_mut().zip(later.options) {
            *now = prover.circuit.choice(known, *now, later);
        }
        now.unsure = prover.circuit.both(!known, later.unsure);
    }
    Situation::new(prover.knowledge, &told, &mut prover.circuit)
}

/// The same of answers: those now that are sure, and the later ones in place of the others.
fn completed(knowledge: &Knowledge, now: &Answers, later: &Answers) -> Answers {
    let mut all = now.clone();
    for (question, _) in knowledge.indexed_questions() {
        if now.get(question) & !UNSURE == 0 {
            all.set(question, later.get(question));
        }
    }
    all
}
