//! What one answer with its next question costs, natively and in the browser.

use anyhow::Result;

use crate::{agreement, guide, web};

/// Builds what is measured, measures it, and prints the times. Nothing is held under a bound.
pub(crate) fn run() -> Result<()> {
    guide::build()?;
    agreement::build()?;
    web::bench()
}
