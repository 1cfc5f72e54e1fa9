//! The commands for programs: their JSON is what its schema says, and bad input is told with its place.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use guideway::commands::init::init;
use serde_json::Value;

/// A new guide, as `guideway init` makes it.
struct Guide {
    folder: tempfile::TempDir,
}

impl Guide {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let guide = Self { folder };
        init(&guide.root()).unwrap();
        guide
    }

    fn root(&self) -> Utf8PathBuf {
        Utf8Path::from_path(self.folder.path())
            .unwrap()
            .join("guide")
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = Utf8Path::from_path(self.folder.path()).unwrap().join(name);
        fs::write(&path, text).unwrap();
        path.into()
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_guideway"))
            .args(arguments)
            .args(["--root", self.root().as_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that needs no input may have ended before it is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--format", "json"]].concat();
        let output = self.run(&arguments, "");
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

#[track_caller]
fn fits(value: &Value, schema: &str) {
    let path = format!(
        "{}/../docs/formats/{schema}.schema.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_bank_of_questions_is_what_its_schema_says() {
    let bank = Guide::new().json(&["questions"]);
    fits(&bank, "questions");
    let ids: Vec<&str> = bank["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["id"].as_str().unwrap())
        .collect();
    assert!(!ids.is_empty());
}

#[test]
fn a_result_is_what_its_schema_says() {
    let guide = Guide::new();
    let answers = guide.file("answers.toml", "\"*\" = \"reassuring\"\n");
    fits(&guide.json(&["ask", &answers]), "result");
    let all = guide.json(&["ask", &answers, "--all"]);
    fits(&all, "result");
    assert!(!all["ranking"].as_array().unwrap().is_empty());
}

#[test]
fn answers_can_be_json_as_well() {
    let guide = Guide::new();
    let toml = guide.file("answers.toml", "\"*\" = \"reassuring\"\n");
    let json = guide.file("answers.json", r#"{ "*": "reassuring" }"#);
    assert_eq!(guide.json(&["ask", &toml]), guide.json(&["ask", &json]));
}

#[test]
fn a_link_gives_the_same_result_and_a_damaged_one_says_so() {
    let guide = Guide::new();
    let answers = guide.file("answers.toml", "\"*\" = \"reassuring\"\n");
    let told = guide.json(&["ask", &answers]);
    let link = told["link"].as_str().unwrap();
    assert_eq!(guide.json(&["ask", "--link", link]), told);

    let damaged = guide.run(&["ask", "--link", &link[1..]], "");
    assert!(!damaged.status.success());
    assert!(stderr(&damaged).contains("the link cannot be used"));
}

#[test]
fn the_model_is_what_its_schema_says_and_can_be_drawn() {
    let guide = Guide::new();
    let model = guide.json(&["explain-knowledge"]);
    fits(&model, "knowledge");
    let id = model["causes"][0]["id"].as_str().unwrap();
    let drawn = guide.run(&["explain-knowledge", "--cause", id], "");
    assert!(stdout(&drawn).starts_with("flowchart LR\n"));
    let graph = guide.run(&["explain-knowledge", "--as", "dot"], "");
    assert!(stdout(&graph).starts_with("digraph knowledge {"));
}

#[test]
fn how_hard_the_pages_are_to_read_is_what_its_schema_says() {
    let guide = Guide::new();
    let report = guide.json(&["prose"]);
    fits(&report, "prose");
    let grades = report["pages"].as_array().unwrap().iter();
    let grades: Vec<_> = grades.map(|page| page["grade"].as_f64().unwrap()).collect();
    assert!(grades.is_sorted_by(|a, b| a >= b), "{grades:?}");
    let said = guide.run(&["prose"], "");
    assert!(stdout(&said).contains("in the middle of"));
}

#[test]
fn a_report_on_cases_is_what_its_schema_says() {
    let guide = Guide::new();
    let model = guide.json(&["explain-knowledge"]);
    let id = model["causes"][0]["id"].as_str().unwrap();
    let text = format!(
        "[[case]]\nid = \"a\"\nmarks = [\"thin\"]\ngroup = \"g\"\n[case.answers]\n\"*\" = \"reassuring\"\n\
         [case.expect]\nlevel = \"self-care\"\ncondition = [\"{id}\"]\n"
    );
    let cases = guide.file("cases.toml", &text);
    let report = guide.json(&["cases", &cases]);
    fits(&report, "cases-report");
    assert_eq!(report["all"]["cases"], 1);
}

#[test]
fn a_bound_that_is_not_reached_fails_the_command_and_is_named() {
    let guide = Guide::new();
    let text = "[[case]]\nid = \"a\"\n[case.answers]\n\"*\" = \"reassuring\"\n[case.expect]\nlevel = \"emergency\"\n";
    let cases = guide.file("cases.toml", text);
    let under = guide.run(&["cases", &cases, "--max-under", "0"], "");
    assert!(!under.status.success());
    assert!(stdout(&under).contains("not reached: urgent ones told less: 100.0"));
}

#[test]
fn answers_that_are_none_are_told_all_at_once_with_their_places() {
    let guide = Guide::new();
    let answers = guide.file("answers.toml", "nothing-asked = \"yes\"\nage = [\n");
    let broken = guide.run(&["ask", &answers], "");
    assert!(!broken.status.success());
    assert!(
        stderr(&broken).contains("answers.toml:2"),
        "{}",
        stderr(&broken)
    );

    let answers = guide.file("answers.toml", "nothing-asked = \"yes\"\nnor-this = 5\n");
    let unknown = guide.run(&["ask", &answers], "");
    assert!(!unknown.status.success());
    for place in ["answers.toml:1:1", "answers.toml:2:1"] {
        assert!(stderr(&unknown).contains(place), "{}", stderr(&unknown));
    }
}

#[test]
fn the_terminal_asks_again_until_it_understands_and_can_be_left() {
    let guide = Guide::new();
    let left = guide.run(&["ask"], "what?\nq\n");
    assert!(!left.status.success());
    assert!(stdout(&left).contains("Please"), "{}", stdout(&left));
}

#[test]
fn a_reader_at_the_terminal_who_says_not_sure_to_everything_gets_a_result() {
    let guide = Guide::new();
    let told = guide.run(&["ask"], &"?\n".repeat(100));
    assert!(told.status.success(), "{}", stdout(&told));
    let bank = guide.json(&["questions"]);
    assert!(stdout(&told).contains(bank["questions"][0]["text"].as_str().unwrap()));
}
