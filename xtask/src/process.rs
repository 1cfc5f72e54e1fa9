//! Other programs: found, started, waited for.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Error, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

use crate::progress::spinner;

/// The folder of the whole project.
pub(crate) fn root() -> &'static Utf8Path {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the project")
}

/// A program to be run in the project's folder. Nobody is asked anything.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Cargo, without what the cargo that runs us has put in the environment: build scripts would see
/// it, and everything would be built again.
pub(crate) fn cargo() -> Command {
    let mut command = command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let is_about_us = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CFG_"]
            .iter()
            .any(|prefix| text.starts_with(prefix));
        if is_about_us || ["CARGO", "CARGO_CRATE_NAME", "OUT_DIR"].contains(&text.as_ref()) {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a program that talks for itself.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program and shows what it prints only when it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let output = {
        let _turning = spinner(&shown);
        command.output()
    };
    let Output {
        status,
        stdout,
        stderr,
    } = output.with_context(|| format!("cannot start {shown}"))?;
    if !status.success() {
        let text = [stdout, stderr].concat();
        bail!(
            "{shown} failed ({status}):\n{}",
            String::from_utf8_lossy(&text).trim()
        );
    }
    Ok(())
}

/// Of what [`run_quietly`] says when a program fails, as much as somebody wants to know who can go on
/// without it.
pub(crate) fn gist(error: &Error) -> String {
    let text = format!("{error:#}");
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let cause = lines.find(|line| line.to_lowercase().contains("error"));
    [first, cause.unwrap_or_default()]
        .join(" ")
        .trim()
        .to_owned()
}

/// What a program prints, trimmed; none where it cannot be started or fails.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of these programs that is on the path.
pub(crate) fn find(names: &[&str]) -> Option<Utf8PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    names
        .iter()
        .flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")))
        .flat_map(|name| folders.iter().map(move |folder| folder.join(&name)))
        .find(|file| file.is_file())
        .and_then(|file| Utf8PathBuf::from_path_buf(file).ok())
}

/// The first number in what `--version` says.
pub(crate) fn major_version(program: &Utf8Path) -> Option<u32> {
    let said = output_of(command(program).arg("--version"))?;
    let mut digits = said.split(|letter: char| !letter.is_ascii_digit());
    digits.find_map(|digits| digits.parse().ok())
}

/// A command as it would be typed.
fn shown(command: &Command) -> String {
    let program = Utf8Path::new(command.get_program().to_str().unwrap_or("it"));
    let words = command.get_args().map(OsStr::to_string_lossy);
    let line: Vec<_> = [program.file_name().unwrap_or("it").into()]
        .into_iter()
        .chain(words)
        .collect();
    format!("`{}`", line.join(" "))
}
