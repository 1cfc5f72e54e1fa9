//! Pages through templates.

use std::borrow::Cow;
use std::collections::BTreeMap;

use camino::Utf8Path;

use super::mentions::Mentions;
use super::{DATA_URL, FACTS_URL, Guide, MAP, SCRIPT_URL};
use crate::bibliography::{self, Source};
use crate::context::{
    Awaiting, AwaitingPage, Chapter, Cited, CitedOn, Context, Item, Link, Nav, Page as PageContext,
    Section, Site as SiteContext, Statement,
};
use crate::day::Day;
use crate::diagnostic::Diagnostic;
use crate::knowledge::context::{EvidenceContext, Judgement};
use crate::links;
use crate::markdown::{self, Document, Rendered};
use crate::prose::{self, Support};
use crate::site::{Kind, Page, PageIx};
use crate::template::Templates;

/// The templates that are given what the checker knows, and the bibliography.
pub(super) const CHECKER: &str = "checker.html";
pub(super) const RED_FLAGS: &str = "red-flags.html";
pub(super) const SOURCES: &str = "sources.html";
pub(super) const DIARY: &str = "diary.html";
pub(super) const REVIEW: &str = "review.html";
pub(super) const WHOLE: &str = "whole.html";

/// Everything from the site itself, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";
/// The same where the checker runs, which is WebAssembly.
const CHECKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// What is known once all texts are rendered, which any page may need of the others.
pub(super) struct Gathered<'a> {
    /// In the order of the pages.
    pub(super) texts: &'a [Rendered],
    /// Every source that any page cites; URLs from the root.
    pub(super) bibliography: Vec<Cited>,
    /// Which texts lead to which.
    pub(super) mentions: Mentions,
}

type Html = Result<String, Box<Diagnostic>>;

