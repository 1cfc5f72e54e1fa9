//! The list of what we wrote, kept in the output folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::refuse;
use crate::diagnostic::{Diagnostic, code};
use crate::pipeline::Plan;

/// Its name in the output folder.
pub const FILE_NAME: &str = ".guideway.json";

/// The form of the manifest, should it ever change.
const VERSION: u32 = 1;

/// What a folder may hold before our first build, beside hidden files.
const HARMLESS: [&str; 2] = ["README.md", "CNAME"];

/// What we wrote: path to SHA-256, in hexadecimal.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    guideway: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    pub(super) fn of(plan: &Plan) -> Self {
        let files = plan
            .iter()
            .map(|(path, bytes)| (path.clone(), fingerprint(bytes)))
            .collect();
        Self {
            guideway: VERSION,
            files,
        }
    }

    /// What an earlier build says it wrote into a folder with these files; nothing in a folder that
    /// is new or has only harmless files. Any other is somebody else's.
    pub(super) fn read(folder: &Utf8Path, there: &[Utf8PathBuf]) -> Result<Self, Box<Diagnostic>> {
        if there.iter().any(|path| path == FILE_NAME) {
            let path = folder.join(FILE_NAME);
            let read = fs::read(&path)
                .and_then(|bytes| serde_json::from_slice(&bytes).map_err(io::Error::from));
            return read.map_err(|error| {
                refuse(
                    code::FOREIGN_FOLDER,
                    &path,
                    &format!("the list of what we wrote cannot be read: {error}"),
                    "empty the folder, then build again",
                )
            });
        }
        let foreign = there
            .iter()
            .find(|path| !path.as_str().starts_with('.') && !HARMLESS.contains(&path.as_str()));
        match foreign {
            Some(found) => Err(refuse(
                code::FOREIGN_FOLDER,
                folder,
                &format!("the folder holds files that we did not write, such as `{found}`"),
                "name another folder with `output = \"...\"`, or empty this one",
            )),
            None => Ok(Self::of(&Plan::new())),
        }
    }

    /// Those files that we did not write.
    pub(super) fn foreign(&self, mut files: Vec<Utf8PathBuf>) -> Vec<Utf8PathBuf> {
        files.retain(|path| path != FILE_NAME && !self.files.contains_key(path.as_str()));
        files
    }

    pub(super) fn to_json(&self) -> io::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").expect("a string takes everything");
    }
    hex
}
