//! Which questions not yet asked could raise the level.
//!
//! Rules are evaluated with three values: what was asked is settled, whatever the answer, and what was
//! not is open. So a rule that can no longer come to hold is told from one that can, and no question
//! is asked for its sake. Likewise a dangerous cause counts only while the open questions together
//! could lift its odds to its threshold.

use alloc::vec;
use alloc::vec::Vec;

use crate::answers::Findings;
use crate::knowledge::{Danger, Expr, Knowledge, Level, QuestionIx};
use crate::weigh::ceiling;

/// Whether each question could raise the level above this one, in the order of the knowledge. `asked`
/// tells of what is settled.
///
/// Sound: a question that is not among them cannot raise the level. One that is may not either.
pub(crate) fn raising(
    knowledge: &Knowledge,
    findings: &Findings,
    level: Level,
    asked: impl Fn(QuestionIx) -> bool,
) -> Vec<bool> {
    let open = Open::new(knowledge, findings, asked);
    let mut raising = vec![false; knowledge.questions.len()];
    for flag in &knowledge.flags {
        if flag.level > level {
            open.add_open_parts(&flag.when, &mut raising);
        }
    }
    for cause in &knowledge.causes {
        let raises = |danger: &Danger| {
            danger.level > level
                && ceiling(knowledge, cause, findings, |index| open.has(index)) >= danger.from
        };
        let considered = cause.applies.as_ref().map(|rule| open.outcome(rule));
        if cause.danger.as_ref().is_some_and(raises) && considered != Some(Some(false)) {
            for finding in cause.findings.iter().filter(|finding| finding.weight > 0) {
                open.add(finding.question, &mut raising);
            }
            if let Some(rule) = &cause.applies {
                open.add_open_parts(rule, &mut raising);
            }
        }
    }
    for (index, question) in knowledge.indexed_questions() {
        if question.unsure > Some(level) {
            open.add(index, &mut raising);
        }
    }
    // From the last, so that what a question depends on comes after it.
    let mut questions: Vec<_> = knowledge.indexed_questions().collect();
    while let Some((index, question)) = questions.pop() {
        if let Some(rule) = &question.applies
            && raising.get(usize::from(index)) == Some(&true)
            && !findings.applies(index)
        {
            open.add_open_parts(rule, &mut raising);
        }
    }
    raising
}

/// What may still get an answer.
struct Open<'a> {
    findings: &'a Findings,
    open: Vec<bool>,
}

impl<'a> Open<'a> {
    fn new(
        knowledge: &Knowledge,
        findings: &'a Findings,
        asked: impl Fn(QuestionIx) -> bool,
    ) -> Self {
        let mut this = Self {
            findings,
            open: Vec::with_capacity(knowledge.questions.len()),
        };
        for (index, question) in knowledge.indexed_questions() {
            let settled =
                findings.applies(index) && (asked(index) || findings.answers().answered(index));
            let rule = question.applies.as_ref();
            let may_apply = rule.is_none_or(|rule| this.outcome(rule) != Some(false));
            this.open.push(!settled && may_apply);
        }
        this
    }

    fn has(&self, question: QuestionIx) -> bool {
        self.open.get(usize::from(question)) == Some(&true)
    }

    /// Whether a rule holds; none where that depends on what is open.
    fn outcome(&self, rule: &Expr) -> Option<bool> {
        match rule {
            Expr::Is(question, _) if self.has(*question) => None,
            Expr::Is(..) => Some(rule.holds(self.findings.answers())),
            Expr::Not(rule) => self.outcome(rule).map(|holds| !holds),
            Expr::All(rules) => self.at_least(rules.len(), rules),
            Expr::Any(rules) => self.at_least(1, rules),
            Expr::AtLeast(least, rules) => self.at_least(usize::from(*least), rules),
        }
    }

    fn at_least(&self, least: usize, rules: &[Expr]) -> Option<bool> {
        let (mut hold, mut may_hold) = (0, 0);
        for rule in rules {
            match self.outcome(rule) {
                Some(true) => hold += 1,
                Some(false) => {}
                None => may_hold += 1,
            }
        }
        if hold >= least {
            Some(true)
        } else if hold + may_hold < least {
            Some(false)
        } else {
            None
        }
    }

    fn add(&self, question: QuestionIx, raising: &mut [bool]) {
        if self.has(question)
            && let Some(raises) = raising.get_mut(usize::from(question))
        {
            *raises = true;
        }
    }

    /// The open questions that a rule's outcome depends on.
    fn add_open_parts(&self, rule: &Expr, raising: &mut [bool]) {
        if self.outcome(rule).is_some() {
            return;
        }
        if let Expr::Is(question, _) = rule {
            self.add(*question, raising);
        }
        for part in rule.parts() {
            self.add_open_parts(part, raising);
        }
    }
}
