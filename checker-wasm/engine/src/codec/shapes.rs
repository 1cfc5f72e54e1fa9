//! What of a [`Knowledge`] stands where: every field, in the order written.
//!
//! A field that is left out, here or in the structure, does not compile.

use alloc::vec::Vec;

use super::wire::{Reader, Wire};
use crate::knowledge::{
    Asking, Bands, Cause, Choice, Contact, Danger, Evidence, EvidenceText, Expr, Flag, Kind,
    Knowledge, Layer, Level, LevelText, Question, Screen, Stage, Treatment, Weight,
};
use crate::words::Words;

macro_rules! fields {
    ($name:ident: $($field:ident)*) => {
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.write(out);)*
            }

            fn read(from: &mut Reader<'_>) -> Self {
                Self { $($field: Wire::read(from)),* }
            }
        }
    };
}

/// A value without parts is its place in the list.
macro_rules! variants {
    ($name:ident: $first:ident $($other:ident)*) => {
        impl Wire for $name {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }

            fn read(from: &mut Reader<'_>) -> Self {
                let all = [Self::$first, $(Self::$other),*];
                let found = all.get(usize::from(u8::read(from))).copied();
                found.unwrap_or_else(|| {
                    from.fail();
                    Self::$first
                })
            }
        }
    };
}

fields!(Knowledge: guide levels stages evidence questions screens flags causes treatments bands asking
    safety_net unreviewed words);
fields!(LevelText: id title action contacts);
fields!(Contact: label number);
fields!(Stage: id title);
fields!(EvidenceText: label says);
fields!(Question: id kind text short help why options applies safety beside reassuring unsure);
fields!(Choice: id label);
fields!(Screen: title help questions);
fields!(Flag: id level when because may_mean url);
fields!(Cause: id layer title summary url evidence prior applies findings danger treatments);
fields!(Weight: question answers weight group);
fields!(Danger: level from);
fields!(Treatment: id title summary url stage evidence offer forbid activity discuss);
fields!(Bands: likely possible strong moderate most);
fields!(Asking: stop most);
fields!(Words: next keep keep_says save copy_link copy_text back start_again not_sure yes no none_of_these skip why_we_ask progress choose_one
    choose_or_none number_range because may_mean conditions contributors often_blamed
    often_blamed_says nothing_stands_out likely possible reasons speaks_for speaks_against strong
    moderate slight what_helps steps withheld withheld_says discuss safety_net your_answers change
    not_answered changes changes_level changes_first ruled_out ruled_out_says more print result);

variants!(Level: SelfCare Routine WithinDays SameDay Emergency);
variants!(Evidence: Supported Mixed Weak Contradicted);
variants!(Layer: Condition Contributor);

impl Wire for Kind {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::One => out.push(0),
            Self::Many => out.push(1),
            Self::Place => out.push(2),
            Self::Number {
                unit,
                min,
                max,
                cuts,
            } => {
                out.push(3);
                unit.write(out);
                min.write(out);
                max.write(out);
                cuts.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match u8::read(from) {
            0 => Self::One,
            1 => Self::Many,
            2 => Self::Place,
            3 => Self::Number {
                unit: Wire::read(from),
                min: Wire::read(from),
                max: Wire::read(from),
                cuts: Wire::read(from),
            },
            _ => {
                from.fail();
                Self::One
            }
        }
    }
}

impl Wire for Expr {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Is(question, answers) => {
                out.push(0);
                question.write(out);
                answers.write(out);
            }
            Self::All(rules) => {
                out.push(1);
                rules.write(out);
            }
            Self::Any(rules) => {
                out.push(2);
                rules.write(out);
            }
            Self::AtLeast(least, rules) => {
                out.push(3);
                least.write(out);
                rules.write(out);
            }
            Self::Not(rule) => {
                out.push(4);
                rule.write(out);
            }
        }
    }

    /// The only shape that can hold others like it: how deep is bounded.
    fn read(from: &mut Reader<'_>) -> Self {
        let nothing = Self::Any(Vec::new());
        from.nested(nothing, |from| match u8::read(from) {
            0 => Self::Is(Wire::read(from), Wire::read(from)),
            1 => Self::All(Wire::read(from)),
            2 => Self::Any(Wire::read(from)),
            3 => Self::AtLeast(Wire::read(from), Wire::read(from)),
            4 => Self::Not(Wire::read(from)),
            _ => {
                from.fail();
                Self::Any(Vec::new())
            }
        })
    }
}
