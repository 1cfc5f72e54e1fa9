//! Writes a site: all of it or nothing.
//!
//! The new site is written beside the old one and takes its place in one rename: an exchange where
//! the system has one, else two renames, of which a start after a crash between them finishes the
//! second. A manifest in the folder names what we wrote; every other file there is somebody else's
//! and is carried over. So a failed or killed build leaves the old site or the new one, whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, code};
use crate::pipeline::Plan;

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".guideway.json";

/// What a folder may hold before our first build, beside hidden files.
const HARMLESS: [&str; 2] = ["README.md", "CNAME"];

/// What we wrote: path to SHA-256, in hexadecimal.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    guideway: u32,
    files: BTreeMap<String, String>,
}

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The folder is new or was exchanged.
    Changed,
    /// It already held this very site, and was not touched.
    Unchanged,
}

/// Writes a site into a folder.
pub fn write(plan: &Plan, folder: &Utf8Path) -> Result<Written, Box<Diagnostic>> {
    let places = Places::new(folder)?;
    places.recover()?;
    let old = places.old_manifest()?;
    let foreign = places.foreign_files(&old)?;
    if let Some(clash) = foreign.iter().find(|path| plan.contains_key(path.as_str())) {
        return Err(refuse(
            code::FOREIGN_FILE,
            &folder.join(clash),
            "a file that we did not write stands where a new one has to go",
        )
        .help_with("move it away, or rename the page or file that makes this path"));
    }
    let manifest = Manifest {
        guideway: 1,
        files: plan
            .iter()
            .map(|(path, bytes)| (path.clone(), fingerprint(bytes)))
            .collect(),
    };
    if old
        .as_ref()
        .is_some_and(|old| old.files == manifest.files && places.holds(plan))
    {
        return Ok(Written::Unchanged);
    }
    places
        .stage(plan, &manifest, &foreign)
        .and_then(|()| places.swap())
        .map_err(|error| {
            // Whatever was staged is of no use; the old site has not been touched.
            let _ = fs::remove_dir_all(&places.stage);
            refuse(
                code::UNWRITABLE,
                folder,
                &format!("cannot write the site: {error}"),
            )
        })?;
    Ok(Written::Changed)
}

trait HelpWith {
    fn help_with(self, help: &str) -> Self;
}

impl HelpWith for Box<Diagnostic> {
    fn help_with(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

fn refuse(code: code::Code, path: &Utf8Path, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::about(code, path, message))
}

/// The output folder and its neighbours while it is exchanged.
struct Places {
    folder: Utf8PathBuf,
    /// The new site, until it takes the folder's place.
    stage: Utf8PathBuf,
    /// The old site, where a system needs two renames.
    aside: Utf8PathBuf,
}

impl Places {
    fn new(folder: &Utf8Path) -> Result<Self, Box<Diagnostic>> {
        let name = folder.file_name().ok_or_else(|| {
            refuse(
                code::UNWRITABLE,
                folder,
                "this is not a folder that can be replaced",
            )
        })?;
        if folder.is_symlink() {
            return Err(refuse(
                code::UNWRITABLE,
                folder,
                "the output folder is a symbolic link",
            )
            .help_with("name the folder that it leads to"));
        }
        if folder.exists() && !folder.is_dir() {
            return Err(refuse(
                code::UNWRITABLE,
                folder,
                "the output folder is a file",
            ));
        }
        let beside = |suffix: &str| folder.with_file_name(format!(".{name}.{suffix}"));
        Ok(Self {
            folder: folder.to_owned(),
            stage: beside("guideway-new"),
            aside: beside("guideway-old"),
        })
    }

    /// Finishes or undoes what a killed build left.
    fn recover(&self) -> Result<(), Box<Diagnostic>> {
        let recovered = (|| -> io::Result<()> {
            if self.aside.exists() {
                if self.folder.exists() {
                    fs::remove_dir_all(&self.aside)?;
                } else {
                    fs::rename(&self.aside, &self.folder)?;
                }
            }
            if self.stage.exists() {
                fs::remove_dir_all(&self.stage)
            } else {
                Ok(())
            }
        })();
        recovered.map_err(|error| {
            refuse(
                code::UNWRITABLE,
                &self.folder,
                &format!("cannot clear up after a build that was cut short: {error}"),
            )
        })
    }

