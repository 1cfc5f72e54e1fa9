//! A result as text, in the words and the order of the checker's page.

use std::fmt::{Result, Write};

use checker_engine::advice::Why;
use checker_engine::assess::{Assessment, Band, Ranked, shown};
use checker_engine::change;
use checker_engine::knowledge::{Knowledge, QuestionIx, TreatmentIx};
use checker_engine::safety::What;
use checker_engine::{Answers, UNSURE, assess};

/// What a reader with these answers is told.
pub fn text(knowledge: &Knowledge, answers: &Answers) -> String {
    let mut out = String::new();
    let teller = Teller { knowledge, answers };
    // Writing to a string cannot fail.
    let _ = teller.tell(&mut out);
    out
}

struct Teller<'a> {
    knowledge: &'a Knowledge,
    answers: &'a Answers,
}

impl Teller<'_> {
    fn tell(&self, out: &mut String) -> Result {
        let (knowledge, words) = (self.knowledge, &self.knowledge.words);
        let assessment = assess(knowledge, self.answers);
        let shown = shown(assessment.level);
        if let Some(level) = knowledge.levels.get(assessment.level as usize) {
            writeln!(out, "\n{}\n{}", level.title.to_uppercase(), level.action)?;
            for contact in &level.contacts {
                writeln!(out, "  {} {}", contact.label, contact.number)?;
            }
        }
        if assessment.provisional {
            writeln!(
                out,
                "(Safety questions are not answered: not a final result.)"
            )?;
        }
        if !knowledge.unreviewed.is_empty() {
            writeln!(out, "{}", knowledge.unreviewed)?;
        }
        self.because(out, &assessment)?;
        if shown.causes {
            self.causes(out, &words.conditions, &assessment.conditions)?;
            self.causes(out, &words.contributors, &assessment.contributors)?;
            self.causes(out, &words.often_blamed, &assessment.often_blamed)?;
        }
        if shown.advice {
            self.advice(out, &assessment)?;
        }
        self.changes(out, shown.causes)?;
        writeln!(out, "\n{}\n{}", words.safety_net, knowledge.safety_net)
    }

    fn because(&self, out: &mut String, assessment: &Assessment) -> Result {
        if assessment.grounds.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.knowledge.words.because)?;
        for ground in &assessment.grounds {
            match ground.what {
                What::Flag(index) => {
                    if let Some(flag) = self.knowledge.flags.get(index) {
                        writeln!(out, "  - {} {}", flag.because, flag.may_mean)?;
                    }
                }
                What::Danger(index) => {
                    if let Some(cause) = self.knowledge.cause(index) {
                        writeln!(out, "  - {}", cause.title)?;
                    }
                }
                What::Unsure(index) => {
                    writeln!(out, "  - {}", self.finding(index, UNSURE))?;
                }
            }
        }
        Ok(())
    }

    fn causes(&self, out: &mut String, heading: &str, causes: &[Ranked]) -> Result {
        let (words, bands) = (&self.knowledge.words, &self.knowledge.bands);
        if causes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{heading}")?;
        for ranked in causes {
            let Some(cause) = self.knowledge.cause(ranked.cause) else {
                continue;
            };
            let band = match ranked.band {
                Band::Likely => &words.likely,
                Band::Possible => &words.possible,
            };
            writeln!(out, "  - {} ({band})", cause.title)?;
            for reason in &ranked.reasons {
                let strength = match reason.weight.abs() {
                    weight if weight >= bands.strong => &words.strong,
                    weight if weight >= bands.moderate => &words.moderate,
                    _ => &words.slight,
                };
                let side = if reason.weight > 0 {
                    &words.speaks_for
                } else {
                    &words.speaks_against
                };
                let finding = self.finding(reason.question, reason.answers);
                writeln!(out, "      {side}, {strength}: {finding}")?;
            }
        }
        Ok(())
    }

    fn advice(&self, out: &mut String, assessment: &Assessment) -> Result {
        let words = &self.knowledge.words;
        let stages = self.knowledge.stages.iter().map(|stage| &stage.title);
        let lists = stages.zip(&assessment.advice.offered);
        for (heading, list) in lists.chain([(&words.discuss, &assessment.advice.discuss)]) {
            if !list.is_empty() {
                writeln!(out, "\n{heading}")?;
            }
            for index in list {
                writeln!(out, "  - {}", self.treatment(*index))?;
            }
        }
        if !assessment.advice.withheld.is_empty() {
            writeln!(out, "\n{}", words.withheld)?;
        }
        for withheld in &assessment.advice.withheld {
            let about: Vec<String> = match &withheld.why {
                Why::Level => Vec::new(),
                Why::Forbidden(list) | Why::Unknown(list) => list
                    .iter()
                    .map(|index| self.finding(*index, self.answers.get(*index)))
                    .collect(),
            };
            let treatment = self.treatment(withheld.treatment);
            writeln!(out, "  - {treatment} {}", about.join("; "))?;
        }
        Ok(())
    }

    fn changes(&self, out: &mut String, ranked: bool) -> Result {
        let words = &self.knowledge.words;
        let level = change::of_level(self.knowledge, self.answers).and_then(|change| {
            let title = &self.knowledge.levels.get(change.becomes as usize)?.title;
            Some((&words.changes_level, change.question, change.answer, title))
        });
        let first = change::of_first(self.knowledge, self.answers).and_then(|change| {
            let title = &self.knowledge.cause(change.becomes)?.title;
            Some((&words.changes_first, change.question, change.answer, title))
        });
        let first = if ranked { first } else { None };
        for (sentence, question, answer, title) in level.into_iter().chain(first) {
            let short = self.short(question);
            let said = sentence
                .replace("{question}", short)
                .replace("{answer}", &self.labels(question, answer))
                .replace("{level}", title)
                .replace("{cause}", title);
            writeln!(out, "\n{said}")?;
        }
        Ok(())
    }

    fn treatment(&self, index: TreatmentIx) -> &str {
        let treatment = self.knowledge.treatment(index);
        treatment.map_or("", |treatment| &treatment.title)
    }

    fn short(&self, index: QuestionIx) -> &str {
        let question = self.knowledge.question(index);
        question.map_or("", |question| &question.short)
    }

    fn finding(&self, index: QuestionIx, answers: u32) -> String {
        format!("{}: {}", self.short(index), self.labels(index, answers))
    }

    fn labels(&self, index: QuestionIx, answers: u32) -> String {
        let words = &self.knowledge.words;
        if answers == 0 {
            return words.not_answered.clone();
        }
        if answers & UNSURE != 0 {
            return words.not_sure.clone();
        }
        let question = self.knowledge.question(index);
        let options = question.into_iter().flat_map(|question| &question.options);
        let chosen = options
            .enumerate()
            .filter(|(bit, _)| answers & (1 << bit) != 0);
        let labels: Vec<&str> = chosen.map(|(_, option)| option.label.as_str()).collect();
        labels.join(", ")
    }
}
