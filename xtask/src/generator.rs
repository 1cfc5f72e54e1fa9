//! The `guideway` command, with the checker and the theme inside.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use camino::Utf8PathBuf;
use serde::Deserialize;

use crate::checker;
use crate::process::cargo;
use crate::progress::say;

/// Builds the checker, then the command that carries it, optimised. Gives where it is.
pub(crate) fn build() -> Result<Utf8PathBuf> {
    checker::build()?;
    say("building the generator, which carries the checker and the theme");
    let mut command = cargo();
    command.args(["build", "--locked", "--release", "--package", "guideway"]);
    command.arg("--message-format=json-render-diagnostics");
    let mut cargo = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start cargo")?;
    let messages = cargo.stdout.take().context("cargo says nothing")?;
    let mut built = None;
    for line in BufReader::new(messages).lines() {
        let message: Message = serde_json::from_str(&line?)?;
        built = message.executable.or(built);
    }
    if !cargo.wait()?.success() {
        bail!("the generator does not build: see above");
    }
    built
        .map(Utf8PathBuf::from)
        .context("cargo does not say where it has put the generator")
}

/// Of what cargo says, the one thing that is wanted.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    executable: Option<String>,
}
