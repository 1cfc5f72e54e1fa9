//! The checker for the browser: compiled to WebAssembly, given its JavaScript, made one script.
//!
//! The script is `target/checker/checker.js`: wasm-bindgen's JavaScript, then
//! `checker-wasm/loader.js` with the module in it, in one function. The module itself stays beside
//! it, to look into.

use std::fs;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use camino::{Utf8Path, Utf8PathBuf};
use wasm_bindgen_cli_support::Bindgen;
use zopfli::{Format, Options};

use crate::process::{root, run};
use crate::progress::say;
use crate::setup::wasm_opt;
use crate::setup::wasm_std::{self, FOLDER, TARGET};

/// What the loader holds where the module goes.
const PLACE: &str = "__GUIDEWAY_WASM__";

/// Builds the script, unless it is there for the same code.
pub(crate) fn build() -> Result<()> {
    let module = fs::read(compile()?)?;
    let loader = fs::read_to_string(root().join("checker-wasm/loader.js"))
        .context("checker-wasm/loader.js cannot be read")?;

    let folder = root().join("target/checker");
    let script = folder.join("checker.js");
    // Whatever goes into the script, this recipe included.
    let input = [&module, loader.as_bytes(), include_bytes!("checker.rs")].concat();
    let stamp = folder.join("input");
    if script.exists() && fs::read(&stamp).is_ok_and(|built| built == input) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    let glue = bind(module, &folder)?;
    let module = folder.join("checker_bg.wasm");
    wasm_opt::shrink(&module)?;
    fs::write(script, assemble(&glue, &loader, &fs::read(module)?)?)?;
    fs::write(stamp, input)?;
    Ok(())
}

/// Compiles the crate. Gives where the module is.
fn compile() -> Result<Utf8PathBuf> {
    let library = wasm_std::ensure()?;
    say("building the checker for the browser");
    run(library.cargo("build")?.args([
        "--locked",
        "--package",
        "checker-wasm",
        "--profile",
        "browser",
    ]))?;
    Ok(root().join(format!("{FOLDER}/{TARGET}/browser/checker_wasm.wasm")))
}

/// Leaves the module that the browser gets in the folder. Gives the JavaScript that it needs.
fn bind(module: Vec<u8>, folder: &Utf8Path) -> Result<String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("checker", module)
        .no_modules(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    fs::write(
        folder.join("checker_bg.wasm"),
        output.wasm_mut().emit_wasm(),
    )?;
    Ok(output.js().to_owned())
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
