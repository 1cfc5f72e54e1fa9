//! Node and npm, for the browser tests and for wasm-opt.

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};

use super::{debian, tools};
use crate::process::{command, find, major_version, run_quietly};
use crate::progress::say;

/// The oldest that Playwright runs on.
const OLDEST: u32 = 20;

/// What is brought where the machine's is older: npm has Node as a package too.
const BROUGHT: &str = "22.23.3";

/// A Node that is new enough.
pub(crate) struct Node(Utf8PathBuf);

impl Node {
    /// The machine's own, where it is new enough and has npm beside it.
    pub(crate) fn find() -> Option<Self> {
        let node = find(&["node"])?;
        let new_enough = major_version(&node)? >= OLDEST;
        (new_enough && find(&["npm"]).is_some()).then_some(Self(node))
    }

    /// The machine's own, else Debian's, else npm's.
    pub(crate) fn ensure() -> Result<Self> {
        if let Some(node) = Self::find() {
            return Ok(node);
        }
        if find(&["npm"]).is_none() {
            let why = format!("the browser tests need Node {OLDEST} or newer, and npm");
            debian::install(&["nodejs", "npm"], &why)?;
            if let Some(node) = Self::find() {
                return Ok(node);
            }
        }
        let why = "the machine's Node is too old for the browser tests";
        let package = install_package(&package_of_node(), BROUGHT, why).with_context(|| {
            format!("{why}: install {OLDEST} or newer from https://nodejs.org, then run this again")
        })?;
        Ok(Self(package.join(format!("bin/node{EXE_SUFFIX}"))))
    }

    /// The program, to be given a script.
    pub(crate) fn command(&self) -> Command {
        command(&self.0)
    }
}

/// Installs what a folder's lock file names, unless that has been done.
pub(crate) fn install_locked(folder: &Utf8Path, why: &str) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say(&format!("installing packages from npm: {why}"));
    run_quietly(
        npm()?
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Brings one package of npm's into a folder of its own, unless it is there. Gives that folder.
pub(super) fn install_package(name: &str, version: &str, why: &str) -> Result<Utf8PathBuf> {
    let folder = tools().join(format!("{name}-{version}"));
    let package = folder.join("node_modules").join(name);
    if package.exists() {
        return Ok(package);
    }
    say(&format!("getting {name} {version} from npm: {why}"));
    fs::create_dir_all(&folder)?;
    run_quietly(
        npm()?
            .args(["install", "--no-save", "--no-audit", "--no-fund"])
            .args(["--prefix", folder.as_str(), &format!("{name}@{version}")]),
    )?;
    Ok(package)
}

/// npm's name for Node on this system.
fn package_of_node() -> String {
    let system = match OS {
        "macos" => "darwin",
        "windows" => "win",
        other => other,
    };
    let processor = match ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    format!("node-{system}-{processor}")
}

/// npm, which is a script of another name on Windows.
fn npm() -> Result<Command> {
    Ok(command(find(&["npm"]).context("npm is not on the path")?))
}
