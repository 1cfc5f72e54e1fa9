//! What a checker can be told, what comes of it, and every way to get it wrong.

#[path = "knowledge/bicycle.rs"]
mod bicycle;
#[path = "knowledge/mistakes.rs"]
mod mistakes;
#[path = "knowledge/proofs.rs"]
mod proofs;

use bicycle::Project;
use checker_engine::knowledge::{Expr, Level};
use guideway::diagnostic::code;
use guideway::knowledge::Input;

#[test]
fn the_example_has_nothing_wrong() {
    let (compiled, diagnostics) = Project::new().compile();
    assert!(compiled.is_some());
    assert_eq!(diagnostics, []);
}

#[test]
fn a_project_without_a_checker_is_none_and_no_mistake() {
    let (compiled, diagnostics) = guideway::knowledge::compile(&Input::default());
    assert!(compiled.is_none());
    assert!(diagnostics.is_empty());
}

#[test]
fn flags_come_highest_level_first_and_point_at_their_page() {
    let knowledge = Project::new().compile().0.unwrap().knowledge;
    let flags: Vec<_> = knowledge
        .flags
        .iter()
        .map(|flag| (flag.level, flag.url.as_str()))
        .collect();
    assert_eq!(
        flags,
        [
            (Level::Emergency, ""),
            (Level::SameDay, "stop.html#brakes"),
            (Level::WithinDays, ""),
            (Level::Routine, ""),
        ]
    );
}

#[test]
fn an_item_of_a_screen_is_answered_yes_or_no_and_no_reassures() {
    let knowledge = Project::new().compile().0.unwrap().knowledge;
    let item = &knowledge.questions[0];
    let answers: Vec<_> = item
        .options
        .iter()
        .map(|option| option.id.as_str())
        .collect();
    assert_eq!(answers, ["yes", "no"]);
    assert_eq!((item.safety, item.reassuring), (true, 0b10));
    assert_eq!(knowledge.screens[0].questions, [0, 1]);
}

#[test]
fn a_number_has_a_band_between_each_pair_of_cuts() {
    let knowledge = Project::new().compile().0.unwrap().knowledge;
    let bands: Vec<_> = knowledge.questions[4]
        .options
        .iter()
        .map(|band| (band.id.as_str(), band.label.as_str()))
        .collect();
    assert_eq!(
        bands,
        [
            ("under-2", "< 2 years"),
            ("2-to-9", "2–9 years"),
            ("10-or-more", "≥ 10 years")
        ]
    );
}

#[test]
fn ratios_become_weights_and_odds_become_priors() {
    let knowledge = Project::new().compile().0.unwrap().knowledge;
    let cause = knowledge
        .causes
        .iter()
        .find(|cause| cause.id == "dry-chain")
        .unwrap();
    assert_eq!(cause.prior, -477);
    assert_eq!(
        cause
            .findings
            .iter()
            .map(|finding| finding.weight)
            .collect::<Vec<_>>(),
        [398, 602]
    );
    assert_eq!(cause.applies, Some(Expr::Is(4, 0b110)));
    assert_eq!(cause.danger.as_ref().map(|danger| danger.from), Some(954));
}

#[test]
fn treatments_come_by_stage() {
    let project = Project::new().with("fixes/oil-chain.md", "stage = \"now\"", "stage = \"later\"");
    let knowledge = project.compile().0.unwrap().knowledge;
    let ids: Vec<_> = knowledge
        .treatments
        .iter()
        .map(|treatment| treatment.id.as_str())
        .collect();
    assert_eq!(ids, ["wash", "oil-chain"]);
}

#[test]
fn the_bytes_for_the_browser_hold_the_same_knowledge() {
    let compiled = Project::new().compile().0.unwrap();
    assert_eq!(
        checker_engine::codec::decode(&compiled.encoded),
        Ok(compiled.knowledge)
    );
}

#[test]
fn a_template_is_given_what_speaks_for_and_against_a_cause() {
    let compiled = Project::new().compile().0.unwrap();
    let relative = |url: &str| format!("../{url}");
    let context = compiled.cause_context("dry-chain", &relative).unwrap();
    let reasons: Vec<_> = context
        .speaks_for
        .iter()
        .map(|reason| {
            (
                reason.question.as_str(),
                reason.answer.as_str(),
                reason.strength,
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("How does the chain look?", "Dry", "strong"),
            (
                "When it creaks",
                "When I pedal / When I stand up",
                "moderate"
            ),
        ]
    );
    assert_eq!(context.treatments[0].url, "../oil-chain.html");
    assert!(compiled.cause_context("oil-chain", &relative).is_none());
}

#[test]
fn the_checker_page_leads_from_a_symptom_to_the_causes_that_research_does_not_contradict() {
    let compiled = Project::new().compile().0.unwrap();
    let relative = |url: &str| url.to_owned();
    let context = compiled.checker_context(
        ["checker.js", "knowledge.js", "plan-facts.js"],
        None,
        &relative,
    );
    let symptoms: Vec<_> = context
        .symptoms
        .iter()
        .flat_map(|symptom| &symptom.answers)
        .map(|answer| (answer.label.as_str(), answer.causes.len()))
        .collect();
    assert_eq!(
        symptoms,
        [("When I pedal", 1), ("When I stand up", 1), ("Dry", 1)]
    );
    let blamed: Vec<_> = context
        .often_blamed
        .iter()
        .map(|item| item.link.title.as_str())
        .collect();
    assert_eq!(blamed, ["The colour"]);
    assert_eq!(context.levels[0].id, "emergency");
}

#[test]
fn a_programme_needs_the_diary_that_its_stages_go_by() {
    let (compiled, diagnostics) = Project::new().without("checker/diary.toml").compile();
    assert!(compiled.is_none());
    let [missing] = &diagnostics[..] else {
        panic!("{diagnostics:#?}")
    };
    assert_eq!(missing.code, code::INCOMPLETE);
    assert_eq!(missing.message, "a programme needs `checker/diary.toml`");
    assert!(missing.span.is_some());
}

#[test]
fn what_the_browser_is_given_of_plans_has_the_words_of_their_pages() {
    let compiled = Project::new().compile().0.unwrap();
    let plans = serde_json::to_value(compiled.plans.unwrap()).unwrap();
    let [oil, wash] = plans["programmes"].as_array().unwrap().as_slice() else {
        panic!("{plans:#}")
    };
    assert_eq!(oil["id"], "oil-chain");
    assert_eq!(wash["activity"], true);
    assert_eq!(
        wash["after"],
        serde_json::json!({ "id": "oil-chain", "stage": 2 })
    );
    let exercises = &wash["stages"][0]["exercises"];
    assert_eq!(exercises[0]["title"], "Rinse it");
    assert_eq!(exercises[0]["url"], "wash.html#rinse");
    assert_eq!(exercises[1]["url"], "oil-chain.html#rinse");
    let levels: Vec<_> = (plans["diary"]["stops"].as_array().unwrap().iter())
        .map(|stop| stop["level"].as_str().unwrap())
        .collect();
    assert_eq!(
        levels,
        ["emergency", "same-day", "routine"],
        "highest first"
    );
}
