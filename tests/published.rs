//! The published cases, tried on the guide's knowledge: how it does is held here, and said on a page.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::sync::{Arc, LazyLock};

use checker_engine::Knowledge;
use guideway::cases::{self, Case, Count, Outcome, Tally};
use guideway::diagnostic::SourceFile;
use guideway::pipeline::{self, Options};
use guideway::source;
use guideway_tests::root;

static TRIED: LazyLock<Vec<(Case, Outcome)>> = LazyLock::new(|| {
    let knowledge = knowledge();
    let mut out = Vec::new();
    let categories = file("tests/cases/categories.toml");
    let categories = cases::categories(&categories, &knowledge, &mut out);
    let published = file("tests/cases/published.toml");
    let cases = cases::read(&published, &knowledge, &categories, &mut out);
    assert_eq!(out, [], "the cases are read without complaint");
    let tried = cases.into_iter().map(|case| {
        let outcome = cases::outcome(&knowledge, &case);
        (case, outcome)
    });
    tried.collect()
});

fn knowledge() -> Knowledge {
    let (project, _) = source::read(root());
    let (compiled, _) = pipeline::knowledge(&project.unwrap(), &Options::default());
    compiled.unwrap().knowledge
}

fn file(path: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.into(),
        text: fs::read_to_string(root().join(path)).unwrap(),
    })
}

fn all() -> Tally {
    cases::tally(&*TRIED)
}

#[test]
fn few_who_need_no_haste_are_alarmed_and_most_are_told_so() {
    let tally = all();
    assert!(
        tally.calm_alarmed.percent() <= 20.0,
        "{:?}",
        tally.calm_alarmed
    );
    assert!(
        tally.calm_told_so.percent() >= 50.0,
        "{:?}",
        tally.calm_told_so
    );
}

#[test]
fn a_reader_is_asked_at_most_14_screens_and_45_questions_as_a_median() {
    let tally = all();
    assert!(tally.screens[0] <= 14, "{:?}", tally.screens);
    assert!(tally.items[0] <= 45, "{:?}", tally.items);
}

#[test]
fn asking_in_the_checkers_order_loses_at_most_3_points_of_the_first_three() {
    let tally = all();
    let loss = tally.all_asked_first_three.percent() - tally.asked_first_three.percent();
    assert!(loss <= 3.0, "{loss}");
}

#[test]
fn asking_in_the_checkers_order_never_tells_a_lower_level_than_asking_everything() {
    for (case, outcome) in &*TRIED {
        assert_eq!(
            outcome.asked.placed.level, outcome.all_asked.level,
            "{}",
            case.id
        );
    }
}

#[test]
fn every_case_that_is_told_less_than_expected_is_listed_with_why() {
    let listed = fs::read_to_string(root().join("tests/cases/misses.md")).unwrap();
    let listed: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let missed: BTreeSet<&str> = TRIED
        .iter()
        .filter(|(case, outcome)| Some(outcome.told.level) < case.level)
        .map(|(case, _)| case.id.as_str())
        .collect();
    assert_eq!(listed, missed);
}

#[test]
fn the_page_says_how_well_it_does() {
    let page = fs::read_to_string(root().join("content/about/how-well-it-does.md")).unwrap();
    for table in [measures(), groups()] {
        assert!(page.contains(&table), "the page should hold\n\n{table}");
    }
}

fn measures() -> String {
    let tally = all();
    let marked = cases::by_mark(&TRIED);
    let part = |mark: &str| marked.get(mark).cloned().unwrap_or_default();
    let (clear, thin, own) = (part(""), part("thin"), part("self-reported"));
    let mut table = String::from(
        "| Measure | All | Told in full | A sentence only | Own account |\n|---|---|---|---|---|\n",
    );
    let mut row = |what: &str, count: fn(&Tally) -> Count| {
        let cells = [&tally, &clear, &thin, &own].map(count);
        let cells = cells.map(|count| format!("{} of {}", count.of, count.all));
        writeln!(table, "| {what} | {} |", cells.join(" | ")).unwrap();
    };
    row("The right kind of trouble first", |tally| tally.first);
    row("Among the first three", |tally| tally.first_three);
    row("Within days or sooner, and told less", |tally| {
        tally.urgent_under
    });
    row("A normal visit or less, and told so", |tally| {
        tally.calm_told_so
    });
    row(
        "A normal visit or less, and sent today or at once",
        |tally| tally.calm_alarmed,
    );
    table
}

fn groups() -> String {
    let mut table = String::from(
        "| Kind of trouble | Cases | First | First three | Told less than expected |\n|---|---|---|---|---|\n",
    );
    let names: BTreeMap<String, String> =
        toml::from_str(&file("tests/cases/names.toml").text).unwrap();
    for (group, tally) in cases::by_group(&TRIED) {
        writeln!(
            table,
            "| {} | {} | {} | {} | {} |",
            names[group], tally.cases, tally.first.of, tally.first_three.of, tally.under.of
        )
        .unwrap();
    }
    table
}
