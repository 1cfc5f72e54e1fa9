//! Causes, from the front matter of their pages.

use std::collections::BTreeMap;

use checker_engine::Mask;
use checker_engine::knowledge::{Cause, Danger, Millibans, QuestionIx, TreatmentIx, Weight};
use serde_spanned::Spanned;

use super::names::Names;
use super::questions::answer;
use super::reasoning::Reasoning;
use super::red_flags::check_sources;
use super::rule::Scope;
use super::{Input, PageFacts, facts, levels, ratio};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::toml_source::span_of;

/// A cause, with where its facts stand.
#[derive(Debug)]
pub(super) struct PlacedCause {
    /// The cause.
    pub(super) cause: Cause,
    /// The header of its `[cause]`.
    pub(super) header: Span,
    /// Its `applies` as written.
    pub(super) applies: Option<Span>,
    /// The question of each of its findings, in the order of the cause.
    pub(super) findings: Vec<Span>,
}

/// What the facts of a cause can speak of.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) input: &'a Input,
    pub(super) reasoning: &'a Reasoning,
    pub(super) scope: Scope<'a>,
    pub(super) treatments: &'a Names<TreatmentIx>,
}

/// Compiles the causes of all pages, ordered by id.
pub(super) fn causes(known: Known, out: &mut Vec<Diagnostic>) -> Vec<PlacedCause> {
    let mut names = Names::new("cause");
    let mut causes = Vec::new();
    for page in &known.input.pages {
        let Some(facts) = &page.cause else { continue };
        let header = span_of(&page.file, facts);
        if let Some(treatment) = known.treatments.place(&page.id) {
            out.push(
                Diagnostic::at(
                    code::DUPLICATE_ID,
                    header.clone(),
                    format!("a cause and a treatment are both called `{}`", page.id),
                )
                .label("this is the cause")
                .related(treatment.clone(), "this is the treatment")
                .help("rename one of the files"),
            );
        }
        names.define_at(&page.id, header, (), out);
        causes.extend(Reader { page, known, out }.cause(facts));
    }
    causes.sort_by(|a, b| a.cause.id.cmp(&b.cause.id));
    causes
}

