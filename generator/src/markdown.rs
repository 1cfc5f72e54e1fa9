//! Markdown to HTML, with every link, citation and piece of HTML looked at on the way.
//!
//! What it does not do: tell whether an anchor is there, which only the finished pages can; for that
//! it says where each link and id stands ([`Places`]).

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Span, code};
use crate::site::Page;

mod citations;
mod headings;
mod links;
mod raw_html;
mod tables;

pub(crate) use citations::AWAITS_REVIEW;
use headings::Headings;
pub(crate) use headings::slug;
use links::Reference;
use tables::Table;

/// What Markdown may refer to.
pub struct Surroundings<'a> {
    /// URL from the site's root of every page and file, by its path in the content folder.
    pub urls: &'a BTreeMap<String, String>,
    /// Width and height of drawings that tell them, by their path in the content folder.
    pub drawings: &'a BTreeMap<String, (u32, u32)>,
    /// Ids of the bibliography.
    pub sources: &'a BTreeSet<String>,
    /// The word before a citation's number, for readers who hear the page.
    pub source_word: &'a str,
    /// What a statement says that has no source yet.
    pub awaits_review: &'a str,
    /// Set where the page becomes a chapter of the whole guide as one document.
    pub document: Option<&'a Document>,
}

/// The whole guide as one document: where its chapters and sources are in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The document's URL from the site's root.
    pub url: String,
    /// The id of each chapter, by its page's URL from the site's root.
    pub chapters: BTreeMap<String, String>,
    /// The number of each source.
    pub numbers: BTreeMap<String, usize>,
}

/// A page's text as HTML, with what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// Its headings of the second and third rank.
    pub contents: Vec<Entry>,
    /// Minutes to read it at 200 words a minute, at least one.
    pub minutes: usize,
    /// Ids of the sources it cites, in the order first cited.
    pub cited: Vec<String>,
    /// Where its links and ids stand.
    pub places: Places,
}

/// Where things that the finished page has stand in the page's file.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Links, by the URL that they have in the HTML, decoded.
    pub links: BTreeMap<String, Vec<Span>>,
    /// Headings and elements, by id.
    pub ids: BTreeMap<String, Vec<Span>>,
}

/// An entry of a page's table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The heading's id.
    pub id: String,
    /// The heading as plain text.
    pub title: String,
    /// Headings one rank below.
    pub children: Vec<Entry>,
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Renders a page's Markdown.
pub fn render(page: &Page, around: &Surroundings) -> (Rendered, Vec<Diagnostic>) {
    let text = &page.file.text[page.body..];
    let events = parse(page);
    let mut page = Renderer {
        page,
        around,
        headings: Headings::new(&events),
        table: Table::default(),
        html: Vec::with_capacity(events.len()),
        rendered: Rendered::default(),
        words: 0,
        out: Vec::new(),
    };
    page.events(&mut events.into_iter().peekable());
    let mut html = String::with_capacity(text.len() * 3 / 2);
    push_html(&mut html, page.html.into_iter());
    let rendered = Rendered {
        html,
        contents: page.headings.contents(),
        minutes: page.words.div_ceil(200).max(1),
        ..page.rendered
    };
    (rendered, page.out)
}

/// A page's Markdown as events of the parser, with the bytes of the text that they come from.
pub(crate) fn parse(page: &Page) -> Vec<(Event<'_>, Range<usize>)> {
    let text = &page.file.text[page.body..];
    // A word in brackets is text, unless it cites; two pairs of brackets are always meant as a link.
    let unknown = |link: BrokenLink| {
        let is_text = link.link_type == LinkType::Shortcut && !citations::is_one(&link.reference);
        (!is_text).then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, OPTIONS, Some(unknown));
    parser.into_offset_iter().collect()
}

/// The id of every heading, in order.
pub(crate) fn heading_ids(events: &[(Event, Range<usize>)]) -> Vec<String> {
    let all = Headings::new(events).into_all();
    all.map(|(id, _)| id).collect()
}

/// The id of every heading with the heading as plain text, in order.
pub(crate) fn headings(page: &Page) -> Vec<(String, String)> {
    Headings::new(&parse(page)).into_all().collect()
}

/// The headings of the second rank as plain text, in order.
pub(crate) fn section_titles(page: &Page) -> Vec<String> {
    let contents = Headings::new(&parse(page)).contents();
    contents.into_iter().map(|entry| entry.title).collect()
}

/// Events of the parser, with the bytes of the text that they come from.
type Events<'a> = Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>;

struct Renderer<'a> {
    page: &'a Page,
    around: &'a Surroundings<'a>,
    headings: Headings,
    table: Table,
    /// What has been rendered so far.
    html: Vec<Event<'a>>,
    rendered: Rendered,
    words: usize,
    out: Vec<Diagnostic>,
}

