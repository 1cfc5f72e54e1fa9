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
//! Every cause is weighed for itself, against its own absence, by Bayes' rule in the form for odds:
//!
//! ```text
//! P(cause | answers)        P(cause)                             P(answer | cause)
//! ---------------------  =  -----------  *  product over what    --------------------
//! P(absent | answers)       P(absent)       counts of            P(answer | absent)
//!
//!    posterior odds         prior odds                           likelihood ratio
//! ```
//!
//! of which the engine adds the logarithms, where the formula is a sum (see [`weigh`]). The logarithm
//! of a likelihood ratio is a *weight of evidence*.
//!
//! **Unit.** Base-10 logarithms in thousandths, *millibans*, as whole numbers:
//! `1000 * log10(ratio)`. A finding ten times as likely with a cause as without it weighs +1000, one
//! twice as likely +301, one half as likely -301. Even odds are 0, odds of 1:4 (a probability of a
//! fifth) -602; a probability p is `1000 * log10(p / (1 - p))`.
//!
//! **Priors** are the odds of a cause among those who come to this checker, before any answer. Age and
//! the like are findings as any other, or rules for whom a cause is considered at all.
//!
//! **Two layers.** Contributors act together, so each has odds of its own and they need not add up to
//! anything. Conditions have odds of their own too, and bands of words are judged on these; how they
//! stand to each other, and to "something else", is [`share`].
//!
//! **What is missing.** No answer, and "not sure", leave the odds as they were: that a reader leaves
//! something out is taken to say nothing. So does an answer that the knowledge gives no weight: that a
//! typical sign is absent speaks against a cause only where its author has said how much. Only where
//! danger is judged is what is missing taken for the worse: [`safety`].
//!
//! **Dependence.** The product holds where answers are independent of each other, given the cause and
//! given its absence. Where they are not, it counts the same thing twice; what is done about it, and
//! what that costs, stands in [`weigh`].
//!
//! # How exact
//!
//! Odds are sums of whole numbers, and exact; only [`share`] rounds. On it depends what is asked next,
//! and no level and no band. A ratio becomes a whole number once, when the generator compiles the knowledge: the nearest
//! milliban, which is off by at most a factor of 10^0.0005, or 0.12 per cent. So the odds from a prior
//! and n findings are off by at most (n + 1) / 2 millibans: for twenty findings, 2.5 per cent.
//!
//! # Sources
//!
//! The formula, its history and the unit: I. J. Good, "Weight of evidence: a brief survey", in
//! *Bayesian Statistics 2* (1985), 249-270. Weights of evidence as a way for a computer to interview
//! and to explain: D. J. Spiegelhalter and R. P. Knill-Jones, *J. R. Statist. Soc. A* 147 (1984), 35-77.
//! What groups do about dependence is our own. The numbers are not in the code: each stands in the
//! knowledge with its source, or as one of a few named strengths whose values and reasons stand in one
//! file.
//!
//! # The way through
//!
//! [`order`] says what to ask next, by what it is worth ([`gain`]); [`Findings`] are the answers with
//! what no longer applies left out; [`safety`] sets the level, [`weigh`] the causes, [`advice`] what may
//! be advised; [`assess()`] puts them together; [`change`] says what would change it. [`codec`] carries a knowledge to the browser, [`link`] a set of answers.

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
