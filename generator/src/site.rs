//! The guide's pages as a tree: sections, order, URLs.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::front_matter::{self, FrontMatter};
use crate::toml_source::span_of;

/// Index into [`Site::pages`].
pub type PageIx = usize;

/// All pages of a guide.
#[derive(Clone, Debug)]
pub struct Site {
    /// In reading order: each section before its pages, pages by weight and then by file name.
    pub pages: Vec<Page>,
    /// Pages by their file's path in the content folder.
    pub by_source: BTreeMap<Utf8PathBuf, PageIx>,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The stem of its file.
    pub id: String,
    /// Its file's path in the content folder.
    pub source: Utf8PathBuf,
    /// Its file.
    pub file: Arc<SourceFile>,
    /// Its front matter.
    pub matter: FrontMatter,
    /// Where its Markdown begins.
    pub body: usize,
    /// Its URL from the site's root.
    pub url: String,
    /// What kind of page it is.
    pub kind: Kind,
    /// The section that it is in; none for the home page.
    pub parent: Option<PageIx>,
}

/// What kind of page it is; decides its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The first page.
    Home,
    /// The index of a folder.
    Section,
    /// A page about a cause.
    Cause,
    /// A page about a treatment.
    Treatment,
    /// Any other.
    Page,
}

impl Kind {
    /// Its name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Section => "section",
            Self::Cause => "cause",
            Self::Treatment => "treatment",
            Self::Page => "page",
        }
    }

    fn of(source: &Utf8Path, matter: &FrontMatter) -> Self {
        if source == INDEX {
            Self::Home
        } else if source.file_name() == Some(INDEX) {
            Self::Section
        } else if matter.cause.is_some() {
            Self::Cause
        } else if matter.treatment.is_some() {
            Self::Treatment
        } else {
            Self::Page
        }
    }
}

const INDEX: &str = "_index.md";

impl Page {
    /// The template that renders it.
    pub fn template(&self) -> String {
        self.matter.template.as_ref().map_or_else(
            || format!("{}.html", self.kind.name()),
            |named| named.get_ref().clone(),
        )
    }

    /// A place to point at when nothing better is known: the beginning of its text.
    pub fn start(&self) -> Span {
        Span {
            file: Arc::clone(&self.file),
            range: 0..self.file.text.find('\n').unwrap_or(0),
        }
    }
}

impl Site {
    /// Makes a site of the Markdown files of a content folder.
    pub fn new(
        texts: &BTreeMap<Utf8PathBuf, Arc<SourceFile>>,
        drafts: bool,
    ) -> (Self, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let mut read = BTreeMap::new();
        for (source, file) in texts
            .iter()
            .filter(|(path, _)| path.extension() == Some("md"))
        {
            let (matter, diagnostics) = front_matter::read(file);
            out.extend(diagnostics);
            if let Some((matter, body)) = matter.filter(|(matter, _)| drafts || !matter.draft) {
                read.insert(source.clone(), page(source, file, matter, body, &mut out));
            }
        }
        let mut site = Self {
            pages: Vec::new(),
            by_source: BTreeMap::new(),
        };
        if texts.contains_key(Utf8Path::new(INDEX)) {
            site.add_folder(Utf8Path::new(""), None, &mut read);
        } else {
            out.push(
                Diagnostic::new(
                    code::NO_INDEX,
                    format!("the guide has no first page: `{INDEX}` is not there"),
                )
                .help("add it to the content folder"),
            );
        }
        for page in read.into_values() {
            let folder = page.source.parent().unwrap_or(Utf8Path::new(""));
            if !texts.contains_key(&folder.join(INDEX)) {
                out.push(
                    Diagnostic::about(
                        code::NO_INDEX,
                        page.file.path.clone(),
                        format!("the folder `{folder}` has no `{INDEX}`"),
                    )
                    .help(format!("add `{}`", folder.join(INDEX))),
                );
            }
        }
        (site, out)
    }

