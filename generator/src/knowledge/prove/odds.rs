//! Whether the odds of a cause reach a threshold, as a function of the answers.
//!
//! The findings are gone through one by one, as [`checker_engine::weigh`] counts them, with the sum so
//! far; what leads to the same sum with the same findings left is the same function. Where what is left
//! can no longer make a difference, it is not gone through.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use checker_engine::Knowledge;
use checker_engine::knowledge::{Cause, Millibans, QuestionIx};

use super::circuit::{ALWAYS, Circuit, Fact, NEVER};
use super::situation::Situation;

/// Whether the odds of a cause, were it considered, are at least these.
pub(super) fn reaches(
    situation: &Situation,
    cause: &Cause,
    from: Millibans,
    circuit: &mut Circuit,
) -> Fact {
    let there = told(situation, cause, circuit);
    Sum::new(cause, from, there.iter().map(|there| [*there])).reaches(circuit)
}

/// Whether the odds are at least these in the first situation and not in the second.
///
/// What differs is gone through first. Where the odds have not fallen by then, they will not: so it
/// takes no search to see that they never do.
pub(super) fn falls(
    [before, after]: [&Situation; 2],
    cause: &Cause,
    from: Millibans,
    circuit: &mut Circuit,
) -> Fact {
    let before = told(before, cause, circuit);
    let after = told(after, cause, circuit);
    Sum::new(cause, from, pairs(before, after)).falls(circuit)
}

/// [`reaches`] with everything that is missing taken for the worse: see
/// [`checker_engine::weigh::worst_odds`].
pub(super) fn worst_reaches(
    knowledge: &Knowledge,
    situation: &Situation,
    cause: &Cause,
    from: Millibans,
    circuit: &mut Circuit,
) -> Fact {
    let there = worst(knowledge, situation, cause, circuit);
    Sum::new(cause, from, there.iter().map(|there| [*there])).reaches(circuit)
}

/// [`falls`] with everything that is missing taken for the worse.
pub(super) fn worst_falls(
    knowledge: &Knowledge,
    [before, after]: [&Situation; 2],
    cause: &Cause,
    from: Millibans,
    circuit: &mut Circuit,
) -> Fact {
    let before = worst(knowledge, before, cause, circuit);
    let after = worst(knowledge, after, cause, circuit);
    Sum::new(cause, from, pairs(before, after)).falls(circuit)
}

fn pairs(before: Vec<Fact>, after: Vec<Fact>) -> impl Iterator<Item = [Fact; 2]> {
    let pairs = before.into_iter().zip(after);
    pairs.map(|(before, after)| [before, after])
}

/// Whether each finding is there.
fn told(situation: &Situation, cause: &Cause, circuit: &mut Circuit) -> Vec<Fact> {
    let findings = cause.findings.iter();
    findings
        .map(|finding| situation.is(finding.question, finding.answers, circuit))
        .collect()
}

/// Whether each finding is there, with everything that is missing taken for the worse.
fn worst(
    knowledge: &Knowledge,
    situation: &Situation,
    cause: &Cause,
    circuit: &mut Circuit,
) -> Vec<Fact> {
    let there = cause.findings.iter().map(|finding| {
        let told = situation.is(finding.question, finding.answers, circuit);
        let reassuring = knowledge.questions[usize::from(finding.question)].reassuring;
        if finding.weight > 0 && finding.answers & reassuring != 0 {
            let open = situation.is_open(finding.question, circuit);
            circuit.either(told, open)
        } else {
            told
        }
    });
    there.collect()
}

/// A finding with whether it is there, in each of some situations.
struct Item<const N: usize> {
    there: [Fact; N],
    question: QuestionIx,
    weight: Millibans,
    group: u8,
}

/// The sum of what counts of a cause's findings, in each of some situations.
struct Sum<const N: usize> {
    /// The findings of one question together, the strongest first; questions whose findings differ
    /// between the situations before the others.
    items: Vec<Item<N>>,
    /// From here on the situations are the same.
    same_from: usize,
    /// The most and the least that each item and those after it can add.
    left: Vec<(Millibans, Millibans)>,
    from: Millibans,
    prior: Millibans,
    /// Looked up and never gone through, so that its order does not matter.
    known: HashMap<(usize, [Counted; N]), Fact>,
}

/// What has been counted before an item, in one situation.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Counted {
    /// Of what no later finding can replace.
    sum: Millibans,
    /// Whether this question has spoken for the cause, and against it.
    spoken: [bool; 2],
    /// The strongest for and against of each group of which there are findings left.
    groups: BTreeMap<u8, [Millibans; 2]>,
}

impl Counted {
    fn so_far(&self) -> Millibans {
        self.sum + self.groups.values().flatten().sum::<Millibans>()
    }

    /// Whether nothing that is counted in both alike can bring this below the other.
    fn stays_above(&self, other: &Self) -> bool {
        let of = |counted: &Self, group| counted.groups.get(&group).copied().unwrap_or_default();
        let mut groups = self.groups.keys().chain(other.groups.keys());
        self.spoken == other.spoken
            && self.sum >= other.sum
            && groups.all(|group| {
                let (mine, others) = (of(self, *group), of(other, *group));
                mine.iter().zip(others).all(|(mine, other)| *mine >= other)
            })
    }
}

