//! In which order questions come, and how many a reader is asked at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::knowledge::QuestionIx;

use super::{Questions, QuestionsFile};
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::knowledge::rule::Rule;
use crate::toml_source::span_of;

/// More than this is a wall of text, and gets ticked through.
const MOST_ITEMS: usize = 7;
const MOST_SCREENS: usize = 4;

/// Safety questions first, items beside those of their screen, and few enough of both.
pub(super) fn check(file: &Arc<SourceFile>, written: &QuestionsFile, out: &mut Vec<Diagnostic>) {
    if let Some(screen) = written.screens.get(MOST_SCREENS) {
        out.push(
            Diagnostic::at(
                code::TOO_MANY,
                span_of(file, screen),
                format!("there are {} screens", written.screens.len()),
            )
            .label(format!("expected at most {MOST_SCREENS}"))
            .help("ask less, or put items together"),
        );
    }
    let mut other = None;
    let mut items: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last = None;
    let mut before_is_place = false;
    for question in &written.questions {
        let entry = question.get_ref();
        if let Some(beside) = &entry.beside
            && *beside.get_ref()
            && !before_is_place
        {
            let message = format!("there is no place beside which to ask `{}`", entry.id);
            out.push(
                Diagnostic::at(code::BAD_ORDER, span_of(file, beside), message)
                    .label("expected right after a question of kind `place` that always applies")
                    .help("move it there, or take `beside` away"),
            );
        }
        before_is_place = entry.is_place();
        if !entry.is_safety() {
            other.get_or_insert(question);
        } else if let Some(other) = other {
            let message = format!("the safety question `{}` comes too late", entry.id);
            out.push(
                Diagnostic::at(code::BAD_ORDER, span_of(file, &entry.id), message)
                    .label("expected before every other question")
                    .related(span_of(file, other), "this is asked before it")
                    .help("move it up"),
            );
        }
        let screen = entry
            .screen
            .as_ref()
            .map(|screen| screen.get_ref().as_str());
        if let Some(name) = screen {
            let so_far = items.entry(name).or_default();
            *so_far += 1;
            if *so_far == MOST_ITEMS + 1 {
                out.push(
                    Diagnostic::at(
                        code::TOO_MANY,
                        span_of(file, &entry.id),
                        format!("too many items on the screen `{name}`"),
                    )
                    .label(format!("expected at most {MOST_ITEMS}"))
                    .help("move some to another screen, or join them"),
                );
            }
            if *so_far > 1 && last != screen {
                out.push(
                    Diagnostic::at(
                        code::BAD_ORDER,
                        span_of(file, &entry.id),
                        format!(
                            "`{}` stands apart from the other items of its screen",
                            entry.id
                        ),
                    )
                    .label(format!("expected beside the other items of `{name}`"))
                    .help("move it to them"),
                );
            }
        }
        last = screen;
    }
    for screen in &written.screens {
        let id = &screen.get_ref().id;
        if !items.contains_key(id.get_ref().as_str()) {
            out.push(
                Diagnostic::at(
                    code::UNUSED,
                    span_of(file, id),
                    format!("the screen `{id}` has no items"),
                )
                .label("no question names it"),
            );
        }
    }
}

/// A rule can only use what the reader has been asked by then.
pub(super) fn check_applies(
    questions: &Questions,
    index: QuestionIx,
    rule: &Rule,
    out: &mut Vec<Diagnostic>,
) {
    let screen_of = |index| {
        questions
            .screens
            .iter()
            .position(|screen| screen.questions.contains(&index))
    };
    for test in &rule.tests {
        let tested = &questions.get(test.question).id;
        let why = if test.question >= index {
            "asked later"
        } else if screen_of(index).is_some() && screen_of(index) == screen_of(test.question) {
            "asked on the same screen"
        } else {
            continue;
        };
        let mut diagnostic = Diagnostic::at(
            code::BAD_ORDER,
            test.span.clone(),
            format!(
                "whether `{}` applies depends on `{tested}`",
                questions.get(index).id
            ),
        )
        .label(format!("this is {why}"))
        .help("move it up, or test something that is asked earlier");
        if let Some(place) = questions.place(test.question) {
            diagnostic = diagnostic.related(place.clone(), "the question is here");
        }
        out.push(diagnostic);
    }
}
