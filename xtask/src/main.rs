//! `cargo xtask`: sets up what is missing, builds, serves, tests and measures.
//!
//! Every step says in a line what it does and why; where one cannot go on, it says what to type.

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::{Parser, Subcommand};

mod agreement;
mod bench;
mod cases;
mod checker;
mod dist;
mod generator;
mod guide;
mod module;
mod process;
mod progress;
mod setup;
mod sizes;
mod test;
mod web;

/// Sets up what is missing, builds, serves, tests and measures.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Builds the checker, the generator and site/
    Build,
    /// The same, then serves it at <http://127.0.0.1:4000> and reloads it at every change
    Serve {
        /// The port; the next free one is taken where it is in use
        #[arg(long, default_value_t = 4000)]
        port: u16,
    },
    /// Runs every test: format, lints, unit, whole-site and browser tests, the guide's own check, sizes
    Test {
        /// Run only these steps, such as `--only format,lint`
        #[arg(long, value_enum, value_delimiter = ',', value_name = "STEPS")]
        only: Vec<test::Step>,
    },
    /// Prints how large every kind of page and the checker are, and holds them under their bounds
    Sizes,
    /// Prints what one answer with its next question costs, natively and in the browser
    Bench,
    /// Takes pictures of the built site, to look at: tests/web/screenshots/
    Screenshots,
    /// Turns published cases into answer sets: tests/cases/
    #[command(subcommand)]
    Cases(Cases),
    /// Leaves the one binary, with theme and checker inside, in dist/
    Dist,
}

#[derive(Debug, Subcommand)]
enum Cases {
    /// Writes what the people of the cases told, and nothing else, for whoever writes the answers
    Strip {
        /// The records: a JSON array
        records: Utf8PathBuf,
        /// Where the stories go: a JSON array of number, story and signs
        out: Utf8PathBuf,
    },
    /// Puts the written answers together with what is expected
    Take {
        /// The records: a JSON array
        records: Utf8PathBuf,
        /// The answers: a JSON object by the number of the story
        answers: Utf8PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().job {
        Job::Build => guide::build(),
        Job::Serve { port } => guide::serve(port),
        Job::Test { only } => test::run(&only),
        Job::Sizes => guide::build().and_then(|()| sizes::check()),
        Job::Bench => bench::run(),
        Job::Screenshots => guide::build().and_then(|()| web::screenshots()),
        Job::Cases(Cases::Strip { records, out }) => cases::strip(&records, &out),
        Job::Cases(Cases::Take { records, answers }) => cases::take(&records, &answers),
        Job::Dist => dist::build(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            progress::say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
