//! Everything that the checker knows: from front matter and `content/checker/` to [`Knowledge`].
//!
//! Values in, values and diagnostics out. What it does not do: read files, render, or reason;
//! reasoning is [`checker_engine`]'s.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8PathBuf;
use checker_engine::knowledge::Contact;
use checker_engine::words::Words;
use serde_spanned::Spanned;

use crate::diagnostic::SourceFile;

pub mod answers;
mod bounds;
mod causes;
mod compile;
pub mod context;
mod diary;
pub mod facts;
pub(crate) mod levels;
pub(crate) mod names;
mod play;
mod programmes;
mod prove;
mod questions;
mod ratio;
mod reasoning;
mod red_flags;
pub(crate) mod rule;
mod scenarios;
mod treatments;

pub use compile::{Compiled, Plans, compile, compile_within};
pub use diary::Diary;
pub use programmes::Programme;
pub use prove::{PROPERTIES, Proof};

/// What a project holds that bears on its checker.
///
/// A project without any of the files and facts has no checker, which is no mistake.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// `content/checker/questions.toml`.
    pub questions: Option<Arc<SourceFile>>,
    /// `content/checker/red-flags.toml`.
    pub red_flags: Option<Arc<SourceFile>>,
    /// `content/checker/reasoning.toml`.
    pub reasoning: Option<Arc<SourceFile>>,
    /// `content/checker/diary.toml`.
    pub diary: Option<Arc<SourceFile>>,
    /// `content/checker/scenarios/*.toml`, ordered by path.
    pub scenarios: Vec<Arc<SourceFile>>,
    /// The pages with facts, ordered as the site orders them: treatments are shown in this order.
    pub pages: Vec<PageFacts>,
    /// Ids of the bibliography.
    pub sources: BTreeSet<String>,
    /// URL of every page, relative to the site's root, by its path relative to `content/`.
    pub urls: BTreeMap<String, String>,
    /// The configured country's contacts by name.
    pub contacts: BTreeMap<String, Vec<Contact>>,
    /// The checker's own words, theme and configuration merged.
    pub words: Words,
    /// Whether the configuration names a reviewer.
    pub reviewed: bool,
}

/// A page whose front matter holds facts.
#[derive(Clone, Debug)]
pub struct PageFacts {
    /// The stem of its file.
    pub id: String,
    /// Its file; the facts' positions are in it.
    pub file: Arc<SourceFile>,
    /// Its title.
    pub title: String,
    /// Its description; empty where it has none.
    pub description: String,
    /// Its file's path, relative to `content/`.
    pub path: Utf8PathBuf,
    /// Its URL, relative to the site's root.
    pub url: String,
    /// Id and words of every heading of its text.
    pub headings: Vec<(String, String)>,
    /// Its `[cause]`.
    pub cause: Option<Spanned<facts::Cause>>,
    /// Its `[treatment]`.
    pub treatment: Option<Spanned<facts::Treatment>>,
}
