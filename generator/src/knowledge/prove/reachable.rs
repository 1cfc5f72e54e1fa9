//! Everything that a knowledge has comes up for some answers.

use checker_engine::answers::Findings;
use checker_engine::expr;
use checker_engine::knowledge::{Cause, Level, Millibans, QuestionIx, TreatmentIx, Weight};
use checker_engine::safety::What;
use checker_engine::weigh::{weigh, worst_odds};
use checker_engine::{Answers, Knowledge, Mask, UNSURE, assess};
use std::collections::BTreeMap;

use super::Prover;
use super::answers::Told;
use super::circuit::Fact;
use super::search::Found;
use super::situation::{Situation, cause_depends, depends, ground_depends};
use crate::diagnostic::{Diagnostic, code};
use crate::knowledge::levels;

/// Complains of every cause, level, treatment and question that no answers bring up.
pub(super) fn check(prover: &mut Prover) {
    let knowledge = prover.knowledge;
    for (index, _) in knowledge.indexed_causes() {
        check_cause(prover, usize::from(index));
    }
    for level in Level::ALL {
        check_level(prover, level);
    }
    let mut seen = vec![false; knowledge.treatments.len()];
    for (index, _) in (0..).zip(&knowledge.treatments) {
        check_treatment(prover, index, &mut seen);
    }
    for (index, _) in knowledge.indexed_questions() {
        check_question(prover, index);
    }
}

fn check_cause(prover: &mut Prover, index: usize) {
    let (knowledge, placed) = (prover.knowledge, &prover.places.causes[index]);
    let cause = &knowledge.causes[index];
    if cause.findings.is_empty() {
        return;
    }
    let danger = prover
        .grounds
        .iter()
        .find(|(ground, _)| matches!(ground.what, What::Danger(of) if usize::from(of) == index));
    let danger = danger.map(|(_, there)| *there);
    let comes_up = danger.into_iter().chain([prover.possible[index]]);
    let comes_up: Vec<Fact> = comes_up.collect();
    let comes_up = prover.circuit.any(comes_up);
    match prover.find_such(&[comes_up], |answers| is_up(knowledge, cause, answers)) {
        Found::Answers(..) => {}
        Found::GivenUp => {
            let claim = format!("whether the cause `{}` can be listed", cause.id);
            let complaint = prover.undecided(placed.header.clone(), &claim);
            prover.out.push(complaint);
        }
        Found::None => {
            let highest = highest_odds(cause);
            let needed = knowledge.bands.possible;
            let label = if highest < needed {
                format!(
                    "with every answer for it, its odds are {}; it is listed from {}",
                    odds(highest),
                    odds(needed)
                )
            } else {
                String::from("no answers that can be given together speak for it enough")
            };
            let message = format!("the cause `{}` can never be listed", cause.id);
            prover.out.push(
                Diagnostic::at(code::UNREACHABLE, placed.header.clone(), message)
                    .label(label)
                    .help("add findings that speak for it, or give it a higher prior"),
            );
        }
    }
}

/// Whether a cause is at least possible, or a danger.
fn is_up(knowledge: &Knowledge, cause: &Cause, answers: &Answers) -> bool {
    let findings = Findings::new(knowledge, answers);
    let is_possible =
        weigh(cause, &findings).is_some_and(|score| score.odds >= knowledge.bands.possible);
    let is_danger = cause
        .danger
        .as_ref()
        .is_some_and(|danger| worst_odds(knowledge, cause, &findings) >= Some(danger.from));
    is_possible || is_danger
}

fn check_level(prover: &mut Prover, level: Level) {
    let knowledge = prover.knowledge;
    let place = prover.places.reasoning.level_places[level as usize].clone();
    let exactly = prover.levels.exactly(level, &mut prover.circuit);
    let id = levels::id(level);
    match prover.find_such(&[exactly], |answers| {
        assess(knowledge, answers).level == level
    }) {
        Found::Answers(..) => {}
        Found::GivenUp => {
            let complaint = prover.undecided(place, &format!("whether the level can be `{id}`"));
            prover.out.push(complaint);
        }
        Found::None => prover.out.push(
            Diagnostic::at(
                code::UNREACHABLE,
                place,
                format!("the level is never `{id}`"),
            )
            .label("nothing sets it, or a higher one always applies with it")
            .help("add a red flag of this level, or a cause with such a danger"),
        ),
    }
}

