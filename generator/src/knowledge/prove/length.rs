//! Every way through the questions ends, within so many steps.
//!
//! A step is asked once: it comes again only where one of its safety questions applies and has no
//! answer, and what makes a safety question apply is asked before it. So a way has no more steps than
//! can be asked in all, whatever their order.

use std::collections::BTreeSet;

use checker_engine::knowledge::QuestionIx;
use checker_engine::order::{Step, step_of};

use super::Case;
use super::circuit::{ALWAYS, Fact};
use super::search::Found;
use super::situation::depends;
use crate::diagnostic::{Diagnostic, code};

/// The most steps that a way can have; complains where the guide says that there are fewer.
pub(super) fn check(case: &mut Case) -> usize {
    let knowledge = case.knowledge;
    let steps = steps(case);
    let facts: Vec<Fact> = steps.iter().map(|(_, asked)| *asked).collect();
    let mut most = steps.len();
    while most > 0 {
        let enough = case.circuit.at_least(most, &facts);
        // What is given up may be: the bound stays on the safe side.
        if case.find(&[enough]) != Found::None {
            break;
        }
        most -= 1;
    }
    if let Some((stated, place)) = &case.places.reasoning.longest
        && most > *stated
    {
        let message = format!("some readers could be asked {most} steps");
        let mut complaint = Diagnostic::at(code::TOO_MANY, place.clone(), message)
            .label(format!("expected at most {stated}"))
            .help("ask less, put questions together, or let fewer apply at once");
        let enough = case.circuit.at_least(most, &facts);
        if let Found::Answers(answers, _) = case.find(&[enough]) {
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
        case.out.push(complaint);
    }
    most
}

/// Every step with whether it may be asked at some time.
fn steps(case: &mut Case) -> Vec<(Step, Fact)> {
    let knowledge = case.knowledge;
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
            case.now.applies(index)
        } else {
            ALWAYS
        };
        match steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, known)) => *known = case.circuit.either(*known, asked),
            None => steps.push((step, asked)),
        }
    }
    steps
}
