//! Templates. The only place that knows Tera.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};

/// All templates, read and checked against one another.
pub struct Templates {
    tera: Tera,
    files: BTreeMap<String, Arc<SourceFile>>,
}

impl Templates {
    /// Reads all templates.
    pub fn new(files: &BTreeMap<String, Arc<SourceFile>>) -> Result<Self, Box<Diagnostic>> {
        let mut tera = Tera::default();
        let added = tera.add_raw_templates(
            files
                .iter()
                .map(|(name, file)| (name.as_str(), file.text.as_str())),
        );
        added.map_err(|error| Box::new(complaint(&error, files, None)))?;
        Ok(Self {
            tera,
            files: files.clone(),
        })
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
fn complaint(
    error: &tera::Error,
    files: &BTreeMap<String, Arc<SourceFile>>,
    page: Option<&str>,
) -> Diagnostic {
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let message = sentence(report.message());
            match files.get(report.filename()) {
                Some(file) => {
                    let range = report.span().range.clone();
                    let range = floor(&file.text, range.start)
                        ..floor(&file.text, range.end.max(range.start));
                    Diagnostic::at(
                        code::TEMPLATE,
                        Span {
                            file: Arc::clone(file),
                            range,
                        },
                        message,
                    )
                }
                None => Diagnostic::about(code::TEMPLATE, report.filename(), message),
            }
        }
        kind => {
            let named = match kind {
                ErrorKind::MissingParent { current, .. } => files.get(current),
                ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                    files.get(tpl)
                }
                _ => None,
            };
            let message = sentence(&error.to_string());
            match named {
                Some(file) => Diagnostic::about(code::TEMPLATE, file.path.clone(), message),
                None => Diagnostic::new(code::TEMPLATE, message),
            }
        }
    };
    match page {
        Some(page) => diagnostic.label(format!("while rendering `{page}`")),
        None => diagnostic,
    }
}

/// A message in our form: lower case, one line, without a final stop.
fn sentence(message: &str) -> String {
    let line = message
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// The nearest boundary between characters at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
