//! The bibliography, `content/sources.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::{self, span_of};

/// Every source by its id.
pub type Bibliography = BTreeMap<String, Source>;

/// One study, guideline or page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which text and knowledge cite it.
    pub id: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub authors: String,
    /// The year it came out.
    pub year: u16,
    /// Where it came out.
    pub publication: String,
    /// What kind of study or page it is.
    pub kind: String,
    /// What it found, in the guide's own words.
    pub finding: String,
    /// How much of it was read.
    #[serde(default)]
    pub evidence_seen: String,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// Its number in `PubMed`.
    pub pmid: Option<String>,
    /// Its number in `PubMed` Central, with `PMC`.
    pub pmcid: Option<String>,
    /// Its official page.
    pub url: Option<String>,
    /// A remark for authors.
    #[serde(default)]
    pub note: String,
    /// Subjects that it bears on, for authors.
    #[serde(default)]
    pub supports: Vec<String>,
}

/// A source as templates are given it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Its number in the list.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub authors: String,
    /// The year it came out.
    pub year: u16,
    /// Where it came out.
    pub publication: String,
    /// What kind of study or page it is.
    pub kind: String,
    /// What it found.
    pub finding: String,
    /// Where it can be read, if anywhere.
    pub link: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "source")]
    sources: Vec<Source>,
}

/// Reads the bibliography.
pub fn read(file: &Arc<SourceFile>) -> (Bibliography, Vec<Diagnostic>) {
    let (read, mut out) = toml_source::parse_file::<File>(file);
    let mut sources = Bibliography::new();
    for source in read.map_or_else(Vec::new, |file| file.sources) {
        if let Some(first) = sources.get(source.id.get_ref()) {
            out.push(
                Diagnostic::at(
                    code::DUPLICATE_ID,
                    span_of(file, &source.id),
                    format!("the source `{}` is there twice", source.id.get_ref()),
                )
                .related(span_of(file, &first.id), "first here"),
            );
            continue;
        }
        sources.insert(source.id.get_ref().clone(), source);
    }
    (sources, out)
}

impl Source {
    /// The source as an entry of a list, with its kind in words where there are any. The free copy is
    /// named before the publisher's page.
    pub fn entry(&self, number: usize, kinds: &BTreeMap<String, String>) -> Entry {
        let link = (self
            .pmcid
            .as_ref()
            .map(|id| format!("https://pmc.ncbi.nlm.nih.gov/articles/{id}/")))
        .or_else(|| {
            self.doi
                .as_ref()
                .map(|doi| format!("https://doi.org/{doi}"))
        })
        .or_else(|| self.url.clone())
        .or_else(|| {
            self.pmid
                .as_ref()
                .map(|id| format!("https://pubmed.ncbi.nlm.nih.gov/{id}/"))
        });
        Entry {
            number,
            id: self.id.get_ref().clone(),
            title: self.title.clone(),
            authors: self.authors.clone(),
            year: self.year,
            publication: self.publication.clone(),
            kind: (kinds.get(&self.kind).cloned()).unwrap_or_else(|| self.kind.replace('-', " ")),
            finding: self.finding.clone(),
            link,
        }
    }
}
