//! The files of the site: every page, asset and extra file at its path, each path claimed once.

use std::collections::BTreeMap;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use super::{Claim, DATA_URL, Guide, SCRIPT_URL};
use crate::diagnostic::{Diagnostic, code};
use crate::markdown::Rendered;
use crate::page_check::Origin;
use crate::template::Templates;
use crate::{links, theme};

/// Every file of a site by its path from the root, with forward slashes.
pub type Plan = BTreeMap<String, Vec<u8>>;

impl Guide<'_> {
    /// Renders all pages and puts everything in its place.
    pub(super) fn plan(
        &self,
        texts: &[Rendered],
        templates: &Templates,
        out: &mut Vec<Diagnostic>,
    ) -> (Plan, BTreeMap<String, Origin>) {
        let mut files = Claims::default();
        let bibliography = self.bibliography_of(texts);
        let pages: Vec<_> = (0..self.site.pages.len())
            .into_par_iter()
            .map(|index| self.render_page(index, texts, &bibliography, templates))
            .collect();
        let mut origins = BTreeMap::new();
        for ((page, text), rendered) in self.site.pages.iter().zip(texts).zip(pages) {
            match rendered {
                Ok(html) => files.claim(
                    &page.url,
                    html.into_bytes(),
                    (page.file.path.to_string(), Some(page.start())),
                    out,
                ),
                Err(diagnostic) => out.push(*diagnostic),
            }
            origins.insert(
                page.url.clone(),
                Origin {
                    file: page.file.clone(),
                    links: text.links.clone(),
                },
            );
        }
        self.claim_aliases(templates, &mut files, out);
        for (path, bytes) in &self.project.files {
            files.claim(path.as_str(), bytes.clone(), (path.to_string(), None), out);
        }
        for (path, bytes) in &self.project.assets {
            files.claim(
                &format!("assets/{path}"),
                bytes.clone(),
                (format!("assets/{path} of the theme"), None),
                out,
            );
        }
        self.claim_checker(&mut files, out);
        self.claim_extras(templates, &mut files, out);
        (files.plan, origins)
    }

    fn claim_aliases(&self, templates: &Templates, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        for page in &self.site.pages {
            for alias in &page.matter.aliases {
                let span = crate::toml_source::span_of(&page.file, alias);
                let path = alias.get_ref();
                if !path.ends_with(".html")
                    || links::resolve("".into(), path)
                        .is_none_or(|resolved| resolved.as_str() != path)
                {
                    out.push(
                        Diagnostic::at(
                            code::BAD_PATH,
                            span,
                            format!("`{path}` cannot be an alias"),
                        )
                        .label("expected a path from the site's root that ends in `.html`"),
                    );
                    continue;
                }
                match self.render_alias(path, page, templates) {
                    Ok(html) => files.claim(
                        path,
                        html.into_bytes(),
                        (format!("an alias of {}", page.file.path), Some(span)),
                        out,
                    ),
                    Err(diagnostic) => out.push(*diagnostic),
                }
            }
        }
    }

    /// The checker's code, and what it knows.
    fn claim_checker(&self, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        let Some(compiled) = &self.knowledge else {
            return;
        };
        let Some(script) = theme::checker() else {
            out.push(
                Diagnostic::new(
                    code::NO_CHECKER,
                    "this guide has a checker, but this `guideway` was built without one",
                )
                .help("build it with `cargo xtask build`, which makes the checker first"),
            );
            return;
        };
        files.claim(
            SCRIPT_URL,
            script.to_vec(),
            ("the checker's code".into(), None),
            out,
        );
        files.claim(
            DATA_URL,
            knowledge_script(&compiled.encoded),
            ("the checker's knowledge".into(), None),
            out,
        );
    }

    /// What a whole site has besides its pages.
    fn claim_extras(&self, templates: &Templates, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        match self.render_not_found(templates) {
            Ok(html) => files.claim(
                "404.html",
                html.into_bytes(),
                ("the page for what is not there".into(), None),
                out,
            ),
            Err(diagnostic) => out.push(*diagnostic),
        }
        if let Some(base_url) = &self.base_url {
            files.claim(
                "sitemap.xml",
                self.sitemap(base_url).into_bytes(),
                ("the sitemap".into(), None),
                out,
            );
            let robots = format!("User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n");
            files.claim(
                "robots.txt",
                robots.into_bytes(),
                ("the file for robots".into(), None),
                out,
            );
        }
    }

    fn sitemap(&self, base_url: &str) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for page in &self.site.pages {
            let url = super::render::address(base_url, &page.url).replace('&', "&amp;");
            xml.push_str(&format!("<url><loc>{url}</loc></url>\n"));
        }
        xml + "</urlset>\n"
    }
}

/// The knowledge as a script, since `file://` lets a page read nothing else.
fn knowledge_script(encoded: &[u8]) -> Vec<u8> {
    // No time and no name in the header: the same knowledge gives the same bytes.
    let mut gzip = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    let packed = gzip
        .write_all(encoded)
        .and_then(|()| gzip.finish())
        .expect("writing to memory does not fail");
    format!("guidewayKnowledge(\"{}\");\n", STANDARD.encode(packed)).into_bytes()
}

/// Paths with what stands there and who put it there.
#[derive(Default)]
struct Claims {
    plan: Plan,
    /// By path in lower case, for file systems that do not tell cases apart.
    owners: BTreeMap<String, (String, Claim)>,
}

impl Claims {
    fn claim(&mut self, path: &str, bytes: Vec<u8>, claim: Claim, out: &mut Vec<Diagnostic>) {
        let Some((taken, (owner, place))) = self.owners.get(&path.to_lowercase()) else {
            self.owners
                .insert(path.to_lowercase(), (path.to_owned(), claim));
            self.plan.insert(path.to_owned(), bytes);
            return;
        };
        let same = if taken == path {
            String::new()
        } else {
            format!(" (as `{taken}`, which some systems take for the same)")
        };
        let message = format!(
            "`{path}` is made twice: by {} and by {owner}{same}",
            claim.0
        );
        let mut diagnostic = match claim.1 {
            Some(span) => Diagnostic::at(code::DUPLICATE_PATH, span, message),
            None => Diagnostic::new(code::DUPLICATE_PATH, message),
        };
        if let Some(place) = place {
            diagnostic = diagnostic.related(place.clone(), "first here");
        }
        out.push(diagnostic.help("give one of them another name or `slug`"));
    }
}
