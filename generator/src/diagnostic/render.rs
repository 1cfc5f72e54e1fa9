//! Diagnostics as text for a person, drawn by annotate-snippets, and as JSON for a program.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Severity, SourceFile, Span};

/// Draws diagnostics for a person, with colour or without, ordered by file and place, with their
/// number at the end. Empty for none.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in in_order(diagnostics) {
        text.push_str(&renderer.render(&[group(diagnostic)]));
        text.push_str("\n\n");
    }
    text.push_str(&summary(diagnostics));
    text
}

fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        let start = diagnostic.span.as_ref().map(|span| span.range.start);
        (diagnostic.file(), start, diagnostic.code)
    });
    sorted
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.0);
    let mut group = Group::with_title(title);
    if diagnostic.span.is_none() {
        if let Some(path) = &diagnostic.path {
            group = group.element(Origin::path(path.as_str()));
        }
        if !diagnostic.label.is_empty() {
            group = group.element(Level::NOTE.message(diagnostic.label.as_str()));
        }
    }
    for (file, marks) in by_file(diagnostic) {
        let snippet = Snippet::source(file.text.as_str()).path(file.path.as_str());
        group = group.element(snippet.annotations(marks));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// All places of a diagnostic with what is said there, the file of the first place first.
fn by_file(diagnostic: &Diagnostic) -> Vec<(&SourceFile, Vec<Annotation<'_>>)> {
    let primary = diagnostic
        .span
        .iter()
        .map(|span| (span, AnnotationKind::Primary, &diagnostic.label));
    let related = diagnostic
        .related
        .iter()
        .map(|(span, says)| (span, AnnotationKind::Context, says));
    let mut files: Vec<(&SourceFile, Vec<Annotation>)> = Vec::new();
    for (span, kind, says) in primary.chain(related) {
        let mark = kind.span(visible(span)).label(says.as_str());
        match files.iter_mut().find(|(file, _)| **file == *span.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((&span.file, vec![mark])),
        }
    }
    files
}

/// A range inside the text, on boundaries of characters.
fn visible(span: &Span) -> Range<usize> {
    let text = &span.file.text;
    let floor = |at: usize| text.floor_char_boundary(at);
    let start = floor(span.range.start);
    start..floor(span.range.end).max(start)
}

/// "2 errors, 1 warning", as a line; empty for none.
fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity, what: &str| {
        let all = diagnostics.iter();
        match all.filter(|one| one.severity == severity).count() {
            0 => None,
            1 => Some(format!("1 {what}")),
            many => Some(format!("{many} {what}s")),
        }
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return String::new();
    }
    counts.join(", ") + "\n"
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: &'a str,
    notes: &'a [String],
    help: Option<&'a str>,
}

/// Diagnostics as a JSON array. Lines and columns count from one; columns count characters.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let records: Vec<Record> = in_order(diagnostics)
        .into_iter()
        .map(|diagnostic| {
            let start = diagnostic.span.as_ref().map(Span::start);
            let end = diagnostic.span.as_ref().map(Span::end);
            Record {
                code: diagnostic.code.0,
                severity: match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                message: &diagnostic.message,
                file: diagnostic.file(),
                line: start.map(|place| place.0),
                column: start.map(|place| place.1),
                end_line: end.map(|place| place.0),
                end_column: end.map(|place| place.1),
                label: &diagnostic.label,
                notes: &diagnostic.notes,
                help: diagnostic.help.as_deref(),
            }
        })
        .collect();
    serde_json::to_string_pretty(&records).unwrap_or_default() + "\n"
}
