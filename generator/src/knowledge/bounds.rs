//! Whole numbers that have bounds.

use std::sync::Arc;

use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::span_of;

/// The number, complained of where it is out of its bounds, both of which are in.
pub(super) fn bounded(
    file: &Arc<SourceFile>,
    value: &Spanned<u32>,
    (least, most): (u32, u32),
    out: &mut Vec<Diagnostic>,
) -> u32 {
    let number = *value.get_ref();
    if number < least || number > most {
        let message = format!("{number} is out of bounds");
        let expected = format!("expected a whole number from {least} to {most}");
        let span = span_of(file, value);
        out.push(Diagnostic::at(code::OUT_OF_BOUNDS, span, message).label(expected));
    }
    number
}
