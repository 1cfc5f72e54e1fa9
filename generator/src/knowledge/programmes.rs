//! Programmes: treatments that go on in stages, from the front matter of their pages.

use serde::Serialize;
use serde_spanned::Spanned;

use super::bounds::bounded;
use super::names::unknown;
use super::{Input, PageFacts, facts};
use crate::diagnostic::{Diagnostic, code};
use crate::links;
use crate::toml_source::{span_of, span_within};

/// A treatment in stages, as the browser gets it. Scores are whole numbers from 0 to 10.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// The treatment's id.
    pub(super) id: String,
    /// Its title.
    title: String,
    /// Its page, from the site's root.
    url: String,
    /// Advises going on with the activity: not while anything says stop.
    activity: bool,
    /// Days from one session to the next.
    every: u32,
    /// Days from the plan's beginning to the first session.
    from: u32,
    /// So many good sessions, and the next stage comes.
    sessions: u32,
    /// A session is good with no higher score than this, on the day and the next morning.
    most: u32,
    /// From this score on it was a flare; none where there are no flares.
    flare: Option<u32>,
    /// So many stages back after a flare.
    back: u32,
    /// What has to be true before the first session; empty where nothing has.
    ready: String,
    /// Waits until another programme has come to a stage.
    after: Option<After>,
    /// In order.
    stages: Vec<Stage>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct After {
    id: String,
    /// The stage's number, from 1.
    stage: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Stage {
    title: String,
    how: String,
    exercises: Vec<Exercise>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Exercise {
    title: String,
    /// Where it is described, from the site's root.
    url: String,
    how: String,
}

/// The bounds of every whole number of a programme.
const DAYS: (u32, u32) = (1, 28);
const SCORE: (u32, u32) = (0, 10);
const SESSIONS: (u32, u32) = (1, 60);

/// Reads the programmes of all pages, in the order of the pages.
pub(super) fn programmes(input: &Input, out: &mut Vec<Diagnostic>) -> Vec<Programme> {
    let written: Vec<(&PageFacts, &Spanned<facts::Programme>)> = (input.pages.iter())
        .filter_map(|page| {
            let treatment = page.treatment.as_ref()?.get_ref();
            Some((page, treatment.programme.as_ref()?))
        })
        .collect();
    written
        .iter()
        .map(|(page, programme)| read(page, programme.get_ref(), input, &written, out))
        .collect()
}

fn read(
    page: &PageFacts,
    written: &facts::Programme,
    input: &Input,
    others: &[(&PageFacts, &Spanned<facts::Programme>)],
    out: &mut Vec<Diagnostic>,
) -> Programme {
    let mut number = |value: &Spanned<u32>, bounds| bounded(&page.file, value, bounds, out);
    let every = number(&written.every, DAYS);
    let from = written
        .from
        .as_ref()
        .map_or(0, |from| number(from, (0, DAYS.1)));
    let sessions = number(&written.good.sessions, SESSIONS);
    let most = number(&written.good.most, SCORE);
    let flare = written.flare.as_ref();
    let back = flare.map_or(0, |flare| number(&flare.back, SESSIONS));
    // A limit that is none is complained of by itself.
    let least = if most < SCORE.1 { most + 1 } else { 0 };
    let flare = flare.map(|flare| number(&flare.from, (least, SCORE.1)));
    if written.stages.get_ref().is_empty() {
        out.push(
            Diagnostic::at(
                code::INCOMPLETE,
                span_of(&page.file, &written.stages),
                "a programme without a stage",
            )
            .label("expected at least one stage")
            .help("add `{ title = \"...\" }`"),
        );
    }
    let stages = written.stages.get_ref().iter().map(|stage| Stage {
        title: stage.title.clone(),
        how: stage.how.clone(),
        exercises: (stage.exercises.iter())
            .filter_map(|exercise| exercise_of(page, exercise, input, out))
            .collect(),
    });
    let stages = stages.collect();
    Programme {
        id: page.id.clone(),
        title: page.title.clone(),
        url: page.url.clone(),
        activity: (page.treatment.as_ref())
            .is_some_and(|facts| facts.get_ref().activity || facts.get_ref().harmful),
        every,
        from,
        sessions,
        most,
        flare,
        back,
        ready: written.ready.clone(),
        after: (written.after.as_ref()).and_then(|after| after_of(page, after, others, out)),
        stages,
    }
}

fn after_of(
    page: &PageFacts,
    after: &facts::After,
    others: &[(&PageFacts, &Spanned<facts::Programme>)],
    out: &mut Vec<Diagnostic>,
) -> Option<After> {
    let id = after.treatment.get_ref();
    let known = others.iter().filter(|(other, _)| other.id != page.id);
    let Some((_, other)) = known.clone().find(|(other, _)| other.id == *id) else {
        let known = known.map(|(other, _)| other.id.as_str());
        let span = span_of(&page.file, &after.treatment);
        out.push(unknown("programme", id, span, known));
        return None;
    };
    let stages = u32::try_from(other.get_ref().stages.get_ref().len()).unwrap_or(u32::MAX);
    let stage = bounded(&page.file, &after.stage, (1, stages.max(1)), out);
    Some(After {
        id: id.clone(),
        stage: stage as usize,
    })
}

/// An exercise is a heading of a page about a treatment: `#id` on the programme's own page, or
/// `page.md#id` relative to it.
fn exercise_of(
    page: &PageFacts,
    exercise: &facts::Exercise,
    input: &Input,
    out: &mut Vec<Diagnostic>,
) -> Option<Exercise> {
    let link = exercise.link.get_ref();
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = if path.is_empty() {
        Some(page.path.clone())
    } else {
        links::resolve(page.path.parent()?, path)
    };
    let other = (input.pages.iter()).find(|other| Some(&other.path) == path.as_ref());
    let Some(other) = other else {
        let span = span_within(&page.file, &exercise.link, 0..link.len() - anchor.len());
        out.push(
            Diagnostic::at(
                code::BROKEN_LINK,
                span,
                format!("`{link}` leads to no page about a treatment"),
            )
            .label("expected `#id`, or the path of another page about a treatment with one")
            .help("write it as a link of this page's text"),
        );
        return None;
    };
    let Some((_, title)) = other.headings.iter().find(|(id, _)| id == anchor) else {
        let start = link.len() - anchor.len();
        let span = span_within(&page.file, &exercise.link, start..link.len());
        let known = other.headings.iter().map(|(id, _)| id.as_str());
        out.push(Diagnostic {
            code: code::BROKEN_ANCHOR,
            ..unknown("heading", anchor, span, known)
        });
        return None;
    };
    Some(Exercise {
        title: title.clone(),
        url: format!("{}#{anchor}", other.url),
        how: exercise.how.clone(),
    })
}
