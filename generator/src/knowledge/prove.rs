//! What is proved of a knowledge over all answers that there can be; see [`PROPERTIES`].
//!
//! Each property is a claim that certain facts hold for no answers, or for some. The engine's
//! conclusions are written down as functions of the answers ([`situation`], [`odds`]), and a solver
//! looks for answers ([`search`]): it finds some, or shows that there are none, or is given up after a
//! fixed number of dead ends, which is an error too. Whatever it finds is put to the engine itself
//! before it is believed; that it finds nothing is right as far as the functions say what the engine
//! does, which a test holds them to.
//!
//! Answers are those of [`checker_engine::Answers`]: none, "not sure", one option or, where a question
//! takes several, any set of them. Numbers are in bands, so there are finitely many.

use checker_engine::knowledge::QuestionIx;
use checker_engine::safety::Ground;
use checker_engine::{Answers, Knowledge};

use self::answers::{Bits, Told, open_answers};
use self::circuit::{Circuit, Fact};
use self::never::PlacedNever;
use self::search::{Found, Search};
use self::situation::{Levels, Situation, possible_grounds};
use super::causes::PlacedCause;
use super::names::Names;
use super::questions::Questions;
use super::reasoning::Reasoning;
use super::red_flags::PlacedFlag;
use super::rule::Rule;
use super::treatments::PlacedTreatment;
use crate::diagnostic::{Diagnostic, Span, code};

mod answers;
mod circuit;
mod counterexample;
mod harm;
mod length;
mod monotone;
pub(super) mod never;
mod odds;
mod reachable;
mod rules;
mod search;
mod situation;
#[cfg(test)]
mod tests;

/// What holds of every knowledge that compiles, whatever a reader answers.
pub const PROPERTIES: [&str; 9] = [
    "every cause can be listed, or set its level",
    "every level can be the result",
    "every treatment is offered for some answers",
    "every question can change the result",
    "every rule, and every part of it, can hold, and every red flag can set the level",
    "every way through the questions ends, within the steps that the guide names",
    "one more alarming answer never lowers the level",
    "nor does \"not sure\", or no answer, in place of the reassuring one",
    "advice is never given where a rule forbids it, or would once every answer were there",
];

/// After so many dead ends a search is given up. The hardest of a guide with sixty questions takes a
/// few hundred.
pub(super) const EFFORT: u64 = 10_000;

/// What was proved, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// How many searches for answers it took.
    pub searches: usize,
    /// How many steps a reader is asked at most, whatever the answers.
    pub steps: usize,
}

/// Where everything in a knowledge stands.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) questions: &'a Questions,
    pub(super) reasoning: &'a Reasoning,
    pub(super) rules: &'a Names<Rule>,
    pub(super) flags: &'a [PlacedFlag],
    pub(super) causes: &'a [PlacedCause],
    pub(super) treatments: &'a [PlacedTreatment],
    pub(super) nevers: &'a [PlacedNever],
}

/// Tries to prove every property of a knowledge that is valid, and complains of each that does not
/// hold with the fewest answers that show it, and of each that stays undecided after `effort`.
pub(super) fn prove(
    knowledge: &Knowledge,
    places: Places,
    effort: u64,
    out: &mut Vec<Diagnostic>,
) -> Proof {
    let bits = Bits::new(knowledge);
    let mut prover = Prover::new(knowledge, places, &bits, effort);
    rules::check(&mut prover);
    // What follows from a rule that cannot hold is not told beside it.
    if prover.out.is_empty() {
        reachable::check(&mut prover);
        rules::check_shadowed(&mut prover);
        monotone::check(&mut prover);
        harm::check(&mut prover);
    }
    let steps = length::check(&mut prover);
    out.append(&mut prover.out);
    Proof {
        searches: prover.searches,
        steps,
    }
}

/// A knowledge with what follows from any answers to it.
struct Prover<'a> {
    knowledge: &'a Knowledge,
    places: Places<'a>,
    bits: &'a Bits,
    circuit: Circuit,
    /// Any answers.
    told: Vec<Told>,
    /// What counts of them.
    now: Situation,
    /// Everything that can set a level, with whether it is there.
    grounds: Vec<(Ground, Fact)>,
    levels: Levels,
    /// Whether each cause is at least possible.
    possible: Vec<Fact>,
    effort: u64,
    searches: usize,
    out: Vec<Diagnostic>,
}

impl<'a> Prover<'a> {
    fn new(knowledge: &'a Knowledge, places: Places<'a>, bits: &'a Bits, effort: u64) -> Self {
        let mut circuit = Circuit::new();
        let told = open_answers(knowledge, bits, &mut circuit);
        let now = Situation::new(knowledge, &told, &mut circuit);
        let grounds: Vec<(Ground, Fact)> = possible_grounds(knowledge)
            .into_iter()
            .map(|ground| (ground, now.ground(knowledge, ground.what, &mut circuit)))
            .collect();
        let set = grounds.iter().map(|(ground, there)| (ground.level, *there));
        let levels = Levels::new(set, &mut circuit);
        let causes = knowledge.causes.iter();
        let possible = causes
            .map(|cause| now.is_possible(knowledge, cause, &mut circuit))
            .collect();
        Self {
            knowledge,
            places,
            bits,
            circuit,
            told,
            now,
            grounds,
            levels,
            possible,
            effort,
            searches: 0,
            out: Vec::new(),
        }
    }

    /// Looks for answers that make all of these hold.
    fn find(&mut self, facts: &[Fact]) -> Found {
        self.searches += 1;
        Search::new(self.bits, self.effort).find(&self.circuit, facts)
    }

    /// Looks for answers that make all of these hold and that the engine, too, finds to be such.
    fn find_such(&mut self, facts: &[Fact], is_such: impl Fn(&Answers) -> bool) -> Found {
        match self.find(facts) {
            Found::Answers(now, _) if !is_such(&now) => Found::GivenUp,
            found => found,
        }
    }

    fn question_place(&self, index: QuestionIx) -> Span {
        let place = self.places.questions.place(index);
        place.cloned().unwrap_or_else(|| Span {
            file: self.places.questions.file.clone(),
            range: 0..0,
        })
    }

    /// The complaint that the search for answers that would decide a claim was given up.
    fn undecided(&self, place: Span, claim: &str) -> Diagnostic {
        Diagnostic::at(code::UNDECIDED, place, format!("could not find out {claim}"))
            .label(format!("given up after {} dead ends", self.effort))
            .help("make it simpler: fewer questions in the rule, or fewer findings, or fewer different weights")
    }
}
