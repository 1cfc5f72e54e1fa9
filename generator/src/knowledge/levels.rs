//! The names of the five levels of urgency.

use std::sync::Arc;

use checker_engine::knowledge::Level;
use serde_spanned::Spanned;

use super::names::unknown;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::toml_source::span_of;

/// The ids of [`Level::ALL`], in the same order.
pub(crate) const IDS: [&str; 5] = [
    "self-care",
    "routine",
    "within-days",
    "same-day",
    "emergency",
];

/// The id of a level.
pub(crate) fn id(level: Level) -> &'static str {
    IDS[level as usize]
}

/// The level that a name in a file means; any other name is complained of.
pub(crate) fn find(
    file: &Arc<SourceFile>,
    name: &Spanned<String>,
    out: &mut Vec<Diagnostic>,
) -> Option<Level> {
    let index = IDS.iter().position(|id| id == name.get_ref());
    if index.is_none() {
        out.push(unknown("level", name.get_ref(), span_of(file, name), IDS));
    }
    index.map(|index| Level::ALL[index])
}
