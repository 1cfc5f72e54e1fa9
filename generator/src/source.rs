//! Reads a project from disk: configuration, pages, knowledge, templates, assets.
//!
//! Nothing is interpreted here but paths: what cannot be read, is not UTF-8 where text is needed, or
//! leads out of the project by a symbolic link becomes a diagnostic.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use camino::{Utf8Path, Utf8PathBuf};
use serde_spanned::Spanned;
use walkdir::WalkDir;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, SourceFile, Span, code};
use crate::theme;
use crate::toml_source::span_of;

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
        let (config, diagnostics) = config::read(&config_file);
        self.out.extend(diagnostics);
        let config = config?;

        let content = self.folder(&config.content, "content", &config_file)?;
        let (mut texts, mut files) = (BTreeMap::new(), BTreeMap::new());
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
        if let Some(named) = &config.theme
            && let Some(folder) = self.folder(named, "theme", &config_file)
        {
            self.overlay(&folder, &mut templates, &mut assets);
            let own_words = folder.join("words.toml");
            if self.root.join(&own_words).is_file() {
                words = self.text(&own_words)?;
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

    /// A folder that the configuration names, if it is there.
    fn folder(
        &mut self,
        named: &Spanned<String>,
        what: &str,
        config_file: &Arc<SourceFile>,
    ) -> Option<Utf8PathBuf> {
        let path = Utf8PathBuf::from(named.get_ref());
        if self.root.join(&path).is_dir() {
            return Some(path);
        }
        // What is there unless something else is named has no place in the file.
        let span = match named.span() {
            default if default.is_empty() => Span {
                file: Arc::clone(config_file),
                range: 0..config_file.text.lines().next().unwrap_or_default().len(),
            },
            _ => span_of(config_file, named),
        };
        let message = format!("the {what} folder `{path}` is not there");
        self.out
            .push(Diagnostic::at(code::NO_FOLDER, span, message).help(format!(
                "make the folder, or name another with `{what} = \"...\"`"
            )));
        None
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
        let is_visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        let mut entries = WalkDir::new(&start)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(is_visible);
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.complain_unwalkable(&error);
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
            if entry.path_is_symlink() && !self.is_inside(path) {
                self.complain_link_out(path);
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                paths.push(within(path, self.root));
            }
        }
        paths
    }

    fn is_inside(&self, path: &Utf8Path) -> bool {
        path.canonicalize_utf8()
            .is_ok_and(|real| real.starts_with(&self.real_root))
    }

    fn complain_link_out(&mut self, path: &Utf8Path) {
        let link = within(path, self.root);
        let message = "a symbolic link leads out of the project";
        self.out.push(
            Diagnostic::about(code::LINK_OUT, link, message)
                .help("put a copy of what it leads to in its place"),
        );
    }

    /// Complains of a folder that cannot be listed, or of a link that leads nowhere or in a circle.
    fn complain_unwalkable(&mut self, error: &walkdir::Error) {
        let why = match (error.loop_ancestor(), error.io_error()) {
            (Some(_), _) => String::from("the link leads back to a folder that it is in"),
            (None, Some(error)) => error.to_string(),
            (None, None) => error.to_string(),
        };
        let path = error.path().map(|path| self.shown(path));
        self.out.push(Diagnostic::about(
            code::UNREADABLE,
            path.unwrap_or_default(),
            format!("this cannot be read: {why}"),
        ));
    }

    /// A path for a message, also where its name is not UTF-8.
    fn shown(&self, path: &Path) -> String {
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

    /// A file as text. Where it is not, it is complained of and read as far as it can be, so that
    /// nothing that refers to it is complained of as well.
    fn text(&mut self, path: &Utf8Path) -> Option<Arc<SourceFile>> {
        let (text, problem) = match String::from_utf8(self.bytes(path)?) {
            Ok(text) => (text, None),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                (text, Some(error.utf8_error().valid_up_to()))
            }
        };
        let path = slashes(path);
        let file = Arc::new(SourceFile { path, text });
        self.out
            .extend(problem.map(|at| not_utf8(Arc::clone(&file), at)));
        Some(file)
    }
}

fn unreadable(path: &Utf8Path, error: &io::Error) -> Diagnostic {
    let message = format!("this cannot be read: {error}");
    Diagnostic::about(code::UNREADABLE, path, message)
}

/// Points at the first byte that is not text, which a mark stands for in what was read.
fn not_utf8(file: Arc<SourceFile>, at: usize) -> Diagnostic {
    let range = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
    let span = Span { file, range };
    Diagnostic::at(code::NOT_UTF8, span, "the file is not UTF-8 text")
        .label("the first byte that is not")
        .help("save the file as UTF-8")
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
