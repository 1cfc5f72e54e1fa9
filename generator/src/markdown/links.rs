//! Links and images: from files of the content folder to URLs relative to the page.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{Events, Renderer, citations, escape, skip};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::links::{self, Target};
use crate::suggest;

/// A link or an image, as the parser gives it.
pub(super) struct Reference<'a> {
    pub(super) link_type: LinkType,
    pub(super) dest_url: CowStr<'a>,
    pub(super) title: CowStr<'a>,
    pub(super) id: CowStr<'a>,
    /// The bytes of the text that it comes from.
    pub(super) range: Range<usize>,
}

impl<'a> Renderer<'a> {
    pub(super) fn link(&mut self, link: Reference<'a>, events: &mut Events<'a>) {
        let url = &*link.dest_url;
        let dest_url = match (link.link_type, links::target(url)) {
            (LinkType::ShortcutUnknown, _) => {
                skip(TagEnd::Link, events);
                return self.citation(&link.id, &link.range);
            }
            (LinkType::ReferenceUnknown | LinkType::CollapsedUnknown, _) => {
                self.complain_undefined(&link.id, link.range);
                CowStr::from("")
            }
            (LinkType::Email, _) => link.dest_url,
            (_, Target::Elsewhere) => {
                // It may yet be an address of this very site.
                self.note_link(url, self.find(link.range, url));
                return self.link_elsewhere(url, &link.title);
            }
            (_, Target::Inside(path, fragment)) => {
                let span = self.find(link.range, url);
                CowStr::from(self.link_inside(path, fragment, &span))
            }
            (_, Target::Forbidden) => {
                self.complain_forbidden(url, self.find(link.range, url));
                CowStr::from("")
            }
        };
        self.html.push(Event::Start(Tag::Link {
            link_type: link.link_type,
            dest_url,
            title: link.title,
            id: link.id,
        }));
    }

    fn link_elsewhere(&mut self, url: &str, title: &str) {
        let title = match title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        let html = format!("<a href=\"{}\" rel=\"noopener\"{title}>", escape(url));
        self.html.push(Event::InlineHtml(html.into()));
    }

    fn link_inside(&mut self, path: &str, fragment: Option<&str>, span: &Span) -> String {
        if let (Some(document), Some(own)) = (self.around.document, self.chapter()) {
            let chapter = match path {
                "" => Some(own),
                path => self
                    .found(path)
                    .and_then(|url| document.chapters.get(url))
                    .map(String::as_str),
            };
            if let Some(chapter) = chapter {
                return match fragment {
                    Some(fragment) => format!("#{chapter}--{fragment}"),
                    None => format!("#{chapter}"),
                };
            }
        }
        let mut url = match (path, fragment) {
            ("", None) => {
                self.out.push(
                    Diagnostic::at(code::BROKEN_LINK, span.clone(), "a link that leads nowhere")
                        .label("expected a file of the content folder between `(` and `)`"),
                );
                return String::new();
            }
            ("", Some(_)) => String::new(),
            (path, _) => match self.file_url(path, span) {
                Some(url) => url,
                None => return String::new(),
            },
        };
        if let Some(fragment) = fragment {
            url.push('#');
            url.push_str(fragment);
        }
        self.note_link(&url, span.clone());
        url
    }

    pub(super) fn image(&mut self, image: Reference<'a>, events: &mut Events<'a>) {
        let is_described = events
            .peek()
            .is_some_and(|(event, _)| *event != Event::End(TagEnd::Image));
        if !is_described {
            let span = self.span(image.range.clone());
            let message = "an image without a text alternative";
            self.out.push(
                Diagnostic::at(code::NO_ALTERNATIVE, span, message)
                    .label("expected words between `![` and `]`")
                    .help("say what the image shows, for readers who cannot see it"),
            );
        }
        let url = &*image.dest_url;
        let span = self.find(image.range.clone(), url);
        let dest_url = match (image.link_type, links::target(url)) {
            (
                LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown,
                _,
            ) => {
                self.complain_undefined(&image.id, image.range);
                String::new()
            }
            (_, Target::Inside(path, _)) => {
                let url = self.file_url(path, &span).unwrap_or_default();
                self.note_link(&url, span);
                url
            }
            (_, Target::Elsewhere | Target::Forbidden) => {
                let message = format!("`{url}` would be loaded from outside the site");
                self.out.push(
                    Diagnostic::at(code::FORBIDDEN_LOAD, span, message)
                        .label("expected a file of the content folder")
                        .help("put a copy beside the page and load that"),
                );
                String::new()
            }
        };
        let alternative = words_of(events);
        let size = self
            .found_path(&image.dest_url)
            .and_then(|path| self.around.drawings.get(path.as_str()))
            .map_or_else(String::new, |(width, height)| {
                format!(" width=\"{width}\" height=\"{height}\"")
            });
        let title = match &*image.title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        let html = format!(
            "<img src=\"{}\" alt=\"{}\"{size}{title}>",
            escape(&dest_url),
            escape(&alternative)
        );
        self.html.push(Event::InlineHtml(html.into()));
    }

