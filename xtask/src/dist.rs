//! The one binary that a person can take away.

use std::fs;

use anyhow::{Context, Result};

use crate::generator;
use crate::process::root;
use crate::progress::say;

/// Leaves `guideway`, with theme and checker inside, in dist/.
pub(crate) fn build() -> Result<()> {
    let built = generator::build()?;
    let name = built.file_name().context("the generator has no name")?;
    let folder = root().join("dist");
    fs::create_dir_all(&folder)?;
    let bytes = fs::copy(&built, folder.join(name))?;
    say(&format!(
        "dist/{name} ({} KB) is all it takes: `guideway --help`",
        bytes / 1000
    ));
    Ok(())
}
