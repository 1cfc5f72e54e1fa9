//! A small checker to test with: what is wrong with a bicycle, in the theme's own words.

use checker_engine::Knowledge;
use checker_engine::knowledge::{
    Asking, Bands, Cause, Choice, Contact, Evidence, EvidenceText, Expr, Flag, Kind, Layer, Level,
    LevelText, NO, Question, QuestionIx, Screen, Stage, Treatment, Weight, YES,
};
use checker_engine::words::Words;

pub(crate) const AGE: QuestionIx = 0;
pub(crate) const CHILD_SEAT: QuestionIx = 1;
pub(crate) const BRAKE_FAILS: QuestionIx = 2;
pub(crate) const FRAME_CREAKS: QuestionIx = 3;
pub(crate) const SEAT_LOOSE: QuestionIx = 4;
pub(crate) const WHEN: QuestionIx = 5;
pub(crate) const CHAIN: QuestionIx = 6;

/// The bicycle's knowledge: an age, a seat for a child, one screen, then two more questions.
pub(crate) fn bicycle() -> Knowledge {
    Knowledge {
        guide: "bicycle".into(),
        levels: levels(),
        stages: [("today", "Today"), ("weeks", "In the next weeks")]
            .map(|(id, title)| Stage {
                id: id.into(),
                title: title.into(),
            })
            .into(),
        evidence: ["Tested", "Mixed", "Hearsay", "Disproved"]
            .map(|label| EvidenceText {
                label: label.into(),
                says: String::new(),
            })
            .into(),
        questions: questions(),
        screens: vec![Screen {
            title: "Is any of this true?".into(),
            help: "Tick what is true.".into(),
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
        safety_net: "Stop when it wobbles.".into(),
        unreviewed: "No mechanic has checked this.".into(),
        words: words(),
    }
}

/// The theme's words.
pub(crate) fn words() -> Words {
    #[derive(serde::Deserialize)]
    struct File {
        checker: Words,
    }
    let file: File = toml::from_str(include_str!("../../themes/guideway/words.toml")).unwrap();
    file.checker
}

fn levels() -> Vec<LevelText> {
    [
        ("self-care", "Look after it yourself"),
        ("routine", "Book a service"),
        ("within-days", "Stop riding"),
        ("same-day", "To the workshop today"),
        ("emergency", "Do not touch it"),
    ]
    .map(|(id, title)| LevelText {
        id: id.into(),
        title: title.into(),
        action: format!("What to do: {title}."),
        contacts: Vec::new(),
    })
    .into_iter()
    .map(|mut level| {
        if level.id == "emergency" {
            level.contacts = vec![Contact {
                label: "Call the workshop".into(),
                number: "123".into(),
            }];
        }
        level
    })
    .collect()
}

fn question(id: &str, text: &str, kind: Kind, options: &[&str]) -> Question {
    Question {
        id: id.into(),
        kind,
        text: text.into(),
        short: id.into(),
        help: String::new(),
        why: String::new(),
        options: options
            .iter()
            .map(|label| Choice {
                id: label.to_lowercase(),
                label: (*label).into(),
            })
            .collect(),
        applies: None,
        safety: false,
        beside: false,
        reassuring: 0,
        unsure: None,
    }
}

fn item(id: &str, text: &str) -> Question {
    Question {
        safety: true,
        reassuring: NO,
        ..question(id, text, Kind::One, &["Yes", "No"])
    }
}

fn questions() -> Vec<Question> {
    let age = Kind::Number {
        unit: "years".into(),
        min: 0,
        max: 90,
        cuts: vec![12],
    };
    vec![
        Question {
            safety: true,
            ..question("age", "How old is the rider?", age, &["< 12", "≥ 12"])
        },
        Question {
            safety: true,
            applies: Some(Expr::Is(AGE, 2)),
            ..question(
                "seat",
                "Is there a seat for a child?",
                Kind::One,
                &["Yes", "No"],
            )
        },
        Question {
            unsure: Some(Level::SameDay),
            ..item("brake", "A brake does not hold")
        },
        item("creak", "The frame creaks & \"sings\""),
        Question {
            applies: Some(Expr::Is(CHILD_SEAT, 1)),
            ..item("loose", "The seat is loose")
        },
        Question {
            reassuring: 4,
            why: "It tells front from rear.".into(),
            help: "Choose all that fit.".into(),
            ..question(
                "when",
                "When does it rattle?",
                Kind::Many,
                &["Uphill", "Downhill", "Never"],
            )
        },
        question("chain", "How is the chain?", Kind::One, &["Shiny", "Rusty"]),
    ]
}

fn flags() -> Vec<Flag> {
    let flag = |id: &str, level, question, because: &str| Flag {
        id: id.into(),
        level,
        when: Expr::Is(question, YES),
        because: because.into(),
        may_mean: format!("May mean {id}."),
        url: format!("flags.html#{id}"),
    };
    vec![
        flag(
            "no-brakes",
            Level::Emergency,
            BRAKE_FAILS,
            "A brake does not hold.",
        ),
        flag(
            "loose-seat",
            Level::SameDay,
            SEAT_LOOSE,
            "The seat is loose.",
        ),
        flag(
            "crack",
            Level::WithinDays,
            FRAME_CREAKS,
            "The frame creaks.",
        ),
    ]
}

fn causes() -> Vec<Cause> {
    let cause = |id: &str, layer, evidence, finding: (QuestionIx, u32, i32), treatment| Cause {
        id: id.into(),
        layer,
        title: format!("The {id}"),
        summary: format!("About the {id}."),
        url: format!("causes/{id}.html"),
        evidence,
        prior: -600,
        applies: None,
        findings: vec![Weight {
            question: finding.0,
            answers: finding.1,
            weight: finding.2,
            group: 0,
        }],
        danger: None,
        treatments: vec![treatment],
    };
    vec![
        cause(
            "colour",
            Layer::Contributor,
            Evidence::Contradicted,
            (CHAIN, 2, 700),
            2,
        ),
        cause(
            "dry-chain",
            Layer::Contributor,
            Evidence::Supported,
            (CHAIN, 2, 700),
            0,
        ),
        cause(
            "mudguard",
            Layer::Condition,
            Evidence::Weak,
            (WHEN, 2, 700),
            1,
        ),
    ]
}

fn treatments() -> Vec<Treatment> {
    let treatment = |id: &str, stage| Treatment {
        id: id.into(),
        title: format!("To {id}"),
        summary: format!("How to {id}."),
        url: format!("treatments/{id}.html"),
        stage,
        evidence: Evidence::Mixed,
        offer: None,
        forbid: None,
        activity: false,
        discuss: false,
    };
    vec![
        Treatment {
            forbid: Some(Expr::Is(WHEN, 1)),
            ..treatment("oil", 0)
        },
        treatment("bend", 1),
        treatment("repaint", 1),
        Treatment {
            offer: Some(Expr::All(Vec::new())),
            discuss: true,
            ..treatment("replace", 1)
        },
    ]
}
