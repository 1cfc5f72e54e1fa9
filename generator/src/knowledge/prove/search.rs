//! Answers that make facts hold, found, or shown not to be there, by a solver.

use std::cell::Cell;
use std::collections::HashMap;

use batsat::{Callbacks, ClauseKind, Lit, Solver, SolverInterface, Var, lbool};
use checker_engine::Answers;

use super::answers::{Bits, Exclusion, Set};
use super::circuit::{ALWAYS, Circuit, Fact, NEVER, Part};

/// What came of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// These answers do, first as they are now, then as they might be in time.
    Answers(Answers, Answers),
    /// No answers do.
    None,
    /// The search was given up.
    GivenUp,
}

/// A search that goes on from what it has learnt so far.
pub(super) struct Search<'a> {
    bits: &'a Bits,
    solver: Solver<Effort>,
    /// Looked up and never gone through, so that its order does not matter.
    vars: HashMap<usize, Var>,
}

impl<'a> Search<'a> {
    /// A search that is given up after so many dead ends.
    pub(super) fn new(bits: &'a Bits, most: u64) -> Self {
        let effort = Effort {
            spent: Cell::new(0),
            most,
        };
        Self {
            bits,
            solver: Solver::new(batsat::SolverOpts::default(), effort),
            vars: HashMap::new(),
        }
    }

    /// Looks for answers that make all of these hold.
    pub(super) fn find(&mut self, circuit: &Circuit, facts: &[Fact]) -> Found {
        if facts.contains(&NEVER) {
            return Found::None;
        }
        let wanted: Vec<Lit> = facts
            .iter()
            .filter(|fact| **fact != ALWAYS)
            .map(|fact| self.literal(circuit, *fact))
            .collect();
        self.solver.cb_mut().spent.set(0);
        let outcome = self.solver.solve_limited(&wanted);
        if outcome == lbool::TRUE {
            Found::Answers(
                self.answers(circuit, Set::Now),
                self.answers(circuit, Set::InTime),
            )
        } else if outcome == lbool::FALSE {
            Found::None
        } else {
            Found::GivenUp
        }
    }

    /// The answers found; what bears on nothing has none.
    fn answers(&self, circuit: &Circuit, set: Set) -> Answers {
        self.bits.answers(set, |bit| {
            circuit
                .find_bit(bit)
                .and_then(|fact| self.vars.get(&fact.part()))
                .is_some_and(|var| self.solver.value_var(*var) == lbool::TRUE)
        })
    }

    /// Tells the solver what a fact is made of, once.
    fn literal(&mut self, circuit: &Circuit, fact: Fact) -> Lit {
        let var = match self.vars.get(&fact.part()) {
            Some(var) => *var,
            None => self.define(circuit, fact),
        };
        Lit::new(var, !fact.is_opposite())
    }

    fn define(&mut self, circuit: &Circuit, fact: Fact) -> Var {
        let part = circuit.made_of(fact);
        let var = self.solver.new_var_default();
        self.vars.insert(fact.part(), var);
        let this = Lit::new(var, true);
        match part {
            Part::Always => self.require(&[this]),
            Part::Bit(bit) => self.exclude_others(circuit, bit),
            Part::Both(a, b) => {
                let (a, b) = (self.literal(circuit, a), self.literal(circuit, b));
                self.require(&[!this, a]);
                self.require(&[!this, b]);
                self.require(&[this, !a, !b]);
            }
            Part::Choice(which, a, b) => {
                let which = self.literal(circuit, which);
                let (a, b) = (self.literal(circuit, a), self.literal(circuit, b));
                self.require(&[!this, !which, a]);
                self.require(&[!this, which, b]);
                self.require(&[this, !which, !a]);
                self.require(&[this, which, !b]);
                // These follow, and spare the solver a decision.
                self.require(&[!this, a, b]);
                self.require(&[this, !a, !b]);
            }
        }
        var
    }

    /// Two answers that cannot stand together do not.
    fn exclude_others(&mut self, circuit: &Circuit, bit: u32) {
        let (range, exclusion) = self.bits.of_question(bit);
        let last = range.end - 1;
        let mine = circuit
            .find_bit(bit)
            .and_then(|fact| self.vars.get(&fact.part()))
            .copied();
        for other in range.filter(|other| *other != bit) {
            if exclusion == Exclusion::LastFromOthers && other != last && bit != last {
                continue;
            }
            let other = circuit
                .find_bit(other)
                .and_then(|fact| self.vars.get(&fact.part()));
            if let (Some(mine), Some(other)) = (mine, other.copied()) {
                self.require(&[Lit::new(mine, false), Lit::new(other, false)]);
            }
        }
    }

    fn require(&mut self, clause: &[Lit]) {
        // Whether the clauses still agree shows itself in the next search.
        self.solver.add_clause_reuse(&mut clause.to_vec());
    }
}

/// Counts dead ends, so that whether a search is given up depends on nothing but the knowledge.
struct Effort {
    spent: Cell<u64>,
    most: u64,
}

impl Callbacks for Effort {
    fn on_new_clause(&mut self, _: &[Lit], kind: ClauseKind) {
        if kind == ClauseKind::Learnt {
            self.spent.set(self.spent.get() + 1);
        }
    }

    fn stop(&self) -> bool {
        self.spent.get() > self.most
    }
}
