//! A compiled rule as text, as it stands in content files.

use checker_engine::UNSURE;
use checker_engine::knowledge::{Expr, Question};

/// The rule in the words of content files. Names of other rules are lost: it says what they say.
pub(crate) fn text(rule: &Expr, questions: &[Question]) -> String {
    match rule {
        Expr::Is(index, answers) => {
            let Some(question) = questions.get(usize::from(*index)) else {
                return String::new();
            };
            format!(
                "{} is {}",
                question.id,
                answer_ids(question, *answers).join("/")
            )
        }
        Expr::Not(rule) => format!("not {}", inner(rule, questions)),
        Expr::All(rules) if rules.is_empty() => "always".into(),
        Expr::All(rules) => join(rules, " and ", questions),
        Expr::Any(rules) => join(rules, " or ", questions),
        Expr::AtLeast(least, rules) => {
            let rules: Vec<String> = rules.iter().map(|rule| text(rule, questions)).collect();
            format!("at least {least} of ({})", rules.join(", "))
        }
    }
}

/// The ids of the answers in a mask, `unsure` last.
pub(crate) fn answer_ids(question: &Question, answers: u32) -> Vec<&str> {
    let options = question.options.iter().enumerate();
    let chosen = options.filter(|(bit, _)| answers & (1 << bit) != 0);
    let unsure = (answers & UNSURE != 0).then_some("unsure");
    chosen
        .map(|(_, option)| option.id.as_str())
        .chain(unsure)
        .collect()
}

fn join(rules: &[Expr], with: &str, questions: &[Question]) -> String {
    let parts: Vec<String> = rules.iter().map(|rule| inner(rule, questions)).collect();
    parts.join(with)
}

fn inner(rule: &Expr, questions: &[Question]) -> String {
    match rule {
        Expr::All(rules) | Expr::Any(rules) if rules.len() > 1 => {
            format!("({})", text(rule, questions))
        }
        _ => text(rule, questions),
    }
}