struct Reader<'a> {
    page: &'a PageFacts,
    known: Known<'a>,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn cause(&mut self, written: &Spanned<facts::Cause>) -> Option<PlacedCause> {
        let file = &self.page.file;
        let header = span_of(file, written);
        let facts = written.get_ref();
        self.complete(&header, facts);
        let prior = self
            .known
            .reasoning
            .priors
            .find(file, &facts.prior, self.out)
            .copied();
        let treatments = facts
            .treatments
            .iter()
            .filter_map(|id| self.known.treatments.find(file, id, self.out).copied());
        let treatments = treatments.collect();
        let applies = facts.applies.as_ref();
        let rule = applies.and_then(|text| self.known.scope.parse(file, text, self.out));
        let danger = facts.danger.as_ref().and_then(|danger| self.danger(danger));
        let (findings, places) = self.findings(facts).into_iter().unzip();
        Some(PlacedCause {
            cause: Cause {
                id: self.page.id.clone(),
                layer: facts.kind,
                title: self.page.title.clone(),
                summary: self.page.description.clone(),
                url: self.page.url.clone(),
                evidence: facts.evidence,
                prior: prior?,
                applies: rule.map(|rule| rule.expr),
                findings,
                danger,
                treatments,
            },
            applies: applies.map(|text| span_of(file, text)),
            findings: places,
            header,
        })
    }

    fn complete(&mut self, header: &Span, facts: &facts::Cause) {
        let id = &self.page.id;
        let mut lacks = |what: &str, help: &str| {
            let message = format!("the cause `{id}` has no {what}");
            out_of(self.out, header, message, help);
        };
        if self.page.description.trim().is_empty() {
            lacks(
                "description",
                "add `description = \"...\"` above: one plain sentence",
            );
        }
        if facts.findings.is_empty() {
            lacks(
                "findings",
                "add a `[[cause.finding]]` for each answer that speaks for or against it",
            );
        }
    }

    fn danger(&mut self, danger: &facts::Danger) -> Option<Danger> {
        let level = levels::find(&self.page.file, &danger.level, self.out);
        let from = ratio::from_odds(&self.page.file, &danger.odds, self.out);
        Some(Danger {
            level: level?,
            from: from?,
        })
    }

    /// The findings, ordered by question, each with where that stands.
    fn findings(&mut self, facts: &facts::Cause) -> Vec<(Weight, Span)> {
        let mut groups = Names::new("group");
        let mut weights = Vec::new();
        let mut counted: BTreeMap<QuestionIx, Vec<(Mask, Span)>> = BTreeMap::new();
        for written in &facts.findings {
            let finding = written.get_ref();
            let group = finding
                .group
                .as_ref()
                .map_or(0, |name| self.group(&mut groups, name));
            check_sources(
                &self.page.file,
                &finding.sources,
                self.known.input,
                self.out,
            );
            let weight = self.weight(written);
            let Some((question, answers)) = self.answers(written) else {
                continue;
            };
            let place = span_of(&self.page.file, &finding.question);
            let before = counted.entry(question).or_default();
            if let Some((_, first)) = before.iter().find(|(mask, _)| mask & answers != 0) {
                self.out.push(
                    Diagnostic::at(
                        code::BAD_FINDING,
                        place.clone(),
                        format!("an answer to `{}` counts twice", finding.question),
                    )
                    .label("this is the second finding with it")
                    .related(first.clone(), "this is the first"),
                );
            }
            before.push((answers, place.clone()));
            let weight = weight.map(|weight| Weight {
                question,
                answers,
                weight,
                group,
            });
            weights.extend(weight.map(|weight| (weight, place)));
        }
        weights.sort_by_key(|(weight, _)| weight.question);
        weights
    }

    /// The number of a group, from 1.
    fn group(&mut self, groups: &mut Names<u8>, name: &Spanned<String>) -> u8 {
        if let Some(group) = groups.get(name.get_ref()) {
            return *group;
        }
        let next = u8::try_from(groups.ids().count() + 1).unwrap_or(u8::MAX);
        groups.define(&self.page.file, name, next, self.out);
        next
    }

    fn answers(&mut self, written: &Spanned<facts::Finding>) -> Option<(QuestionIx, Mask)> {
        let file = &self.page.file;
        let finding = written.get_ref();
        let names = match (&finding.answer, &finding.answers) {
            (Some(one), None) => std::slice::from_ref(one),
            (None, Some(several)) if !several.is_empty() => several.as_slice(),
            (None, _) => {
                self.complain(
                    written,
                    "a finding without an answer",
                    "expected `answer` or `answers`",
                );
                &[]
            }
            (Some(one), Some(_)) => {
                self.complain(
                    one,
                    "a finding with both `answer` and `answers`",
                    "expected one of them",
                );
                &[]
            }
        };
        let questions = self.known.scope.questions;
        let (index, question) = questions.look_up(file, &finding.question, self.out)?;
        let masks = names
            .iter()
            .filter_map(|name| answer(question, file, name, self.out));
        let answers = masks.fold(0, |all, mask| all | mask);
        (answers != 0).then_some((index, answers))
    }

    fn weight(&mut self, written: &Spanned<facts::Finding>) -> Option<Millibans> {
        let file = &self.page.file;
        let finding = written.get_ref();
        match (&finding.weight, &finding.lr) {
            (Some(name), None) => self
                .known
                .reasoning
                .strengths
                .find(file, name, self.out)
                .copied(),
            (None, Some(ratio)) => {
                if finding.sources.is_empty() {
                    self.out.push(
                        Diagnostic::at(
                            code::NO_SOURCE,
                            span_of(file, ratio),
                            "a likelihood ratio without a source",
                        )
                        .label("this number is somebody's finding")
                        .help("add `sources = [...]`, or name a strength with `weight`"),
                    );
                }
                ratio::from_ratio(file, ratio, self.out)
            }
            (None, None) => {
                self.complain(
                    written,
                    "a finding without a weight",
                    "expected `weight` or `lr`",
                );
                None
            }
            (Some(name), Some(_)) => {
                self.complain(
                    name,
                    "a finding with both `weight` and `lr`",
                    "expected one of them",
                );
                None
            }
        }
    }

    fn complain<T>(&mut self, place: &Spanned<T>, message: &str, label: &str) {
        let span = span_of(&self.page.file, place);
        self.out
            .push(Diagnostic::at(code::BAD_FINDING, span, message).label(label));
    }
}

/// The complaint that a page lacks something that the checker shows.
fn out_of(out: &mut Vec<Diagnostic>, header: &Span, message: String, help: &str) {
    out.push(
        Diagnostic::at(code::INCOMPLETE, header.clone(), message)
            .label("the checker shows it")
            .help(help),
    );
}
