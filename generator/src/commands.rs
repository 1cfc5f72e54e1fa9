//! What the command can do: one module a subcommand, and what they share.

use std::io::{IsTerminal, Write};

use camino::{Utf8Path, Utf8PathBuf};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config;
use crate::diagnostic::{self, Diagnostic, Severity, code};
use crate::knowledge::{self, PROPERTIES};
use crate::links;
use crate::pipeline::{self, Options, Plan};
use crate::source::{self, Project};

mod answer_file;
mod ask;
mod build;
mod cases;
mod explain;
pub mod init;
mod prose;
mod questions;
mod serve;

/// Markdown in, a folder of static files out, with a checker that reasons in the reader's browser.
#[derive(Debug, Parser)]
#[command(name = "guideway", version, about, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  guideway init my-guide        begin a guide in the folder my-guide
  guideway serve                look at it while you write, at http://127.0.0.1:4000
  guideway check                say what is wrong, write nothing
  guideway build                write the finished site
  guideway ask                  ask the checker here, or with answers from a file
  guideway questions            see what it asks; `--format json` for programs
Run them anywhere inside a folder that has a guideway.toml.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the finished site.
    Build(build::Build),
    /// Says what is wrong, and writes nothing.
    Check(Check),
    /// Serves the site on this machine and reloads it at every change.
    Serve(serve::Serve),
    /// Asks the checker, with answers from a file or from the terminal.
    Ask(ask::Ask),
    /// Shows every question of the checker, with its answers and when it is asked.
    Questions(questions::Questions),
    /// Tries the checker on many answer sets with known outcomes, and counts.
    Cases(cases::Cases),
    /// Shows what the checker knows as a graph, or whole as JSON.
    ExplainKnowledge(explain::Explain),
    /// Shows how hard each page is to read, hardest first.
    Prose(Where),
    /// Begins a new guide: a small one that works.
    Init {
        /// The folder to make; new or empty.
        dir: Utf8PathBuf,
    },
}

/// Which guide, and how to say what is wrong with it.
#[derive(Clone, Debug, Args)]
pub struct Where {
    /// The guide's folder [default: the nearest one above this that has a guideway.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<Utf8PathBuf>,
    /// Where the site will be served; for sitemap and canonical addresses
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Take pages with `draft = true` in
    #[arg(long)]
    drafts: bool,
    /// How to say what is wrong
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a program: a JSON array
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Done,
    /// Something is wrong with the guide, and has been said.
    Failed,
}

impl Cli {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<Outcome> {
        match self.command {
            Command::Build(build) => build.run(),
            Command::Check(check) => check.run(),
            Command::Serve(serve) => serve.run(),
            Command::Ask(ask) => ask.run(),
            Command::Questions(questions) => questions.run(),
            Command::Cases(cases) => cases.run(),
            Command::ExplainKnowledge(explain) => explain.run(),
            Command::Prose(place) => prose::run(&place),
            Command::Init { dir } => match init::init(&dir) {
                Ok(()) => {
                    say(&format!(
                        "A small guide is in {dir}. Next:\n  cd {dir}\n  guideway serve\n"
                    ));
                    Ok(Outcome::Done)
                }
                Err(diagnostic) => {
                    complain(&[*diagnostic], Format::Text);
                    Ok(Outcome::Failed)
                }
            },
        }
    }
}

#[derive(Debug, Args)]
struct Check {
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    place: Where,
}

impl Check {
    fn run(&self) -> anyhow::Result<Outcome> {
        let (made, diagnostics) = self.place.compile()?;
        complain(&diagnostics, self.place.format);
        let Some((_, plan)) = made.filter(|_| !self.strict || diagnostics.is_empty()) else {
            return Ok(Outcome::Failed);
        };
        self.place
            .report(&format!("Checked {}: nothing is wrong\n", count(&plan)));
        if plan.contains_key(pipeline::DATA_URL) {
            let count = PROPERTIES.len();
            self.place
                .report(&format!("Proved over all answers: {count} properties\n"));
        }
        Ok(Outcome::Done)
    }
}

