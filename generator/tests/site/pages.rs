//! What a guide becomes: pages with relative links, in order, and what a whole site has besides.

use std::collections::BTreeMap;

use camino::Utf8Path;
use guideway::diagnostic::Span;
use guideway::html;
use guideway::pipeline::{Options, Plan};

use crate::project::{PAGE, Project, text};

#[test]
fn a_page_is_a_file_and_a_section_the_index_of_its_folder() {
    let plan = Project::new().plan();
    let pages: Vec<&str> = plan.keys().map(String::as_str).collect();
    for page in [
        "404.html",
        "index.html",
        "kinds/flour.html",
        "kinds/index.html",
    ] {
        assert!(pages.contains(&page), "{page} is in {pages:?}");
    }
}

#[test]
fn links_are_relative_to_the_page_at_every_depth() {
    let project = Project::new();
    project.page("kinds/old/_index.md", "");
    project.page_with(
        "kinds/old/spelt.md",
        "",
        "[up](../flour.md#rye) [top](../../_index.md) [here](_index.md) [self](#more)\n\n## More\n",
    );
    project.page("_index.md", "[down](kinds/old/spelt.md)\n");
    let page = project.html("kinds/old/spelt.html");
    for link in [
        "href=\"../flour.html#rye\"",
        "href=\"../../index.html\"",
        "href=\"index.html\"",
        "href=\"#more\"",
        "href=\"../../assets/plain.css\"",
    ] {
        assert!(page.contains(link), "{link} is in {page}");
    }
    let home = project.html("index.html");
    assert!(home.contains("href=\"kinds/old/spelt.html\""));
    assert!(home.contains("href=\"assets/plain.css\""));
}

#[test]
fn a_slug_takes_the_place_of_the_files_name() {
    let project = Project::new();
    project.page_with("kinds/flour.md", "slug = \"mehl-und-grieß\"\n", "## Rye\n");
    let page = project.html("index.html");
    // Spelt for a URL in the page, and found again as a file.
    assert!(
        page.contains("href=\"kinds/mehl-und-grie%C3%9F.html\""),
        "{page}"
    );
}

#[test]
fn pages_follow_one_another_by_weight_and_then_by_name() {
    let project = Project::new();
    project.page_with("kinds/barley.md", "weight = 2\n", "");
    project.page_with("kinds/wheat.md", "weight = 1\n", "");
    project.page_with("kinds/oats.md", "weight = 1\n", "");
    let page = project.html("kinds/wheat.html");
    assert!(
        page.contains("class=\"previous\" href=\"oats.html\""),
        "{page}"
    );
    assert!(
        page.contains("class=\"next\" href=\"barley.html\""),
        "{page}"
    );
}

#[test]
fn a_page_says_which_sections_it_is_in() {
    let project = Project::new();
    let page = project.html("kinds/flour.html");
    assert!(page.contains(
        "<a class=\"crumb\" href=\"../index.html\">Bread</a><a class=\"crumb\" href=\"index.html\">kinds</a>"
    ), "{page}");
}

#[test]
fn the_navigation_knows_where_the_reader_is() {
    let project = Project::new();
    project.write(
        "guideway.toml",
        "title = \"Bread\"\n[[nav]]\npage = \"kinds/_index.md\"\ntitle = \"All kinds\"\n",
    );
    let section = project.html("kinds/index.html");
    assert!(
        section.contains("<a href=\"index.html\" aria-current=\"page\">All kinds</a>"),
        "{section}"
    );
    let home = project.html("index.html");
    assert!(
        home.contains("<a href=\"kinds/index.html\">All kinds</a>"),
        "{home}"
    );
}

#[test]
fn every_page_has_the_policy_and_nothing_inline_is_in_it() {
    for (path, bytes) in pages(&Project::new().plan()) {
        let page = html::elements(&bytes);
        let policy = page
            .iter()
            .find(|element| element.get("http-equiv") == Some("Content-Security-Policy"))
            .and_then(|element| element.get("content"))
            .unwrap_or_else(|| panic!("{path} has a policy"));
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe") && !policy.contains("http"),
            "{policy}"
        );
    }
}

fn pages(plan: &Plan) -> BTreeMap<String, String> {
    plan.keys()
        .filter(|path| Utf8Path::new(path).extension() == Some("html"))
        .map(|path| (path.clone(), text(plan, path)))
        .collect()
}

