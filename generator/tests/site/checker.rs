//! The checker in a site: its two scripts, and the page that may run it.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use camino::{Utf8Path, Utf8PathBuf};
use checker_engine::codec;
use flate2::read::GzDecoder;
use guideway::commands::init::init;
use guideway::diagnostic::{Diagnostic, code, render};
use guideway::pipeline::{self, Options, Plan};
use guideway::{source, theme};
use tempfile::TempDir;

use crate::project::{at, gist, text};

/// The small guide that `guideway init` makes, which has a checker.
fn compiled() -> (Option<Plan>, Vec<Diagnostic>) {
    compiled_after(|_| ())
}

fn compiled_after(change: impl FnOnce(&Utf8Path)) -> (Option<Plan>, Vec<Diagnostic>) {
    let folder = TempDir::new().expect("a temporary folder");
    let guide: Utf8PathBuf = Utf8Path::from_path(folder.path())
        .expect("temporary folders have plain names")
        .join("guide");
    init(&guide).expect("the folder is new");
    change(&guide);
    let (project, _) = source::read(&guide);
    pipeline::compile(&project.expect("a configuration"), &Options::default())
}

/// The site, or none where this `guideway` was built without a checker, as by a plain `cargo test`.
fn site() -> Option<Plan> {
    theme::checker()?;
    let (plan, diagnostics) = compiled();
    assert!(diagnostics.is_empty(), "{}", render(&diagnostics, false));
    plan
}

#[test]
fn a_guideway_that_was_built_without_a_checker_says_so() {
    if theme::checker().is_some() {
        return;
    }
    let (plan, diagnostics) = compiled();
    assert!(plan.is_none());
    assert_eq!(diagnostics[0].code, code::NO_CHECKER);
    assert!(
        diagnostics[0]
            .help
            .as_deref()
            .is_some_and(|help| help.contains("cargo xtask build"))
    );
}

#[test]
fn the_knowledge_comes_in_a_script_and_is_the_same_every_time() {
    let Some(site) = site() else { return };
    let script = text(&site, "assets/knowledge.js");
    let (call, rest) = script.split_once("(\"").expect("a call with a string");
    assert!(call.contains("guidewayKnowledge"), "{call}");
    let packed = rest.strip_suffix("\");\n").expect("and nothing more");
    let packed = STANDARD.decode(packed).expect("base64");
    assert_eq!(packed[4..8], [0; 4], "no time is in it");
    let mut bytes = Vec::new();
    GzDecoder::new(&*packed)
        .read_to_end(&mut bytes)
        .expect("gzip");
    let knowledge = codec::decode(&bytes).expect("knowledge");
    assert!(!knowledge.questions.is_empty());
    assert_eq!(
        site["assets/checker.js"],
        theme::checker().expect("a checker")
    );
}

#[test]
fn only_the_checkers_page_may_run_webassembly() {
    let Some(site) = site() else { return };
    let may: Vec<&String> = site
        .keys()
        .filter(|path| {
            Utf8Path::new(path).extension() == Some("html")
                && text(&site, path).contains("wasm-unsafe-eval")
        })
        .collect();
    assert_eq!(may, ["checker/index.html"]);
}

#[test]
fn the_checkers_page_loads_its_scripts_from_where_it_is() {
    let Some(site) = site() else { return };
    let page = text(&site, "checker/index.html");
    for script in ["../assets/knowledge.js", "../assets/checker.js"] {
        assert!(
            page.contains(&format!("<script src=\"{script}\" defer>")),
            "{page}"
        );
    }
}

#[test]
fn facts_that_cannot_be_read_are_not_missed_elsewhere() {
    let (_, diagnostics) = compiled_after(|guide| {
        let treatment = guide.join("content/fixes/oil-the-chain.md");
        let page = std::fs::read_to_string(&treatment).expect("a page");
        std::fs::write(treatment, page.replace("title =", "title")).expect("a page");
    });
    let found: Vec<_> = diagnostics.iter().map(gist).collect();
    assert_eq!(
        found,
        [at(code::BAD_TOML, "content/fixes/oil-the-chain.md:2:7", "")],
        "{}",
        render(&diagnostics, false)
    );
}

#[test]
fn a_guide_without_questions_has_no_checker() {
    let plan = crate::project::Project::new().plan();
    assert!(!plan.contains_key("assets/checker.js") && !plan.contains_key("assets/knowledge.js"));
}

/// What is said of the small guide after something was put at the end of its configuration.
fn with_config(more: &str) -> Vec<Diagnostic> {
    let change = |guide: &Utf8Path| {
        let file = guide.join("guideway.toml");
        let config = std::fs::read_to_string(&file).expect("a configuration");
        std::fs::write(file, config + more).expect("a file");
    };
    compiled_after(change).1
}

#[test]
fn a_kind_of_page_that_lacks_a_section_is_told_which_and_in_what_order() {
    let said = with_config("\n[sections]\ntreatment = [\"What you need\", \"How to do it\"]\n");
    let missing: Vec<_> = said
        .iter()
        .filter(|diagnostic| diagnostic.code == code::NO_SECTION)
        .collect();
    let fixes = missing.iter().map(|diagnostic| diagnostic.file());
    assert!(
        !missing.is_empty()
            && fixes
                .flatten()
                .all(|file| file.starts_with("content/fixes/")),
        "{}",
        render(&said, false)
    );
    assert!(missing[0].label.contains("What you need; How to do it"));
    assert_eq!(missing[0].help.as_deref(), Some("add `## What you need`"));
}

#[test]
fn a_finding_needs_a_source_or_says_that_it_has_none() {
    let said = with_config("\n[prose]\nfigures-need-sources = true\n");
    let bare = said
        .iter()
        .find(|diagnostic| diagnostic.code == code::NO_SOURCE)
        .expect("the bicycle's findings are common knowledge");
    assert!(
        bare.help
            .as_deref()
            .is_some_and(|help| help.contains("review = true"))
    );
}

#[test]
fn a_place_or_a_side_on_the_map_that_is_no_answer() {
    let (_, said) = compiled_after(|guide| {
        let region = "<path data-answer=\"saddle\" data-side=\"rear\" d=\"M0 0\"/>";
        let drawing = format!("<svg>{region}{region}</svg>");
        let map = guide.join("content/checker/map");
        std::fs::create_dir(&map).expect("a folder");
        std::fs::write(map.join("top.svg"), drawing).expect("a file");
    });
    let unknown = (said.iter()).filter(|diagnostic| diagnostic.code == code::UNKNOWN_ID);
    let expected = [("1:24", "\"saddle\""), ("1:43", "\"rear\"")].map(|(place, text)| {
        let place = format!("content/checker/map/top.svg:{place}");
        at(code::UNKNOWN_ID, &place, text)
    });
    let found: Vec<_> = unknown.map(gist).collect();
    assert_eq!(found, expected, "the bicycle's checker asks for neither");
}
