//! A small guide in a folder of its own, with templates of its own, to build and to break.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guideway::diagnostic::{Code, Diagnostic, render};
use guideway::pipeline::{self, Options, Plan};
use guideway::{output, source, theme};
use tempfile::TempDir;

/// The least that a template can be, for every kind of page.
pub(crate) const PAGE: &str = r#"<!doctype html>
<html lang="{{ site.language }}">
<head>
<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}">
<title>{{ page.title }}</title>
{% if page.canonical %}<link rel="canonical" href="{{ page.canonical }}">{% endif %}
<link rel="stylesheet" href="{{ page.root }}assets/plain.css">
</head>
<body id="top-of-page">
<nav>{% for item in site.nav %}<a href="{{ item.url }}"{% if item.current %} aria-current="page"{% endif %}>{{ item.title }}</a>{% endfor %}</nav>
<p>{% for crumb in page.breadcrumbs %}<a class="crumb" href="{{ crumb.url }}">{{ crumb.title }}</a>{% endfor %}</p>
<h1>{{ page.title }}</h1>
{{ page.content | safe }}
{% if page.previous %}<a class="previous" href="{{ page.previous.url }}">{{ page.previous.title }}</a>{% endif %}
{% if page.next %}<a class="next" href="{{ page.next.url }}">{{ page.next.title }}</a>{% endif %}
<ol>{% for source in page.sources %}<li id="source-{{ source.number }}">{{ source.title }}</li>{% endfor %}</ol>
</body>
</html>
"#;

const LOST_PLAIN: &str =
    r#"<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}"><h1>Lost</h1>"#;

const REDIRECT: &str = r#"<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}">
<meta http-equiv="refresh" content="0; url={{ page.content }}">
{% if page.canonical %}<link rel="canonical" href="{{ page.canonical }}">{% endif %}
<a href="{{ page.content }}">{{ page.title }}</a>
"#;

/// A guide in a temporary folder, which goes with it.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A home page, a section, a page in it, and a source.
    pub(crate) fn new() -> Self {
        let project = Self {
            folder: TempDir::new().expect("a temporary folder"),
        };
        // So that nothing here depends on how the built-in theme looks.
        for name in theme::templates().into_keys() {
            project.write(&format!("templates/{name}"), PAGE);
        }
        project.write("templates/404-plain.html", LOST_PLAIN);
        project.write("templates/redirect.html", REDIRECT);
        project.write("assets/plain.css", "p { color: black }\n");
        project.write("guideway.toml", "title = \"Bread\"\n");
        project.page("_index.md", "See [flour](kinds/flour.md).\n");
        project.page("kinds/_index.md", "");
        project.page(
            "kinds/flour.md",
            "## Rye\n\nBack to the [start](../_index.md).\n",
        );
        project.write(
            "content/sources.toml",
            "[[source]]\nid = \"miller-1999\"\ntitle = \"On milling\"\nauthors = \"A. Miller\"\nyear = 1999\n\
             publication = \"Grain\"\nkind = \"cohort\"\nfinding = \"Rye is darker.\"\n",
        );
        project
    }

    pub(crate) fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("temporary folders have plain names")
    }

    pub(crate) fn path(&self, path: &str) -> Utf8PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// A page of the content folder, called by its file, whose text begins on its fourth line.
    pub(crate) fn page(&self, path: &str, text: &str) {
        self.page_with(path, "", text);
    }

    /// The same with more front matter, which begins on its third line.
    pub(crate) fn page_with(&self, path: &str, matter: &str, text: &str) {
        let title = path.trim_end_matches(".md").trim_end_matches("/_index");
        let page = format!("+++\ntitle = \"{title}\"\n{matter}+++\n{text}");
        self.write(&format!("content/{path}"), page);
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What a build says, and the files it would write.
    pub(crate) fn compile(&self) -> (Option<Plan>, Vec<Diagnostic>) {
        self.compile_with(&Options::default())
    }

    pub(crate) fn compile_with(&self, options: &Options) -> (Option<Plan>, Vec<Diagnostic>) {
        let (project, mut out) = source::read(self.root());
        let Some(project) = project else {
            return (None, out);
        };
        let is_read = out.is_empty();
        let (plan, more) = pipeline::compile(&project, options);
        out.extend(more);
        (plan.filter(|_| is_read), out)
    }

    /// The files of a guide in which nothing is wrong.
    pub(crate) fn plan(&self) -> Plan {
        let (plan, diagnostics) = self.compile();
        assert!(diagnostics.is_empty(), "{}", render(&diagnostics, false));
        plan.expect("where nothing is wrong there is a plan")
    }

    /// One page of a guide in which nothing is wrong.
    pub(crate) fn html(&self, path: &str) -> String {
        text(&self.plan(), path)
    }

    /// Builds as the command does: writes only when nothing is wrong.
    pub(crate) fn build(&self) -> Vec<Diagnostic> {
        let (plan, mut out) = self.compile();
        if let Some(plan) = plan {
            let written = output::write(&plan, &self.path("site"));
            out.extend(written.err().map(|diagnostic| *diagnostic));
        }
        out
    }

    /// Every file below a folder with its bytes, to see that none has changed.
    pub(crate) fn snapshot(&self, folder: &str) -> Vec<(Utf8PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir_utf8().expect("a folder") {
                let path = entry.expect("an entry").into_path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).expect("a file");
                    files.push((path, bytes));
                }
            }
        }
        files.sort();
        files
    }
}

pub(crate) fn text(plan: &Plan, path: &str) -> String {
    let bytes = plan
        .get(path)
        .unwrap_or_else(|| panic!("{path} is in {:?}", plan.keys()));
    String::from_utf8(bytes.clone()).expect("pages are text")
}

/// Breaks a guide whose site has been built, and tells what a build then says. Whatever it is, the
/// site must be left as it was, to the byte.
pub(crate) fn broken(breaking: impl FnOnce(&Project)) -> Vec<Diagnostic> {
    let project = Project::new();
    let whole = project.build();
    assert!(whole.is_empty(), "{}", render(&whole, false));
    let before = project.snapshot("site");
    breaking(&project);
    let diagnostics = project.build();
    assert!(!diagnostics.is_empty(), "something is said");
    assert_eq!(project.snapshot("site"), before, "the site is as it was");
    diagnostics
}

/// Everything that is said: code, place and marked text, ordered by place.
pub(crate) fn said(breaking: impl FnOnce(&Project)) -> Vec<(Code, String, String)> {
    let mut gists: Vec<_> = broken(breaking).iter().map(gist).collect();
    gists.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    gists
}

/// What a diagnostic says and where, for comparison: code, `file:line:column`, the marked text.
pub(crate) fn gist(diagnostic: &Diagnostic) -> (Code, String, String) {
    let file = diagnostic.file().unwrap_or_default();
    match &diagnostic.span {
        Some(span) => {
            let (line, column) = span.start();
            let place = format!("{file}:{line}:{column}");
            (diagnostic.code, place, span.text().to_owned())
        }
        None => (diagnostic.code, file.to_owned(), String::new()),
    }
}

/// The gist of what is expected.
pub(crate) fn at(code: Code, place: &str, marked: &str) -> (Code, String, String) {
    (code, place.to_owned(), marked.to_owned())
}

/// The advice given with the only thing that is said.
pub(crate) fn advice(breaking: impl FnOnce(&Project)) -> String {
    let diagnostics = broken(breaking);
    assert_eq!(diagnostics.len(), 1, "{}", render(&diagnostics, false));
    diagnostics[0].help.clone().unwrap_or_default()
}
