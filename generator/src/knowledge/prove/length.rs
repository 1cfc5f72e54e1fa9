//! Every way through the questions ends, within so many steps.
//!
//! A step is asked once: it comes again only where one of its safety questions applies and has no
//! answer, and what makes a safety question apply is asked before it. So a way has no more steps than
//! can be asked in all, whatever their order.

use std::collections::BTreeSet;

use checker_engine::knowledge::QuestionIx;
use checker_engine::order::{Step, step_of};

use super::Prover;
use super::circuit::{ALWAYS, Fact};
use super::search::Found;
use super::situation::depends;
use crate::diagnostic::{Diagnostic, code};

/// The most steps that a way can have; complains where the guide says that there are fewer.
pub(super) fn check(prover: &mut Prover) -> usize {
    let knowledge = prover.knowledge;
    let steps = steps(prover);
    let facts: Vec<Fact> = steps.iter().map(|(_, asked)| *asked).collect();
    let mut most = steps.len();
    while most > 0 {
        let enough = prover.circuit.at_least(most, &facts);
        // What is given up may be: the bound stays on the safe side.
        if prover.find(&[enough]) != Found::None {
            break;
        }
        most -= 1;
    }
    if let Some((stated, place)) = &prover.places.reasoning.longest
        && most > *stated
    {
        let message = format!("some readers could be asked {most} steps");
        let mut complaint = Diagnostic::at(code::TOO_MANY, place.clone(), message)
            .label(format!("expected at most {stated}"))
            .help("ask less, put questions together, or let fewer apply at once");
        let enough = prover.circuit.at_least(most, &facts);
        if let Found::Answers(answers, _) = prover.find(&[enough]) {
            let asked = |answers: &checker_engine::Answers| {
                let findings = checker_engine::answers::Findings::new(knowledge, answers);
                checker_engine::order::steps(knowledge, &findings).len() >= most
            };
            if asked(&answers) {
                let answers = super::counterexample::fewest(answers, asked);
                complaint =
                    complaint.note(super::counterexample::list("as with", knowledge, &answers));
            }
        }
        prover.out.push(complaint);
    }
    most
}

/// Every step with whether it may be asked at some time.
fn steps(prover: &mut Prover) -> Vec<(Step, Fact)> {
    let knowledge = prover.knowledge;
    let mut steps: Vec<(Step, Fact)> = Vec::new();
    for (index, question) in knowledge.indexed_questions() {
        let step = step_of(knowledge, index);
        let on: BTreeSet<QuestionIx> = depends(knowledge, [index]);
        // Other questions have no fixed order: one may be asked before the answer by which it would
        // not have applied.
        let is_settled = question.safety
            || on
                .iter()
                .all(|on| *on == index || knowledge.questions[usize::from(*on)].safety);
        let asked = if is_settled {
            prover.now.applies(index)
        } else {
            ALWAYS
        };
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, known)) => *known = prover.circuit.either(*known, asked),
            None => steps.push((step, asked)),
        }
    }
    steps
}
