//! `content/checker/reasoning.toml`: how results are worded, and what the numbers are.

use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::knowledge::{
    Asking, Bands, Contact, EvidenceText, LevelText, Millibans, Stage,
};
use serde::Deserialize;
use serde_spanned::Spanned;

use super::names::{Names, check_id, unknown};
use super::{levels, ratio};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::toml_source::{parse_file, span_of};

/// Everything that the file says, checked.
#[derive(Debug)]
pub(super) struct Reasoning {
    /// The short id of the guide.
    pub(super) guide: String,
    /// Said at the end of every result.
    pub(super) safety_net: String,
    /// Said until somebody has reviewed the guide.
    pub(super) unreviewed: String,
    /// Questions for whoever sees the reader.
    pub(super) ask: Vec<String>,
    /// The five levels, lowest first.
    pub(super) levels: Vec<LevelText>,
    /// Where each has its id.
    pub(super) level_places: Vec<Span>,
    /// The stages of a plan, in order.
    pub(super) stages: Vec<Stage>,
    /// Indices into the stages.
    pub(super) stage_names: Names<u8>,
    /// The wording of the grades of evidence, in the order of the enum.
    pub(super) evidence: Vec<EvidenceText>,
    /// Weights of evidence by name.
    pub(super) strengths: Names<Millibans>,
    /// Prior log odds by name.
    pub(super) priors: Names<Millibans>,
    /// From where a cause is likely or possible, and a reason strong or moderate.
    pub(super) bands: Bands,
    /// When to stop asking.
    pub(super) asking: Asking,
    /// How many steps no reader is asked more than, where the guide says, with where it does.
    pub(super) longest: Option<(usize, Span)>,
}

/// For a guide that does not say.
const ASKING: Asking = Asking {
    stop: 100,
    most: 20,
};

impl Reasoning {
    /// Reads the file; none when a part is missing without which nothing can be checked.
    pub(super) fn read(
        file: &Arc<SourceFile>,
        contacts: &BTreeMap<String, Vec<Contact>>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let (written, complaints) = parse_file::<ReasoningFile>(file);
        out.extend(complaints);
        let written = written?;
        check_id(file, &written.guide, out);
        let level_ids = written.levels.iter().map(|level| &level.get_ref().id);
        let level_places = level_ids.map(|id| span_of(file, id)).collect();
        let levels = five_levels(file, written.levels, contacts, out);

        let mut stages = Vec::new();
        let mut stage_names = Names::new("stage");
        for (index, stage) in (0..=u8::MAX).zip(written.stages) {
            stage_names.define(file, &stage.id, index, out);
            stages.push(Stage {
                id: stage.id.into_inner(),
                title: stage.title,
            });
        }
        let mut strengths = Names::new("strength");
        for (name, strength) in &written.strengths {
            let weight = ratio::from_ratio(file, &strength.lr, out).unwrap_or(0);
            strengths.define(file, name, weight, out);
        }
        let mut priors = Names::new("prior");
        for (name, prior) in &written.priors {
            let odds = ratio::from_odds(file, &prior.odds, out).unwrap_or(0);
            priors.define(file, name, odds, out);
        }
        Some(Self {
            guide: written.guide.into_inner(),
            safety_net: written.safety_net,
            unreviewed: written.unreviewed,
            ask: written.ask,
            levels: levels?,
            level_places,
            stages,
            stage_names,
            evidence: written.evidence.into_list(),
            strengths,
            priors,
            bands: bands(file, &written.bands, out)?,
            longest: written.asking.as_ref().and_then(|asking| {
                let steps = &asking.longest.as_ref()?.steps;
                Some((usize::from(*steps.get_ref()), span_of(file, steps)))
            }),
            asking: written.asking.map_or(ASKING, |asking| Asking {
                stop: i32::try_from(asking.stop.millionths).unwrap_or(i32::MAX),
                most: asking.most.steps,
            }),
        })
    }
}

