//! One more alarming answer never lowers the level, nor does "not sure" or no answer in place of the
//! reassuring one.
//!
//! For each such change, only what sets a level and depends on the changed question can come to hold
//! no more. Each of these is tried on its own first, which mostly settles it; only what can indeed
//! come to hold no more is held against everything else that may set as high a level.

use std::collections::BTreeSet;

use checker_engine::answers::Findings;
use checker_engine::knowledge::{Kind, Level, Question, QuestionIx};
use checker_engine::safety::{self, Ground, What};
use checker_engine::{Answers, Knowledge, Mask, UNSURE};

use super::Prover;
use super::answers::Told;
use super::circuit::{Circuit, NEVER};
use super::counterexample::{fewest, line, list};
use super::search::Found;
use super::situation::{Levels, Situation, ground_depends};
use crate::diagnostic::{Diagnostic, Span, code};
use crate::knowledge::levels;
use crate::knowledge::rule::Test;

/// A change of one answer that must not lower the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// From the reassuring answer to none.
    Missing,
    /// From the reassuring answer to "not sure".
    Unsure,
    /// From any answer without it to one with this alarming option; from "not sure" only where there
    /// is no other, for else the answer may rule out what is worse.
    Alarm(Mask),
}

/// Holds every change against everything that sets a level.
pub(super) fn check(prover: &mut Prover) {
    let knowledge = prover.knowledge;
    let grounds: Vec<(Ground, BTreeSet<QuestionIx>)> = prover
        .grounds
        .iter()
        .map(|(ground, _)| (*ground, ground_depends(knowledge, ground.what)))
        .collect();
    for (index, question) in knowledge.indexed_questions() {
        let mut told = Vec::new();
        for change in changes(knowledge, index, question) {
            let pair = Pair::new(prover, index, change);
            for (ground, depends) in &grounds {
                if depends.contains(&index)
                    && let Some(fault) = pair.fault(prover, *ground)
                    && !told.contains(&fault.key())
                {
                    told.push(fault.key());
                    prover.out.push(fault.complaint);
                }
            }
        }
    }
}

/// Every change to the answer of a question that must not lower the level.
fn changes(knowledge: &Knowledge, index: QuestionIx, question: &Question) -> Vec<Change> {
    if question.reassuring == 0 {
        return Vec::new();
    }
    let alarming = question.all_options() & !question.reassuring;
    let options = (0..31)
        .map(|bit| 1 << bit)
        .filter(|option| alarming & option != 0);
    let is_flagged = |option: &Mask| {
        question.safety
            || knowledge
                .flags
                .iter()
                .any(|flag| tests(&flag.when, index, *option))
    };
    let alarms = options.filter(is_flagged).map(Change::Alarm);
    [Change::Missing, Change::Unsure]
        .into_iter()
        .chain(alarms)
        .collect()
}

/// Whether a rule asks for an answer.
fn tests(rule: &checker_engine::knowledge::Expr, question: QuestionIx, answer: Mask) -> bool {
    use checker_engine::knowledge::Expr;
    match rule {
        Expr::Is(asked, answers) => *asked == question && answers & answer != 0,
        Expr::All(rules) | Expr::Any(rules) | Expr::AtLeast(_, rules) => {
            rules.iter().any(|rule| tests(rule, question, answer))
        }
        Expr::Not(rule) => tests(rule, question, answer),
    }
}

impl Change {
    /// What answers to the question it changes.
    fn before(self, question: &Question, open: &Told) -> Told {
        let Self::Alarm(option) = self else {
            return Told::exactly(question.options.len(), question.reassuring);
        };
        let mut told = open.clone();
        for (bit, fact) in (0..31).zip(&mut told.options) {
            // Of single answers, only none, "not sure" and the reassuring one.
            let stays = is_several(question) || question.reassuring >> bit & 1 == 1;
            if option >> bit & 1 == 1 || !stays {
                *fact = NEVER;
            }
        }
        if !is_only_alarm(question, option) {
            told.unsure = NEVER;
        }
        told
    }

    /// What it makes of them.
    fn after(self, question: &Question, open: &Told) -> Told {
        let options = question.options.len();
        let Self::Alarm(option) = self else {
            return Told::exactly(options, self.apply(question, question.reassuring));
        };
        let mut told = Told::exactly(options, option);
        if is_several(question) {
            for (bit, fact) in (0..31).zip(&mut told.options) {
                if (option | question.reassuring) >> bit & 1 == 0 {
                    *fact = open.options[bit];
                }
            }
        }
        told
    }

