//! `guideway explain-knowledge`: the model as a graph, or whole as JSON.

use std::fmt::Write;

use checker_engine::knowledge::{Cause, Knowledge, Layer, Millibans};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{Format, Outcome, Where, complain, say};
use crate::diagnostic::{Diagnostic, code};
use crate::knowledge::rule::text::{answer_ids, text};
use crate::knowledge::{Compiled, levels};
use crate::suggest;

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// In which form; `--format json` gives the whole model
    #[arg(long = "as", value_enum, default_value_t = Graph::Mermaid)]
    graph: Graph,
    /// Only this cause
    #[arg(long, value_name = "ID")]
    cause: Option<String>,
    #[command(flatten)]
    place: Where,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Graph {
    /// A flow chart for Mermaid
    Mermaid,
    /// A graph for Graphviz
    Dot,
}

impl Explain {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Some((compiled, mut out)) = self.place.knowledge()? else {
            return Ok(Outcome::Failed);
        };
        let causes = &compiled.knowledge.causes;
        let wanted = |cause: &&Cause| self.cause.as_ref().is_none_or(|id| *id == cause.id);
        let shown: Vec<&Cause> = causes.iter().filter(wanted).collect();
        if let Some(id) = self.cause.as_ref().filter(|_| shown.is_empty()) {
            let mut unknown = Diagnostic::new(code::UNKNOWN_ID, format!("unknown cause `{id}`"));
            unknown.help = suggest::help(id, causes.iter().map(|cause| cause.id.as_str()));
            out.push(unknown);
            complain(&out, self.place.format);
            return Ok(Outcome::Failed);
        }
        match self.place.format {
            Format::Json => {
                let model = Model::new(&compiled, &shown);
                say(&(serde_json::to_string_pretty(&model)? + "\n"));
            }
            Format::Text => say(&draw(self.graph, &compiled.knowledge, &shown)),
        }
        Ok(Outcome::Done)
    }
}

/// Findings to causes, causes to treatments and levels.
fn draw(graph: Graph, knowledge: &Knowledge, causes: &[&Cause]) -> String {
    let mut edges: Vec<(String, String, String)> = Vec::new();
    for cause in causes {
        for finding in &cause.findings {
            if let Some(question) = knowledge.question(finding.question) {
                let answers = answer_ids(question, finding.answers).join("/");
                let from = format!("{}: {answers}", question.id);
                edges.push((from, cause.id.clone(), ratio(finding.weight)));
            }
        }
        for treatment in &cause.treatments {
            if let Some(treatment) = knowledge.treatment(*treatment) {
                edges.push((cause.id.clone(), treatment.id.clone(), String::new()));
            }
        }
        if let Some(danger) = &cause.danger {
            let level = levels::id(danger.level).to_owned();
            let from = format!("at {}", ratio(danger.from));
            edges.push((cause.id.clone(), level, from));
        }
    }
    let mut nodes: Vec<&String> = edges.iter().flat_map(|(a, b, _)| [a, b]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let number = |node: &String| nodes.binary_search(&node).unwrap_or_default();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = match graph {
        Graph::Mermaid => mermaid(&mut out, &nodes, &edges, number),
        Graph::Dot => dot(&mut out, &edges),
    };
    out
}

fn mermaid(
    out: &mut String,
    nodes: &[&String],
    edges: &[(String, String, String)],
    number: impl Fn(&String) -> usize,
) -> std::fmt::Result {
    writeln!(out, "flowchart LR")?;
    for (index, node) in nodes.iter().enumerate() {
        writeln!(out, "  n{index}[\"{node}\"]")?;
    }
    for (from, to, label) in edges {
        let label = match label.as_str() {
            "" => String::new(),
            label => format!("|\"{label}\"|"),
        };
        writeln!(out, "  n{} -->{label} n{}", number(from), number(to))?;
    }
    Ok(())
}

fn dot(out: &mut String, edges: &[(String, String, String)]) -> std::fmt::Result {
    writeln!(
        out,
        "digraph knowledge {{\n  rankdir = LR;\n  node [shape = box];"
    )?;
    for (from, to, label) in edges {
        writeln!(out, "  \"{from}\" -> \"{to}\" [label = \"{label}\"];")?;
    }
    writeln!(out, "}}")
}

/// A weight as the ratio that it stands for.
fn ratio(weight: Millibans) -> String {
    format!("x {:.2}", 10_f64.powf(f64::from(weight) / 1000.0))
}

/// The whole model. docs/formats/knowledge.schema.json describes its JSON.
#[derive(Serialize)]
struct Model<'a> {
    /// The version of this form.
    format: u8,
    guide: &'a str,
    /// What weights and odds are: 1000 times the base-10 logarithm of a ratio.
    unit: &'static str,
    bands: Bands,
    causes: Vec<CauseEntry<'a>>,
    flags: Vec<FlagEntry<'a>>,
    treatments: Vec<TreatmentEntry<'a>>,
}

