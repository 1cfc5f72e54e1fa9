//! Published cases as answer sets: what a person could say goes out, their answers come back.
//!
//! Whoever turns a story into answers must not see how it ended. So [`strip`] takes the told part of
//! each case and nothing else, under a number in place of the name, which may give the diagnosis
//! away; and [`take`] puts the answers and what is expected together, once they are written. Age
//! and sex, which the checker asks first, are taken from the record: no story tells them.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};
use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use crate::process::root;
use crate::progress::say;

/// Where the answer sets are kept.
const TAKEN: &str = "tests/cases/published.toml";

const HEADER: &str = "\
# Published cases as answers to the checker's questions, with what is expected of it.
# `cargo xtask cases take` wrote it; tests/cases/README.md says how the answers came about, and lists
# every change made to them since.

";

/// One record of the published cases.
#[derive(Deserialize)]
struct Record {
    id: String,
    url: String,
    source: String,
    diagnosis: String,
    age: Age,
    sex: String,
    story: String,
    self_signs: String,
    category: String,
    urgency: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Age {
    Number(u8),
    Text(String),
}

/// What whoever writes the answers sees.
#[derive(Serialize)]
struct Told<'a> {
    n: usize,
    story: &'a str,
    self_signs: &'a str,
}

/// The answers to one story.
#[derive(Deserialize)]
struct Given {
    answers: BTreeMap<String, toml::Value>,
}

#[derive(Serialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Serialize)]
struct Case {
    id: String,
    source: String,
    marks: Vec<&'static str>,
    group: String,
    answers: BTreeMap<String, toml::Value>,
    expect: Expect,
}

#[derive(Serialize)]
struct Expect {
    level: &'static str,
    category: String,
}

/// Writes the stories of `records`, and nothing else of them, to `out`.
pub(crate) fn strip(records: &Utf8Path, out: &Utf8Path) -> Result<()> {
    let records = read_records(records)?;
    let told: Vec<Told> = records
        .iter()
        .enumerate()
        .map(|(n, record)| Told {
            n,
            story: &record.story,
            self_signs: &record.self_signs,
        })
        .collect();
    fs::write(out, serde_json::to_string_pretty(&told)?).context(out.to_owned())?;
    say(&format!("{} stories are in {out}", told.len()));
    Ok(())
}

/// Puts the answers, by the number of their story, together with the records.
pub(crate) fn take(records: &Utf8Path, answers: &Utf8Path) -> Result<()> {
    let records = read_records(records)?;
    let text = fs::read_to_string(answers).context(answers.to_owned())?;
    let mut given: BTreeMap<usize, Given> =
        serde_json::from_str(&text).context(answers.to_owned())?;
    let mut cases = Vec::new();
    for (n, record) in records.into_iter().enumerate() {
        let Some(given) = given.remove(&n) else {
            bail!("story {n} has no answers");
        };
        cases.push(case(record, given.answers)?);
    }
    let count = cases.len();
    let text = toml::to_string(&Cases { case: cases })?;
    let out = root().join(TAKEN);
    fs::write(&out, format!("{HEADER}{text}")).context(out)?;
    say(&format!("{count} cases are in {TAKEN}"));
    Ok(())
}

fn read_records(path: &Utf8Path) -> Result<Vec<Record>> {
    let text = fs::read_to_string(path).context(path.to_owned())?;
    serde_json::from_str(&text).context(path.to_owned())
}

fn case(record: Record, mut answers: BTreeMap<String, toml::Value>) -> Result<Case> {
    let age = match &record.age {
        Age::Number(age) => Some(*age),
        Age::Text(text) => text.parse().ok(),
    };
    if let Some(age) = age {
        answers.insert("age".into(), i64::from(age).into());
    }
    if let Some(sex) = match record.sex.as_str() {
        "f" => Some("female"),
        "m" => Some("male"),
        _ => None,
    } {
        answers.insert("sex".into(), sex.into());
    }
    Ok(Case {
        marks: marks(&record),
        expect: Expect {
            level: level(&record.urgency)?,
            category: record.category.clone(),
        },
        id: record.id,
        source: record.url,
        group: record.category,
        answers,
    })
}

/// What makes a case worth counting apart.
fn marks(record: &Record) -> Vec<&'static str> {
    let is_one_sentence = record.story.trim_end_matches('.').find(". ").is_none();
    let mut marks = Vec::new();
    if is_one_sentence && record.story.split_whitespace().count() <= 20 {
        marks.push("thin");
    }
    let by_themselves = ["own account", "self-identified", "'s account"];
    if by_themselves
        .iter()
        .any(|words| record.source.contains(words) || record.diagnosis.contains(words))
    {
        marks.push("self-reported");
    }
    marks
}

/// The guide's level for the record's urgency.
fn level(urgency: &str) -> Result<&'static str> {
    Ok(match urgency {
        "self-care" => "self-care",
        "routine-appointment" => "routine",
        "stop-running-and-see-within-days" => "within-days",
        "same-day" => "same-day",
        "emergency" => "emergency",
        _ => bail!("there is no urgency `{urgency}`"),
    })
}
