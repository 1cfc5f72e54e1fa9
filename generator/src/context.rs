//! What templates are given; the table in `ARCHITECTURE.md`, "Templates", as types.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::bibliography;
use crate::config::Review;
use crate::knowledge::context::{
    CauseContext, CheckerContext, EvidenceContext, Judgement, TreatmentContext,
};
use crate::markdown;

/// Everything that a template is given.
#[derive(Serialize)]
pub struct Context<'a> {
    /// The site, as seen from the page.
    pub site: Site<'a>,
    /// The page.
    pub page: Page<'a>,
    /// What the section holds, on the index of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Section<'a>>,
    /// What the checker knows, where the guide has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checker: Option<CheckerContext>,
    /// Every page of text as a chapter, in order, for `whole.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapters: Option<Vec<Chapter<'a>>>,
    /// Everything that has no source yet, for `review.html`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awaiting: Option<Awaiting<'a>>,
    /// Every source that any page cites, for `sources.html`.
    pub bibliography: &'a [Cited],
}

/// `site`.
#[derive(Clone, Serialize)]
pub struct Site<'a> {
    /// A short name that tells it from other guides at the same address.
    pub id: String,
    /// The guide's name.
    pub title: &'a str,
    /// A sentence about it.
    pub description: &'a str,
    /// Its language.
    pub language: &'a str,
    /// Where it will be served, with a slash at the end.
    pub base_url: Option<&'a str>,
    /// The main navigation.
    pub nav: Vec<Nav<'a>>,
    /// Said until somebody has looked the guide over; empty afterwards.
    pub unreviewed: &'a str,
    /// Who has looked it over.
    pub review: Option<&'a Review>,
    /// The theme's words.
    pub words: &'a BTreeMap<String, String>,
    /// The checker's page.
    pub checker_url: Option<String>,
    /// The page of urgent signs.
    pub red_flags_url: Option<String>,
    /// The page with the diary.
    pub diary_url: Option<String>,
}

/// An entry of the main navigation.
#[derive(Clone, Serialize)]
pub struct Nav<'a> {
    /// What it says.
    pub title: &'a str,
    /// Where it leads.
    pub url: String,
    /// Whether it leads to this page.
    pub current: bool,
    /// Whether it leads to a section that this page is in.
    pub inside: bool,
}

/// A link to a page.
#[derive(Clone, Debug, Serialize)]
pub struct Link<'a> {
    /// The page's title.
    pub title: &'a str,
    /// The page's URL.
    pub url: String,
}

/// `page`.
#[derive(Serialize)]
pub struct Page<'a> {
    /// Its heading.
    pub title: &'a str,
    /// A sentence about it.
    pub description: &'a str,
    /// Its URL from the site's root.
    pub path: &'a str,
    /// The way from it to the site's root.
    pub root: String,
    /// What kind of page it is.
    pub kind: &'static str,
    /// Its text as HTML.
    pub content: &'a str,
    /// Its headings.
    pub toc: &'a [markdown::Entry],
    /// Minutes to read it.
    pub minutes: usize,
    /// The day it was last looked over.
    pub reviewed: Option<&'a str>,
    /// The sections that it is in, outermost first.
    pub breadcrumbs: Vec<Link<'a>>,
    /// The page before it in its section.
    pub previous: Option<Link<'a>>,
    /// The page after it in its section.
    pub next: Option<Link<'a>>,
    /// Pages whose text leads here, and that this one's does not lead to.
    pub mentioned_by: Vec<Link<'a>>,
    /// The sources that it cites.
    pub sources: Vec<bibliography::Entry>,
    /// Its address, where one is configured.
    pub canonical: Option<String>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Its Content-Security-Policy.
    pub csp: &'static str,
    /// On a page about a cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseContext>,
    /// On a page about a treatment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment: Option<TreatmentContext>,
}

/// `section`.
#[derive(Serialize)]
pub struct Section<'a> {
    /// Its pages.
    pub pages: Vec<Item<'a>>,
    /// The sections directly in it.
    pub sections: Vec<Item<'a>>,
}

/// A page in a list.
#[derive(Serialize)]
pub struct Item<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its URL.
    pub url: String,
    /// A sentence about it.
    pub description: &'a str,
    /// What kind of page it is.
    pub kind: &'static str,
    /// How far research supports what it is about.
    pub evidence: Option<EvidenceContext>,
    /// Its own pages, where it is a section.
    pub pages: Vec<Link<'a>>,
}

/// A page of text as part of the whole guide as one document.
#[derive(Serialize)]
pub struct Chapter<'a> {
    /// The id of its heading.
    pub id: String,
    /// Its title.
    pub title: &'a str,
    /// A sentence about it.
    pub description: &'a str,
    /// Whether it begins a section.
    pub begins: bool,
    /// Its text as HTML, whose headings are of the third rank and below.
    pub content: String,
}

/// `awaiting`: what somebody qualified has to look at.
#[derive(Serialize)]
pub struct Awaiting<'a> {
    /// Pages that state something without a source, in the order of the site.
    pub pages: Vec<AwaitingPage<'a>>,
    /// What red flags without a source say.
    pub flags: &'a [String],
    /// How many statements there are on all pages.
    pub statements: usize,
    /// How many judgements there are on all pages.
    pub judgements: usize,
}

/// A page that states something without a source.
#[derive(Serialize)]
pub struct AwaitingPage<'a> {
    /// The page.
    #[serde(flatten)]
    pub link: Link<'a>,
    /// Sentences of its text.
    pub statements: Vec<Statement>,
    /// What the checker takes answers to say.
    pub judgements: Vec<Judgement>,
}

/// A sentence, and where it stands.
#[derive(Serialize)]
pub struct Statement {
    /// As plain text.
    pub text: String,
    /// The heading that it stands under.
    pub url: String,
}

/// A source with the pages that cite it.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// The source.
    #[serde(flatten)]
    pub entry: bibliography::Entry,
    /// The pages that cite it.
    pub pages: Vec<CitedOn>,
}

/// A page that cites a source.
#[derive(Clone, Debug, Serialize)]
pub struct CitedOn {
    /// Its title.
    pub title: String,
    /// Its URL.
    pub url: String,
}