#[test]
fn a_site_with_an_address_has_a_sitemap_canonical_links_and_a_404_page_for_any_depth() {
    let project = Project::new();
    let config = "title = \"Bread\"\nbase_url = \"https://bread.example/guide\"\n[[nav]]\npage = \"kinds/_index.md\"\n";
    project.write("guideway.toml", config);
    let plan = project.plan();
    assert_eq!(
        text(&plan, "sitemap.xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>https://bread.example/guide/</loc></url>\n\
         <url><loc>https://bread.example/guide/kinds/</loc></url>\n\
         <url><loc>https://bread.example/guide/kinds/flour.html</loc></url>\n\
         </urlset>\n"
    );
    assert!(
        text(&plan, "robots.txt").ends_with("Sitemap: https://bread.example/guide/sitemap.xml\n")
    );
    assert!(
        text(&plan, "kinds/index.html")
            .contains("<link rel=\"canonical\" href=\"https://bread.example/guide/kinds/\">")
    );
    let lost = text(&plan, "404.html");
    assert!(
        lost.contains("href=\"https://bread.example/guide/assets/plain.css\""),
        "{lost}"
    );
    assert!(
        lost.contains("href=\"https://bread.example/guide/kinds/index.html\""),
        "{lost}"
    );
    assert!(
        !lost.contains("href=\"assets") && !lost.contains("href=\"kinds"),
        "{lost}"
    );
}

#[test]
fn a_site_without_an_address_has_none_of_these_and_a_plain_404_page() {
    let plan = Project::new().plan();
    assert!(!plan.contains_key("sitemap.xml") && !plan.contains_key("robots.txt"));
    assert!(!text(&plan, "index.html").contains("canonical"));
    let lost = text(&plan, "404.html");
    assert!(
        lost.contains("<h1>Lost</h1>") && !lost.contains("href"),
        "{lost}"
    );
}

#[test]
fn an_address_that_is_asked_for_goes_before_the_configured_one() {
    let project = Project::new();
    project.write(
        "guideway.toml",
        "title = \"Bread\"\nbase_url = \"https://bread.example/\"\n",
    );
    let options = Options {
        base_url: Some("https://rolls.example".into()),
        ..Options::default()
    };
    let (plan, diagnostics) = project.compile_with(&options);
    assert_eq!(diagnostics, []);
    let sitemap = text(&plan.expect("a site"), "sitemap.xml");
    assert!(sitemap.contains("https://rolls.example/") && !sitemap.contains("bread.example"));
}

#[test]
fn a_link_to_the_sites_own_address_is_checked_like_any_other() {
    let project = Project::new();
    project.write(
        "guideway.toml",
        "title = \"Bread\"\nbase_url = \"https://bread.example/\"\n",
    );
    project.page(
        "_index.md",
        "[a](https://bread.example/kinds/#top) [b](https://bread.example/cakes/)\n",
    );
    let (plan, diagnostics) = project.compile();
    assert!(plan.is_none());
    let marked: Vec<&str> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.span.as_ref().map(Span::text))
        .collect();
    assert_eq!(marked, ["https://bread.example/cakes/"]);
}

#[test]
fn an_alias_sends_the_reader_on_without_a_script() {
    let project = Project::new();
    project.write(
        "guideway.toml",
        "title = \"Bread\"\nbase_url = \"https://bread.example/\"\n",
    );
    project.page_with(
        "kinds/flour.md",
        "aliases = [\"old/place.html\"]\n",
        "## Rye\n",
    );
    let alias = project.html("old/place.html");
    assert!(
        alias.contains("content=\"0; url=../kinds/flour.html\""),
        "{alias}"
    );
    assert!(
        alias.contains("rel=\"canonical\" href=\"https://bread.example/kinds/flour.html\""),
        "{alias}"
    );
    assert!(!text(&project.plan(), "sitemap.xml").contains("old/place"));
}

