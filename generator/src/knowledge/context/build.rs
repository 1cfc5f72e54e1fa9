//! Contexts from knowledge.

use std::cmp::Reverse;

use checker_engine::knowledge::{
    Bands, Cause, Evidence, Flag, Layer, Level, Millibans, Question, QuestionIx, Treatment,
    TreatmentIx, Weight,
};
use checker_engine::{Knowledge, Mask};
use serde_spanned::Spanned;

use super::{
    AnswerCause, AnswerContext, CauseContext, CauseItem, CheckerContext, EvidenceContext,
    FlagContext, Judgement, LevelContext, Link, Reason, Relative, StageContext, SymptomContext,
    TreatmentContext,
};
use crate::knowledge::{Compiled, facts};

impl Compiled {
    /// What the checker's page shows, with the URLs from the site's root of its code, of what it knows,
    /// and of the programmes.
    pub fn checker_context(
        &self,
        [script, data, facts]: [&str; 3],
        map: Option<String>,
        relative: Relative,
    ) -> CheckerContext {
        let view = View {
            knowledge: &self.knowledge,
            relative,
        };
        CheckerContext {
            script: relative(script),
            data: relative(data),
            facts: relative(facts),
            programmes: (self.plans.iter().flat_map(|plans| &plans.programmes))
                .map(|programme| programme.id.clone())
                .collect(),
            diary: self.plans.as_ref().map(|plans| plans.diary.clone()),
            map,
            levels: view.levels(),
            symptoms: view.symptoms(),
            contributors: view
                .causes(|cause| !is_blamed(cause) && cause.layer == Layer::Contributor),
            conditions: view.causes(|cause| !is_blamed(cause) && cause.layer == Layer::Condition),
            often_blamed: view.causes(is_blamed),
            stages: view.stages(),
            safety_net: self.knowledge.safety_net.clone(),
            ask: self.ask.clone(),
        }
    }

    /// What a page about a cause shows; none where the id is not that of a cause.
    pub fn cause_context(&self, id: &str, relative: Relative) -> Option<CauseContext> {
        let view = View {
            knowledge: &self.knowledge,
            relative,
        };
        let cause = self.knowledge.causes.iter().find(|cause| cause.id == id)?;
        Some(CauseContext {
            kind: cause.layer,
            evidence: view.evidence(cause.evidence),
            speaks_for: view.reasons(cause, |weight| weight > 0),
            speaks_against: view.reasons(cause, |weight| weight < 0),
            treatments: view.treatments_of(cause),
        })
    }

    /// What the checker takes answers to say about a cause although nothing that was read says so.
    pub fn judgements(&self, id: &str, facts: &facts::Cause) -> Vec<Judgement> {
        let knowledge = &self.knowledge;
        let Some(cause) = knowledge.causes.iter().find(|cause| cause.id == id) else {
            return Vec::new();
        };
        let judged = facts.findings.iter().map(Spanned::get_ref);
        judged
            .filter(|finding| finding.review)
            .filter_map(|finding| {
                let (index, question) = knowledge
                    .indexed_questions()
                    .find(|(_, question)| question.id == *finding.question.get_ref())?;
                let named = (finding.answer.iter()).chain(finding.answers.iter().flatten());
                let is_named = |id: &str| named.clone().any(|name| name.get_ref() == id);
                let options = question.options.iter().enumerate();
                let answers = options
                    .filter(|(_, option)| is_named(&option.id))
                    .fold(0, |all, (option, _)| all | 1 << option);
                let weight = (cause.findings.iter())
                    .find(|weight| weight.question == index && weight.answers & answers != 0)?
                    .weight;
                let reason = Reason {
                    question: question.short.clone(),
                    answer: labels(question, answers),
                    strength: strength(weight, &knowledge.bands),
                };
                Some(Judgement {
                    reason,
                    speaks_for: weight > 0,
                })
            })
            .collect()
    }

