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
    executable("guideway")
}

/// Builds a package's one executable, optimised. Gives where it is.
pub(crate) fn executable(package: &str) -> Result<Utf8PathBuf> {
    let mut cargo = cargo()
        .args(["build", "--locked", "--release", "--package", package])
        .arg("--message-format=json-render-diagnostics")
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
        bail!("{package} does not build: see above");
    }
    built
        .map(Utf8PathBuf::from)
        .with_context(|| format!("cargo does not say where it has put {package}"))
}

/// Of what cargo says, the one thing that is wanted.
#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    executable: Option<String>,
}
