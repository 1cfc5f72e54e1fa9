//! `[@one]` and `[@one; @other]`: numbered links to the page's list of sources. `[@?]`: the mark of a
//! statement that has no source yet.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Renderer, escape};
use crate::diagnostic::{Diagnostic, code};
use crate::suggest;

/// What stands in brackets where a statement has no source yet.
pub(crate) const AWAITS_REVIEW: &str = "@?";

/// Whether what stands in brackets is a citation.
pub(super) fn is_one(reference: &str) -> bool {
    reference
        .split(';')
        .all(|part| part.trim().starts_with('@'))
}

impl Renderer<'_> {
    pub(super) fn citation(&mut self, reference: &str, range: &Range<usize>) {
        if reference.trim() == AWAITS_REVIEW {
            let words = escape(self.around.awaits_review);
            let html = format!("<small class=\"awaits\">({words})</small>");
            self.html.push(Event::InlineHtml(html.into()));
            return;
        }
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
            let number = self.number(id);
            let word = escape(self.around.source_word);
            links.push(format!(
                "<a href=\"#source-{number}\" aria-label=\"{word} {number}\">{number}</a>"
            ));
        }
        // A number stays on the line of the word that it belongs to.
        if let Some(Event::Text(text)) = self.html.last_mut() {
            *text = text.trim_end().to_owned().into();
        }
        let html = format!("<sup class=\"cite\">{}</sup>", links.join(", "));
        self.html.push(Event::InlineHtml(html.into()));
    }

    /// A source's number on the page: the order in which it is first cited.
    fn number(&mut self, id: &str) -> usize {
        let document = self.around.document;
        if let Some(number) = document.and_then(|document| document.numbers.get(id)) {
            return *number;
        }
        let cited = &mut self.rendered.cited;
        if let Some(place) = cited.iter().position(|cited| cited == id) {
            return place + 1;
        }
        cited.push(id.to_owned());
        cited.len()
    }
}
