//! Markdown to HTML, with every link, citation and piece of HTML looked at on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use camino::Utf8Path;
use pulldown_cmark::{
    BrokenLink, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    html::push_html,
};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::html;
use crate::links::{self, Target};
use crate::suggest;

mod headings;

use headings::Headings;

/// What Markdown may refer to.
pub struct Surroundings<'a> {
    /// URL from the site's root of every page and file, by its path in the content folder.
    pub urls: &'a BTreeMap<String, String>,
    /// Ids of the bibliography.
    pub sources: &'a BTreeSet<String>,
    /// The word before a citation's number, for readers who hear the page.
    pub source_word: &'a str,
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
    /// Where each link stands in the file, by the URL it has in the HTML.
    pub links: BTreeMap<String, Span>,
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

/// Renders a page's Markdown, which begins at a byte of its file.
pub fn render(
    file: &Arc<SourceFile>,
    body: usize,
    source: &Utf8Path,
    url: &str,
    around: &Surroundings,
) -> (Rendered, Vec<Diagnostic>) {
    let text = &file.text[body..];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let citation = |link: BrokenLink| {
        is_citation(&link.reference).then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(citation));
    let mut page = Renderer {
        file,
        body,
        folder: source.parent().unwrap_or(Utf8Path::new("")),
        url,
        around,
        out: Vec::new(),
        rendered: Rendered::default(),
        headings: Headings::new(text, options),
        words: 0,
    };
    let events = page.events(parser.into_offset_iter());
    let mut html = String::with_capacity(text.len() * 3 / 2);
    push_html(&mut html, events.into_iter());
    page.rendered.html = html;
    page.rendered.minutes = page.words.div_ceil(200).max(1);
    page.rendered.contents = page.headings.contents();
    (page.rendered, page.out)
}

fn is_citation(reference: &str) -> bool {
    reference
        .split(';')
        .all(|part| part.trim().starts_with('@'))
}

struct Renderer<'a> {
    file: &'a Arc<SourceFile>,
    body: usize,
    folder: &'a Utf8Path,
    url: &'a str,
    around: &'a Surroundings<'a>,
    out: Vec<Diagnostic>,
    rendered: Rendered,
    headings: Headings,
    words: usize,
}

impl<'a> Renderer<'a> {
    fn span(&self, range: Range<usize>) -> Span {
        Span {
            file: Arc::clone(self.file),
            range: self.body + range.start..self.body + range.end,
        }
    }

    /// The part of a range in which a text stands, or all of it.
    fn find(&self, range: Range<usize>, text: &str) -> Span {
        let whole = &self.file.text[self.body + range.start..self.body + range.end];
        let lower = whole.to_ascii_lowercase();
        match lower.rfind(&text.to_ascii_lowercase()) {
            Some(at) if !text.is_empty() => {
                self.span(range.start + at..range.start + at + text.len())
            }
            _ => self.span(range),
        }
    }

