//! What part of the whole each condition has, were exactly one of them, or something else, true.
//!
//! Log odds are read as odds against "something else", which has log odds zero by definition:
//!
//! ```text
//! share_i = 10^(odds_i / 1000) / (1 + sum over j of 10^(odds_j / 1000))
//! ```
//!
//! Odds against its own absence, which [`weigh`](crate::weigh) gives, are not quite odds against
//! "something else": the absence of one condition holds the others. So, were the odds exact, the share
//! of "something else" would come out too large and that of every condition too small, the more the
//! likelier the others are; which is ahead never changes. That two conditions are there at once is
//! another thing that shares cannot say.
//!
//! It is for comparing and testing. Bands and dangers are judged on a cause's own odds, so that
//! evidence for one never hides another; and a reader is never shown a number.
//!
//! # How exact
//!
//! Powers are products of three factors rounded to nine decimals, scaled so that the largest is
//! one. Their relative error is below 2e-9; what is below a billionth of the largest is lost. A
//! share is within one thousandth of the exact one, as long as there are fewer than 100,000 causes.

use alloc::vec::Vec;

use crate::answers::Findings;
use crate::knowledge::{CauseIx, Knowledge, Layer, Millibans};
use crate::weigh::weigh;

#[cfg(test)]
mod tests;

/// One, in the fixed point of this module: nine decimals.
const ONE: u64 = 1_000_000_000;

/// Every condition that applies, with its share in thousandths, in the order of the knowledge.
///
/// Contributors act together and have no shares.
pub fn of_conditions(knowledge: &Knowledge, findings: &Findings) -> Vec<(CauseIx, u16)> {
    let (causes, odds): (Vec<_>, Vec<_>) = knowledge
        .indexed_causes()
        .filter(|(_, cause)| cause.layer == Layer::Condition)
        .filter_map(|(index, cause)| Some((index, weigh(cause, findings)?.odds)))
        .unzip();
    causes.into_iter().zip(shares(&odds)).collect()
}

/// The shares of so many log odds, in thousandths, in the same order.
pub fn shares(odds: &[Millibans]) -> Vec<u16> {
    let largest = odds.iter().copied().max().unwrap_or(0).max(0);
    let powers = odds.iter().map(|odds| power(odds.saturating_sub(largest)));
    let whole = powers.clone().sum::<u64>() + power(0_i32.saturating_sub(largest));
    let thousandths = |power: u64| (power * 1000 + whole / 2) / whole;
    powers
        .map(|power| u16::try_from(thousandths(power)).unwrap_or(1000))
        .collect()
}

/// The chance of something with these log odds, in thousandths.
pub(crate) fn chance(odds: Millibans) -> i32 {
    let power = power(0_i32.saturating_sub(odds.saturating_abs()));
    let whole = ONE + power;
    let unlikely = i32::try_from((power * 1000 + whole / 2) / whole).unwrap_or(500);
    if odds > 0 { 1000 - unlikely } else { unlikely }
}

/// Ten to so many thousandths, for a number that is not positive.
fn power(exponent: Millibans) -> u64 {
    /// 10^(-n/10), 10^(-n/100) and 10^(-n/1000) for n from 0 to 9.
    const FACTORS: [[u64; 10]; 3] = [
        [
            ONE,
            794_328_235,
            630_957_344,
            501_187_234,
            398_107_171,
            316_227_766,
            251_188_643,
            199_526_231,
            158_489_319,
            125_892_541,
        ],
        [
            ONE,
            977_237_221,
            954_992_586,
            933_254_301,
            912_010_839,
            891_250_938,
            870_963_590,
            851_138_038,
            831_763_771,
            812_830_516,
        ],
        [
            ONE,
            997_700_064,
            995_405_417,
            993_116_048,
            990_831_945,
            988_553_095,
            986_279_486,
            984_011_106,
            981_747_943,
            979_489_985,
        ],
    ];
    let places = exponent.unsigned_abs();
    let mut power = ONE;
    for (factors, digit) in FACTORS.iter().zip([places / 100, places / 10, places]) {
        let factor = factors.get((digit % 10) as usize).copied().unwrap_or(ONE);
        power = (power * factor + ONE / 2) / ONE;
    }
    match 10_u64.checked_pow(places / 1000) {
        Some(scale) => (power + scale / 2) / scale,
        None => 0,
    }
}
