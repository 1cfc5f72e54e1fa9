//! Every rule can hold, so can every part of an `or`, and every red flag can set the level.

use checker_engine::Answers;
use checker_engine::answers::Findings;
use checker_engine::knowledge::{Expr, Flag, Level};
use checker_engine::safety::{self, What};

use super::Prover;
use super::circuit::{ALWAYS, Fact, NEVER};
use super::search::Found;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::knowledge::levels;
use crate::knowledge::rule::{Rule, Test};

/// Complains of every rule, and every part of an `or`, that holds for no answers.
pub(super) fn check(prover: &mut Prover) {
    let places = prover.places;
    for (index, question) in (0..).zip(&places.questions.list) {
        if let Some(rule) = &question.applies {
            let place = prover.question_place(index);
            let says = format!("the question `{}` is never asked", question.id);
            check_whole(prover, rule, &place, says);
        }
    }
    for id in places.rules.ids() {
        if let (Some(rule), Some(place)) = (places.rules.get(id), places.rules.place(id)) {
            let says = format!("the rule `{id}` never holds");
            check_rule(prover, rule, place, says);
        }
    }
    for placed in places.flags {
        let says = format!("the red flag `{}` can never apply", placed.flag.id);
        check_rule(prover, &placed.rule, &placed.when, says);
    }
    for placed in places.causes {
        if let (Some(rule), Some(place)) = (&placed.cause.applies, &placed.applies) {
            let says = format!("the cause `{}` is never considered", placed.cause.id);
            check_whole(prover, rule, place, says);
        }
    }
    for placed in places.treatments {
        let id = &placed.treatment.id;
        if let (Some(rule), Some(place)) = (&placed.treatment.offer, &placed.offer) {
            let says = format!("`{id}` is never offered by this rule");
            check_whole(prover, rule, place, says);
        }
        if let Some((rule, place)) = &placed.forbid {
            check_rule(
                prover,
                rule,
                place,
                format!("`{id}` is never forbidden by this rule"),
            );
        }
    }
    for placed in places.nevers {
        if let Some((rule, place)) = &placed.when {
            check_rule(prover, rule, place, String::from("this is never so"));
        }
    }
}

/// Complains of a rule that holds for no answers, else of its parts.
fn check_rule(prover: &mut Prover, rule: &Rule, place: &Span, says: String) {
    if check_whole(prover, &rule.expr, place, says) {
        let mut parts = Parts {
            prover,
            tests: &rule.tests,
            next: 0,
        };
        parts.go_through(&rule.expr, Some(ALWAYS));
    }
}

/// Whether a rule holds for some answers, which it has to.
fn check_whole(prover: &mut Prover, rule: &Expr, place: &Span, says: String) -> bool {
    let knowledge = prover.knowledge;
    let holds = prover.now.rule(rule, &mut prover.circuit);
    match prover.find_such(&[holds], |answers| {
        rule.holds(Findings::new(knowledge, answers).answers())
    }) {
        Found::Answers(..) => true,
        Found::None => {
            let complaint = Diagnostic::at(code::UNREACHABLE, place.clone(), says);
            prover
                .out
                .push(complaint.label("no answers make this hold"));
            false
        }
        Found::GivenUp => {
            let complaint = prover.undecided(place.clone(), "whether this can hold");
            prover.out.push(complaint);
            false
        }
    }
}

/// Goes through the parts of a rule beside its tests, which stand in the same order.
struct Parts<'c, 'a, 'r> {
    prover: &'c mut Prover<'a>,
    tests: &'r [Test],
    next: usize,
}

