//! One reader's way through the checker: what was asked, what was answered, where they are.
//!
//! It knows no browser: what the reader does comes in as calls, what to keep in the browser's
//! history goes out as a text ([`Session::state`]).

use alloc::vec::Vec;

use checker_engine::answers::Findings;
use checker_engine::assess::{assess, shown};
use checker_engine::knowledge::QuestionIx;
use checker_engine::order::{self, Step};
use checker_engine::{Answers, Knowledge, link};

mod form;
mod state;
#[cfg(test)]
mod tests;

pub use form::{Form, Mistake, Tick};
pub(crate) use state::{step_code, step_of};

/// What the reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A screen with something to answer.
    Step(Step),
    /// What follows from the answers.
    Result,
}

/// Answers and place of one reader.
#[derive(Clone, Debug)]
pub struct Session {
    knowledge: Knowledge,
    /// Tells this knowledge from others.
    stamp: u32,
    answers: Answers,
    /// Numbers as typed, where the answer is a number.
    numbers: Vec<(QuestionIx, i32)>,
    /// What was answered or left out, in the order asked.
    asked: Vec<Step>,
    place: Place,
    /// How many of `asked` come before the place.
    at: usize,
    /// The reader came from the result to change an answer, and goes back there.
    changing: bool,
    /// The reader wants to tell more than the checker asks for.
    thorough: bool,
    /// Counts how often the reader started again, so that the browser's Back does not bring back
    /// what was to be forgotten.
    run: u32,
    /// How many of the browser's history entries before this one are the checker's.
    depth: u32,
}

impl Session {
    /// Begins with the first question. The stamp is that of the knowledge's bytes, as
    /// [`checker_engine::codec::stamp`] makes it.
    pub fn new(knowledge: Knowledge, stamp: u32) -> Self {
        let mut session = Self {
            answers: Answers::none(knowledge.questions.len()),
            knowledge,
            stamp,
            numbers: Vec::new(),
            asked: Vec::new(),
            place: Place::Result,
            at: 0,
            changing: false,
            thorough: false,
            run: 0,
            depth: 0,
        };
        session.go_on();
        session
    }

    /// What the checker knows.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The answers given, those to questions that do not apply any more included.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The answers that count.
    pub fn findings(&self) -> Findings {
        Findings::new(&self.knowledge, &self.answers)
    }

    /// What the reader sees.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The ids of the treatments that the result offers; none before it, and none at a level at which
    /// the reader is to be seen first.
    pub fn offered(&self) -> Vec<&str> {
        let assessment = assess(&self.knowledge, &self.answers);
        if self.place != Place::Result || !shown(assessment.level).activity {
            return Vec::new();
        }
        let offered = assessment.advice.offered.into_iter().flatten();
        offered
            .filter_map(|index| Some(self.knowledge.treatment(index)?.id.as_str()))
            .collect()
    }

    /// The number typed as the answer to a question.
    pub fn number(&self, question: QuestionIx) -> Option<i32> {
        let typed = self.numbers.iter().find(|(asked, _)| *asked == question);
        typed.map(|(_, number)| *number)
    }

    /// What was asked and still applies, in order.
    pub fn asked(&self) -> Vec<Step> {
        let findings = self.findings();
        let mut asked = Vec::new();
        for step in &self.asked {
            if !order::items(&self.knowledge, &findings, *step).is_empty() {
                asked.push(*step);
            }
        }
        asked
    }

    /// The place's number, from 1, and about how many there are in all: what is left as far as the
    /// answers tell, but no more than are asked as a rule, for each answer leaves out some.
    pub fn progress(&self) -> (usize, usize) {
        let asked = self.asked();
        let place = match self.place {
            Place::Step(step) => asked.iter().position(|asked| *asked == step),
            Place::Result => None,
        };
        let remaining = self.remaining(&asked);
        let new = remaining.iter().filter(|step| !asked.contains(step));
        let place = place.unwrap_or(asked.len()) + 1;
        let all = asked.len() + new.count();
        let most = usize::from(self.knowledge.asking.most);
        let about = if self.thorough {
            all
        } else {
            all.min(most.max(place))
        };
        (place, about)
    }

    /// Whether this is not the first thing the reader sees.
    pub fn can_go_back(&self) -> bool {
        self.before().is_some()
    }

    /// Takes the answers of a form and goes on, or says what is wrong with them and stays.
    pub fn submit(&mut self, form: &Form) -> Result<(), Mistake> {
        let Place::Step(step) = self.place else {
            return Ok(());
        };
        for answer in form.read(&self.knowledge, &self.findings(), step)? {
            self.answers.set(answer.question, answer.mask);
            self.type_in(answer.question, answer.number);
        }
        self.passed(step);
        Ok(())
    }

