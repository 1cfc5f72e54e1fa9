//! Mistakes in pages: front matter, links, anchors, citations, HTML. What is said, exactly where, and
//! that the site is left as it was.

use guideway::diagnostic::{code, render};

use crate::project::{advice, at, broken, gist, said};

#[test]
fn an_unknown_front_matter_key() {
    let page = "+++\ntitle = \"Flour\"\nweigth = 1\n+++\n## Rye\n";
    assert_eq!(
        said(|project| project.write("content/kinds/flour.md", page)),
        [at(code::BAD_KEY, "content/kinds/flour.md:3:1", "weigth")]
    );
    assert_eq!(
        advice(|project| project.write("content/kinds/flour.md", page)),
        "did you mean `weight`?"
    );
}

#[test]
fn bad_toml() {
    assert_eq!(
        said(|project| project.write("content/kinds/flour.md", "+++\ntitle = Flour\n+++\n")),
        [at(code::BAD_TOML, "content/kinds/flour.md:2:9", "Flour")]
    );
}

#[test]
fn a_page_without_a_title() {
    assert_eq!(
        said(|project| project.write("content/kinds/flour.md", "+++\nweight = 1\n+++\n"))[0].0,
        code::BAD_KEY
    );
}

#[test]
fn a_page_without_front_matter() {
    assert_eq!(
        said(|project| project.write("content/kinds/flour.md", "# Flour\n")),
        [at(
            code::NO_FRONT_MATTER,
            "content/kinds/flour.md:1:1",
            "# Flour"
        )]
    );
}

#[test]
fn a_day_that_is_none() {
    assert_eq!(
        said(|project| project.page_with("kinds/flour.md", "reviewed = \"May\"\n", "")),
        [at(code::BAD_KEY, "content/kinds/flour.md:3:12", "\"May\"")]
    );
}

#[test]
fn a_broken_link() {
    let text = "See [flour](kinds/flower.md), [**all** of it](kinds/), and [no](../../x.md).\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(
                code::BROKEN_LINK,
                "content/_index.md:4:13",
                "kinds/flower.md"
            ),
            at(code::BROKEN_LINK, "content/_index.md:4:47", "kinds/"),
            at(code::BROKEN_LINK, "content/_index.md:4:65", "../../x.md"),
        ]
    );
}

#[test]
fn a_broken_link_is_told_what_is_meant() {
    for (link, meant) in [
        ("../kinds/flower.md", "flour.md"),
        ("../kinds", "_index.md"),
        ("index.md", "_index.md"),
        ("../_indx.md", "../_index.md"),
        ("../cakes/flour.md#rye", "flour.md"),
    ] {
        let advice = advice(|project| {
            project.page("kinds/flour.md", &format!("## Rye\n\n[x]({link})\n"));
        });
        assert_eq!(advice, format!("did you mean `{meant}`?"), "{link}");
    }
}

#[test]
fn a_link_that_depends_on_where_the_site_is_or_that_runs_something() {
    let text = "[a](/kinds/flour.md) [b](//a.example/) [c](javascript:x) [d]()\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(
                code::FORBIDDEN_URL,
                "content/_index.md:4:26",
                "//a.example/"
            ),
            at(
                code::FORBIDDEN_URL,
                "content/_index.md:4:44",
                "javascript:x"
            ),
            at(
                code::FORBIDDEN_URL,
                "content/_index.md:4:5",
                "/kinds/flour.md"
            ),
            at(code::BROKEN_LINK, "content/_index.md:4:58", "[d]()"),
        ]
    );
}

#[test]
fn a_link_by_a_name_that_nothing_defines() {
    let text = "A [link][nowhere], and [only brackets] [in a row].\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [at(code::BROKEN_LINK, "content/_index.md:4:10", "nowhere")]
    );
}

#[test]
fn a_missing_anchor() {
    let text = "See [flour](kinds/flour.md#rie), [again](kinds/flour.md#rie).\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(
                code::BROKEN_ANCHOR,
                "content/_index.md:4:13",
                "kinds/flour.md#rie"
            ),
            at(
                code::BROKEN_ANCHOR,
                "content/_index.md:4:42",
                "kinds/flour.md#rie"
            ),
        ]
    );
    assert_eq!(
        advice(|project| project.page("_index.md", "[x](kinds/flour.md#rie)\n")),
        "did you mean `#rye`?"
    );
}

