//! The TOML at the head of a page.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::day::Day;
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::knowledge::facts;
use crate::toml_source;

/// Everything that front matter can say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The page's heading.
    pub title: String,
    /// A sentence for lists and search engines.
    #[serde(default)]
    pub description: String,
    /// Its place in its section: lower comes first, equals by file name.
    #[serde(default)]
    pub weight: i64,
    /// Replaces the file's stem in its URL.
    pub slug: Option<Spanned<String>>,
    /// Other paths that send the reader here.
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    /// Replaces the template of its kind.
    pub template: Option<Spanned<String>>,
    /// When it was last looked over.
    pub reviewed: Option<Day>,
    /// Its figures were measured on the guide itself, so that no source is asked for.
    #[serde(default, rename = "own-figures")]
    pub own_figures: bool,
    /// Left out unless drafts are asked for.
    #[serde(default)]
    pub draft: bool,
    /// What the checker knows about the cause that the page is about.
    pub cause: Option<Spanned<facts::Cause>>,
    /// What the checker knows about the treatment that the page is about.
    pub treatment: Option<Spanned<facts::Treatment>>,
}

const FENCE: &str = "+++";

/// Reads a page's front matter and tells where its Markdown begins.
pub fn read(file: &Arc<SourceFile>) -> (Option<(FrontMatter, usize)>, Vec<Diagnostic>) {
    let Some((toml, body)) = split(&file.text) else {
        let start = Span {
            file: Arc::clone(file),
            range: 0..file.text.lines().next().unwrap_or("").len(),
        };
        let diagnostic =
            Diagnostic::at(code::NO_FRONT_MATTER, start, "the page has no front matter")
                .label("expected `+++`, then TOML, then `+++` on a line of its own")
                .help("begin the file with `+++`, `title = \"...\"`, `+++`");
        return (None, vec![diagnostic]);
    };
    let (matter, diagnostics) = toml_source::parse::<FrontMatter>(file, toml);
    (matter.map(|matter| (matter, body)), diagnostics)
}

/// The range of the TOML and the beginning of the Markdown.
fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let mut offset = 0;
    let mut begins = None;
    for line in text.split_inclusive('\n') {
        let end = offset + line.len();
        let is_fence = line.trim_end() == FENCE;
        match begins {
            None if is_fence || line.trim_start_matches('\u{feff}').trim_end() == FENCE => {
                begins = Some(end);
            }
            None => return None,
            Some(start) if is_fence => return Some((start..offset, end)),
            Some(_) => {}
        }
        offset = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile {
            path: "page.md".into(),
            text: text.into(),
        })
    }

    #[test]
    fn the_markdown_begins_after_the_second_fence() {
        let file = file("+++\ntitle = \"A\"\n+++\nText.\n");
        let (read, diagnostics) = read(&file);
        assert_eq!(diagnostics, []);
        let (matter, body) = read.expect("it is whole");
        assert_eq!(
            (matter.title.as_str(), &file.text[body..]),
            ("A", "Text.\n")
        );
    }

    #[test]
    fn a_page_without_front_matter_is_told_how_to_begin() {
        let (read, diagnostics) = read(&file("# Title\n"));
        assert!(read.is_none());
        assert_eq!(diagnostics[0].code, code::NO_FRONT_MATTER);
    }

    #[test]
    fn front_matter_that_does_not_end_is_none() {
        assert_eq!(
            read(&file("+++\ntitle = \"A\"\n")).1[0].code,
            code::NO_FRONT_MATTER
        );
    }

    #[test]
    fn windows_line_ends_are_taken() {
        let (read, _) = read(&file("+++\r\ntitle = \"A\"\r\n+++\r\nText.\r\n"));
        assert!(read.is_some());
    }
}