impl<'a> Renderer<'a> {
    fn events(&mut self, events: &mut Events<'a>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let link = Reference {
                        link_type,
                        dest_url,
                        title,
                        id,
                        range,
                    };
                    self.link(link, events);
                }
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let image = Reference {
                        link_type,
                        dest_url,
                        title,
                        id,
                        range,
                    };
                    self.image(image, events);
                }
                Event::Start(Tag::Heading {
                    level,
                    classes,
                    attrs,
                    ..
                }) => self.heading(level, classes, attrs, range),
                Event::Start(Tag::Table(columns)) => self.begin_table(columns),
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    self.table.begin_row(event == Event::Start(Tag::TableHead));
                    self.html.push(event);
                }
                Event::Start(Tag::TableCell) => self.html.push(self.table.cell()),
                Event::End(TagEnd::Table) => self.end_table(),
                Event::Start(Tag::HtmlBlock) => self.html_block(range, events),
                Event::InlineHtml(html) => self.inline_html(html, range),
                Event::Text(text) => {
                    self.words += text.split_whitespace().count();
                    self.html.push(Event::Text(text));
                }
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    self.note_id(&name, self.span(range));
                    self.html.push(Event::Start(Tag::FootnoteDefinition(name)));
                }
                Event::End(TagEnd::Heading(level)) => {
                    self.html
                        .push(Event::End(TagEnd::Heading(self.rank(level))));
                }
                event => self.html.push(event),
            }
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        classes: Vec<CowStr<'a>>,
        mut attrs: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
        range: Range<usize>,
    ) {
        let line = self.text(&range).lines().next().unwrap_or_default();
        let span = self.span(range.start..range.start + line.len());
        if level == HeadingLevel::H1 {
            self.out.push(
                Diagnostic::at(
                    code::SECOND_TITLE,
                    span.clone(),
                    "a heading of the first rank in the text",
                )
                .label("the page's title is its only one")
                .help("begin with `##`"),
            );
        }
        if !self.are_sound(&attrs, &range) {
            attrs.clear();
        }
        let id = self.headings.next_id();
        let id = self.id_of(&id);
        self.note_id(&id, span);
        self.html.push(Event::Start(Tag::Heading {
            level: self.rank(level),
            id: Some(id.into()),
            classes,
            attrs,
        }));
    }

    /// The id that one of the page's own has in what is made of it.
    fn id_of(&self, id: &str) -> String {
        match self.chapter() {
            Some(chapter) => format!("{chapter}--{id}"),
            None => id.to_owned(),
        }
    }

    /// The id of the chapter that the page becomes.
    fn chapter(&self) -> Option<&'a str> {
        let document = self.around.document?;
        document.chapters.get(&self.page.url).map(String::as_str)
    }

    /// The rank of a heading: one lower in a chapter, whose title is of the second.
    fn rank(&self, level: HeadingLevel) -> HeadingLevel {
        match (self.around.document, level) {
            (None, level) => level,
            (_, HeadingLevel::H1 | HeadingLevel::H2) => HeadingLevel::H3,
            (_, HeadingLevel::H3) => HeadingLevel::H4,
            (_, HeadingLevel::H4) => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    /// Remembers where a link stands, for what is said about it once all pages are there.
    fn note_link(&mut self, url: &str, span: Span) {
        let url = crate::links::decode(url).into_owned();
        self.rendered
            .places
            .links
            .entry(url)
            .or_default()
            .push(span);
    }

    fn note_id(&mut self, id: &str, span: Span) {
        let places = self.rendered.places.ids.entry(id.to_owned());
        places.or_default().push(span);
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        &self.page.file.text[self.page.body..][range.clone()]
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: Arc::clone(&self.page.file),
            range: self.page.body + range.start..self.page.body + range.end,
        }
    }

    /// The last place in a range where something is written, or all of the range.
    fn find(&self, range: Range<usize>, written: &str) -> Span {
        match self.text(&range).rfind(written) {
            Some(at) if !written.is_empty() => {
                self.span(range.start + at..range.start + at + written.len())
            }
            _ => self.span(range),
        }
    }
}

/// Passes events over, up to the end of the element that has just begun.
fn skip(end: TagEnd, events: &mut Events) {
    let mut depth = 1;
    while depth > 0
        && let Some((event, _)) = events.next()
    {
        match event {
            Event::Start(tag) if tag.to_end() == end => depth += 1,
            Event::End(tag) if tag == end => depth -= 1,
            _ => {}
        }
    }
}

/// Text for an attribute's value.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