impl Where {
    /// Says how it went to a person; a program has the diagnostics.
    fn report(&self, text: &str) {
        match self.format {
            Format::Text => say(text),
            Format::Json => {}
        }
    }

    /// The guide's folder.
    fn root(&self) -> anyhow::Result<Result<Utf8PathBuf, Diagnostic>> {
        let from = here()?.join(self.root.as_deref().unwrap_or(Utf8Path::new("")));
        // Without a slash or a dot at its end, so that it reads well.
        let from: Utf8PathBuf = from.components().collect();
        let (found, where_else) = match self.root {
            Some(_) => {
                let is_there = from.join(config::FILE_NAME).is_file();
                (is_there.then(|| from.clone()), "")
            }
            None => (source::find_root(&from), " or above it"),
        };
        Ok(found.ok_or_else(|| {
            let message = format!("there is no guideway.toml in {from}{where_else}");
            Diagnostic::new(code::NO_PROJECT, message).help(
                "go to a guide's folder, name it with `--root`, or begin one with `guideway init DIR`",
            )
        }))
    }

    fn options(&self) -> Options {
        Options {
            base_url: self.base_url.clone(),
            drafts: self.drafts,
        }
    }

    /// Reads and compiles the guide.
    fn compile(&self) -> anyhow::Result<Compiled> {
        Ok(match self.root()? {
            Ok(root) => compile(&root, &self.options()),
            Err(diagnostic) => (None, vec![diagnostic]),
        })
    }
}

impl Where {
    /// What the guide's checker knows, with what else there is to say; none where something is wrong, which has been said.
    fn knowledge(&self) -> anyhow::Result<Option<(knowledge::Compiled, Vec<Diagnostic>)>> {
        let root = match self.root()? {
            Ok(root) => root,
            Err(diagnostic) => {
                complain(&[diagnostic], self.format);
                return Ok(None);
            }
        };
        let (project, mut diagnostics) = source::read(&root);
        let compiled = project.and_then(|project| {
            let (compiled, more) = pipeline::knowledge(&project, &self.options());
            diagnostics.extend(more);
            compiled
        });
        if compiled.is_none() && !diagnostics.iter().any(Diagnostic::is_error) {
            let message = "this guide has no checker";
            diagnostics.push(Diagnostic::new(code::INCOMPLETE, message).help(
                "a checker needs `checker/questions.toml` and `checker/reasoning.toml` in the content",
            ));
        }
        let Some(compiled) = compiled else {
            complain(&diagnostics, self.format);
            return Ok(None);
        };
        Ok(Some((compiled, diagnostics)))
    }
}

/// A guide with the files of its site, where nothing is wrong, and what there is to say.
type Compiled = (Option<(Project, Plan)>, Vec<Diagnostic>);

/// Reads and compiles the guide in a folder. What could not be read is no guide.
fn compile(root: &Utf8Path, options: &Options) -> Compiled {
    let (project, mut diagnostics) = source::read(root);
    let Some(project) = project else {
        return (None, diagnostics);
    };
    let unread = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    let (plan, more) = pipeline::compile(&project, options);
    diagnostics.extend(more);
    (
        plan.filter(|_| !unread).map(|plan| (project, plan)),
        diagnostics,
    )
}

/// The folder in which the command was given.
fn here() -> anyhow::Result<Utf8PathBuf> {
    Ok(Utf8PathBuf::try_from(std::env::current_dir()?)?)
}

/// How many pages, in words.
fn count(plan: &Plan) -> String {
    let pages = plan
        .keys()
        .filter(|path| links::has_extension(path, "html"));
    match pages.count() {
        1 => "1 page".into(),
        pages => format!("{pages} pages"),
    }
}

fn say(text: &str) {
    // A reader that closed the pipe has seen enough.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn complain(diagnostics: &[Diagnostic], format: Format) {
    match format {
        Format::Json => say(&diagnostic::json(diagnostics)),
        Format::Text => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let _ = std::io::stderr().write_all(diagnostic::render(diagnostics, colour).as_bytes());
        }
    }
}
