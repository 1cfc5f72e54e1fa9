//! What `[prose]` and `[sections]` of the configuration ask of the pages' texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use checker_engine::knowledge::Layer;
use rayon::prelude::*;

use super::figures::{states_one, unsupported};
use super::reading::{Names, Reading};
use super::{Passage, passages};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::markdown;
use crate::site::{Page, Site};
use crate::suggest;
use crate::toml_source::span_of;

/// A page with how hard it is to read.
#[derive(Debug)]
pub struct Measured<'a> {
    /// The page.
    pub page: &'a Page,
    /// What was counted in its text.
    pub reading: Reading,
    /// Its Flesch-Kincaid grade.
    pub grade: f64,
}

/// How hard every page is to read, hardest first; pages without a text are left out.
pub fn measure<'a>(site: &'a Site, config: &Config) -> Vec<Measured<'a>> {
    let names = names(site, config);
    let mut measured: Vec<_> = site
        .pages
        .par_iter()
        .filter_map(|page| {
            let reading = Reading::of(&passages(page), &names);
            let grade = reading.grade()?;
            Some(Measured {
                page,
                reading,
                grade,
            })
        })
        .collect();
    measured.sort_by(|a, b| b.grade.total_cmp(&a.grade));
    measured
}

/// The grade of the page in the middle.
pub fn median(measured: &[Measured]) -> f64 {
    measured
        .get(measured.len() / 2)
        .map_or(0.0, |middle| middle.grade)
}

/// Everything that is asked for and does not hold.
pub fn check(site: &Site, config: &Config, config_file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    check_sections(site, config, &mut out);
    check_reading(site, config, config_file, &mut out);
    if config.prose.figures_need_sources {
        let phones = phones(config);
        let found: Vec<_> = site
            .pages
            .par_iter()
            .filter(|page| !page.matter.own_figures)
            .flat_map_iter(|page| check_figures(page, &passages(page), &phones))
            .collect();
        out.extend(found);
    }
    out
}

fn check_reading(
    site: &Site,
    config: &Config,
    config_file: &Arc<SourceFile>,
    out: &mut Vec<Diagnostic>,
) {
    let prose = &config.prose;
    if let Some(glossary) = &prose.glossary
        && site.page(Utf8Path::new(glossary.get_ref())).is_none()
    {
        let path = glossary.get_ref();
        let message = format!("the glossary `{path}` is not there");
        let span = span_of(config_file, glossary);
        let mut diagnostic = Diagnostic::at(code::BROKEN_LINK, span, message)
            .label("no such page in the content folder");
        diagnostic.help = suggest::help(path, site.by_source.keys().map(|path| path.as_str()));
        out.push(diagnostic);
    }
    if prose.median_grade.is_none() && prose.most_grade.is_none() {
        return;
    }
    let measured = measure(site, config);
    for page in &measured {
        if let Some(most) = prose.most_grade
            && page.grade > most
        {
            let message = format!(
                "the page is hard to read: grade {:.1}, of at most {most:.1}",
                page.grade
            );
            out.push(
                Diagnostic::at(code::HARD_TO_READ, page.page.start(), message)
                    .label("its text has long sentences or long words")
                    .help("split the longest sentences, and say long words in plain ones; `guideway prose` shows every page"),
            );
        }
    }
    let middle = median(&measured);
    if let Some(most) = prose.median_grade
        && middle > most
    {
        let message = format!(
            "the pages are hard to read: grade {middle:.1} in the middle, of at most {most:.1}"
        );
        out.push(
            Diagnostic::new(code::HARD_TO_READ, message)
                .help("begin with the hardest that `guideway prose` shows"),
        );
    }
}

fn check_figures(page: &Page, passages: &[Passage], phones: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let facts = page.matter.cause.iter();
    for finding in facts.flat_map(|cause| &cause.get_ref().findings) {
        let facts = finding.get_ref();
        if facts.sources.is_empty() && !facts.review {
            out.push(
                Diagnostic::at(
                    code::NO_SOURCE,
                    span_of(&page.file, &facts.question),
                    "a finding without a source",
                )
                .help("add `sources = [\"...\"]`, or `review = true` where none is known"),
            );
        }
    }
    if states_one(&page.matter.description, phones) {
        out.push(
            Diagnostic::at(
                code::FIGURE_WITHOUT_SOURCE,
                page.start(),
                "the description states a figure, and cannot cite a source",
            )
            .help("say it in the text, where it can"),
        );
    }
    for sentence in unsupported(passages, phones) {
        let span = Span {
            file: Arc::clone(&page.file),
            range: sentence.range.clone(),
        };
        out.push(
            Diagnostic::at(
                code::FIGURE_WITHOUT_SOURCE,
                span,
                "a figure without a source",
            )
            .label("nothing backs this number, share or span of time")
            .help("cite a source as `[@id]`, or say with `[@?]` that it has none yet"),
        );
    }
    out
}

/// A kind of page has the sections that the configuration lists, in that order; others may stand
/// between them.
fn check_sections(site: &Site, config: &Config, out: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let cause = page.matter.cause.as_ref();
        let wanted = match cause.map(|cause| cause.get_ref().kind) {
            Some(Layer::Condition) => &config.sections.condition,
            Some(Layer::Contributor) => &config.sections.contributor,
            None if page.matter.treatment.is_some() => &config.sections.treatment,
            None => continue,
        };
        let titles = markdown::section_titles(page);
        let mut from = 0;
        for title in wanted {
            let rest = titles.get(from..).unwrap_or_default();
            if let Some(place) = rest.iter().position(|found| found == title) {
                from += place + 1;
                continue;
            }
            let message = format!("the page has no section “{title}”");
            let mut diagnostic = Diagnostic::at(code::NO_SECTION, page.start(), message);
            diagnostic = if titles.contains(title) {
                diagnostic.label("it is there, but not at its place in the order")
            } else {
                diagnostic.label(format!("expected, in this order: {}", wanted.join("; ")))
            };
            let near = suggest::nearest(title, titles.iter().map(String::as_str));
            diagnostic.help = Some(match near.filter(|near| near != title) {
                Some(near) => format!("is it “{near}”?"),
                None => format!("add `## {title}`"),
            });
            out.push(diagnostic);
            break;
        }
    }
}

/// What the glossary explains: its headings.
fn names(site: &Site, config: &Config) -> Names {
    let glossary = config.prose.glossary.as_ref();
    let page = glossary.and_then(|path| site.page(Utf8Path::new(path.get_ref())));
    let titles = page.map(markdown::section_titles).unwrap_or_default();
    Names::new(titles.iter().map(String::as_str))
}

/// Groups of digits that are telephone numbers: those of every contact, and those that its label names.
fn phones(config: &Config) -> BTreeSet<String> {
    let digits = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let by_country: &BTreeMap<_, BTreeMap<_, _>> = &config.contacts;
    by_country
        .values()
        .flat_map(BTreeMap::values)
        .flatten()
        .flat_map(|contact| [digits(&contact.number), digits(&contact.label)].concat())
        .collect()
}
