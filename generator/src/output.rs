//! Writes a site: all of it or nothing.
//!
//! The new site is written beside the old one and takes its place in one rename: an exchange where
//! the system has one, else two renames, of which a start after a crash between them undoes the
//! first. A manifest in the folder names what we wrote; every other file there is somebody else's
//! and is carried over. So a failed or killed build leaves the old site or the new one, whole.
//!
//! Nothing waits for the disk: after a power cut, which is more than a killed build, the next one
//! finds by comparing every byte what was lost, and writes it again.

use std::io;

use camino::Utf8Path;

use crate::diagnostic::{Code, Diagnostic, code};
use crate::pipeline::Plan;

mod folder;
mod manifest;
mod place;

pub use manifest::FILE_NAME as MANIFEST;
pub use place::place;

use folder::Folder;
use manifest::Manifest;

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The folder is new or was exchanged.
    Changed,
    /// It already held this very site, and was not touched.
    Unchanged,
}

/// Writes a site into a folder. One that holds anything that we did not write is refused, unless we
/// have written there before, or it is `README.md`, `CNAME` or hidden.
pub fn write(plan: &Plan, path: &Utf8Path) -> Result<Written, Box<Diagnostic>> {
    let folder = Folder::at(path)?;
    let failed = |error: io::Error| unwritable(path, &format!("cannot write the site: {error}"));
    // Held until the end, so that two builds at a time write one after the other.
    let _lock = folder.lock().map_err(failed)?;
    folder.recover().map_err(failed)?;
    let there = folder.files().map_err(failed)?;
    let old = Manifest::read(path, &there)?;
    let foreign = old.foreign(there);
    if let Some(clash) = foreign.iter().find(|path| stands_in_the_way(path, plan)) {
        return Err(refuse(
            code::FOREIGN_FILE,
            &path.join(clash),
            "a file that we did not write stands where a new one has to go",
            "move it away, or rename the page or file that makes this path",
        ));
    }
    let new = Manifest::of(plan);
    if old == new && folder.holds(plan) {
        return Ok(Written::Unchanged);
    }
    let staged = folder.stage(plan, &new, &foreign);
    staged.and_then(|()| folder.swap()).map_err(|error| {
        folder.clear_stage();
        failed(error)
    })?;
    Ok(Written::Changed)
}

/// Whether a file has the path of a new one, is a folder on the way to one, or in the folder that
/// one would have to be.
fn stands_in_the_way(foreign: &Utf8Path, plan: &Plan) -> bool {
    let below = format!("{foreign}/");
    foreign
        .ancestors()
        .any(|path| plan.contains_key(path.as_str()))
        || plan
            .range(below.clone()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&below))
}

fn refuse(code: Code, path: &Utf8Path, message: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::about(code, path, message).help(help))
}

fn unwritable(path: &Utf8Path, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::about(code::UNWRITABLE, path, message))
}
