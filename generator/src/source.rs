//! Reads a project from disk: configuration, pages, knowledge, templates, assets.
//!
//! Nothing is interpreted here but paths: what cannot be read, is not UTF-8 where text is needed, or
//! leads out of the project by a symbolic link becomes a diagnostic.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::{fs, io};

use camino::{Utf8Path, Utf8PathBuf};
use walkdir::WalkDir;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::{theme, toml_source};

/// A project as it was read.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its folder.
    pub root: Utf8PathBuf,
    /// `guideway.toml`.
    pub config_file: Arc<SourceFile>,
    /// The same, read.
    pub config: Config,
    /// Pages and knowledge: Markdown and TOML of the content folder, by path within it.
    pub texts: BTreeMap<Utf8PathBuf, Arc<SourceFile>>,
    /// The content folder's other files, by path within it.
    pub files: BTreeMap<Utf8PathBuf, Vec<u8>>,
    /// Templates by name; the project's over the theme's over the built-in ones.
    pub templates: BTreeMap<String, Arc<SourceFile>>,
    /// Files for `assets/`, by path within it, from the same three places.
    pub assets: BTreeMap<Utf8PathBuf, Vec<u8>>,
    /// The theme's `words.toml`.
    pub words: Arc<SourceFile>,
}

/// The nearest folder, from this one upwards, that holds a configuration.
pub fn find_root(from: &Utf8Path) -> Option<Utf8PathBuf> {
    from.ancestors()
        .find(|folder| folder.join(config::FILE_NAME).is_file())
        .map(Utf8Path::to_owned)
}

/// Reads a project. There is none when its configuration cannot be read.
pub fn read(root: &Utf8Path) -> (Option<Project>, Vec<Diagnostic>) {
    let mut reader = Reader {
        root,
        real_root: root.canonicalize_utf8().unwrap_or_else(|_| root.to_owned()),
        out: Vec::new(),
    };
    let project = reader.project();
    (project, reader.out)
}

