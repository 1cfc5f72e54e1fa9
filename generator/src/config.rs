//! A guide's configuration, `guideway.toml`, as written.

use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::knowledge::Contact;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::day::Day;
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::{self, span_of};

/// The name of the configuration file; the folder that holds it is the project.
pub const FILE_NAME: &str = "guideway.toml";

/// Everything that `guideway.toml` can say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The guide's name.
    pub title: String,
    /// A sentence about it.
    #[serde(default)]
    pub description: String,
    /// Its language, as in `lang` attributes.
    #[serde(default = "english")]
    pub language: String,
    /// Where it will be served. Only what needs absolute URLs needs it.
    pub base_url: Option<Spanned<String>>,
    /// A folder with a theme, over the built-in one.
    pub theme: Option<Spanned<String>>,
    /// The folder with the pages.
    #[serde(default = "content")]
    pub content: Spanned<String>,
    /// The folder that a build writes.
    #[serde(default = "output")]
    pub output: Spanned<String>,
    /// Whose telephone numbers are shown: a key of `contacts`.
    pub country: Option<Spanned<String>>,
    /// The main navigation, in order.
    #[serde(default)]
    pub nav: Vec<NavEntry>,
    /// Telephone numbers by country and name.
    #[serde(default)]
    pub contacts: BTreeMap<String, BTreeMap<String, Vec<Contact>>>,
    /// Who has looked the guide over, once somebody has.
    pub review: Option<Review>,
    /// What is asked of the pages' texts.
    #[serde(default)]
    pub prose: Prose,
    /// Which sections pages of a kind have.
    #[serde(default)]
    pub sections: Sections,
    /// What kinds of sources there are, in words, by their name in the bibliography.
    #[serde(default, rename = "source-kinds")]
    pub source_kinds: BTreeMap<String, String>,
    /// Replaces words of the theme.
    #[serde(default)]
    pub words: BTreeMap<Spanned<String>, String>,
}

/// One entry of the main navigation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NavEntry {
    /// The page, relative to the content folder.
    pub page: Spanned<String>,
    /// What the link says; the page's title where there is none.
    pub title: Option<String>,
}

/// What is asked of the pages' texts; nothing where nothing is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prose {
    /// The page whose headings are names that it explains, relative to the content folder. Elsewhere
    /// each counts as one easy word.
    pub glossary: Option<Spanned<String>>,
    /// The Flesch-Kincaid grade of the page in the middle, at most.
    pub median_grade: Option<f64>,
    /// That of the hardest page, at most.
    pub most_grade: Option<f64>,
    /// Whether every sentence that states a figure has to cite a source, or say that it has none.
    #[serde(default)]
    pub figures_need_sources: bool,
}

/// The headings of the second rank that pages of a kind have, in order; others may stand between.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sections {
    /// Pages about a condition.
    #[serde(default)]
    pub condition: Vec<String>,
    /// Pages about a contributor.
    #[serde(default)]
    pub contributor: Vec<String>,
    /// Pages about a treatment.
    #[serde(default)]
    pub treatment: Vec<String>,
}

/// Who has looked the guide over, and when.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Name and profession.
    pub by: String,
    /// When.
    pub date: Day,
}

/// Reads the configuration.
pub fn read(file: &Arc<SourceFile>) -> (Option<Config>, Vec<Diagnostic>) {
    let (config, mut out) = toml_source::parse_file::<Config>(file);
    let Some(config) = config else {
        return (None, out);
    };
    // Whatever a site is made of is in the project, so that the same project makes the same site.
    for folder in [&config.content].into_iter().chain(&config.theme) {
        let path = folder.get_ref();
        let leaves = path.split(['/', '\\']).any(|part| part == "..");
        if leaves || path.starts_with(['/', '\\']) || path.contains(':') {
            let message = format!("`{path}` is not a folder of the project");
            out.push(
                Diagnostic::at(code::NO_FOLDER, span_of(file, folder), message)
                    .label("expected a path from the folder of `guideway.toml`"),
            );
            return (None, out);
        }
    }
    (Some(config), out)
}

fn english() -> String {
    "en".into()
}

fn content() -> Spanned<String> {
    Spanned::new(0..0, "content".into())
}

fn output() -> Spanned<String> {
    Spanned::new(0..0, "site".into())
}
