//! All parts together: read, resolved, checked, and tried on the scenarios.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use checker_engine::{Knowledge, codec};
use serde::Serialize;

use super::causes::{Known, causes};
use super::diary::Diary;
use super::names::Names;
use super::play::play;
use super::programmes::{Programme, programmes};
use super::prove::never::nevers;
use super::prove::{EFFORT, Places, Proof, prove};
use super::questions::Questions;
use super::reasoning::Reasoning;
use super::red_flags::RedFlags;
use super::rule::{Rule, Scope};
use super::scenarios::Scenario;
use super::treatments::treatments;
use super::{Input, PageFacts};
use crate::diagnostic::{Diagnostic, Severity, SourceFile, code};
use crate::toml_source::span_of;

/// A project's checked knowledge.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What the reasoning works with.
    pub knowledge: Knowledge,
    /// The same as bytes for the browser.
    pub encoded: Vec<u8>,
    /// Ids of the sources that the red flags name.
    pub flag_sources: BTreeSet<String>,
    /// What red flags say that awaits review, in the order written.
    pub flags_awaiting_review: Vec<String>,
    /// Ids of the sources of each cause's findings, by the cause's id.
    pub cause_sources: BTreeMap<String, BTreeSet<String>>,
    /// Questions for whoever sees the reader.
    pub ask: Vec<String>,
    /// What is done and noted day by day; none where the guide has no diary.
    pub plans: Option<Plans>,
    /// What was proved of it.
    pub proof: Proof,
}

/// What is done and noted day by day.
#[derive(Clone, Debug, Serialize)]
pub struct Plans {
    /// Treatments that go on in stages.
    pub programmes: Vec<Programme>,
    /// What is noted, and when that says stop.
    pub diary: Diary,
}

/// Compiles all that a project knows, and tries it on its scenarios.
///
/// There is none where the project has no checker, and none where anything is wrong; the
/// diagnostics tell which.
pub fn compile(input: &Input) -> (Option<Compiled>, Vec<Diagnostic>) {
    compile_within(input, EFFORT)
}

/// The same, where each search for answers that would refute a property is given up after so many
/// dead ends.
pub fn compile_within(input: &Input, effort: u64) -> (Option<Compiled>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let parts = Parts::read(input, &mut out);
    let compiled = parts.and_then(|parts| parts.compile(input, effort, &mut out));
    let Some(compiled) = compiled.filter(|_| !any_error(&out)) else {
        return (None, out);
    };
    for file in &input.scenarios {
        if let Some(scenario) = Scenario::read(file, &compiled.knowledge, &mut out) {
            play(&scenario, &compiled.knowledge, &mut out);
        }
    }
    let sound = !any_error(&out);
    (sound.then_some(compiled), out)
}

fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The files, read.
struct Parts {
    questions: Questions,
    reasoning: Reasoning,
    red_flags: RedFlags,
    rules: Names<Rule>,
}

impl Parts {
    /// Reads the files; none when there is no checker or nothing can be checked without a file.
    fn read(input: &Input, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let (Some(questions), Some(reasoning)) = (&input.questions, &input.reasoning) else {
            complain_of_missing_files(input, out);
            return None;
        };
        let questions = Questions::read(questions, &input.words, out);
        let reasoning = Reasoning::read(reasoning, &input.contacts, out);
        let red_flags = match &input.red_flags {
            Some(file) => RedFlags::read(file, out),
            None => Some(RedFlags::default()),
        };
        let (mut questions, applies) = questions?;
        let red_flags = red_flags?;
        let rules = match &input.red_flags {
            Some(file) => red_flags.rules(file, &questions, out),
            None => Names::new("rule"),
        };
        questions.apply(&applies, &rules, out);
        Some(Self {
            questions,
            reasoning: reasoning?,
            red_flags,
            rules,
        })
    }

