//! `content/checker/scenarios/*.toml`: sessions with the checker, and how they must come out.

use std::collections::BTreeSet;
use std::sync::Arc;

use checker_engine::Answers;
use checker_engine::knowledge::{Knowledge, Level};
use serde::Deserialize;
use serde_spanned::Spanned;

use super::answers::{self, Written};
use super::levels;
use super::names::unknown;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::toml_source::{parse_file, span_of};

/// A scenario that can be played.
#[derive(Debug)]
pub(super) struct Scenario {
    /// Its file.
    pub(super) file: Arc<SourceFile>,
    /// What it is about.
    pub(super) title: String,
    /// What the reader answers.
    pub(super) answers: Answers,
    /// The level that has to come out.
    pub(super) level: (Level, Spanned<String>),
    /// Ids of causes that have to be on the short list.
    pub(super) listed: Vec<Spanned<String>>,
    /// Ids of causes that have to be shown apart.
    pub(super) often_blamed: Vec<Spanned<String>>,
    /// Ids of treatments that have to be offered.
    pub(super) treatments: Vec<Spanned<String>>,
    /// Ids of treatments that have to be withheld.
    pub(super) withheld: Vec<Spanned<String>>,
}

impl Scenario {
    /// Reads a scenario; none when something is wrong with it.
    pub(super) fn read(
        file: &Arc<SourceFile>,
        knowledge: &Knowledge,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let before = out.len();
        let (written, complaints) = parse_file::<ScenarioFile>(file);
        out.extend(complaints);
        let written = written?;
        let answers = answers::read(file, knowledge, &written.answers, out);
        answers::check_asked(file, knowledge, &written.answers, &answers, out);
        let mut reader = Reader { file, out };
        let expect = written.expect;
        let causes = || knowledge.causes.iter().map(|cause| cause.id.as_str());
        let treatments = || {
            knowledge
                .treatments
                .iter()
                .map(|treatment| treatment.id.as_str())
        };
        reader.check(&expect.listed, "cause", causes);
        reader.check(&expect.often_blamed, "cause", causes);
        reader.check(&expect.treatments, "treatment", treatments);
        reader.check(&expect.withheld, "treatment", treatments);
        let level = levels::find(file, &expect.level, out)?;
        (out.len() == before).then(|| Self {
            file: Arc::clone(file),
            title: written.title,
            answers,
            level: (level, expect.level),
            listed: expect.listed,
            often_blamed: expect.often_blamed,
            treatments: expect.treatments,
            withheld: expect.withheld,
        })
    }
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn check<'k, I: Iterator<Item = &'k str>>(
        &mut self,
        ids: &[Spanned<String>],
        what: &str,
        known: impl Fn() -> I,
    ) {
        let all: BTreeSet<&str> = known().collect();
        for id in ids {
            if !all.contains(id.get_ref().as_str()) {
                let place = span_of(self.file, id);
                self.out.push(unknown(what, id.get_ref(), place, known()));
            }
        }
    }
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioFile {
    title: String,
    answers: Written,
    expect: Expectation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    level: Spanned<String>,
    #[serde(default)]
    listed: Vec<Spanned<String>>,
    #[serde(default)]
    often_blamed: Vec<Spanned<String>>,
    #[serde(default)]
    treatments: Vec<Spanned<String>>,
    #[serde(default)]
    withheld: Vec<Spanned<String>>,
}