    /// What a page about a treatment shows; none where the id is not that of a treatment.
    pub fn treatment_context(&self, id: &str, relative: Relative) -> Option<TreatmentContext> {
        let knowledge = &self.knowledge;
        let view = View {
            knowledge,
            relative,
        };
        let found = (0..)
            .zip(&knowledge.treatments)
            .find(|(_, treatment)| treatment.id == id);
        let (index, treatment) = found?;
        Some(TreatmentContext {
            stage: knowledge.stages[usize::from(treatment.stage)].clone(),
            evidence: view.evidence(treatment.evidence),
            causes: view.causes_treated_by(index),
            activity: treatment.activity,
            discuss: treatment.discuss,
        })
    }

    /// How far research supports a cause or a treatment; none where the id is that of neither.
    pub fn evidence_context(&self, id: &str) -> Option<EvidenceContext> {
        let Knowledge {
            causes, treatments, ..
        } = &self.knowledge;
        let cause = causes
            .iter()
            .find(|cause| cause.id == id)
            .map(|cause| cause.evidence);
        let treatment = || treatments.iter().find(|treatment| treatment.id == id);
        let grade = cause.or_else(|| treatment().map(|treatment| treatment.evidence))?;
        Some(evidence(&self.knowledge, grade))
    }
}

struct View<'a> {
    knowledge: &'a Knowledge,
    relative: Relative<'a>,
}

