//! Files of answers that people and programs bring: TOML, or JSON taken as TOML.

use std::fs;
use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostic::{Diagnostic, SourceFile, code};

/// Reads a file. JSON, told by its name's end, is turned into TOML, so that complaints show what it
/// says as TOML.
pub(super) fn read_as_toml(path: &Utf8Path, out: &mut Vec<Diagnostic>) -> Option<Arc<SourceFile>> {
    match text(path) {
        Ok(text) => Some(Arc::new(SourceFile {
            path: path.to_owned(),
            text,
        })),
        Err(diagnostic) => {
            out.push(*diagnostic);
            None
        }
    }
}

fn text(path: &Utf8Path) -> Result<String, Box<Diagnostic>> {
    let complain = |code, message| Box::new(Diagnostic::about(code, path.to_owned(), message));
    let text = fs::read_to_string(path)
        .map_err(|error| complain(code::UNREADABLE, format!("cannot be read: {error}")))?;
    if path.extension() != Some("json") {
        return Ok(text);
    }
    let not_json = |error: &dyn std::error::Error| {
        complain(
            code::BAD_TOML,
            format!("not JSON that TOML could say: {error}"),
        )
    };
    let value: toml::Table = serde_json::from_str(&text).map_err(|error| not_json(&error))?;
    toml::to_string(&value).map_err(|error| not_json(&error))
}