    /// What an earlier build says it wrote; none in a folder that is new or has only harmless files.
    fn old_manifest(&self) -> Result<Option<Manifest>, Box<Diagnostic>> {
        if !self.folder.exists() {
            return Ok(None);
        }
        let path = self.folder.join(MANIFEST);
        if path.exists() {
            let manifest = fs::read(&path).map_err(io::Error::other).and_then(|bytes| {
                serde_json::from_slice::<Manifest>(&bytes).map_err(io::Error::other)
            });
            return manifest.map(Some).map_err(|error| {
                refuse(
                    code::FOREIGN_FOLDER,
                    &path,
                    &format!("the list of what we wrote cannot be read: {error}"),
                )
                .help_with("empty the folder, then build again")
            });
        }
        let entries = list(&self.folder).map_err(|error| {
            refuse(
                code::UNWRITABLE,
                &self.folder,
                &format!("cannot read the folder: {error}"),
            )
        })?;
        let foreign = entries
            .iter()
            .find(|path| !path.as_str().starts_with('.') && !HARMLESS.contains(&path.as_str()));
        match foreign {
            Some(found) => Err(refuse(
                code::FOREIGN_FOLDER,
                &self.folder,
                &format!("the folder holds files that we did not write, such as `{found}`"),
            )
            .help_with("name another folder with `output = \"...\"`, or empty this one")),
            None => Ok(None),
        }
    }

    /// The files in the folder that an earlier build did not write.
    fn foreign_files(&self, old: &Option<Manifest>) -> Result<Vec<Utf8PathBuf>, Box<Diagnostic>> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let ours: BTreeSet<&str> = old
            .iter()
            .flat_map(|manifest| manifest.files.keys().map(String::as_str))
            .chain([MANIFEST])
            .collect();
        let files = list(&self.folder).map_err(|error| {
            refuse(
                code::UNWRITABLE,
                &self.folder,
                &format!("cannot read the folder: {error}"),
            )
        })?;
        Ok(files
            .into_iter()
            .filter(|path| !ours.contains(path.as_str()))
            .collect())
    }

    /// Whether every file of the plan is there with the same bytes.
    fn holds(&self, plan: &Plan) -> bool {
        plan.iter().all(|(path, bytes)| {
            fs::read(self.folder.join(path)).is_ok_and(|there| there == *bytes)
        })
    }

    fn stage(&self, plan: &Plan, manifest: &Manifest, foreign: &[Utf8PathBuf]) -> io::Result<()> {
        fs::create_dir_all(&self.stage)?;
        for (path, bytes) in plan {
            let to = self.stage.join(path);
            fs::create_dir_all(to.parent().unwrap_or(&self.stage))?;
            fs::write(to, bytes)?;
        }
        let mut text = serde_json::to_string_pretty(manifest).map_err(io::Error::other)?;
        text.push('\n');
        fs::write(self.stage.join(MANIFEST), text)?;
        for path in foreign {
            let (from, to) = (self.folder.join(path), self.stage.join(path));
            fs::create_dir_all(to.parent().unwrap_or(&self.stage))?;
            if from.is_symlink() {
                copy_link(&from, &to)?;
            } else {
                fs::copy(from, to)?;
            }
        }
        Ok(())
    }

    fn swap(&self) -> io::Result<()> {
        if !self.folder.exists() {
            if let Some(parent) = self
                .folder
                .parent()
                .filter(|parent| !parent.as_str().is_empty())
            {
                fs::create_dir_all(parent)?;
            }
            return fs::rename(&self.stage, &self.folder);
        }
        if exchange(&self.stage, &self.folder) {
            return fs::remove_dir_all(&self.stage);
        }
        fs::rename(&self.folder, &self.aside)?;
        if let Err(error) = fs::rename(&self.stage, &self.folder) {
            fs::rename(&self.aside, &self.folder)?;
            return Err(error);
        }
        fs::remove_dir_all(&self.aside)
    }
}

/// Swaps two folders in one step; false where the system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Utf8Path, b: &Utf8Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(
        CWD,
        a.as_std_path(),
        CWD,
        b.as_std_path(),
        RenameFlags::EXCHANGE,
    )
    .is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Utf8Path, _: &Utf8Path) -> bool {
    false
}

#[cfg(unix)]
fn copy_link(from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
    fs::copy(from, to).map(drop)
}

/// The files of a folder and of those in it, relative to it; links are files.
fn list(folder: &Utf8Path) -> io::Result<Vec<Utf8PathBuf>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(io::Error::other)?;
        if !entry.file_type().is_dir() {
            let path = Utf8PathBuf::from_path_buf(entry.into_path()).map_err(|path| {
                io::Error::other(format!("the name {} is not UTF-8", path.display()))
            })?;
            let inside = path.strip_prefix(folder).unwrap_or(&path);
            found.push(inside.as_str().replace('\\', "/").into());
        }
    }
    Ok(found)
}

fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
