//! rustup's formatter and linter, which its smallest profile leaves out.

use anyhow::{Context, Result};

use crate::process::{cargo, command, output_of, run_quietly};
use crate::progress::say;

/// Adds a component of rustup's where the subcommand of cargo that it brings does not run.
pub(crate) fn ensure(subcommand: &str, component: &str) -> Result<()> {
    if output_of(cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(&format!(
        "adding Rust's {component}: the tests run `cargo {subcommand}`"
    ));
    run_quietly(command("rustup").args(["component", "add", component])).with_context(|| {
        format!("type this, then run this again:\n\n    rustup component add {component}\n")
    })
}
