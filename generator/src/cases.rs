//! Many answer sets with what is expected of them: read, tried, counted.
//!
//! A *case* is what somebody told, as answers, with the level and the condition that is right. The
//! answers are tried twice: all at once ([`Outcome::told`]), and as a reader gives them who is asked
//! in the checker's own order and knows no more ([`Outcome::asked`]).

use checker_engine::Answers;
use checker_engine::knowledge::{CauseIx, Level};

mod count;
mod file;
mod replay;

pub use count::{Count, Tally, by_group, by_mark, tally};
pub use file::{Categories, categories, read};
pub use replay::{Asked, Outcome, Placed, outcome};

/// One answer set with what is expected of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub id: String,
    /// Where it is from; may be empty.
    pub source: String,
    /// What makes it worth counting apart.
    pub marks: Vec<String>,
    /// The group it is counted in; may be empty.
    pub group: String,
    /// The answers.
    pub answers: Answers,
    /// The level that is right, where that is known.
    pub level: Option<Level>,
    /// The conditions that are right: none known, or any of these. Empty where no condition of the
    /// guide is.
    pub conditions: Option<Vec<CauseIx>>,
}