#[derive(Serialize)]
struct Bands {
    likely: Millibans,
    possible: Millibans,
    strong: Millibans,
    moderate: Millibans,
    most: u8,
}

#[derive(Serialize)]
struct CauseEntry<'a> {
    id: &'a str,
    title: &'a str,
    layer: Layer,
    evidence: checker_engine::knowledge::Evidence,
    prior: Millibans,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies: Option<String>,
    findings: Vec<FindingEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    danger: Option<DangerEntry>,
    treatments: Vec<&'a str>,
    sources: Vec<&'a str>,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    question: &'a str,
    answers: Vec<&'a str>,
    weight: Millibans,
    /// The likelihood ratio that the weight stands for.
    ratio: f64,
    /// Of the findings of a group only the strongest for and against count; zero is none.
    group: u8,
}

#[derive(Serialize)]
struct DangerEntry {
    level: &'static str,
    from: Millibans,
}

#[derive(Serialize)]
struct FlagEntry<'a> {
    id: &'a str,
    level: &'static str,
    when: String,
    because: &'a str,
    may_mean: &'a str,
}

#[derive(Serialize)]
struct TreatmentEntry<'a> {
    id: &'a str,
    title: &'a str,
    evidence: checker_engine::knowledge::Evidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forbid: Option<String>,
    activity: bool,
    discuss: bool,
}

impl<'a> Model<'a> {
    fn new(compiled: &'a Compiled, causes: &[&'a Cause]) -> Self {
        let knowledge = &compiled.knowledge;
        let rule = |rule: &checker_engine::knowledge::Expr| text(rule, &knowledge.questions);
        let bands = &knowledge.bands;
        Self {
            format: 1,
            guide: &knowledge.guide,
            unit: "1000 * log10",
            bands: Bands {
                likely: bands.likely,
                possible: bands.possible,
                strong: bands.strong,
                moderate: bands.moderate,
                most: bands.most,
            },
            causes: causes
                .iter()
                .map(|cause| CauseEntry::new(compiled, cause))
                .collect(),
            flags: knowledge
                .flags
                .iter()
                .map(|flag| FlagEntry {
                    id: &flag.id,
                    level: levels::id(flag.level),
                    when: rule(&flag.when),
                    because: &flag.because,
                    may_mean: &flag.may_mean,
                })
                .collect(),
            treatments: knowledge
                .treatments
                .iter()
                .map(|treatment| TreatmentEntry {
                    id: &treatment.id,
                    title: &treatment.title,
                    evidence: treatment.evidence,
                    offer: treatment.offer.as_ref().map(rule),
                    forbid: treatment.forbid.as_ref().map(rule),
                    activity: treatment.activity,
                    discuss: treatment.discuss,
                })
                .collect(),
        }
    }
}

impl<'a> CauseEntry<'a> {
    fn new(compiled: &'a Compiled, cause: &'a Cause) -> Self {
        let knowledge = &compiled.knowledge;
        let treatments = cause.treatments.iter();
        let sources = compiled.cause_sources.get(&cause.id);
        Self {
            id: &cause.id,
            title: &cause.title,
            layer: cause.layer,
            evidence: cause.evidence,
            prior: cause.prior,
            applies: cause
                .applies
                .as_ref()
                .map(|rule| text(rule, &knowledge.questions)),
            findings: cause
                .findings
                .iter()
                .filter_map(|finding| {
                    let question = knowledge.question(finding.question)?;
                    Some(FindingEntry {
                        question: &question.id,
                        answers: answer_ids(question, finding.answers),
                        weight: finding.weight,
                        ratio: 10_f64.powf(f64::from(finding.weight) / 1000.0),
                        group: finding.group,
                    })
                })
                .collect(),
            danger: cause.danger.as_ref().map(|danger| DangerEntry {
                level: levels::id(danger.level),
                from: danger.from,
            }),
            treatments: treatments
                .filter_map(|index| Some(knowledge.treatment(*index)?.id.as_str()))
                .collect(),
            sources: sources.into_iter().flatten().map(String::as_str).collect(),
        }
    }
}
