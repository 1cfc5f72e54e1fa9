//! `guideway init`: a guide that works, in a folder that is nobody else's.

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guideway::commands::init::init;
use guideway::diagnostic::{Diagnostic, code};
use guideway::pipeline::{self, Options, Plan};
use guideway::{source, theme};
use tempfile::TempDir;

fn folder() -> (TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = Utf8Path::from_path(folder.path())
        .expect("a plain name")
        .to_owned();
    (folder, path)
}

/// Compiles the guide in a folder as `build` and `check` do, its scenarios included.
fn compile(root: &Utf8Path) -> (Option<Plan>, Vec<Diagnostic>) {
    let (project, mut diagnostics) = source::read(root);
    let project = project.expect("a configuration");
    let (plan, more) = pipeline::compile(&project, &Options::default());
    diagnostics.extend(more);
    (plan, diagnostics)
}

#[test]
fn the_new_guide_builds_without_a_complaint() {
    let (_keep, folder) = folder();
    let guide = folder.join("deep/in/creak");
    assert_eq!(init(&guide), Ok(()));
    let (plan, diagnostics) = compile(&guide);
    if theme::checker().is_none() {
        // A plain `cargo test` carries no built checker, and that is the only thing wrong.
        let codes: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert_eq!(codes, [code::NO_CHECKER], "{diagnostics:#?}");
        return;
    }
    assert_eq!(diagnostics, []);
    let plan = plan.expect("a site");
    for page in [
        "index.html",
        "checker/index.html",
        "stop.html",
        "causes/dry-chain.html",
        "fixes/oil-the-chain.html",
    ] {
        assert!(plan.contains_key(page), "{page}");
    }
}

#[test]
fn its_scenarios_are_really_played() {
    let (_keep, folder) = folder();
    assert_eq!(init(&folder), Ok(()));
    let scenario = folder.join("content/checker/scenarios/carbon-post.toml");
    let text = fs::read_to_string(&scenario).expect("the scenario");
    fs::write(
        &scenario,
        text.replace("post = \"carbon\"", "post = \"metal\""),
    )
    .expect("to write");
    let (plan, diagnostics) = compile(&folder);
    assert!(plan.is_none());
    assert!(
        diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == code::SCENARIO_FAILED)
    );
}

#[test]
fn it_claims_no_source_that_nobody_has_seen() {
    let (_keep, folder) = folder();
    assert_eq!(init(&folder), Ok(()));
    let sources = fs::read_to_string(folder.join("content/sources.toml")).expect("the sources");
    assert!(sources.lines().all(|line| line.starts_with('#')));
}

#[test]
fn an_empty_folder_is_taken_and_a_used_one_refused_and_left_alone() {
    let (_keep, folder) = folder();
    let letter = folder.join("letter.txt");
    fs::write(&letter, "Dear").expect("to write");
    let refusal = init(&folder).expect_err("a refusal");
    assert_eq!(refusal.code, code::FOLDER_IN_USE);
    assert_eq!(
        refusal.message,
        "the folder has something in it: letter.txt"
    );
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);

    fs::remove_file(&letter).expect("to remove");
    assert_eq!(init(&folder), Ok(()));
}

#[test]
fn a_file_in_the_way_is_said() {
    let (_keep, folder) = folder();
    let file = folder.join("guide");
    fs::write(&file, "").expect("to write");
    let refusal = init(&file).expect_err("a refusal");
    assert_eq!(refusal.code, code::FOLDER_UNUSABLE);
    assert_eq!(refusal.path.as_deref(), Some(file.as_path()));
}
