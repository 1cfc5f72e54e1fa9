//! The engine's conclusions as functions of the answers.
//!
//! Each function here says the same as one of [`checker_engine`], for all answers at once; the test of
//! this module holds the two against each other. Whatever is proved of these is true of the engine as
//! far as they agree.

use std::collections::BTreeSet;

use checker_engine::assess::shown;
use checker_engine::expr;
use checker_engine::knowledge::{Cause, CauseIx, Expr, Level, QuestionIx, Treatment, TreatmentIx};
use checker_engine::safety::{Ground, What};
use checker_engine::{Knowledge, Mask};

use super::answers::Told;
use super::circuit::{ALWAYS, Circuit, Fact, NEVER};
use super::odds;

/// The answers that count, out of what was told.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    /// Whether each question is one for this reader.
    applies: Vec<Fact>,
    /// The answers to those that are; to others there is none.
    counts: Vec<Told>,
}

impl Situation {
    pub(super) fn new(knowledge: &Knowledge, told: &[Told], circuit: &mut Circuit) -> Self {
        let mut this = Self {
            applies: Vec::new(),
            counts: Vec::new(),
        };
        for (question, told) in knowledge.questions.iter().zip(told) {
            let applies = match &question.applies {
                Some(rule) => this.rule(rule, circuit),
                None => ALWAYS,
            };
            let mut count = |fact: &Fact| circuit.both(applies, *fact);
            this.counts.push(Told {
                options: told.options.iter().map(&mut count).collect(),
                unsure: count(&told.unsure),
            });
            this.applies.push(applies);
        }
        this
    }

    /// Whether a question is one for this reader.
    pub(super) fn applies(&self, question: QuestionIx) -> Fact {
        self.applies[usize::from(question)]
    }

    /// Whether some of these are the answers that count.
    pub(super) fn is(&self, question: QuestionIx, answers: Mask, circuit: &mut Circuit) -> Fact {
        self.counts[usize::from(question)].is(answers, circuit)
    }

    /// Whether a question applies and has no answer that says anything.
    pub(super) fn is_open(&self, question: QuestionIx, circuit: &mut Circuit) -> Fact {
        let known = self.counts[usize::from(question)].known(circuit);
        circuit.but_not(self.applies(question), known)
    }

    /// Whether a rule holds.
    pub(super) fn rule(&self, rule: &Expr, circuit: &mut Circuit) -> Fact {
        match rule {
            Expr::Is(question, answers) => self.is(*question, *answers, circuit),
            Expr::Not(rule) => !self.rule(rule, circuit),
            Expr::All(rules) => {
                let rules = self.rules(rules, circuit);
                circuit.all(rules)
            }
            Expr::Any(rules) => {
                let rules = self.rules(rules, circuit);
                circuit.any(rules)
            }
            Expr::AtLeast(least, rules) => {
                let rules = self.rules(rules, circuit);
                circuit.at_least(usize::from(*least), &rules)
            }
        }
    }

    fn rules(&self, rules: &[Expr], circuit: &mut Circuit) -> Vec<Fact> {
        rules.iter().map(|rule| self.rule(rule, circuit)).collect()
    }

    /// Whether an optional rule holds, which does so where there is none.
    fn optional(&self, rule: Option<&Expr>, circuit: &mut Circuit) -> Fact {
        rule.map_or(ALWAYS, |rule| self.rule(rule, circuit))
    }

    /// Whether a ground for a level is there: [`checker_engine::safety::grounds`].
    pub(super) fn ground(&self, knowledge: &Knowledge, what: What, circuit: &mut Circuit) -> Fact {
        match what {
            What::Flag(flag) => self.rule(&knowledge.flags[flag].when, circuit),
            What::Unsure(question) => self.counts[usize::from(question)].unsure,
            What::Danger(cause) => {
                let cause = &knowledge.causes[usize::from(cause)];
                match &cause.danger {
                    Some(danger) => {
                        let reached =
                            odds::worst_reaches(knowledge, self, cause, danger.from, circuit);
                        self.considered(cause, reached, circuit)
                    }
                    None => NEVER,
                }
            }
        }
    }

