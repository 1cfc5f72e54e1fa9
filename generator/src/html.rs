//! HTML read back: its elements, where they link, and what they load.
//!
//! The reading is html5ever's tokenizer, the same that a browser follows.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

mod violations;

pub use violations::{Violation, violations};

/// A start tag with its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes in the order written.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    fn has_any(&self, name: &str, values: &[&str]) -> bool {
        let value = self.get(name).unwrap_or_default();
        value
            .split_whitespace()
            .any(|word| values.iter().any(|value| word.eq_ignore_ascii_case(value)))
    }
}

/// Every start tag of a piece of HTML, in order.
pub fn elements(html: &str) -> Vec<Element> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    // There is no script to wait for, so one call reads all.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Collector(RefCell<Vec<Element>>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let TagToken(Tag {
            kind: StartTag,
            name,
            attrs,
            ..
        }) = token
        else {
            return TokenSinkResult::Continue;
        };
        let attributes = attrs
            .iter()
            .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
            .collect();
        self.0.borrow_mut().push(Element {
            name: name.to_string(),
            attributes,
        });
        // What stands in these is text, whatever it looks like.
        match &*name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Where an element leads: at a click, or, where a page sends its reader on, without one.
pub fn link(element: &Element) -> Option<&str> {
    match element.name.as_str() {
        "a" | "area" => element.get("href").or(element.get("xlink:href")),
        "form" => element.get("action"),
        "meta" if element.has_any("http-equiv", &["refresh"]) => {
            let (_, url) = element.get("content")?.split_once('=')?;
            Some(url.trim())
        }
        _ => None,
    }
}

/// Every URL that a browser fetches because of an element, without anybody's click.
pub fn loads(element: &Element) -> Vec<String> {
    const FETCHED: [&str; 10] = [
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "mask-icon",
        "manifest",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
    ];
    let attributes: &[&str] = match element.name.as_str() {
        "link" if element.has_any("rel", &FETCHED) => &["href"],
        "link" => &[],
        "image" | "use" | "feimage" => &["href", "xlink:href"],
        "object" => &["data"],
        "body" | "table" | "td" | "th" => &["background"],
        _ => &["src", "poster"],
    };
    let mut urls: Vec<String> = attributes
        .iter()
        .filter_map(|name| element.get(name))
        .map(|url| url.trim().to_owned())
        .collect();
    for name in ["srcset", "imagesrcset"] {
        urls.extend(candidates(element.get(name).unwrap_or_default()));
    }
    for (_, value) in &element.attributes {
        urls.extend(css_urls(value).map(str::to_owned));
    }
    urls.retain(|url| !url.is_empty());
    urls
}

/// Every URL of an element that has to be there: see [`link`] and [`loads`].
pub fn urls(element: &Element) -> impl Iterator<Item = String> {
    link(element)
        .map(str::to_owned)
        .into_iter()
        .chain(loads(element))
}

/// The URLs of a `srcset`.
fn candidates(mut srcset: &str) -> Vec<String> {
    let mut urls = Vec::new();
    loop {
        srcset = srcset.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if srcset.is_empty() {
            return urls;
        }
        let end = srcset.find(char::is_whitespace).unwrap_or(srcset.len());
        let (url, rest) = srcset.split_at(end);
        urls.push(url.trim_end_matches(',').to_owned());
        // A comma right after the URL ends the candidate; else its size comes first.
        srcset = match rest.find(',') {
            Some(comma) if !url.ends_with(',') => &rest[comma..],
            None if !url.ends_with(',') => "",
            _ => rest,
        };
    }
}

/// The URLs that a piece of CSS loads.
pub fn css_urls(css: &str) -> impl Iterator<Item = &str> {
    let named = css
        .split("url(")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(url, _)| url.trim().trim_matches(['"', '\'']));
    let imported = css
        .split("@import")
        .skip(1)
        .filter_map(|rest| rest.trim_start().strip_prefix(['"', '\'']))
        .filter_map(|rest| rest.split(['"', '\'']).next());
    named.chain(imported)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(html: &str) -> Element {
        elements(html).remove(0)
    }

    #[test]
    fn what_a_script_says_is_not_an_element() {
        let names: Vec<String> = elements("<script src='a'>'<b>'</script><p>")
            .into_iter()
            .map(|element| element.name)
            .collect();
        assert_eq!(names, ["script", "p"]);
    }

    #[test]
    fn a_page_that_sends_its_reader_on_links_there() {
        let meta = first("<meta http-equiv=refresh content='0; url=../a.html'>");
        assert_eq!(link(&meta), Some("../a.html"));
    }

    #[test]
    fn every_candidate_of_a_source_set_is_loaded() {
        let image = first("<img srcset='a.png, b.png 2x,data:image/png;base64,AA== 3x'>");
        assert_eq!(
            loads(&image),
            ["a.png", "b.png", "data:image/png;base64,AA=="]
        );
    }

    #[test]
    fn drawings_load_what_their_attributes_name() {
        assert_eq!(loads(&first("<rect fill=\"url('a.svg#b')\">")), ["a.svg#b"]);
        assert_eq!(loads(&first("<use xlink:href='a.svg#c'>")), ["a.svg#c"]);
    }

    #[test]
    fn a_style_sheet_loads_what_it_names_and_imports() {
        let css = "@import \"a.css\"; @import url(b.css); p { background: url( 'c.png' ) }";
        let urls: Vec<&str> = css_urls(css).collect();
        assert_eq!(urls, ["b.css", "c.png", "a.css"]);
    }

    #[test]
    fn a_link_that_only_tells_is_not_loaded() {
        let canonical = first("<link rel=canonical href='https://a.example/'>");
        assert_eq!(loads(&canonical), Vec::<String>::new());
    }
}
