//! Diagnostics as text for a person, drawn by annotate-snippets, and as JSON for a program.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
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
        text.push_str(&renderer.render(&groups(diagnostic)));
        text.push_str("\n\n");
    }
    text.push_str(&summary(diagnostics));
    text
}

fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        (
            diagnostic.file(),
            diagnostic.span.as_ref().map(|span| span.range.start),
            diagnostic.code,
        )
    });
    sorted
}

fn groups(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut main = Group::with_title(
        level
            .primary_title(diagnostic.message.as_str())
            .id(diagnostic.code.0),
    );
    if let Some(span) = &diagnostic.span {
        let mark = AnnotationKind::Primary
            .span(visible(span))
            .label(diagnostic.label.as_str());
        let mut snippet = snippet(&span.file).annotation(mark);
        let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
            .related
            .iter()
            .partition(|(other, _)| other.file == span.file);
        for (other, says) in here {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(visible(other))
                    .label(says.as_str()),
            );
        }
        main = main.element(snippet);
        for (other, says) in elsewhere {
            main = main.element(
                self::snippet(&other.file).annotation(
                    AnnotationKind::Context
                        .span(visible(other))
                        .label(says.as_str()),
                ),
            );
        }
    } else {
        if let Some(path) = &diagnostic.path {
            main = main.element(Origin::path(path.as_str()));
        }
        if !diagnostic.label.is_empty() {
            main = main.element(Level::NOTE.message(diagnostic.label.as_str()));
        }
        for (other, says) in &diagnostic.related {
            main = main.element(
                snippet(&other.file).annotation(
                    AnnotationKind::Context
                        .span(visible(other))
                        .label(says.as_str()),
                ),
            );
        }
    }
    if let Some(help) = &diagnostic.help {
        main = main.element(Level::HELP.message(help.as_str()));
    }
    vec![main]
}

fn snippet(file: &SourceFile) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(file.text.as_str()).path(file.path.as_str())
}

/// A range inside the text, on boundaries of characters.
fn visible(span: &Span) -> Range<usize> {
    let text = &span.file.text;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.range.start);
    start..floor(span.range.end).max(start)
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let say = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        many => Some(format!("{many} {what}s")),
    };
    let parts: Vec<String> = [
        say(count(Severity::Error), "error"),
        say(count(Severity::Warning), "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}\n", parts.join(", "))
    }
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
                help: diagnostic.help.as_deref(),
            }
        })
        .collect();
    serde_json::to_string_pretty(&records).unwrap_or_default() + "\n"
}
