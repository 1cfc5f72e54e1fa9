//! Crates for the browser: compiled to WebAssembly, given their JavaScript, made small.

use std::fs;

use anyhow::Result;
use camino::Utf8Path;
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{root, run};
use crate::setup::wasm_opt;
use crate::setup::wasm_std::{self, FOLDER, TARGET};

/// How it is done, for telling whether what is there was made in the same way.
pub(crate) const RECIPE: &str = include_str!("module.rs");

/// Compiles a package's library. Gives the module as the compiler leaves it.
pub(crate) fn compile(package: &str) -> Result<Vec<u8>> {
    let library = wasm_std::ensure()?;
    run(library.cargo("build")?.args([
        "--locked",
        "--package",
        package,
        "--lib",
        "--profile",
        "browser",
    ]))?;
    let file = package.replace('-', "_");
    Ok(fs::read(
        root().join(format!("{FOLDER}/{TARGET}/browser/{file}.wasm")),
    )?)
}

/// Makes of a module what a browser gets: the JavaScript, a classic script that defines
/// `wasm_bindgen`, and the module, which is left in the folder too.
pub(crate) fn finish(name: &str, module: Vec<u8>, folder: &Utf8Path) -> Result<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, module)
        .no_modules(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    fs::create_dir_all(folder)?;
    let file = folder.join(format!("{name}_bg.wasm"));
    fs::write(&file, output.wasm_mut().emit_wasm())?;
    wasm_opt::shrink(&file)?;
    Ok((output.js().to_owned(), fs::read(file)?))
}
