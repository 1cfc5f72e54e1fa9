//! What is checked on the pages as a reader gets them: links, anchors, ids, policy.
//!
//! A complaint points into the page's Markdown where the thing comes from there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, SourceFile, code};
use crate::html::{self, Element};
use crate::links::{self, Target};
use crate::markdown::Places;
use crate::suggest;

/// Where a page came from, to point at what is wrong in it.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its file.
    pub file: Arc<SourceFile>,
    /// Where in it links and ids stand.
    pub places: Places,
}

/// Checks every page of a plan. Pages without an origin were made by the generator, or are files that
/// were taken as they are.
pub fn check(
    plan: &BTreeMap<String, Vec<u8>>,
    origins: &BTreeMap<String, Origin>,
    base_url: Option<&str>,
) -> Vec<Diagnostic> {
    let pages: BTreeMap<&str, Vec<Element>> = plan
        .par_iter()
        .filter(|(url, _)| links::has_extension(url, "html"))
        .map(|(url, bytes)| {
            let html = String::from_utf8_lossy(bytes);
            (url.as_str(), html::elements(&html))
        })
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(url, elements)| (*url, elements.iter().filter_map(id_of).collect()))
        .collect();
    let checked: Vec<(Vec<Diagnostic>, BTreeSet<String>)> = pages
        .par_iter()
        .map(|(url, elements)| {
            let mut page = Checker {
                url,
                origin: origins.get(*url),
                plan,
                ids: &ids,
                base_url,
                leads_to: BTreeSet::new(),
                out: Vec::new(),
            };
            page.check(elements);
            (page.out, page.leads_to)
        })
        .collect();
    let (complaints, leads_to): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
    let mut out = complaints.concat();
    let links = pages.keys().copied().zip(leads_to).collect();
    out.extend(check_orphans(&links, origins));
    for (path, css) in plan
        .iter()
        .filter(|(path, _)| links::has_extension(path, "css"))
    {
        out.extend(check_style_sheet(path, &String::from_utf8_lossy(css), plan));
    }
    out
}

