//! The files of the site: every page, asset and extra file at its path.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;
use serde::Serialize;

use super::claims::{Claims, Maker};
use super::mentions::Mentions;
use super::render::{CHECKER, DIARY, Gathered, RED_FLAGS};
use super::{DATA_URL, FACTS_URL, Guide, SCRIPT_URL};
use crate::diagnostic::{Diagnostic, code};
use crate::knowledge::Plans;
use crate::markdown::Rendered;
use crate::page_check::Origin;
use crate::template::Templates;
use crate::toml_source::span_of;
use crate::{css, links, offline, search, theme};

/// Every file of a site by its path from the root, with forward slashes.
pub type Plan = BTreeMap<String, Vec<u8>>;

impl Guide<'_> {
    /// Renders all pages and puts everything in its place. There is no plan where anything is not in
    /// it that should be.
    pub(super) fn plan(
        &self,
        texts: &[Rendered],
        templates: &Templates,
        out: &mut Vec<Diagnostic>,
    ) -> (Option<Plan>, BTreeMap<String, Origin>) {
        let mut problems = Vec::new();
        let mut files = Claims::default();
        self.claim_pages(texts, templates, &mut files, &mut problems);
        self.claim_aliases(templates, &mut files, &mut problems);
        self.claim_files(&mut files, &mut problems);
        self.claim_checker(&mut files, &mut problems);
        for (path, bytes) in search::files(&self.documents(), &self.project.config.language) {
            files.claim(&path, bytes, Maker::Generator, &mut problems);
        }
        self.claim_extras(templates, &mut files, &mut problems);
        let manifest = offline::manifest(&self.project.config, &files.plan);
        files.claim(
            offline::MANIFEST_URL,
            manifest,
            Maker::Generator,
            &mut problems,
        );
        // Last: it lists all the others.
        let worker = offline::worker(&files.plan);
        files.claim(offline::WORKER_URL, worker, Maker::Generator, &mut problems);
        let origins = self.site.pages.iter().zip(texts).map(|(page, text)| {
            let origin = Origin {
                file: page.file.clone(),
                places: text.places.clone(),
            };
            (page.url.clone(), origin)
        });
        let plan = problems.is_empty().then_some(files.plan);
        for problem in problems {
            // What is wrong with a template is wrong on every page that it renders.
            let is_told = |told: &Diagnostic| {
                problem.span.is_some()
                    && told.span == problem.span
                    && told.message == problem.message
            };
            if !out.iter().any(is_told) {
                out.push(problem);
            }
        }
        (plan, origins.collect())
    }

    fn claim_pages(
        &self,
        texts: &[Rendered],
        templates: &Templates,
        files: &mut Claims,
        out: &mut Vec<Diagnostic>,
    ) {
        let around = Gathered {
            texts,
            bibliography: self.bibliography_of(texts),
            mentions: Mentions::new(self, texts),
        };
        let rendered: Vec<_> = (0..self.site.pages.len())
            .into_par_iter()
            .map(|index| self.render_page(index, &around, templates))
            .collect();
        for (page, html) in self.site.pages.iter().zip(rendered) {
            match html {
                Ok(html) => {
                    files.claim(
                        &page.url,
                        html.into_bytes(),
                        Maker::Place(page.start()),
                        out,
                    );
                }
                Err(diagnostic) => out.push(*diagnostic),
            }
        }
    }

    fn claim_aliases(&self, templates: &Templates, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        for page in &self.site.pages {
            for alias in &page.matter.aliases {
                let (path, span) = (alias.get_ref(), span_of(&page.file, alias));
                if !links::has_extension(path, "html") || !links::is_plain(path) {
                    let message = format!("`{path}` cannot be an alias");
                    out.push(
                        Diagnostic::at(code::BAD_PATH, span, message)
                            .label("expected a path from the site's root that ends in `.html`"),
                    );
                    continue;
                }
                match self.render_alias(path, page, templates) {
                    Ok(html) => files.claim(path, html.into_bytes(), Maker::Place(span), out),
                    Err(diagnostic) => out.push(*diagnostic),
                }
            }
        }
    }

    /// What is taken as it is: the content folder's other files, and assets.
    fn claim_files(&self, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        let content = self.project.config.content.get_ref();
        for (path, bytes) in &self.project.files {
            let maker = Maker::File(format!("{content}/{path}"));
            files.claim(path.as_str(), bytes.clone(), maker, out);
        }
        for (path, bytes) in &self.project.assets {
            let path = format!("assets/{path}");
            let bytes = match str::from_utf8(bytes) {
                Ok(css) if links::has_extension(&path, "css") => css::lean(css).into_bytes(),
                _ => bytes.clone(),
            };
            files.claim(&path, bytes, Maker::File(path.clone()), out);
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
        let knowledge = knowledge_script(&compiled.encoded);
        files.claim(SCRIPT_URL, script.to_vec(), Maker::Generator, out);
        files.claim(DATA_URL, knowledge, Maker::Generator, out);
        if let Some(plans) = &compiled.plans {
            let facts = self.facts_script(plans);
            files.claim(FACTS_URL, facts, Maker::Generator, out);
        }
    }

    /// What is done and noted day by day, as a script for the same reason.
    fn facts_script(&self, plans: &Plans) -> Vec<u8> {
        let facts = Facts {
            plans,
            words: &self.words.days,
            checker: self.url_with(CHECKER),
            diary_page: self.url_with(DIARY),
            red_flags: self.url_with(RED_FLAGS),
        };
        let facts = serde_json::to_string(&facts).expect("texts and numbers are JSON");
        format!("globalThis.guidewayFacts = {facts};\n").into_bytes()
    }

    /// What a whole site has besides its pages.
    fn claim_extras(&self, templates: &Templates, files: &mut Claims, out: &mut Vec<Diagnostic>) {
        match self.render_not_found(templates) {
            Ok(html) => files.claim("404.html", html.into_bytes(), Maker::Generator, out),
            Err(diagnostic) => out.push(*diagnostic),
        }
        if let Some(base_url) = &self.base_url {
            let robots = format!("User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n");
            let sitemap = self.sitemap(base_url);
            files.claim("robots.txt", robots.into_bytes(), Maker::Generator, out);
            files.claim("sitemap.xml", sitemap.into_bytes(), Maker::Generator, out);
        }
    }

    fn sitemap(&self, base_url: &str) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for page in &self.site.pages {
            let url = links::address(base_url, &page.url).replace('&', "&amp;");
            writeln!(xml, "<url><loc>{url}</loc></url>").expect("a string takes everything");
        }
        xml + "</urlset>\n"
    }
}

/// What the scripts of the plan and the diary are given. URLs are from the site's root.
#[derive(Serialize)]
struct Facts<'a> {
    #[serde(flatten)]
    plans: &'a Plans,
    words: &'a BTreeMap<String, String>,
    checker: Option<&'a str>,
    diary_page: Option<&'a str>,
    red_flags: Option<&'a str>,
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
    let packed = STANDARD.encode(packed);
    // Where the checker's script is missing, this one has nobody to tell.
    format!("globalThis.guidewayKnowledge?.(\"{packed}\");\n").into_bytes()
}