    /// The same of one answer.
    fn apply(self, question: &Question, answer: Mask) -> Mask {
        match self {
            Self::Missing => 0,
            Self::Unsure => UNSURE,
            Self::Alarm(option) if is_several(question) => {
                answer & !(question.reassuring | UNSURE) | option
            }
            Self::Alarm(option) => option,
        }
    }

    /// Whether it is one of the changes to an answer.
    fn is_for(self, question: &Question, answer: Mask) -> bool {
        match self {
            Self::Missing | Self::Unsure => answer == question.reassuring,
            Self::Alarm(option) if answer == UNSURE => is_only_alarm(question, option),
            Self::Alarm(option) if is_several(question) => answer & option == 0,
            Self::Alarm(_) => answer == 0 || answer == question.reassuring,
        }
    }

    fn words(self, question: &str) -> String {
        match self {
            Self::Missing => format!("leaving `{question}` out could lower the level"),
            Self::Unsure => format!("not being sure about `{question}` could lower the level"),
            Self::Alarm(_) => format!("one more red flag, at `{question}`, could lower the level"),
        }
    }
}

/// Whether no other option of a question alarms.
fn is_only_alarm(question: &Question, option: Mask) -> bool {
    question.all_options() & !question.reassuring == option
}

fn is_several(question: &Question) -> bool {
    matches!(question.kind, Kind::Many | Kind::Place)
}

/// The situations before and after a change, whatever else is answered.
struct Pair {
    question: QuestionIx,
    change: Change,
    before: Situation,
    after: Situation,
}

/// What is wrong, and where.
struct Fault {
    complaint: Diagnostic,
}

impl Fault {
    fn key(&self) -> (String, Option<Span>) {
        (self.complaint.message.clone(), self.complaint.span.clone())
    }
}

impl Pair {
    fn new(prover: &mut Prover, index: QuestionIx, change: Change) -> Self {
        let knowledge = prover.knowledge;
        let at = usize::from(index);
        let question = &knowledge.questions[at];
        let mut told = prover.told.clone();
        let open = told[at].clone();
        told[at] = change.before(question, &open);
        let before = Situation::new(knowledge, &told, &mut prover.circuit);
        told[at] = change.after(question, &open);
        let after = Situation::new(knowledge, &told, &mut prover.circuit);
        Self {
            question: index,
            change,
            before,
            after,
        }
    }

    /// Answers with which a ground is there before the change, and no other as high after it.
    fn fault(&self, prover: &mut Prover, ground: Ground) -> Option<Fault> {
        let knowledge = prover.knowledge;
        let falls =
            self.before
                .ground_falls(&self.after, knowledge, ground.what, &mut prover.circuit);
        let shows = |found: &Answers| self.shows(knowledge, &self.put(knowledge, found.clone()));
        let mut found = prover.find(&[falls]);
        if matches!(&found, Found::Answers(now, _) if !shows(now)) {
            let as_high = self.levels_after(prover).at_least(ground.level);
            found = prover.find_such(&[falls, !as_high], shows);
        }
        match found {
            Found::None => None,
            Found::Answers(now, _) => Some(self.refuted(prover, self.put(knowledge, now))),
            Found::GivenUp => Some(self.undecided(prover, ground)),
        }
    }

    /// The answers found leave out what is fixed before the change.
    fn put(&self, knowledge: &Knowledge, mut found: Answers) -> Answers {
        if !matches!(self.change, Change::Alarm(_)) {
            let question = &knowledge.questions[usize::from(self.question)];
            found.set(self.question, question.reassuring);
        }
        found
    }

    fn levels_after(&self, prover: &mut Prover) -> Levels {
        let knowledge = prover.knowledge;
        let circuit: &mut Circuit = &mut prover.circuit;
        let grounds: Vec<_> = prover
            .grounds
            .iter()
            .map(|(ground, now)| {
                let same = !ground_depends(knowledge, ground.what).contains(&self.question);
                let there = if same {
                    *now
                } else {
                    self.after.ground(knowledge, ground.what, circuit)
                };
                (ground.level, there)
            })
            .collect();
        Levels::new(grounds, circuit)
    }

    /// Whether the engine itself sets a lower level after the change of these answers.
    fn shows(&self, knowledge: &Knowledge, answers: &Answers) -> bool {
        let question = &knowledge.questions[usize::from(self.question)];
        self.change.is_for(question, answers.get(self.question))
            && level(knowledge, &self.changed(knowledge, answers)) < level(knowledge, answers)
    }

