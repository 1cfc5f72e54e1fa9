//! Tables that can be scrolled on a narrow screen, with heads that say what they are.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{Renderer, escape};

/// How far the table being rendered has come.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Renderer<'_> {
    pub(super) fn begin_table(&mut self, columns: Vec<Alignment>) {
        // A region that scrolls has to be reached by keyboard, and so needs a name.
        let heading = self.headings.current();
        let title = self.page.matter.title.as_str();
        let label = match (heading, self.around.document) {
            (Some(heading), None) => escape(heading),
            // Many chapters have headings alike.
            (Some(heading), Some(_)) => escape(&format!("{title}: {heading}")),
            (None, _) => escape(title),
        };
        let region = format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n"
        );
        self.html.push(Event::Html(region.into()));
        self.html.push(Event::Start(Tag::Table(Vec::new())));
        self.table.columns = columns;
    }

    pub(super) fn end_table(&mut self) {
        self.html.push(Event::End(TagEnd::Table));
        self.html.push(Event::Html("</div>\n".into()));
    }
}

impl Table {
    pub(super) fn begin_row(&mut self, in_head: bool) {
        self.column = 0;
        self.in_head = in_head;
    }

    /// The beginning of the next cell. The renderer's own would carry an inline style where a column
    /// is aligned, and would not say what a head is the head of.
    pub(super) fn cell(&mut self) -> Event<'static> {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.column += 1;
        let html = if self.in_head {
            format!("<th scope=\"col\"{class}>")
        } else {
            format!("<td{class}>")
        };
        Event::InlineHtml(html.into())
    }
}