    /// Takes a folder's index and what is in the folder out of the pages read, in order.
    fn add_folder(
        &mut self,
        folder: &Utf8Path,
        parent: Option<PageIx>,
        read: &mut BTreeMap<Utf8PathBuf, Page>,
    ) {
        let Some(mut index) = read.remove(&folder.join(INDEX)) else {
            return;
        };
        index.parent = parent;
        let section = self.add(index);

        let mut members: Vec<(i64, Utf8PathBuf)> = read
            .iter()
            .filter(|(source, _)| {
                let own_folder = source.parent().unwrap_or(Utf8Path::new(""));
                let is_index = source.file_name() == Some(INDEX);
                if is_index {
                    own_folder.parent() == Some(folder)
                } else {
                    own_folder == folder
                }
            })
            .map(|(source, page)| (page.matter.weight, source.clone()))
            .collect();
        members.sort();
        for (_, source) in members {
            if source.file_name() == Some(INDEX) {
                let below = source.parent().unwrap_or(Utf8Path::new("")).to_owned();
                self.add_folder(&below, Some(section), read);
            } else if let Some(mut page) = read.remove(&source) {
                page.parent = Some(section);
                self.add(page);
            }
        }
    }

    fn add(&mut self, page: Page) -> PageIx {
        let index = self.pages.len();
        self.by_source.insert(page.source.clone(), index);
        self.pages.push(page);
        index
    }

    /// The page of a file of the content folder.
    pub fn page(&self, source: &Utf8Path) -> Option<&Page> {
        self.by_source.get(source).map(|&index| &self.pages[index])
    }

    /// The pages and sections directly in a section, in order.
    pub fn members(&self, section: PageIx) -> impl Iterator<Item = (PageIx, &Page)> {
        self.pages
            .iter()
            .enumerate()
            .filter(move |(_, page)| page.parent == Some(section))
    }

    /// The sections that a page is in, outermost first.
    pub fn ancestors(&self, page: PageIx) -> Vec<&Page> {
        let mut found = Vec::new();
        let mut next = self.pages[page].parent;
        while let Some(index) = next {
            found.push(&self.pages[index]);
            next = self.pages[index].parent;
        }
        found.reverse();
        found
    }

    /// The pages before and after one in its section; sections have neither.
    pub fn neighbours(&self, index: PageIx) -> (Option<&Page>, Option<&Page>) {
        let page = &self.pages[index];
        let Some(section) = page.parent.filter(|_| page.kind != Kind::Section) else {
            return (None, None);
        };
        // Pages beside the sections at the top are no sequence.
        if self.pages[section].kind == Kind::Home {
            return (None, None);
        }
        let pages: Vec<(PageIx, &Page)> = self
            .members(section)
            .filter(|(_, page)| page.kind != Kind::Section)
            .collect();
        let place = pages
            .iter()
            .position(|(other, _)| *other == index)
            .unwrap_or(0);
        let at = |place: usize| pages.get(place).map(|(_, page)| *page);
        (place.checked_sub(1).and_then(at), at(place + 1))
    }
}

fn page(
    source: &Utf8Path,
    file: &Arc<SourceFile>,
    matter: FrontMatter,
    body: usize,
    out: &mut Vec<Diagnostic>,
) -> Page {
    let stem = source.file_stem().unwrap_or_default();
    let slug = match &matter.slug {
        Some(slug) if !is_slug(slug.get_ref()) => {
            out.push(
                Diagnostic::at(
                    code::BAD_PATH,
                    span_of(file, slug),
                    format!("`{}` cannot be part of a URL", slug.get_ref()),
                )
                .label("expected letters, digits and hyphens"),
            );
            stem
        }
        Some(slug) => slug.get_ref(),
        None => stem,
    };
    let name = if source.file_name() == Some(INDEX) {
        "index"
    } else {
        slug
    };
    let url = source.with_file_name(format!("{name}.html")).into_string();
    Page {
        id: stem.to_owned(),
        source: source.to_owned(),
        file: Arc::clone(file),
        kind: Kind::of(source, &matter),
        matter,
        body,
        url,
        parent: None,
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}
