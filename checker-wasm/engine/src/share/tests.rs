use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::fixture::{CRACKED_FRAME, WORN_BEARING, answers, bicycle};

#[test]
fn conditions_have_shares_and_contributors_have_none() {
    let knowledge = bicycle();
    let findings = Findings::new(&knowledge, &answers(&[]));
    // Odds of 1/4 for the bearing and 1/16 for the frame, against 1 for something else.
    assert_eq!(
        of_conditions(&knowledge, &findings),
        [(CRACKED_FRAME, 48), (WORN_BEARING, 191)]
    );
}

#[test]
fn even_odds_share_with_something_else() {
    assert_eq!(shares(&[0]), [500]);
    assert_eq!(shares(&[0, 0, 0]), [250, 250, 250]);
}

#[test]
fn nothing_to_share_is_nothing() {
    assert_eq!(shares(&[]), Vec::<u16>::new());
}

#[test]
fn ten_times_the_odds_is_ten_times_the_share() {
    assert_eq!(shares(&[1000, 0]), [833, 83]);
}

#[test]
fn extreme_odds_do_not_overflow() {
    assert_eq!(shares(&[i32::MAX, i32::MIN, 0]), [1000, 0, 0]);
    assert_eq!(shares(&[i32::MIN]), [0]);
}

#[test]
fn the_factors_are_rounded_to_the_nearest() {
    for exponent in 0..1000 {
        let exact = 10_f64.powf(-f64::from(exponent) / 1000.0) * 1e9;
        let power = u32::try_from(power(-exponent)).unwrap();
        let error = (f64::from(power) - exact).abs();
        assert!(error < 2.0, "off by {error} at {exponent}");
    }
}

proptest! {
    #[test]
    fn a_share_is_within_a_thousandth_of_the_exact_one(
        odds in proptest::collection::vec(-8000..8000_i32, 0..50),
    ) {
        let exact = |odds: i32| 10_f64.powf(f64::from(odds) / 1000.0);
        let whole = 1.0 + odds.iter().map(|odds| exact(*odds)).sum::<f64>();
        for (share, odds) in shares(&odds).into_iter().zip(odds) {
            prop_assert!((f64::from(share) - exact(odds) / whole * 1000.0).abs() < 1.0);
        }
    }
}
