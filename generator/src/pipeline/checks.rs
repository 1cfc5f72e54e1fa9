//! What is checked of a project before any page is rendered.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;
use checker_engine::knowledge::{Kind, Question};

use super::{Guide, Options, SCENARIOS};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::html;
use crate::source::Project;
use crate::suggest;
use crate::toml_source::span_of;

/// The TOML files of the content folder that are read, beside scenarios.
const READ: [&str; 5] = [
    "sources.toml",
    "checker/questions.toml",
    "checker/red-flags.toml",
    "checker/reasoning.toml",
    "checker/diary.toml",
];

impl Guide<'_> {
    /// Complains of entries of the navigation that lead nowhere.
    pub(super) fn check_nav(&self, out: &mut Vec<Diagnostic>) {
        for entry in &self.project.config.nav {
            let page = entry.page.get_ref();
            if self.site.page(Utf8Path::new(page)).is_none() {
                let span = span_of(&self.project.config_file, &entry.page);
                let mut diagnostic = Diagnostic::at(
                    code::BROKEN_LINK,
                    span,
                    format!("the navigation names `{page}`, which is not there"),
                )
                .label("no such page in the content folder");
                diagnostic.help = suggest::nearest(page, self.urls.keys().map(String::as_str))
                    .map(|near| format!("did you mean `{near}`?"));
                out.push(diagnostic);
            }
        }
    }

    /// Complains of TOML in the content folder that nothing reads: most likely a slip in its name.
    pub(super) fn check_stray(&self, out: &mut Vec<Diagnostic>) {
        for (path, file) in &self.project.texts {
            let is_read = path.extension() != Some("toml")
                || READ.contains(&path.as_str())
                || path.parent() == Some(Utf8Path::new(SCENARIOS));
            if !is_read {
                let message = "nothing reads this file";
                let mut diagnostic = Diagnostic::about(code::STRAY_FILE, &*file.path, message);
                diagnostic.help = suggest::help(path.as_str(), READ);
                out.push(diagnostic);
            }
        }
    }

    /// Complains once in each drawing of a place, or a side, that is no answer.
    pub(super) fn check_map(&self, out: &mut Vec<Diagnostic>) {
        let Some(compiled) = &self.knowledge else {
            return;
        };
        let answers = |is_meant: fn(&Question) -> bool| -> Vec<&str> {
            let questions = compiled.knowledge.questions.iter();
            questions
                .filter(|question| is_meant(question))
                .flat_map(|question| &question.options)
                .map(|option| option.id.as_str())
                .collect()
        };
        let named = [
            (
                "data-answer",
                "place",
                answers(|question| question.kind == Kind::Place),
            ),
            ("data-side", "side", answers(|question| question.beside)),
        ];
        let content = self.project.config.content.get_ref();
        for (path, drawing) in self.drawings() {
            let file = Arc::new(SourceFile {
                path: format!("{content}/{path}").into(),
                text: drawing.into_owned(),
            });
            let mut told = BTreeSet::new();
            for element in html::elements(&file.text) {
                for (attribute, what, answers) in &named {
                    if let Some(answer) = element.get(attribute)
                        && !answers.contains(&answer)
                        && told.insert((*what, answer.to_owned()))
                    {
                        out.push(no_answer(&file, what, answer, answers));
                    }
                }
            }
        }
    }
}

fn no_answer(file: &Arc<SourceFile>, what: &str, answer: &str, answers: &[&str]) -> Diagnostic {
    let at = file.text.find(&format!("\"{answer}\"")).unwrap_or_default();
    let span = Span {
        file: Arc::clone(file),
        range: at..at + answer.len() + 2,
    };
    let message = format!("`{answer}` is no {what} that the checker asks for");
    let mut diagnostic = Diagnostic::at(code::UNKNOWN_ID, span, message).label(match what {
        "side" => "expected an answer to the question with `beside`",
        _ => "expected an answer to the question of the kind `place`",
    });
    diagnostic.help = suggest::help(answer, answers.iter().copied());
    diagnostic
}

/// The address that absolute URLs begin with, with a slash at its end.
pub(super) fn base_url(
    project: &Project,
    options: &Options,
    out: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (url, span) = match (&options.base_url, &project.config.base_url) {
        (Some(url), _) => (url.as_str(), None),
        (None, Some(url)) => (
            url.get_ref().as_str(),
            Some(span_of(&project.config_file, url)),
        ),
        (None, None) => return None,
    };
    let is_address = ["https://", "http://"].iter().any(|scheme| {
        url.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    });
    if is_address && !url.contains(['?', '#', ' ', '"']) {
        return Some(format!("{}/", url.trim_end_matches('/')));
    }
    let message = format!("`{url}` is not an address");
    let diagnostic = match span {
        Some(span) => Diagnostic::at(code::BAD_PATH, span, message),
        None => Diagnostic::new(code::BAD_PATH, message),
    };
    out.push(diagnostic.label("expected something like `https://example.org/guide/`"));
    None
}
