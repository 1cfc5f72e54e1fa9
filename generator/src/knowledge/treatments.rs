//! Treatments, from the front matter of their pages.

use checker_engine::knowledge::{Expr, Treatment, TreatmentIx};
use serde_spanned::Spanned;

use super::names::Names;
use super::reasoning::Reasoning;
use super::rule::{Rule, Scope};
use super::{Input, PageFacts, facts};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::toml_source::span_of;

/// A treatment, with where its facts stand.
#[derive(Debug)]
pub(super) struct PlacedTreatment {
    /// The treatment.
    pub(super) treatment: Treatment,
    /// The header of its `[treatment]`.
    pub(super) header: Span,
    /// Its `offer` as written.
    pub(super) offer: Option<Span>,
    /// Its `forbid` as read, with where it stands.
    pub(super) forbid: Option<(Rule, Span)>,
}

/// Compiles the treatments of all pages in the order shown: by stage, then by page.
pub(super) fn treatments(
    input: &Input,
    reasoning: &Reasoning,
    scope: Scope,
    out: &mut Vec<Diagnostic>,
) -> (Vec<PlacedTreatment>, Names<TreatmentIx>) {
    let mut treatments: Vec<PlacedTreatment> = input
        .pages
        .iter()
        .filter_map(|page| Some((page, page.treatment.as_ref()?)))
        .map(|(page, facts)| treatment(page, facts, reasoning, scope, out))
        .collect();
    treatments.sort_by_key(|placed| placed.treatment.stage);

    let mut names = Names::new("treatment");
    for (index, placed) in (0..).zip(&treatments) {
        names.define_at(&placed.treatment.id, placed.header.clone(), index, out);
    }
    (treatments, names)
}

/// There is always one, though it may lack what could not be read, so that its name is known.
fn treatment(
    page: &PageFacts,
    written: &Spanned<facts::Treatment>,
    reasoning: &Reasoning,
    scope: Scope,
    out: &mut Vec<Diagnostic>,
) -> PlacedTreatment {
    let file = &page.file;
    let header = span_of(file, written);
    let facts = written.get_ref();
    if page.description.trim().is_empty() {
        let message = format!("the treatment `{}` has no description", page.id);
        out.push(
            Diagnostic::at(code::INCOMPLETE, header.clone(), message)
                .label("the checker shows it")
                .help("add `description = \"...\"` above: one plain sentence"),
        );
    }
    let stage = reasoning.stage_names.find(file, &facts.stage, out);
    let offer = facts.offer.as_ref();
    let mut rule = |text| scope.parse(file, text, out);
    let always = offer.is_some_and(|text| text.get_ref() == "always");
    let forbid = facts.forbid.as_ref();
    let forbid = forbid.and_then(|text| Some((rule(text)?, span_of(file, text))));
    PlacedTreatment {
        treatment: Treatment {
            id: page.id.clone(),
            title: page.title.clone(),
            summary: page.description.clone(),
            url: page.url.clone(),
            stage: stage.copied().unwrap_or_default(),
            evidence: facts.evidence,
            offer: match offer {
                Some(_) if always => Some(Expr::All(Vec::new())),
                Some(text) => rule(text).map(|rule| rule.expr),
                None => None,
            },
            forbid: forbid.as_ref().map(|(rule, _)| rule.expr.clone()),
            activity: facts.activity || facts.harmful,
            discuss: facts.discuss,
        },
        offer: offer.map(|text| span_of(file, text)),
        forbid,
        header,
    }
}