    /// Goes on without an answer. Safety questions cannot be left out.
    pub fn skip(&mut self) {
        if let Place::Step(step @ Step::Question(question)) = self.place
            && self.can_skip(question)
        {
            for item in order::items(&self.knowledge, &self.findings(), step) {
                self.answers.set(item, 0);
                self.type_in(item, None);
            }
            self.passed(step);
        }
    }

    /// Whether a question can be left without an answer.
    pub fn can_skip(&self, question: QuestionIx) -> bool {
        self.knowledge
            .question(question)
            .is_some_and(|question| !question.safety)
    }

    /// Goes back to what was asked before, keeping every answer.
    pub fn back(&mut self) {
        if let Some(place) = self.before() {
            self.go_to(place);
        }
    }

    /// Goes from the result to a step that was asked, to answer it anew.
    pub fn change(&mut self, step: Step) {
        if self.asked.contains(&step) {
            self.go_to(Place::Step(step));
            self.changing = true;
        }
    }

    /// Whether there are questions that the checker would not have asked.
    pub fn has_more(&self) -> bool {
        !self.thorough && !order::rest(&self.knowledge, &self.answers, &self.asked).is_empty()
    }

    /// Goes on from the result with the questions that the checker would not have asked.
    pub fn more(&mut self) {
        self.thorough = true;
        self.go_on();
    }

    /// Opens answers that were kept or shared: whether they hold, nobody knows any more, so every
    /// safety question is asked anew, and then the result follows. Tells whether the text holds
    /// answers to these questions; where it does not, nothing changes.
    pub fn open(&mut self, link: &str) -> bool {
        let Ok(mut answers) = link::read(&self.knowledge, link) else {
            return false;
        };
        for (index, question) in self.knowledge.indexed_questions() {
            if question.safety {
                answers.set(index, 0);
            }
        }
        self.start_again();
        for step in order::steps(&self.knowledge, &Findings::new(&self.knowledge, &answers)) {
            if let Step::Question(question) = step
                && answers.answered(question)
            {
                self.asked.push(step);
            }
        }
        self.answers = answers;
        self.changing = true;
        self.go_on();
        true
    }

    /// Forgets every answer and begins anew.
    pub fn start_again(&mut self) {
        self.answers = Answers::none(self.knowledge.questions.len());
        self.numbers.clear();
        self.asked.clear();
        self.run = self.run.wrapping_add(1);
        self.at = 0;
        self.changing = false;
        self.thorough = false;
        self.go_on();
    }

    /// Takes the number typed as an answer in place of the one before.
    fn type_in(&mut self, question: QuestionIx, number: Option<i32>) {
        let known = self
            .numbers
            .iter()
            .position(|(typed, _)| *typed == question);
        if let Some(at) = known {
            self.numbers.swap_remove(at);
        }
        if let Some(number) = number {
            self.numbers.push((question, number));
        }
    }

    /// Marks a step as asked and goes on from it.
    fn passed(&mut self, step: Step) {
        if let Some(at) = self.asked.iter().position(|asked| *asked == step) {
            self.at = at;
        } else {
            self.asked.push(step);
            for at in (self.at + 1..self.asked.len()).rev() {
                self.asked.swap(at - 1, at);
            }
        }
        self.at += 1;
        self.go_on();
    }

    /// Goes to what comes next: walking, the first step that was not passed on the way here;
    /// changing an answer, the first that was never asked.
    fn go_on(&mut self) {
        let passed = if self.changing {
            &self.asked[..]
        } else {
            self.asked.get(..self.at).unwrap_or(&self.asked)
        };
        match self.remaining(passed).into_iter().next() {
            Some(step) => {
                let known = self.asked.iter().position(|asked| *asked == step);
                self.at = known.unwrap_or(self.at);
                self.place = Place::Step(step);
            }
            None => self.go_to(Place::Result),
        }
    }

    fn go_to(&mut self, place: Place) {
        let at = match place {
            Place::Step(step) => self.asked.iter().position(|asked| *asked == step),
            Place::Result => {
                self.changing = false;
                None
            }
        };
        self.at = at.unwrap_or(self.asked.len());
        self.place = place;
    }

    /// What is left to ask after these steps.
    fn remaining(&self, passed: &[Step]) -> Vec<Step> {
        let mut remaining = order::remaining(&self.knowledge, &self.answers, passed);
        if self.thorough {
            for step in order::rest(&self.knowledge, &self.answers, passed) {
                if !remaining.contains(&step) {
                    remaining.push(step);
                }
            }
        }
        remaining
    }

    /// Whether there is nothing left to ask.
    fn is_complete(&self) -> bool {
        self.remaining(&self.asked).is_empty()
    }

    fn before(&self) -> Option<Place> {
        if self.changing && self.is_complete() {
            return Some(Place::Result);
        }
        let passed = self.asked.get(..self.at)?;
        let still = self.asked();
        let step = passed.iter().rev().find(|step| still.contains(step))?;
        Some(Place::Step(*step))
    }
}
