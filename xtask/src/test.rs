//! Every test, the cheap ones first.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::process::{cargo, run as run_program};
use crate::progress::say;
use crate::setup::components;
use crate::setup::wasm_std::{self, WasmStd};
use crate::{checker, guide, sizes, web};

/// One step of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The code is formatted
    Format,
    /// The checker builds for the browser
    Checker,
    /// The compiler and clippy have nothing to say
    Lint,
    /// Unit and whole-site tests
    Rust,
    /// The guide builds, and its own check finds nothing
    Guide,
    /// Every size is under its bound
    Sizes,
    /// The site works in a real browser
    Web,
}

/// Runs these steps, all where none is named. One that fails does not keep the next from running;
/// the end says how each went.
pub(crate) fn run(only: &[Step]) -> Result<()> {
    let mut lines = Vec::new();
    let mut failed = Vec::new();
    for step in Step::value_variants() {
        if !only.is_empty() && !only.contains(step) {
            continue;
        }
        say(&format!("---- {} ----", step.name()));
        let started = Instant::now();
        let result = step.run();
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        let seconds = started.elapsed().as_secs();
        lines.push(format!("{:8} {verdict:6} {seconds:5} s", step.name()));
        if let Err(error) = result {
            say(&format!("{error:#}"));
            failed.push(step.name());
        }
    }
    say("---- summary ----");
    for line in &lines {
        say(line);
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    say(if only.is_empty() {
        "every test passed"
    } else {
        "these steps passed; there are more"
    });
    Ok(())
}

impl Step {
    fn run(self) -> Result<()> {
        match self {
            Self::Format => format(),
            Self::Checker => checker::build(),
            Self::Lint => lint(),
            Self::Rust => {
                run_program(cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]))
            }
            Self::Guide => guide::check(),
            Self::Sizes => sizes::check(),
            Self::Web => web::test(),
        }
    }

    fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

fn format() -> Result<()> {
    components::ensure("fmt", "rustfmt")?;
    run_program(cargo().args(["fmt", "--all", "--check"]))
}

/// Once as this machine sees the code, once as the browser does.
fn lint() -> Result<()> {
    components::ensure("clippy", "clippy")?;
    let strict = ["--", "--deny", "warnings"];
    run_program(
        cargo()
            .args(["clippy", "--workspace", "--all-targets", "--locked"])
            .args(strict),
    )?;
    match wasm_std::ensure()? {
        WasmStd::Rustup => run_program(
            WasmStd::Rustup
                .cargo("clippy")?
                .args([
                    "--package",
                    "checker-wasm",
                    "--package",
                    "checker-agreement",
                ])
                .args(["--lib", "--locked"])
                .args(strict),
        ),
        // Debian's compiler comes without clippy.
        WasmStd::Debian => Ok(()),
    }
}