/// The levels, if they are the five that there are in their order.
fn five_levels(
    file: &Arc<SourceFile>,
    written: Vec<Spanned<LevelEntry>>,
    contacts: &BTreeMap<String, Vec<Contact>>,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<LevelText>> {
    let ids = written
        .iter()
        .map(|level| level.get_ref().id.get_ref().as_str());
    if !ids.eq(levels::IDS) {
        let expected = levels::IDS.iter().zip(&written);
        let first_wrong = expected
            .filter(|(id, level)| level.get_ref().id.get_ref() != *id)
            .map(|(id, level)| {
                (
                    span_of(file, &level.get_ref().id),
                    format!("expected `{id}` here"),
                )
            })
            .next();
        let message = "the levels are not the five that there are";
        let diagnostic = match (first_wrong, written.get(levels::IDS.len())) {
            (Some((span, expected)), _) => {
                Diagnostic::at(code::BAD_LEVELS, span, message).label(expected)
            }
            (None, Some(sixth)) => Diagnostic::at(code::BAD_LEVELS, span_of(file, sixth), message)
                .label("there is no sixth level"),
            (None, None) => Diagnostic::about(code::BAD_LEVELS, file.path.clone(), message),
        };
        out.push(diagnostic.help(format!(
            "expected, lowest first: {}",
            levels::IDS.join(", ")
        )));
        return None;
    }
    let levels = written.into_iter().map(|level| {
        let level = level.into_inner();
        LevelText {
            id: level.id.into_inner(),
            title: level.title,
            action: level.action,
            contacts: level
                .contacts
                .iter()
                .flat_map(|name| find_contacts(file, name, contacts, out))
                .collect(),
        }
    });
    Some(levels.collect())
}

fn find_contacts(
    file: &Arc<SourceFile>,
    name: &Spanned<String>,
    contacts: &BTreeMap<String, Vec<Contact>>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Contact> {
    let found = contacts.get(name.get_ref());
    if found.is_none() {
        let known = contacts.keys().map(String::as_str);
        out.push(
            unknown("contact", name.get_ref(), span_of(file, name), known)
                .label("not among the contacts of the configured country"),
        );
    }
    found.cloned().unwrap_or_default()
}

fn bands(file: &Arc<SourceFile>, written: &BandsEntry, out: &mut Vec<Diagnostic>) -> Option<Bands> {
    let (likely, possible) = (&written.likely.odds, &written.possible.odds);
    let (strong, moderate) = (&written.strong.lr, &written.moderate.lr);
    let bands = Bands {
        likely: ratio::from_odds(file, likely, out)?,
        possible: ratio::from_odds(file, possible, out)?,
        strong: ratio::from_ratio(file, strong, out)?,
        moderate: ratio::from_ratio(file, moderate, out)?,
        most: *written.most.get_ref(),
    };
    let mut complain = |span, message: &str, label: &str| {
        out.push(Diagnostic::at(code::BAD_RATIO, span, message).label(label));
    };
    if bands.possible >= bands.likely {
        let label = "expected lower odds than those of `likely`";
        complain(
            span_of(file, possible),
            "possible is not below likely",
            label,
        );
    }
    if bands.moderate <= Millibans::default() {
        let label = "expected a ratio above 1";
        complain(span_of(file, moderate), "a moderate reason is none", label);
    }
    if bands.moderate >= bands.strong {
        let label = "expected a lower ratio than that of `strong`";
        complain(
            span_of(file, moderate),
            "moderate is not below strong",
            label,
        );
    }
    if bands.most == 0 {
        let label = "expected at least 1";
        complain(
            span_of(file, &written.most),
            "no cause would be listed",
            label,
        );
    }
    Some(bands)
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasoningFile {
    guide: Spanned<String>,
    safety_net: String,
    unreviewed: String,
    #[serde(default)]
    ask: Vec<String>,
    #[serde(default, rename = "level")]
    levels: Vec<Spanned<LevelEntry>>,
    #[serde(default, rename = "stage")]
    stages: Vec<StageEntry>,
    evidence: EvidenceEntry,
    #[serde(default)]
    strengths: BTreeMap<Spanned<String>, RatioEntry>,
    #[serde(default)]
    priors: BTreeMap<Spanned<String>, OddsEntry>,
    bands: BandsEntry,
    asking: Option<AskingEntry>,
}

/// When to stop asking, each with why it has this value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskingEntry {
    stop: StopEntry,
    most: MostEntry,
    longest: Option<LongestEntry>,
}

/// How many steps are the most, whatever is answered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LongestEntry {
    steps: Spanned<u8>,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StopEntry {
    millionths: u32,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MostEntry {
    steps: u8,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelEntry {
    id: Spanned<String>,
    title: String,
    action: String,
    #[serde(default)]
    contacts: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    id: Spanned<String>,
    title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceEntry {
    supported: EvidenceText,
    mixed: EvidenceText,
    weak: EvidenceText,
    contradicted: EvidenceText,
}

impl EvidenceEntry {
    /// In the order of [`checker_engine::knowledge::Evidence`].
    fn into_list(self) -> Vec<EvidenceText> {
        vec![self.supported, self.mixed, self.weak, self.contradicted]
    }
}

/// A likelihood ratio, with why it has this value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RatioEntry {
    lr: Spanned<f64>,
    #[serde(rename = "why")]
    _why: String,
}

/// Odds, with why they have this value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OddsEntry {
    odds: Spanned<String>,
    #[serde(rename = "why")]
    _why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandsEntry {
    likely: OddsEntry,
    possible: OddsEntry,
    strong: RatioEntry,
    moderate: RatioEntry,
    most: Spanned<u8>,
}
