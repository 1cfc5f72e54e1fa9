//! `guideway cases`: tries the checker on many answer sets, and counts.

use std::collections::BTreeMap;
use std::fmt::Write;

use camino::Utf8PathBuf;
use checker_engine::Knowledge;
use checker_engine::safety::{Ground, What};
use clap::Args;
use serde::Serialize;

use super::answer_file::read_as_toml;
use super::{Format, Outcome as Ended, Where, complain, say};
use crate::cases::{self, Case, Count, Outcome, Tally, by_group, by_mark, tally};
use crate::diagnostic::Diagnostic;
use crate::knowledge::levels;

#[derive(Debug, Args)]
pub(super) struct Cases {
    /// Files of cases, TOML or JSON; see docs/formats.md
    #[arg(required = true, value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
    /// Which conditions count as right for each category of `expect.category`
    #[arg(long, value_name = "FILE")]
    categories: Option<Utf8PathBuf>,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    place: Where,
}

/// What has to be reached, in percent; else the command fails.
#[derive(Debug, Args)]
struct Bounds {
    /// A right condition is first, at least
    #[arg(long, value_name = "PERCENT")]
    min_first: Option<f64>,
    /// A right condition is among the first three, at least
    #[arg(long, value_name = "PERCENT")]
    min_first_three: Option<f64>,
    /// Expected within days or sooner and told less, at most
    #[arg(long, value_name = "PERCENT")]
    max_under: Option<f64>,
    /// Expected routine or below and sent the same day or at once, at most
    #[arg(long, value_name = "PERCENT")]
    max_alarmed: Option<f64>,
    /// Expected routine or below and told so, at least
    #[arg(long, value_name = "PERCENT")]
    min_calm: Option<f64>,
    /// Points of "first three" that asking in order may lose against asking everything
    #[arg(long, value_name = "POINTS")]
    max_loss: Option<f64>,
    /// Median number of screens, at most
    #[arg(long, value_name = "SCREENS")]
    max_screens: Option<usize>,
    /// Median number of questions, at most
    #[arg(long, value_name = "QUESTIONS")]
    max_items: Option<usize>,
}

impl Cases {
    pub(super) fn run(self) -> anyhow::Result<Ended> {
        let Some((compiled, mut out)) = self.place.knowledge()? else {
            return Ok(Ended::Failed);
        };
        let knowledge = &compiled.knowledge;
        let categories = match &self.categories {
            Some(path) => read_as_toml(path, &mut out)
                .map(|file| cases::categories(&file, knowledge, &mut out))
                .unwrap_or_default(),
            None => BTreeMap::new(),
        };
        let mut all = Vec::new();
        for path in &self.files {
            if let Some(file) = read_as_toml(path, &mut out) {
                all.extend(cases::read(&file, knowledge, &categories, &mut out));
            }
        }
        if out.iter().any(Diagnostic::is_error) {
            complain(&out, self.place.format);
            return Ok(Ended::Failed);
        }
        // A program that asked for JSON gets the one report.
        if matches!(self.place.format, Format::Text) {
            complain(&out, Format::Text);
        }
        let tried: Vec<_> = all
            .into_iter()
            .map(|case| {
                let outcome = cases::outcome(knowledge, &case);
                (case, outcome)
            })
            .collect();
        let report = Report {
            format: 1,
            all: tally(&tried),
            by_group: by_group(&tried),
            by_mark: by_mark(&tried),
            cases: tried
                .iter()
                .map(|(case, outcome)| Line::new(knowledge, case, outcome))
                .collect(),
        };
        match self.place.format {
            Format::Json => say(&(serde_json::to_string_pretty(&report)? + "\n")),
            Format::Text => say(&report.text()),
        }
        let missed = self.bounds.missed(&report.all);
        for line in &missed {
            say(&format!("not reached: {line}\n"));
        }
        Ok(if missed.is_empty() {
            Ended::Done
        } else {
            Ended::Failed
        })
    }
}

