//! What is checked on the pages as a reader gets them: links, anchors, ids, policy.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::html::{self, Element};
use crate::links::{self, Target};
use crate::suggest;

/// Where a page came from, to point at what is wrong in it.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its file.
    pub file: Arc<SourceFile>,
    /// Where its links stand, by URL.
    pub links: BTreeMap<String, Span>,
}

/// Checks every page of a plan. Pages without an origin were made by the generator.
pub fn check(
    plan: &BTreeMap<String, Vec<u8>>,
    origins: &BTreeMap<String, Origin>,
    base_url: Option<&str>,
) -> Vec<Diagnostic> {
    let pages: BTreeMap<&str, Vec<Element>> = plan
        .par_iter()
        .filter(|(url, _)| url.ends_with(".html"))
        .map(|(url, bytes)| {
            (
                url.as_str(),
                html::elements(&String::from_utf8_lossy(bytes)),
            )
        })
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(url, elements)| {
            (
                *url,
                elements
                    .iter()
                    .filter_map(|element| element.get("id"))
                    .collect(),
            )
        })
        .collect();
    pages
        .par_iter()
        .map(|(url, elements)| {
            let mut page = Checker {
                url,
                origin: origins.get(*url),
                plan,
                ids: &ids,
                base_url,
                out: Vec::new(),
            };
            page.check(elements);
            page.out
        })
        .collect::<Vec<_>>()
        .concat()
}

struct Checker<'a> {
    url: &'a str,
    origin: Option<&'a Origin>,
    plan: &'a BTreeMap<String, Vec<u8>>,
    ids: &'a BTreeMap<&'a str, BTreeSet<&'a str>>,
    base_url: Option<&'a str>,
    out: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn check(&mut self, elements: &[Element]) {
        let policy = elements.iter().any(|element| {
            element.name == "meta"
                && element
                    .get("http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        });
        if !policy {
            let diagnostic = self.about(code::NO_POLICY, "the page has no Content-Security-Policy");
            self.out.push(diagnostic.help("put `<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.csp }}\">` first in the template's head"));
        }
        let mut seen = BTreeSet::new();
        for element in elements {
            if let Some(id) = element
                .get("id")
                .filter(|id| !seen.insert((*id).to_owned()))
            {
                let diagnostic = self.about(
                    code::DUPLICATE_ANCHOR,
                    &format!("the id `{id}` is on the page twice"),
                );
                self.out.push(diagnostic.help(format!(
                    "give the heading another id: `## Heading {{#other-{id}}}`"
                )));
            }
            let mut violations = html::violations(element);
            violations.retain(|violation| !self.is_own_address(&violation.needle));
            for violation in violations {
                let diagnostic = self.about(
                    code::FORBIDDEN_HTML,
                    &format!("{} in the page", violation.what),
                );
                self.out.push(diagnostic.help(violation.fix));
            }
            let link = if matches!(element.name.as_str(), "a" | "area" | "form") {
                element.get("href").or(element.get("action"))
            } else {
                None
            };
            for url in link
                .map(str::to_owned)
                .into_iter()
                .chain(html::loads(element))
            {
                self.follow(&url);
            }
        }
    }

    fn is_own_address(&self, url: &str) -> bool {
        self.base_url.is_some_and(|base| url.starts_with(base))
    }

    fn follow(&mut self, url: &str) {
        let own = self.base_url.and_then(|base| url.strip_prefix(base));
        let (path, fragment, from_root) = match (own, links::target(url)) {
            (Some(own), _) => match own.split_once('#') {
                Some((path, fragment)) => (path, Some(fragment), true),
                None => (own, None, true),
            },
            (None, Target::Inside(path, fragment)) => (path, fragment, false),
            _ => return,
        };
        let folder = if from_root {
            ""
        } else {
            self.url.rsplit_once('/').map_or("", |(folder, _)| folder)
        };
        let path = path.split('?').next().unwrap_or_default();
        let wanted = match path {
            "" if from_root => Some("index.html".into()),
            "" => Some(self.url.into()),
            path => links::resolve(folder.into(), path),
        };
        let Some(wanted) = wanted.filter(|wanted| self.plan.contains_key(wanted.as_str())) else {
            let diagnostic = self.at(
                code::BROKEN_LINK,
                url,
                &format!("a link to `{url}`, which is not in the site"),
            );
            self.out.push(diagnostic.label("nothing is there"));
            return;
        };
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return;
        };
        let Some(ids) = self.ids.get(wanted.as_str()) else {
            return;
        };
        if !ids.contains(fragment) {
            let mut diagnostic = self
                .at(
                    code::BROKEN_ANCHOR,
                    url,
                    &format!("`{wanted}` has no `#{fragment}`"),
                )
                .label("no heading or element has this id");
            diagnostic.help = suggest::nearest(fragment, ids.iter().copied())
                .map(|near| format!("did you mean `#{near}`?"));
            self.out.push(diagnostic);
        }
    }

    /// A complaint about a link: in the page's text when it is there, else about the page.
    fn at(&self, code: code::Code, url: &str, message: &str) -> Diagnostic {
        match self.origin.and_then(|origin| origin.links.get(url)) {
            Some(span) => Diagnostic::at(code, span.clone(), message),
            None => self
                .about(code, message)
                .help("the link comes from the page's template, or from HTML in its text"),
        }
    }

    fn about(&self, code: code::Code, message: &str) -> Diagnostic {
        match self.origin {
            Some(origin) => Diagnostic::about(code, origin.file.path.clone(), message),
            None => Diagnostic::about(code, self.url, message),
        }
    }
}
