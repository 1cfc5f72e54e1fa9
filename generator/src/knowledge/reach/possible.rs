//! Whether any answers at all make a rule hold.

use std::collections::BTreeMap;

use checker_engine::knowledge::{Expr, Kind, Question, QuestionIx};
use checker_engine::{Answers, Mask, UNSURE};

/// Beyond so many ways to answer, a rule is taken to be possible.
const MOST_WAYS: usize = 1 << 16;

/// Whether some answers make a rule hold, where a question that does not apply has no answer.
///
/// May say yes of a very large rule that cannot hold; never says no of one that can.
pub(super) fn is_possible(rule: &Expr, questions: &[Question]) -> bool {
    let rule = asked(rule, questions);
    let mut tests: BTreeMap<QuestionIx, Vec<Mask>> = BTreeMap::new();
    tested(&rule, &mut |question, answers| {
        tests.entry(question).or_default().push(answers);
    });
    let ways: Vec<(QuestionIx, Vec<Mask>)> = tests
        .iter()
        .map(|(question, masks)| {
            (
                *question,
                different_answers(&questions[usize::from(*question)], masks),
            )
        })
        .collect();
    let count = ways.iter().try_fold(1_usize, |count, (_, ways)| {
        count
            .checked_mul(ways.len())
            .filter(|count| *count <= MOST_WAYS)
    });
    let mut answers = Answers::none(questions.len());
    count.is_none() || some_way(&rule, &ways, &mut answers)
}

/// Calls back for every test of a rule.
pub(super) fn tested(rule: &Expr, on_test: &mut impl FnMut(QuestionIx, Mask)) {
    match rule {
        Expr::Is(question, answers) => on_test(*question, *answers),
        Expr::All(rules) | Expr::Any(rules) | Expr::AtLeast(_, rules) => {
            for rule in rules {
                tested(rule, on_test);
            }
        }
        Expr::Not(rule) => tested(rule, on_test),
    }
}

/// The rule with every test holding only where its question is asked.
///
/// Ends, because a question applies by questions that come before it.
fn asked(rule: &Expr, questions: &[Question]) -> Expr {
    let all = |rules: &[Expr]| rules.iter().map(|rule| asked(rule, questions)).collect();
    match rule {
        Expr::Is(index, _) => {
            let index = usize::from(*index);
            let applies = questions
                .get(index)
                .and_then(|question| question.applies.as_ref());
            applies.map_or_else(
                || rule.clone(),
                |applies| Expr::All(vec![asked(applies, &questions[..index]), rule.clone()]),
            )
        }
        Expr::All(rules) => Expr::All(all(rules)),
        Expr::Any(rules) => Expr::Any(all(rules)),
        Expr::AtLeast(count, rules) => Expr::AtLeast(*count, all(rules)),
        Expr::Not(rule) => Expr::Not(Box::new(asked(rule, questions))),
    }
}

/// Answers to a question, one for each way in which its tests can come out.
fn different_answers(question: &Question, tests: &[Mask]) -> Vec<Mask> {
    let outcome = |answer: Mask| {
        tests
            .iter()
            .map(|test| test & answer != 0)
            .collect::<Vec<_>>()
    };
    let mut singles: BTreeMap<Vec<bool>, Mask> = BTreeMap::from([(outcome(0), 0)]);
    for option in (0..question.options.len())
        .map(|index| 1 << index)
        .chain([UNSURE])
    {
        singles.entry(outcome(option)).or_insert(option);
    }
    if !matches!(question.kind, Kind::Many | Kind::Place) {
        return singles.into_values().collect();
    }
    let mut several = BTreeMap::from([(outcome(0), 0)]);
    for single in singles.into_values().filter(|single| *single != UNSURE) {
        let with_it: Vec<Mask> = several.values().map(|mask| mask | single).collect();
        for mask in with_it {
            several.entry(outcome(mask)).or_insert(mask);
        }
    }
    several.entry(outcome(UNSURE)).or_insert(UNSURE);
    several.into_values().collect()
}

fn some_way(rule: &Expr, ways: &[(QuestionIx, Vec<Mask>)], answers: &mut Answers) -> bool {
    let Some(((question, masks), rest)) = ways.split_first() else {
        return rule.holds(answers);
    };
    masks.iter().any(|mask| {
        answers.set(*question, *mask);
        some_way(rule, rest, answers)
    })
}
