//! The checker for the browser: compiled to WebAssembly, given its JavaScript, made one script.
//!
//! The script is `target/checker/checker.js`: wasm-bindgen's JavaScript, then
//! `checker-wasm/loader.js` with the module in it and the parts beside it, in one function. The module itself stays beside
//! it, to look into.

use std::fs;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zopfli::{Format, Options};

use crate::module;
use crate::process::root;
use crate::progress::say;

/// What the loader holds where the module goes.
const PLACE: &str = "__GUIDEWAY_WASM__";

/// The hand-written half of the script, in order.
const PARTS: [&str; 4] = ["loader.js", "keep.js", "plan.js", "map.js"];

/// Builds the script, unless it is there for the same code.
pub(crate) fn build() -> Result<()> {
    say("building the checker for the browser");
    let module = module::compile("checker-wasm")?;
    let mut loader = String::new();
    for part in PARTS {
        let path = format!("checker-wasm/{part}");
        let text = fs::read_to_string(root().join(&path));
        loader += &text.with_context(|| format!("{path} cannot be read"))?;
    }

    let folder = root().join("target/checker");
    let script = folder.join("checker.js");
    // Whatever goes into the script, this recipe included.
    let recipe = [include_str!("checker.rs"), module::RECIPE].concat();
    let input = [&module, loader.as_bytes(), recipe.as_bytes()].concat();
    let stamp = folder.join("input");
    if script.exists() && fs::read(&stamp).is_ok_and(|built| built == input) {
        return Ok(());
    }
    let (glue, module) = module::finish("checker", module, &folder)?;
    fs::write(script, assemble(&glue, &loader, &module)?)?;
    fs::write(stamp, input)?;
    Ok(())
}

/// Puts the parts into one script that leaves nothing in the page's global scope.
fn assemble(glue: &str, loader: &str, module: &[u8]) -> Result<String> {
    let (before, after) = loader
        .split_once(PLACE)
        .with_context(|| format!("checker-wasm/loader.js has no {PLACE}"))?;
    let packed = STANDARD.encode(gzip(module)?);
    let script = format!("(() => {{\n{glue}\n{before}{packed}{after}\n}})();\n");
    Ok(without_comments(&script))
}

/// The script without lines that are only a comment, and without indentation: nobody reads it here.
/// No text of either half runs over several lines.
fn without_comments(script: &str) -> String {
    let mut lean = String::with_capacity(script.len());
    for line in script.lines().map(str::trim_start) {
        if !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark)) && !line.is_empty() {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

/// As small as gzip can be, without a time or a name, so that the same code gives the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}
