//! What the reader entered on one screen, and what it means.

use alloc::string::String;
use alloc::vec::Vec;

use checker_engine::answers::Findings;
use checker_engine::knowledge::{Kind, NO, Question, QuestionIx, YES};
use checker_engine::order::{self, Step};
use checker_engine::{Knowledge, Mask, UNSURE};

use crate::number;

/// A box or button that the reader can tick.
///
/// In the page it is the value of an `<input>`: see [`Tick::value`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// An answer to a question: one bit.
    Answer {
        /// The question.
        question: QuestionIx,
        /// The answer, or [`UNSURE`].
        mask: Mask,
        /// It makes no sense beside another answer to the same question.
        alone: bool,
    },
    /// None of the items of a screen.
    None,
}

impl Tick {
    /// An answer to a question.
    pub fn answer(index: QuestionIx, question: &Question, mask: Mask) -> Self {
        Self::Answer {
            question: index,
            mask,
            alone: mask == UNSURE || mask == question.reassuring,
        }
    }

    /// Whether ticking this has to take that off.
    pub fn excludes(self, that: Self) -> bool {
        match (self, that) {
            (Self::None, Self::None) => false,
            (Self::None, _) | (_, Self::None) => true,
            (
                Self::Answer {
                    question,
                    mask,
                    alone,
                },
                Self::Answer {
                    question: of,
                    mask: other,
                    alone: other_alone,
                },
            ) => question == of && mask != other && (alone || other_alone),
        }
    }

    /// As the value of an input: `none`, or question, bit, and whether it stands alone.
    pub fn value(self) -> String {
        match self {
            Self::None => String::from(NONE),
            Self::Answer {
                question,
                mask,
                alone,
            } => number::list(&[question.into(), mask.trailing_zeros(), alone.into()]),
        }
    }

    /// The tick that an input's value is.
    pub fn parse(value: &str) -> Option<Self> {
        if value == NONE {
            return Some(Self::None);
        }
        match number::parse_list(value)?[..] {
            [question, bit, alone] => Some(Self::Answer {
                question: question.try_into().ok()?,
                mask: 1_u32.checked_shl(bit)?,
                alone: alone != 0,
            }),
            _ => None,
        }
    }
}

/// The value of [`Tick::None`].
const NONE: &str = "none";

/// What the reader entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Everything ticked.
    pub ticks: Vec<Tick>,
    /// What was typed where a number is asked for.
    pub number: String,
}

/// Why a form cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// No answer to the one question.
    NothingChosen,
    /// No item of the screen, and not "none of these" either.
    NothingTicked,
    /// Not a whole number from `min` to `max`.
    NotInRange {
        /// The smallest accepted.
        min: i32,
        /// The largest accepted.
        max: i32,
    },
}

/// One question's new answer.
pub(super) struct Answer {
    pub(super) question: QuestionIx,
    pub(super) mask: Mask,
    pub(super) number: Option<i32>,
}

impl Form {
    /// The form as the answers so far fill it.
    pub fn filled(
        knowledge: &Knowledge,
        findings: &Findings,
        step: Step,
        number: Option<i32>,
    ) -> Self {
        let mut form = Self::default();
        if let Some(number) = number {
            form.number = number::signed(number);
        }
        let items = order::items(knowledge, findings, step);
        let answers = findings.answers();
        let is_screen = matches!(step, Step::Screen(_));
        for item in &items {
            if let Some(question) = knowledge.question(*item) {
                let given = answers.get(*item);
                for bit in 0..32 {
                    let mask = 1 << bit;
                    if given & mask != 0 && !(is_screen && mask == NO) && form.number.is_empty() {
                        form.ticks.push(Tick::answer(*item, question, mask));
                    }
                }
            }
        }
        if is_screen && items.iter().all(|item| answers.get(*item) == NO) {
            form.ticks.push(Tick::None);
        }
        form
    }

    /// What the form answers, or what is wrong with it.
    pub(super) fn read(
        &self,
        knowledge: &Knowledge,
        findings: &Findings,
        step: Step,
    ) -> Result<Vec<Answer>, Mistake> {
        match step {
            Step::Screen(_) if self.ticks.is_empty() => Err(Mistake::NothingTicked),
            Step::Screen(_) => {
                let mut answers = Vec::new();
                for question in order::items(knowledge, findings, step) {
                    answers.push(Answer {
                        question,
                        mask: item_answer(self.mask(question)),
                        number: None,
                    });
                }
                Ok(answers)
            }
            Step::Question(_) => {
                let mut answers = Vec::new();
                for index in order::items(knowledge, findings, step) {
                    if let Some(question) = knowledge.question(index) {
                        answers.push(self.read_question(index, question)?);
                    }
                }
                Ok(answers)
            }
        }
    }

    fn read_question(&self, index: QuestionIx, question: &Question) -> Result<Answer, Mistake> {
        let ticked = self.mask(index);
        let mut answer = Answer {
            question: index,
            mask: ticked,
            number: None,
        };
        match question.kind {
            Kind::Number { min, max, .. } if !self.number.is_empty() || ticked == 0 => {
                let number = number::parse_signed(&self.number);
                answer.number = number;
                answer.mask = number
                    .and_then(|number| question.band(number))
                    .ok_or(Mistake::NotInRange { min, max })?;
            }
            _ if ticked == 0 && question.beside => {}
            _ if ticked == 0 => return Err(Mistake::NothingChosen),
            _ if ticked & UNSURE != 0 => answer.mask = UNSURE,
            _ => {
                let others = ticked & !question.reassuring;
                answer.mask = if others == 0 { ticked } else { others };
            }
        }
        Ok(answer)
    }

    fn mask(&self, of: QuestionIx) -> Mask {
        self.ticks.iter().fold(0, |ticked, tick| match tick {
            Tick::Answer { question, mask, .. } if *question == of => ticked | mask,
            _ => ticked,
        })
    }
}

/// An item that was left alone on a screen that was answered is denied.
fn item_answer(ticked: Mask) -> Mask {
    if ticked & YES != 0 {
        YES
    } else if ticked & UNSURE != 0 {
        UNSURE
    } else {
        NO
    }
}