#[test]
fn a_missing_anchor_on_the_page_itself() {
    assert_eq!(
        said(|project| project.page("_index.md", "See [below](#below).\n")),
        [at(code::BROKEN_ANCHOR, "content/_index.md:4:13", "#below")]
    );
}

#[test]
fn a_broken_link_in_html() {
    let text = "## Here\n\n<p>See <a href=\"kinds/flour.md\">flour</a>\nand <a href=\"#hear\">here</a>.</p>\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(
                code::BROKEN_LINK,
                "content/_index.md:6:17",
                "kinds/flour.md"
            ),
            at(code::BROKEN_ANCHOR, "content/_index.md:7:14", "#hear"),
        ]
    );
}

#[test]
fn an_unknown_source() {
    assert_eq!(
        said(|project| project.page("_index.md", "Rye [@miller-1999; @miller-1998].\n")),
        [at(
            code::UNKNOWN_SOURCE,
            "content/_index.md:4:21",
            "miller-1998"
        )]
    );
    assert_eq!(
        advice(|project| project.page("_index.md", "Rye [@miller-1998].\n")),
        "did you mean `miller-1999`?"
    );
}

#[test]
fn citations_side_by_side() {
    assert_eq!(
        advice(|project| project.page("_index.md", "Rye [@miller-1999][@miller-1999].\n")),
        "cite several sources as `[@one; @other]`"
    );
}

#[test]
fn inline_scripts_styles_and_handlers() {
    let text = "<p style=\"color:red\">x</p>\n\n<script>x()</script>\n\nA <b onclick=\"x()\">b</b>.\n\n\
                <p>\n<i onclick=\"x()\">i</i>\n<i onclick=\"y()\">i</i>\n</p>\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(code::FORBIDDEN_HTML, "content/_index.md:11:4", "onclick"),
            at(code::FORBIDDEN_HTML, "content/_index.md:12:4", "onclick"),
            at(code::FORBIDDEN_HTML, "content/_index.md:4:4", "style"),
            at(code::FORBIDDEN_HTML, "content/_index.md:6:1", "<script"),
            at(code::FORBIDDEN_HTML, "content/_index.md:8:6", "onclick"),
        ]
    );
}

#[test]
fn a_handler_in_the_attributes_of_a_heading() {
    assert_eq!(
        said(|project| project.page("_index.md", "## Oven {#oven onclick=x()}\n")),
        [at(
            code::FORBIDDEN_HTML,
            "content/_index.md:4:16",
            "onclick"
        )]
    );
}

#[test]
fn loads_from_other_sites() {
    let text = "![A loaf](https://a.example/loaf.png)\n\n<img src=\"//a.example/x.png\" alt=\"\">\n\n\
                <svg><rect fill=\"url(https://a.example/y.svg#z)\"/></svg>\n";
    assert_eq!(
        said(|project| project.page("_index.md", text)),
        [
            at(
                code::FORBIDDEN_LOAD,
                "content/_index.md:4:11",
                "https://a.example/loaf.png"
            ),
            at(
                code::FORBIDDEN_LOAD,
                "content/_index.md:6:11",
                "//a.example/x.png"
            ),
            at(
                code::FORBIDDEN_LOAD,
                "content/_index.md:8:22",
                "https://a.example/y.svg#z"
            ),
        ]
    );
}

#[test]
fn an_image_without_words() {
    assert_eq!(
        said(|project| {
            project.write("content/loaf.png", "x");
            project.page("_index.md", "![](loaf.png)\n\n<img src=\"loaf.png\">\n");
        }),
        [
            at(
                code::NO_ALTERNATIVE,
                "content/_index.md:4:1",
                "![](loaf.png)"
            ),
            at(code::NO_ALTERNATIVE, "content/_index.md:6:1", "<img"),
        ]
    );
}

#[test]
fn a_heading_of_the_first_rank() {
    assert_eq!(
        said(|project| project.page("_index.md", "# Bread\n\nText.\n")),
        [at(code::SECOND_TITLE, "content/_index.md:4:1", "# Bread")]
    );
}

