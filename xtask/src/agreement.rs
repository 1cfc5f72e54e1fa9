//! The reasoning's two homes, for the browser tests and the benchmark to ask: tests/agreement/, natively
//! and for the browser, in target/agreement/.

use std::env::consts::EXE_SUFFIX;
use std::fs;

use anyhow::Result;

use crate::process::root;
use crate::progress::say;
use crate::{generator, module};

const PACKAGE: &str = "checker-agreement";

/// Builds both: the browser's as the checker is built, the native one optimised.
pub(crate) fn build() -> Result<()> {
    say("building the reasoning for comparing its two homes, natively and in the browser");
    let folder = root().join("target/agreement");
    fs::create_dir_all(&folder)?;
    let native = generator::executable(PACKAGE)?;
    fs::copy(native, folder.join(format!("native{EXE_SUFFIX}")))?;

    let module = module::compile(PACKAGE)?;
    let script = folder.join("browser.js");
    let input = [&module, module::RECIPE.as_bytes()].concat();
    let stamp = folder.join("input");
    if script.exists() && fs::read(&stamp).is_ok_and(|built| built == input) {
        return Ok(());
    }
    let (glue, _) = module::finish("browser", module, &folder)?;
    fs::write(script, glue)?;
    fs::write(stamp, input)?;
    Ok(())
}