    fn events(
        &mut self,
        parser: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    ) -> Vec<Event<'a>> {
        let mut events = Vec::new();
        let mut parser = parser.peekable();
        let mut in_table_head = false;
        while let Some((event, range)) = parser.next() {
            match event {
                Event::Start(Tag::Link {
                    link_type: LinkType::ShortcutUnknown,
                    id,
                    ..
                }) => {
                    while parser
                        .next_if(|(event, _)| !matches!(event, Event::End(TagEnd::Link)))
                        .is_some()
                    {}
                    parser.next();
                    let html = self.citation(&id, &range);
                    // A number stays on the line of the word that it belongs to.
                    if let Some(Event::Text(text)) = events.last_mut() {
                        *text = text.trim_end().to_owned().into();
                    }
                    events.push(Event::InlineHtml(html.into()));
                }
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let dest_url = self.link(&dest_url, range).into();
                    events.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    let described = matches!(parser.peek(), Some((event, _)) if !matches!(event, Event::End(TagEnd::Image)));
                    let dest_url = self.image(&dest_url, range, described).into();
                    events.push(Event::Start(Tag::Image {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
                Event::Start(Tag::Heading {
                    level,
                    classes,
                    attrs,
                    ..
                }) => {
                    if level == HeadingLevel::H1 {
                        let span = self.span(range);
                        self.out.push(
                            Diagnostic::at(
                                code::SECOND_TITLE,
                                span,
                                "a heading of the first rank in the text",
                            )
                            .label("the page's title is its only one")
                            .help("begin with `##`"),
                        );
                    }
                    let id = Some(CowStr::from(self.headings.next_id()));
                    events.push(Event::Start(Tag::Heading {
                        level,
                        id,
                        classes,
                        attrs,
                    }));
                }
                Event::Start(Tag::Table(columns)) => {
                    let label = escape(self.headings.current().unwrap_or_default());
                    events.push(Event::Html(format!("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n").into()));
                    events.push(Event::Start(Tag::Table(columns)));
                }
                Event::End(TagEnd::Table) => {
                    events.extend([Event::End(TagEnd::Table), Event::Html("</div>\n".into())])
                }
                Event::Start(Tag::TableHead) | Event::End(TagEnd::TableHead) => {
                    in_table_head = matches!(event, Event::Start(_));
                    events.push(event);
                }
                Event::Start(Tag::TableCell) if in_table_head => {
                    events.push(Event::InlineHtml("<th scope=\"col\">".into()))
                }
                Event::End(TagEnd::TableCell) if in_table_head => {
                    events.push(Event::InlineHtml("</th>".into()))
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.raw_html(range);
                    events.push(event);
                }
                Event::InlineHtml(_) => {
                    self.raw_html(range);
                    events.push(event);
                }
                Event::Text(ref text) => {
                    self.words += text.split_whitespace().count();
                    events.push(event);
                }
                event => events.push(event),
            }
        }
        events
    }

    /// `[@a; @b]` as numbered links to the page's list of sources.
    fn citation(&mut self, reference: &str, range: &Range<usize>) -> String {
        let mut links = Vec::new();
        for id in reference
            .split(';')
            .map(|part| part.trim().trim_start_matches('@'))
        {
            if !self.around.sources.contains(id) {
                let span = self.find(range.clone(), id);
                let mut diagnostic =
                    Diagnostic::at(code::UNKNOWN_SOURCE, span, format!("unknown source `{id}`"))
                        .label("not in `sources.toml`");
                diagnostic.help = suggest::help(id, self.around.sources.iter().map(String::as_str));
                self.out.push(diagnostic);
                continue;
            }
            let number = match self.rendered.cited.iter().position(|cited| cited == id) {
                Some(place) => place + 1,
                None => {
                    self.rendered.cited.push(id.to_owned());
                    self.rendered.cited.len()
                }
            };
            let word = escape(self.around.source_word);
            links.push(format!(
                "<a href=\"#source-{number}\" aria-label=\"{word} {number}\">{number}</a>"
            ));
        }
        format!("<sup class=\"cite\">{}</sup>", links.join(", "))
    }

    fn link(&mut self, url: &str, range: Range<usize>) -> String {
        match links::target(url) {
            Target::Elsewhere => url.to_owned(),
            Target::Forbidden => {
                let span = self.find(range, url);
                self.out.push(
                    Diagnostic::at(code::FORBIDDEN_URL, span, format!("a link to `{url}`"))
                        .label("expected a file of the content folder, or an address that begins with `https:`"),
                );
                String::new()
            }
            Target::Inside("", fragment) => {
                let resolved = format!("#{}", fragment.unwrap_or_default());
                let span = self.find(range, url);
                self.rendered.links.insert(resolved.clone(), span);
                resolved
            }
            Target::Inside(path, fragment) => {
                let span = self.find(range, url);
                let Some(mut resolved) = self.file_url(path, &span) else {
                    return String::new();
                };
                if let Some(fragment) = fragment {
                    resolved.push('#');
                    resolved.push_str(fragment);
                }
                self.rendered.links.insert(resolved.clone(), span);
                resolved
            }
        }
    }

    fn image(&mut self, url: &str, range: Range<usize>, described: bool) -> String {
        let span = self.find(range.clone(), url);
        if !described {
            let span = self.span(range);
            self.out.push(
                Diagnostic::at(
                    code::NO_ALTERNATIVE,
                    span,
                    "an image without a text alternative",
                )
                .label("expected words between `![` and `]`")
                .help("say what the image shows, for readers who cannot see it"),
            );
        }
        match links::target(url) {
            Target::Inside(path, _) => {
                let resolved = self.file_url(path, &span).unwrap_or_default();
                self.rendered.links.insert(resolved.clone(), span);
                resolved
            }
            Target::Elsewhere | Target::Forbidden => {
                self.out.push(
                    Diagnostic::at(
                        code::FORBIDDEN_LOAD,
                        span,
                        format!("`{url}` is loaded from another site"),
                    )
                    .label("expected a file of the content folder")
                    .help("put a copy beside the page and load that"),
                );
                String::new()
            }
        }
    }

    /// The URL of a file of the content folder, relative to the page.
    fn file_url(&mut self, path: &str, span: &Span) -> Option<String> {
        let wanted = links::resolve(self.folder, path);
        let found = wanted
            .as_ref()
            .and_then(|wanted| self.around.urls.get(wanted.as_str()));
        if let Some(found) = found {
            return Some(links::relative(self.url, found));
        }
        let mut diagnostic = Diagnostic::at(
            code::BROKEN_LINK,
            span.clone(),
            format!("a link to `{path}`, which is not there"),
        )
        .label("no such file in the content folder");
        let name = wanted.as_ref().map_or(path, |wanted| wanted.as_str());
        let stem = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
        let file = name.rsplit('/').next().unwrap_or(name);
        let known = self.around.urls.keys().map(String::as_str);
        let near = suggest::nearest(name, known.clone())
            .or_else(|| known.clone().find(|known| stem(known) == file));
        diagnostic.help = near.map(|near| {
            format!(
                "did you mean `{}`?",
                links::relative(
                    &format!("{}/x", self.folder)
                        .trim_start_matches('/')
                        .to_owned(),
                    near
                )
            )
        });
        self.out.push(diagnostic);
        None
    }

    fn raw_html(&mut self, range: Range<usize>) {
        let text = &self.file.text[self.body + range.start..self.body + range.end];
        for violation in html::elements(text).iter().flat_map(html::violations) {
            let span = self.find(range.clone(), &violation.needle);
            self.out.push(
                Diagnostic::at(code::FORBIDDEN_HTML, span, violation.what)
                    .label("not allowed in a page")
                    .help(violation.fix),
            );
        }
    }
}

/// Text for an attribute's value.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
