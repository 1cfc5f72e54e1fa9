//! `[[never]]` of `red-flags.toml`: what the guide promises never to offer, and where.

use std::sync::Arc;

use checker_engine::knowledge::{Level, TreatmentIx};
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::knowledge::levels;
use crate::knowledge::names::Names;
use crate::knowledge::rule::{Rule, Scope};
use crate::toml_source::span_of;

/// One entry as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::knowledge) struct NeverEntry {
    treatments: Vec<Spanned<String>>,
    when: Option<Spanned<String>>,
    level: Option<Spanned<String>>,
    because: String,
}

/// One promise, with where it stands.
#[derive(Debug)]
pub(in crate::knowledge) struct PlacedNever {
    /// What is not offered.
    pub(super) treatments: Vec<TreatmentIx>,
    /// Where this rule holds, or might once all is answered.
    pub(super) when: Option<(Rule, Span)>,
    /// At this level and above.
    pub(super) level: Option<(Level, Span)>,
    /// Why.
    pub(super) because: String,
}

/// Looks up what the entries name.
pub(in crate::knowledge) fn nevers(
    file: &Arc<SourceFile>,
    written: &[Spanned<NeverEntry>],
    scope: Scope,
    treatments: &Names<TreatmentIx>,
    out: &mut Vec<Diagnostic>,
) -> Vec<PlacedNever> {
    let mut nevers = Vec::new();
    for written in written {
        let entry = written.get_ref();
        if entry.when.is_none() && entry.level.is_none() {
            let message = "a `never` without a `when` and without a `level`";
            out.push(
                Diagnostic::at(code::INCOMPLETE, span_of(file, written), message)
                    .label("expected one of them")
                    .help("add `when = \"...\"`, a rule, or `level = \"...\"`"),
            );
        }
        let named = entry.treatments.iter();
        let named = named
            .filter_map(|id| treatments.find(file, id, out).copied())
            .collect();
        let when = entry.when.as_ref();
        let level = entry.level.as_ref();
        nevers.push(PlacedNever {
            treatments: named,
            when: when.and_then(|text| Some((scope.parse(file, text, out)?, span_of(file, text)))),
            level: level.and_then(|id| Some((levels::find(file, id, out)?, span_of(file, id)))),
            because: entry.because.clone(),
        });
    }
    nevers
}
