//! A set of answers as a line that a person can read: `age=41 where=front,side sleep=unsure`.
//!
//! Each is a question's id with the ids of its answers, a number, or `unsure`.

use checker_engine::knowledge::{Knowledge, Question};
use checker_engine::{Answers, Mask, UNSURE};

const NOT_SURE: &str = "unsure";

/// Writes answers; questions without one are left out.
pub fn write(knowledge: &Knowledge, answers: &Answers) -> String {
    let answered = knowledge
        .questions
        .iter()
        .zip(answers.iter())
        .filter(|(_, answer)| *answer != 0);
    let words = answered.map(|(question, answer)| {
        let id = &question.id;
        format!("{id}={}", names(question, answer).join(","))
    });
    words.collect::<Vec<_>>().join(" ")
}

fn names(question: &Question, answer: Mask) -> Vec<&str> {
    let options = question.options.iter().zip(0..);
    let chosen = options.filter(|(_, bit)| answer & (1 << bit) != 0);
    let unsure = (answer & UNSURE != 0).then_some(NOT_SURE);
    chosen
        .map(|(option, _)| option.id.as_str())
        .chain(unsure)
        .collect()
}

/// Reads answers; says what it does not know.
pub fn read(knowledge: &Knowledge, line: &str) -> Result<Answers, String> {
    let mut answers = Answers::none(knowledge.questions.len());
    for word in line.split_whitespace() {
        let (id, said) = word.split_once('=').ok_or(format!("no answer: {word}"))?;
        let mut questions = knowledge.indexed_questions();
        let (index, question) = questions
            .find(|(_, question)| question.id == id)
            .ok_or(format!("no such question: {word}"))?;
        let mut mask = 0;
        for name in said.split(',') {
            mask |= answer(question, name).ok_or(format!("no such answer: {word}"))?;
        }
        answers.set(index, mask);
    }
    Ok(answers)
}

fn answer(question: &Question, name: &str) -> Option<Mask> {
    if name == NOT_SURE {
        return Some(UNSURE);
    }
    let option = question.options.iter().position(|option| option.id == name);
    match option {
        Some(bit) => Some(1 << bit.min(30)),
        None => question.band(name.parse().ok()?),
    }
}
