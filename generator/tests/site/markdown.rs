//! What Markdown becomes.

use crate::project::Project;

/// The HTML of a text, on a page of the guide.
fn rendered(text: &str) -> String {
    let project = Project::new();
    project.page("kinds/flour.md", &format!("## Rye\n\n{text}"));
    let page = project.html("kinds/flour.html");
    let (_, text) = page
        .split_once("<h2 id=\"rye\">Rye</h2>\n")
        .expect("the heading");
    let (text, _) = text.split_once("\n\n\n").expect("the end of the text");
    text.to_owned()
}

#[track_caller]
fn becomes(markdown: &str, html: &str) {
    assert_eq!(rendered(markdown).trim(), html);
}

#[test]
fn typography() {
    becomes(
        "It's \"dark\" -- ~~light~~... x\n",
        "<p>It’s “dark” – <del>light</del>… x</p>",
    );
}

#[test]
fn lists_of_tasks_and_of_definitions() {
    becomes(
        "- [x] knead\n",
        "<ul>\n<li><input disabled=\"\" type=\"checkbox\" checked=\"\"/>\nknead</li>\n</ul>",
    );
    becomes(
        "Rye\n: A grain.\n",
        "<dl>\n<dt>Rye</dt>\n<dd>A grain.</dd>\n</dl>",
    );
}

#[test]
fn alerts() {
    becomes(
        "> [!WARNING]\n> Hot.\n",
        "<blockquote class=\"markdown-alert-warning\">\n<p>Hot.</p>\n</blockquote>",
    );
}

#[test]
fn footnotes() {
    becomes(
        "Dark[^1].\n\n[^1]: Very.\n",
        "<p>Dark<sup class=\"footnote-reference\"><a href=\"#1\">1</a></sup>.</p>\n\
         <div class=\"footnote-definition\" id=\"1\"><sup class=\"footnote-definition-label\">1</sup>\n<p>Very.</p>\n</div>",
    );
}

#[test]
fn a_table_scrolls_in_a_region_with_a_name_and_its_heads_are_heads() {
    becomes(
        "| Flour | Water |\n|:---|---:|\n| rye | 80 % |\n",
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Rye\">\n\
         <table><thead><tr><th scope=\"col\">Flour</th><th scope=\"col\" class=\"right\">Water</th></tr></thead><tbody>\n\
         <tr><td>rye</td><td class=\"right\">80 %</td></tr>\n</tbody></table>\n</div>",
    );
}

#[test]
fn a_table_before_any_heading_is_called_by_its_page() {
    let project = Project::new();
    project.page("kinds/flour.md", "| A |\n|---|\n| b |\n\n## Rye\n");
    assert!(
        project
            .html("kinds/flour.html")
            .contains("aria-label=\"kinds/flour\"")
    );
}

#[test]
fn headings_have_ids_of_which_none_is_there_twice() {
    let page = rendered("## Über *Sauerteig* & Co.\n\n## Rye\n\n### Dough {#teig}\n\n## ???\n");
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(ids, ["über-sauerteig-co", "rye-2", "teig", "section"]);
}

#[test]
fn an_anchor_in_any_script_can_be_linked_to() {
    let page = rendered("## Über Teig\n\n[oben](#über-teig) [so](#%C3%BCber-teig)\n");
    assert_eq!(
        page.matches("href=\"#%C3%BCber-teig\"").count(),
        2,
        "{page}"
    );
}

#[test]
fn citations_are_numbered_and_lead_to_the_list() {
    let project = Project::new();
    let more = "[[source]]\nid = \"baker-2001\"\ntitle = \"On baking\"\nauthors = \"B. Baker\"\nyear = 2001\n\
                publication = \"Crust\"\nkind = \"trial\"\nfinding = \"Hot.\"\n";
    let sources = project.read("content/sources.toml") + more;
    project.write("content/sources.toml", sources);
    project.page(
        "kinds/flour.md",
        "## Rye\n\nHot [@baker-2001]. Dark [@miller-1999; @baker-2001].\n",
    );
    let page = project.html("kinds/flour.html");
    let link = |number: u8| {
        format!("<a href=\"#source-{number}\" aria-label=\"Source {number}\">{number}</a>")
    };
    let (one, two) = (link(1), link(2));
    assert!(
        page.contains(&format!(
            "<p>Hot<sup class=\"cite\">{one}</sup>. Dark<sup class=\"cite\">{two}, {one}</sup>.</p>"
        )),
        "{page}"
    );
    assert!(
        page.contains("<li id=\"source-1\">On baking</li><li id=\"source-2\">On milling</li>"),
        "{page}"
    );
}

#[test]
fn brackets_that_cite_nothing_are_text() {
    becomes("Add [some] water.\n", "<p>Add [some] water.</p>");
}

#[test]
fn links_elsewhere_say_that_they_are_no_opener() {
    becomes(
        "[a](https://a.example/?b=1&c=2 \"A & b\") <https://a.example/> <me@a.example> [t](tel:112)\n",
        "<p><a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener\" title=\"A &amp; b\">a</a> \
         <a href=\"https://a.example/\" rel=\"noopener\">https://a.example/</a> \
         <a href=\"mailto:me@a.example\">me@a.example</a> \
         <a href=\"tel:112\" rel=\"noopener\">t</a></p>",
    );
}

#[test]
fn html_is_passed_through() {
    becomes(
        "<details><summary>More</summary>\n\nDark, <kbd>x</kbd>.\n\n</details>\n",
        "<details><summary>More</summary>\n<p>Dark, <kbd>x</kbd>.</p>\n</details>",
    );
}

#[test]
fn links_by_a_name_that_is_defined_lead_where_it_says() {
    becomes(
        "The [start], [again][start].\n\n[start]: ../_index.md\n",
        "<p>The <a href=\"../index.html\">start</a>, <a href=\"../index.html\">again</a>.</p>",
    );
}
