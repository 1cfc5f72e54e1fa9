//! HTML written in Markdown: passed through, unless a page must not hold it.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::{Events, Renderer, skip};
use crate::diagnostic::Diagnostic;
use crate::html::{self, Element, Violation};

impl<'a> Renderer<'a> {
    pub(super) fn html_block(&mut self, range: Range<usize>, events: &mut Events<'a>) {
        if self.is_sound(&range) {
            self.html.push(Event::Start(Tag::HtmlBlock));
        } else {
            skip(TagEnd::HtmlBlock, events);
        }
    }

    pub(super) fn inline_html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        if self.is_sound(&range) {
            self.html.push(Event::InlineHtml(html));
        }
    }

    /// Complains of all that a page must not hold, and remembers where links and ids stand. What is
    /// complained of here is left out of the page, so that it is not complained of there again.
    fn is_sound(&mut self, range: &Range<usize>) -> bool {
        let complaints = self.out.len();
        let text = self.text(range);
        let mut passed = 0;
        for element in html::elements(text) {
            let begins = next_tag(text, passed, &element.name).unwrap_or(passed);
            let place = |written: &str| match find(&text[begins..], written) {
                Some(at) => {
                    let start = range.start + begins + at;
                    start..start + written.len()
                }
                None => range.clone(),
            };
            for violation in html::violations(&element) {
                self.complain(violation, place);
            }
            for url in html::urls(&element) {
                self.note_link(&url, self.span(place(&url)));
            }
            if let Some(id) = element.get("id") {
                self.note_id(id, self.span(place(id)));
            }
            passed = begins + usize::from(text[begins..].starts_with('<'));
        }
        self.out.len() == complaints
    }

    fn complain(&mut self, violation: Violation, place: impl Fn(&str) -> Range<usize>) {
        let span = self.span(place(&violation.needle));
        self.out.push(
            Diagnostic::at(violation.code, span, violation.what)
                .label("not allowed in a page")
                .help(violation.fix),
        );
    }

    /// Attributes of a heading, as in `## Heading {#id .class key=value}`, are HTML too.
    pub(super) fn are_sound(
        &mut self,
        attributes: &[(CowStr<'a>, Option<CowStr<'a>>)],
        range: &Range<usize>,
    ) -> bool {
        let complaints = self.out.len();
        let element = Element {
            name: String::from("h2"),
            attributes: attributes
                .iter()
                .map(|(name, value)| {
                    (
                        name.to_lowercase(),
                        value.as_deref().unwrap_or_default().into(),
                    )
                })
                .collect(),
        };
        let text = self.text(range);
        for violation in html::violations(&element) {
            self.complain(violation, |written| match find(text, written) {
                Some(at) => range.start + at..range.start + at + written.len(),
                None => range.clone(),
            });
        }
        self.out.len() == complaints
    }
}

/// Where the next tag of a name begins.
fn next_tag(text: &str, from: usize, name: &str) -> Option<usize> {
    let tag = format!("<{name}");
    let mut at = from;
    while let Some(found) = find(&text[at..], &tag) {
        at += found;
        let after = text[at + tag.len()..].chars().next();
        if after.is_none_or(|c| !c.is_alphanumeric() && c != '-') {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where something is written, in whatever case.
fn find(text: &str, written: &str) -> Option<usize> {
    text.to_ascii_lowercase()
        .find(&written.to_ascii_lowercase())
}
