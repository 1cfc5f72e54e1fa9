//! What a reader may have answered, as functions that are still open.

use checker_engine::knowledge::{Kind, QuestionIx};
use checker_engine::{Answers, Knowledge, Mask, UNSURE};

use super::circuit::{ALWAYS, Circuit, Fact, NEVER};

/// Which bit of a circuit stands for which answer.
///
/// There are two sets of them: what is answered now, and what the answers might be once every question
/// is answered that is not yet, or not surely.
#[derive(Debug)]
pub(super) struct Bits {
    /// The first bit of each question; behind its options comes "not sure".
    first: Vec<u32>,
    /// Whether a question can have several answers at once.
    several: Vec<bool>,
    /// How many bits a set has.
    count: u32,
}

/// One of the two sets of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// What is answered now.
    Now,
    /// What might be answered in time.
    InTime,
}

impl Bits {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut count = 0;
        let mut first = Vec::new();
        for question in &knowledge.questions {
            first.push(count);
            count += u32::try_from(question.options.len()).unwrap_or(u32::MAX) + 1;
        }
        let several = |kind: &Kind| matches!(kind, Kind::Many | Kind::Place);
        Self {
            first,
            several: knowledge
                .questions
                .iter()
                .map(|question| several(&question.kind))
                .collect(),
            count,
        }
    }

    /// The question of a bit.
    pub(super) fn question(&self, bit: u32) -> QuestionIx {
        let bit = bit % self.count;
        let question = self.first.partition_point(|first| *first <= bit) - 1;
        QuestionIx::try_from(question).unwrap_or(QuestionIx::MAX)
    }

    /// The bits of a question beside this one in its set.
    pub(super) fn of_question(&self, bit: u32) -> (std::ops::Range<u32>, Exclusion) {
        let set = bit / self.count * self.count;
        let question = usize::from(self.question(bit));
        let end = self.first.get(question + 1).unwrap_or(&self.count);
        let exclusion = if self.several[question] {
            Exclusion::LastFromOthers
        } else {
            Exclusion::EachFromOthers
        };
        (set + self.first[question]..set + end, exclusion)
    }

    /// The answers that some bits of a set are.
    pub(super) fn answers(&self, set: Set, is_set: impl Fn(u32) -> bool) -> Answers {
        let mut answers = Answers::none(self.first.len());
        for (question, first) in (0..).zip(&self.first) {
            let first = first + self.offset(set);
            let (bits, _) = self.of_question(first);
            let mask = bits.clone().filter(|bit| is_set(*bit)).map(|bit| {
                if bit + 1 == bits.end {
                    UNSURE
                } else {
                    1 << (bit - bits.start)
                }
            });
            answers.set(question, mask.fold(0, |all: Mask, bit| all | bit));
        }
        answers
    }

    fn offset(&self, set: Set) -> u32 {
        match set {
            Set::Now => 0,
            Set::InTime => self.count,
        }
    }
}

/// Which answers to one question cannot stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exclusion {
    /// No two.
    EachFromOthers,
    /// "Not sure", the last, and any other.
    LastFromOthers,
}

/// One question's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// For each option, whether it is the answer, or among the answers.
    pub(super) options: Vec<Fact>,
    /// Whether the answer is "not sure".
    pub(super) unsure: Fact,
}

impl Told {
    /// An answer that is known: some options, "not sure", or none where zero.
    pub(super) fn exactly(options: usize, answer: Mask) -> Self {
        let fact = |holds| if holds { ALWAYS } else { NEVER };
        Self {
            options: (0..options)
                .map(|option| fact(answer >> option & 1 == 1))
                .collect(),
            unsure: fact(answer & UNSURE != 0),
        }
    }

    /// Any answer that there can be.
    pub(super) fn open(bits: &Bits, set: Set, question: QuestionIx, circuit: &mut Circuit) -> Self {
        let first = bits.first[usize::from(question)] + bits.offset(set);
        let (mut range, _) = bits.of_question(first);
        range.end -= 1;
        Self {
            unsure: circuit.bit(range.end),
            options: range.map(|bit| circuit.bit(bit)).collect(),
        }
    }

    /// Whether some of these are among the answers.
    pub(super) fn is(&self, answers: Mask, circuit: &mut Circuit) -> Fact {
        let unsure = if answers & UNSURE == 0 {
            NEVER
        } else {
            self.unsure
        };
        let options = (0..31).zip(&self.options);
        let options: Vec<Fact> = options
            .filter(|(option, _)| answers >> option & 1 == 1)
            .map(|(_, fact)| *fact)
            .collect();
        circuit.any(options.into_iter().chain([unsure]))
    }

    /// Whether there is an answer that says anything.
    pub(super) fn known(&self, circuit: &mut Circuit) -> Fact {
        let any = circuit.any(self.options.iter().copied());
        circuit.but_not(any, self.unsure)
    }
}

/// Any answers to all questions.
pub(super) fn open_answers(knowledge: &Knowledge, bits: &Bits, circuit: &mut Circuit) -> Vec<Told> {
    let all = knowledge.indexed_questions();
    all.map(|(question, _)| Told::open(bits, Set::Now, question, circuit))
        .collect()
}
