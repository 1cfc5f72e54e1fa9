//! Guideway: Markdown in, a folder of static files out, with a checker that reasons in the reader's
//! own browser.
//!
//! Everything but [`source`], [`output`], [`serve`] and [`commands`] is pure: values in, values and
//! [`Diagnostic`]s out.

pub mod diagnostic;

pub use diagnostic::Diagnostic;
