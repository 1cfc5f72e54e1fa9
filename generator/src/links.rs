//! URLs between the files of a site, always relative to the page that holds them.

use camino::{Utf8Path, Utf8PathBuf};

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

/// What kind of place a URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A path relative to the page, and a fragment.
    Inside(&'a str, Option<&'a str>),
    /// A page elsewhere, a mail address or a telephone number: nothing of it is loaded.
    Elsewhere,
    /// A scheme that runs something or hides what it does.
    Forbidden,
}

/// Tells what kind of place a URL names.
pub fn target(url: &str) -> Target<'_> {
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
        None if url.starts_with("//") || url.starts_with('\\') => Target::Forbidden,
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
    fn urls_that_run_something_are_forbidden() {
        assert_eq!(target("javascript:alert(1)"), Target::Forbidden);
        assert_eq!(target("//elsewhere.example/x"), Target::Forbidden);
        assert_eq!(target("https://elsewhere.example"), Target::Elsewhere);
        assert_eq!(target("a.md#b"), Target::Inside("a.md", Some("b")));
        assert_eq!(target("#b"), Target::Inside("", Some("b")));
    }
}
