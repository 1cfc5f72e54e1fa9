//! What a checker knows, compiled: names are indices, thresholds are bands, ratios are weights.
//!
//! The generator makes it from front matter and `content/checker/`; the browser decodes it from
//! bytes (see [`crate::codec`]). Indices are into the vectors of [`Knowledge`]; whether they are in
//! range is checked once, by [`Knowledge::validate`], so that the reasoning need not.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::answers::Mask;
use crate::words::Words;

mod validate;

pub use validate::Invalid;

/// Weight of evidence, or log odds, in millibans: 1000 times the base-10 logarithm of a ratio.
pub type Millibans = i32;

/// No weight or prior is larger than this, either way: a ratio of ten to the tenth is beyond what
/// anybody has measured, and sums of such weights are far from overflow.
pub const HEAVIEST: Millibans = 10_000;

/// Index into [`Knowledge::questions`].
pub type QuestionIx = u16;
/// Index into [`Knowledge::causes`].
pub type CauseIx = u16;
/// Index into [`Knowledge::treatments`].
pub type TreatmentIx = u16;

/// Everything one checker knows and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// The site that this belongs to; part of storage keys and links.
    pub guide: String,
    /// The five levels of urgency with their wording, lowest first.
    pub levels: Vec<LevelText>,
    /// The stages of a plan, in order: what to do today, over the next weeks.
    pub stages: Vec<Stage>,
    /// How the four grades of [`Evidence`] are worded, in the order of the enum.
    pub evidence: Vec<EvidenceText>,
    /// Every question, safety questions first, each in the order it is asked.
    pub questions: Vec<Question>,
    /// The screens that group short questions; a question on no screen has one of its own.
    pub screens: Vec<Screen>,
    /// Rules over findings that set a level, highest level first.
    pub flags: Vec<Flag>,
    /// Conditions and contributors, ordered by id.
    pub causes: Vec<Cause>,
    /// Everything that can be advised, in the order it is shown.
    pub treatments: Vec<Treatment>,
    /// From which odds a cause is called likely or possible.
    pub bands: Bands,
    /// When to stop asking.
    pub asking: Asking,
    /// What the reader is told at the end of every result, whatever its level.
    pub safety_net: String,
    /// Said on every result until the site's configuration names a reviewer; empty afterwards.
    pub unreviewed: String,
    /// The checker's own words: buttons, headings, messages.
    pub words: Words,
}

impl Knowledge {
    /// A question by its index.
    pub fn question(&self, index: QuestionIx) -> Option<&Question> {
        self.questions.get(usize::from(index))
    }

    /// A cause by its index.
    pub fn cause(&self, index: CauseIx) -> Option<&Cause> {
        self.causes.get(usize::from(index))
    }

    /// A treatment by its index.
    pub fn treatment(&self, index: TreatmentIx) -> Option<&Treatment> {
        self.treatments.get(usize::from(index))
    }

    /// The questions with their indices, in the order asked.
    pub fn indexed_questions(&self) -> impl Iterator<Item = (QuestionIx, &Question)> {
        (0..).zip(&self.questions)
    }

    /// The causes with their indices.
    pub fn indexed_causes(&self) -> impl Iterator<Item = (CauseIx, &Cause)> {
        (0..).zip(&self.causes)
    }
}

/// How urgent it is, lowest first. What each level is called is content: [`LevelText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The reader can look after it.
    SelfCare,
    /// An ordinary appointment.
    Routine,
    /// Within days, and stop the activity.
    WithinDays,
    /// The same day.
    SameDay,
    /// Now.
    Emergency,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [
        Self::SelfCare,
        Self::Routine,
        Self::WithinDays,
        Self::SameDay,
        Self::Emergency,
    ];
}

/// What a reader at one level is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelText {
    /// The name by which rules and scenarios refer to it.
    pub id: String,
    /// What to do, in a few words: the first thing on the result.
    pub title: String,
    /// What to do, in a sentence or two.
    pub action: String,
    /// Numbers to call, where the level has any.
    pub contacts: Vec<Contact>,
}

/// A telephone number with its wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What the link says.
    pub label: String,
    /// The number after `tel:`, or empty where the label is only text.
    pub number: String,
}

/// One stage of the plan on a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// The name by which treatments refer to it.
    pub id: String,
    /// Its heading.
    pub title: String,
}

/// How far research supports a cause or a treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Consistent evidence for it.
    Supported,
    /// Some for, some against.
    Mixed,
    /// Mostly theory, or one kind of study.
    Weak,
    /// Good evidence points the other way: shown apart.
    Contradicted,
}

/// The wording of one grade of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceText {
    /// A word or two for a badge.
    pub label: String,
    /// A sentence for a reader who asks what the badge means.
    pub says: String,
}

