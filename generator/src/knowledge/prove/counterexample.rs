//! Answers by which a claim shows itself to be wrong: the fewest, in words.

use checker_engine::knowledge::{Question, QuestionIx};
use checker_engine::{Answers, Knowledge, Mask, UNSURE};

/// Leaves out of some answers whatever can go without making them fail to show it.
///
/// Of what comes back, nothing more can be left out: no question's answer, and no part of one.
pub(super) fn fewest(mut answers: Answers, shows: impl Fn(&Answers) -> bool) -> Answers {
    loop {
        let Some(fewer) = fewer(&answers).find(|fewer| shows(fewer)) else {
            return answers;
        };
        answers = fewer;
    }
}

/// The same answers with one left out: all of a question's, or one of several.
fn fewer(answers: &Answers) -> impl Iterator<Item = Answers> {
    let all: Vec<(QuestionIx, Mask)> = (0..).zip(answers.iter()).collect();
    all.into_iter().flat_map(move |(question, mask)| {
        let parts = (0..32).map(move |bit| mask & !(1 << bit));
        let less = std::iter::once(0).chain(parts);
        less.filter(move |less| *less != mask).map(move |less| {
            let mut fewer = answers.clone();
            fewer.set(question, less);
            fewer
        })
    })
}

/// Some answers, a line each, under a heading.
pub(super) fn list(heading: &str, knowledge: &Knowledge, answers: &Answers) -> String {
    let lines: Vec<String> = knowledge
        .indexed_questions()
        .filter(|(index, _)| answers.answered(*index))
        .map(|(index, question)| format!("  {}", line(question, answers.get(index))))
        .collect();
    if lines.is_empty() {
        return format!("{heading} no answers at all");
    }
    format!("{heading}\n{}", lines.join("\n"))
}

/// `question = answer`.
pub(super) fn line(question: &Question, answer: Mask) -> String {
    let options = (0..31).zip(&question.options);
    let mut ids: Vec<&str> = options
        .filter(|(bit, _)| answer >> bit & 1 == 1)
        .map(|(_, option)| option.id.as_str())
        .collect();
    if answer & UNSURE != 0 {
        ids.push("unsure");
    }
    format!("{} = {}", question.id, ids.join(", "))
}
