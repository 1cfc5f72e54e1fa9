//! `content/checker/questions.toml`: screens and questions.

use std::sync::Arc;

use checker_engine::Mask;
use checker_engine::knowledge::{Question, QuestionIx, Screen};
use checker_engine::words::Words;
use serde::Deserialize;
use serde_spanned::Spanned;

use self::entry::QuestionEntry;
use super::names::Names;
use super::rule::{Rule, Scope};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::suggest;
use crate::toml_source::{parse_file, span_of};

mod entry;
mod order;

/// Every question, by index and by name.
#[derive(Debug)]
pub(super) struct Questions {
    /// In the order asked.
    pub(super) list: Vec<Question>,
    /// In the order shown.
    pub(super) screens: Vec<Screen>,
    /// The file that they stand in.
    pub(super) file: Arc<SourceFile>,
    names: Names<QuestionIx>,
}

/// Rules by which questions apply, still as text: they may use rules from another file.
pub(super) type Applies = Vec<(QuestionIx, Spanned<String>)>;

impl Questions {
    /// Reads the file; none when it is not TOML of the right shape.
    pub(super) fn read(
        file: &Arc<SourceFile>,
        words: &Words,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(Self, Applies)> {
        let (written, complaints) = parse_file::<QuestionsFile>(file);
        out.extend(complaints);
        let written = written?;
        order::check(file, &written, out);

        let mut screen_names = Names::new("screen");
        let mut screens = Vec::new();
        for screen in written.screens {
            let screen = screen.into_inner();
            screen_names.define(file, &screen.id, screens.len(), out);
            screens.push(Screen {
                title: screen.title,
                help: screen.help,
                questions: Vec::new(),
            });
        }

        let mut names = Names::new("question");
        let mut list = Vec::new();
        let mut applies = Vec::new();
        for (index, written) in (0..).zip(written.questions) {
            let entry = written.get_ref();
            names.define(file, &entry.id, index, out);
            let screen = entry.screen.as_ref();
            if let Some(screen) = screen.and_then(|name| screen_names.find(file, name, out)) {
                screens[*screen].questions.push(index);
            }
            applies.extend(entry.applies.clone().map(|rule| (index, rule)));
            list.push(entry::question(file, written, words, out));
        }
        let questions = Self {
            list,
            screens,
            file: Arc::clone(file),
            names,
        };
        Some((questions, applies))
    }

    /// Compiles the rules by which questions apply.
    pub(super) fn apply(
        &mut self,
        applies: &Applies,
        rules: &Names<Rule>,
        out: &mut Vec<Diagnostic>,
    ) {
        for (index, text) in applies {
            let scope = Scope {
                questions: self,
                rules,
            };
            let Some(rule) = scope.parse(&self.file, text, out) else {
                continue;
            };
            order::check_applies(self, *index, &rule, out);
            self.list[usize::from(*index)].applies = Some(rule.expr);
        }
    }

    /// The question of a name.
    pub(super) fn find(&self, id: &str) -> Option<(QuestionIx, &Question)> {
        let index = *self.names.get(id)?;
        Some((index, self.get(index)))
    }

    /// The question that a name in a file means; one that means none is complained of.
    pub(super) fn look_up(
        &self,
        file: &Arc<SourceFile>,
        id: &Spanned<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<(QuestionIx, &Question)> {
        let index = *self.names.find(file, id, out)?;
        Some((index, self.get(index)))
    }

    /// The question of an index.
    pub(super) fn get(&self, index: QuestionIx) -> &Question {
        &self.list[usize::from(index)]
    }

    /// Every name, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.names.ids()
    }

    /// Where a question has its name.
    pub(super) fn place(&self, index: QuestionIx) -> Option<&Span> {
        self.names.place(&self.get(index).id)
    }
}

/// The answer that a name in a file means; one that means none is complained of.
pub(super) fn answer(
    question: &Question,
    file: &Arc<SourceFile>,
    id: &Spanned<String>,
    out: &mut Vec<Diagnostic>,
) -> Option<Mask> {
    let index = position(question, id.get_ref());
    if index.is_none() {
        no_such_answer(question, id.get_ref(), span_of(file, id), out);
    }
    index.map(|index| 1 << index)
}

/// Where among the answers to a question the one of a name is.
pub(super) fn position(question: &Question, answer: &str) -> Option<usize> {
    let mut options = question.options.iter();
    options.position(|option| option.id == answer)
}

/// Complains that a question has no such answer; that it has none at all has been said already.
pub(super) fn no_such_answer(
    question: &Question,
    answer: &str,
    span: Span,
    out: &mut Vec<Diagnostic>,
) {
    if question.options.is_empty() {
        return;
    }
    let message = format!("`{}` has no answer `{answer}`", question.id);
    let known = question.options.iter().map(|option| option.id.as_str());
    let mut diagnostic =
        Diagnostic::at(code::UNKNOWN_ID, span, message).label("not one of its answers");
    diagnostic.help = suggest::help(answer, known);
    out.push(diagnostic);
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionsFile {
    #[serde(default, rename = "screen")]
    screens: Vec<Spanned<ScreenEntry>>,
    #[serde(default, rename = "question")]
    questions: Vec<Spanned<QuestionEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreenEntry {
    id: Spanned<String>,
    title: String,
    #[serde(default)]
    help: String,
}
