//! Guideway: Markdown in, a folder of static files out, with a checker that reasons in the reader's
//! own browser.
//!
//! Everything but [`source`], [`output`], [`serve`] and [`commands`] is pure: values in, values and
//! [`Diagnostic`]s out.

pub mod bibliography;
pub mod cases;
pub mod commands;
pub mod config;
pub mod consult;
pub mod context;
pub mod css;
pub mod day;
pub mod diagnostic;
pub mod front_matter;
pub mod html;
pub mod knowledge;
pub mod links;
pub mod markdown;
pub mod offline;
pub mod output;
pub mod page_check;
pub mod pipeline;
pub mod prose;
mod ranking;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod suggest;
pub mod template;
pub mod theme;
pub mod toml_source;
pub mod words;

pub use diagnostic::Diagnostic;