/// `seen` are the treatments that some answers tried before were found to bring up.
fn check_treatment(prover: &mut Prover, index: TreatmentIx, seen: &mut [bool]) {
    if seen[usize::from(index)] {
        return;
    }
    let knowledge = prover.knowledge;
    let placed = &prover.places.treatments[usize::from(index)];
    let treatment = &placed.treatment;
    let message = format!("the treatment `{}` can never be offered", treatment.id);
    let is_named = knowledge
        .causes
        .iter()
        .any(|cause| cause.treatments.contains(&index));
    if !is_named && treatment.offer.is_none() {
        prover.out.push(
            Diagnostic::at(code::UNREACHABLE, placed.header.clone(), message)
                .label("no cause names it, and it has no `offer`")
                .help(
                    "name it in the `treatments` of a cause, or add `offer = \"always\"` or a rule",
                ),
        );
        return;
    }
    let found = find_offered(prover, index, &[], |answers, _| {
        let offered = offered_with(knowledge, answers);
        for treatment in &offered {
            seen[usize::from(*treatment)] = true;
        }
        offered.contains(&index)
    });
    match found {
        Found::Answers(..) => {}
        Found::None => prover.out.push(
            Diagnostic::at(code::UNREACHABLE, placed.header.clone(), message)
                .label("whenever it would be, it is forbidden or the level is too high")
                .help("forbid less, or name it in a cause that is not urgent"),
        ),
        Found::GivenUp => {
            let claim = format!("whether `{}` is ever offered", treatment.id);
            let complaint = prover.undecided(placed.header.clone(), &claim);
            prover.out.push(complaint);
        }
    }
}

/// Looks for answers, now and in time, with which a treatment is offered and more facts hold, and
/// which the engine, too, finds to be such.
pub(super) fn find_offered(
    prover: &mut Prover,
    index: TreatmentIx,
    more: &[Fact],
    mut is_such: impl FnMut(&Answers, &Answers) -> bool,
) -> Found {
    let context = (&prover.levels, &*prover.possible);
    let offered = prover
        .now
        .may_be_offered(prover.knowledge, index, context, &mut prover.circuit);
    let wanted = [&[offered], more].concat();
    let mut is_found =
        |found: &Found| matches!(found, Found::Answers(now, later) if is_such(now, later));
    let found = prover.find(&wanted);
    if found == Found::None || is_found(&found) {
        return found;
    }
    // More causes may be possible than are listed, the one among them that names the treatment.
    for alone in alone(prover, index) {
        let found = prover.find(&[&*wanted, &*alone].concat());
        if is_found(&found) {
            return found;
        }
    }
    Found::GivenUp
}

/// For each cause that names a treatment, that it is possible and no other cause beside it, so that
/// it is surely listed.
fn alone(prover: &Prover, index: TreatmentIx) -> Vec<Vec<Fact>> {
    let causes = prover.knowledge.causes.iter().enumerate();
    let names = causes.filter(|(_, cause)| cause.treatments.contains(&index));
    let only = |cause: usize| {
        let possible = prover.possible.iter().enumerate();
        possible
            .map(|(at, possible)| if at == cause { *possible } else { !*possible })
            .collect()
    };
    names.map(|(cause, _)| only(cause)).collect()
}

/// Advised, or named for a talk.
pub(super) fn offered_with(knowledge: &Knowledge, answers: &Answers) -> Vec<TreatmentIx> {
    let advice = assess(knowledge, answers).advice;
    let advised = advice.offered.into_iter().flatten();
    advised.chain(advice.discuss).collect()
}

fn check_question(prover: &mut Prover, index: QuestionIx) {
    let knowledge = prover.knowledge;
    let question = &knowledge.questions[usize::from(index)];
    let options = (0..question.options.len()).map(|option| 1 << option);
    let mut is_open = false;
    for answer in options.chain([UNSURE]) {
        match changes_something(prover, index, answer) {
            Found::Answers(..) => return,
            Found::GivenUp => is_open = true,
            Found::None => {}
        }
    }
    let place = prover.question_place(index);
    if is_open {
        let claim = format!("whether the answers to `{}` change anything", question.id);
        let complaint = prover.undecided(place, &claim);
        prover.out.push(complaint);
    } else {
        let message = format!("the answers to `{}` change nothing", question.id);
        prover.out.push(
            Diagnostic::at(code::UNUSED, place, message)
                .label("no finding and no rule uses this question so that it matters")
                .help("use it, or do not ask it"),
        );
    }
}