    fn changed(&self, knowledge: &Knowledge, answers: &Answers) -> Answers {
        let question = &knowledge.questions[usize::from(self.question)];
        let mut changed = answers.clone();
        let answer = self.change.apply(question, answers.get(self.question));
        changed.set(self.question, answer);
        changed
    }

    fn undecided(&self, prover: &Prover, ground: Ground) -> Fault {
        let id = &prover.knowledge.questions[usize::from(self.question)].id;
        let (place, _) = self.place(prover, ground.what, None);
        let claim = format!("whether {}", self.change.words(id));
        Fault {
            complaint: prover.undecided(place, &claim),
        }
    }

    fn refuted(&self, prover: &Prover, found: Answers) -> Fault {
        let knowledge = prover.knowledge;
        let question = &knowledge.questions[usize::from(self.question)];
        let answers = fewest(found, |fewer| self.shows(knowledge, fewer));
        let changed = self.changed(knowledge, &answers);
        let (high, low) = (level(knowledge, &answers), level(knowledge, &changed));
        // The first of the grounds that are gone after the change and were above what is left.
        let left = grounds(knowledge, &changed);
        let gone = grounds(knowledge, &answers)
            .into_iter()
            .find(|ground| ground.level > low && !left.contains(ground));
        let what = gone.map_or(What::Unsure(self.question), |ground| ground.what);
        let shown = [&answers, &changed].map(|answers| Findings::new(knowledge, answers));
        let (place, label) = self.place(prover, what, Some(&shown));
        let help = match what {
            What::Flag(_) => {
                "test for the answers that alarm; the highest level that applies wins anyway"
            }
            What::Danger(_) => {
                "let what alarms weigh no less for it than what reassures or is missing"
            }
            What::Unsure(_) => "raise the level of its red flag, or lower `unsure`",
        };
        let heading = format!("the level is {} with", levels::id(high));
        let changed_to = match changed.get(self.question) {
            0 => format!("without an answer to `{}`", question.id),
            answer => format!("with `{}` instead", line(question, answer)),
        };
        let then = format!("{changed_to} it is {}", levels::id(low));
        Fault {
            complaint: Diagnostic::at(code::NOT_MONOTONE, place, self.change.words(&question.id))
                .label(label)
                .note(list(&heading, knowledge, &answers))
                .note(then)
                .help(help),
        }
    }

    fn reassuring(&self, prover: &Prover) -> Mask {
        prover.knowledge.questions[usize::from(self.question)].reassuring
    }

    /// Whether a test speaks for its rule before the change and no longer after it; where no answers
    /// show that, whether it is about the question at all.
    fn is_lost(&self, test: &Test, shown: Option<&[Findings; 2]>) -> bool {
        let speaks = |findings: &Findings| {
            (findings.answers().get(test.question) & test.answers != 0) != test.negated
        };
        match shown {
            Some([before, after]) => speaks(before) && !speaks(after),
            None => test.question == self.question,
        }
    }

    /// Where a ground stands, as near as can be to what it has to do with the change, which some
    /// answers may show.
    fn place(
        &self,
        prover: &Prover,
        what: What,
        shown: Option<&[Findings; 2]>,
    ) -> (Span, &'static str) {
        match what {
            What::Flag(index) => {
                let placed = &prover.places.flags[index];
                let mut tests = placed.rule.tests.iter();
                let Some(test) = tests.find(|test| self.is_lost(test, shown)) else {
                    return (placed.when.clone(), "this no longer holds then");
                };
                let says = if test.negated {
                    "this holds for want of an alarming answer"
                } else if test.answers & self.reassuring(prover) != 0 {
                    "this is the reassuring answer"
                } else {
                    "this no longer holds then"
                };
                (test.span.clone(), says)
            }
            What::Danger(cause) => {
                let placed = &prover.places.causes[usize::from(cause)];
                let mut findings = placed.cause.findings.iter().zip(&placed.findings);
                match findings.find(|(finding, _)| finding.question == self.question) {
                    Some((_, place)) => (place.clone(), "its odds no longer reach its danger then"),
                    None => (placed.header.clone(), "this is no longer a danger then"),
                }
            }
            What::Unsure(question) => (
                prover.question_place(question),
                "not being sure about this sets more",
            ),
        }
    }
}

fn grounds(knowledge: &Knowledge, answers: &Answers) -> Vec<Ground> {
    safety::grounds(knowledge, &Findings::new(knowledge, answers))
}

fn level(knowledge: &Knowledge, answers: &Answers) -> Level {
    safety::level(&grounds(knowledge, answers))
}
