//! The guide itself: built, served and checked by the generator.

use anyhow::Result;

use crate::generator;
use crate::process::{command, run};
use crate::progress::say;

/// Builds the checker, the generator and site/.
pub(crate) fn build() -> Result<()> {
    let guideway = generator::build()?;
    say("building site/ from content/");
    run(command(guideway).arg("build"))
}

/// The same, then serves it until it is stopped.
pub(crate) fn serve(port: u16) -> Result<()> {
    let guideway = generator::build()?;
    say("building and serving the guide");
    run(command(guideway).args(["serve", "--port", &port.to_string()]))
}

/// Builds the guide, and says what is wrong with it.
pub(crate) fn check() -> Result<()> {
    let guideway = generator::build()?;
    run(command(&guideway).arg("build"))?;
    run(command(&guideway).args(["check", "--strict"]))
}