#[test]
fn other_files_of_the_content_come_along() {
    let project = Project::new();
    project.write("content/kinds/loaf.svg", "<svg/>");
    project.page(
        "_index.md",
        "![A loaf](kinds/loaf.svg) [as a file](kinds/loaf.svg), of [flour](kinds/flour.md)\n",
    );
    let plan = project.plan();
    let home = text(&plan, "index.html");
    assert!(home.contains("src=\"kinds/loaf.svg\"") && home.contains("href=\"kinds/loaf.svg\""));
    assert_eq!(plan["kinds/loaf.svg"], b"<svg/>");
    assert!(!plan.contains_key("sources.toml") && !plan.contains_key("_index.md"));
}

#[test]
fn a_drawing_has_its_place_kept_by_its_size() {
    let project = Project::new();
    project.write(
        "content/kinds/loaf.svg",
        "<svg viewBox=\"0 0 3 2\" width=\"30\" height=\"20\"/>",
    );
    project.page(
        "_index.md",
        "[Flour](kinds/flour.md) ![A *dark* loaf](kinds/loaf.svg)\n",
    );
    let home = project.html("index.html");
    let image = "<img src=\"kinds/loaf.svg\" alt=\"A dark loaf\" width=\"30\" height=\"20\">";
    assert!(home.contains(image), "{home}");
}

#[test]
fn hidden_files_stay_behind() {
    let project = Project::new();
    project.write("content/.notes.md", "no front matter");
    project.write("content/.drafts/a.md", "no front matter");
    assert!(
        project
            .plan()
            .keys()
            .all(|path| !path.contains("notes") && !path.contains("drafts"))
    );
}

#[test]
fn drafts_are_left_out_unless_they_are_asked_for() {
    let project = Project::new();
    project.page_with("kinds/rye.md", "draft = true\n", "");
    assert!(!project.plan().contains_key("kinds/rye.html"));
    let options = Options {
        drafts: true,
        ..Options::default()
    };
    let (plan, _) = project.compile_with(&options);
    assert!(plan.expect("a site").contains_key("kinds/rye.html"));
}

#[test]
fn a_draft_of_a_section_hides_what_is_in_it() {
    let project = Project::new();
    project.page_with("tools/_index.md", "draft = true\n", "");
    project.page("tools/oven.md", "");
    assert!(!project.plan().keys().any(|path| path.starts_with("tools")));
}

#[test]
fn the_projects_files_go_before_the_themes_and_the_themes_before_the_built_in_ones() {
    let project = Project::new();
    project.write("guideway.toml", "title = \"Bread\"\ntheme = \"look\"\n");
    project.write("look/assets/plain.css", "theme {}");
    project.write("look/assets/extra.css", "theme {}");
    project.write(
        "look/templates/page.html",
        PAGE.replace("<h1>", "<h1>A page of the theme: "),
    );
    project.write("look/templates/home.html", "never used");
    std::fs::remove_file(project.path("templates/page.html")).expect("a file");
    let plan = project.plan();
    assert_eq!(text(&plan, "assets/plain.css"), "p { color: black }\n");
    assert_eq!(text(&plan, "assets/extra.css"), "theme {}");
    assert!(plan.contains_key("assets/guideway.css"), "built in");
    assert!(text(&plan, "kinds/flour.html").contains("A page of the theme"));
    assert!(text(&plan, "index.html").contains("<h1>_index</h1>"));
}

#[test]
fn the_built_in_theme_alone_makes_a_whole_site() {
    let project = Project::new();
    std::fs::remove_dir_all(project.path("templates")).expect("a folder");
    let config = "title = \"Bread\"\nlanguage = \"en-GB\"\nbase_url = \"https://bread.example/\"\n\
                  [[nav]]\npage = \"kinds/_index.md\"\n[words]\nmenu = \"Bill of fare\"\n";
    project.write("guideway.toml", config);
    project.page_with(
        "kinds/flour.md",
        "reviewed = \"2026-11-25\"\naliases = [\"old.html\"]\n",
        "## Rye\n\nDark [@miller-1999].\n",
    );
    project.page_with("sources.md", "template = \"sources.html\"\n", "");
    let plan = project.plan();
    assert!(text(&plan, "kinds/flour.html").contains("On milling"));
    assert!(text(&plan, "sources.html").contains("On milling"));
    assert!(text(&plan, "index.html").contains("Bill of fare"));
}

