//! How many cases came out right.

use std::collections::BTreeMap;

use checker_engine::assess::shown;
use checker_engine::knowledge::Level;
use serde::Serialize;

use super::{Case, Outcome, Placed};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many.
    pub of: usize,
    /// Of how many.
    pub all: usize,
}

impl Count {
    /// In percent; a hundred of none.
    pub fn percent(self) -> f64 {
        if self.all == 0 {
            return 100.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "there are not that many cases")]
        let share = self.of as f64 / self.all as f64;
        100.0 * share
    }

    fn add(&mut self, counts: bool) {
        self.all += 1;
        self.of += usize::from(counts);
    }
}

/// The measures over some cases.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// How many cases.
    pub cases: usize,
    /// Cases for which no condition of the guide is right; they are in no count of conditions.
    pub unmapped: usize,
    /// A right condition is first.
    pub first: Count,
    /// A right condition is among the first three.
    pub first_three: Count,
    /// A right condition is on the short list.
    pub listed: Count,
    /// The level is the right one.
    pub level: Count,
    /// The level is lower.
    pub under: Count,
    /// The level is higher.
    pub over: Count,
    /// Of those expected within days or sooner: the level is lower.
    pub urgent_under: Count,
    /// Of those expected routine or below: told so.
    pub calm_told_so: Count,
    /// Of the same: sent the same day or at once.
    pub calm_alarmed: Count,
    /// By the level expected (rows) and told (columns), lowest first.
    pub levels: [[usize; 5]; 5],
    /// Of the cases in which the reader is shown a list: among the first three, were everything asked.
    pub all_asked_first_three: Count,
    /// Of the same: among the first three, with what the checker asks for in its order.
    pub asked_first_three: Count,
    /// Median and largest number of screens asked.
    pub screens: [usize; 2],
    /// Median and largest number of questions asked.
    pub items: [usize; 2],
}

/// Counts these cases.
pub fn tally<'a>(cases: impl IntoIterator<Item = &'a (Case, Outcome)>) -> Tally {
    let mut tally = Tally::default();
    let (mut screens, mut items) = (Vec::new(), Vec::new());
    for (case, outcome) in cases {
        tally.cases += 1;
        screens.push(outcome.asked.screens);
        items.push(outcome.asked.items);
        match case.conditions.as_deref() {
            Some([]) => tally.unmapped += 1,
            Some(_) => tally.add_rank(outcome),
            None => {}
        }
        if let Some(expected) = case.level {
            tally.add_level(expected, outcome.told.level);
        }
    }
    tally.screens = middle_and_most(screens);
    tally.items = middle_and_most(items);
    tally
}

/// Counts the cases of each group.
pub fn by_group(cases: &[(Case, Outcome)]) -> BTreeMap<&str, Tally> {
    let groups = cases.iter().map(|(case, _)| case.group.as_str());
    let count = |group| tally(cases.iter().filter(|(case, _)| case.group == group));
    groups.map(|group| (group, count(group))).collect()
}

/// Counts the cases with each mark; those with none under the empty one.
pub fn by_mark(cases: &[(Case, Outcome)]) -> BTreeMap<&str, Tally> {
    let mut marks: BTreeMap<&str, Tally> = cases
        .iter()
        .flat_map(|(case, _)| &case.marks)
        .map(|mark| {
            let has_it = |(case, _): &&(Case, Outcome)| case.marks.contains(mark);
            (mark.as_str(), tally(cases.iter().filter(has_it)))
        })
        .collect();
    let unmarked = |(case, _): &&(Case, Outcome)| case.marks.is_empty();
    marks.insert("", tally(cases.iter().filter(unmarked)));
    marks
}

impl Tally {
    fn add_rank(&mut self, outcome: &Outcome) {
        let within = |placed: &Placed, most| placed.rank.is_some_and(|rank| rank <= most);
        self.first.add(within(&outcome.told, 1));
        self.first_three.add(within(&outcome.told, 3));
        self.listed.add(outcome.told.listed);
        // Where there is no list, the checker stops asking as soon as it knows that there will be none.
        if shown(outcome.asked.placed.level).causes {
            self.all_asked_first_three
                .add(within(&outcome.all_asked, 3));
            self.asked_first_three.add(within(&outcome.asked.placed, 3));
        }
    }

    fn add_level(&mut self, expected: Level, told: Level) {
        self.level.add(told == expected);
        self.under.add(told < expected);
        self.over.add(told > expected);
        if expected >= Level::WithinDays {
            self.urgent_under.add(told < expected);
        } else {
            self.calm_told_so.add(told < Level::WithinDays);
            self.calm_alarmed.add(told >= Level::SameDay);
        }
        self.levels[expected as usize][told as usize] += 1;
    }
}

fn middle_and_most(mut numbers: Vec<usize>) -> [usize; 2] {
    numbers.sort_unstable();
    let middle = numbers.get(numbers.len() / 2).copied().unwrap_or(0);
    [middle, numbers.last().copied().unwrap_or(0)]
}
