//! The `guideway` command.

use std::process::ExitCode;

use clap::Parser;
use guideway::commands::{Cli, Outcome};

fn main() -> anyhow::Result<ExitCode> {
    Ok(match Cli::parse().run()? {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Failed => ExitCode::FAILURE,
    })
}