impl Guide<'_> {
    /// One page as a reader gets it.
    pub(super) fn render_page(
        &self,
        index: PageIx,
        around: &Gathered,
        templates: &Templates,
    ) -> Html {
        let page = &self.site.pages[index];
        let text = &around.texts[index];
        let template = page.template();
        let relative = |to: &str| links::relative(&page.url, to);
        let (previous, next) = self.site.neighbours(index);
        let knowledge = self.knowledge.as_ref();
        let shows_checker = [CHECKER, RED_FLAGS, DIARY].contains(&template.as_str());
        let bibliography: Vec<Cited> = if template == SOURCES || template == WHOLE {
            cited_from(&page.url, &around.bibliography)
        } else {
            Vec::new()
        };
        let context = Context {
            site: self.site_context(&relative, Some(page)),
            page: PageContext {
                title: &page.matter.title,
                description: &page.matter.description,
                path: &page.url,
                root: links::root(&page.url),
                kind: page.kind.name(),
                content: &text.html,
                toc: &text.contents,
                minutes: text.minutes,
                reviewed: page.matter.reviewed.as_ref().map(Day::as_str),
                breadcrumbs: self
                    .site
                    .ancestors(index)
                    .into_iter()
                    .map(|page| self.link(page, &relative))
                    .collect(),
                previous: previous.map(|page| self.link(page, &relative)),
                next: next.map(|page| self.link(page, &relative)),
                mentioned_by: around
                    .mentions
                    .unreturned(self, index)
                    .into_iter()
                    .map(|other| self.link(&self.site.pages[other], &relative))
                    .collect(),
                sources: text
                    .cited
                    .iter()
                    .enumerate()
                    .filter_map(|(place, id)| Some(self.entry(self.bibliography.get(id)?, place)))
                    .collect(),
                canonical: self
                    .base_url
                    .as_ref()
                    .map(|base| links::address(base, &page.url)),
                noindex: false,
                csp: if template == CHECKER {
                    CHECKER_POLICY
                } else {
                    POLICY
                },
                cause: knowledge
                    .and_then(|compiled| compiled.cause_context(&page.id, &relative))
                    .filter(|_| page.matter.cause.is_some()),
                treatment: knowledge
                    .and_then(|compiled| compiled.treatment_context(&page.id, &relative))
                    .filter(|_| page.matter.treatment.is_some()),
            },
            section: matches!(page.kind, Kind::Home | Kind::Section)
                .then(|| self.section(index, &relative)),
            checker: knowledge.filter(|_| shows_checker).map(|compiled| {
                let urls = [SCRIPT_URL, DATA_URL, FACTS_URL];
                compiled.checker_context(urls, self.map(), &relative)
            }),
            chapters: (template == WHOLE).then(|| self.chapters(page, &bibliography)),
            awaiting: (template == REVIEW).then(|| self.awaiting(&relative)),
            bibliography: &bibliography,
        };
        templates.render(&template, &context, page.file.path.as_str())
    }

    /// A page at an old path that sends the reader on.
    pub(super) fn render_alias(&self, path: &str, page: &Page, templates: &Templates) -> Html {
        let relative = |to: &str| links::relative(path, to);
        let target = relative(&page.url);
        let mut context = self.bare(&relative, path, links::root(path), "alias");
        context.page.title = &page.matter.title;
        context.page.content = &target;
        context.page.canonical = self
            .base_url
            .as_ref()
            .map(|base| links::address(base, &page.url));
        templates.render("redirect.html", &context, path)
    }

    /// The page that a host shows, at any depth, for what is not there. Without an address there is no
    /// link that would work from everywhere, so there is none.
    pub(super) fn render_not_found(&self, templates: &Templates) -> Html {
        if let Some(base) = &self.base_url {
            let absolute = |to: &str| format!("{base}{to}");
            let context = self.bare(&absolute, "404.html", base.clone(), "not-found");
            return templates.render("404.html", &context, "404.html");
        }
        let nowhere = |_: &str| String::new();
        let context = self.bare(&nowhere, "404.html", String::new(), "not-found");
        templates.render("404-plain.html", &context, "404.html")
    }

    /// The context of a page that has no file.
    fn bare<'b>(
        &'b self,
        relative: &dyn Fn(&str) -> String,
        path: &'b str,
        root: String,
        kind: &'static str,
    ) -> Context<'b> {
        Context {
            site: self.site_context(relative, None),
            page: PageContext {
                title: "",
                description: "",
                path,
                root,
                kind,
                content: "",
                toc: &[],
                minutes: 1,
                reviewed: None,
                breadcrumbs: Vec::new(),
                previous: None,
                next: None,
                mentioned_by: Vec::new(),
                sources: Vec::new(),
                canonical: None,
                noindex: true,
                csp: POLICY,
                cause: None,
                treatment: None,
            },
            section: None,
            checker: None,
            chapters: None,
            awaiting: None,
            bibliography: &[],
        }
    }

    fn site_context(
        &self,
        relative: &dyn Fn(&str) -> String,
        page: Option<&Page>,
    ) -> SiteContext<'_> {
        let config = &self.project.config;
        let nav = config.nav.iter().filter_map(|entry| {
            let target = self.site.page(entry.page.get_ref().as_str().into())?;
            let current = page.is_some_and(|page| page.url == target.url);
            let folder = target
                .url
                .strip_suffix("index.html")
                .filter(|folder| !folder.is_empty());
            let inside = !current
                && page
                    .zip(folder)
                    .is_some_and(|(page, folder)| page.url.starts_with(folder));
            Some(Nav {
                title: entry.title.as_deref().unwrap_or(&target.matter.title),
                url: relative(&target.url),
                current,
                inside,
            })
        });
        let with_template = |name| self.url_with(name).map(relative);
        SiteContext {
            id: self.knowledge.as_ref().map_or_else(
                || markdown::slug(&config.title),
                |compiled| compiled.knowledge.guide.clone(),
            ),
            title: &config.title,
            description: &config.description,
            language: &config.language,
            base_url: self.base_url.as_deref(),
            nav: nav.collect(),
            unreviewed: self
                .knowledge
                .as_ref()
                .map_or("", |compiled| compiled.knowledge.unreviewed.as_str()),
            review: config.review.as_ref(),
            words: &self.words.theme,
            checker_url: with_template(CHECKER),
            red_flags_url: with_template(RED_FLAGS),
            diary_url: with_template(DIARY),
        }
    }

    /// The URL from the root of the page that has a template.
    pub(super) fn url_with(&self, template: &str) -> Option<&str> {
        let mut pages = self.site.pages.iter();
        let page = pages.find(|page| page.template() == template)?;
        Some(&page.url)
    }

    fn section(&self, index: PageIx, relative: &dyn Fn(&str) -> String) -> Section<'_> {
        let mut section = Section {
            pages: Vec::new(),
            sections: Vec::new(),
        };
        for (member, page) in self.site.members(index) {
            let own_pages = self.site.members(member).map(|(_, page)| Link {
                title: &page.matter.title,
                url: relative(&page.url),
            });
            let item = Item {
                title: &page.matter.title,
                url: relative(&page.url),
                description: &page.matter.description,
                kind: page.kind.name(),
                evidence: self.evidence(page, relative),
                pages: own_pages.collect(),
            };
            if page.kind == Kind::Section {
                &mut section.sections
            } else {
                &mut section.pages
            }
            .push(item);
        }
        section
    }

    fn evidence(&self, page: &Page, relative: &dyn Fn(&str) -> String) -> Option<EvidenceContext> {
        let compiled = self.knowledge.as_ref()?;
        match page.kind {
            Kind::Cause => compiled
                .cause_context(&page.id, &relative)
                .map(|cause| cause.evidence),
            Kind::Treatment => compiled
                .treatment_context(&page.id, &relative)
                .map(|treatment| treatment.evidence),
            _ => None,
        }
    }

    /// The drawings to point at with the paths of their files, by these.
    pub(super) fn drawings(&self) -> impl Iterator<Item = (&Utf8Path, Cow<'_, str>)> {
        let files = self.project.files.iter();
        files
            .filter(|(path, _)| path.starts_with(MAP) && path.extension() == Some("svg"))
            .map(|(path, drawing)| (path.as_path(), String::from_utf8_lossy(drawing)))
    }

    /// The drawings to point at, one after another, if the guide has any.
    fn map(&self) -> Option<String> {
        let drawings: String = self.drawings().map(|(_, drawing)| drawing).collect();
        (!drawings.is_empty()).then_some(drawings)
    }

    /// Every page of text as a chapter of one document.
    fn chapters(&self, page: &Page, bibliography: &[Cited]) -> Vec<Chapter<'_>> {
        const NO_TEXT: [&str; 5] = ["home.html", CHECKER, SOURCES, REVIEW, WHOLE];
        let is_text = |page: &&Page| !NO_TEXT.contains(&page.template().as_str());
        let id = |page: &Page| {
            let path = page.source.with_extension("");
            path.as_str().trim_end_matches("/_index").replace('/', "-")
        };
        let texts = || self.site.pages.iter().filter(is_text);
        let sources = self.bibliography.keys().cloned().collect();
        let document = Document {
            url: page.url.clone(),
            chapters: texts().map(|page| (page.url.clone(), id(page))).collect(),
            numbers: bibliography
                .iter()
                .map(|cited| (cited.entry.id.clone(), cited.entry.number))
                .collect(),
        };
        let around = self.surroundings(&sources, Some(&document));
        let chapter = |page| {
            // What is wrong with it is told where the page is rendered by itself.
            let (text, _) = markdown::render(page, &around);
            Chapter {
                id: id(page),
                title: &page.matter.title,
                description: &page.matter.description,
                begins: page.kind == Kind::Section,
                content: text.html,
            }
        };
        texts().map(chapter).collect()
    }

    /// Everything that has no source yet.
    fn awaiting(&self, relative: &dyn Fn(&str) -> String) -> Awaiting<'_> {
        let pages: Vec<_> = self
            .site
            .pages
            .iter()
            .map(|page| AwaitingPage {
                link: self.link(page, relative),
                statements: statements(page, relative),
                judgements: self.judgements(page),
            })
            .filter(|page| !page.statements.is_empty() || !page.judgements.is_empty())
            .collect();
        Awaiting {
            statements: pages.iter().map(|page| page.statements.len()).sum(),
            judgements: pages.iter().map(|page| page.judgements.len()).sum(),
            pages,
            flags: (self.knowledge.as_ref())
                .map_or(&[], |compiled| compiled.flags_awaiting_review.as_slice()),
        }
    }

    fn judgements(&self, page: &Page) -> Vec<Judgement> {
        let knowledge = self.knowledge.as_ref();
        let facts = page.matter.cause.as_ref();
        knowledge
            .zip(facts)
            .map(|(compiled, facts)| compiled.judgements(&page.id, facts.get_ref()))
            .unwrap_or_default()
    }

    fn link<'b>(&'b self, page: &'b Page, relative: &dyn Fn(&str) -> String) -> Link<'b> {
        Link {
            title: self.title_of(page),
            url: relative(&page.url),
        }
    }

    /// The home page is called by the site's name where it stands among others.
    pub(super) fn title_of<'b>(&'b self, page: &'b Page) -> &'b str {
        if page.kind == Kind::Home {
            &self.project.config.title
        } else {
            &page.matter.title
        }
    }

    /// A source at a place of a list.
    fn entry(&self, source: &Source, place: usize) -> bibliography::Entry {
        source.entry(place + 1, &self.project.config.source_kinds)
    }

    /// Every source that any page cites, by id, with the pages that cite it (URLs from the root).
    pub(super) fn bibliography_of(&self, texts: &[Rendered]) -> Vec<Cited> {
        let mut pages: BTreeMap<&str, Vec<CitedOn>> = BTreeMap::new();
        for (page, text) in self.site.pages.iter().zip(texts) {
            for id in &text.cited {
                pages.entry(id).or_default().push(CitedOn {
                    title: self.title_of(page).to_owned(),
                    url: page.url.clone(),
                });
            }
        }
        let known = pages
            .into_iter()
            .filter_map(|(id, pages)| Some((self.bibliography.get(id)?, pages)));
        known
            .enumerate()
            .map(|(place, (source, pages))| Cited {
                entry: self.entry(source, place),
                pages,
            })
            .collect()
    }
}

/// The sentences of a page that say that they have no source yet.
fn statements(page: &Page, relative: &dyn Fn(&str) -> String) -> Vec<Statement> {
    let url = relative(&page.url);
    let passages = prose::passages(page).into_iter();
    passages
        .flat_map(|passage| {
            let anchor = passage
                .heading
                .map(|id| format!("#{id}"))
                .unwrap_or_default();
            let url = format!("{url}{anchor}");
            let awaiting = passage
                .sentences
                .into_iter()
                .filter(|sentence| sentence.support == Support::AwaitsReview);
            awaiting.map(move |sentence| Statement {
                text: sentence.text,
                url: url.clone(),
            })
        })
        .collect()
}

fn cited_from(from: &str, bibliography: &[Cited]) -> Vec<Cited> {
    let mut own = bibliography.to_vec();
    for page in own.iter_mut().flat_map(|cited| &mut cited.pages) {
        page.url = links::relative(from, &page.url);
    }
    own
}
