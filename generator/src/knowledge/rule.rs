//! The rule language: strings such as `fever is yes and age >= 45`, compiled to [`Expr`].
//!
//! Names are looked up while reading, so that a complaint can point at the very word. What it does
//! not do: judge whether a rule makes sense; see [`super::reach`] and [`super::red_flags`].

use std::ops::Range;
use std::sync::Arc;

use checker_engine::knowledge::{Expr, Kind, Question, QuestionIx};
use checker_engine::{Mask, UNSURE};
use serde_spanned::Spanned;

use self::token::{Token, tokens};
use super::names::{Names, unknown};
use super::questions::{Questions, no_such_answer, position};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::suggest;
use crate::toml_source::span_within;

pub(crate) mod text;
mod token;

#[cfg(test)]
mod tests;

/// A rule that could be read.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// What the reasoning evaluates.
    pub(super) expr: Expr,
    /// Every test in it, in the order written.
    pub(super) tests: Vec<Test>,
}

impl Default for Rule {
    /// The rule that never holds.
    fn default() -> Self {
        Self {
            expr: Expr::Any(Vec::new()),
            tests: Vec::new(),
        }
    }
}

/// One test of a rule.
#[derive(Clone, Debug)]
pub(super) struct Test {
    /// The question tested.
    pub(super) question: QuestionIx,
    /// The answers tested for.
    pub(super) answers: Mask,
    /// Whether the rule as a whole gains by the test being false.
    pub(super) negated: bool,
    /// Where it stands; of a named rule, where the name stands.
    pub(super) span: Span,
}

/// What a rule can speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Every question.
    pub(super) questions: &'a Questions,
    /// The rules that have a name.
    pub(super) rules: &'a Names<Rule>,
}

impl Scope<'_> {
    /// Reads a rule, complaining of every name that stands for nothing and of the first mistake
    /// in how it is written.
    pub(super) fn parse(
        self,
        file: &Arc<SourceFile>,
        text: &Spanned<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Rule> {
        let before = out.len();
        let mut parser = Parser {
            scope: self,
            file,
            text,
            tokens: tokens(text.get_ref()),
            next: 0,
            negated: false,
            depth: 0,
            tests: Vec::new(),
            out,
        };
        let expr = parser.whole();
        let tests = parser.tests;
        match expr {
            Ok(expr) if out.len() == before => Some(Rule { expr, tests }),
            _ => None,
        }
    }
}

/// Reading has to stop; why has been told.
struct Stopped;

type Parsed<T = Expr> = Result<T, Stopped>;

/// More than anybody can read, and few enough for any stack.
const DEEPEST: usize = 32;

