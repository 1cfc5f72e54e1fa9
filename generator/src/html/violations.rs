//! What a page must not hold, since its policy would stop it, or it would tell another site who reads
//! the page, or a reader would miss it.

use super::{Element, link, loads};
use crate::diagnostic::{Code, code};
use crate::links::{Target, target};

/// Something that a page must not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What kind of complaint it is.
    pub code: Code,
    /// What it is, for a message.
    pub what: String,
    /// Text that stands where it is, to find the place.
    pub needle: String,
    /// How to mend it.
    pub fix: &'static str,
}

/// Everything in an element that a page must not hold.
pub fn violations(element: &Element) -> Vec<Violation> {
    let mut found: Vec<Violation> = of_element(element).into_iter().collect();
    for (name, value) in &element.attributes {
        found.extend(of_attribute(element, name, value));
    }
    for url in loads(element).into_iter().filter(|url| !is_own(url)) {
        found.push(Violation {
            code: code::FORBIDDEN_LOAD,
            what: format!("`{url}` would be loaded from outside the site"),
            needle: url,
            fix: "put a copy beside the page and load that",
        });
    }
    found
}

fn of_element(element: &Element) -> Option<Violation> {
    let (code, what, fix) = match element.name.as_str() {
        "script" if element.get("src").is_none() => (
            code::FORBIDDEN_HTML,
            "an inline script",
            "put the script in a file under `assets/` and name it with `src`",
        ),
        "style" => (
            code::FORBIDDEN_HTML,
            "an inline style sheet",
            "put the style in a file under `assets/`",
        ),
        "base" => (
            code::FORBIDDEN_HTML,
            "a `base` element",
            "leave it out: links are relative to the page",
        ),
        "iframe" | "frame" | "object" | "embed" => (
            code::FORBIDDEN_HTML,
            "a page within the page",
            "link to it instead",
        ),
        "img" if element.get("alt").is_none() => (
            code::NO_ALTERNATIVE,
            "an image without a text alternative",
            "say with `alt` what the image shows; `alt=\"\"` where it only decorates",
        ),
        _ => return None,
    };
    Some(Violation {
        code,
        what: what.into(),
        needle: format!("<{}", element.name),
        fix,
    })
}

fn of_attribute(element: &Element, name: &str, value: &str) -> Option<Violation> {
    let (what, needle, fix) = match name {
        "style" => (
            "an inline style".into(),
            name,
            "use a class and a style sheet",
        ),
        "srcdoc" => (
            "a page within an attribute".into(),
            name,
            "put the page in a file of its own",
        ),
        "ping" => (
            "a link that reports its clicks".into(),
            name,
            "leave `ping` out",
        ),
        _ if name.len() > 2 && name.starts_with("on") => (
            format!("an inline event handler `{name}`"),
            name,
            "use a script in a file under `assets/`",
        ),
        _ if leads(element, name, value) && target(value) == Target::Forbidden => (
            format!("a link to `{value}`"),
            value,
            "link to a page, relative to this one, or to an `https:` address",
        ),
        "content" if link(element).is_some_and(|url| target(url) == Target::Elsewhere) => (
            "the reader is sent to another site".into(),
            name,
            "give a link instead",
        ),
        _ => return None,
    };
    Some(Violation {
        code: code::FORBIDDEN_HTML,
        what,
        needle: needle.to_owned(),
        fix,
    })
}

/// Whether an attribute leads somewhere and is not one of those that load.
fn leads(element: &Element, name: &str, value: &str) -> bool {
    matches!(name, "href" | "xlink:href" | "action" | "formaction")
        && !loads(element).iter().any(|url| url == value.trim())
}

/// Whether a URL that is loaded is of the site itself, or carries its data within.
fn is_own(url: &str) -> bool {
    matches!(target(url), Target::Inside(..)) || url.starts_with("data:image/")
}

#[cfg(test)]
mod tests {
    use super::super::elements;
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
            "<img alt='' src='https://a.example/x.png'>",
            "<img alt='' srcset='x.png 1x, //a.example/x.png 2x'>",
            "<img alt='' src='/x.png'>",
            "<link rel=stylesheet href='http://a.example/x.css'>",
            "<link rel='shortcut ICON' href='https://a.example/x.ico'>",
            "<video poster='https://a.example/x.jpg'></video>",
            "<table background='https://a.example/x.png'>",
            "<svg><image href='https://a.example/x.png'/></svg>",
            "<svg><rect fill='url(https://a.example/x.svg#a)'/></svg>",
        ] {
            assert_eq!(problems(html).len(), 1, "{html}: {:?}", problems(html));
        }
    }

    #[test]
    fn nobody_is_sent_or_reported_elsewhere() {
        assert_eq!(
            problems("<meta http-equiv='Refresh' content='0;url=https://a.example/'>"),
            ["the reader is sent to another site"]
        );
        assert_eq!(
            problems("<a href='a.html' ping='https://a.example/'>a</a>"),
            ["a link that reports its clicks"]
        );
    }

    #[test]
    fn pages_within_pages_are_stopped_by_the_policy() {
        assert_eq!(
            problems("<iframe src='a.html'></iframe>"),
            ["a page within the page"]
        );
    }

    #[test]
    fn an_image_says_what_it_shows_or_that_it_only_decorates() {
        assert_eq!(
            problems("<img src='a.png'>"),
            ["an image without a text alternative"]
        );
        assert_eq!(problems("<img src='a.png' alt=''>"), Vec::<String>::new());
    }

    #[test]
    fn what_is_the_sites_own_and_links_elsewhere_are_fine() {
        assert_eq!(
            problems(
                "<a href='https://a.example/'>a</a><img src='a.png' alt=''><script src='a.js'></script><link rel=icon href='data:image/png;base64,'>"
            ),
            Vec::<String>::new()
        );
    }
}
