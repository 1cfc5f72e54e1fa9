//! Mistakes in templates and in what they make of a page.

use guideway::diagnostic::code;

use crate::project::{PAGE, at, broken, gist, said};

const HEAD: &str = r#"<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}">"#;

#[test]
fn a_template_that_cannot_be_read() {
    assert_eq!(
        said(|project| project.write(
            "templates/section.html",
            "<p>\n{% if page.title %}\n{{ }}\n"
        )),
        [at(code::TEMPLATE, "templates/section.html:3:4", "}}")]
    );
}

#[test]
fn every_template_that_cannot_be_read_is_named() {
    let found = said(|project| {
        project.write("templates/home.html", "{{ page.title\n");
        project.write("templates/section.html", "{% fi %}\n");
    });
    let files: Vec<_> = found
        .iter()
        .map(|(code, place, _)| (*code, place.split(':').next().unwrap_or_default()))
        .collect();
    assert_eq!(
        files,
        [
            (code::TEMPLATE, "templates/home.html"),
            (code::TEMPLATE, "templates/section.html")
        ]
    );
}

#[test]
fn a_template_that_names_what_is_not_there() {
    assert_eq!(
        said(|project| {
            project.write("templates/page.html", "<p>\n{{ page.colour.name }}</p>\n");
            // What is wrong with the template is wrong on both pages, and said once.
            project.page("kinds/rye.md", "");
        }),
        [at(code::TEMPLATE, "templates/page.html:2:9", "colour")]
    );
}

#[test]
fn a_template_that_extends_or_includes_what_is_not_there() {
    for text in ["{% extends \"bare.html\" %}", "{% include \"bare.html\" %}"] {
        let found = broken(|project| project.write("templates/page.html", text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].file(), Some("templates/page.html"), "{found:?}");
        assert!(found[0].message.contains("bare.html"), "{found:?}");
    }
}

#[test]
fn a_template_that_uses_what_nothing_defines() {
    assert_eq!(
        said(|project| {
            let page = "{% extends \"home.html\" %}\n{# Ü #}{% block extra %}{{ 1 | foo }}{% endblock extra %}";
            project.write("templates/page.html", page);
        }),
        [
            at(code::TEMPLATE, "templates/page.html:2:17", "extra"),
            at(code::TEMPLATE, "templates/page.html:2:32", "foo"),
        ]
    );
}

#[test]
fn a_template_that_a_page_names_and_is_not_there() {
    assert_eq!(
        said(|project| project.page_with(
            "kinds/flour.md",
            "template = \"pages.html\"\n",
            "## Rye\n"
        )),
        [at(
            code::TEMPLATE,
            "content/kinds/flour.md:3:12",
            "\"pages.html\""
        )]
    );
}

#[test]
fn a_broken_link_that_a_template_makes() {
    let page = PAGE.replace("<h1>", "<a href=\"gone.html\">x</a><h1>");
    assert_eq!(
        said(|project| project.write("templates/section.html", page)),
        [at(code::BROKEN_LINK, "content/kinds/_index.md", "")]
    );
}

#[test]
fn a_style_sheet_of_a_template_that_is_not_there() {
    let page = PAGE.replace("plain.css", "fancy.css");
    assert_eq!(
        said(|project| project.write("templates/section.html", page)),
        [at(code::BROKEN_LINK, "content/kinds/_index.md", "")]
    );
}

#[test]
fn a_style_sheet_that_loads_from_elsewhere() {
    let css = "@import \"https://a.example/a.css\"; p { background: url(gone.png) }";
    assert_eq!(
        said(|project| project.write("assets/plain.css", css)),
        [
            at(code::BROKEN_LINK, "assets/plain.css", ""),
            at(code::BROKEN_LINK, "assets/plain.css", ""),
        ]
    );
}

#[test]
fn a_template_with_an_inline_script() {
    let page = format!("{HEAD}<script>x()</script>");
    assert_eq!(
        said(|project| project.write("templates/section.html", page)),
        [at(code::FORBIDDEN_HTML, "content/kinds/_index.md", "")]
    );
}

#[test]
fn a_template_that_loads_from_another_site() {
    let page = format!("{HEAD}<script src=\"https://a.example/x.js\"></script>");
    assert_eq!(
        said(|project| project.write("templates/section.html", page)),
        [at(code::FORBIDDEN_LOAD, "content/kinds/_index.md", "")]
    );
}

#[test]
fn a_page_without_a_policy_or_with_one_that_comes_too_late() {
    for page in [
        "<p>{{ page.title }}</p>".to_owned(),
        format!("<link rel=\"stylesheet\" href=\"{{{{ page.root }}}}assets/plain.css\">{HEAD}"),
    ] {
        assert_eq!(
            said(|project| project.write("templates/section.html", page)),
            [at(code::NO_POLICY, "content/kinds/_index.md", "")]
        );
    }
}

#[test]
fn a_page_of_the_generator_is_checked_too() {
    let found = broken(|project| project.write("templates/404-plain.html", "<h1>Lost</h1>"));
    assert_eq!(gist(&found[0]), at(code::NO_POLICY, "404.html", ""));
}

#[test]
fn a_page_taken_as_it_is_is_checked_too() {
    assert_eq!(
        said(|project| project.write("content/old.html", "<p onclick=\"x()\">Old</p>")),
        [
            at(code::FORBIDDEN_HTML, "old.html", ""),
            at(code::NO_POLICY, "old.html", ""),
        ]
    );
}
