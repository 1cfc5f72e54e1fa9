//! Files of cases, TOML or JSON, and files of categories.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use checker_engine::Knowledge;
use checker_engine::knowledge::CauseIx;
use serde::Deserialize;
use serde_spanned::Spanned;

use super::Case;
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::knowledge::answers::{self, Written};
use crate::knowledge::levels;
use crate::knowledge::names::unknown;
use crate::toml_source::{parse_file, span_of};

/// The conditions that count as right for a category, by its name.
pub type Categories = BTreeMap<String, Vec<CauseIx>>;

/// Reads cases; complains of everything that is wrong with any of them.
pub fn read(
    file: &Arc<SourceFile>,
    knowledge: &Knowledge,
    categories: &Categories,
    out: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let (written, complaints) = parse_file::<CasesFile>(file);
    out.extend(complaints);
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    for entry in written.into_iter().flat_map(|file| file.cases) {
        if !seen.insert(entry.id.get_ref().clone()) {
            let message = format!("there are two cases `{}`", entry.id.get_ref());
            out.push(
                Diagnostic::at(code::BAD_SCENARIO, span_of(file, &entry.id), message)
                    .label("this is the second"),
            );
        }
        let level = entry.expect.level.as_ref();
        let mut conditions = entry.expect.condition.map(|ids| {
            ids.iter()
                .filter_map(|id| find(file, id, knowledge, out))
                .collect::<Vec<_>>()
        });
        if let Some(category) = &entry.expect.category {
            let found = categories.get(category.get_ref());
            if found.is_none() {
                let known = categories.keys().map(String::as_str);
                let place = span_of(file, category);
                out.push(unknown("category", category.get_ref(), place, known));
            }
            conditions = found.cloned();
        }
        cases.push(Case {
            answers: answers::read(file, knowledge, &entry.answers, out),
            level: level.and_then(|level| levels::find(file, level, out)),
            conditions,
            id: entry.id.into_inner(),
            source: entry.source,
            marks: entry.marks,
            group: entry.group,
        });
    }
    cases
}

/// Reads which conditions count as right for each category.
pub fn categories(
    file: &Arc<SourceFile>,
    knowledge: &Knowledge,
    out: &mut Vec<Diagnostic>,
) -> Categories {
    let (written, complaints) = parse_file::<BTreeMap<String, Vec<Spanned<String>>>>(file);
    out.extend(complaints);
    let mut categories = Categories::new();
    for (name, ids) in written.into_iter().flatten() {
        let found = ids
            .iter()
            .filter_map(|id| find(file, id, knowledge, out))
            .collect();
        categories.insert(name, found);
    }
    categories
}

fn find(
    file: &Arc<SourceFile>,
    id: &Spanned<String>,
    knowledge: &Knowledge,
    out: &mut Vec<Diagnostic>,
) -> Option<CauseIx> {
    let found = knowledge
        .indexed_causes()
        .find(|(_, cause)| cause.id == *id.get_ref());
    if found.is_none() {
        let known = knowledge.causes.iter().map(|cause| cause.id.as_str());
        out.push(unknown("cause", id.get_ref(), span_of(file, id), known));
    }
    found.map(|(index, _)| index)
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesFile {
    #[serde(default, rename = "case")]
    cases: Vec<CaseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseEntry {
    id: Spanned<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    marks: Vec<String>,
    #[serde(default)]
    group: String,
    answers: Written,
    #[serde(default)]
    expect: ExpectEntry,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectEntry {
    level: Option<Spanned<String>>,
    condition: Option<Vec<Spanned<String>>>,
    category: Option<Spanned<String>>,
}
