//! The facts in a page's front matter, as written: `[cause]` and `[treatment]`.
//!
//! Names are not looked up here, and rules are still text; see [`super::compile`].

use checker_engine::knowledge::{Evidence, Layer};
use serde::Deserialize;
use serde_spanned::Spanned;

/// A page's `[cause]`: what the checker knows about a condition or a contributor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Which of the two layers it belongs to.
    pub kind: Layer,
    /// How common it is: a name from `[priors]`.
    pub prior: Spanned<String>,
    /// How far research supports it.
    pub evidence: Evidence,
    /// Ids of the treatments that help, in the order shown.
    #[serde(default)]
    pub treatments: Vec<Spanned<String>>,
    /// A rule: considered only where it holds.
    pub applies: Option<Spanned<String>>,
    /// The level it sets at low odds, where it is dangerous.
    pub danger: Option<Danger>,
    /// What speaks for it and against it.
    #[serde(default, rename = "finding")]
    pub findings: Vec<Spanned<Finding>>,
}

/// The level that a dangerous cause sets, and from which odds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Danger {
    /// Id of a level.
    pub level: Spanned<String>,
    /// Odds such as `1:5`.
    pub odds: Spanned<String>,
}

/// One `[[cause.finding]]`: what some answers to one question say about the cause.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Id of a question.
    pub question: Spanned<String>,
    /// One answer.
    pub answer: Option<Spanned<String>>,
    /// Or several, any of which will do.
    pub answers: Option<Vec<Spanned<String>>>,
    /// A name from `[strengths]`.
    pub weight: Option<Spanned<String>>,
    /// Or a likelihood ratio, above zero, from a source.
    pub lr: Option<Spanned<f64>>,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<Spanned<String>>,
    /// Nothing that was read says so: it awaits a professional's review.
    #[serde(default)]
    pub review: bool,
    /// Findings that say the same thing twice share the name of a group.
    pub group: Option<Spanned<String>>,
}

/// A page's `[treatment]`: what the checker knows about something that can be done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Id of a stage.
    pub stage: Spanned<String>,
    /// How far research supports it.
    pub evidence: Evidence,
    /// `always` or a rule: offered without a cause that names it.
    pub offer: Option<Spanned<String>>,
    /// A rule: withheld unless it is surely false.
    pub forbid: Option<Spanned<String>>,
    /// Advises going on with the activity.
    #[serde(default)]
    pub activity: bool,
    /// Could harm a reader who should not do it; shown only where the activity may go on.
    #[serde(default)]
    pub harmful: bool,
    /// Never advised, only named as something to talk over.
    #[serde(default)]
    pub discuss: bool,
    /// How it goes on in stages.
    pub programme: Option<Spanned<Programme>>,
}

/// A `[treatment.programme]`: stages, and when one is done. Scores are whole numbers from 0 to 10.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Days from one session to the next, 1 to 28.
    pub every: Spanned<u32>,
    /// Days from the plan's beginning to the first session, 0 to 28.
    pub from: Option<Spanned<u32>>,
    /// When the next stage comes.
    pub good: Good,
    /// When an earlier stage comes.
    pub flare: Option<Flare>,
    /// What has to be true before the first session.
    #[serde(default)]
    pub ready: String,
    /// Waits until another programme has come to a stage.
    pub after: Option<After>,
    /// In order.
    pub stages: Spanned<Vec<Stage>>,
}

/// So many sessions, with no higher score than so much on the day and the next morning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Good {
    /// 1 to 60.
    pub sessions: Spanned<u32>,
    /// 0 to 10.
    pub most: Spanned<u32>,
}

/// From such a score on, so many stages back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flare {
    /// More than what is good, up to 10.
    pub from: Spanned<u32>,
    /// 1 to 60.
    pub back: Spanned<u32>,
}

/// A stage of another programme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// Id of its treatment.
    pub treatment: Spanned<String>,
    /// The stage's number, from 1.
    pub stage: Spanned<u32>,
}

/// One stage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// A few words.
    pub title: String,
    /// How to do it, and how often.
    #[serde(default)]
    pub how: String,
    /// What is done in one session.
    #[serde(default)]
    pub exercises: Vec<Exercise>,
}

/// One exercise of a stage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The heading that describes it, as a link of the page's text would lead there.
    pub link: Spanned<String>,
    /// How often.
    #[serde(default)]
    pub how: String,
}

impl Cause {
    /// The sources of all findings, in the order written, repeats included.
    pub fn sources(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.findings
            .iter()
            .flat_map(|finding| &finding.get_ref().sources)
    }
}