impl Bounds {
    fn missed(&self, tally: &Tally) -> Vec<String> {
        let loss = tally.all_asked_first_three.percent() - tally.asked_first_three.percent();
        let mut missed = Vec::new();
        let mut at_least = |what: &str, count: Count, bound: Option<f64>| {
            if bound.is_some_and(|bound| count.percent() < bound) {
                missed.push(format!("{what}: {}", share(count)));
            }
        };
        at_least("right condition first", tally.first, self.min_first);
        at_least(
            "among the first three",
            tally.first_three,
            self.min_first_three,
        );
        at_least("routine told so", tally.calm_told_so, self.min_calm);
        let mut at_most = |what: &str, found: f64, bound: Option<f64>| {
            if bound.is_some_and(|bound| found > bound) {
                missed.push(format!("{what}: {found:.1}"));
            }
        };
        let under = tally.urgent_under.percent();
        let alarmed = tally.calm_alarmed.percent();
        at_most("urgent ones told less", under, self.max_under);
        at_most("routine ones alarmed", alarmed, self.max_alarmed);
        at_most("points lost by asking in order", loss, self.max_loss);
        for (what, [median, _], bound) in [
            ("screens", tally.screens, self.max_screens),
            ("questions", tally.items, self.max_items),
        ] {
            if bound.is_some_and(|bound| median > bound) {
                missed.push(format!("median number of {what}: {median}"));
            }
        }
        missed
    }
}

/// Everything that was counted.
#[derive(Serialize)]
struct Report<'a> {
    /// The version of this form.
    format: u8,
    all: Tally,
    by_group: BTreeMap<&'a str, Tally>,
    by_mark: BTreeMap<&'a str, Tally>,
    cases: Vec<Line<'a>>,
}

/// How one case came out.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: &'a str,
    /// Level expected, where one is.
    expected_level: Option<&'static str>,
    /// Level told.
    level: &'static str,
    /// What set it.
    grounds: Vec<&'a str>,
    /// Conditions that count as right, where that is known.
    right: Option<Vec<&'a str>>,
    /// The first five conditions.
    ranking: Vec<&'a str>,
    /// Place of the first right condition, from one.
    rank: Option<usize>,
    /// The same with what the checker asked for alone.
    asked_rank: Option<usize>,
    /// Level with what the checker asked for alone.
    asked_level: &'static str,
    screens: usize,
    items: usize,
}

impl<'a> Line<'a> {
    fn new(knowledge: &'a Knowledge, case: &'a Case, outcome: &Outcome) -> Self {
        let name = |index: &u16| {
            let found = knowledge.cause(*index);
            found.map_or("", |cause| cause.id.as_str())
        };
        let grounds = outcome.grounds.iter();
        Self {
            id: &case.id,
            source: &case.source,
            expected_level: case.level.map(levels::id),
            level: levels::id(outcome.told.level),
            grounds: grounds
                .take_while(|ground| ground.level == outcome.told.level)
                .map(|ground| ground_id(knowledge, ground))
                .collect(),
            right: case
                .conditions
                .as_ref()
                .map(|right| right.iter().map(name).collect()),
            ranking: outcome.told.ranking.iter().take(5).map(name).collect(),
            rank: outcome.told.rank,
            asked_rank: outcome.asked.placed.rank,
            asked_level: levels::id(outcome.asked.placed.level),
            screens: outcome.asked.screens,
            items: outcome.asked.items,
        }
    }

    fn misses(&self) -> bool {
        let ranked = self.right.as_ref().is_none_or(Vec::is_empty) || self.rank <= Some(3);
        let is_first = self.rank.is_some() || self.right.as_ref().is_none_or(Vec::is_empty);
        let level = self.expected_level.is_none_or(|level| level == self.level);
        !(ranked && is_first && level)
    }
}

