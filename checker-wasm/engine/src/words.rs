//! The checker's own words: buttons, headings and messages, so that the code speaks no language.

use alloc::string::String;

use serde::{Deserialize, Serialize};

/// Every word of the checker that is not about its subject.
///
/// The theme's `words.toml` has them in English; a site replaces any of them under `[words]` in
/// `guideway.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Words {
    /// Button: go to the next question.
    pub next: String,
    /// Heading: how to keep the result.
    pub keep: String,
    /// Text under that heading.
    pub keep_says: String,
    /// Button: keep the result on this device.
    pub save: String,
    /// Button: copy a link to the result.
    pub copy_link: String,
    /// Button: copy the result as text.
    pub copy_text: String,
    /// Button: go to the question before.
    pub back: String,
    /// Button: forget every answer.
    pub start_again: String,
    /// Answer: not sure.
    pub not_sure: String,
    /// Answer: an item of a screen is true.
    pub yes: String,
    /// Answer: an item of a screen is not true.
    pub no: String,
    /// Answer: none of the items of a screen.
    pub none_of_these: String,
    /// Button: go on without an answer.
    pub skip: String,
    /// Summary: why a question is asked.
    pub why_we_ask: String,
    /// Progress, with `{n}`: the screen's place, and `{total}`: how many there are, as far as the
    /// answers so far tell.
    pub progress: String,
    /// Message: nothing was chosen on a screen of one question.
    pub choose_one: String,
    /// Message: nothing was chosen on a screen of several.
    pub choose_or_none: String,
    /// Message, with `{min}` and `{max}`: a number was missing or out of range.
    pub number_range: String,
    /// Heading: the reasons for the level.
    pub because: String,
    /// Heading: what it may mean.
    pub may_mean: String,
    /// Heading: the list of conditions.
    pub conditions: String,
    /// Heading: the list of contributors.
    pub contributors: String,
    /// Heading: contributors that research does not support.
    pub often_blamed: String,
    /// Text under that heading.
    pub often_blamed_says: String,
    /// Shown where no cause stands out.
    pub nothing_stands_out: String,
    /// Band: likely.
    pub likely: String,
    /// Band: possible.
    pub possible: String,
    /// Opens the answers that speak for and against a cause.
    pub reasons: String,
    /// Heading of the reasons for a cause.
    pub speaks_for: String,
    /// Heading of the reasons against a cause.
    pub speaks_against: String,
    /// Strength of a reason: strong.
    pub strong: String,
    /// Strength of a reason: moderate.
    pub moderate: String,
    /// Strength of a reason: slight.
    pub slight: String,
    /// Before the treatments of a cause.
    pub what_helps: String,
    /// Heading of what to do, before the stages.
    pub steps: String,
    /// Heading: advice that is withheld.
    pub withheld: String,
    /// Text under that heading.
    pub withheld_says: String,
    /// Before treatments that are only named for a talk with a professional.
    pub discuss: String,
    /// Heading: the safety net.
    pub safety_net: String,
    /// Heading: the answers given.
    pub your_answers: String,
    /// Button beside an answer.
    pub change: String,
    /// An answer that was not given.
    pub not_answered: String,
    /// Heading: what would change the result.
    pub changes: String,
    /// Under that heading, with `{question}`, `{answer}` and `{level}`: the answer that would change
    /// the level most.
    pub changes_level: String,
    /// The same, with `{cause}`: the answer that would put another condition first.
    pub changes_first: String,
    /// Heading: dangerous causes that the answers speak against.
    pub ruled_out: String,
    /// Text under that heading.
    pub ruled_out_says: String,
    /// Button on the result: answer what was not asked.
    pub more: String,
    /// Button: print the result.
    pub print: String,
    /// Title of the result.
    pub result: String,
}
