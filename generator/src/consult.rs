//! What follows from a set of answers, as data for programs and as text for people.

use checker_engine::advice::Why;
use checker_engine::assess::{Assessment, Band, Ranked, shown};
use checker_engine::change;
use checker_engine::knowledge::{
    CauseIx, Evidence, Knowledge, Layer, Millibans, QuestionIx, TreatmentIx,
};
use checker_engine::safety::What;
use checker_engine::{Answers, assess, link};
use serde::Serialize;

use crate::knowledge::levels;
use crate::knowledge::rule::text::answer_ids;
use crate::ranking::ranking;

mod text;

pub use text::text;

/// A result. docs/formats/result.schema.json describes its JSON.
///
/// The engine always ranks; `shown` says what of it a reader may be shown.
#[derive(Debug, Serialize)]
pub struct Consultation<'a> {
    /// The version of this form.
    format: u8,
    guide: &'a str,
    level: LevelEntry<'a>,
    /// A safety question that applies has no answer: never final.
    provisional: bool,
    shown: ShownEntry,
    grounds: Vec<GroundEntry<'a>>,
    conditions: Vec<CauseEntry<'a>>,
    contributors: Vec<CauseEntry<'a>>,
    often_blamed: Vec<CauseEntry<'a>>,
    advice: AdviceEntry<'a>,
    changes: ChangesEntry<'a>,
    /// The answers as a short text, for `--link`.
    link: String,
    /// Every condition considered, by its odds.
    #[serde(skip_serializing_if = "Option::is_none")]
    ranking: Option<Vec<PlaceEntry<'a>>>,
}

#[derive(Debug, Serialize)]
struct LevelEntry<'a> {
    id: &'static str,
    title: &'a str,
    action: &'a str,
}

#[derive(Debug, Serialize)]
struct ShownEntry {
    causes: bool,
    advice: bool,
    activity: bool,
}

#[derive(Debug, Serialize)]
struct GroundEntry<'a> {
    level: &'static str,
    /// flag, danger or unsure.
    kind: &'static str,
    /// Of the flag, the cause or the question.
    id: &'a str,
    because: &'a str,
    may_mean: &'a str,
}

#[derive(Debug, Serialize)]
struct CauseEntry<'a> {
    id: &'a str,
    title: &'a str,
    layer: Layer,
    evidence: Evidence,
    band: &'static str,
    /// Log odds in millibans.
    odds: Millibans,
    reasons: Vec<ReasonEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct ReasonEntry<'a> {
    question: &'a str,
    answers: Vec<&'a str>,
    /// In millibans: for the cause, or against it where negative.
    weight: Millibans,
}

#[derive(Debug, Serialize)]
struct AdviceEntry<'a> {
    offered: Vec<StageEntry<'a>>,
    discuss: Vec<&'a str>,
    withheld: Vec<WithheldEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct StageEntry<'a> {
    stage: &'a str,
    treatments: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct WithheldEntry<'a> {
    treatment: &'a str,
    /// level, forbidden or unknown.
    why: &'static str,
    questions: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ChangesEntry<'a> {
    /// The single answer that would change the level most.
    level: Option<ChangeEntry<'a>>,
    /// The single answer that would put another condition first.
    first: Option<ChangeEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct ChangeEntry<'a> {
    question: &'a str,
    answer: &'a str,
    becomes: &'a str,
}

#[derive(Debug, Serialize)]
struct PlaceEntry<'a> {
    id: &'a str,
    odds: Millibans,
}

impl<'a> Consultation<'a> {
    /// What follows from the answers; with every condition's place where `all` is wanted.
    pub fn new(knowledge: &'a Knowledge, answers: &Answers, all: bool) -> Self {
        let ids = Ids(knowledge);
        let assessment = assess(knowledge, answers);
        let level = assessment.level;
        let (title, action) = knowledge
            .levels
            .get(level as usize)
            .map_or(("", ""), |level| {
                (level.title.as_str(), level.action.as_str())
            });
        let shown = shown(level);
        Self {
            format: 1,
            guide: &knowledge.guide,
            level: LevelEntry {
                id: levels::id(level),
                title,
                action,
            },
            provisional: assessment.provisional,
            shown: ShownEntry {
                causes: shown.causes,
                advice: shown.advice,
                activity: shown.activity,
            },
            grounds: ids.grounds(&assessment),
            conditions: ids.causes(&assessment.conditions),
            contributors: ids.causes(&assessment.contributors),
            often_blamed: ids.causes(&assessment.often_blamed),
            advice: ids.advice(&assessment),
            changes: ids.changes(answers),
            link: link::write(knowledge, answers),
            ranking: all.then(|| ids.ranking(answers)),
        }
    }
}

