//! Each property that is proved of a knowledge, broken on purpose: what is said, where, and by which
//! answers; as `proofs.txt` lists it, in the form of `mistakes.txt`. And what a list cannot say.

use checker_engine::answers::Findings;
use checker_engine::{Answers, Knowledge, UNSURE, order};
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

#[test]
fn no_way_through_the_questions_is_longer_than_was_proved() {
    let compiled = Project::new().compile().0.expect("nothing is wrong");
    let knowledge = &compiled.knowledge;
    let longest = (0..500_u32).map(|seed| steps_asked(knowledge, seed)).max();
    assert_eq!(longest, Some(compiled.proof.steps));
}

/// How many steps are asked of a reader who answers all in a way that looks random.
fn steps_asked(knowledge: &Knowledge, mut seed: u32) -> usize {
    let mut answers = Answers::none(knowledge.questions.len());
    let mut asked = Vec::new();
    // What is not worth asking is asked too, as of a reader who wants to tell more.
    while let Some(step) = order::next(knowledge, &answers, &asked)
        .or_else(|| order::rest(knowledge, &answers, &asked).first().copied())
    {
        asked.push(step);
        for item in order::items(knowledge, &Findings::new(knowledge, &answers), step) {
            seed = seed.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let question = &knowledge.questions[usize::from(item)];
            let options = u32::try_from(question.options.len()).expect("at most 31");
            let answer = match (seed >> 16) % (options + 1) {
                last if last == options => UNSURE,
                option => 1 << option,
            };
            answers.set(item, answer);
        }
    }
    asked.len()
}