/// Every page of the guide can be reached from the first one. `links` are the pages that each leads to.
fn check_orphans(
    links: &BTreeMap<&str, BTreeSet<String>>,
    origins: &BTreeMap<String, Origin>,
) -> Vec<Diagnostic> {
    let mut reached = BTreeSet::from(["index.html"]);
    let mut next = vec!["index.html"];
    while let Some(page) = next.pop() {
        for to in links.get(page).into_iter().flatten() {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    let orphans = origins
        .iter()
        .filter(|(url, _)| !reached.contains(url.as_str()));
    orphans
        .map(|(_, origin)| {
            Diagnostic::about(
                code::ORPHAN,
                origin.file.path.clone(),
                "no way leads from the first page to this one",
            )
            .help("link it from a page, or put it into a folder whose index lists its pages")
            .warning()
        })
        .collect()
}

/// What a style sheet loads is of the site, and there.
fn check_style_sheet(
    path: &str,
    css: &str,
    plan: &BTreeMap<String, Vec<u8>>,
) -> impl Iterator<Item = Diagnostic> {
    let folder = Utf8Path::new(path).parent().unwrap_or(Utf8Path::new(""));
    let is_there = move |url: &str| match links::target(url) {
        Target::Inside("", _) => true,
        Target::Inside(path, _) => links::resolve(folder, &links::decode(path))
            .is_some_and(|wanted| plan.contains_key(wanted.as_str())),
        _ => url.starts_with("data:image/"),
    };
    html::css_urls(css)
        .filter(move |url| !is_there(url))
        .map(move |url| {
            let message = format!("the style sheet loads `{url}`, which is not in the site");
            Diagnostic::about(code::BROKEN_LINK, path, message)
        })
}

fn id_of(element: &Element) -> Option<&str> {
    element.get("id")
}

struct Checker<'a> {
    url: &'a str,
    origin: Option<&'a Origin>,
    plan: &'a BTreeMap<String, Vec<u8>>,
    ids: &'a BTreeMap<&'a str, BTreeSet<&'a str>>,
    base_url: Option<&'a str>,
    /// The files that its links lead to.
    leads_to: BTreeSet<String>,
    out: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn check(&mut self, elements: &[Element]) {
        self.check_policy(elements);
        self.check_ids(elements);
        for violation in elements.iter().flat_map(html::violations) {
            // The page for what is not there names the site's own files in full.
            if self.own(&violation.needle).is_none() {
                let message = format!("{} in the page", violation.what);
                let diagnostic = self.about(violation.code, message);
                self.out.push(diagnostic.help(violation.fix));
            }
        }
        let urls: BTreeSet<String> = elements.iter().flat_map(html::urls).collect();
        for url in urls {
            self.follow(&url);
        }
    }

    /// The policy must be there before anything that it is to govern.
    fn check_policy(&mut self, elements: &[Element]) {
        let governed = elements
            .iter()
            .position(|element| !html::loads(element).is_empty())
            .unwrap_or(elements.len());
        let has_policy = elements[..governed].iter().any(|element| {
            let is_policy = element
                .get("http-equiv")
                .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
            is_policy
                && element
                    .get("content")
                    .is_some_and(|policy| !policy.is_empty())
        });
        if !has_policy {
            let message = "the page has no Content-Security-Policy, or only after what it loads";
            let diagnostic = self.about(code::NO_POLICY, message.into());
            self.out.push(diagnostic.help("put `<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.csp | safe }}\">` first in the template's head"));
        }
    }

    fn check_ids(&mut self, elements: &[Element]) {
        let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for id in elements.iter().filter_map(id_of) {
            if !seen.insert(id) {
                repeated.insert(id);
            }
        }
        for id in repeated {
            let message = format!("the id `{id}` is on the page twice");
            let places = self.origin.and_then(|origin| origin.places.ids.get(id));
            let diagnostic = match places.map(Vec::as_slice) {
                Some([only]) => Diagnostic::at(code::DUPLICATE_ANCHOR, only.clone(), message)
                    .label("the page's template has this id too"),
                Some([first, .., last]) => {
                    Diagnostic::at(code::DUPLICATE_ANCHOR, last.clone(), message)
                        .related(first.clone(), "first here")
                }
                _ => self.about(code::DUPLICATE_ANCHOR, message),
            };
            let help = format!("give a heading another id: `## Heading {{#other-{id}}}`");
            self.out.push(diagnostic.help(help));
        }
    }

    /// The path within the site of one of its addresses in full.
    fn own<'u>(&self, url: &'u str) -> Option<&'u str> {
        self.base_url.and_then(|base| url.strip_prefix(base))
    }

    /// Complains where a link leads to nothing.
    fn follow(&mut self, url: &str) {
        let own = self.own(url);
        let Target::Inside(path, fragment) = links::target(own.unwrap_or(url)) else {
            return;
        };
        let folder = match own {
            Some(_) => Utf8Path::new(""),
            None => Utf8Path::new(self.url)
                .parent()
                .unwrap_or(Utf8Path::new("")),
        };
        let path = links::decode(path.split('?').next().unwrap_or_default());
        let wanted = match &*path {
            "" if own.is_some() => Some("index.html".into()),
            "" => Some(self.url.into()),
            folder if own.is_some() && folder.ends_with('/') => {
                Some(format!("{folder}index.html").into())
            }
            path => links::resolve(folder, path),
        };
        let Some(wanted) = wanted.filter(|wanted| self.plan.contains_key(wanted.as_str())) else {
            self.complain(
                code::BROKEN_LINK,
                url,
                format!("a link to `{url}`, which is not in the site"),
                "nothing is there",
                None,
            );
            return;
        };
        self.leads_to.insert(wanted.to_string());
        let fragment = links::decode(fragment.unwrap_or_default());
        let Some(ids) = self.ids.get(wanted.as_str()) else {
            return;
        };
        // An empty fragment, and `top`, are the top of every page.
        if fragment.is_empty() || fragment == "top" || ids.contains(&*fragment) {
            return;
        }
        let near = suggest::nearest(&fragment, ids.iter().copied());
        self.complain(
            code::BROKEN_ANCHOR,
            url,
            format!("`{wanted}` has no `#{fragment}`"),
            "no heading or element has this id",
            near.map(|near| format!("did you mean `#{near}`?")),
        );
    }

    /// A complaint about a link: wherever it is in the page's text, else about the page.
    fn complain(
        &mut self,
        code: Code,
        url: &str,
        message: String,
        label: &str,
        help: Option<String>,
    ) {
        let places = self
            .origin
            .and_then(|origin| origin.places.links.get(&*links::decode(url)));
        let Some(places) = places else {
            let mut diagnostic = self.about(code, message).label(label);
            diagnostic.help = help.or(Some("the link comes from the page's template".into()));
            self.out.push(diagnostic);
            return;
        };
        for place in places {
            let diagnostic = Diagnostic::at(code, place.clone(), message.clone()).label(label);
            self.out.push(Diagnostic {
                help: help.clone(),
                ..diagnostic
            });
        }
    }

    fn about(&self, code: Code, message: String) -> Diagnostic {
        match self.origin {
            Some(origin) => Diagnostic::about(code, origin.file.path.clone(), message),
            None => Diagnostic::about(code, self.url, message),
        }
    }
}
