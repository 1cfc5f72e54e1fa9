//! Rules over answers: whether one holds, what it asks about, and why it holds.

use alloc::vec::Vec;

use crate::answers::Answers;
use crate::knowledge::{Expr, QuestionIx};

#[cfg(test)]
mod tests;

/// Deeper rules are refused when a knowledge is checked or decoded: they would need an unbounded
/// stack, and nobody could read them.
pub const DEEPEST: usize = 255;

impl Expr {
    /// Whether the rule holds. An answer that is not there makes [`Expr::Is`] false.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Is(question, mask) => answers.get(*question) & mask != 0,
            Self::All(rules) => rules.iter().all(|rule| rule.holds(answers)),
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(answers)),
            Self::AtLeast(least, rules) => {
                rules.iter().filter(|rule| rule.holds(answers)).count() >= usize::from(*least)
            }
            Self::Not(rule) => !rule.holds(answers),
        }
    }

    /// Whether the rule asks about a question.
    pub fn mentions(&self, question: QuestionIx) -> bool {
        match self {
            Self::Is(asked, _) => *asked == question,
            Self::Not(rule) => rule.mentions(question),
            _ => self.parts().iter().any(|rule| rule.mentions(question)),
        }
    }

    /// The questions whose answers make the rule what it is now, each once, in the rule's order.
    pub fn grounds(&self, answers: &Answers) -> Vec<QuestionIx> {
        let mut grounds = Vec::new();
        self.add_grounds(answers, &mut grounds);
        grounds
    }

    fn add_grounds(&self, answers: &Answers, grounds: &mut Vec<QuestionIx>) {
        match self {
            Self::Is(question, _) => {
                if !grounds.contains(question) {
                    grounds.push(*question);
                }
            }
            Self::Not(rule) => rule.add_grounds(answers, grounds),
            _ => {
                let outcome = self.holds(answers);
                for rule in self.parts() {
                    if rule.holds(answers) == outcome {
                        rule.add_grounds(answers, grounds);
                    }
                }
            }
        }
    }

    /// The rules that this one joins.
    pub(crate) fn parts(&self) -> &[Self] {
        match self {
            Self::All(rules) | Self::Any(rules) | Self::AtLeast(_, rules) => rules,
            Self::Not(rule) => core::slice::from_ref(rule),
            Self::Is(..) => &[],
        }
    }
}

/// The questions that a rule asks about, each once, in the rule's order.
pub fn questions(rule: &Expr) -> Vec<QuestionIx> {
    fn visit(rule: &Expr, found: &mut Vec<QuestionIx>) {
        if let Expr::Is(question, _) = rule
            && !found.contains(question)
        {
            found.push(*question);
        }
        for part in rule.parts() {
            visit(part, found);
        }
    }
    let mut found = Vec::new();
    visit(rule, &mut found);
    found
}