    /// Whether a ground for a level is there in this situation and not in another.
    pub(super) fn ground_falls(
        &self,
        after: &Self,
        knowledge: &Knowledge,
        what: What,
        circuit: &mut Circuit,
    ) -> Fact {
        if let What::Danger(cause) = what
            && let cause = &knowledge.causes[usize::from(cause)]
            && let Some(danger) = &cause.danger
        {
            let falls = odds::worst_falls(knowledge, [self, after], cause, danger.from, circuit);
            return self.falls(after, cause, falls, circuit, |circuit| {
                odds::worst_reaches(knowledge, self, cause, danger.from, circuit)
            });
        }
        let before = self.ground(knowledge, what, circuit);
        let after = after.ground(knowledge, what, circuit);
        circuit.but_not(before, after)
    }

    /// Whether the odds of a cause are those of one that is at least possible.
    pub(super) fn is_possible(
        &self,
        knowledge: &Knowledge,
        cause: &Cause,
        circuit: &mut Circuit,
    ) -> Fact {
        let reached = odds::reaches(self, cause, knowledge.bands.possible, circuit);
        self.considered(cause, reached, circuit)
    }

    /// Whether a cause is at least possible in this situation and not in another.
    pub(super) fn possible_falls(
        &self,
        after: &Self,
        knowledge: &Knowledge,
        cause: &Cause,
        circuit: &mut Circuit,
    ) -> Fact {
        let from = knowledge.bands.possible;
        let falls = odds::falls([self, after], cause, from, circuit);
        self.falls(after, cause, falls, circuit, |circuit| {
            odds::reaches(self, cause, from, circuit)
        })
    }

    /// Whether a cause no longer reaches some odds after this situation, given whether the odds fall
    /// below them: since they do, or since it is no longer considered.
    fn falls(
        &self,
        after: &Self,
        cause: &Cause,
        odds_fall: Fact,
        circuit: &mut Circuit,
        reached: impl FnOnce(&mut Circuit) -> Fact,
    ) -> Fact {
        let applies = cause.applies.as_ref();
        let now = self.optional(applies, circuit);
        let then = after.optional(applies, circuit);
        let falls = circuit.all([now, then, odds_fall]);
        let goes = circuit.but_not(now, then);
        if goes == NEVER {
            return falls;
        }
        let reached = reached(circuit);
        let goes = circuit.both(goes, reached);
        circuit.either(falls, goes)
    }

    fn considered(&self, cause: &Cause, reached: Fact, circuit: &mut Circuit) -> Fact {
        let applies = self.optional(cause.applies.as_ref(), circuit);
        circuit.both(applies, reached)
    }

    /// Whether a treatment is advised, or named for a talk, given whether each cause is possible.
    ///
    /// Every possible cause is taken to be listed, though only so many are: it may say that a
    /// treatment is offered where it is not, never the other way round.
    pub(super) fn may_be_offered(
        &self,
        knowledge: &Knowledge,
        index: TreatmentIx,
        (levels, possible): (&Levels, &[Fact]),
        circuit: &mut Circuit,
    ) -> Fact {
        let treatment = &knowledge.treatments[usize::from(index)];
        let named = knowledge.indexed_causes().zip(possible);
        let named: Vec<Fact> = named
            .filter(|((_, cause), _)| cause.treatments.contains(&index))
            .map(|(_, possible)| *possible)
            .collect();
        let named = circuit.any(named);
        let itself = match &treatment.offer {
            Some(rule) => self.rule(rule, circuit),
            None => NEVER,
        };
        let considered = circuit.either(named, itself);
        let allowed = levels.any_of(circuit, |level| {
            let shown = shown(level);
            shown.advice && (shown.activity || !treatment.activity)
        });
        let clear = self.is_clear(treatment, circuit);
        circuit.all([considered, allowed, clear])
    }

