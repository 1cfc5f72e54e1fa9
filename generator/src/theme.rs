//! The built-in theme and the built checker, carried in the binary.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use include_dir::{Dir, include_dir};

use crate::diagnostic::SourceFile;

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../themes/guideway");

/// The checker's script as built by `cargo xtask build`; empty where it had not been built when this
/// binary was.
const CHECKER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/checker.js"));

/// The checker's script, if this binary carries it.
pub fn checker() -> Option<&'static [u8]> {
    (!CHECKER.is_empty()).then_some(CHECKER)
}

/// The templates by name.
pub fn templates() -> BTreeMap<String, Arc<SourceFile>> {
    files("templates")
        .filter_map(|(path, bytes)| {
            Some((
                path.clone().into_string(),
                text(&format!("templates/{path}"), bytes)?,
            ))
        })
        .collect()
}

/// The files for `assets/`, by path within it.
pub fn assets() -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    files("assets")
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .collect()
}

/// The words that no page says.
pub fn words() -> Arc<SourceFile> {
    let bytes = THEME
        .get_file("words.toml")
        .map_or(&[][..], include_dir::File::contents);
    text("words.toml", bytes).unwrap_or_else(|| {
        Arc::new(SourceFile {
            path: "words.toml".into(),
            text: String::new(),
        })
    })
}

fn text(path: &str, bytes: &[u8]) -> Option<Arc<SourceFile>> {
    let text = std::str::from_utf8(bytes).ok()?.to_owned();
    Some(Arc::new(SourceFile {
        path: format!("(built-in theme)/{path}").into(),
        text,
    }))
}

/// The files of a folder of the theme, by path within it.
fn files(folder: &'static str) -> impl Iterator<Item = (Utf8PathBuf, &'static [u8])> {
    let mut stack: Vec<&'static Dir<'static>> = THEME.get_dir(folder).into_iter().collect();
    let mut found = Vec::new();
    while let Some(dir) = stack.pop() {
        stack.extend(dir.dirs());
        for file in dir.files() {
            let path = file
                .path()
                .strip_prefix(folder)
                .unwrap_or_else(|_| file.path());
            if let Ok(path) = Utf8PathBuf::from_path_buf(path.to_owned()) {
                found.push((path.as_str().replace('\\', "/").into(), file.contents()));
            }
        }
    }
    found.into_iter()
}
