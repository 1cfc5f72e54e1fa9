//! The headings of a text: an id for each, and the table of contents.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::Entry;

/// All headings of a text, and how many have been passed.
pub(super) struct Headings {
    all: Vec<Heading>,
    passed: usize,
}

struct Heading {
    level: HeadingLevel,
    id: String,
    title: String,
}

impl Headings {
    /// Reads the headings of a text ahead of its rendering.
    pub(super) fn new(events: &[(Event, Range<usize>)]) -> Self {
        let mut all: Vec<Heading> = Vec::new();
        let (mut inside, mut cited) = (false, false);
        for (event, _) in events {
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    inside = true;
                    all.push(Heading {
                        level: *level,
                        id: id.as_ref().map_or_else(String::new, ToString::to_string),
                        title: String::new(),
                    });
                }
                Event::End(TagEnd::Heading(_)) => inside = false,
                Event::Start(Tag::Link { link_type, .. }) => {
                    cited = *link_type == LinkType::ShortcutUnknown;
                }
                Event::End(TagEnd::Link) => cited = false,
                Event::Text(text) | Event::Code(text) if inside && !cited => {
                    if let Some(heading) = all.last_mut() {
                        heading.title.push_str(text);
                    }
                }
                _ => {}
            }
        }
        let mut taken: Vec<String> = all
            .iter()
            .map(|heading| heading.id.clone())
            .filter(|id| !id.is_empty())
            .collect();
        for heading in &mut all {
            heading.title.truncate(heading.title.trim_end().len());
            if heading.id.is_empty() {
                heading.id = free(&slug(&heading.title), &taken);
                taken.push(heading.id.clone());
            }
        }
        Self { all, passed: 0 }
    }

    /// The id and the title of every heading, in order.
    pub(super) fn into_all(self) -> impl Iterator<Item = (String, String)> {
        let all = self.all.into_iter();
        all.map(|heading| (heading.id, heading.title))
    }

    /// The id of the next heading in the text.
    pub(super) fn next_id(&mut self) -> String {
        self.passed += 1;
        self.all
            .get(self.passed - 1)
            .map_or_else(String::new, |heading| heading.id.clone())
    }

    /// The heading that the text is under.
    pub(super) fn current(&self) -> Option<&str> {
        self.passed
            .checked_sub(1)
            .and_then(|last| self.all.get(last))
            .map(|heading| heading.title.as_str())
    }

    /// The second rank, with the third under it.
    pub(super) fn contents(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for heading in &self.all {
            let entry = Entry {
                id: heading.id.clone(),
                title: heading.title.clone(),
                children: Vec::new(),
            };
            match (heading.level, entries.last_mut()) {
                (HeadingLevel::H2, _) => entries.push(entry),
                (HeadingLevel::H3, Some(above)) => above.children.push(entry),
                _ => {}
            }
        }
        entries
    }
}

/// A heading as an id: lower case, letters and digits of any script, hyphens between.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if (c.is_whitespace() || c == '-' || c == '_' || c == '/')
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".into()
    } else {
        slug.into()
    }
}

/// The id, or the id with the first number that makes it new.
fn free(id: &str, taken: &[String]) -> String {
    let mut candidate = id.to_owned();
    let mut number = 2;
    while taken.contains(&candidate) {
        candidate = format!("{id}-{number}");
        number += 1;
    }
    candidate
}
