//! What no reader could ever see: rules that cannot hold, causes that cannot be listed, treatments
//! that cannot be offered, questions that bear on nothing.

use std::collections::{BTreeMap, BTreeSet};

use checker_engine::knowledge::{Cause, Millibans, TreatmentIx};

use super::causes::PlacedCause;
use super::questions::Questions;
use super::reasoning::Reasoning;
use super::red_flags::PlacedFlag;
use super::treatments::PlacedTreatment;
use crate::diagnostic::{Diagnostic, Span, code};

mod possible;

use possible::is_possible;

/// What was compiled, with where it stands.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) questions: &'a Questions,
    pub(super) reasoning: &'a Reasoning,
    pub(super) flags: &'a [PlacedFlag],
    pub(super) causes: &'a [PlacedCause],
    pub(super) treatments: &'a [PlacedTreatment],
}

/// Complains of everything that nothing can bring about.
pub(super) fn check(parts: Parts, out: &mut Vec<Diagnostic>) {
    let list = &parts.questions.list;
    for (index, question) in (0..).zip(list) {
        if let Some(applies) = &question.applies
            && !is_possible(applies, list)
            && let Some(place) = parts.questions.place(index)
        {
            out.push(never(
                place,
                format!("the question `{}` is never asked", question.id),
            ));
        }
    }
    for placed in parts.flags {
        if !is_possible(&placed.flag.when, list) {
            out.push(never(
                &placed.when,
                format!("the red flag `{}` can never apply", placed.flag.id),
            ));
        }
    }
    for placed in parts.causes {
        check_cause(placed, parts, out);
    }
    for (index, placed) in (0..).zip(parts.treatments) {
        check_treatment(index, placed, parts, out);
    }
    check_use(parts, out);
}

fn check_cause(placed: &PlacedCause, parts: Parts, out: &mut Vec<Diagnostic>) {
    let cause = &placed.cause;
    let list = &parts.questions.list;
    if let (Some(applies), Some(place)) = (&cause.applies, &placed.applies)
        && !is_possible(applies, list)
    {
        out.push(never(
            place,
            format!("the cause `{}` is never considered", cause.id),
        ));
    }
    let highest = highest_odds(cause);
    let needed = parts.reasoning.bands.possible;
    let raises = cause
        .danger
        .as_ref()
        .is_some_and(|danger| highest >= danger.from);
    if highest < needed && !raises && !cause.findings.is_empty() {
        let message = format!("the cause `{}` can never be listed", cause.id);
        out.push(
            Diagnostic::at(code::UNREACHABLE, placed.header.clone(), message)
                .label(format!(
                    "with every answer for it, its odds are {}; it is listed from {}",
                    odds(highest),
                    odds(needed)
                ))
                .help("add findings that speak for it, or give it a higher prior"),
        );
    }
}

fn check_treatment(
    index: TreatmentIx,
    placed: &PlacedTreatment,
    parts: Parts,
    out: &mut Vec<Diagnostic>,
) {
    let treatment = &placed.treatment;
    if let (Some(offer), Some(place)) = (&treatment.offer, &placed.offer)
        && !is_possible(offer, &parts.questions.list)
    {
        out.push(never(
            place,
            format!("`{}` is never offered by this rule", treatment.id),
        ));
    }
    let named = parts
        .causes
        .iter()
        .any(|placed| placed.cause.treatments.contains(&index));
    if !named && treatment.offer.is_none() {
        let message = format!("the treatment `{}` can never be offered", treatment.id);
        out.push(
            Diagnostic::at(code::UNREACHABLE, placed.header.clone(), message)
                .label("no cause names it, and it has no `offer`")
                .help(
                    "name it in the `treatments` of a cause, or add `offer = \"always\"` or a rule",
                ),
        );
    }
}

/// Warns of questions whose answers change nothing.
fn check_use(parts: Parts, out: &mut Vec<Diagnostic>) {
    let mut used = BTreeSet::new();
    let questions = parts
        .questions
        .list
        .iter()
        .map(|question| &question.applies);
    let causes = parts.causes.iter().map(|placed| &placed.cause.applies);
    let treatments = parts.treatments.iter().map(|placed| &placed.treatment);
    let advice = treatments.flat_map(|treatment| [&treatment.offer, &treatment.forbid]);
    for rule in questions.chain(causes).chain(advice).flatten() {
        possible::tested(rule, &mut |question, _| {
            used.insert(question);
        });
    }
    for placed in parts.flags {
        used.extend(placed.rule.tests.iter().map(|test| test.question));
    }
    for placed in parts.causes {
        used.extend(placed.cause.findings.iter().map(|finding| finding.question));
    }
    for (index, question) in (0..).zip(&parts.questions.list) {
        if !used.contains(&index)
            && question.unsure.is_none()
            && let Some(place) = parts.questions.place(index)
        {
            let message = format!("the answers to `{}` change nothing", question.id);
            out.push(
                Diagnostic::at(code::UNUSED, place.clone(), message)
                    .label("no finding and no rule uses this question")
                    .help("use it, or do not ask it")
                    .warning(),
            );
        }
    }
}

fn never(place: &Span, message: String) -> Diagnostic {
    Diagnostic::at(code::UNREACHABLE, place.clone(), message).label("no answers make this hold")
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
