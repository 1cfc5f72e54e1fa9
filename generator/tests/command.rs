//! The `guideway` command: what it prints where, and the status with which it ends.

use std::fs;
use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::TempDir;

/// A guide of one page.
struct Guide {
    folder: TempDir,
}

impl Guide {
    fn new() -> Self {
        let guide = Self {
            folder: TempDir::new().expect("a temporary folder"),
        };
        guide.write("guideway.toml", "title = \"Bread\"\n");
        guide.write("content/_index.md", "+++\ntitle = \"Bread\"\n+++\nFlour.\n");
        guide
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("temporary folders have plain names")
    }

    fn path(&self, path: &str) -> Utf8PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        run(self.root(), arguments)
    }
}

struct Ended {
    status: Option<i32>,
    says: String,
    complains: String,
}

fn run(from: &Utf8Path, arguments: &[&str]) -> Ended {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_guideway"))
        .args(arguments)
        .current_dir(from)
        .output()
        .expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("what it prints is text");
    Ended {
        status: status.code(),
        says: text(stdout),
        complains: text(stderr),
    }
}

#[test]
fn build_says_what_it_has_written() {
    let guide = Guide::new();
    let ended = guide.run(&["build"]);
    assert_eq!((ended.status, ended.complains.as_str()), (Some(0), ""));
    let mut lines = ended.says.lines();
    let line = lines.next().unwrap_or_default();
    assert!(
        line.starts_with("Built 2 pages in site/ (") && line.ends_with(" ms)"),
        "{line}"
    );
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "No sitemap and no canonical addresses, and a 404 page without links: they need `base_url` in guideway.toml."
        ]
    );
    assert!(guide.path("site/index.html").is_file());
    assert!(
        guide
            .run(&["build"])
            .says
            .contains(" ms): nothing has changed\n")
    );
}

#[test]
fn build_takes_an_address_and_another_folder() {
    let guide = Guide::new();
    let ended = guide.run(&[
        "build",
        "--base-url",
        "https://bread.example",
        "--output",
        "public/",
    ]);
    assert_eq!(ended.status, Some(0), "{}", ended.complains);
    assert!(
        ended.says.starts_with("Built 2 pages in public/ ("),
        "{}",
        ended.says
    );
    assert_eq!(ended.says.lines().count(), 1);
    assert!(guide.path("public/sitemap.xml").is_file() && !guide.path("site").exists());
}

#[test]
fn a_folder_of_the_guide_is_no_output_folder() {
    let guide = Guide::new();
    let ended = guide.run(&["build", "--output", "content/site"]);
    assert_eq!(ended.status, Some(1));
    assert!(
        ended.complains.contains("error[E0508]"),
        "{}",
        ended.complains
    );
}

#[test]
fn the_guide_is_found_from_any_folder_in_it() {
    let guide = Guide::new();
    let ended = run(&guide.path("content"), &["build"]);
    assert_eq!(ended.status, Some(0), "{}", ended.complains);
    assert!(guide.path("site/index.html").is_file());
}

#[test]
fn the_guide_is_found_where_it_is_said_to_be() {
    let guide = Guide::new();
    let elsewhere = TempDir::new().expect("a temporary folder");
    let elsewhere = Utf8Path::from_path(elsewhere.path()).expect("a plain name");
    let ended = run(elsewhere, &["check", "--root", guide.root().as_str()]);
    assert_eq!(
        (ended.status, ended.says.as_str()),
        (Some(0), "Checked 2 pages: nothing is wrong\n")
    );

    let ended = run(elsewhere, &["check", "--root", "."]);
    assert_eq!(ended.status, Some(1));
    let message = format!(
        "there is no guideway.toml in {}\n",
        elsewhere.canonicalize_utf8().expect("a folder")
    );
    assert!(ended.complains.contains(&message), "{}", ended.complains);
}

#[test]
fn where_there_is_no_guide_one_is_told_what_to_do() {
    let folder = TempDir::new().expect("a temporary folder");
    let folder = Utf8Path::from_path(folder.path()).expect("a plain name");
    let ended = run(folder, &["build"]);
    assert_eq!((ended.status, ended.says.as_str()), (Some(1), ""));
    for part in ["error[E0104]", " or above it", "guideway init DIR"] {
        assert!(
            ended.complains.contains(part),
            "{part}: {}",
            ended.complains
        );
    }
}

#[test]
fn what_is_wrong_goes_to_standard_error_and_nothing_is_written() {
    let guide = Guide::new();
    guide.write(
        "content/_index.md",
        "+++\ntitle = \"Bread\"\n+++\n[x](y.md)\n",
    );
    for command in ["build", "check"] {
        let ended = guide.run(&[command]);
        assert_eq!((ended.status, ended.says.as_str()), (Some(1), ""));
        assert!(
            ended.complains.contains("content/_index.md:4:5"),
            "{}",
            ended.complains
        );
        assert!(
            ended.complains.ends_with("\n1 error\n"),
            "{}",
            ended.complains
        );
    }
    assert!(!guide.path("site").exists());
}

#[test]
fn a_file_that_is_not_utf8_stops_a_build() {
    let guide = Guide::new();
    fs::write(
        guide.path("content/_index.md"),
        b"+++\ntitle = \"Bread\"\n+++\nM\xfcsli\n",
    )
    .expect("a file");
    assert_eq!(guide.run(&["build"]).status, Some(1));
    assert!(!guide.path("site").exists());
}

#[test]
fn check_writes_nothing() {
    let guide = Guide::new();
    let ended = guide.run(&["check"]);
    assert_eq!(ended.status, Some(0));
    assert!(!guide.path("site").exists());
}

#[test]
fn a_program_is_told_in_json_and_nothing_else() {
    let guide = Guide::new();
    assert_eq!(guide.run(&["check", "--format", "json"]).says, "[]\n");
    assert_eq!(guide.run(&["build", "--format", "json"]).says, "[]\n");

    guide.write(
        "content/_index.md",
        "+++\ntitle = \"Bread\"\n+++\nMüsli, [x](_indx.md)\n",
    );
    let ended = guide.run(&["check", "--format", "json"]);
    assert_eq!((ended.status, ended.complains.as_str()), (Some(1), ""));
    let said: serde_json::Value = serde_json::from_str(&ended.says).expect("JSON");
    assert_eq!(
        said,
        serde_json::json!([{
            "code": "E0201",
            "severity": "error",
            "message": "a link to `_indx.md`, which is not there",
            "file": "content/_index.md",
            "line": 4,
            "column": 12,
            "end_line": 4,
            "end_column": 20,
            "label": "no such file in the content folder",
            "notes": [],
            "help": "did you mean `_index.md`?",
        }])
    );
}

#[test]
fn a_mistake_in_the_command_is_another_status() {
    let guide = Guide::new();
    for arguments in [&["bild"][..], &["build", "--rot", "."], &[]] {
        let ended = guide.run(arguments);
        assert_eq!(ended.status, Some(2), "{arguments:?}");
        assert!(!ended.complains.is_empty());
    }
}

#[test]
fn help_names_every_command_with_examples() {
    let guide = Guide::new();
    let help = guide.run(&["--help"]).says;
    for part in [
        "build",
        "check",
        "serve",
        "init",
        "Examples:",
        "guideway init my-guide",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
}
