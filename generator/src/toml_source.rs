//! TOML as typed values that know where they stand in their file.
//!
//! Fields of type [`Spanned`] hold byte positions in the *whole file*, also where the TOML is the
//! front matter of a Markdown file, so that any part of the generator can point at them. What
//! cannot be read becomes diagnostics, as many at once as can be told apart. What it does not do:
//! know what any key means.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_spanned::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::suggest;

#[cfg(test)]
mod tests;

/// Reads the TOML in a byte range of a file.
///
/// The value is there when all that stood in the way were unknown keys; they are left out of it,
/// and complained of.
pub fn parse<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    range: Range<usize>,
) -> (Option<T>, Vec<Diagnostic>) {
    // Blanks before the TOML shift every position in it to where it is in the file.
    let text = " ".repeat(range.start) + &file.text[range.clone()];
    let (document, errors) = DeTable::parse_recoverable(&text);
    if !errors.is_empty() {
        let syntax = errors.iter().map(|error| not_toml(file, &range, error));
        return (None, syntax.collect());
    }
    let reader = Reader { file, range };
    reader.read(document)
}

/// Reads a file that is TOML from its first byte to its last; see [`parse`].
pub fn parse_file<T: DeserializeOwned>(file: &Arc<SourceFile>) -> (Option<T>, Vec<Diagnostic>) {
    parse(file, 0..file.text.len())
}

/// Where a value stands.
pub fn span_of<T>(file: &Arc<SourceFile>, value: &Spanned<T>) -> Span {
    Span {
        file: Arc::clone(file),
        range: value.span(),
    }
}

/// Where a part of a string stands, given as bytes of its value.
///
/// Exact as long as the string is written without escapes; else it is the whole string.
pub fn span_within(file: &Arc<SourceFile>, string: &Spanned<String>, part: Range<usize>) -> Span {
    let whole = string.span();
    let written = file.text.get(whole.clone()).unwrap_or_default();
    let range = match written.find(string.get_ref().as_str()) {
        Some(quotes) => whole.start + quotes + part.start..whole.start + quotes + part.end,
        None => whole,
    };
    Span {
        file: Arc::clone(file),
        range,
    }
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    range: Range<usize>,
}

impl Reader<'_> {
    /// Serde stops at the first complaint; taking its cause out and reading again finds the others.
    fn read<T: DeserializeOwned>(
        &self,
        mut document: Spanned<DeTable>,
    ) -> (Option<T>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut whole = true;
        loop {
            let error = match T::deserialize(Deserializer::from(document.clone())) {
                Ok(value) => return (whole.then_some(value), in_order(diagnostics)),
                Err(error) => error,
            };
            let at = error.span().unwrap_or_default();
            let unknown_key = error.message().starts_with("unknown field");
            diagnostics.push(self.complaint(&error));
            let mended = if unknown_key {
                remove_key(document.get_mut(), &at)
            } else {
                whole = false;
                remove_element(document.get_mut(), &at)
            };
            if !mended {
                return (None, in_order(diagnostics));
            }
        }
    }

    /// What serde says, with the found in the message, the expected in the label and a fix.
    fn complaint(&self, error: &Error) -> Diagnostic {
        let message = error.message();
        let known = || {
            names(
                message
                    .split_once(", expected ")
                    .map_or("", |(_, list)| list),
            )
        };
        let (headline, label, help) = if let Some(key) = between(message, "unknown field `", "`") {
            let help = suggest::help(key, known());
            (
                format!("unknown key `{key}`"),
                String::from("not a key of this table"),
                help,
            )
        } else if let Some(key) = between(message, "missing field `", "`") {
            let help = format!("add `{key} = ...`");
            (
                format!("the key `{key}` is missing"),
                String::from("needed here"),
                Some(help),
            )
        } else if let Some(value) = between(message, "unknown variant `", "`") {
            let help = suggest::help(value, known());
            (
                format!("unknown value `{value}`"),
                format!("expected {}", list_of(&known())),
                help,
            )
        } else if let Some((found, expected)) = type_mismatch(message) {
            (
                format!("found {}", plain(found)),
                format!("expected {}", plain(expected)),
                None,
            )
        } else {
            (message.to_owned(), String::new(), None)
        };
        let mut diagnostic = Diagnostic::at(
            code::BAD_KEY,
            place(self.file, &self.range, error),
            headline,
        )
        .label(label);
        diagnostic.help = help;
        diagnostic
    }
}