/// Looks for answers to the other questions with which this one answer gives another result than none.
fn changes_something(prover: &mut Prover, index: QuestionIx, answer: Mask) -> Found {
    let knowledge = prover.knowledge;
    let at = usize::from(index);
    let mut told = prover.told.clone();
    let mut situation = |answer: Mask| {
        told[at] = Told::exactly(knowledge.questions[at].options.len(), answer);
        Situation::new(knowledge, &told, &mut prover.circuit)
    };
    let (with, without) = (situation(answer), situation(0));
    let matters = |answers: &Answers| {
        let mut answers = answers.clone();
        answers.set(index, answer);
        let with = assess(knowledge, &answers);
        answers.set(index, 0);
        with != assess(knowledge, &answers)
    };
    let mut is_open = false;
    let mut tries = |prover: &mut Prover, facts: &[Fact]| {
        let found = prover.find_such(facts, matters);
        is_open |= found == Found::GivenUp;
        matches!(found, Found::Answers(..)).then_some(found)
    };
    // A cause that is listed either way is listed with other reasons.
    for cause in &knowledge.causes {
        let weighs = |finding: &Weight| finding.question == index && finding.answers & answer != 0;
        if cause.findings.iter().any(weighs) {
            let listed = with.is_possible(knowledge, cause, &mut prover.circuit);
            if let Some(found) = tries(prover, &[listed]) {
                return found;
            }
        }
    }
    for (ground, _) in prover.grounds.clone() {
        if ground_depends(knowledge, ground.what).contains(&index) {
            let what = ground.what;
            let rises = with.ground_falls(&without, knowledge, what, &mut prover.circuit);
            let falls = without.ground_falls(&with, knowledge, what, &mut prover.circuit);
            if let Some(found) = tries(prover, &[rises]).or_else(|| tries(prover, &[falls])) {
                return found;
            }
        }
    }
    for (of, cause) in knowledge.indexed_causes() {
        if cause_depends(knowledge, of).contains(&index) {
            let rises = with.possible_falls(&without, knowledge, cause, &mut prover.circuit);
            let falls = without.possible_falls(&with, knowledge, cause, &mut prover.circuit);
            if let Some(found) = tries(prover, &[rises]).or_else(|| tries(prover, &[falls])) {
                return found;
            }
        }
    }
    for (of, treatment) in (0..).zip(&knowledge.treatments) {
        let rules = [&treatment.offer, &treatment.forbid].into_iter().flatten();
        if depends(knowledge, rules.flat_map(expr::questions)).contains(&index) {
            let context = (&prover.levels, &*prover.possible);
            let a = with.may_be_offered(knowledge, of, context, &mut prover.circuit);
            let b = without.may_be_offered(knowledge, of, context, &mut prover.circuit);
            if let Some(found) = tries(prover, &[a, !b]).or_else(|| tries(prover, &[b, !a])) {
                return found;
            }
        }
    }
    if is_open { Found::GivenUp } else { Found::None }
}

/// A bound that the log odds of a cause never exceed: of each question, and of each group, the
/// strongest finding for it.
fn highest_odds(cause: &Cause) -> Millibans {
    let mut strongest: BTreeMap<_, Millibans> = BTreeMap::new();
    for finding in &cause.findings {
        let together = match finding.group {
            0 => (Some(finding.question), 0),
            group => (None, group),
        };
        let weight = strongest.entry(together).or_default();
        *weight = (*weight).max(finding.weight);
    }
    cause.prior + strongest.into_values().sum::<Millibans>()
}

/// Log odds for a message, as odds of whole numbers near enough to compare.
fn odds(log_odds: Millibans) -> String {
    let ratio = 10_f64.powf(f64::from(log_odds.abs()) / 1000.0);
    if log_odds < 0 {
        format!("1:{ratio:.1}")
    } else {
        format!("{ratio:.1}:1")
    }
}
