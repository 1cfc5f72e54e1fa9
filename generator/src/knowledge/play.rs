//! Scenarios played against the reasoning: what does not come out as expected is a diagnostic.

use checker_engine::assess::Ranked;
use checker_engine::knowledge::{CauseIx, Knowledge, TreatmentIx};
use checker_engine::safety::{Ground, What};
use checker_engine::{Assessment, assess};
use serde_spanned::Spanned;

use super::levels;
use super::scenarios::Scenario;
use crate::diagnostic::{Diagnostic, code};
use crate::toml_source::span_of;

/// Plays a scenario, and complains of every expectation that is missed.
pub(super) fn play(scenario: &Scenario, knowledge: &Knowledge, out: &mut Vec<Diagnostic>) {
    let result = assess(knowledge, &scenario.answers);
    let mut stage = Stage { scenario, out };
    let (level, written) = &scenario.level;
    if result.level != *level {
        let message = format!(
            "the level is `{}`, not `{written}`",
            levels::id(result.level)
        );
        stage.miss(written, &message, reasons(&result.grounds, knowledge));
    }
    let cause = |ix: CauseIx| knowledge.causes[usize::from(ix)].id.as_str();
    let causes = |list: &[Ranked]| {
        list.iter()
            .map(|ranked| cause(ranked.cause))
            .collect::<Vec<_>>()
    };
    let listed = [causes(&result.conditions), causes(&result.contributors)].concat();
    stage.expect(&scenario.listed, &listed, "on the short list");
    stage.expect(
        &scenario.often_blamed,
        &causes(&result.often_blamed),
        "among the often blamed",
    );

    let treatment = |ix: TreatmentIx| knowledge.treatments[usize::from(ix)].id.as_str();
    let offered: Vec<&str> = offered(&result).map(treatment).collect();
    stage.expect(&scenario.treatments, &offered, "offered");
    let withheld = result
        .advice
        .withheld
        .iter()
        .map(|withheld| treatment(withheld.treatment));
    stage.expect(
        &scenario.withheld,
        &withheld.collect::<Vec<_>>(),
        "withheld",
    );
}

/// Advised, or named as something to talk over.
fn offered(result: &Assessment) -> impl Iterator<Item = TreatmentIx> {
    let advised = result.advice.offered.iter().flatten();
    advised.chain(&result.advice.discuss).copied()
}

/// What set the level, for a message.
fn reasons(grounds: &[Ground], knowledge: &Knowledge) -> String {
    let top = grounds.first().map(|ground| ground.level);
    let set: Vec<String> = grounds
        .iter()
        .filter(|ground| Some(ground.level) == top)
        .map(|ground| match ground.what {
            What::Flag(index) => format!("the red flag `{}`", knowledge.flags[index].id),
            What::Danger(index) => {
                format!("the odds of `{}`", knowledge.causes[usize::from(index)].id)
            }
            What::Unsure(index) => {
                format!(
                    "not being sure about `{}`",
                    knowledge.questions[usize::from(index)].id
                )
            }
        })
        .collect();
    match set.as_slice() {
        [] => String::from("nothing raises the level"),
        set => format!("set by {}", set.join(" and ")),
    }
}

struct Stage<'a> {
    scenario: &'a Scenario,
    out: &'a mut Vec<Diagnostic>,
}

impl Stage<'_> {
    fn expect(&mut self, expected: &[Spanned<String>], found: &[&str], place: &str) {
        for id in expected {
            if !found.contains(&id.get_ref().as_str()) {
                self.miss(id, &format!("`{id}` is not {place}"), there(found));
            }
        }
    }

    fn miss(&mut self, expected: &Spanned<String>, message: &str, instead: String) {
        let span = span_of(&self.scenario.file, expected);
        let title = &self.scenario.title;
        self.out.push(
            Diagnostic::at(
                code::SCENARIO_FAILED,
                span,
                format!("{message}, in \"{title}\""),
            )
            .label(instead),
        );
    }
}

/// What is there instead, for a message.
fn there(found: &[&str]) -> String {
    match found {
        [] => String::from("nothing is"),
        found => format!("there: {}", found.join(", ")),
    }
}
