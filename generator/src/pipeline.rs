//! From a project to the files of its site, all in memory: read, resolve, render, check.
//!
//! Pure: values in, values and diagnostics out. Every part is tried, so that an author sees all that
//! is wrong at once; a plan comes out only when nothing is.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use rayon::prelude::*;

use crate::bibliography::{self, Bibliography};
use crate::diagnostic::{Diagnostic, Severity, code};
use crate::html;
use crate::knowledge::{self, Compiled};
use crate::markdown::{self, Document, Rendered, Surroundings};
use crate::page_check;
use crate::prose::check as prose;
use crate::site::{self, Page, Site};
use crate::source::Project;
use crate::suggest;
use crate::template::Templates;
use crate::toml_source::span_of;
use crate::words::{self, Words};

mod checks;
mod claims;
mod facts;
mod mentions;
mod plan;
mod render;
mod search;

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
pub(crate) const DATA_URL: &str = "assets/knowledge.js";

/// Where the script with the programmes and the diary's rules is, from the site's root.
const FACTS_URL: &str = "assets/plan-facts.js";

/// The drawings of the body to point at, one for each view, in the content folder.
const MAP: &str = "checker/map";

/// Where the scenarios of the checker are, in the content folder.
const SCENARIOS: &str = "checker/scenarios";

/// Makes the files of a project's site.
pub fn compile(project: &Project, options: &Options) -> (Option<Plan>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let guide = Guide::new(project, options, &mut out);
    let templates = guide.templates(&mut out);
    // A page that lacks what its template needs would only be complained of again.
    let can_render = !any_error(&out);
    let texts = guide.render_texts(&mut out);
    let (config, config_file) = (&project.config, &project.config_file);
    out.extend(prose::check(&guide.site, config, config_file));
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
    // A page may seem an orphan only because a link to it is broken.
    out.retain(|diagnostic| is_sound || diagnostic.code != code::ORPHAN);
    (is_sound.then_some(plan), out)
}

/// What a project's checker knows, if it has one and nothing is wrong with it.
pub fn knowledge(project: &Project, options: &Options) -> (Option<Compiled>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let knowledge = Guide::new(project, options, &mut out).knowledge;
    (knowledge.filter(|_| !any_error(&out)), out)
}

/// How large each drawing says that it is, so that a page keeps its place for it.
fn drawings(project: &Project) -> BTreeMap<String, (u32, u32)> {
    let drawings = project.files.iter();
    drawings
        .filter(|(path, _)| path.extension() == Some("svg"))
        .filter_map(|(path, bytes)| {
            let root = html::elements(str::from_utf8(bytes).ok()?)
                .into_iter()
                .next()?;
            let size = |name| root.get(name)?.parse().ok();
            Some((path.to_string(), (size("width")?, size("height")?)))
        })
        .collect()
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
    /// Width and height of every drawing, by its path in the content folder.
    drawings: BTreeMap<String, (u32, u32)>,
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
        let base_url = checks::base_url(project, options, out);
        let mut guide = Self {
            project,
            base_url,
            words,
            bibliography,
            site,
            urls,
            drawings: drawings(project),
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
            guide.check_map(out);
        }
        guide
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
        let sources = self.bibliography.keys().cloned().collect();
        let around = self.surroundings(&sources, None);
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

    fn surroundings<'b>(
        &'b self,
        sources: &'b BTreeSet<String>,
        document: Option<&'b Document>,
    ) -> Surroundings<'b> {
        let word = |key: &str| self.words.theme.get(key).map_or("", String::as_str);
        Surroundings {
            urls: &self.urls,
            drawings: &self.drawings,
            sources,
            source_word: word("source"),
            awaits_review: word("awaits"),
            document,
        }
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
