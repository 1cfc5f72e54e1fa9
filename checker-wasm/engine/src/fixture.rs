//! A small knowledge to test with: what is wrong with a bicycle.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::answers::{Answers, Mask};
use crate::knowledge::{
    Asking, Bands, Cause, Choice, Contact, Danger, Evidence, EvidenceText, Expr, Flag, Kind,
    Knowledge, Layer, Level, LevelText, Millibans, NO, Question, QuestionIx, Screen, Stage,
    Treatment, TreatmentIx, Weight, YES,
};
use crate::words::Words;

pub(crate) mod random;

pub(crate) const RIDER_AGE: QuestionIx = 0;
pub(crate) const CHILD_SEAT: QuestionIx = 1;
pub(crate) const BRAKE_FAILS: QuestionIx = 2;
pub(crate) const FRAME_CREAKS: QuestionIx = 3;
pub(crate) const SEAT_LOOSE: QuestionIx = 4;
pub(crate) const WHERE: QuestionIx = 5;
pub(crate) const CHAIN: QuestionIx = 6;
pub(crate) const CHANGED: QuestionIx = 7;
pub(crate) const PRESSURE: QuestionIx = 8;

/// Answers of [`WHERE`].
pub(crate) const FRONT: Mask = 1;
pub(crate) const MIDDLE: Mask = 2;
pub(crate) const REAR: Mask = 4;
/// Answers of [`CHAIN`].
pub(crate) const SHINY: Mask = 1;
pub(crate) const RUSTY: Mask = 2;
/// Answers of [`CHANGED`].
pub(crate) const TYRES: Mask = 1;
pub(crate) const CRASH: Mask = 2;
pub(crate) const NOTHING: Mask = 4;
/// Bands of [`PRESSURE`].
pub(crate) const SOFT: Mask = 1;
pub(crate) const HARD: Mask = 4;

pub(crate) const CRACKED_FRAME: u16 = 0;
pub(crate) const DRY_CHAIN: u16 = 1;
pub(crate) const HARD_TYRES: u16 = 2;
pub(crate) const WORN_BEARING: u16 = 3;
pub(crate) const WRONG_COLOUR: u16 = 4;

pub(crate) const OIL: TreatmentIx = 0;
pub(crate) const RIDE_GENTLY: TreatmentIx = 1;
pub(crate) const LET_AIR_OUT: TreatmentIx = 2;
pub(crate) const NEW_FRAME: TreatmentIx = 3;
pub(crate) const REPAINT: TreatmentIx = 4;

/// The bicycle's knowledge.
pub(crate) fn bicycle() -> Knowledge {
    Knowledge {
        guide: "bicycle".to_owned(),
        levels: [
            "self-care",
            "routine",
            "within-days",
            "same-day",
            "emergency",
        ]
        .into_iter()
        .map(|id| LevelText {
            id: id.to_owned(),
            title: id.to_owned(),
            action: "Do so.".to_owned(),
            contacts: vec![Contact {
                label: "Call the workshop".to_owned(),
                number: "123".to_owned(),
            }],
        })
        .collect(),
        stages: ["today", "weeks"]
            .into_iter()
            .map(|id| Stage {
                id: id.to_owned(),
                title: id.to_owned(),
            })
            .collect(),
        evidence: ["supported", "mixed", "weak", "contradicted"]
            .into_iter()
            .map(|label| EvidenceText {
                label: label.to_owned(),
                says: String::new(),
            })
            .collect(),
        questions: questions(),
        screens: vec![Screen {
            title: "Is any of this true?".to_owned(),
            help: String::new(),
            questions: vec![BRAKE_FAILS, FRAME_CREAKS, SEAT_LOOSE],
        }],
        flags: flags(),
        causes: causes(),
        treatments: treatments(),
        bands: Bands {
            likely: 0,
            possible: -600,
            strong: 600,
            moderate: 300,
            most: 5,
        },
        asking: Asking { stop: 0, most: 20 },
        safety_net: "Stop when it wobbles.".to_owned(),
        unreviewed: String::new(),
        words: Words::default(),
    }
}

/// So many answers; the rest is not answered.
pub(crate) fn answers(given: &[(QuestionIx, Mask)]) -> Answers {
    let mut answers = Answers::none(9);
    for (question, answer) in given {
        answers.set(*question, *answer);
    }
    answers
}

/// All is well: every safety question has an answer that sets no level.
pub(crate) const REASSURED: [(QuestionIx, Mask); 4] = [
    (RIDER_AGE, 2),
    (CHILD_SEAT, 2),
    (BRAKE_FAILS, NO),
    (FRAME_CREAKS, NO),
];

/// [`REASSURED`], and these.
pub(crate) fn reassured_and(given: &[(QuestionIx, Mask)]) -> Answers {
    answers(&[&REASSURED, given].concat())
}

pub(crate) fn question(id: &str, kind: Kind, options: &[&str]) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        text: id.to_owned(),
        short: id.to_owned(),
        help: String::new(),
        why: String::new(),
        options: options
            .iter()
            .map(|id| Choice {
                id: (*id).to_owned(),
                label: (*id).to_owned(),
            })
            .collect(),
        applies: None,
        safety: false,
        beside: false,
        reassuring: 0,
        unsure: None,
    }
}

fn number(id: &str, cuts: &[i32], options: &[&str]) -> Question {
    let kind = Kind::Number {
        unit: String::new(),
        min: 1,
        max: 120,
        cuts: cuts.to_vec(),
    };
    question(id, kind, options)
}

