//! Which pages' texts lead to which, so that a page can say who speaks of it.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use super::Guide;
use crate::links::{self, Target};
use crate::markdown::Rendered;
use crate::site::{Kind, PageIx};

/// The pages that every page's text leads to.
pub(super) struct Mentions(Vec<BTreeSet<PageIx>>);

impl Mentions {
    pub(super) fn new(guide: &Guide, texts: &[Rendered]) -> Self {
        let pages = &guide.site.pages;
        let by_url: BTreeMap<&str, PageIx> = pages
            .iter()
            .enumerate()
            .map(|(index, page)| (page.url.as_str(), index))
            .collect();
        let mentioned = pages.iter().zip(texts).map(|(page, text)| {
            let folder = Utf8Path::new(&page.url)
                .parent()
                .unwrap_or(Utf8Path::new(""));
            let links = text.places.links.keys();
            let targets = links.filter_map(|url| match links::target(url) {
                Target::Inside(path, _) => links::resolve(folder, path),
                _ => None,
            });
            targets
                .filter_map(|target| by_url.get(target.as_str()).copied())
                .collect()
        });
        Self(mentioned.collect())
    }

    /// The pages, indexes left out, that speak of a page without its speaking of them.
    pub(super) fn unreturned(&self, guide: &Guide, page: PageIx) -> Vec<PageIx> {
        let own = self.0.get(page);
        let is_returned = |other: &PageIx| own.is_some_and(|own| own.contains(other));
        let speaks = |other: &PageIx| self.0[*other].contains(&page);
        (0..self.0.len())
            .filter(|other| *other != page && speaks(other) && !is_returned(other))
            .filter(|other| !matches!(guide.site.pages[*other].kind, Kind::Home | Kind::Section))
            .collect()
    }
}
