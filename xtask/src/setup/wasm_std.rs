//! The standard library for WebAssembly: rustup's, else built from Debian's source of it.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::debian;
use crate::process::{cargo, command, gist, output_of, run_quietly};
use crate::progress::say;

/// The target of everything that runs in the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Where the browser's half is built: two cargos in one folder would wait for each other for ever.
pub(crate) const FOLDER: &str = "target/wasm";

/// Set to `debian`, takes the second way although the first is open; for trying it out.
const CHOICE: &str = "GUIDEWAY_WASM_STD";

/// Where the standard library comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmStd {
    /// Built by the Rust project, for the compiler in use.
    Rustup,
    /// Built here, by Debian's compiler from Debian's source.
    Debian,
}

/// Finds the standard library or gets it.
pub(crate) fn ensure() -> Result<WasmStd> {
    if env::var_os(CHOICE).is_some_and(|choice| choice == "debian") {
        return ensure_debian();
    }
    if is_there() {
        return Ok(WasmStd::Rustup);
    }
    say(&format!(
        "adding Rust's {TARGET}: the checker is built for the browser"
    ));
    let added = run_quietly(command("rustup").args(["target", "add", TARGET]));
    if added.is_ok() && is_there() {
        return Ok(WasmStd::Rustup);
    }
    if let Err(error) = added {
        say(&gist(&error));
    }
    ensure_debian()
        .with_context(|| format!("`rustup target add {TARGET}` has not brought it either"))
}

/// Whether the compiler in use has the library.
fn is_there() -> bool {
    let folder = output_of(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .map(Utf8PathBuf::from);
    let files = folder.and_then(|folder| folder.read_dir_utf8().ok());
    files.is_some_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().starts_with("libcore-"))
    })
}

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

fn ensure_debian() -> Result<WasmStd> {
    if !debian_is_there() {
        let why = format!("the checker needs Rust's standard library for {TARGET}");
        debian::install(&["rustc-web", "rust-web-src"], &why)?;
        if !debian_is_there() {
            bail!("{why}, and Debian's rustc-web is older than {}", oldest());
        }
    }
    say(&format!(
        "building Rust's standard library for {TARGET} from Debian's source"
    ));
    Ok(WasmStd::Debian)
}

/// Whether Debian's compiler is there, new enough, with the source of its library.
fn debian_is_there() -> bool {
    let rustc = || command(DEBIAN_RUSTC);
    let is_new_enough = output_of(rustc().arg("--version")).is_some_and(|said| {
        let version = said.split_whitespace().nth(1).unwrap_or_default();
        numbers(version) >= numbers(oldest())
    });
    let source = output_of(rustc().args(["--print", "sysroot"]))
        .map(|sysroot| Utf8Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock"));
    is_new_enough && source.is_some_and(|source| source.exists())
}

fn oldest() -> &'static str {
    env!("CARGO_PKG_RUST_VERSION")
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map_while(|part| part.parse().ok())
        .collect()
}

impl WasmStd {
    /// Cargo, set up to build for the browser in a target folder of its own, whatever flags are
    /// meant for this machine.
    pub(crate) fn cargo(self, subcommand: &str) -> Result<Command> {
        let mut command = cargo();
        command.args([subcommand, "--target", TARGET, "--target-dir", FOLDER]);
        for meant_for_us in [
            "CARGO_BUILD_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTC",
            "RUSTFLAGS",
        ] {
            command.env_remove(meant_for_us);
        }
        if self == Self::Debian {
            command
                .arg("-Zbuild-std=std,panic_abort")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTC", DEBIAN_RUSTC)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?)
                .env_remove("RUSTUP_TOOLCHAIN");
        }
        Ok(command)
    }
}

/// The linker for WebAssembly that comes with rustup's compiler.
fn linker() -> Result<Utf8PathBuf> {
    let rustc = || command("rustc");
    let sysroot = output_of(rustc().args(["--print", "sysroot"]))
        .context("rustc does not say where it is")?;
    let version = output_of(rustc().arg("-vV")).context("rustc does not say its version")?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("rustc does not name its host")?;
    Ok(Utf8PathBuf::from(sysroot).join(format!("lib/rustlib/{host}/bin/rust-lld")))
}
