//! Each property that is proved of a knowledge, broken on purpose: what is said, where, and by which
//! answers; as `proofs.txt` lists it, in the form of `mistakes.txt`. And what a list cannot say.

use guideway::diagnostic::code;
use guideway::knowledge::compile_within;

use crate::bicycle::Project;
use crate::mistakes::assert_is_told;

#[test]
fn every_broken_property_is_told_with_the_fewest_answers_that_show_it() {
    assert_is_told(include_str!("proofs.txt"));
}

#[test]
fn a_proof_that_takes_too_long_is_an_error_too() {
    let (compiled, diagnostics) = compile_within(&Project::new().input(), 0);
    assert!(compiled.is_none());
    let undecided = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == code::UNDECIDED);
    assert!(undecided.count() > 0, "{diagnostics:#?}");
}

#[test]
fn it_is_known_how_many_steps_a_reader_is_asked_at_most() {
    let compiled = Project::new().compile().0.expect("nothing is wrong");
    // The screen, when it creaks, the chain, the age.
    assert_eq!(compiled.proof.steps, 4);
    assert!(compiled.proof.searches > 50);
}

#[test]
fn a_promise_that_the_rules_keep_is_nothing_to_complain_of() {
    let promise = "[[never]]\ntreatments = [\"oil-chain\", \"wash\"]\nwhen = \"brake-fails is yes\"\n\
                   level = \"same-day\"\nbecause = \"Mend the brake first.\"\n\n[[flag]]\nid = \"brake\"";
    let project = Project::new().with(
        "checker/red-flags.toml",
        "[[flag]]\nid = \"brake\"",
        promise,
    );
    assert_eq!(project.compile().1, []);
}

#[test]
fn an_alarming_answer_may_end_one_red_flag_where_a_higher_one_begins() {
    let project = Project::new().with(
        "checker/red-flags.toml",
        "when = \"brake-fails is yes\"",
        "when = \"brake-fails is yes and not frame-cracked is yes\"",
    );
    assert_eq!(project.compile().1, []);
}