struct Reader<'a> {
    root: &'a Utf8Path,
    /// The same with every link resolved, to compare with what links lead to.
    real_root: Utf8PathBuf,
    out: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn project(&mut self) -> Option<Project> {
        let config_file = self.text(Utf8Path::new(config::FILE_NAME))?;
        let (config, diagnostics) = toml_source::parse_file::<Config>(&config_file);
        self.out.extend(diagnostics);
        let config = config?;

        let (mut texts, mut files) = (BTreeMap::new(), BTreeMap::new());
        let content = Utf8PathBuf::from(config.content.get_ref());
        if !self.root.join(&content).is_dir() {
            let span = Span {
                file: Arc::clone(&config_file),
                range: config.content.span(),
            };
            self.out.push(
                Diagnostic::at(
                    code::NO_FOLDER,
                    span,
                    format!("the content folder `{content}` is not there"),
                )
                .help("make the folder, or name another with `content = \"...\"`"),
            );
            return None;
        }
        for path in self.walk(&content) {
            let inside = within(&path, &content);
            if matches!(path.extension(), Some("md" | "toml")) {
                if let Some(file) = self.text(&path) {
                    texts.insert(inside, file);
                }
            } else if let Some(bytes) = self.bytes(&path) {
                files.insert(inside, bytes);
            }
        }

        let (mut templates, mut assets) = (theme::templates(), theme::assets());
        let mut words = theme::words();
        if let Some(folder) = &config.theme {
            let path = Utf8PathBuf::from(folder.get_ref());
            if self.root.join(&path).is_dir() {
                self.overlay(&path, &mut templates, &mut assets);
                let own_words = path.join("words.toml");
                if self.root.join(&own_words).is_file() {
                    words = self.text(&own_words)?;
                }
            } else {
                let span = Span {
                    file: Arc::clone(&config_file),
                    range: folder.span(),
                };
                self.out.push(Diagnostic::at(
                    code::NO_FOLDER,
                    span,
                    format!("the theme folder `{path}` is not there"),
                ));
            }
        }
        self.overlay(Utf8Path::new(""), &mut templates, &mut assets);
        Some(Project {
            root: self.root.to_owned(),
            config_file,
            config,
            texts,
            files,
            templates,
            assets,
            words,
        })
    }

    /// Puts the templates and assets of a folder over those that are there.
    fn overlay(
        &mut self,
        folder: &Utf8Path,
        templates: &mut BTreeMap<String, Arc<SourceFile>>,
        assets: &mut BTreeMap<Utf8PathBuf, Vec<u8>>,
    ) {
        let (own_templates, own_assets) = (folder.join("templates"), folder.join("assets"));
        for path in self.walk(&own_templates) {
            if let Some(file) = self.text(&path) {
                templates.insert(within(&path, &own_templates).into_string(), file);
            }
        }
        for path in self.walk(&own_assets) {
            if let Some(bytes) = self.bytes(&path) {
                assets.insert(within(&path, &own_assets), bytes);
            }
        }
    }

    /// The files of a folder, relative to the root, sorted; none where the folder is not there.
    /// Hidden files are left out.
    fn walk(&mut self, folder: &Utf8Path) -> Vec<Utf8PathBuf> {
        let mut paths = Vec::new();
        let start = self.root.join(folder);
        if !start.is_dir() {
            return paths;
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        for entry in WalkDir::new(&start)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(visible)
        {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(|| folder.to_string(), |path| self.shown(path));
                    self.out.push(Diagnostic::about(
                        code::UNREADABLE,
                        path,
                        format!("cannot read the folder: {error}"),
                    ));
                    continue;
                }
            };
            let Some(path) = Utf8Path::from_path(entry.path()) else {
                let path = self.shown(entry.path());
                self.out.push(
                    Diagnostic::about(code::NOT_UTF8, path, "the file's name is not UTF-8")
                        .help("rename the file"),
                );
                continue;
            };
            if entry.path_is_symlink() && !self.stays_inside(path) {
                let link = within(path, self.root);
                self.out.push(
                    Diagnostic::about(
                        code::LINK_OUT,
                        link,
                        "a symbolic link leads out of the project",
                    )
                    .help("put a copy of the file in its place"),
                );
            } else if entry.file_type().is_file() && !self.came_through_outside(path) {
                paths.push(within(path, self.root));
            }
        }
        paths
    }

    fn stays_inside(&self, path: &Utf8Path) -> bool {
        path.canonicalize_utf8()
            .is_ok_and(|real| real.starts_with(&self.real_root))
    }

    /// Whether a folder above was a link that leads out; it has been complained of.
    fn came_through_outside(&self, path: &Utf8Path) -> bool {
        !self.stays_inside(path)
    }

    fn shown(&self, path: &std::path::Path) -> String {
        path.strip_prefix(self.root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    }

    fn bytes(&mut self, path: &Utf8Path) -> Option<Vec<u8>> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.out.push(unreadable(path, &error));
                None
            }
        }
    }

    fn text(&mut self, path: &Utf8Path) -> Option<Arc<SourceFile>> {
        let bytes = self.bytes(path)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(Arc::new(SourceFile {
                path: slashes(path),
                text,
            })),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
                let line = before.matches('\n').count() + 1;
                // The readable part, so that the place can be shown.
                let file = Arc::new(SourceFile {
                    path: slashes(path),
                    text: before,
                });
                self.out.push(
                    Diagnostic::at(
                        code::NOT_UTF8,
                        Span {
                            file,
                            range: at..at,
                        },
                        "the file is not UTF-8 text",
                    )
                    .label(format!("the first byte that is not is on line {line}"))
                    .help("save the file as UTF-8"),
                );
                None
            }
        }
    }
}

fn unreadable(path: &Utf8Path, error: &io::Error) -> Diagnostic {
    Diagnostic::about(
        code::UNREADABLE,
        path,
        format!("cannot read the file: {error}"),
    )
}

fn within(path: &Utf8Path, folder: &Utf8Path) -> Utf8PathBuf {
    slashes(path.strip_prefix(folder).unwrap_or(path))
}

/// The same path with forward slashes, so that sites are the same on every system.
fn slashes(path: &Utf8Path) -> Utf8PathBuf {
    if cfg!(windows) {
        path.as_str().replace('\\', "/").into()
    } else {
        path.to_owned()
    }
}
