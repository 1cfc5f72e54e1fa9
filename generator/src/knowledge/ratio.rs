//! Odds and likelihood ratios as weights in millibans.

use std::sync::Arc;

use checker_engine::knowledge::Millibans;
use serde_spanned::Spanned;

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::toml_source::span_of;

/// Odds such as `1:4` as log odds; anything else is complained of.
pub(super) fn from_odds(
    file: &Arc<SourceFile>,
    odds: &Spanned<String>,
    out: &mut Vec<Diagnostic>,
) -> Option<Millibans> {
    let sides = odds
        .get_ref()
        .split_once(':')
        .and_then(|(for_it, against)| {
            let side = |text: &str| text.trim().parse::<u32>().ok().filter(|count| *count > 0);
            Some((side(for_it)?, side(against)?))
        });
    let Some((for_it, against)) = sides else {
        out.push(
            Diagnostic::at(
                code::BAD_RATIO,
                span_of(file, odds),
                format!("`{odds}` is not a pair of odds"),
            )
            .label("expected two whole numbers above zero")
            .help("write odds as `1:4`: one for it, four against"),
        );
        return None;
    };
    Some(millibans(f64::from(for_it) / f64::from(against)))
}

/// A likelihood ratio as a weight of evidence; one that is not above zero is complained of.
pub(super) fn from_ratio(
    file: &Arc<SourceFile>,
    ratio: &Spanned<f64>,
    out: &mut Vec<Diagnostic>,
) -> Option<Millibans> {
    const SENSIBLE: std::ops::RangeInclusive<f64> = 0.000_1..=10_000.0;
    if SENSIBLE.contains(ratio.get_ref()) {
        return Some(millibans(*ratio.get_ref()));
    }
    out.push(
        Diagnostic::at(
            code::BAD_RATIO,
            span_of(file, ratio),
            format!("`{ratio}` is not a likelihood ratio"),
        )
        .label("expected a number from 0.0001 to 10000")
        .help("above 1 speaks for the cause, between 0 and 1 against it"),
    );
    None
}

/// A thousand times the base-10 logarithm, to the nearest whole number, halves away from zero.
///
/// This is the only place where a ratio is rounded: the weight stands for one within a factor of
/// 10^0.0005 of it, or 0.12 per cent. A machine's logarithm may be off in its last digit, which matters only for a
/// ratio within 10^-12 or so of the middle between two weights; and it is taken once, at the build, so
/// that every reader has the same.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a ratio of 32-bit numbers is at most ten, so this is at most 10000"
)]
fn millibans(ratio: f64) -> Millibans {
    (ratio.log10() * 1000.0).round() as Millibans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_times_as_likely_weighs_a_thousand() {
        assert_eq!(millibans(10.0), 1000);
        assert_eq!(millibans(1.0), 0);
        assert_eq!(millibans(0.1), -1000);
    }

    #[test]
    fn weights_are_rounded_to_the_nearest() {
        assert_eq!(millibans(2.0), 301);
        assert_eq!(millibans(0.25), -602);
    }
}
