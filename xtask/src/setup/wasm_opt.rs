//! binaryen's wasm-opt, which makes the checker smaller. Doing without costs only bytes.

use std::fs;
use std::process::Command;

use anyhow::Result;
use camino::Utf8Path;

use super::node::{self, Node};
use crate::process::{command, find, gist, major_version, run_quietly};
use crate::progress::say;

/// The package of npm that carries it.
const PACKAGE: (&str, &str) = ("binaryen", "132.0.0");

/// The oldest that knows what today's compiler puts out, and makes the most of it.
const OLDEST: u32 = 120;

/// Makes a module smaller where wasm-opt can be had; says so where not.
pub(crate) fn shrink(module: &Utf8Path) -> Result<()> {
    let Some(mut wasm_opt) = wasm_opt() else {
        say("no wasm-opt here, so the checker is a little larger than it could be; that is all");
        return Ok(());
    };
    let smaller = module.with_extension("opt.wasm");
    wasm_opt
        .args(["-Oz", "--gufa", "-Oz", "--converge"])
        .args(["--strip-debug", "--strip-producers"])
        .args(["--strip-target-features", "-o"])
        .args([&smaller, module]);
    match run_quietly(&mut wasm_opt) {
        Ok(()) => fs::rename(smaller, module)?,
        Err(error) => say(&format!("going on without wasm-opt: {}", gist(&error))),
    }
    Ok(())
}

fn wasm_opt() -> Option<Command> {
    let machines = find(&["wasm-opt"])
        .filter(|path| major_version(path).is_some_and(|version| version >= OLDEST));
    if let Some(path) = machines {
        return Some(command(path));
    }
    // Not worth installing Node for.
    let node = Node::find()?;
    let (name, version) = PACKAGE;
    match node::install_package(name, version, "its wasm-opt makes the checker smaller") {
        Ok(package) => {
            let mut command = node.command();
            command.arg(package.join("bin/wasm-opt"));
            Some(command)
        }
        Err(error) => {
            say(&gist(&error));
            None
        }
    }
}
