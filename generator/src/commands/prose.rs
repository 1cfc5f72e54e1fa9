//! `guideway prose`: how hard each page is to read.

use std::fmt::Write;

use serde::Serialize;

use super::{Format, Outcome, Where, complain, say};
use crate::diagnostic::Diagnostic;
use crate::prose::check::{measure, median};
use crate::{site, source};

/// How hard the pages are to read. docs/formats/prose.schema.json describes its JSON.
#[derive(Serialize)]
struct Report<'a> {
    /// The version of this form.
    format: u8,
    /// The Flesch-Kincaid grade of the page in the middle.
    median: f64,
    /// Hardest first.
    pages: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    page: &'a str,
    grade: f64,
    words: usize,
    sentences: usize,
}

pub(super) fn run(place: &Where) -> anyhow::Result<Outcome> {
    let (project, mut out) = match place.root()? {
        Ok(root) => source::read(&root),
        Err(diagnostic) => (None, vec![diagnostic]),
    };
    let Some(project) = project else {
        complain(&out, place.format);
        return Ok(Outcome::Failed);
    };
    let (site, complaints) = site::build(&project.texts, place.drafts);
    out.extend(complaints);
    if out.iter().any(Diagnostic::is_error) {
        complain(&out, place.format);
        return Ok(Outcome::Failed);
    }
    let measured = measure(&site, &project.config);
    let tenths = |grade: f64| (grade * 10.0).round() / 10.0;
    let pages = measured.iter().map(|measured| Line {
        page: measured.page.source.as_str(),
        grade: tenths(measured.grade),
        words: measured.reading.words,
        sentences: measured.reading.sentences,
    });
    let report = Report {
        format: 1,
        median: tenths(median(&measured)),
        pages: pages.collect(),
    };
    match place.format {
        Format::Json => say(&(serde_json::to_string_pretty(&report)? + "\n")),
        Format::Text => say(&report.text()?),
    }
    Ok(Outcome::Done)
}

impl Report<'_> {
    fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::from("grade  words  a sentence  page\n");
        for line in &self.pages {
            writeln!(
                text,
                "{:5.1}  {:5}  {:10}  {}",
                line.grade,
                line.words,
                line.words / line.sentences.max(1),
                line.page
            )?;
        }
        let middle = self.median;
        writeln!(
            text,
            "{middle:5.1}  in the middle of {} pages (Flesch-Kincaid)",
            self.pages.len()
        )?;
        Ok(text)
    }
}
