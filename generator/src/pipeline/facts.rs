//! Everything that bears on the checker, gathered for [`knowledge::compile`].

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8Path;
use checker_engine::knowledge::Contact;

use super::{Guide, SCENARIOS};
use crate::diagnostic::{Diagnostic, code};
use crate::knowledge::{self, PageFacts};
use crate::markdown;
use crate::suggest;
use crate::toml_source::span_of;

impl Guide<'_> {
    pub(super) fn knowledge_input(&self, out: &mut Vec<Diagnostic>) -> knowledge::Input {
        let text = |path: &str| self.project.texts.get(Utf8Path::new(path)).cloned();
        let scenarios = self.project.texts.iter().filter(|(path, _)| {
            path.parent() == Some(Utf8Path::new(SCENARIOS)) && path.extension() == Some("toml")
        });
        let with_facts = self
            .site
            .pages
            .iter()
            .filter(|page| page.matter.cause.is_some() || page.matter.treatment.is_some());
        knowledge::Input {
            questions: text("checker/questions.toml"),
            red_flags: text("checker/red-flags.toml"),
            reasoning: text("checker/reasoning.toml"),
            diary: text("checker/diary.toml"),
            scenarios: scenarios.map(|(_, file)| Arc::clone(file)).collect(),
            pages: with_facts
                .map(|page| PageFacts {
                    id: page.id.clone(),
                    file: Arc::clone(&page.file),
                    title: page.matter.title.clone(),
                    description: page.matter.description.clone(),
                    path: page.source.clone(),
                    url: page.url.clone(),
                    headings: markdown::headings(page),
                    cause: page.matter.cause.clone(),
                    treatment: page.matter.treatment.clone(),
                })
                .collect(),
            sources: self.bibliography.keys().cloned().collect(),
            urls: self.urls.clone(),
            contacts: self.contacts(out),
            words: self.words.checker.clone(),
            reviewed: self.project.config.review.is_some(),
        }
    }

    /// The configured country's telephone numbers.
    fn contacts(&self, out: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<Contact>> {
        let config = &self.project.config;
        let Some(country) = &config.country else {
            return BTreeMap::new();
        };
        let found = config.contacts.get(country.get_ref());
        if found.is_none() {
            let span = span_of(&self.project.config_file, country);
            let mut diagnostic = Diagnostic::at(
                code::UNKNOWN_ID,
                span,
                format!("no contacts for the country `{}`", country.get_ref()),
            );
            diagnostic.help = suggest::help(
                country.get_ref(),
                config.contacts.keys().map(String::as_str),
            )
            .or_else(|| Some("add `[contacts.XX]`".into()));
            out.push(diagnostic);
        }
        found.cloned().unwrap_or_default()
    }
}
