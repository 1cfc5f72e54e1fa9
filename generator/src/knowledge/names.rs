//! Names and what they stand for: each defined once, looked up with suggestions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::suggest;
use crate::toml_source::span_of;

/// Words of the rule language, and the answer "not sure": none can be an id.
const RESERVED: [&str; 8] = ["or", "and", "not", "at", "least", "of", "is", "unsure"];

/// Things of one kind by their ids.
#[derive(Debug)]
pub(super) struct Names<T> {
    what: &'static str,
    entries: BTreeMap<String, (T, Span)>,
}

impl<T> Names<T> {
    /// No names yet, of things that messages call `what`.
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            entries: BTreeMap::new(),
        }
    }

    /// Gives a thing its name; a second of the same name is complained of, and left out.
    pub(super) fn define(
        &mut self,
        file: &Arc<SourceFile>,
        id: &Spanned<String>,
        thing: T,
        out: &mut Vec<Diagnostic>,
    ) {
        check_id(file, id, out);
        self.define_at(id.get_ref(), span_of(file, id), thing, out);
    }

    /// The same for a name that does not stand in the text, such as a file's.
    pub(super) fn define_at(&mut self, id: &str, span: Span, thing: T, out: &mut Vec<Diagnostic>) {
        if let Some((_, first)) = self.entries.get(id) {
            out.push(
                Diagnostic::at(
                    code::DUPLICATE_ID,
                    span,
                    format!("there are two {}s `{id}`", self.what),
                )
                .label("this is the second")
                .related(first.clone(), "this is the first")
                .help("give one of them another id"),
            );
        } else {
            self.entries.insert(id.to_owned(), (thing, span));
        }
    }

    /// What a name stands for, if anything.
    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.entries.get(id).map(|(thing, _)| thing)
    }

    /// What a name in a file stands for; one that stands for nothing is complained of.
    pub(super) fn find(
        &self,
        file: &Arc<SourceFile>,
        id: &Spanned<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<&T> {
        let found = self.get(id.get_ref());
        if found.is_none() {
            out.push(unknown(
                self.what,
                id.get_ref(),
                span_of(file, id),
                self.ids(),
            ));
        }
        found
    }

    /// Every name, in order.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Where a name was given.
    pub(super) fn place(&self, id: &str) -> Option<&Span> {
        self.entries.get(id).map(|(_, span)| span)
    }
}

/// The complaint that a name stands for nothing.
pub(crate) fn unknown<'a>(
    what: &str,
    id: &str,
    span: Span,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::at(code::UNKNOWN_ID, span, format!("unknown {what} `{id}`"))
        .label(format!("no {what} has this id"));
    diagnostic.help = suggest::help(id, known);
    diagnostic
}

/// Complains of an id that rules and links could not name.
pub(super) fn check_id(file: &Arc<SourceFile>, id: &Spanned<String>, out: &mut Vec<Diagnostic>) {
    let complaint = if RESERVED.contains(&id.get_ref().as_str()) {
        "this word has a meaning in rules"
    } else if !is_kebab_case(id.get_ref()) {
        "expected lower-case letters, digits and single hyphens between them"
    } else {
        return;
    };
    out.push(
        Diagnostic::at(
            code::BAD_ID,
            span_of(file, id),
            format!("`{id}` cannot be an id"),
        )
        .label(complaint),
    );
}

fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
