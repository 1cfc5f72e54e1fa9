//! `content/checker/red-flags.toml`: named rules, rules that set a level, and what is never offered.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::knowledge::Flag;
use serde::Deserialize;
use serde_spanned::Spanned;

use super::names::{Names, unknown};
use super::prove::never::NeverEntry;
use super::questions::Questions;
use super::rule::{Rule, Scope};
use super::{Input, levels};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::toml_source::{parse_file, span_of, span_within};

/// The file, read but not yet compiled.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RedFlags {
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "flag")]
    flags: Vec<FlagEntry>,
    #[serde(default, rename = "never")]
    pub(super) nevers: Vec<Spanned<NeverEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FlagEntry {
    id: Spanned<String>,
    level: Spanned<String>,
    when: Spanned<String>,
    because: String,
    #[serde(default)]
    may_mean: String,
    page: Option<Spanned<String>>,
    #[serde(default)]
    sources: Vec<Spanned<String>>,
    /// Nothing that was read says so: it awaits a professional's review.
    #[serde(default)]
    review: bool,
}

/// A flag, with where it stands.
#[derive(Debug)]
pub(super) struct PlacedFlag {
    /// The flag.
    pub(super) flag: Flag,
    /// Its rule as written.
    pub(super) when: Span,
    /// Its rule as read.
    pub(super) rule: Rule,
}

impl RedFlags {
    /// Reads the file; none when it is not TOML of the right shape.
    pub(super) fn read(file: &Arc<SourceFile>, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let (written, complaints) = parse_file(file);
        out.extend(complaints);
        written
    }

    /// Compiles the rules that have a name; each can use those above it.
    pub(super) fn rules(
        &self,
        file: &Arc<SourceFile>,
        questions: &Questions,
        out: &mut Vec<Diagnostic>,
    ) -> Names<Rule> {
        let mut written: Vec<_> = self.rules.iter().collect();
        written.sort_by_key(|(name, _)| name.span().start);
        let mut rules = Names::new("rule");
        for (name, text) in written {
            if let Some((question, _)) = questions.find(name.get_ref()) {
                let mut clash = Diagnostic::at(
                    code::DUPLICATE_ID,
                    span_of(file, name),
                    format!("a rule and a question are both called `{name}`"),
                )
                .label("this is the rule")
                .help("give one of them another id");
                if let Some(place) = questions.place(question) {
                    clash = clash.related(place.clone(), "this is the question");
                }
                out.push(clash);
            }
            let scope = Scope {
                questions,
                rules: &rules,
            };
            // A rule that could not be read is still known, so that its uses are not complained of.
            let rule = scope.parse(file, text, out).unwrap_or_default();
            rules.define(file, name, rule, out);
        }
        rules
    }

    /// Compiles the flags, highest level first.
    pub(super) fn flags(
        &self,
        file: &Arc<SourceFile>,
        scope: Scope,
        input: &Input,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<PlacedFlag> {
        let mut names = Names::new("red flag");
        let mut flags = Vec::new();
        for written in &self.flags {
            names.define(file, &written.id, (), out);
            check_sources(file, &written.sources, input, out);
            let level = levels::find(file, &written.level, out);
            let page = written.page.as_ref();
            let url = page.map_or(Some(String::new()), |page| url_of(file, page, input, out));
            let Some(rule) = scope.parse(file, &written.when, out) else {
                continue;
            };
            let (Some(level), Some(url)) = (level, url) else {
                continue;
            };
            flags.push(PlacedFlag {
                flag: Flag {
                    id: written.id.get_ref().clone(),
                    level,
                    when: rule.expr.clone(),
                    because: written.because.clone(),
                    may_mean: written.may_mean.clone(),
                    url,
                },
                when: span_of(file, &written.when),
                rule,
            });
        }
        flags.sort_by_key(|placed| Reverse(placed.flag.level));
        flags
    }

    /// What the flags say that await review.
    pub(super) fn awaiting(&self) -> impl Iterator<Item = &str> {
        let awaiting = self.flags.iter().filter(|flag| flag.review);
        awaiting.map(|flag| flag.because.as_str())
    }

    /// Ids of the sources of all flags, in the order written, repeats included.
    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        let sources = self.flags.iter().flat_map(|flag| &flag.sources);
        sources.map(|id| id.get_ref().as_str())
    }
}

/// Complains of ids that the bibliography has not.
pub(super) fn check_sources(
    file: &Arc<SourceFile>,
    sources: &[Spanned<String>],
    input: &Input,
    out: &mut Vec<Diagnostic>,
) {
    for id in sources {
        if !input.sources.contains(id.get_ref()) {
            let known = input.sources.iter().map(String::as_str);
            out.push(Diagnostic {
                code: code::UNKNOWN_SOURCE,
                ..unknown("source", id.get_ref(), span_of(file, id), known)
            });
        }
    }
}

/// The URL of a page that may have an anchor.
fn url_of(
    file: &Arc<SourceFile>,
    page: &Spanned<String>,
    input: &Input,
    out: &mut Vec<Diagnostic>,
) -> Option<String> {
    let path = page.get_ref().split('#').next().unwrap_or_default();
    let anchor = &page.get_ref()[path.len()..];
    let url = input.urls.get(path);
    if url.is_none() {
        let span = span_within(file, page, 0..path.len());
        let known = input.urls.keys().map(String::as_str);
        out.push(unknown("page", path, span, known).label("no page has this path in the content"));
    }
    url.map(|url| format!("{url}{anchor}"))
}
