//! Readers who answer what they are asked, for comparing and for measuring.

use std::hint::black_box;

use checker_engine::order::{self, Step};
use checker_engine::{Answers, Findings, Knowledge, UNSURE, assess};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{sets, written};

/// No guide asks more than this; an order that never ends does not hang the tests.
const MOST_STEPS: usize = 200;

/// Where a reader is.
#[derive(Clone, Debug)]
pub struct Point {
    /// What they have answered.
    pub answers: Answers,
    /// What they have been asked.
    pub asked: Vec<Step>,
}

impl Point {
    /// Before anything has been asked.
    pub fn first(knowledge: &Knowledge) -> Self {
        Self {
            answers: Answers::none(knowledge.questions.len()),
            asked: Vec::new(),
        }
    }
}

/// Where a reader comes by who would answer so, after each step, until nothing more is asked. One who
/// has no answer to a safety question says "not sure", and leaves out any other.
pub fn follow(knowledge: &Knowledge, would: &Answers) -> Vec<Point> {
    let mut points = Vec::new();
    let mut point = Point::first(knowledge);
    while points.len() < MOST_STEPS
        && let Some(step) = order::next(knowledge, &point.answers, &point.asked)
    {
        let findings = Findings::new(knowledge, &point.answers);
        for item in order::items(knowledge, &findings, step) {
            let is_safety = knowledge.question(item).is_some_and(|item| item.safety);
            let answer = match would.get(item) {
                0 if is_safety => UNSURE,
                answer => answer,
            };
            point.answers.set(item, answer);
        }
        point.asked.push(step);
        points.push(point.clone());
    }
    points
}

/// Every place where some readers come by, and what it costs to reason there.
#[wasm_bindgen]
pub struct Readers {
    knowledge: Knowledge,
    points: Vec<Point>,
}

impl Readers {
    /// Those who would give these sets of answers, one a line, then so many random ones.
    pub(crate) fn new(knowledge: &Knowledge, sets: &str, by_chance: u32) -> Result<Self, String> {
        let given = sets.lines().map(|line| written::read(knowledge, line));
        let mut readers = given.collect::<Result<Vec<_>, _>>()?;
        readers.extend((0..by_chance).map(|number| sets::of_reader(knowledge, number)));
        let points = readers.iter().flat_map(|would| follow(knowledge, would));
        Ok(Self {
            knowledge: knowledge.clone(),
            points: points.collect(),
        })
    }
}

#[wasm_bindgen]
impl Readers {
    /// How many places there are.
    pub fn count(&self) -> usize {
        self.points.len()
    }

    /// Concludes from the answers at one of the places, so many times over.
    pub fn assess(&self, at: usize, times: u32) {
        if let Some(Point { answers, .. }) = self.points.get(at) {
            for _ in 0..times {
                black_box(assess(&self.knowledge, black_box(answers)));
            }
        }
    }

    /// Works out what to ask next at one of the places, so many times over.
    pub fn next(&self, at: usize, times: u32) {
        if let Some(Point { answers, asked }) = self.points.get(at) {
            for _ in 0..times {
                black_box(order::next(&self.knowledge, black_box(answers), asked));
            }
        }
    }
}
