//! The guide's pages as a tree: sections, order, URLs.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::{SourceFile, Span};
use crate::front_matter::FrontMatter;

mod build;

pub use build::build;

/// The name of a section's own file.
pub const INDEX: &str = "_index.md";

/// Index into [`Site::pages`].
pub type PageIx = usize;

/// All pages of a guide.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// In reading order: each section before its pages, pages by weight and then by file name.
    pub pages: Vec<Page>,
    /// Pages by their file's path in the content folder.
    pub by_source: BTreeMap<Utf8PathBuf, PageIx>,
    /// Whether the front matter of every page could be read.
    pub is_whole: bool,
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
}

impl Page {
    /// The template that renders it.
    pub fn template(&self) -> String {
        self.matter.template.as_ref().map_or_else(
            || format!("{}.html", self.kind.name()),
            |named| named.get_ref().clone(),
        )
    }

    /// A place to point at when nothing better is known: the first line of its file.
    pub fn start(&self) -> Span {
        Span {
            file: Arc::clone(&self.file),
            range: 0..self.file.text.find('\n').unwrap_or(self.file.text.len()),
        }
    }
}

impl Site {
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

    /// The pages before and after one in its section. Sections have neither, nor have the pages
    /// beside the sections at the top, which are no sequence.
    pub fn neighbours(&self, index: PageIx) -> (Option<&Page>, Option<&Page>) {
        let in_sequence = |page: &Page| {
            let section = page.parent.filter(|_| page.kind != Kind::Section)?;
            (self.pages[section].kind != Kind::Home).then_some(section)
        };
        let Some(section) = in_sequence(&self.pages[index]) else {
            return (None, None);
        };
        let pages: Vec<PageIx> = self
            .members(section)
            .filter(|(_, page)| page.kind != Kind::Section)
            .map(|(index, _)| index)
            .collect();
        let place = pages.iter().position(|&other| other == index);
        let at = |place: usize| pages.get(place).map(|&index| &self.pages[index]);
        match place {
            Some(place) => (place.checked_sub(1).and_then(at), at(place + 1)),
            None => (None, None),
        }
    }
}