    fn compile(self, input: &Input, effort: u64, out: &mut Vec<Diagnostic>) -> Option<Compiled> {
        let scope = Scope {
            questions: &self.questions,
            rules: &self.rules,
        };
        let flags = match &input.red_flags {
            Some(file) => self.red_flags.flags(file, scope, input, out),
            None => Vec::new(),
        };
        let (treatments, treatment_names) = treatments(input, &self.reasoning, scope, out);
        let known = Known {
            input,
            reasoning: &self.reasoning,
            scope,
            treatments: &treatment_names,
        };
        let causes = causes(known, out);
        let nevers = match &input.red_flags {
            Some(file) => nevers(file, &self.red_flags.nevers, scope, &treatment_names, out),
            None => Vec::new(),
        };

        let plans = self.plans(input, out);

        let unreviewed = if input.reviewed {
            String::new()
        } else {
            self.reasoning.unreviewed.clone()
        };
        let knowledge = Knowledge {
            guide: self.reasoning.guide.clone(),
            levels: self.reasoning.levels.clone(),
            stages: self.reasoning.stages.clone(),
            evidence: self.reasoning.evidence.clone(),
            questions: self.questions.list.clone(),
            screens: self.questions.screens.clone(),
            flags: flags.iter().map(|placed| placed.flag.clone()).collect(),
            causes: causes.iter().map(|placed| placed.cause.clone()).collect(),
            treatments: treatments
                .iter()
                .map(|placed| placed.treatment.clone())
                .collect(),
            bands: self.reasoning.bands.clone(),
            asking: self.reasoning.asking.clone(),
            safety_net: self.reasoning.safety_net.clone(),
            unreviewed,
            words: input.words.clone(),
        };
        let encoded = match codec::encode(&knowledge) {
            Ok(encoded) => encoded,
            Err(_) if any_error(out) => return None,
            Err(invalid) => {
                let message = format!("the knowledge does not hold together: {invalid}");
                out.push(Diagnostic::new(code::INCOMPLETE, message));
                return None;
            }
        };
        // What follows from other mistakes is not told beside them.
        if any_error(out) {
            return None;
        }
        let places = Places {
            questions: &self.questions,
            reasoning: &self.reasoning,
            rules: &self.rules,
            flags: &flags,
            causes: &causes,
            treatments: &treatments,
            nevers: &nevers,
        };
        Some(Compiled {
            proof: prove(&knowledge, places, effort, out),
            encoded,
            flags_awaiting_review: (self.red_flags.awaiting().map(str::to_owned))
                .chain(plans.iter().flat_map(|plans| plans.diary.awaiting.clone()))
                .collect(),
            flag_sources: (self.red_flags.sources().map(str::to_owned))
                .chain(plans.iter().flat_map(|plans| plans.diary.sources.clone()))
                .collect(),
            ask: self.reasoning.ask.clone(),
            plans,
            cause_sources: input.pages.iter().filter_map(cause_sources).collect(),
            knowledge,
        })
    }
}

impl Parts {
    /// The programmes and the diary that their progress is read from.
    fn plans(&self, input: &Input, out: &mut Vec<Diagnostic>) -> Option<Plans> {
        let programmes = programmes(input, out);
        let Some(file) = &input.diary else {
            let first = input.pages.iter().find_map(|page| {
                let facts = page.treatment.as_ref()?.get_ref();
                Some(span_of(&page.file, facts.programme.as_ref()?))
            });
            if let Some(span) = first {
                let message = "a programme needs `checker/diary.toml`";
                out.push(
                    Diagnostic::at(code::INCOMPLETE, span, message)
                        .label("its stages go by what the diary says")
                        .help("add `checker/diary.toml` to the content"),
                );
            }
            return None;
        };
        let diary = Diary::read(file, &self.reasoning, input, out)?;
        Some(Plans { programmes, diary })
    }
}

fn cause_sources(page: &PageFacts) -> Option<(String, BTreeSet<String>)> {
    let sources = page.cause.as_ref()?.get_ref().sources();
    let ids = sources.map(|id| id.get_ref().clone()).collect();
    Some((page.id.clone(), ids))
}

/// A checker with some of its parts has to have those that it cannot work without.
fn complain_of_missing_files(input: &Input, out: &mut Vec<Diagnostic>) {
    let facts = input.pages.iter().find_map(|page| {
        let cause = page.cause.as_ref().map(|facts| span_of(&page.file, facts));
        cause.or_else(|| {
            page.treatment
                .as_ref()
                .map(|facts| span_of(&page.file, facts))
        })
    });
    let files = [&input.questions, &input.red_flags, &input.reasoning];
    let file: Option<&Arc<SourceFile>> = files.into_iter().flatten().chain(&input.scenarios).next();
    for (there, name) in [
        (input.questions.is_some(), "checker/questions.toml"),
        (input.reasoning.is_some(), "checker/reasoning.toml"),
    ] {
        let message = format!("the checker lacks `{name}`");
        let diagnostic = match (&facts, file) {
            _ if there => continue,
            (Some(span), _) => Diagnostic::at(code::INCOMPLETE, span.clone(), message)
                .label("these facts are for a checker"),
            (None, Some(file)) => Diagnostic::about(code::INCOMPLETE, file.path.clone(), message),
            (None, None) => continue,
        };
        out.push(diagnostic.help(format!("add `{name}` to the content")));
    }
}