/// Turns indices into ids.
struct Ids<'a>(&'a Knowledge);

impl<'a> Ids<'a> {
    fn question(&self, index: QuestionIx) -> &'a str {
        self.0.question(index).map_or("", |question| &question.id)
    }

    fn cause(&self, index: CauseIx) -> &'a str {
        self.0.cause(index).map_or("", |cause| &cause.id)
    }

    fn treatment(&self, index: TreatmentIx) -> &'a str {
        let treatment = self.0.treatment(index);
        treatment.map_or("", |treatment| &treatment.id)
    }

    fn answers(&self, question: QuestionIx, answers: u32) -> Vec<&'a str> {
        let question = self.0.question(question);
        question.map_or_else(Vec::new, |question| answer_ids(question, answers))
    }

    fn grounds(&self, assessment: &Assessment) -> Vec<GroundEntry<'a>> {
        let entry = |what: &What| match *what {
            What::Flag(index) => {
                let flag = self.0.flags.get(index);
                let texts = flag.map(|flag| (&*flag.id, &*flag.because, &*flag.may_mean));
                ("flag", texts.unwrap_or_default())
            }
            What::Danger(index) => {
                let title = self.0.cause(index).map_or("", |cause| &cause.title);
                ("danger", (self.cause(index), "", title))
            }
            What::Unsure(index) => {
                let short = self
                    .0
                    .question(index)
                    .map_or("", |question| &question.short);
                ("unsure", (self.question(index), short, ""))
            }
        };
        let grounds = assessment.grounds.iter();
        grounds
            .map(|ground| {
                let (kind, (id, because, may_mean)) = entry(&ground.what);
                GroundEntry {
                    level: levels::id(ground.level),
                    kind,
                    id,
                    because,
                    may_mean,
                }
            })
            .collect()
    }

    fn causes(&self, ranked: &[Ranked]) -> Vec<CauseEntry<'a>> {
        let entry = |ranked: &Ranked| {
            let cause = self.0.cause(ranked.cause)?;
            Some(CauseEntry {
                id: &cause.id,
                title: &cause.title,
                layer: cause.layer,
                evidence: cause.evidence,
                band: match ranked.band {
                    Band::Likely => "likely",
                    Band::Possible => "possible",
                },
                odds: ranked.odds,
                reasons: ranked
                    .reasons
                    .iter()
                    .map(|reason| ReasonEntry {
                        question: self.question(reason.question),
                        answers: self.answers(reason.question, reason.answers),
                        weight: reason.weight,
                    })
                    .collect(),
            })
        };
        ranked.iter().filter_map(entry).collect()
    }

    fn advice(&self, assessment: &Assessment) -> AdviceEntry<'a> {
        let advice = &assessment.advice;
        let ids = |list: &[TreatmentIx]| list.iter().map(|index| self.treatment(*index)).collect();
        let questions =
            |list: &[QuestionIx]| list.iter().map(|index| self.question(*index)).collect();
        let stages = self.0.stages.iter().zip(&advice.offered);
        AdviceEntry {
            offered: stages
                .map(|(stage, treatments)| StageEntry {
                    stage: &stage.id,
                    treatments: ids(treatments),
                })
                .collect(),
            discuss: ids(&advice.discuss),
            withheld: advice
                .withheld
                .iter()
                .map(|withheld| {
                    let (why, about) = match &withheld.why {
                        Why::Level => ("level", Vec::new()),
                        Why::Forbidden(list) => ("forbidden", questions(list)),
                        Why::Unknown(list) => ("unknown", questions(list)),
                    };
                    WithheldEntry {
                        treatment: self.treatment(withheld.treatment),
                        why,
                        questions: about,
                    }
                })
                .collect(),
        }
    }

    fn changes(&self, answers: &Answers) -> ChangesEntry<'a> {
        let entry = |question, answer, becomes| ChangeEntry {
            question: self.question(question),
            answer: self
                .answers(question, answer)
                .first()
                .copied()
                .unwrap_or_default(),
            becomes,
        };
        let level = change::of_level(self.0, answers);
        let first = change::of_first(self.0, answers);
        ChangesEntry {
            level: level
                .map(|change| entry(change.question, change.answer, levels::id(change.becomes))),
            first: first
                .map(|change| entry(change.question, change.answer, self.cause(change.becomes))),
        }
    }

    fn ranking(&self, answers: &Answers) -> Vec<PlaceEntry<'a>> {
        ranking(self.0, answers)
            .into_iter()
            .filter_map(|(index, odds)| {
                let id = &self.0.cause(index)?.id;
                Some(PlaceEntry { id, odds })
            })
            .collect()
    }
}
