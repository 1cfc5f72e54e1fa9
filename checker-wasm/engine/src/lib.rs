//! The reasoning behind a Guideway checker.
//!
//! A [`Knowledge`] and a set of [`Answers`] go in; an [`Assessment`] comes out: the level of
//! urgency, the causes with the answers that speak for and against each, and the advice that may
//! be shown. It is a function: no clock, no randomness, no floating point, no hash map, so the same
//! input gives the same output natively and in a browser, to the last digit.
//!
//! What it does not do: read files, know any subject, or speak any language. Every word a reader
//! sees is in the knowledge.
//!
//! # The model
//!
//! Weights of evidence are base-10 logarithms of likelihood ratios in thousandths (*millibans*):
//! a finding ten times as likely under a cause as without it weighs +1000. See [`weigh`].
//!
//! # The way through
//!
//! [`order`] says what to ask next, by what it is worth ([`gain`]); [`Findings`] are the answers with what no longer applies left
//! out; [`safety`] sets the level, [`weigh`] the causes, [`advice`] what may be advised; [`assess()`]
//! puts them together. [`codec`] carries a knowledge to the browser, [`link`] a set of answers.

#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod advice;
pub mod answers;
pub mod assess;
pub mod change;
pub mod codec;
pub mod expr;
pub mod gain;
pub mod knowledge;
pub mod link;
pub mod order;
mod raise;
pub mod safety;
pub mod share;
pub mod weigh;
pub mod words;

#[cfg(test)]
mod fixture;

pub use answers::{Answers, Findings, Mask, UNSURE};
pub use assess::{Assessment, assess};
pub use knowledge::Knowledge;
