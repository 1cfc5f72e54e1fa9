//! `guideway ask`: asks the checker, with answers from a file or from the terminal.

use std::io::{self, BufRead, IsTerminal};

use camino::Utf8PathBuf;
use checker_engine::knowledge::{Kind, Knowledge, NO, Question, QuestionIx, YES};
use checker_engine::order::{self, Step};
use checker_engine::{Answers, Findings, Mask, UNSURE, link};
use clap::Args;

use super::answer_file::read_as_toml;
use super::{Format, Outcome, Where, complain, say};
use crate::consult::{self, Consultation};
use crate::diagnostic::{Diagnostic, code};
use crate::knowledge::answers;
use crate::toml_source::parse_file;

#[derive(Debug, Args)]
pub(super) struct Ask {
    /// Answers, TOML or JSON, by the id of their question; without it they are asked for here
    #[arg(value_name = "FILE")]
    file: Option<Utf8PathBuf>,
    /// Answers as they stand in a link, in place of a file
    #[arg(long, value_name = "TEXT", conflicts_with = "file")]
    link: Option<String>,
    /// In JSON, with where every condition stands
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    place: Where,
}

impl Ask {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let Some((compiled, mut out)) = self.place.knowledge()? else {
            return Ok(Outcome::Failed);
        };
        let knowledge = &compiled.knowledge;
        let answers = match (&self.file, &self.link) {
            (_, Some(text)) => from_link(knowledge, text, &mut out),
            (Some(path), _) => read_as_toml(path, &mut out).and_then(|file| {
                let (written, complaints) = parse_file(&file);
                out.extend(complaints);
                Some(answers::read(&file, knowledge, &written?, &mut out))
            }),
            (None, None) => Terminal::new(knowledge).ask()?,
        };
        if out.iter().any(Diagnostic::is_error) {
            complain(&out, self.place.format);
            return Ok(Outcome::Failed);
        }
        let Some(answers) = answers else {
            return Ok(Outcome::Failed);
        };
        let consultation = Consultation::new(knowledge, &answers, self.all);
        match self.place.format {
            Format::Json => say(&(serde_json::to_string_pretty(&consultation)? + "\n")),
            Format::Text => say(&consult::text(knowledge, &answers)),
        }
        Ok(Outcome::Done)
    }
}

/// The answers of a link; one that is damaged, or was made for other questions, is told.
fn from_link(knowledge: &Knowledge, text: &str, out: &mut Vec<Diagnostic>) -> Option<Answers> {
    match link::read(knowledge, text) {
        Ok(answers) => Some(answers),
        Err(error) => {
            let message = format!("the link cannot be used: {error}");
            out.push(
                Diagnostic::new(code::BAD_SCENARIO, message).help("answer the questions anew"),
            );
            None
        }
    }
}

/// Questions and answers, line by line.
struct Terminal<'a> {
    knowledge: &'a Knowledge,
    answers: Answers,
    asked: Vec<Step>,
}

/// What a line of the reader's says.
enum Said {
    Answer(Mask),
    Skip,
    Back,
    Quit,
    Nothing(String),
}

impl<'a> Terminal<'a> {
    fn new(knowledge: &'a Knowledge) -> Self {
        Self {
            knowledge,
            answers: Answers::none(knowledge.questions.len()),
            asked: Vec::new(),
        }
    }

    /// Asks until there is nothing left to ask. None where the reader stops, or the input ends.
    fn ask(mut self) -> io::Result<Option<Answers>> {
        let mut lines = io::stdin().lock().lines();
        say(
            "Answer with numbers, several with commas between them; ? for not sure, s to skip, b to go back, q to stop.\n",
        );
        while let Some(step) = order::next(self.knowledge, &self.answers, &self.asked) {
            let findings = Findings::new(self.knowledge, &self.answers);
            let items = order::items(self.knowledge, &findings, step);
            let mut gone_back = false;
            self.show_title(step);
            for index in items {
                let Some(question) = self.knowledge.question(index) else {
                    continue;
                };
                match self.answer(index, question, &mut lines)? {
                    Some(Said::Back) => {
                        gone_back = true;
                        break;
                    }
                    Some(Said::Answer(mask)) => self.answers.set(index, mask),
                    Some(_) => {}
                    None => return Ok(None),
                }
            }
            if gone_back {
                self.asked.pop();
            } else {
                self.asked.push(step);
            }
        }
        Ok(Some(self.answers))
    }

    fn show_title(&self, step: Step) {
        if let Step::Screen(index) = step
            && let Some(screen) = self.knowledge.screens.get(usize::from(index))
        {
            say(&format!("\n{}\n{}\n", screen.title, screen.help));
        }
    }

    /// Asks one question until the answer can be understood. None where the reader stops.
    fn answer(
        &self,
        index: QuestionIx,
        question: &Question,
        lines: &mut io::Lines<io::StdinLock>,
    ) -> io::Result<Option<Said>> {
        let is_item = matches!(order::step_of(self.knowledge, index), Step::Screen(_));
        loop {
            say(&prompt(question, is_item));
            let Some(line) = lines.next().transpose()? else {
                say("\nThe answers ended before the questions did.\n");
                return Ok(None);
            };
            if !io::stdin().is_terminal() {
                say("\n");
            }
            match understand(question, is_item, line.trim()) {
                Said::Quit => return Ok(None),
                Said::Nothing(why) => say(&format!("{why}\n")),
                Said::Skip if question.safety => say("This one cannot be skipped.\n"),
                said => return Ok(Some(said)),
            }
        }
    }
}

fn prompt(question: &Question, is_item: bool) -> String {
    if is_item {
        return format!("  {}? (y/n/?) ", question.text);
    }
    let title = format!("\n{}\n", question.text);
    if let Kind::Number { unit, min, max, .. } = &question.kind {
        return format!("{title}  a number from {min} to {max} {unit}: ");
    }
    let options = question.options.iter().enumerate();
    let lines = options.map(|(index, option)| format!("  {:2} {}\n", index + 1, option.label));
    format!("{title}{}> ", lines.collect::<String>())
}

fn understand(question: &Question, is_item: bool, line: &str) -> Said {
    match (line, &question.kind) {
        ("?", _) => Said::Answer(UNSURE),
        ("s", _) => Said::Skip,
        ("b", _) => Said::Back,
        ("q", _) => Said::Quit,
        ("y" | "yes", _) if is_item => Said::Answer(YES),
        ("n" | "no", _) if is_item => Said::Answer(NO),
        _ if is_item => Said::Nothing("Please answer y, n or ?.".into()),
        (_, Kind::Number { min, max, .. }) => {
            let band = line.parse().ok().and_then(|number| question.band(number));
            band.map_or_else(
                || Said::Nothing(format!("Please give a whole number from {min} to {max}.")),
                Said::Answer,
            )
        }
        (_, kind) => chosen(question, matches!(kind, Kind::One), line),
    }
}

fn chosen(question: &Question, only_one: bool, line: &str) -> Said {
    let mut mask = 0;
    for part in line.split(',').map(str::trim) {
        match part.parse::<usize>() {
            Ok(number) if (1..=question.options.len()).contains(&number) => {
                mask |= 1 << (number - 1);
            }
            _ => {
                let most = question.options.len();
                return Said::Nothing(format!("Please give a number from 1 to {most}."));
            }
        }
    }
    if only_one && Mask::count_ones(mask) > 1 {
        return Said::Nothing("Please give one number.".into());
    }
    Said::Answer(mask)
}
