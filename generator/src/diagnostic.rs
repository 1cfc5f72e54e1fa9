//! Complaints as data: a stable code, a place in a file, what was found, what was expected, the fix.
//!
//! Every part of the generator returns them; only [`crate::commands`] prints them.

use std::ops::Range;
use std::sync::Arc;

use camino::Utf8PathBuf;

pub mod code;
mod render;

pub use code::Code;
pub use render::{json, render};

/// A text file of the project, as it was read.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative to the project's folder, with forward slashes.
    pub path: Utf8PathBuf,
    /// The whole text.
    pub text: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes from its beginning.
    pub range: Range<usize>,
}

impl Span {
    /// Line and column at which it begins, from one; columns count characters.
    pub fn start(&self) -> (usize, usize) {
        place(&self.file.text, self.range.start)
    }

    /// Line and column just after its end.
    pub fn end(&self) -> (usize, usize) {
        place(&self.file.text, self.range.end)
    }

    /// The marked text.
    pub fn text(&self) -> &str {
        self.file.text.get(self.range.clone()).unwrap_or_default()
    }
}

fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The site is written.
    Warning,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of complaint it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no final stop, naming the thing found.
    pub message: String,
    /// Where, when it is in a file that could be read as text.
    pub span: Option<Span>,
    /// Which file, when there is no span.
    pub path: Option<Utf8PathBuf>,
    /// Said at the marked place: what was expected.
    pub label: String,
    /// Other places that bear on it, each with what is there.
    pub related: Vec<(Span, String)>,
    /// More about it, such as answers by which it shows itself; may be several lines each.
    pub notes: Vec<String>,
    /// How to mend it, as an instruction.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Whether it keeps the site from being written.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// An error at a place.
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            ..Self::new(code, message)
        }
    }

    /// An error about a file as a whole.
    pub fn about(code: Code, path: impl Into<Utf8PathBuf>, message: impl Into<String>) -> Self {
        Self {
            path: Some(path.into()),
            ..Self::new(code, message)
        }
    }

    /// An error about no file.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            span: None,
            path: None,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// The file that it is about.
    pub fn file(&self) -> Option<&str> {
        let of_span = self.span.as_ref().map(|span| span.file.path.as_str());
        of_span.or(self.path.as_ref().map(|path| path.as_str()))
    }

    /// With what to say at the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place that bears on it.
    #[must_use]
    pub fn related(mut self, span: Span, says: impl Into<String>) -> Self {
        self.related.push((span, says.into()));
        self
    }

    /// With more about it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// As a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}
