//! What a guide can ask of its texts: sources for figures, a grade to read them, sections for a kind of
//! page, and a way to every page.

use guideway::diagnostic::{Severity, code};

use crate::project::{Project, advice, at, said};

const ASKS: &str = "title = \"Bread\"\n[prose]\nfigures-need-sources = true\n";

fn with_config(config: &str, text: &str) -> impl Fn(&Project) {
    let (config, text) = (config.to_owned(), text.to_owned());
    move |project| {
        project.write("guideway.toml", &config);
        project.page("kinds/flour.md", &text);
    }
}

#[test]
fn a_figure_needs_a_source() {
    let text = "Rye is dark. It rises for 3 hours in *warm* air.\n";
    assert_eq!(
        said(with_config(ASKS, text)),
        [at(
            code::FIGURE_WITHOUT_SOURCE,
            "content/kinds/flour.md:4:14",
            "It rises for 3 hours in *warm* air."
        )]
    );
    assert!(advice(with_config(ASKS, text)).contains("[@?]"));
}

#[test]
fn a_source_backs_the_figures_of_its_sentence_only() {
    let text = "It rises for 3 hours [@miller-1999]. It rests for 2 days.\n";
    assert_eq!(
        said(with_config(ASKS, text)),
        [at(
            code::FIGURE_WITHOUT_SOURCE,
            "content/kinds/flour.md:4:38",
            "It rests for 2 days."
        )]
    );
}

#[test]
fn a_figure_may_say_that_it_has_no_source_yet_and_readers_see_it() {
    let project = Project::new();
    with_config(ASKS, "It rises for 3 hours [@?].\n")(&project);
    let html = project.html("kinds/flour.html");
    assert!(html.contains("no source yet: awaits review"), "{html}");
}

#[test]
fn figures_of_items_and_rows_may_rest_on_what_leads_in() {
    let text = "Times differ [@miller-1999]:\n\n- rye takes 3 hours\n\nThese do not:\n\n- oats take 2 hours\n\n\
                | Flour | Hours [@miller-1999] |\n|---|---|\n| Rye | 3 |\n";
    assert_eq!(
        said(with_config(ASKS, text)),
        [at(
            code::FIGURE_WITHOUT_SOURCE,
            "content/kinds/flour.md:10:3",
            "oats take 2 hours"
        )]
    );
}

#[test]
fn a_page_of_own_figures_needs_no_source() {
    let project = Project::new();
    project.write("guideway.toml", ASKS);
    project.page_with(
        "kinds/flour.md",
        "own-figures = true\n",
        "We ate 40 loaves.\n",
    );
    project.plan();
}

#[test]
fn a_description_cannot_cite_and_so_states_no_figure() {
    let described = |project: &Project| {
        project.write("guideway.toml", ASKS);
        project.page_with(
            "kinds/flour.md",
            "description = \"Rises in 3 hours.\"\n",
            "",
        );
    };
    let said = said(described);
    assert_eq!(said[0].0, code::FIGURE_WITHOUT_SOURCE);
}

const HARD: &str = "Notwithstanding considerable experimental variability, fermentation characteristics \
                    unquestionably demonstrate extraordinary heterogeneity.\n";

#[test]
fn a_page_that_is_hard_to_read_is_named_with_its_grade() {
    let config = "title = \"Bread\"\n[prose]\nmost-grade = 9.0\n";
    let said = said(with_config(config, HARD));
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, code::HARD_TO_READ);
    assert!(said[0].1.starts_with("content/kinds/flour.md"));
}

#[test]
fn names_of_the_glossary_are_easy_words() {
    let project = Project::new();
    project.write(
        "guideway.toml",
        "title = \"Bread\"\n[prose]\nmost-grade = 9.0\nglossary = \"kinds/words.md\"\n",
    );
    project.page(
        "kinds/flour.md",
        "The Saccharomyces cerevisiae does the work.\n",
    );
    project.page("kinds/words.md", "## Yeast\n\nIt is alive.\n");
    assert_eq!(project.compile().1[0].code, code::HARD_TO_READ);
    project.page(
        "kinds/words.md",
        "## Saccharomyces cerevisiae\n\nIt is alive.\n",
    );
    project.plan();
}

#[test]
fn a_glossary_that_is_not_there() {
    let config = "title = \"Bread\"\n[prose]\nglossary = \"kinds/flower.md\"\n";
    assert_eq!(
        said(with_config(config, "")),
        [at(
            code::BROKEN_LINK,
            "guideway.toml:3:12",
            "\"kinds/flower.md\""
        )]
    );
    assert_eq!(
        advice(with_config(config, "")),
        "did you mean `kinds/flour.md`?"
    );
}

#[test]
fn a_page_that_nothing_leads_to_is_warned_of() {
    let project = Project::new();
    project.page("lost.md", "");
    let (plan, diagnostics) = project.compile();
    assert!(plan.is_some(), "a warning keeps nothing from being written");
    let orphans: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.severity, diagnostic.file()))
        .collect();
    assert_eq!(
        orphans,
        [(code::ORPHAN, Severity::Warning, Some("content/lost.md"))]
    );
}