/// A complaint of the TOML parser itself.
fn not_toml(file: &Arc<SourceFile>, range: &Range<usize>, error: &Error) -> Diagnostic {
    let (found, expected) = error
        .message()
        .split_once(", expected ")
        .unwrap_or((error.message(), ""));
    let diagnostic = Diagnostic::at(code::BAD_TOML, place(file, range, error), found);
    match expected {
        "" => diagnostic,
        "nothing" => diagnostic.label("this should not be here"),
        expected => diagnostic.label(format!("expected {expected}")),
    }
}

/// Where an error is; one about the whole document is at its beginning.
fn place(file: &Arc<SourceFile>, whole: &Range<usize>, error: &Error) -> Span {
    let range = error.span().unwrap_or_default();
    let range = range.start.clamp(whole.start, whole.end)..range.end.clamp(whole.start, whole.end);
    Span {
        file: Arc::clone(file),
        range,
    }
}

fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| span.range.start));
    diagnostics
}

/// Takes out the key that stands at a place, with its value.
fn remove_key(table: &mut DeTable, at: &Range<usize>) -> bool {
    let found = table.keys().find(|key| key.span() == *at).cloned();
    if let Some(key) = found {
        return table.remove(&key).is_some();
    }
    table.iter_mut().any(|(_, value)| match value.get_mut() {
        DeValue::Table(table) => remove_key(table, at),
        DeValue::Array(array) => array.iter_mut().any(|element| match element.get_mut() {
            DeValue::Table(table) => remove_key(table, at),
            _ => false,
        }),
        _ => false,
    })
}

/// Takes out the element of the outermost array of tables that a place is in.
fn remove_element(table: &mut DeTable, at: &Range<usize>) -> bool {
    table.iter_mut().any(|(_, value)| match value.get_mut() {
        DeValue::Array(array) => {
            let element = array.iter().position(|element| {
                matches!(element.get_ref(), DeValue::Table(_)) && is_within(element, at)
            });
            let Some(element) = element else { return false };
            let mut rest = DeArray::new();
            for (index, other) in std::mem::replace(array, DeArray::new())
                .into_iter()
                .enumerate()
            {
                if index != element {
                    rest.push(other);
                }
            }
            *array = rest;
            true
        }
        DeValue::Table(table) => remove_element(table, at),
        _ => false,
    })
}

/// A table's own span is only that of its header, so its values are asked too.
fn is_within(value: &Spanned<DeValue>, at: &Range<usize>) -> bool {
    let holds = |span: Range<usize>| span.start <= at.start && at.end <= span.end;
    holds(value.span())
        || match value.get_ref() {
            DeValue::Table(table) => table
                .iter()
                .any(|(key, value)| holds(key.span()) || is_within(value, at)),
            DeValue::Array(array) => array.iter().any(|element| is_within(element, at)),
            _ => false,
        }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?
        .split_once(after)
        .map(|(name, _)| name)
}

/// The names in a list such as "one of `a`, `b`" or "`a` or `b`".
fn names(list: &str) -> Vec<&str> {
    list.split('`').skip(1).step_by(2).collect()
}

fn list_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::from("nothing"),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// What was found and what was expected, of serde's "invalid type" and its kin.
fn type_mismatch(message: &str) -> Option<(&str, &str)> {
    ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|prefix| message.strip_prefix(prefix))?
        .split_once(", expected ")
}

/// Rust's words for types in TOML's.
fn plain(words: &str) -> String {
    match words {
        "i32" | "i64" | "u8" | "u16" | "u32" | "usize" => String::from("a whole number"),
        "f64" => String::from("a number"),
        "a sequence" | "sequence" => String::from("an array"),
        "map" => String::from("a table"),
        words if words.starts_with("struct ") => String::from("a table"),
        words => words
            .replace("floating point", "number")
            .replace("integer", "whole number"),
    }
}