impl View<'_> {
    fn levels(&self) -> Vec<LevelContext> {
        let levels = Level::ALL.into_iter().zip(&self.knowledge.levels).rev();
        levels
            .map(|(level, text)| LevelContext {
                id: text.id.clone(),
                title: text.title.clone(),
                action: text.action.clone(),
                contacts: text.contacts.clone(),
                flags: self.flags(level),
            })
            .collect()
    }

    fn flags(&self, level: Level) -> Vec<FlagContext> {
        let flags = self
            .knowledge
            .flags
            .iter()
            .filter(|flag| flag.level == level);
        flags.map(|flag| self.flag(flag)).collect()
    }

    fn flag(&self, flag: &Flag) -> FlagContext {
        FlagContext {
            id: flag.id.clone(),
            because: flag.because.clone(),
            may_mean: flag.may_mean.clone(),
            url: if flag.url.is_empty() {
                String::new()
            } else {
                (self.relative)(&flag.url)
            },
        }
    }

    fn symptoms(&self) -> Vec<SymptomContext> {
        let questions = (0..).zip(&self.knowledge.questions);
        questions
            .map(|(index, question)| SymptomContext {
                text: question.text.clone(),
                short: question.short.clone(),
                help: question.help.clone(),
                answers: self.answers(index, question),
            })
            .filter(|symptom| !symptom.answers.is_empty())
            .collect()
    }

    fn answers(&self, index: QuestionIx, question: &Question) -> Vec<AnswerContext> {
        let options = question.options.iter().enumerate();
        options
            .map(|(option, choice)| AnswerContext {
                label: choice.label.clone(),
                causes: self.causes_after(index, 1 << option),
            })
            .filter(|answer| !answer.causes.is_empty())
            .collect()
    }

    /// The causes that an answer bears on; those that research contradicts are not among them.
    fn causes_after(&self, question: QuestionIx, answer: Mask) -> Vec<AnswerCause> {
        let causes = self
            .knowledge
            .causes
            .iter()
            .filter(|cause| !is_blamed(cause));
        let mut weighed: Vec<(Millibans, &Cause)> = causes
            .filter_map(|cause| {
                let bears = |finding: &&Weight| {
                    finding.question == question && finding.answers & answer != 0
                };
                Some((cause.findings.iter().find(bears)?.weight, cause))
            })
            .filter(|(weight, _)| *weight != 0)
            .collect();
        weighed.sort_by_key(|(weight, _)| (*weight < 0, Reverse(weight.abs())));
        weighed
            .into_iter()
            .map(|(weight, cause)| AnswerCause {
                title: cause.title.clone(),
                url: (self.relative)(&cause.url),
                strength: strength(weight, &self.knowledge.bands),
                speaks_for: weight > 0,
            })
            .collect()
    }

    fn reasons(&self, cause: &Cause, side: fn(Millibans) -> bool) -> Vec<Reason> {
        let mut findings: Vec<&Weight> = cause
            .findings
            .iter()
            .filter(|finding| side(finding.weight))
            .collect();
        findings.sort_by_key(|finding| Reverse(finding.weight.abs()));
        findings
            .into_iter()
            .map(|finding| {
                let question = &self.knowledge.questions[usize::from(finding.question)];
                Reason {
                    question: question.short.clone(),
                    answer: labels(question, finding.answers),
                    strength: strength(finding.weight, &self.knowledge.bands),
                }
            })
            .collect()
    }

    fn causes(&self, which: impl Fn(&Cause) -> bool) -> Vec<CauseItem> {
        let causes = self.knowledge.causes.iter().filter(|cause| which(cause));
        causes
            .map(|cause| CauseItem {
                link: self.cause_link(cause),
                treatments: self.treatments_of(cause),
            })
            .collect()
    }

    fn causes_treated_by(&self, treatment: TreatmentIx) -> Vec<Link> {
        let causes = self.knowledge.causes.iter();
        causes
            .filter(|cause| cause.treatments.contains(&treatment))
            .map(|cause| self.cause_link(cause))
            .collect()
    }

    fn treatments_of(&self, cause: &Cause) -> Vec<Link> {
        let indices = cause.treatments.iter().map(|index| usize::from(*index));
        indices
            .map(|index| self.treatment_link(&self.knowledge.treatments[index]))
            .collect()
    }

    fn stages(&self) -> Vec<StageContext> {
        let stages = (0..).zip(&self.knowledge.stages);
        stages
            .map(|(index, stage)| StageContext {
                title: stage.title.clone(),
                treatments: self
                    .knowledge
                    .treatments
                    .iter()
                    .filter(|treatment| treatment.stage == index)
                    .map(|treatment| self.treatment_link(treatment))
                    .collect(),
            })
            .collect()
    }

    fn cause_link(&self, cause: &Cause) -> Link {
        Link {
            title: cause.title.clone(),
            url: (self.relative)(&cause.url),
            description: cause.summary.clone(),
            evidence: self.evidence(cause.evidence),
        }
    }

    fn treatment_link(&self, treatment: &Treatment) -> Link {
        Link {
            title: treatment.title.clone(),
            url: (self.relative)(&treatment.url),
            description: treatment.summary.clone(),
            evidence: self.evidence(treatment.evidence),
        }
    }

    fn evidence(&self, grade: Evidence) -> EvidenceContext {
        evidence(self.knowledge, grade)
    }
}

fn evidence(knowledge: &Knowledge, grade: Evidence) -> EvidenceContext {
    let text = &knowledge.evidence[grade as usize];
    EvidenceContext {
        id: grade,
        label: text.label.clone(),
        says: text.says.clone(),
    }
}

/// Whether a cause is shown apart, for research contradicts it.
fn is_blamed(cause: &Cause) -> bool {
    cause.evidence == Evidence::Contradicted
}

/// The answers of a set as shown, with a sign between them that needs no translation.
fn labels(question: &Question, answers: Mask) -> String {
    let options = question.options.iter().enumerate();
    let chosen = options.filter(|(index, _)| answers & (1 << index) != 0);
    let labels: Vec<&str> = chosen.map(|(_, choice)| choice.label.as_str()).collect();
    labels.join(" / ")
}

fn strength(weight: Millibans, bands: &Bands) -> &'static str {
    match weight.abs() {
        size if size >= bands.strong => "strong",
        size if size >= bands.moderate => "moderate",
        _ => "slight",
    }
}