#[test]
fn what_is_read_from_a_page_is_escaped_in_it() {
    let project = Project::new();
    project.write(
        "content/kinds/flour.md",
        "+++\ntitle = \"<b> & 'co'\"\n+++\n## Rye\n",
    );
    let page = project.html("kinds/flour.html");
    assert!(page.contains("<title>&lt;b&gt; &amp; "), "{page}");
}

/// Templates that show what a page is given, one line each.
const WHOLE: &str = r#"<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}">
{{ page.content | safe }}{% for chapter in chapters %}<h2 id="{{ chapter.id }}">{{ chapter.title }}</h2>
{{ chapter.content | safe }}{% endfor %}<ol>{% for source in bibliography %}<li id="source-{{ source.number }}">{{ source.title }}</li>{% endfor %}</ol>
"#;

fn whole_guide() -> Project {
    let project = Project::new();
    project.write("templates/whole.html", WHOLE);
    project.page_with(
        "all.md",
        "template = \"whole.html\"\n",
        "See [flour](kinds/flour.md).\n",
    );
    project.page(
        "kinds/flour.md",
        "## Rye\n\nDark [@miller-1999]; see [rye](#rye), [oats](oats.md#hulls), [all](../all.md).\n\n![A loaf](loaf.svg)\n",
    );
    project.page(
        "kinds/oats.md",
        "## Hulls\n\n### Off\n\nPale [@miller-1999].\n",
    );
    project.write("content/kinds/loaf.svg", "<svg/>");
    project
}

#[test]
fn the_whole_guide_is_one_document_whose_links_stay_in_it() {
    let html = whole_guide().html("all.html");
    for part in [
        "<h2 id=\"kinds\">",
        "<h2 id=\"kinds-flour\">",
        "<h3 id=\"kinds-flour--rye\">Rye</h3>",
        "<h4 id=\"kinds-oats--off\">Off</h4>",
        "<a href=\"#kinds-flour--rye\">rye</a>",
        "<a href=\"#kinds-oats--hulls\">oats</a>",
        "<a href=\"all.html\">all</a>",
        "src=\"kinds/loaf.svg\"",
        "<a href=\"#source-1\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("id=\"all\""), "it is no chapter of itself");
}

#[test]
fn a_page_by_itself_is_as_it_was() {
    let html = whole_guide().html("kinds/oats.html");
    assert!(
        html.contains("<h2 id=\"hulls\">") && html.contains("<h3 id=\"off\">"),
        "{html}"
    );
}

#[test]
fn a_page_says_who_speaks_of_it_without_being_spoken_of() {
    let project = Project::new();
    let page = PAGE.replace(
        "</body>",
        "{% for other in page.mentioned_by %}<b>{{ other.title }}</b>{% endfor %}</body>",
    );
    project.write("templates/page.html", page);
    project.page("kinds/flour.md", "Not [oats](oats.md).\n");
    project.page("kinds/oats.md", "See [hay](hay.md).\n");
    project.page("kinds/hay.md", "See [oats](oats.md#top).\n");
    assert!(
        project
            .html("kinds/oats.html")
            .contains("<b>kinds/flour</b>")
    );
    assert!(
        !project.html("kinds/oats.html").contains("<b>kinds/hay</b>"),
        "it is returned"
    );
    let flour = project.html("kinds/flour.html");
    assert!(
        !flour.contains("<b>"),
        "an index that lists it does not count: {flour}"
    );
}

#[test]
fn what_awaits_review_is_gathered_with_where_it_stands() {
    let project = Project::new();
    let review = r#"<meta http-equiv="Content-Security-Policy" content="{{ page.csp | safe }}">
{{ awaiting.statements }} in all{% for item in awaiting.pages %}{% for statement in item.statements %}<a href="{{ statement.url }}">{{ statement.text }}</a>{% endfor %}{% endfor %}"#;
    project.write("templates/review.html", review);
    project.page("_index.md", "See [this](review.md).\n");
    project.page_with("review.md", "template = \"review.html\"\n", "");
    project.page(
        "kinds/flour.md",
        "It is known. It is *said* [@?].\n\n## Rye\n\n- Dark [@miller-1999]\n- Heavy [@?]\n",
    );
    let html = project.html("review.html");
    assert!(html.contains("2 in all"), "{html}");
    assert!(
        html.contains("<a href=\"kinds/flour.html\">It is said.</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"kinds/flour.html#rye\">Heavy</a>"),
        "{html}"
    );
}
