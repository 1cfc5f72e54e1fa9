//! HTML read back: its elements, what they load, where they link, and what a page must not hold.
//!
//! The reading is html5ever's tokenizer, the same that a browser follows.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

use crate::links::{Target, target};

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
        if let TagToken(Tag {
            kind: StartTag,
            name,
            attrs,
            ..
        }) = token
        {
            let attributes = attrs
                .iter()
                .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
                .collect();
            let raw = match &*name {
                "script" => Some(html5ever::tokenizer::states::RawKind::ScriptData),
                "style" => Some(html5ever::tokenizer::states::RawKind::Rawtext),
                "title" | "textarea" => Some(html5ever::tokenizer::states::RawKind::Rcdata),
                _ => None,
            };
            self.0.borrow_mut().push(Element {
                name: name.to_string(),
                attributes,
            });
            if let Some(kind) = raw {
                return TokenSinkResult::RawData(kind);
            }
        }
        TokenSinkResult::Continue
    }
}

/// Something that a page must not hold, since its policy would stop it or it would tell another site
/// who reads the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What it is, for a message.
    pub what: String,
    /// Text that stands where it is, to find the place.
    pub needle: String,
    /// How to mend it.
    pub fix: &'static str,
}

/// Everything in an element that a page must not hold.
pub fn violations(element: &Element) -> Vec<Violation> {
    let mut found = Vec::new();
    let tag = format!("<{}", element.name);
    if element.name == "script" && element.get("src").is_none() {
        found.push(Violation {
            what: "an inline script".into(),
            needle: tag.clone(),
            fix: "put the script in a file under `assets/` and name it with `src`",
        });
    }
    if element.name == "style" {
        found.push(Violation {
            what: "an inline style sheet".into(),
            needle: tag.clone(),
            fix: "put the style in a file under `assets/`",
        });
    }
    if element.name == "base" {
        found.push(Violation {
            what: "a `base` element".into(),
            needle: tag.clone(),
            fix: "leave it out: links are relative to the page",
        });
    }
    for (name, value) in &element.attributes {
        if name == "style" {
            found.push(Violation {
                what: "an inline style".into(),
                needle: "style".into(),
                fix: "use a class and a style sheet",
            });
        } else if name.len() > 2 && name.starts_with("on") {
            found.push(Violation {
                what: format!("an inline event handler `{name}`"),
                needle: name.clone(),
                fix: "use a script in a file under `assets/`",
            });
        } else if name == "srcdoc" {
            found.push(Violation {
                what: "a page within an attribute".into(),
                needle: name.clone(),
                fix: "put the page in a file of its own",
            });
        } else if matches!(
            name.as_str(),
            "href" | "xlink:href" | "action" | "formaction"
        ) && target(value) == Target::Forbidden
        {
            found.push(Violation {
                what: format!("a link to `{value}`"),
                needle: value.clone(),
                fix: "link to a page, or to an `https:` address",
            });
        }
    }
    for url in loads(element) {
        if !is_own(&url) {
            found.push(Violation {
                what: format!("`{url}` is loaded from another site"),
                needle: url,
                fix: "put a copy beside the page and load that",
            });
        }
    }
    found
}

/// Every URL that a browser fetches because of an element, without anybody's click.
pub fn loads(element: &Element) -> Vec<String> {
    let mut urls = Vec::new();
    let attributes: &[&str] = match element.name.as_str() {
        "link" => {
            let rel = element.get("rel").unwrap_or_default().to_ascii_lowercase();
            let fetches = rel.split_whitespace().any(|rel| {
                matches!(
                    rel,
                    "stylesheet"
                        | "icon"
                        | "apple-touch-icon"
                        | "mask-icon"
                        | "manifest"
                        | "preload"
                        | "modulepreload"
                        | "prefetch"
                        | "preconnect"
                        | "dns-prefetch"
                )
            });
            if fetches { &["href"] } else { &[] }
        }
        "image" | "use" | "feimage" => &["href", "xlink:href"],
        "object" => &["data"],
        "body" | "table" | "td" | "th" => &["background"],
        _ => &["src", "poster"],
    };
    urls.extend(
        attributes
            .iter()
            .filter_map(|name| element.get(name))
            .map(|url| url.trim().to_owned()),
    );
    for name in ["srcset", "imagesrcset"] {
        let candidates = element.get(name).unwrap_or_default().split(',');
        urls.extend(
            candidates
                .filter_map(|candidate| candidate.split_whitespace().next())
                .map(str::to_owned),
        );
    }
    urls.retain(|url| !url.is_empty());
    urls
}

/// Whether a URL that is loaded is of the site itself, or carries its data within.
fn is_own(url: &str) -> bool {
    matches!(target(url), Target::Inside(..)) || url.starts_with("data:image/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(html: &str) -> Vec<String> {
        elements(html)
            .iter()
            .flat_map(violations)
            .map(|violation| violation.what)
            .collect()
    }

    #[test]
    fn nothing_runs_from_within_a_page() {
        assert_eq!(problems("<script>alert(1)</script>"), ["an inline script"]);
        assert_eq!(
            problems("<p onclick='x()'>"),
            ["an inline event handler `onclick`"]
        );
        assert_eq!(problems("<p STYLE='color:red'>"), ["an inline style"]);
        assert_eq!(problems("<style>p{}</style>"), ["an inline style sheet"]);
        assert_eq!(
            problems("<a href='javascript:x()'>x</a>"),
            ["a link to `javascript:x()`"]
        );
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        for html in [
            "<img src='https://a.example/x.png'>",
            "<img srcset='x.png 1x, //a.example/x.png 2x'>",
            "<link rel=stylesheet href='http://a.example/x.css'>",
            "<video poster='https://a.example/x.jpg'></video>",
            "<object data='https://a.example/x'></object>",
            "<svg><image href='https://a.example/x.png'/></svg>",
            "<iframe src='https://a.example/'></iframe>",
        ] {
            assert_eq!(problems(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn a_link_elsewhere_loads_nothing() {
        assert_eq!(
            problems(
                "<a href='https://a.example/'>a</a><img src='a.png' alt=''><script src='a.js'></script>"
            ),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_a_script_says_is_not_an_element() {
        let names: Vec<String> = elements("<script src='a'>'<b>'</script><p>")
            .into_iter()
            .map(|element| element.name)
            .collect();
        assert_eq!(names, ["script", "p"]);
    }
}
