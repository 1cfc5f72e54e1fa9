//! Playwright on the built site, in a real Chromium.

use std::process::Command;

use anyhow::Result;

use crate::process::{root, run};
use crate::progress::say;
use crate::setup::browser;
use crate::setup::node::{self, Node};

/// Runs the browser tests on site/.
pub(crate) fn test() -> Result<()> {
    run(&mut playwright(&["--project=tests"])?)
}

/// Takes pictures of site/.
pub(crate) fn screenshots() -> Result<()> {
    run(&mut playwright(&["--project=screenshots"])?)?;
    say("the pictures are in tests/web/screenshots/");
    Ok(())
}

/// Playwright, with its packages and a browser.
fn playwright(arguments: &[&str]) -> Result<Command> {
    let tests = root().join("tests/web");
    let node = Node::ensure()?;
    node::install_locked(&tests, "the browser tests are written with Playwright")?;
    let chrome = browser::ensure(&node, &tests)?;
    let mut command = node.command();
    command
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(arguments)
        .current_dir(tests)
        .env(browser::NAMED, chrome);
    Ok(command)
}
