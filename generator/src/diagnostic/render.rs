//! Diagnostics as text for a terminal, drawn by annotate-snippets.

use super::Diagnostic;

/// Draws diagnostics for a person, with colour or without.
pub fn render(_diagnostics: &[Diagnostic], _colour: bool) -> String {
    String::new()
}