/// One question, with the answers it can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in knowledge files, scenarios and links.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// The question as asked.
    pub text: String,
    /// A few words for summaries and reasons.
    pub short: String,
    /// How to answer it; may be empty.
    pub help: String,
    /// Why it is asked; may be empty.
    pub why: String,
    /// The answers: bit `i` of a [`Mask`] is `options[i]`. For a number, its bands in order. At
    /// most 31.
    pub options: Vec<Choice>,
    /// Asked only where this holds.
    pub applies: Option<Expr>,
    /// Asked before everything else.
    pub safety: bool,
    /// Asked on the same screen as the question before it, which is about a place, and may be left
    /// without an answer there: on which side that is.
    pub beside: bool,
    /// The answer that reassures: what "none of these" says. Zero where no answer does.
    pub reassuring: Mask,
    /// The level that "not sure" sets.
    pub unsure: Option<Level>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of the options.
    One,
    /// Any number of the options.
    Many,
    /// Any number of the options, each a region of the body map.
    Place,
    /// A whole number, cut into bands at the thresholds the knowledge names.
    Number {
        /// The unit, as shown beside the field.
        unit: String,
        /// Smallest number accepted.
        min: i32,
        /// Largest number accepted.
        max: i32,
        /// Band `i` holds the numbers below `cuts[i]` that no earlier band holds; one more band
        /// holds the rest. Ascending.
        cuts: Vec<i32>,
    },
}

/// One answer a question can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in knowledge files, scenarios and links.
    pub id: String,
    /// The answer as shown.
    pub label: String,
}

/// The answer yes to a question on a screen.
pub const YES: Mask = 1;
/// The answer no to a question on a screen.
pub const NO: Mask = 2;

/// Short questions asked together, with "none of these".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// What the screen asks.
    pub title: String,
    /// A line under the title; may be empty.
    pub help: String,
    /// Its questions, in order; each has exactly the two options [`YES`] and [`NO`], of which no
    /// reassures.
    pub questions: Vec<QuestionIx>,
}

/// A rule over findings. An answer that has not been given makes [`Expr::Is`] false.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// The question's answer is among these (or, for several choices, one of its answers is).
    Is(QuestionIx, Mask),
    /// Every one holds; true when empty.
    All(Vec<Expr>),
    /// At least one holds; false when empty.
    Any(Vec<Expr>),
    /// At least so many hold.
    AtLeast(u8, Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
}

/// A rule that sets a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Its name in scenarios and messages.
    pub id: String,
    /// The level it sets.
    pub level: Level,
    /// When it applies.
    pub when: Expr,
    /// What the reader said, as the reason on the result.
    pub because: String,
    /// What it may mean; may be empty.
    pub may_mean: String,
    /// The page that explains it, relative to the site's root; may be empty.
    pub url: String,
}

/// Which layer a cause belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// What is wrong: one among others.
    Condition,
    /// What made it happen: each on its own.
    Contributor,
}

/// A condition or a contributor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its name: the file name of its page.
    pub id: String,
    /// Which layer it belongs to.
    pub layer: Layer,
    /// Its name for readers.
    pub title: String,
    /// A sentence about it.
    pub summary: String,
    /// Its page, relative to the site's root.
    pub url: String,
    /// How far research supports it.
    pub evidence: Evidence,
    /// Log odds before any answer.
    pub prior: Millibans,
    /// Considered only where this holds.
    pub applies: Option<Expr>,
    /// What its findings weigh, ordered by question.
    pub findings: Vec<Weight>,
    /// The level it sets at low odds, where it is dangerous.
    pub danger: Option<Danger>,
    /// What is done about it.
    pub treatments: Vec<TreatmentIx>,
}

/// What one finding says about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The question.
    pub question: QuestionIx,
    /// The answers to which the weight applies.
    pub answers: Mask,
    /// The weight of evidence for the cause; negative where the finding speaks against it. At
    /// most [`HEAVIEST`] either way.
    pub weight: Millibans,
    /// Findings of the same group say the same thing twice: of a group only the strongest for and
    /// the strongest against count. Zero is no group.
    pub group: u8,
}

/// From which odds a dangerous cause sets a level, whatever the other causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Danger {
    /// The level it sets.
    pub level: Level,
    /// The log odds from which it does.
    pub from: Millibans,
}

/// Something that can be advised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// Its name: the file name of its page.
    pub id: String,
    /// Its name for readers: what to do.
    pub title: String,
    /// A sentence about it.
    pub summary: String,
    /// Its page, relative to the site's root.
    pub url: String,
    /// Index into [`Knowledge::stages`].
    pub stage: u8,
    /// How far research supports it.
    pub evidence: Evidence,
    /// Advised also without a cause that names it, where this holds.
    pub offer: Option<Expr>,
    /// Withheld unless every question in this has been answered, surely, and it does not hold.
    pub forbid: Option<Expr>,
    /// Advises going on with the activity, or could harm otherwise: shown only below
    /// [`Level::WithinDays`].
    pub activity: bool,
    /// Never advised, only named as something to discuss with a professional.
    pub discuss: bool,
}

/// From which log odds a cause is called likely or possible. Below `possible` it is not listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// Likely from here.
    pub likely: Millibans,
    /// Possible from here.
    pub possible: Millibans,
    /// A single weight of at least this size is worded as strong.
    pub strong: Millibans,
    /// At least this, as moderate; below it, as slight.
    pub moderate: Millibans,
    /// At most so many causes of a layer are listed.
    pub most: u8,
}

/// When to stop asking. Safety questions, and questions that could still raise the level, are asked
/// all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// A question worth less than this is not asked: millionths a second, see [`crate::gain`].
    pub stop: i32,
    /// No more than so many steps are asked, screens of several questions counted once.
    pub most: u8,
}
