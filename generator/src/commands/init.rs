//! `guideway init DIR`: a small working guide to begin with, about a bicycle.

use std::fs;
use std::io;

use camino::Utf8Path;
use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, code};

static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// Writes the guide into a folder that is new or empty. Any other is refused and left as it is.
pub fn init(folder: &Utf8Path) -> Result<(), Box<Diagnostic>> {
    if let Some(found) = first_entry(folder)? {
        let message = format!("the folder has something in it: {found}");
        let refusal = Diagnostic::about(code::FOLDER_IN_USE, folder, message)
            .help("name a folder that is empty or not there yet");
        return Err(Box::new(refusal));
    }
    write(&STARTER, folder)
}

/// The first of what is in a folder, by name; none where it is empty or not there.
fn first_entry(folder: &Utf8Path) -> Result<Option<String>, Box<Diagnostic>> {
    let entries = match folder.read_dir_utf8() {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(folder, &error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| unusable(folder, &error))?;
        names.push(entry.file_name().to_owned());
    }
    Ok(names.into_iter().min())
}

fn write(from: &Dir, to: &Utf8Path) -> Result<(), Box<Diagnostic>> {
    fs::create_dir_all(to).map_err(|error| unusable(to, &error))?;
    for file in from.files() {
        let to = to.join(name_of(file.path()));
        fs::write(&to, file.contents()).map_err(|error| unusable(&to, &error))?;
    }
    for folder in from.dirs() {
        write(folder, &to.join(name_of(folder.path())))?;
    }
    Ok(())
}

fn name_of(path: &std::path::Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("every file of the starter has a name in plain letters")
}

fn unusable(path: &Utf8Path, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("this cannot be read or written: {error}");
    Box::new(Diagnostic::about(code::FOLDER_UNUSABLE, path, message))
}
