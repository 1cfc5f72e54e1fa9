//! Each mistake on its own, as `mistakes.txt` lists them; and what a list cannot say.
//!
//! A mistake in the list is the path of a file of the example, the lines taken out of it (`-`) and
//! put in instead (`+`; a new file where nothing is taken out), and then each complaint: its code,
//! the marked text, the message, the label (`=`), the other places (`~`), the
//! lines of what else is said (`!`) and the help (`?`).

use guideway::diagnostic::{Diagnostic, Span};

use crate::bicycle::Project;

#[test]
fn every_mistake_is_told_at_its_place_with_the_way_out() {
    assert_is_told(include_str!("mistakes.txt"));
}

/// Holds a list against what is said.
pub(crate) fn assert_is_told(list: &str) {
    let told: Vec<String> = list.trim_end().split("\n\n").map(retell).collect();
    let told = told.join("\n\n");
    assert!(
        told == list.trim_end(),
        "the list would have to be:\n\n{told}\n"
    );
}

/// Makes a mistake, and writes it down again with what is really said.
fn retell(mistake: &str) -> String {
    if mistake.starts_with('#') {
        return mistake.to_owned();
    }
    let (path, rest) = mistake
        .split_once('\n')
        .expect("a path and what is changed");
    let changes: Vec<&str> = rest
        .lines()
        .filter(|line| line.starts_with(['-', '+']))
        .collect();
    let side = |sign: char| {
        let lines = changes.iter().filter_map(|line| line.strip_prefix(sign));
        let lines: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        lines.join("\n")
    };
    let project = match side('-').as_str() {
        "" => Project::new().with_file(path, &side('+')),
        old => Project::new().with(path, old, &side('+')),
    };
    let (compiled, diagnostics) = project.compile();
    assert!(
        compiled.is_none() || diagnostics.iter().all(is_warning),
        "{mistake}"
    );
    let complaints = diagnostics.iter().map(tell);
    [path.to_owned(), changes.join("\n")]
        .into_iter()
        .chain(complaints)
        .collect::<Vec<_>>()
        .join("\n")
}

fn tell(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.span.as_ref().map(marked).unwrap_or_default();
    let mut lines = vec![format!(
        "{} {place}: {}",
        diagnostic.code.0, diagnostic.message
    )];
    lines.push(format!("  = {}", diagnostic.label));
    lines.extend(
        diagnostic
            .related
            .iter()
            .map(|(span, says)| format!("  ~ {}: {says}", marked(span))),
    );
    lines.extend(notes(diagnostic));
    lines.extend(diagnostic.help.iter().map(|help| format!("  ? {help}")));
    lines.join("\n")
}

/// Each line of what else is said.
fn notes(diagnostic: &Diagnostic) -> impl Iterator<Item = String> {
    let lines = diagnostic.notes.iter().flat_map(|note| note.lines());
    lines.map(|line| format!("  ! {line}"))
}

fn marked(span: &Span) -> String {
    format!(
        "«{}»",
        span.file.text[span.range.clone()].replace('\n', "⏎")
    )
}

fn is_warning(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == guideway::diagnostic::Severity::Warning
}

/// The first complaint about a project, which is wrong.
fn first_complaint(project: &Project) -> String {
    let (compiled, diagnostics) = project.compile();
    assert!(compiled.is_none());
    diagnostics[0].message.clone()
}

#[test]
fn more_than_a_reader_can_take_is_too_many() {
    let many = |path, before: &str, what: fn(u32) -> String| {
        let what: Vec<String> = (0..30).map(what).collect();
        first_complaint(&Project::new().with(path, before, &(what.concat() + before)))
    };
    let questions = "checker/questions.toml";
    let item = |n| format!("[[question]]\nid = \"x-{n}\"\nscreen = \"danger\"\ntext = \"x\"\n");
    assert_eq!(
        many(questions, "[[question]]\nid = \"when\"", item),
        "too many items on the screen `danger`"
    );
    let screen = |n| format!("[[screen]]\nid = \"x-{n}\"\ntitle = \"x\"\n");
    assert_eq!(
        many(questions, "[[screen]]", screen),
        "there are 31 screens"
    );
    let answer = |n| format!("{{ id = \"x-{n}\", label = \"x\" }},\n");
    assert_eq!(
        many(questions, "{ id = \"dry\"", answer),
        "a question with 32 answers"
    );
}

#[test]
fn a_checker_needs_its_questions_and_its_reasoning() {
    for path in ["checker/questions.toml", "checker/reasoning.toml"] {
        let message = first_complaint(&Project::new().without(path));
        assert_eq!(message, format!("the checker lacks `{path}`"));
    }
}

#[test]
fn several_mistakes_in_several_files_are_told_at_once() {
    let (_, diagnostics) = Project::new()
        .with("checker/questions.toml", "id = \"oiled\"", "id = \"dry\"")
        .with(
            "checker/reasoning.toml",
            "odds = \"1:99\"",
            "odds = \"rarely\"",
        )
        .with(
            "checker/red-flags.toml",
            "level = \"same-day\"",
            "level = \"today\"",
        )
        .with("causes/dry-chain.md", "\"more-likely\"", "\"likely\"")
        .compile();
    let codes: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.0)
        .collect();
    assert_eq!(codes, ["E0602", "E0605", "E0603", "E0603"]);
}
