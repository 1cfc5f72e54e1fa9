//! Every rule can hold, so can every part of an `or`, and every red flag can set the level.

use checker_engine::Answers;
use checker_engine::answers::Findings;
use checker_engine::knowledge::{Expr, Flag, Level};
use checker_engine::safety::{self, What};

use super::Case;
use super::circuit::{ALWAYS, Fact, NEVER};
use super::search::Found;
use crate::diagnostic::{Diagnostic, Span, code};
use crate::knowledge::levels;
use crate::knowledge::rule::{Rule, Test};

/// Complains of every rule, and every part of an `or`, that holds for no answers.
pub(super) fn check(case: &mut Case) {
    let places = case.places;
    for (index, question) in (0..).zip(&places.questions.list) {
        if let Some(rule) = &question.applies {
            let place = case.question_place(index);
            let says = format!("the question `{}` is never asked", question.id);
            check_whole(case, rule, &place, says);
        }
    }
    for id in places.rules.ids() {
        if let (Some(rule), Some(place)) = (places.rules.get(id), places.rules.place(id)) {
            let says = format!("the rule `{id}` never holds");
            check_rule(case, rule, place, says);
        }
    }
    for placed in places.flags {
        let says = format!("the red flag `{}` can never apply", placed.flag.id);
        check_rule(case, &placed.rule, &placed.when, says);
    }
    for placed in places.causes {
        if let (Some(rule), Some(place)) = (&placed.cause.applies, &placed.applies) {
            let says = format!("the cause `{}` is never considered", placed.cause.id);
            check_whole(case, rule, place, says);
        }
    }
    for placed in places.treatments {
        let id = &placed.treatment.id;
        if let (Some(rule), Some(place)) = (&placed.treatment.offer, &placed.offer) {
            let says = format!("`{id}` is never offered by this rule");
            check_whole(case, rule, place, says);
        }
        if let Some((rule, place)) = &placed.forbid {
            check_rule(
                case,
                rule,
                place,
                format!("`{id}` is never forbidden by this rule"),
            );
        }
    }
    for placed in places.nevers {
        if let Some((rule, place)) = &placed.when {
            check_rule(case, rule, place, String::from("this is never so"));
        }
    }
}

/// Complains of a rule that holds for no answers, else of its parts.
fn check_rule(case: &mut Case, rule: &Rule, place: &Span, says: String) {
    if check_whole(case, &rule.expr, place, says) {
        let mut parts = Parts {
            case,
            tests: &rule.tests,
            next: 0,
        };
        parts.go_through(&rule.expr, Some(ALWAYS));
    }
}

/// Whether a rule holds for some answers, which it has to.
fn check_whole(case: &mut Case, rule: &Expr, place: &Span, says: String) -> bool {
    let knowledge = case.knowledge;
    let holds = case.now.rule(rule, &mut case.circuit);
    match case.find_such(&[holds], |answers| {
        rule.holds(Findings::new(knowledge, answers).answers())
    }) {
        Found::Answers(..) => true,
        Found::None => {
            let complaint = Diagnostic::at(code::UNREACHABLE, place.clone(), says);
            case.out.push(complaint.label("no answers make this hold"));
            false
        }
        Found::GivenUp => {
            let complaint = case.undecided(place.clone(), "whether this can hold");
            case.out.push(complaint);
            false
        }
    }
}

/// Goes through the parts of a rule beside its tests, which stand in the same order.
struct Parts<'c, 'a, 'r> {
    case: &'c mut Case<'a>,
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
                        .map(|beside| self.case.circuit.all(others.into_iter().chain([beside])));
                    self.go_through(rule, beside);
                }
            }
            Expr::Any(rules) | Expr::AtLeast(_, rules) => {
                for rule in rules {
                    let from = self.next;
                    let before = self.case.out.len();
                    self.go_through(rule, beside);
                    if self.case.out.len() == before {
                        self.check_part(rule, from, beside);
                    }
                }
            }
        }
    }

    fn holds(&mut self, rule: &Expr) -> Fact {
        self.case.now.rule(rule, &mut self.case.circuit)
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
        match self.case.find(&[part, beside.unwrap_or(ALWAYS)]) {
            Found::Answers(..) => {}
            Found::None => self.case.out.push(
                Diagnostic::at(
                    code::UNREACHABLE,
                    span,
                    "a part of this rule can never hold",
                )
                .label("no answers make this hold, with what has to hold beside it"),
            ),
            Found::GivenUp => {
                let complaint = self.case.undecided(span, "whether this part can hold");
                self.case.out.push(complaint);
            }
        }
    }
}

/// Complains of every red flag that never sets the level, since something higher always does.
pub(super) fn check_shadowed(case: &mut Case) {
    let knowledge = case.knowledge;
    for (index, flag) in knowledge.flags.iter().enumerate() {
        let there = case
            .grounds
            .iter()
            .find(|(ground, _)| ground.what == What::Flag(index));
        let there = there.map_or(NEVER, |(_, there)| *there);
        let sets = |answers: &Answers| level(case.knowledge, answers) == flag.level;
        // Mostly, the fewest answers that make it hold set no other level.
        if let Found::Answers(answers, _) = case.find(&[there])
            && sets(&answers)
        {
            continue;
        }
        let above = Level::ALL.get(flag.level as usize + 1);
        let above = above.map_or(NEVER, |above| case.levels.at_least(*above));
        match case.find_such(&[there, !above], sets) {
            Found::Answers(..) => {}
            Found::None => {
                let complaint = shadowed(case, index, flag);
                case.out.push(complaint);
            }
            Found::GivenUp => {
                let place = case.places.flags[index].when.clone();
                let claim = format!("whether `{}` ever sets the level", flag.id);
                let complaint = case.undecided(place, &claim);
                case.out.push(complaint);
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

fn shadowed(case: &mut Case, index: usize, flag: &Flag) -> Diagnostic {
    let placed = &case.places.flags[index];
    let message = format!("the red flag `{}` never sets the level", flag.id);
    let complaint = Diagnostic::at(code::SHADOWED, placed.when.clone(), message)
        .label(format!(
            "whenever this holds, the level is above {}",
            levels::id(flag.level)
        ))
        .help("leave it out, or give it a higher level, or let the other hold for less");
    let there = case.now.rule(&flag.when, &mut case.circuit);
    for (ground, other) in case.grounds.clone() {
        if ground.level > flag.level
            && let What::Flag(by) = ground.what
            && case.find(&[there, !other]) == Found::None
        {
            let place = case.places.flags[by].when.clone();
            return complaint.related(
                place,
                format!("this holds then, and sets {}", levels::id(ground.level)),
            );
        }
    }
    complaint
}
