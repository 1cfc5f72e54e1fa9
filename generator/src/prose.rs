//! What a page says, sentence by sentence: how hard it is to read, and what it states without a source.
//!
//! Headings and code are not part of it. Rows of tables are, for what they state, not for how they
//! read.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

use crate::markdown;
use crate::site::Page;

pub mod check;
pub mod figures;
pub mod reading;

/// A paragraph, an item of a list or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// The id of the heading that it stands under.
    pub heading: Option<String>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// An item of a list, or what a term of one means.
    Item,
    /// A row of a table.
    Row,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// As plain text.
    pub text: String,
    /// The bytes of the file that it comes from.
    pub range: Range<usize>,
    /// What it rests on.
    pub support: Support,
}

/// What a statement rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Support {
    /// Nothing is said.
    #[default]
    None,
    /// A source is cited.
    Cited,
    /// It says that it has no source yet.
    AwaitsReview,
}

/// Everything that a page's text says, in order.
pub fn passages(page: &Page) -> Vec<Passage> {
    let events = markdown::parse(page);
    let mut ids = markdown::heading_ids(&events).into_iter();
    let mut reader = Reader::default();
    let mut events = events.into_iter();
    while let Some((event, range)) = events.next() {
        let range = page.body + range.start..page.body + range.end;
        match event {
            Event::Start(Tag::Heading { .. }) => {
                reader.finish(Kind::Paragraph);
                reader.heading = ids.next();
                pass_over(&mut events, |tag| matches!(tag, TagEnd::Heading(_)));
            }
            Event::Start(Tag::CodeBlock(_)) => {
                pass_over(&mut events, |tag| *tag == TagEnd::CodeBlock);
            }
            Event::Start(Tag::Image { .. }) => {
                pass_over(&mut events, |tag| *tag == TagEnd::Image);
            }
            Event::Start(Tag::Link {
                link_type: LinkType::ShortcutUnknown,
                id,
                ..
            }) => {
                pass_over(&mut events, |tag| *tag == TagEnd::Link);
                reader.support(if id.trim() == markdown::AWAITS_REVIEW {
                    Support::AwaitsReview
                } else {
                    Support::Cited
                });
            }
            Event::Text(text) | Event::Code(text) => reader.add(&text, range),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => {
                reader.add(" ", range);
            }
            // A paragraph in an item ends as the item.
            Event::Start(Tag::Item | Tag::DefinitionListDefinition) => {
                reader.finish(Kind::Item);
                reader.depth += 1;
            }
            Event::End(TagEnd::Item | TagEnd::DefinitionListDefinition) => {
                reader.finish(Kind::Item);
                reader.depth -= 1;
            }
            Event::End(TagEnd::DefinitionListTitle) => reader.finish(Kind::Item),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => reader.finish(Kind::Row),
            Event::End(TagEnd::Paragraph) => reader.finish(if reader.depth > 0 {
                Kind::Item
            } else {
                Kind::Paragraph
            }),
            _ => {}
        }
    }
    reader.passages
}

/// Passes events over, up to the end of what has just begun.
fn pass_over<'a>(
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
    is_end: impl Fn(&TagEnd) -> bool,
) {
    for (event, _) in events {
        if let Event::End(tag) = event
            && is_end(&tag)
        {
            return;
        }
    }
}

/// Gathers passages as their text comes.
#[derive(Default)]
struct Reader {
    passages: Vec<Passage>,
    heading: Option<String>,
    /// How many lists the text is in.
    depth: usize,
    text: String,
    /// Where pieces of the text stand in the file, by where they begin in the text.
    pieces: Vec<(usize, Range<usize>)>,
    /// What the text rests on, by the place where it says so.
    supports: Vec<(usize, Support)>,
}

impl Reader {
    fn add(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push((self.text.len(), range));
        self.text.push_str(text);
    }

    /// What the sentence that has been read so far rests on. The mark itself is not read.
    fn support(&mut self, support: Support) {
        let read = self.text.trim_end().len();
        self.text.truncate(read);
        self.supports.push((read.saturating_sub(1), support));
    }

    fn finish(&mut self, kind: Kind) {
        let text = std::mem::take(&mut self.text);
        let pieces = std::mem::take(&mut self.pieces);
        let supports = std::mem::take(&mut self.supports);
        let place = |at: usize| {
            let piece = pieces.iter().rev().find(|(begin, _)| *begin <= at);
            piece.map_or(0, |(begin, range)| {
                (range.start + (at - begin)).min(range.end)
            })
        };
        let sentence = |(begin, piece): (usize, &str)| {
            let end = begin + piece.trim_end().len();
            let supports = supports.iter().filter(|(at, _)| (begin..end).contains(at));
            Sentence {
                text: piece.trim().to_owned(),
                range: place(begin)..place(end.saturating_sub(1)) + 1,
                support: supports
                    .map(|(_, support)| *support)
                    .next_back()
                    .unwrap_or_default(),
            }
        };
        let sentences: Vec<_> = text
            .split_sentence_bound_indices()
            .filter(|(_, piece)| !piece.trim().is_empty())
            .map(sentence)
            .collect();
        if !sentences.is_empty() {
            self.passages.push(Passage {
                kind,
                heading: self.heading.clone(),
                sentences,
            });
        }
    }
}
