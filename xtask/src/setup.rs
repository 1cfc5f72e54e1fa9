//! What a machine needs and may not have: each part finds it, gets it, or says what to type.

pub(crate) mod browser;
pub(crate) mod components;
mod debian;
pub(crate) mod node;
pub(crate) mod wasm_opt;
pub(crate) mod wasm_std;

use camino::Utf8PathBuf;

use crate::process::root;

/// Where tools go that are brought for this project alone.
fn tools() -> Utf8PathBuf {
    root().join("target/tools")
}
