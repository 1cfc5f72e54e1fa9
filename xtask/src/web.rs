//! Playwright on the built site, in a real Chromium.

use std::process::Command;

use anyhow::Result;

use crate::agreement;
use crate::generator;
use crate::process::{root, run};
use crate::progress::say;
use crate::setup::browser;
use crate::setup::node::{self, Node};

/// Runs the browser tests on site/.
pub(crate) fn test() -> Result<()> {
    agreement::build()?;
    let guideway = generator::build()?;
    run(playwright(&["--project=tests"])?.env("GUIDEWAY", guideway))
}

/// Takes pictures of site/.
pub(crate) fn screenshots() -> Result<()> {
    run(&mut playwright(&["--project=screenshots"])?)?;
    say("the pictures are in tests/web/screenshots/");
    Ok(())
}

/// Prints what the reasoning costs.
pub(crate) fn bench() -> Result<()> {
    run(&mut script("bench.mjs")?)
}

/// Playwright, with its packages and a browser.
fn playwright(arguments: &[&str]) -> Result<Command> {
    let mut command = script("node_modules/@playwright/test/cli.js")?;
    command.arg("test").args(arguments);
    Ok(command)
}

/// A script among the browser tests, with their packages and a browser.
fn script(path: &str) -> Result<Command> {
    let tests = root().join("tests/web");
    let node = Node::ensure()?;
    node::install_locked(&tests, "the browser tests are written with Playwright")?;
    let chrome = browser::ensure(&node, &tests)?;
    let mut command = node.command();
    command
        .arg(path)
        .current_dir(tests)
        .env(browser::NAMED, chrome);
    Ok(command)
}
