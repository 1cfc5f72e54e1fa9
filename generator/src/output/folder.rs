//! The output folder and its neighbours while it is exchanged.

use std::fs::{self, File};
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use super::manifest::{FILE_NAME, Manifest};
use super::{refuse, unwritable};
use crate::diagnostic::{Diagnostic, code};
use crate::pipeline::Plan;

/// The output folder, and the places beside it that an exchange needs.
pub(super) struct Folder {
    path: Utf8PathBuf,
    /// The new site, until it takes the folder's place.
    stage: Utf8PathBuf,
    /// The old site, where a system needs two renames.
    aside: Utf8PathBuf,
    parent: Utf8PathBuf,
}

impl Folder {
    pub(super) fn at(path: &Utf8Path) -> Result<Self, Box<Diagnostic>> {
        let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else {
            return Err(unwritable(
                path,
                "this is not a folder that can be replaced",
            ));
        };
        if path.is_symlink() {
            return Err(refuse(
                code::UNWRITABLE,
                path,
                "the output folder is a symbolic link",
                "name the folder that it leads to",
            ));
        }
        if path.exists() && !path.is_dir() {
            return Err(unwritable(
                path,
                "there is a file where the output folder should be",
            ));
        }
        Ok(Self {
            path: path.to_owned(),
            stage: parent.join(format!(".{name}.guideway-new")),
            aside: parent.join(format!(".{name}.guideway-old")),
            parent: match parent.as_str() {
                "" => Utf8PathBuf::from("."),
                _ => parent.to_owned(),
            },
        })
    }

    /// Waits for any other build that writes here. None where the system cannot lock folders.
    pub(super) fn lock(&self) -> io::Result<Option<File>> {
        fs::create_dir_all(&self.parent)?;
        let locked = File::open(&self.parent).and_then(|folder| {
            folder.lock()?;
            Ok(folder)
        });
        Ok(locked.ok())
    }

    /// Finishes or undoes what a killed build left.
    pub(super) fn recover(&self) -> io::Result<()> {
        if self.aside.exists() {
            if self.path.exists() {
                fs::remove_dir_all(&self.aside)?;
            } else {
                fs::rename(&self.aside, &self.path)?;
            }
        }
        if self.stage.exists() {
            fs::remove_dir_all(&self.stage)?;
        }
        Ok(())
    }

    /// Every file in the folder and in those below, relative to it; links are files.
    pub(super) fn files(&self) -> io::Result<Vec<Utf8PathBuf>> {
        let mut found = Vec::new();
        if !self.path.exists() {
            return Ok(found);
        }
        for entry in walkdir::WalkDir::new(&self.path).sort_by_file_name() {
            let entry = entry?;
            if !entry.file_type().is_dir() {
                let path = Utf8PathBuf::try_from(entry.into_path())
                    .map_err(camino::FromPathBufError::into_io_error)?;
                let inside = path.strip_prefix(&self.path).unwrap_or(&path);
                found.push(inside.as_str().replace('\\', "/").into());
            }
        }
        Ok(found)
    }

    /// Whether every file of the plan is there with the same bytes.
    pub(super) fn holds(&self, plan: &Plan) -> bool {
        plan.iter()
            .all(|(path, bytes)| fs::read(self.path.join(path)).is_ok_and(|there| there == *bytes))
    }

    /// Writes the new site, with what is carried over from the old one, beside it.
    pub(super) fn stage(
        &self,
        plan: &Plan,
        manifest: &Manifest,
        foreign: &[Utf8PathBuf],
    ) -> io::Result<()> {
        fs::create_dir(&self.stage)?;
        for (path, bytes) in plan {
            fs::write(self.staged(path)?, bytes)?;
        }
        fs::write(self.staged(FILE_NAME)?, manifest.to_json()?)?;
        for path in foreign {
            copy(&self.path.join(path), &self.staged(path.as_str())?)?;
        }
        Ok(())
    }

    /// Where a file of the new site is staged, its folder made.
    fn staged(&self, path: &str) -> io::Result<Utf8PathBuf> {
        let path = self.stage.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&self.stage))?;
        Ok(path)
    }

    /// Puts the new site in the place of the old one.
    pub(super) fn swap(&self) -> io::Result<()> {
        if !self.path.exists() {
            return fs::rename(&self.stage, &self.path);
        }
        if exchange(&self.stage, &self.path) {
            self.clear_stage();
            return Ok(());
        }
        fs::rename(&self.path, &self.aside)?;
        if let Err(error) = fs::rename(&self.stage, &self.path) {
            fs::rename(&self.aside, &self.path)?;
            return Err(error);
        }
        // The new site is in its place; what cannot be cleared now is by the next build.
        let _ = fs::remove_dir_all(&self.aside);
        Ok(())
    }

    /// Clears what is staged. What cannot be is cleared by the next build.
    pub(super) fn clear_stage(&self) {
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// Swaps two folders in one step; false where the system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(a: &Utf8Path, b: &Utf8Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let (a, b) = (a.as_std_path(), b.as_std_path());
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Utf8Path, _: &Utf8Path) -> bool {
    false
}

/// Copies a file; a link is copied as one where the system has them.
fn copy(from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
    #[cfg(unix)]
    if from.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    fs::copy(from, to).map(drop)
}
