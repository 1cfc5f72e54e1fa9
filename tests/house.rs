//! What holds for the project as a whole: who depends on whom, and what no file may say.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use camino::Utf8Path;
use guideway_tests::{files, root};
use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// None where it is an ordinary one.
    kind: Option<String>,
}

/// What a crate of ours depends on, tests and build scripts apart.
fn dependencies(of: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Metadata = serde_json::from_slice(&output.stdout).unwrap();
    let mut packages = metadata.packages.into_iter();
    let package = packages.find(|package| package.name == of).unwrap();
    let ordinary = package.dependencies.into_iter();
    ordinary
        .filter(|dependency| dependency.kind.is_none())
        .map(|dependency| dependency.name)
        .collect()
}

#[test]
fn dependencies_point_from_generator_and_browser_to_the_engine() {
    let generator = dependencies("guideway");
    assert!(generator.contains("checker-engine"));
    assert!(!generator.contains("checker-wasm"));

    let browser = dependencies("checker-wasm");
    assert!(browser.contains("checker-engine"));
    assert!(!browser.contains("guideway"));
}

#[test]
fn the_engine_depends_on_nothing_but_the_way_it_is_stored() {
    let allowed = ["postcard", "serde"].map(String::from).into();
    let found = dependencies("checker-engine");
    assert!(found.is_subset(&allowed), "{found:?}");
}

#[test]
fn every_crate_keeps_the_lints_which_forbid_unsafe_code() {
    let workspace = parsed("Cargo.toml");
    let lints = &workspace["workspace"]["lints"]["rust"];
    assert_eq!(lints["unsafe_code"].as_str(), Some("forbid"));
    for member in workspace["workspace"]["members"].as_array().unwrap() {
        let manifest = parsed(&format!("{}/Cargo.toml", member.as_str().unwrap()));
        let inherits = manifest["lints"]["workspace"].as_bool();
        assert_eq!(inherits, Some(true), "{member}");
    }
}

fn parsed(manifest: &str) -> toml::Table {
    read(manifest.as_ref()).parse().unwrap()
}

#[test]
fn code_says_no_word_of_the_subject() {
    let subject = "tests/house/subject.txt";
    let text = read(subject.as_ref());
    let words: BTreeSet<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for file in files().iter().filter(|file| is_code(file)) {
        for (number, line) in (1..).zip(read(file).lines()) {
            let line = line.to_lowercase();
            let said = line
                .split(|letter: char| !letter.is_alphabetic())
                .filter(|word| words.contains(word));
            found.extend(said.map(|word| format!("{file}:{number}: {word}")));
        }
    }
    assert!(found.is_empty(), "see {subject}:\n{}", found.join("\n"));
}

/// Code, templates, styles and the words of the theme; also the guide that `guideway init` makes.
fn is_code(file: &Utf8Path) -> bool {
    let is_code = ["rs", "js", "mjs", "html", "css"].contains(&extension(file));
    let is_text_of_code = ["themes", "generator/starter", "xtask"]
        .iter()
        .any(|folder| file.starts_with(folder) && ["toml", "md", "svg"].contains(&extension(file)));
    is_code || is_text_of_code
}

#[test]
fn no_file_of_code_is_longer_than_800_lines() {
    let long: Vec<_> = files()
        .into_iter()
        .filter(|file| ["rs", "js", "mjs", "html", "css"].contains(&extension(file)))
        .filter(|file| read(file).lines().count() > 800)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    // Written apart, so that this file names none either.
    let places = [
        ["/ho", "me/"],
        ["/Us", "ers/"],
        ["/ro", "ot/"],
        ["/tm", "p/"],
        ["/wo", "rk/"],
    ];
    let places = places.map(|parts| parts.concat());
    let mut found = Vec::new();
    for file in files() {
        // What is no text names nothing.
        let text = fs::read_to_string(root().join(&file)).unwrap_or_default();
        let named = places.iter().filter(|place| text.contains(place.as_str()));
        found.extend(named.map(|place| format!("{file}: {place}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_file_leaves_something_for_later() {
    // Written apart, so that this file leaves nothing either.
    let marks = [["TO", "DO"], ["FIX", "ME"]].map(|parts| parts.concat());
    let mut found = Vec::new();
    for file in files() {
        let text = fs::read_to_string(root().join(&file)).unwrap_or_default();
        let left = text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| marks.iter().any(|mark| mark == word));
        found.extend(left.map(|mark| format!("{file}: {mark}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn extension(file: &Utf8Path) -> &str {
    file.extension().unwrap_or_default()
}

fn read(file: &Utf8Path) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}
