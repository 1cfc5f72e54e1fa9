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
}

impl Cause {
    /// The sources of all findings, in the order written, repeats included.
    pub fn sources(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.findings
            .iter()
            .flat_map(|finding| &finding.get_ref().sources)
    }
}
