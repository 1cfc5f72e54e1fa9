//! A real Chromium for the browser tests: one that is there, else Playwright's, else Debian's.

use std::env;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::debian;
use super::node::Node;
use crate::process::{command, find, gist, output_of, run_quietly};
use crate::progress::say;

/// Names a browser to use instead of looking for one.
pub(crate) const NAMED: &str = "CHROME";

const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

const PLACES: [&str; 4] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
];

/// Finds a Chromium that starts, or gets one. `tests` is the folder where Playwright is installed.
pub(crate) fn ensure(node: &Node, tests: &Utf8Path) -> Result<Utf8PathBuf> {
    if let Ok(named) = env::var(NAMED) {
        return find(&[&named])
            .or(Some(named.clone().into()))
            .filter(|browser| starts(browser))
            .with_context(|| {
                format!("{NAMED} names {named}, which does not start: name another, or unset it")
            });
    }
    let on_machine = find(&NAMES)
        .into_iter()
        .chain(PLACES.map(Utf8PathBuf::from));
    if let Some(browser) = on_machine.into_iter().find(|browser| starts(browser)) {
        return Ok(browser);
    }
    if let Some(browser) = from_playwright(node, tests) {
        return Ok(browser);
    }
    debian::install(&["chromium"], "the browser tests need Chromium")?;
    let installed = find(&NAMES).filter(|browser| starts(browser));
    let Some(browser) = installed else {
        bail!(
            "the Chromium that was just installed does not start: name one that does in {NAMED}, then run this again"
        );
    };
    Ok(browser)
}

/// Whether a browser is there with all that it needs. On Windows asking would open a window.
fn starts(browser: &Utf8Path) -> bool {
    browser.is_file() && (cfg!(windows) || output_of(command(browser).arg("--version")).is_some())
}

/// Playwright's own Chromium, fetched where it has not been.
fn from_playwright(node: &Node, tests: &Utf8Path) -> Option<Utf8PathBuf> {
    let fetched = || {
        let script = "import { chromium } from 'playwright-core'; \
                      process.stdout.write(chromium.executablePath())";
        let mut ask = node.command();
        ask.args(["--input-type=module", "--eval", script]);
        output_of(ask.current_dir(tests))
            .map(Utf8PathBuf::from)
            .filter(|browser| starts(browser))
    };
    if let Some(browser) = fetched() {
        return Some(browser);
    }
    say(
        "getting Chromium through Playwright: the tests drive a real browser, and there is none here",
    );
    let mut install = node.command();
    install.args(["node_modules/playwright/cli.js", "install", "chromium"]);
    if let Err(error) = run_quietly(install.current_dir(tests)) {
        say(&gist(&error));
    }
    fetched()
}
