//! URLs between the files of a site, always relative to the page that holds them.

use std::borrow::Cow;

use camino::{Utf8Path, Utf8PathBuf};
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};

/// The URL of one file of the site from another, both from the site's root. A fragment stays.
///
/// ```
/// use guideway::links::relative;
///
/// assert_eq!(relative("causes/a.html", "treatments/b.html#how"), "../treatments/b.html#how");
/// assert_eq!(relative("index.html", "causes/a.html"), "causes/a.html");
/// assert_eq!(relative("causes/a.html", "causes/index.html"), "index.html");
/// ```
pub fn relative(from: &str, to: &str) -> String {
    let mut here: Vec<&str> = from.split('/').collect();
    here.pop();
    let mut there: Vec<&str> = to.split('/').collect();
    let shared = here
        .iter()
        .zip(&there[..there.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let mut parts = vec![".."; here.len() - shared];
    parts.append(&mut there.split_off(shared));
    parts.join("/")
}

/// The way from a page to the site's root: empty, `../`, `../../`.
pub fn root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// Where a relative path leads from a folder; none where it leads out of the site.
pub fn resolve(folder: &Utf8Path, path: &str) -> Option<Utf8PathBuf> {
    let mut parts: Vec<&str> = folder
        .as_str()
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/").into())
}

/// Whether a path reads the same as a file's name and in a URL, on every system.
pub fn is_plain(path: &str) -> bool {
    path.split('/').all(|name| {
        !name.starts_with('.')
            && !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.~@".contains(c))
    })
}

/// Whether a path ends in an extension, written in lower case.
pub fn has_extension(path: &str, extension: &str) -> bool {
    Utf8Path::new(path).extension() == Some(extension)
}

/// The address of a file of the site. An index is called by its folder.
pub fn address(base_url: &str, url: &str) -> String {
    let path = match url.rsplit_once('/') {
        Some((folder, "index.html")) => format!("{folder}/"),
        None if url == "index.html" => String::new(),
        _ => url.to_owned(),
    };
    format!("{base_url}{}", utf8_percent_encode(&path, CONTROLS))
}

/// A URL with `%C3%BC` and the like as the letters that they stand for.
pub fn decode(url: &str) -> Cow<'_, str> {
    percent_decode_str(url).decode_utf8_lossy()
}

/// What kind of place a URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A path relative to the page, and a fragment.
    Inside(&'a str, Option<&'a str>),
    /// A page elsewhere, a mail address or a telephone number: nothing of it is loaded.
    Elsewhere,
    /// A scheme that runs something, or a path that is not relative to the page.
    Forbidden,
}

/// Tells what kind of place a URL names.
pub fn target(url: &str) -> Target<'_> {
    // Browsers leave blanks around a URL out, and line ends and tabs within it.
    let url = url.trim();
    if url.contains(char::is_control) {
        return Target::Forbidden;
    }
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        });
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https" | "mailto" | "tel") => Target::Elsewhere,
        Some(_) => Target::Forbidden,
        None if url.starts_with(['/', '\\']) => Target::Forbidden,
        None => match url.split_once('#') {
            Some((path, fragment)) => Target::Inside(path, Some(fragment)),
            None => Target::Inside(url, None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_the_page_itself_names_its_file() {
        assert_eq!(relative("a/b.html", "a/b.html"), "b.html");
    }

    #[test]
    fn links_climb_as_far_as_they_must() {
        assert_eq!(relative("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(relative("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(root("a/b/c.html"), "../../");
    }

    #[test]
    fn a_path_may_not_leave_the_site() {
        assert_eq!(resolve("a".into(), "../b.md"), Some("b.md".into()));
        assert_eq!(resolve("a".into(), "../../b.md"), None);
    }

    #[test]
    fn a_name_that_a_url_would_have_to_spell_otherwise_is_not_plain() {
        assert!(is_plain("übung/Schritt-1.html"));
        for name in [
            "a b.png",
            "50%.png",
            "what?.html",
            "a#b",
            "a//b",
            ".hidden",
            "a:b",
            "a\\b",
        ] {
            assert!(!is_plain(name), "{name}");
        }
    }

    #[test]
    fn an_address_is_plain_ascii_and_names_an_index_by_its_folder() {
        let base = "https://example.org/";
        assert_eq!(address(base, "index.html"), "https://example.org/");
        assert_eq!(address(base, "a/index.html"), "https://example.org/a/");
        assert_eq!(address(base, "ü.html"), "https://example.org/%C3%BC.html");
    }

    #[test]
    fn urls_that_run_something_are_forbidden() {
        assert_eq!(target("javascript:alert(1)"), Target::Forbidden);
        assert_eq!(target(" JavaScript:alert(1)"), Target::Forbidden);
        assert_eq!(target("java\tscript:alert(1)"), Target::Forbidden);
    }

    #[test]
    fn urls_that_depend_on_where_the_site_is_served_are_forbidden() {
        assert_eq!(target("/from/the/root.html"), Target::Forbidden);
        assert_eq!(target("//elsewhere.example/x"), Target::Forbidden);
        assert_eq!(target("\\\\elsewhere.example\\x"), Target::Forbidden);
    }

    #[test]
    fn other_urls_lead_inside_or_elsewhere() {
        assert_eq!(target("https://elsewhere.example"), Target::Elsewhere);
        assert_eq!(target("tel:112"), Target::Elsewhere);
        assert_eq!(target("a.md#b"), Target::Inside("a.md", Some("b")));
        assert_eq!(target("#b"), Target::Inside("", Some("b")));
        assert_eq!(target("a.md"), Target::Inside("a.md", None));
    }
}
