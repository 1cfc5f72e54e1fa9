//! `content/checker/diary.toml`: what a reader notes each day, and when that says stop.

use std::sync::Arc;

use checker_engine::knowledge::Contact;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use super::bounds::bounded;
use super::names::Names;
use super::reasoning::Reasoning;
use super::red_flags::check_sources;
use super::{Input, levels};
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::{parse_file, span_of};

/// What is noted, and when it says stop, as the browser gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diary {
    /// Asks for the score of the day, from 0 to 10.
    day: String,
    /// Asks for the score of the morning, from 0 to 10.
    morning: String,
    /// What 0 means.
    none: String,
    /// What 10 means.
    worst: String,
    /// Said in every entry of a calendar.
    reminder: String,
    /// Signs that were ticked within so many days of one another count together.
    together: u32,
    /// A stop holds for so many days, unless somebody has looked.
    holds: u32,
    /// What can be ticked.
    signs: Vec<Sign>,
    /// Highest level first.
    stops: Vec<Stop>,
    /// What stops say that awaits review.
    #[serde(skip)]
    pub(super) awaiting: Vec<String>,
    /// Ids of the sources of all stops.
    #[serde(skip)]
    pub(super) sources: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Sign {
    id: String,
    text: String,
}

/// When the diary says stop, and how soon to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Stop {
    /// Id of the level.
    level: &'static str,
    /// What to do, in a few words and in a sentence or two.
    title: String,
    action: String,
    /// Whom to call.
    contacts: Vec<Contact>,
    /// What the reader noted.
    because: String,
    #[serde(flatten)]
    when: When,
}

/// Of one day, or of days that follow one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum When {
    /// All of these were ticked, within [`Diary::together`] days.
    Signs { signs: Vec<String> },
    /// The score was at least this.
    Least { scale: Scale, least: u32 },
    /// The score rose from each noted day to the next, so many times in a row.
    Rises { scale: Scale, rises: u32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Scale {
    Day,
    Morning,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DiaryFile {
    day: String,
    morning: String,
    none: String,
    worst: String,
    reminder: String,
    together: Spanned<u32>,
    holds: Spanned<u32>,
    #[serde(default, rename = "sign")]
    signs: Vec<SignEntry>,
    #[serde(default, rename = "stop")]
    stops: Vec<Spanned<StopEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignEntry {
    id: Spanned<String>,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StopEntry {
    signs: Option<Vec<Spanned<String>>>,
    scale: Option<Scale>,
    at_least: Option<Spanned<u32>>,
    rises: Option<Spanned<u32>>,
    level: Spanned<String>,
    because: String,
    #[serde(default)]
    sources: Vec<Spanned<String>>,
    /// Nothing that was read says so: it awaits a professional's review.
    #[serde(default)]
    review: bool,
}

impl Diary {
    /// Reads the file; none when it is not TOML of the right shape.
    pub(super) fn read(
        file: &Arc<SourceFile>,
        reasoning: &Reasoning,
        input: &Input,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let (written, complaints) = parse_file::<DiaryFile>(file);
        out.extend(complaints);
        let written = written?;
        let mut signs = Names::new("sign");
        for sign in &written.signs {
            signs.define(file, &sign.id, (), out);
        }
        let entries = || written.stops.iter().map(Spanned::get_ref);
        let mut stops = Vec::new();
        for stop in &written.stops {
            let entry = stop.get_ref();
            check_sources(file, &entry.sources, input, out);
            let level = levels::find(file, &entry.level, out);
            let when = when(file, stop, &signs, out);
            let (Some(level), Some(when)) = (level, when) else {
                continue;
            };
            let text = reasoning.levels.get(level as usize);
            let Some(text) = text else { continue };
            stops.push((
                level,
                Stop {
                    level: levels::id(level),
                    title: text.title.clone(),
                    action: text.action.clone(),
                    contacts: text.contacts.clone(),
                    because: entry.because.clone(),
                    when,
                },
            ));
        }
        stops.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        let awaiting = entries().filter(|stop| stop.review);
        let sources = entries().flat_map(|stop| &stop.sources);
        Some(Self {
            awaiting: awaiting.map(|stop| stop.because.clone()).collect(),
            sources: sources.map(|id| id.get_ref().clone()).collect(),
            day: written.day,
            morning: written.morning,
            none: written.none,
            worst: written.worst,
            reminder: written.reminder,
            together: bounded(file, &written.together, (1, 28), out),
            holds: bounded(file, &written.holds, (1, 90), out),
            signs: (written.signs.into_iter())
                .map(|sign| Sign {
                    id: sign.id.into_inner(),
                    text: sign.text,
                })
                .collect(),
            stops: stops.into_iter().map(|(_, stop)| stop).collect(),
        })
    }
}

/// Exactly one of a sign, a score on a scale, and a rise of it.
fn when(
    file: &Arc<SourceFile>,
    stop: &Spanned<StopEntry>,
    signs: &Names<()>,
    out: &mut Vec<Diagnostic>,
) -> Option<When> {
    let entry = stop.get_ref();
    match (&entry.signs, entry.scale, &entry.at_least, &entry.rises) {
        (Some(named), None, None, None) if !named.is_empty() => {
            let mut are_known = true;
            for sign in named {
                are_known &= signs.find(file, sign, out).is_some();
            }
            let signs = named.iter().map(|sign| sign.get_ref().clone()).collect();
            are_known.then_some(When::Signs { signs })
        }
        (None, Some(scale), Some(least), None) => Some(When::Least {
            scale,
            least: bounded(file, least, (1, 10), out),
        }),
        (None, Some(scale), None, Some(rises)) => Some(When::Rises {
            scale,
            rises: bounded(file, rises, (2, 10), out),
        }),
        _ => {
            out.push(
                Diagnostic::at(
                    code::BAD_STOP,
                    span_of(file, stop),
                    "the keys of this stop do not fit together",
                )
                .label("expected `signs`, or `scale` with one of `at-least` and `rises`")
                .help("take the others out"),
            );
            None
        }
    }
}