    /// Whether every answer that would forbid a treatment is there, and is not against it.
    fn is_clear(&self, treatment: &Treatment, circuit: &mut Circuit) -> Fact {
        let Some(forbid) = &treatment.forbid else {
            return ALWAYS;
        };
        let forbidden = self.rule(forbid, circuit);
        let mut clear = !forbidden;
        for question in expr::questions(forbid) {
            let open = self.is_open(question, circuit);
            clear = circuit.but_not(clear, open);
        }
        clear
    }
}

/// Whether the level is at least each one.
#[derive(Clone, Debug)]
pub(super) struct Levels([Fact; 5]);

impl Levels {
    /// From the grounds, each with whether it is there.
    pub(super) fn new(
        grounds: impl IntoIterator<Item = (Level, Fact)>,
        circuit: &mut Circuit,
    ) -> Self {
        let mut levels = [ALWAYS, NEVER, NEVER, NEVER, NEVER];
        for (level, there) in grounds {
            for lower in &mut levels[1..=level as usize] {
                *lower = circuit.either(*lower, there);
            }
        }
        Self(levels)
    }

    /// Whether the level is this one or higher.
    pub(super) fn at_least(&self, level: Level) -> Fact {
        self.0[level as usize]
    }

    /// Whether the level is this one.
    pub(super) fn exactly(&self, level: Level, circuit: &mut Circuit) -> Fact {
        let above = self.0.get(level as usize + 1).copied().unwrap_or(NEVER);
        circuit.but_not(self.at_least(level), above)
    }

    fn any_of(&self, circuit: &mut Circuit, is_among: impl Fn(Level) -> bool) -> Fact {
        let among = Level::ALL.into_iter().filter(|level| is_among(*level));
        let among: Vec<Fact> = among.map(|level| self.exactly(level, circuit)).collect();
        circuit.any(among)
    }
}

/// Everything that can set a level, with the level, in the order in which the engine tells it.
pub(super) fn possible_grounds(knowledge: &Knowledge) -> Vec<Ground> {
    let flags = knowledge
        .flags
        .iter()
        .enumerate()
        .map(|(index, flag)| Ground {
            level: flag.level,
            what: What::Flag(index),
        });
    let dangers = knowledge.indexed_causes().filter_map(|(index, cause)| {
        Some(Ground {
            level: cause.danger.as_ref()?.level,
            what: What::Danger(index),
        })
    });
    let unsure = knowledge
        .indexed_questions()
        .filter_map(|(index, question)| {
            Some(Ground {
                level: question.unsure?,
                what: What::Unsure(index),
            })
        });
    flags.chain(dangers).chain(unsure).collect()
}

/// Every question that something depends on, those included by which a question applies.
pub(super) fn depends(
    knowledge: &Knowledge,
    on: impl IntoIterator<Item = QuestionIx>,
) -> BTreeSet<QuestionIx> {
    let mut all: BTreeSet<QuestionIx> = on.into_iter().collect();
    // What a question depends on comes before it.
    for (index, question) in knowledge
        .indexed_questions()
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        if let Some(rule) = question.applies.as_ref().filter(|_| all.contains(&index)) {
            all.extend(expr::questions(rule));
        }
    }
    all
}

/// The questions that a ground depends on.
pub(super) fn ground_depends(knowledge: &Knowledge, what: What) -> BTreeSet<QuestionIx> {
    match what {
        What::Flag(flag) => depends(knowledge, expr::questions(&knowledge.flags[flag].when)),
        What::Unsure(question) => depends(knowledge, [question]),
        What::Danger(cause) => cause_depends(knowledge, cause),
    }
}

/// The questions that the odds of a cause depend on.
pub(super) fn cause_depends(knowledge: &Knowledge, cause: CauseIx) -> BTreeSet<QuestionIx> {
    let cause = &knowledge.causes[usize::from(cause)];
    let applies = cause.applies.iter().flat_map(expr::questions);
    let findings = cause.findings.iter().map(|finding| finding.question);
    depends(knowledge, findings.chain(applies))
}
