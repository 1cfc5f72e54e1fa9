//! What the templates are given of the knowledge; see "Templates" in `ARCHITECTURE.md`.
//!
//! Every function takes how to make a URL relative to the page being rendered from one relative to
//! the site's root.

use checker_engine::knowledge::{Contact, Evidence, Layer, Stage};
use serde::Serialize;

use super::Diary;

mod build;

/// Makes a URL relative to the page being rendered.
pub type Relative<'a> = &'a dyn Fn(&str) -> String;

/// `checker`: everything that the checker's page shows without a script.
#[derive(Clone, Debug, Serialize)]
pub struct CheckerContext {
    /// URL of the script with the checker's code.
    pub script: String,
    /// URL of the script with its knowledge.
    pub data: String,
    /// URL of the script with the programmes and the diary's rules.
    pub facts: String,
    /// Ids of the treatments that go on in stages.
    pub programmes: Vec<String>,
    /// What is noted day by day; none where the guide has no diary.
    pub diary: Option<Diary>,
    /// A drawing to point at, as SVG: what has `data-answer` is an answer to the question of a place.
    pub map: Option<String>,
    /// Highest first.
    pub levels: Vec<LevelContext>,
    /// Every question that bears on a cause, in the order asked.
    pub symptoms: Vec<SymptomContext>,
    /// What made it happen.
    pub contributors: Vec<CauseItem>,
    /// What is wrong.
    pub conditions: Vec<CauseItem>,
    /// Causes that research contradicts.
    pub often_blamed: Vec<CauseItem>,
    /// What is done, in order.
    pub stages: Vec<StageContext>,
    /// Said at the end of every result.
    pub safety_net: String,
    /// Questions for whoever sees the reader.
    pub ask: Vec<String>,
}

/// One level of urgency.
#[derive(Clone, Debug, Serialize)]
pub struct LevelContext {
    /// Its id.
    pub id: String,
    /// What to do, in a few words.
    pub title: String,
    /// What to do, in a sentence or two.
    pub action: String,
    /// Whom to call.
    pub contacts: Vec<Contact>,
    /// What sets it.
    pub flags: Vec<FlagContext>,
}

/// One red flag.
#[derive(Clone, Debug, Serialize)]
pub struct FlagContext {
    /// Its id.
    pub id: String,
    /// What the reader notices.
    pub because: String,
    /// What it may mean.
    pub may_mean: String,
    /// The page that explains it; empty where there is none.
    pub url: String,
}

/// One question with what its answers say.
#[derive(Clone, Debug, Serialize)]
pub struct SymptomContext {
    /// The question as asked.
    pub text: String,
    /// A few words.
    pub short: String,
    /// How to answer it.
    pub help: String,
    /// The answers that say something.
    pub answers: Vec<AnswerContext>,
}

/// One answer with the causes that it bears on.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerContext {
    /// The answer as shown.
    pub label: String,
    /// Strongest first, those that it speaks for before those that it speaks against.
    pub causes: Vec<AnswerCause>,
}

/// A cause that an answer bears on.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerCause {
    /// The cause's title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// `strong`, `moderate` or `slight`.
    pub strength: &'static str,
    /// Whether the answer speaks for the cause; else against it.
    pub speaks_for: bool,
}

/// A cause in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CauseItem {
    /// The page, its link and its sentence.
    #[serde(flatten)]
    pub link: Link,
    /// What is done about it.
    pub treatments: Vec<Link>,
}

/// One stage of the plan.
#[derive(Clone, Debug, Serialize)]
pub struct StageContext {
    /// Its heading.
    pub title: String,
    /// What is done at it.
    pub treatments: Vec<Link>,
}

/// A page about a cause or a treatment.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Its title.
    pub title: String,
    /// Its URL.
    pub url: String,
    /// A sentence about it.
    pub description: String,
    /// How far research supports it.
    pub evidence: EvidenceContext,
}

/// A grade of evidence with its wording.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceContext {
    /// The grade.
    pub id: Evidence,
    /// A word or two.
    pub label: String,
    /// A sentence.
    pub says: String,
}

/// `page.cause`.
#[derive(Clone, Debug, Serialize)]
pub struct CauseContext {
    /// Which layer it belongs to.
    pub kind: Layer,
    /// How far research supports it.
    pub evidence: EvidenceContext,
    /// Strongest first.
    pub speaks_for: Vec<Reason>,
    /// Strongest first.
    pub speaks_against: Vec<Reason>,
    /// What is done about it.
    pub treatments: Vec<Link>,
}

/// What answers to one question say about a cause.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// The question in a few words.
    pub question: String,
    /// The answers.
    pub answer: String,
    /// `strong`, `moderate` or `slight`.
    pub strength: &'static str,
}

/// What answers say about a cause without a source.
#[derive(Clone, Debug, Serialize)]
pub struct Judgement {
    /// What they say, and how strongly.
    #[serde(flatten)]
    pub reason: Reason,
    /// Whether they speak for the cause; else against it.
    pub speaks_for: bool,
}

/// `page.treatment`.
#[derive(Clone, Debug, Serialize)]
pub struct TreatmentContext {
    /// When it is done.
    pub stage: Stage,
    /// How far research supports it.
    pub evidence: EvidenceContext,
    /// What it is done about.
    pub causes: Vec<Link>,
    /// Advises going on with the activity, or could harm: only below within-days.
    pub activity: bool,
    /// Only named as something to talk over.
    pub discuss: bool,
}