#[test]
fn an_id_that_is_there_twice() {
    let diagnostics = broken(|project| {
        project.page("_index.md", "## One {#a}\n\n## Two {#a}\n");
    });
    assert_eq!(
        gist(&diagnostics[0]),
        at(
            code::DUPLICATE_ANCHOR,
            "content/_index.md:6:1",
            "## Two {#a}"
        )
    );
    assert_eq!(diagnostics[0].related[0].0.start(), (4, 1));
}

#[test]
fn an_id_that_the_template_has_too() {
    assert_eq!(
        said(|project| project.page("_index.md", "## Top of page\n")),
        [at(
            code::DUPLICATE_ANCHOR,
            "content/_index.md:4:1",
            "## Top of page"
        )]
    );
}

#[test]
fn facts_without_a_checker() {
    let matter = "[treatment]\nstage = \"now\"\nevidence = \"weak\"\n";
    for (code, place, marked) in said(|project| project.page_with("kinds/rye.md", matter, "")) {
        assert_eq!(
            (code, place.as_str(), marked.as_str()),
            (code::INCOMPLETE, "content/kinds/rye.md:3:1", "[treatment]")
        );
    }
}

#[test]
fn an_unknown_question() {
    let starter = concat!(env!("CARGO_MANIFEST_DIR"), "/starter/content");
    let read = |path: &str| std::fs::read_to_string(format!("{starter}/{path}")).expect(path);
    let diagnostics = broken(|project| {
        for path in [
            "checker/questions.toml",
            "checker/red-flags.toml",
            "checker/reasoning.toml",
        ] {
            project.write(&format!("content/{path}"), read(path));
        }
        let matter = "description = \"Dry.\"\n[cause]\nkind = \"contributor\"\nprior = \"common\"\nevidence = \"mixed\"\n\
                      [[cause.finding]]\nquestion = \"sund\"\nanswer = \"yes\"\nweight = \"more-likely\"\n";
        project.page_with("kinds/rye.md", matter, "");
    });
    let unknown: Vec<_> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.message.contains("question"))
        .map(gist)
        .collect();
    assert!(
        unknown.contains(&at(
            code::UNKNOWN_ID,
            "content/kinds/rye.md:9:12",
            "\"sund\""
        )),
        "{}",
        render(&diagnostics, false)
    );
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    assert_eq!(
        said(|project| {
            project.page(
                "_index.md",
                "[a](a.md) [@nobody] [b](kinds/flour.md#b) <p onclick>\n",
            );
            project.page("kinds/flour.md", "![](x.png)\n");
        }),
        [
            at(code::UNKNOWN_SOURCE, "content/_index.md:4:13", "nobody"),
            at(
                code::BROKEN_ANCHOR,
                "content/_index.md:4:25",
                "kinds/flour.md#b"
            ),
            at(code::FORBIDDEN_HTML, "content/_index.md:4:46", "onclick"),
            at(code::BROKEN_LINK, "content/_index.md:4:5", "a.md"),
            at(
                code::NO_ALTERNATIVE,
                "content/kinds/flour.md:4:1",
                "![](x.png)"
            ),
            at(code::BROKEN_LINK, "content/kinds/flour.md:4:5", "x.png"),
        ]
    );
}

#[test]
fn a_page_that_cannot_be_read_is_not_missed_elsewhere() {
    assert_eq!(
        said(|project| project.write("content/kinds/_index.md", "+++\ntitle\n+++\n")).len(),
        1
    );
}

#[test]
fn what_is_said_names_the_file_the_line_and_the_number_of_mistakes() {
    let diagnostics =
        broken(|project| project.page("_index.md", "[a](kinds/flower.md), [b](b.md)\n"));
    let text = render(&diagnostics, false);
    for part in [
        "error[E0201]",
        "content/_index.md:4:5",
        "^^^^^^^^^^^^^^^ no such file in the content folder",
        "did you mean `kinds/flour.md`?",
        "content/_index.md:4:27",
        "\n2 errors\n",
    ] {
        assert!(text.contains(part), "{part:?} is in\n{text}");
    }
}
