//! What a text refers to: sources, files of the content folder, anchors, other sites.

use std::ops::Range;

use super::{Renderer, escape};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::links::{self, Target};
use crate::suggest;

impl Renderer<'_> {
    /// `[@a; @b]` as numbered links to the page's list of sources.
    pub(super) fn citation(&mut self, reference: &str, range: &Range<usize>) -> String {
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
            let cited = &mut self.rendered.cited;
            let place = cited
                .iter()
                .position(|cited| cited == id)
                .unwrap_or_else(|| {
                    cited.push(id.to_owned());
                    cited.len() - 1
                });
            let number = place + 1;
            let word = escape(self.around.source_word);
            links.push(format!(
                "<a href=\"#source-{number}\" aria-label=\"{word} {number}\">{number}</a>"
            ));
        }
        format!("<sup class=\"cite\">{}</sup>", links.join(", "))
    }

    pub(super) fn link(&mut self, url: &str, range: Range<usize>) -> String {
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

    pub(super) fn image(&mut self, url: &str, range: Range<usize>, described: bool) -> String {
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
        let file_of = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let known = || self.around.urls.keys().map(String::as_str);
        let near = suggest::nearest(name, known())
            .or_else(|| known().find(|known| file_of(known) == file_of(name)));
        diagnostic.help = near.map(|near| {
            let here = self.folder.join("page.md");
            format!("did you mean `{}`?", links::relative(here.as_str(), near))
        });
        self.out.push(diagnostic);
        None
    }
}