/// The id of the flag, the cause or the question behind a ground.
fn ground_id<'a>(knowledge: &'a Knowledge, ground: &Ground) -> &'a str {
    match ground.what {
        What::Flag(index) => knowledge.flags.get(index).map_or("", |flag| &flag.id),
        What::Danger(index) => knowledge.cause(index).map_or("", |cause| &cause.id),
        What::Unsure(index) => knowledge
            .question(index)
            .map_or("", |question| &question.id),
    }
}

fn share(count: Count) -> String {
    format!("{} of {} ({:.0} %)", count.of, count.all, count.percent())
}

impl Report<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let all = &self.all;
        writeln!(
            out,
            "{} cases, {} with no condition of the guide",
            all.cases, all.unmapped
        )?;
        writeln!(out, "right condition first            {}", share(all.first))?;
        writeln!(
            out,
            "  among the first three          {}",
            share(all.first_three)
        )?;
        writeln!(
            out,
            "  on the short list              {}",
            share(all.listed)
        )?;
        writeln!(out, "right level                      {}", share(all.level))?;
        writeln!(out, "  lower than expected            {}", share(all.under))?;
        writeln!(out, "  higher                         {}", share(all.over))?;
        writeln!(
            out,
            "within days or sooner: told less {}",
            share(all.urgent_under)
        )?;
        writeln!(
            out,
            "routine or below: told so        {}",
            share(all.calm_told_so)
        )?;
        writeln!(
            out,
            "  sent same day or at once       {}",
            share(all.calm_alarmed)
        )?;
        writeln!(
            out,
            "list shown, all asked: first three {}",
            share(all.all_asked_first_three)
        )?;
        writeln!(
            out,
            "  asked in the checker's order    {}",
            share(all.asked_first_three)
        )?;
        writeln!(
            out,
            "screens asked                    median {}, at most {}",
            all.screens[0], all.screens[1]
        )?;
        writeln!(
            out,
            "questions asked                  median {}, at most {}",
            all.items[0], all.items[1]
        )?;
        writeln!(out, "\nlevel expected (rows), told (columns)")?;
        writeln!(
            out,
            "{:12}{}",
            "",
            levels::IDS.map(|id| format!("{id:>12}")).concat()
        )?;
        for (id, row) in levels::IDS.iter().zip(&all.levels) {
            writeln!(
                out,
                "{id:12}{}",
                row.map(|count| format!("{count:12}")).concat()
            )?;
        }
        for (title, tallies) in [("group", &self.by_group), ("mark", &self.by_mark)] {
            writeln!(out, "\n{title:28} cases  first  three  level  under")?;
            for (name, tally) in tallies {
                let name = if name.is_empty() { "none" } else { name };
                writeln!(
                    out,
                    "{name:28} {:5} {:6} {:6} {:6} {:6}",
                    tally.cases,
                    tally.first.of,
                    tally.first_three.of,
                    tally.level.of,
                    tally.under.of
                )?;
            }
        }
        writeln!(out, "\nmissed")?;
        for line in self.cases.iter().filter(|line| line.misses()) {
            line.write(out)?;
        }
        Ok(())
    }
}

impl Line<'_> {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        write!(out, "{}", self.id)?;
        if let Some(expected) = self.expected_level.filter(|level| *level != self.level) {
            write!(out, "; level {}, expected {expected}", self.level)?;
            if !self.grounds.is_empty() {
                write!(out, " ({})", self.grounds.join(", "))?;
            }
        }
        if let Some(right) = self.right.as_ref().filter(|right| !right.is_empty())
            && self.rank.is_none_or(|rank| rank > 3)
        {
            let place = self
                .rank
                .map_or("not considered".into(), |rank| format!("place {rank}"));
            let first = self.ranking.iter().take(3);
            let first: Vec<&str> = first.copied().collect();
            write!(
                out,
                "; {} at {place}, after {}",
                right.join("/"),
                first.join(", ")
            )?;
        }
        writeln!(out)
    }
}
