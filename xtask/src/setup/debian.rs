//! Debian's packages: installed where we are root on Debian, else named.

use anyhow::{Result, bail};

use crate::process::{command, find, output_of, run_quietly};
use crate::progress::say;

/// Installs packages, or fails with the one command to type.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if find(&["apt-get"]).is_none() {
        bail!(
            "{why}. Install that with your system's package manager (Debian calls it: {list}), then run this again."
        );
    }
    if output_of(command("id").arg("-u")).as_deref() != Some("0") {
        bail!("{why}. Type this, then run this again:\n\n    sudo apt-get install {list}\n");
    }
    say(&format!("installing Debian's {list}, as root: {why}"));
    run_quietly(command("apt-get").args(["-qq", "update"]))?;
    run_quietly(
        command("apt-get")
            .args(["-qq", "install", "--yes", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}
