//! How large what a reader downloads is, raw and as brotli, held under bounds.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use serde::Deserialize;
use walkdir::WalkDir;

use crate::process::root;
use crate::progress::say;

/// The bounds, and which files they are about.
const BOUNDS: &str = "tests/sizes.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// A file is of the first kind that it fits.
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    /// Paths from the site's root; `*` stands for any name, or the rest of one.
    files: Vec<String>,
    /// The most bytes that a file of this kind may have as brotli.
    brotli: usize,
}

impl Kind {
    fn has(&self, file: &Utf8Path) -> bool {
        self.files.iter().any(|pattern| fits(file, pattern))
    }
}

struct Size {
    file: Utf8PathBuf,
    raw: usize,
    brotli: usize,
}

/// Prints the largest file of every kind, and fails naming those above their bounds.
pub(crate) fn check() -> Result<()> {
    let text =
        fs::read_to_string(root().join(BOUNDS)).with_context(|| format!("cannot read {BOUNDS}"))?;
    let Bounds { kind: kinds } = toml::from_str(&text).context(BOUNDS)?;
    let mut largest: Vec<Option<Size>> = kinds.iter().map(|_| None).collect();
    let mut wrong = Vec::new();
    for file in files_of_site()? {
        let Some(kind) = kinds.iter().position(|kind| kind.has(&file)) else {
            wrong.push(format!("{file} is of no kind"));
            continue;
        };
        let size = Size::of(file)?;
        let bound = kinds[kind].brotli;
        if size.brotli > bound {
            wrong.push(format!(
                "{}: {} bytes, and at most {bound} are allowed",
                size.file, size.brotli
            ));
        }
        if largest[kind]
            .as_ref()
            .is_none_or(|largest| size.brotli > largest.brotli)
        {
            largest[kind] = Some(size);
        }
    }
    say("kind                raw    brotli     bound   largest");
    for (kind, largest) in kinds.iter().zip(largest) {
        match largest {
            Some(Size { file, raw, brotli }) => say(&format!(
                "{:12} {raw:>10}{brotli:>10}{:>10}   {file}",
                kind.name, kind.brotli
            )),
            None => wrong.push(format!("the site has no {}", kind.name)),
        }
    }
    if !wrong.is_empty() {
        bail!("against {BOUNDS}:\n  {}", wrong.join("\n  "));
    }
    Ok(())
}

/// Everything that a browser may load, by path from the site's root.
fn files_of_site() -> Result<Vec<Utf8PathBuf>> {
    let site = root().join("site");
    let mut files = Vec::new();
    for entry in WalkDir::new(&site).sort_by_file_name() {
        let path = Utf8PathBuf::try_from(entry?.into_path())?;
        let file = path.strip_prefix(&site)?;
        if path.is_file() && ["html", "css", "js"].contains(&file.extension().unwrap_or_default()) {
            files.push(file.to_owned());
        }
    }
    if files.is_empty() {
        bail!("site/ is empty: run `cargo xtask build`");
    }
    Ok(files)
}

/// Whether a path fits a pattern, name by name.
fn fits(file: &Utf8Path, pattern: &str) -> bool {
    let patterns: Vec<&str> = pattern.split('/').collect();
    let names: Vec<&str> = file.iter().collect();
    patterns.len() == names.len()
        && names
            .iter()
            .zip(patterns)
            .all(|(name, pattern)| match pattern.split_once('*') {
                Some((start, end)) => name.starts_with(start) && name.ends_with(end),
                None => *name == pattern,
            })
}

impl Size {
    fn of(file: Utf8PathBuf) -> Result<Self> {
        let bytes = fs::read(root().join("site").join(&file))?;
        let mut packed = Vec::new();
        let mut brotli = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
        brotli.write_all(&bytes)?;
        drop(brotli);
        Ok(Self {
            file,
            raw: bytes.len(),
            brotli: packed.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_fits_name_by_name() {
        let fits = |file: &str, pattern| fits(file.as_ref(), pattern);
        assert!(fits("index.html", "index.html"));
        assert!(fits("guide/index.html", "*/index.html"));
        assert!(fits("guide/a-page.html", "guide/*.html"));
        assert!(!fits("index.html", "*/index.html"));
        assert!(!fits("guide/more/page.html", "guide/*.html"));
        assert!(!fits("guide/page.css", "guide/*.html"));
    }
}
