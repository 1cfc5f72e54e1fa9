//! Templates. The only place that knows Tera.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};

/// The texts of templates by name.
type Files = BTreeMap<String, Arc<SourceFile>>;

/// All templates, read and checked against one another.
pub struct Templates {
    tera: Tera,
    files: Files,
}

impl Templates {
    /// Reads all templates, and checks that what they use of one another is there.
    pub fn new(files: &BTreeMap<String, Arc<SourceFile>>) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::default();
        let texts = || {
            files
                .iter()
                .map(|(name, file)| (name.as_str(), file.text.as_str()))
        };
        let Err(first) = tera.add_raw_templates(texts()) else {
            let files = files.clone();
            return Ok(Self { tera, files });
        };
        // Of texts that cannot be parsed Tera names the first; each alone tells of its own.
        let alone =
            texts().filter_map(|(name, text)| Tera::default().add_raw_template(name, text).err());
        let mut wrong: Vec<Diagnostic> = alone
            .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
            .map(|error| complaint(&error, files, None))
            .collect();
        if wrong.is_empty() {
            wrong = match first.kind() {
                ErrorKind::Msg(reports) => reports
                    .split("\n\n")
                    .map(|report| reported(report, files))
                    .collect(),
                _ => vec![complaint(&first, files, None)],
            };
        }
        Err(wrong)
    }

    /// The names of all templates.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Renders a template; `page` names what it is rendered for in a complaint.
    pub fn render(
        &self,
        name: &str,
        context: &impl Serialize,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let rendered =
            Context::from_serialize(context).and_then(|context| self.tera.render(name, &context));
        rendered.map_err(|error| Box::new(complaint(&error, &self.files, Some(page))))
    }
}

/// An error of Tera as a diagnostic, at its place in the template.
fn complaint(error: &tera::Error, files: &Files, page: Option<&str>) -> Diagnostic {
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (name, range) = (report.filename(), report.span().range.clone());
            at(name, files, &sentence(report.message()), |_| range)
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("the template `{parent}` is not there");
            at(current, files, &message, |text| {
                let start = text.find(parent).unwrap_or(0);
                start..start + parent.len()
            })
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = format!("the template `{tpl}` leads back to itself");
            at(tpl, files, &message, |_| 0..0)
        }
        other => Diagnostic::new(code::TEMPLATE, sentence(&other.to_string())),
    };
    match page {
        Some(page) => diagnostic.label(format!("while rendering `{page}`")),
        None => diagnostic,
    }
}

/// What Tera finds wrong between templates comes as text alone: "error: ", the message, an arrow and
/// the place, the line, and marks under it.
fn reported(report: &str, files: &Files) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default();
    let message = sentence(message.strip_prefix("error: ").unwrap_or(message));
    let place = lines.next().and_then(|line| line.split_once("--> "));
    let Some((name, line, column)) = place.and_then(|(_, place)| {
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        Some((parts.next()?, line, column))
    }) else {
        return Diagnostic::new(code::TEMPLATE, message);
    };
    let marks = report.lines().last().unwrap_or_default();
    let width = marks.matches('^').count();
    let diagnostic = at(name, files, &message, |text| {
        let before = text.split_inclusive('\n').take(line - 1);
        let begins: usize = before.map(str::len).sum();
        let start = begins + bytes(&text[begins..], column - 1);
        start..start + bytes(&text[start..], width)
    });
    let block = message
        .strip_prefix("block ")
        .and_then(|rest| rest.strip_suffix(" is not defined in any parent template"));
    match block {
        // Most often, a template was put in the place of one that has the block.
        Some(block) => diagnostic.help(format!(
            "add the block {block} to the template that this one extends"
        )),
        None => diagnostic,
    }
}

/// How many bytes the first letters of a text take.
fn bytes(text: &str, letters: usize) -> usize {
    text.chars().take(letters).map(char::len_utf8).sum()
}

/// A complaint about a place in a template.
fn at(
    name: &str,
    files: &Files,
    message: &str,
    range: impl FnOnce(&str) -> Range<usize>,
) -> Diagnostic {
    let Some(file) = files.get(name) else {
        return Diagnostic::about(code::TEMPLATE, name, message);
    };
    let range = range(&file.text);
    let floor = |at: usize| file.text.floor_char_boundary(at);
    let span = Span {
        file: Arc::clone(file),
        range: floor(range.start)..floor(range.end.max(range.start)),
    };
    Diagnostic::at(code::TEMPLATE, span, message)
}

/// A message in our form: lower case, one line, without a final stop.
fn sentence(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let mut letters = line.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
