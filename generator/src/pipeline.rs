//! From a project to the files of its site, all in memory: read, resolve, render, check.
//!
//! Pure: values in, values and diagnostics out. Every part is tried, so that an author sees all that
//! is wrong at once; a plan comes out only when nothing is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::bibliography::{self, Bibliography};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::knowledge::{self, Compiled, PageFacts};
use crate::markdown::{self, Rendered, Surroundings};
use crate::page_check;
use crate::site::{self, Page, Site};
use crate::source::Project;
use crate::suggest;
use crate::template::Templates;
use crate::toml_source::span_of;
use crate::words::{self, Words};

mod claims;
mod plan;
mod render;

pub use plan::Plan;

/// What a build can be asked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Replaces the configured address.
    pub base_url: Option<String>,
    /// Takes drafts in.
    pub drafts: bool,
}

/// Where the checker's two scripts are, from the site's root.
const SCRIPT_URL: &str = "assets/checker.js";
const DATA_URL: &str = "assets/knowledge.js";

/// The TOML files of the content folder, beside scenarios.
const READ: [&str; 4] = [
    "sources.toml",
    "checker/questions.toml",
    "checker/red-flags.toml",
    "checker/reasoning.toml",
];
const SCENARIOS: &str = "checker/scenarios";

/// Makes the files of a project's site.
pub fn compile(project: &Project, options: &Options) -> (Option<Plan>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let guide = Guide::new(project, options, &mut out);
    let templates = guide.templates(&mut out);
    // A page that lacks what its template needs would only be complained of again.
    let can_render = !any_error(&out);
    let texts = guide.render_texts(&mut out);
    let Some(templates) = templates.filter(|_| can_render) else {
        return (None, out);
    };
    let (plan, origins) = guide.plan(&texts, &templates, &mut out);
    let Some(plan) = plan else {
        return (None, out);
    };
    let base_url = guide.base_url.as_deref();
    out.extend(page_check::check(&plan, &origins, base_url));
    let is_sound = !any_error(&out);
    (is_sound.then_some(plan), out)
}

fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// A project with everything resolved that can be without rendering.
struct Guide<'a> {
    project: &'a Project,
    base_url: Option<String>,
    words: Words,
    bibliography: Bibliography,
    site: Site,
    /// URL from the site's root of every page and file, by its path in the content folder.
    urls: BTreeMap<String, String>,
    knowledge: Option<Compiled>,
}

impl<'a> Guide<'a> {
    fn new(project: &'a Project, options: &Options, out: &mut Vec<Diagnostic>) -> Self {
        let (words, diagnostics) =
            words::read(&project.words, &project.config_file, &project.config);
        out.extend(diagnostics);
        let mut bibliography = Bibliography::new();
        if let Some(file) = project.texts.get(Utf8Path::new("sources.toml")) {
            let (read, diagnostics) = bibliography::read(file);
            bibliography = read;
            out.extend(diagnostics);
        }
        let (site, diagnostics) = site::build(&project.texts, options.drafts);
        out.extend(diagnostics);
        let pages = site
            .pages
            .iter()
            .map(|page| (page.source.to_string(), page.url.clone()));
        let files = project
            .files
            .keys()
            .map(|path| (path.to_string(), path.to_string()));
        let urls: BTreeMap<String, String> = pages.chain(files).collect();
        let base_url = base_url(project, options, out);
        let mut guide = Self {
            project,
            base_url,
            words,
            bibliography,
            site,
            urls,
            knowledge: None,
        };
        guide.check_nav(out);
        guide.check_stray(out);
        let input = guide.knowledge_input(out);
        // Facts in front matter that cannot be read would be complained of as missing.
        if guide.site.is_whole {
            let (knowledge, diagnostics) = knowledge::compile(&input);
            guide.knowledge = knowledge;
            out.extend(diagnostics);
        }
        guide
    }

    fn knowledge_input(&self, out: &mut Vec<Diagnostic>) -> knowledge::Input {
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
            scenarios: scenarios.map(|(_, file)| Arc::clone(file)).collect(),
            pages: with_facts
                .map(|page| PageFacts {
                    id: page.id.clone(),
                    file: Arc::clone(&page.file),
                    title: page.matter.title.clone(),
                    description: page.matter.description.clone(),
                    url: page.url.clone(),
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
    fn contacts(
        &self,
        out: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Vec<checker_engine::knowledge::Contact>> {
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

    fn check_nav(&self, out: &mut Vec<Diagnostic>) {
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
    fn check_stray(&self, out: &mut Vec<Diagnostic>) {
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

    /// The templates, if they can be read and every page has one.
    fn templates(&self, out: &mut Vec<Diagnostic>) -> Option<Templates> {
        let templates = match Templates::new(&self.project.templates) {
            Ok(templates) => templates,
            Err(diagnostics) => {
                out.extend(diagnostics);
                return None;
            }
        };
        let names: BTreeSet<&str> = templates.names().collect();
        for page in &self.site.pages {
            let name = page.template();
            if names.contains(name.as_str()) {
                continue;
            }
            let place = match &page.matter.template {
                Some(template) => span_of(&page.file, template),
                None => page.start(),
            };
            let message = format!("the template `{name}` is not there");
            let mut diagnostic = Diagnostic::at(code::TEMPLATE, place, message);
            diagnostic.help = suggest::help(&name, names.iter().copied());
            out.push(diagnostic);
        }
        Some(templates)
    }

    /// Every page's text as HTML, in the order of the pages.
    fn render_texts(&self, out: &mut Vec<Diagnostic>) -> Vec<Rendered> {
        let around = Surroundings {
            urls: &self.urls,
            sources: &self.bibliography.keys().cloned().collect(),
            source_word: self.words.theme.get("source").map_or("", String::as_str),
        };
        let rendered: Vec<(Rendered, Vec<Diagnostic>)> = self
            .site
            .pages
            .par_iter()
            .map(|page| {
                let (mut text, out) = markdown::render(page, &around);
                self.add_sources_of_facts(page, &mut text);
                (text, out)
            })
            .collect();
        rendered
            .into_iter()
            .map(|(text, diagnostics)| {
                out.extend(diagnostics);
                text
            })
            .collect()
    }

    /// A page lists the sources of its facts after those that its text cites.
    fn add_sources_of_facts(&self, page: &Page, text: &mut Rendered) {
        let facts = page
            .matter
            .cause
            .iter()
            .flat_map(|cause| cause.get_ref().sources())
            .map(|id| id.get_ref().as_str());
        let flags = self
            .knowledge
            .iter()
            .filter(|_| page.template() == render::RED_FLAGS)
            .flat_map(|compiled| &compiled.flag_sources);
        for id in facts.chain(flags.map(String::as_str)) {
            if !text.cited.iter().any(|cited| cited == id) {
                text.cited.push(id.to_owned());
            }
        }
    }
}

/// The address that absolute URLs begin with, with a slash at its end.
fn base_url(project: &Project, options: &Options, out: &mut Vec<Diagnostic>) -> Option<String> {
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