impl Parts<'_, '_, '_> {
    /// `beside` is what else has to hold where this part makes the whole rule hold; none in what is
    /// negated.
    fn go_through(&mut self, rule: &Expr, beside: Option<Fact>) {
        match rule {
            Expr::Is(..) => self.next += 1,
            Expr::Not(rule) => self.go_through(rule, None),
            Expr::All(rules) => {
                let holds: Vec<Fact> = rules.iter().map(|rule| self.holds(rule)).collect();
                for (index, rule) in rules.iter().enumerate() {
                    let others = holds
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != index);
                    let others: Vec<Fact> = others.map(|(_, fact)| *fact).collect();
                    let beside = beside
                        .map(|beside| self.prover.circuit.all(others.into_iter().chain([beside])));
                    self.go_through(rule, beside);
                }
            }
            Expr::Any(rules) | Expr::AtLeast(_, rules) => {
                for rule in rules {
                    let from = self.next;
                    let before = self.prover.out.len();
                    self.go_through(rule, beside);
                    if self.prover.out.len() == before {
                        self.check_part(rule, from, beside);
                    }
                }
            }
        }
    }

    fn holds(&mut self, rule: &Expr) -> Fact {
        self.prover.now.rule(rule, &mut self.prover.circuit)
    }

    /// Complains of a part of an `or` that never makes the rule hold.
    fn check_part(&mut self, rule: &Expr, from: usize, beside: Option<Fact>) {
        let written = &self.tests[from..self.next];
        let (Some(first), Some(last)) = (written.first(), written.last()) else {
            return;
        };
        let is_of_a_name = |test: &Test| first.span.range == test.span.range;
        let named = self.tests.iter().filter(|test| is_of_a_name(test)).count();
        // A part of a rule with a name is judged where that rule stands.
        if named > written.len() {
            return;
        }
        let span = Span {
            file: first.span.file.clone(),
            range: first.span.range.start..last.span.range.end.max(first.span.range.end),
        };
        let part = self.holds(rule);
        match self.prover.find(&[part, beside.unwrap_or(ALWAYS)]) {
            Found::Answers(..) => {}
            Found::None => self.prover.out.push(
                Diagnostic::at(
                    code::UNREACHABLE,
                    span,
                    "a part of this rule can never hold",
                )
                .label("no answers make this hold, with what has to hold beside it"),
            ),
            Found::GivenUp => {
                let complaint = self.prover.undecided(span, "whether this part can hold");
                self.prover.out.push(complaint);
            }
        }
    }
}

/// Complains of every red flag that never sets the level, since something higher always does.
pub(super) fn check_shadowed(prover: &mut Prover) {
    let knowledge = prover.knowledge;
    for (index, flag) in knowledge.flags.iter().enumerate() {
        let there = prover
            .grounds
            .iter()
            .find(|(ground, _)| ground.what == What::Flag(index));
        let there = there.map_or(NEVER, |(_, there)| *there);
        let sets = |answers: &Answers| level(prover.knowledge, answers) == flag.level;
        // Mostly, the fewest answers that make it hold set no other level.
        if let Found::Answers(answers, _) = prover.find(&[there])
            && sets(&answers)
        {
            continue;
        }
        let above = Level::ALL.get(flag.level as usize + 1);
        let above = above.map_or(NEVER, |above| prover.levels.at_least(*above));
        match prover.find_such(&[there, !above], sets) {
            Found::Answers(..) => {}
            Found::None => {
                let complaint = shadowed(prover, index, flag);
                prover.out.push(complaint);
            }
            Found::GivenUp => {
                let place = prover.places.flags[index].when.clone();
                let claim = format!("whether `{}` ever sets the level", flag.id);
                let complaint = prover.undecided(place, &claim);
                prover.out.push(complaint);
            }
        }
    }
}

fn level(knowledge: &checker_engine::Knowledge, answers: &Answers) -> Level {
    safety::level(&safety::grounds(
        knowledge,
        &Findings::new(knowledge, answers),
    ))
}

fn shadowed(prover: &mut Prover, index: usize, flag: &Flag) -> Diagnostic {
    let placed = &prover.places.flags[index];
    let message = format!("the red flag `{}` never sets the level", flag.id);
    let complaint = Diagnostic::at(code::SHADOWED, placed.when.clone(), message)
        .label(format!(
            "whenever this holds, the level is above {}",
            levels::id(flag.level)
        ))
        .help("leave it out, or give it a higher level, or let the other hold for less");
    let there = prover.now.rule(&flag.when, &mut prover.circuit);
    for (ground, other) in prover.grounds.clone() {
        if ground.level > flag.level
            && let What::Flag(by) = ground.what
            && prover.find(&[there, !other]) == Found::None
        {
            let place = prover.places.flags[by].when.clone();
            return complaint.related(
                place,
                format!("this holds then, and sets {}", levels::id(ground.level)),
            );
        }
    }
    complaint
}
