//! A session as a text that the browser keeps with each entry of its history.
//!
//! The browser's Back and Forward bring a *place* back: the answers in memory are newer than those
//! in the entry, and are kept. Opening the page again, or reloading it, brings everything back.

use alloc::string::String;
use alloc::vec::Vec;

use checker_engine::knowledge::QuestionIx;
use checker_engine::order::{self, Step};
use checker_engine::{Answers, Knowledge};

use super::{Place, Session};
use crate::number;

/// What an entry of the browser's history holds.
struct Entry {
    run: u32,
    depth: u32,
    changing: bool,
    thorough: bool,
    place: Place,
    asked: Vec<Step>,
    numbers: Vec<(QuestionIx, i32)>,
    answers: Answers,
}

impl Session {
    /// What to keep of the session in the browser's history: a list of numbers that mean something
    /// only to [`Session::reopen`] and [`Session::visit`].
    pub fn state(&self) -> String {
        let place = match self.place {
            Place::Step(step) => step_code(step),
            Place::Result => RESULT,
        };
        let mut state = Vec::from([
            self.stamp,
            self.run,
            self.depth,
            u32::from(self.changing) + 2 * u32::from(self.thorough),
            place,
        ]);
        state.push(u32::try_from(self.asked.len()).unwrap_or(0));
        state.extend(self.asked.iter().map(|step| step_code(*step)));
        state.push(u32::try_from(self.numbers.len()).unwrap_or(0));
        for (question, number) in &self.numbers {
            state.push((*question).into());
            state.push(number.cast_unsigned());
        }
        state.extend(self.answers.iter());
        number::list(&state)
    }

    /// Opens a session as it was kept; a text that was kept of no session of this knowledge begins
    /// a new one.
    pub fn reopen(knowledge: Knowledge, stamp: u32, state: &str) -> Self {
        let mut session = Self::new(knowledge, stamp);
        if let Some(entry) = session.read(state) {
            session.answers = entry.answers;
            session.numbers = entry.numbers;
            session.asked = entry.asked;
            session.run = entry.run;
            session.depth = entry.depth;
            session.thorough = entry.thorough;
            session.settle(entry.place, entry.changing);
        }
        session
    }

    /// Goes to the place of an entry of the browser's history, keeping the answers; the entry of a
    /// session that was to be forgotten leads to the first question.
    pub fn visit(&mut self, state: &str) {
        if let Some(entry) = self.read(state) {
            self.depth = entry.depth;
            if entry.run == self.run {
                self.settle(entry.place, entry.changing);
            } else {
                self.at = 0;
                self.changing = false;
                self.thorough = false;
                self.go_on();
            }
        }
    }

    /// How deep in the checker's part of the browser's history an entry lies.
    pub fn depth_of(&self, state: &str) -> Option<u32> {
        self.read(state).map(|entry| entry.depth)
    }

    /// How many entries of the browser's history before this one are the checker's.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The browser's history has one more entry.
    pub fn deepen(&mut self) {
        self.depth += 1;
    }

    /// Goes to a place, or to what comes instead where the answers have changed since.
    fn settle(&mut self, place: Place, changing: bool) {
        self.go_to(place);
        self.changing = changing && place != Place::Result;
        let findings = self.findings();
        let stays = match place {
            Place::Step(step) => !order::items(&self.knowledge, &findings, step).is_empty(),
            Place::Result => self.is_complete(),
        };
        if !stays {
            self.at = self.asked.len();
            self.go_on();
        }
    }

    /// What a text keeps, if it was kept of a session of this knowledge.
    fn read(&self, state: &str) -> Option<Entry> {
        let mut state = number::parse_list(state)?.into_iter();
        if state.next()? != self.stamp {
            return None;
        }
        let run = state.next()?;
        let depth = state.next()?;
        let flags = state.next()?;
        let place = match state.next()? {
            RESULT => Place::Result,
            code => Place::Step(step_of(code)?),
        };
        let mut asked = Vec::new();
        for _ in 0..state.next()? {
            asked.push(step_of(state.next()?)?);
        }
        let mut numbers = Vec::new();
        for _ in 0..state.next()? {
            let question = state.next()?.try_into().ok()?;
            numbers.push((question, state.next()?.cast_signed()));
        }
        let mut answers = Answers::none(self.knowledge.questions.len());
        for (index, answer) in (0..).zip(state) {
            answers.set(index, answer);
        }
        Some(Entry {
            run,
            depth,
            changing: flags & 1 != 0,
            thorough: flags & 2 != 0,
            place,
            asked,
            numbers,
            answers,
        })
    }
}

/// The code of [`Place::Result`]: no step has it.
const RESULT: u32 = u32::MAX;

/// A step as a number.
pub(crate) fn step_code(step: Step) -> u32 {
    match step {
        Step::Screen(index) => u32::from(index) * 2,
        Step::Question(index) => u32::from(index) * 2 + 1,
    }
}

/// The step of a number.
pub(crate) fn step_of(code: u32) -> Option<Step> {
    let index = u16::try_from(code / 2).ok()?;
    Some(if code.is_multiple_of(2) {
        Step::Screen(index)
    } else {
        Step::Question(index)
    })
}
