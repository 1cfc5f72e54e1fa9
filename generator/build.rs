//! Carries the built checker and the theme in the binary.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=../themes/guideway");
    println!("cargo::rerun-if-changed=starter");
    println!("cargo::rerun-if-env-changed=GUIDEWAY_CHECKER");
    let checker = env::var_os("GUIDEWAY_CHECKER").map_or_else(
        || PathBuf::from("../target/checker/checker.js"),
        PathBuf::from,
    );
    // Also where it is not there yet: what is built now has to notice when it comes.
    println!("cargo::rerun-if-changed={}", checker.display());
    // A plain `cargo build` works without it; the command then says how to get it.
    let script = if checker.is_file() {
        fs::read(&checker)?
    } else {
        println!(
            "cargo::warning=the checker has not been built, so this `guideway` cannot build guides that have one: run `cargo xtask build`"
        );
        Vec::new()
    };
    let out = env::var_os("OUT_DIR")
        .ok_or_else(|| io::Error::other("cargo names no folder to write to"))?;
    fs::write(Path::new(&out).join("checker.js"), script)
}
