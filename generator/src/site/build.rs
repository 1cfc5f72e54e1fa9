//! Makes the tree of pages of the Markdown files of a content folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use super::{INDEX, Kind, Page, PageIx, Site};
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::front_matter::{self, FrontMatter};
use crate::links;
use crate::toml_source::span_of;

/// Makes a site of the Markdown files of a content folder, by path within it.
///
/// A page whose front matter cannot be read is in the site all the same, without what that would
/// say, so that links to it are not complained of as well.
pub fn build(
    texts: &BTreeMap<Utf8PathBuf, Arc<SourceFile>>,
    drafts: bool,
) -> (Site, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut site = Site {
        is_whole: true,
        ..Site::default()
    };
    let mut read = BTreeMap::new();
    for (source, file) in texts
        .iter()
        .filter(|(path, _)| path.extension() == Some("md"))
    {
        let (matter, diagnostics) = front_matter::read(file);
        out.extend(diagnostics);
        site.is_whole &= matter.is_some();
        let (matter, body) = matter.unwrap_or_else(|| (FrontMatter::default(), file.text.len()));
        if drafts || !matter.draft {
            read.insert(source.clone(), page(source, file, matter, body, &mut out));
        }
    }
    let is_index_there = |folder: &Utf8Path| texts.contains_key(&folder.join(INDEX));
    if is_index_there(Utf8Path::new("")) {
        site.add_folder(Utf8Path::new(""), None, &mut read);
    } else {
        let message = format!("the guide has no first page: `{INDEX}` is not there");
        out.push(Diagnostic::new(code::NO_INDEX, message).help("add it to the content folder"));
        return (site, out);
    }
    // What is left has no section to be in; unless that is a draft, it is missing.
    let mut missing: Vec<(&Utf8Path, &Page)> = read
        .values()
        .filter_map(|page| {
            let folders = page.source.ancestors().skip(1);
            let bare = folders.filter(|folder| !is_index_there(folder)).last()?;
            Some((bare, page))
        })
        .collect();
    missing.dedup_by_key(|(folder, _)| *folder);
    for (folder, page) in missing {
        let message = format!("the folder `{folder}` has no `{INDEX}`");
        out.push(
            Diagnostic::about(code::NO_INDEX, page.file.path.clone(), message)
                .help(format!("add `{}`", folder.join(INDEX))),
        );
    }
    (site, out)
}

impl Site {
    /// Takes a folder's index and what is in the folder out of the pages read, in order.
    fn add_folder(
        &mut self,
        folder: &Utf8Path,
        parent: Option<PageIx>,
        read: &mut BTreeMap<Utf8PathBuf, Page>,
    ) {
        let Some(index) = read.remove(&folder.join(INDEX)) else {
            return;
        };
        let section = self.add(index, parent);
        let is_member = |source: &Utf8Path| {
            let own_folder = source.parent();
            if source.file_name() == Some(INDEX) {
                own_folder.and_then(Utf8Path::parent) == Some(folder)
            } else {
                own_folder == Some(folder)
            }
        };
        let mut members: Vec<(i64, Utf8PathBuf)> = read
            .iter()
            .filter(|(source, _)| is_member(source))
            .map(|(source, page)| (page.matter.weight, source.clone()))
            .collect();
        members.sort();
        for (_, source) in members {
            if source.file_name() == Some(INDEX) {
                let below = source.parent().unwrap_or(folder).to_owned();
                self.add_folder(&below, Some(section), read);
            } else if let Some(page) = read.remove(&source) {
                self.add(page, Some(section));
            }
        }
    }

    fn add(&mut self, page: Page, parent: Option<PageIx>) -> PageIx {
        let index = self.pages.len();
        self.by_source.insert(page.source.clone(), index);
        self.pages.push(Page { parent, ..page });
        index
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
    let is_index = source.file_name() == Some(INDEX);
    let name = match &matter.slug {
        Some(slug) if is_index => {
            out.push(
                Diagnostic::at(
                    code::BAD_PATH,
                    span_of(file, slug),
                    "a section's own page has no slug",
                )
                .label("it is always `index.html` in its folder")
                .help("rename the folder instead"),
            );
            "index"
        }
        None if is_index => "index",
        Some(slug) if slug.get_ref().contains('/') || !links::is_plain(slug.get_ref()) => {
            let message = format!("`{}` cannot be part of a URL", slug.get_ref());
            out.push(
                Diagnostic::at(code::BAD_PATH, span_of(file, slug), message)
                    .label("expected letters, digits and hyphens"),
            );
            stem
        }
        Some(slug) => slug.get_ref(),
        None => stem,
    };
    let url = source.with_file_name(format!("{name}.html")).into_string();
    Page {
        id: stem.to_owned(),
        source: source.to_owned(),
        file: Arc::clone(file),
        kind: kind(source, &matter),
        matter,
        body,
        url,
        parent: None,
    }
}

fn kind(source: &Utf8Path, matter: &FrontMatter) -> Kind {
    if source == INDEX {
        Kind::Home
    } else if source.file_name() == Some(INDEX) {
        Kind::Section
    } else if matter.cause.is_some() {
        Kind::Cause
    } else if matter.treatment.is_some() {
        Kind::Treatment
    } else {
        Kind::Page
    }
}