fn item(id: &str, unsure: Option<Level>) -> Question {
    Question {
        safety: true,
        reassuring: NO,
        unsure,
        ..question(id, Kind::One, &["yes", "no"])
    }
}

fn questions() -> Vec<Question> {
    vec![
        Question {
            safety: true,
            ..number("rider-age", &[12], &["under-12", "12-or-more"])
        },
        Question {
            safety: true,
            reassuring: 2,
            applies: Some(Expr::Not(Expr::Is(RIDER_AGE, 1).into())),
            ..question("child-seat", Kind::One, &["fitted", "none"])
        },
        item("brake-fails", Some(Level::SameDay)),
        item("frame-creaks", Some(Level::WithinDays)),
        Question {
            applies: Some(Expr::Is(CHILD_SEAT, 1)),
            ..item("seat-loose", None)
        },
        question("where", Kind::Place, &["front", "middle", "rear"]),
        question("chain", Kind::One, &["shiny", "rusty"]),
        Question {
            reassuring: NOTHING,
            ..question("changed", Kind::Many, &["tyres", "crash", "nothing"])
        },
        number("pressure", &[3, 6], &["under-3", "3-to-5", "6-or-more"]),
    ]
}

fn flags() -> Vec<Flag> {
    let flag = |id: &str, level, when| Flag {
        id: id.to_owned(),
        level,
        when,
        because: id.to_owned(),
        may_mean: String::new(),
        url: String::new(),
    };
    vec![
        flag("no-brakes", Level::Emergency, Expr::Is(BRAKE_FAILS, YES)),
        flag("loose-seat", Level::SameDay, Expr::Is(SEAT_LOOSE, YES)),
        flag(
            "creaks-after-crash",
            Level::SameDay,
            Expr::All(vec![Expr::Is(FRAME_CREAKS, YES), Expr::Is(CHANGED, CRASH)]),
        ),
        flag("creaks", Level::WithinDays, Expr::Is(FRAME_CREAKS, YES)),
        flag("soft-tyre", Level::Routine, Expr::Is(PRESSURE, SOFT)),
    ]
}

pub(crate) fn cause(id: &str, layer: Layer, prior: Millibans, findings: Vec<Weight>) -> Cause {
    Cause {
        id: id.to_owned(),
        layer,
        title: id.to_owned(),
        summary: String::new(),
        url: String::new(),
        evidence: Evidence::Mixed,
        prior,
        applies: None,
        findings,
        danger: None,
        treatments: Vec::new(),
    }
}

pub(crate) fn weight(question: QuestionIx, answers: Mask, weight: Millibans, group: u8) -> Weight {
    Weight {
        question,
        answers,
        weight,
        group,
    }
}

fn causes() -> Vec<Cause> {
    let cracked = vec![
        weight(FRAME_CREAKS, YES, 700, 0),
        weight(FRAME_CREAKS, NO, -400, 0),
        weight(WHERE, MIDDLE, 300, 0),
        weight(CHANGED, CRASH, 500, 0),
        weight(CHANGED, NOTHING, -300, 0),
    ];
    let dry = vec![
        weight(WHERE, MIDDLE | REAR, 300, 1),
        weight(CHAIN, RUSTY, 700, 1),
        weight(CHAIN, SHINY, -700, 0),
    ];
    let hard = vec![
        weight(CHANGED, TYRES, 300, 0),
        weight(PRESSURE, HARD, 700, 0),
    ];
    let bearing = vec![weight(WHERE, FRONT, 400, 0), weight(WHERE, REAR, 200, 0)];
    vec![
        Cause {
            danger: Some(Danger {
                level: Level::WithinDays,
                from: -500,
            }),
            treatments: vec![NEW_FRAME],
            ..cause("cracked-frame", Layer::Condition, -1200, cracked)
        },
        Cause {
            treatments: vec![OIL],
            ..cause("dry-chain", Layer::Contributor, -600, dry)
        },
        Cause {
            treatments: vec![LET_AIR_OUT],
            ..cause("hard-tyres", Layer::Contributor, -600, hard)
        },
        cause("worn-bearing", Layer::Condition, -600, bearing),
        Cause {
            evidence: Evidence::Contradicted,
            treatments: vec![REPAINT],
            ..cause(
                "wrong-colour",
                Layer::Contributor,
                -900,
                vec![weight(CHANGED, NOTHING, 500, 0)],
            )
        },
    ]
}

fn treatments() -> Vec<Treatment> {
    let treatment = |id: &str, stage| Treatment {
        id: id.to_owned(),
        title: id.to_owned(),
        summary: String::new(),
        url: String::new(),
        stage,
        evidence: Evidence::Supported,
        offer: None,
        forbid: None,
        activity: false,
        discuss: false,
    };
    vec![
        treatment("oil", 0),
        Treatment {
            offer: Some(Expr::All(Vec::new())),
            forbid: Some(Expr::Any(vec![
                Expr::Is(FRAME_CREAKS, YES),
                Expr::Is(SEAT_LOOSE, YES),
                Expr::Is(PRESSURE, SOFT),
            ])),
            activity: true,
            ..treatment("ride-gently", 0)
        },
        treatment("let-air-out", 1),
        Treatment {
            discuss: true,
            ..treatment("new-frame", 1)
        },
        treatment("repaint", 1),
    ]
}