impl<const N: usize> Sum<N> {
    fn new(cause: &Cause, from: Millibans, there: impl Iterator<Item = [Fact; N]>) -> Self {
        let findings = cause.findings.iter().zip(there);
        let mut items: Vec<Item<N>> = findings
            .map(|(finding, there)| Item {
                there,
                question: finding.question,
                weight: finding.weight,
                group: finding.group,
            })
            .filter(|item| item.weight != 0 && item.there.iter().any(|there| *there != NEVER))
            .collect();
        let differ: BTreeSet<QuestionIx> = items
            .iter()
            .filter(|item| item.there.iter().any(|there| *there != item.there[0]))
            .map(|item| item.question)
            .collect();
        // Stable: of equally strong ones the first counts.
        items.sort_by_key(|item| {
            let is_same = !differ.contains(&item.question);
            (is_same, item.question, -item.weight.abs())
        });
        let mut left = vec![(0, 0)];
        for item in items.iter().rev() {
            let (most, least) = left[left.len() - 1];
            left.push((most + item.weight.max(0), least + item.weight.min(0)));
        }
        left.reverse();
        Self {
            same_from: items.partition_point(|item| differ.contains(&item.question)),
            items,
            left,
            from,
            prior: cause.prior,
            known: HashMap::new(),
        }
    }

    fn nothing(&self) -> Counted {
        Counted {
            sum: self.prior,
            spoken: [false; 2],
            groups: BTreeMap::new(),
        }
    }

    /// Whether the sum surely reaches the threshold or surely does not, from an item on.
    ///
    /// A finding that takes the place of a weaker one of its group adds less than its weight.
    fn is_settled(&self, next: usize, counted: &Counted) -> Option<bool> {
        let (most, least) = self.left[next];
        let so_far = counted.so_far();
        if so_far + most < self.from {
            Some(false)
        } else {
            (so_far + least >= self.from).then_some(true)
        }
    }

    /// What has been counted once an item has been, where it is there or is not.
    fn count(&self, next: usize, counted: &Counted, is_there: bool) -> Counted {
        let item = &self.items[next];
        let mut after = counted.clone();
        let side = usize::from(item.weight < 0);
        if is_there && !after.spoken[side] {
            after.spoken[side] = true;
            if item.group == 0 {
                after.sum += item.weight;
            } else {
                let strongest = &mut after.groups.entry(item.group).or_default()[side];
                if item.weight.abs() > strongest.abs() {
                    *strongest = item.weight;
                }
            }
        }
        let rest = &self.items[next + 1..];
        if rest
            .first()
            .is_none_or(|next| next.question != item.question)
        {
            after.spoken = [false; 2];
        }
        if rest.iter().all(|later| later.group != item.group) {
            let closed = after.groups.remove(&item.group).unwrap_or_default();
            after.sum += closed.iter().sum::<Millibans>();
        }
        after
    }
}

impl Sum<1> {
    fn reaches(mut self, circuit: &mut Circuit) -> Fact {
        let nothing = self.nothing();
        self.reaches_from(0, [nothing], circuit)
    }

    fn reaches_from(&mut self, next: usize, counted: [Counted; 1], circuit: &mut Circuit) -> Fact {
        match self.is_settled(next, &counted[0]) {
            Some(true) => return ALWAYS,
            Some(false) => return NEVER,
            None => {}
        }
        let key = (next, counted);
        if let Some(fact) = self.known.get(&key) {
            return *fact;
        }
        let [there] = self.items[next].there;
        let [with, without] = [true, false].map(|is_there| self.count(next, &key.1[0], is_there));
        let fact = if with == without {
            self.reaches_from(next + 1, [with], circuit)
        } else {
            let with = self.reaches_from(next + 1, [with], circuit);
            let without = self.reaches_from(next + 1, [without], circuit);
            circuit.choice(there, with, without)
        };
        self.known.insert(key, fact);
        fact
    }
}

impl Sum<2> {
    fn falls(mut self, circuit: &mut Circuit) -> Fact {
        let nothing = self.nothing();
        self.falls_from(0, [nothing.clone(), nothing], circuit)
    }

    fn falls_from(&mut self, next: usize, counted: [Counted; 2], circuit: &mut Circuit) -> Fact {
        let [before, after] = &counted;
        let settled = [before, after].map(|counted| self.is_settled(next, counted));
        match settled {
            [Some(false), _] | [_, Some(true)] => return NEVER,
            [Some(true), Some(false)] => return ALWAYS,
            _ if next >= self.same_from && after.stays_above(before) => return NEVER,
            _ => {}
        }
        let key = (next, counted);
        if let Some(fact) = self.known.get(&key) {
            return *fact;
        }
        let [in_before, in_after] = self.items[next].there;
        let mut then = |is_in_before, is_in_after, circuit: &mut Circuit| {
            let cannot = [(in_before, is_in_before), (in_after, is_in_after)]
                .iter()
                .any(|(fact, is_in)| *fact == if *is_in { NEVER } else { ALWAYS });
            if cannot {
                return NEVER;
            }
            let before = self.count(next, &key.1[0], is_in_before);
            let after = self.count(next, &key.1[1], is_in_after);
            self.falls_from(next + 1, [before, after], circuit)
        };
        let (both, neither) = (then(true, true, circuit), then(false, false, circuit));
        let fact = if in_before == in_after {
            circuit.choice(in_before, both, neither)
        } else {
            let only_before = then(true, false, circuit);
            let only_after = then(false, true, circuit);
            let with = circuit.choice(in_after, both, only_before);
            let without = circuit.choice(in_after, only_after, neither);
            circuit.choice(in_before, with, without)
        };
        self.known.insert(key, fact);
        fact
    }
}