struct Parser<'a> {
    scope: Scope<'a>,
    file: &'a Arc<SourceFile>,
    text: &'a Spanned<String>,
    tokens: Vec<(Token<'a>, Range<usize>)>,
    next: usize,
    negated: bool,
    depth: usize,
    tests: Vec<Test>,
    out: &'a mut Vec<Diagnostic>,
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Parsed {
        let rule = self.rule()?;
        match self.peek() {
            Token::End => Ok(rule),
            _ => self.expected("`and`, `or` or the end of the rule"),
        }
    }

    fn rule(&mut self) -> Parsed {
        let mut terms = vec![self.term()?];
        while self.eat(Token::Word("or")) {
            terms.push(self.term()?);
        }
        Ok(only_or(terms, Expr::Any))
    }

    fn term(&mut self) -> Parsed {
        let mut factors = vec![self.factor()?];
        while self.eat(Token::Word("and")) {
            factors.push(self.factor()?);
        }
        Ok(only_or(factors, Expr::All))
    }

    fn factor(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.complain("the rule is nested too deeply", "one level too many", None);
        }
        let factor = match self.peek() {
            Token::Word("not") => {
                self.next += 1;
                self.negated = !self.negated;
                let negative = self.factor();
                self.negated = !self.negated;
                Expr::Not(Box::new(negative?))
            }
            Token::Open => {
                self.next += 1;
                let inner = self.rule()?;
                self.need(Token::Close, "`)`")?;
                inner
            }
            Token::Word("at") => self.at_least()?,
            _ => self.test()?,
        };
        self.depth -= 1;
        Ok(factor)
    }

    fn at_least(&mut self) -> Parsed {
        self.need(Token::Word("at"), "`at least`")?;
        self.need(Token::Word("least"), "`least`")?;
        let counted = self.place();
        let count = match self.peek() {
            Token::Word(word) => word.parse::<u8>().ok().filter(|count| *count > 0),
            _ => None,
        };
        let Some(count) = count else {
            return self.expected("how many, as a number");
        };
        self.next += 1;
        self.need(Token::Word("of"), "`of`")?;
        self.need(Token::Open, "`(`")?;
        let mut rules = vec![self.rule()?];
        while self.eat(Token::Comma) {
            rules.push(self.rule()?);
        }
        self.need(Token::Close, "`,` or `)`")?;
        if usize::from(count) > rules.len() {
            self.out.push(
                Diagnostic::at(
                    code::BAD_RULE,
                    span_within(self.file, self.text, counted),
                    format!("at least {count} of {} can never hold", rules.len()),
                )
                .label("more than there are"),
            );
        }
        Ok(Expr::AtLeast(count, rules))
    }

    fn test(&mut self) -> Parsed {
        let start = self.place();
        let Token::Word(name) = self.peek() else {
            return self.expected("a question, `not`, `(` or `at least`");
        };
        self.next += 1;
        match self.peek() {
            Token::Word("is") => self.choice(name, start),
            Token::Less | Token::NotLess => self.number(name, start),
            _ => self.named(name, start),
        }
    }

    /// `question is answer/answer`, from `is` on.
    fn choice(&mut self, name: &str, start: Range<usize>) -> Parsed {
        self.next += 1;
        let not = self.eat(Token::Word("not"));
        let question = self.question(name, &start);
        let mut answers = 0;
        loop {
            let place = self.place();
            let Token::Word(answer) = self.peek() else {
                return self.expected("an answer");
            };
            self.next += 1;
            if let Some((_, question)) = question {
                let span = span_within(self.file, self.text, place);
                answers |= answer_mask(question, answer).unwrap_or_else(|| {
                    no_such_answer(question, answer, span, self.out);
                    0
                });
            }
            if !self.eat(Token::Slash) {
                break;
            }
        }
        let test = self.tested(question, answers, not, start);
        Ok(if not { Expr::Not(Box::new(test)) } else { test })
    }

    /// `question < number` or `question >= number`, from the sign on.
    fn number(&mut self, name: &str, start: Range<usize>) -> Parsed {
        let below = self.peek() == Token::Less;
        self.next += 1;
        let place = self.place();
        let number = match self.peek() {
            Token::Word(word) => word.parse::<i32>().ok(),
            _ => None,
        };
        let Some(number) = number else {
            return self.expected("a whole number");
        };
        self.next += 1;
        let question = self.question(name, &start);
        let answers = question.and_then(|(_, question)| self.bands(question, below, number, place));
        Ok(self.tested(question, answers.unwrap_or(0), false, start))
    }

    /// The name of a rule.
    fn named(&mut self, name: &str, start: Range<usize>) -> Parsed {
        if let Some(rule) = self.scope.rules.get(name) {
            let span = span_within(self.file, self.text, start);
            self.tests.extend(rule.tests.iter().map(|test| Test {
                negated: test.negated != self.negated,
                span: span.clone(),
                ..test.clone()
            }));
            return Ok(rule.expr.clone());
        }
        if self.scope.questions.find(name).is_some() {
            return self.expected("`is`, `<` or `>=` after a question");
        }
        let known = self.scope.questions.ids().chain(self.scope.rules.ids());
        let span = span_within(self.file, self.text, start);
        self.out
            .push(unknown("question or rule", name, span, known));
        Ok(Expr::Any(Vec::new()))
    }

    /// Records a test, and makes its expression.
    fn tested(
        &mut self,
        question: Option<(QuestionIx, &Question)>,
        answers: Mask,
        not: bool,
        start: Range<usize>,
    ) -> Expr {
        let Some((question, _)) = question else {
            return Expr::Any(Vec::new());
        };
        let end = self.tokens[self.next - 1].1.end;
        self.tests.push(Test {
            question,
            answers,
            negated: self.negated != not,
            span: span_within(self.file, self.text, start.start..end),
        });
        Expr::Is(question, answers)
    }

    fn question(&mut self, name: &str, at: &Range<usize>) -> Option<(QuestionIx, &'a Question)> {
        let found = self.scope.questions.find(name);
        if found.is_none() {
            let span = span_within(self.file, self.text, at.clone());
            let known = self.scope.questions.ids();
            self.out.push(unknown("question", name, span, known));
        }
        found
    }

    /// The bands of a number below a cut, or from it on.
    fn bands(
        &mut self,
        question: &Question,
        below: bool,
        number: i32,
        at: Range<usize>,
    ) -> Option<Mask> {
        let span = span_within(self.file, self.text, at);
        let Kind::Number { cuts, .. } = &question.kind else {
            self.out.push(
                Diagnostic::at(
                    code::BAD_RULE,
                    span,
                    format!("`{}` is not a number", question.id),
                )
                .label("expected a question of kind `number` before it")
                .help("test its answers with `is`"),
            );
            return None;
        };
        let Some(cut) = cuts.iter().position(|cut| *cut == number) else {
            if cuts.is_empty() {
                return None;
            }
            let known: Vec<String> = cuts.iter().map(ToString::to_string).collect();
            self.out.push(
                Diagnostic::at(
                    code::BAD_RULE,
                    span,
                    format!("{number} is not a cut of `{}`", question.id),
                )
                .label(format!("expected one of {}", known.join(", ")))
                .help("add the number to the question's `cuts`"),
            );
            return None;
        };
        let bands = question.options.len();
        let lower = (1 << (cut + 1)) - 1;
        Some(if below {
            lower
        } else {
            ((1 << bands) - 1) & !lower
        })
    }

    fn peek(&self) -> Token<'a> {
        self.tokens[self.next].0
    }

    fn place(&self) -> Range<usize> {
        self.tokens[self.next].1.clone()
    }

    fn eat(&mut self, token: Token) -> bool {
        let found = self.peek() == token;
        self.next += usize::from(found);
        found
    }

    fn need(&mut self, token: Token, what: &str) -> Parsed<()> {
        if self.eat(token) {
            Ok(())
        } else {
            self.expected(what)
        }
    }

    fn expected<T>(&mut self, what: &str) -> Parsed<T> {
        let found = match self.peek() {
            Token::End => String::from("the rule ends too early"),
            _ => format!("found `{}`", &self.text.get_ref()[self.place()]),
        };
        let help = match self.peek() {
            Token::Word(word) => {
                suggest::nearest(word, ["and", "or", "is", "not", "at", "least", "of"])
                    .filter(|meant| *meant != word)
                    .map(|meant| format!("did you mean `{meant}`?"))
            }
            Token::Other => Some(String::from("write `<`, `>=` or `is`")),
            _ => None,
        };
        self.complain(&found, &format!("expected {what}"), help)
    }

    fn complain<T>(&mut self, message: &str, label: &str, help: Option<String>) -> Parsed<T> {
        let span = span_within(self.file, self.text, self.place());
        let mut diagnostic = Diagnostic::at(code::BAD_RULE, span, message).label(label);
        diagnostic.help = help;
        self.out.push(diagnostic);
        Err(Stopped)
    }
}

/// The answers that an id names in a rule, "not sure" among them.
fn answer_mask(question: &Question, answer: &str) -> Option<Mask> {
    if answer == "unsure" {
        return Some(UNSURE);
    }
    position(question, answer).map(|index| 1 << index)
}

/// The only one of several, or all of them together.
fn only_or(mut rules: Vec<Expr>, together: fn(Vec<Expr>) -> Expr) -> Expr {
    match rules.len() {
        1 => rules.remove(0),
        _ => together(rules),
    }
}