    /// The path in the content folder that is meant by one relative to the page's file.
    fn wanted(&self, path: &str) -> Option<Utf8PathBuf> {
        let folder = self.page.source.parent().unwrap_or(Utf8Path::new(""));
        links::resolve(folder, path)
    }

    /// The path in the content folder of what a link leads to.
    fn found_path(&self, url: &str) -> Option<Utf8PathBuf> {
        match links::target(url) {
            Target::Inside(path, _) => self.wanted(&links::decode(path)),
            _ => None,
        }
    }

    /// The URL from the site's root of a file of the content folder, if it is there.
    fn found(&self, path: &str) -> Option<&'a str> {
        let wanted = self.wanted(&links::decode(path))?;
        self.around.urls.get(wanted.as_str()).map(String::as_str)
    }

    /// The URL of a file of the content folder, relative to the page.
    fn file_url(&mut self, path: &str, span: &Span) -> Option<String> {
        if let Some(found) = self.found(path) {
            let from = self
                .around
                .document
                .map_or(&self.page.url, |document| &document.url);
            return Some(links::relative(from, found));
        }
        let path = links::decode(path);
        let wanted = self.wanted(&path);
        let mut diagnostic = Diagnostic::at(
            code::BROKEN_LINK,
            span.clone(),
            format!("a link to `{path}`, which is not there"),
        )
        .label("no such file in the content folder");
        let name = wanted.as_ref().map_or(&*path, |wanted| wanted.as_str());
        diagnostic.help = self.nearest(name).map(|near| {
            let near = links::relative(self.page.source.as_str(), near);
            format!("did you mean `{near}`?")
        });
        self.out.push(diagnostic);
        None
    }

    /// The file that is most likely meant by a path: a folder's index, a path much like it, or a file
    /// of the same name elsewhere.
    fn nearest(&self, path: &str) -> Option<&'a str> {
        let known = || self.around.urls.keys().map(String::as_str);
        let index = format!("{path}/_index.md");
        let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
        let wanted = path.rsplit('/').next().unwrap_or(path);
        known()
            .find(|known| *known == index)
            .or_else(|| suggest::nearest(path, known()))
            .or_else(|| known().find(|known| name(known) == wanted))
    }

    fn complain_forbidden(&mut self, url: &str, span: Span) {
        let mut diagnostic =
            Diagnostic::at(code::FORBIDDEN_URL, span, format!("a link to `{url}`")).label(
                "expected a file of the content folder, or an address that begins with `https:`",
            );
        if url.starts_with('/') {
            diagnostic =
                diagnostic.help("say how to get there from this page, as in `../folder/page.md`");
        }
        self.out.push(diagnostic);
    }

    /// A link or image by a name that nothing defines.
    fn complain_undefined(&mut self, name: &str, range: Range<usize>) {
        let span = self.find(range, name);
        let help = if citations::is_one(name) {
            "cite several sources as `[@one; @other]`".into()
        } else {
            format!("add `[{name}]: page.md` on a line of its own, or write `\\[` for a bracket")
        };
        self.out.push(
            Diagnostic::at(
                code::BROKEN_LINK,
                span,
                format!("a link by the name `{name}`"),
            )
            .label("nothing says where this name leads")
            .help(help),
        );
    }
}

/// The words up to the end of the image that has just begun.
fn words_of(events: &mut Events) -> String {
    let (mut words, mut depth) = (String::new(), 1);
    while depth > 0
        && let Some((event, _)) = events.next()
    {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
