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
    /// What may be no larger together.
    sum: Vec<Kind>,
    /// A page with all its style sheets.
    page: Page,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    /// The most bytes that one may have as brotli, its style sheets included.
    brotli: usize,
    /// Pages that have only the bound of their kind.
    except: Vec<String>,
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
    let bounds: Bounds = toml::from_str(&text).context(BOUNDS)?;
    let sizes = files_of_site()?
        .into_iter()
        .map(Size::of)
        .collect::<Result<Vec<_>>>()?;
    let mut wrong = Vec::new();
    say("kind                raw    brotli     bound   largest");
    check_kinds(&bounds.kind, &sizes, &mut wrong);
    for sum in &bounds.sum {
        let parts = sizes.iter().filter(|size| sum.has(&size.file));
        let (raw, brotli) = parts.fold((0, 0), |(raw, brotli), size| {
            (raw + size.raw, brotli + size.brotli)
        });
        line(sum, raw, brotli, "together");
        if brotli > sum.brotli {
            wrong.push(format!(
                "{}: {brotli} bytes together, and at most {} are allowed",
                sum.name, sum.brotli
            ));
        }
    }
    check_pages(&bounds.page, &sizes, &mut wrong)?;
    if !wrong.is_empty() {
        bail!("against {BOUNDS}:\n  {}", wrong.join("\n  "));
    }
    Ok(())
}

fn check_kinds(kinds: &[Kind], sizes: &[Size], wrong: &mut Vec<String>) {
    let mut largest: Vec<Option<&Size>> = kinds.iter().map(|_| None).collect();
    for size in sizes {
        let Some(kind) = kinds.iter().position(|kind| kind.has(&size.file)) else {
            wrong.push(format!("{} is of no kind", size.file));
            continue;
        };
        let bound = kinds[kind].brotli;
        if size.brotli > bound {
            wrong.push(format!(
                "{}: {} bytes, and at most {bound} are allowed",
                size.file, size.brotli
            ));
        }
        if largest[kind].is_none_or(|largest| size.brotli > largest.brotli) {
            largest[kind] = Some(size);
        }
    }
    for (kind, largest) in kinds.iter().zip(largest) {
        match largest {
            Some(size) => line(kind, size.raw, size.brotli, size.file.as_str()),
            None => wrong.push(format!("the site has no {}", kind.name)),
        }
    }
}

/// Every page with the style sheets that it names.
fn check_pages(bound: &Page, sizes: &[Size], wrong: &mut Vec<String>) -> Result<()> {
    let mut largest = (0, "");
    for page in sizes
        .iter()
        .filter(|size| size.file.extension() == Some("html"))
    {
        if bound.except.iter().any(|pattern| fits(&page.file, pattern)) {
            continue;
        }
        let html = fs::read_to_string(root().join("site").join(&page.file))?;
        let sheets = html.split("rel=\"stylesheet\" href=\"").skip(1);
        let names: Vec<&str> = sheets
            .filter_map(|rest| rest.split('"').next()?.rsplit("../").next())
            .collect();
        let sheets = sizes
            .iter()
            .filter(|size| names.contains(&size.file.as_str()));
        let all = page.brotli + sheets.map(|size| size.brotli).sum::<usize>();
        if all > bound.brotli {
            wrong.push(format!(
                "{} with its style: {all} bytes, and at most {} are allowed",
                page.file, bound.brotli
            ));
        }
        largest = largest.max((all, page.file.as_str()));
    }
    let (all, file) = largest;
    say(&format!(
        "{:22} {all:>10}{:>10}   {file}",
        "a page with its style", bound.brotli
    ));
    Ok(())
}

fn line(kind: &Kind, raw: usize, brotli: usize, which: &str) {
    say(&format!(
        "{:12} {raw:>10}{brotli:>10}{:>10}   {which}",
        kind.name, kind.brotli
    ));
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
