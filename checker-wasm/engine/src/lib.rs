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

#![no_std]

extern crate alloc;

pub mod answers;
pub mod knowledge;
pub mod words;

pub use answers::{Answers, Mask, UNSURE};
pub use knowledge::Knowledge;
