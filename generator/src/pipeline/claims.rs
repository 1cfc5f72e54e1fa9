//! Paths of the site with what stands there: each is claimed once.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::Plan;
use crate::diagnostic::{Code, Diagnostic, Span, code};
use crate::links;

/// Who makes a file of the site.
#[derive(Clone, Debug)]
pub(super) enum Maker {
    /// A place in a file: a page, or an alias in its front matter.
    Place(Span),
    /// A file of the project that is taken as it is.
    File(String),
    /// The generator.
    Generator,
}

/// Paths with what stands there and who put it there.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) plan: Plan,
    /// By path in lower case, for file systems that do not tell cases apart.
    makers: BTreeMap<String, (String, Maker)>,
}

impl Claims {
    /// Takes a path, unless it is another's or cannot be one.
    pub(super) fn claim(
        &mut self,
        path: &str,
        bytes: Vec<u8>,
        maker: Maker,
        out: &mut Vec<Diagnostic>,
    ) {
        if !links::is_plain(path) {
            out.push(
                maker
                    .complaint(code::BAD_PATH, format!("`{path}` cannot be a URL as it is"))
                    .help("rename it: letters, digits, `-`, `_` and `.`"),
            );
            return;
        }
        let lower = path.to_lowercase();
        if let Some((taken, other)) = self.taken(&lower) {
            let remark = match taken {
                same if same == path => String::new(),
                same if same.to_lowercase() == lower => {
                    format!(" (as `{same}`, which some systems take for the same)")
                }
                folder => format!(" (`{folder}` is there, and one would be a folder in the other)"),
            };
            let message = format!("`{path}` is made twice: by {maker} and by {other}{remark}");
            let mut diagnostic = maker.complaint(code::DUPLICATE_PATH, message);
            if let Maker::Place(span) = other {
                diagnostic = diagnostic.related(span.clone(), "first here");
            }
            out.push(diagnostic.help("give one of them another name or `slug`"));
            return;
        }
        self.makers.insert(lower, (path.to_owned(), maker));
        self.plan.insert(path.to_owned(), bytes);
    }

    /// Who has a path already, or a file that would have to be a folder on the way to it, or one in
    /// the folder that it would have to be.
    fn taken(&self, lower: &str) -> Option<&(String, Maker)> {
        let mut above = Utf8Path::new(lower).ancestors();
        let below = format!("{lower}/");
        above
            .find_map(|path| self.makers.get(path.as_str()))
            .or_else(|| {
                let (path, maker) = self.makers.range(below.clone()..).next()?;
                path.starts_with(&below).then_some(maker)
            })
    }
}

impl Maker {
    fn complaint(&self, code: Code, message: String) -> Diagnostic {
        match self {
            Self::Place(span) => Diagnostic::at(code, span.clone(), message),
            Self::File(path) => Diagnostic::about(code, path, message),
            Self::Generator => Diagnostic::new(code, message),
        }
    }
}

impl std::fmt::Display for Maker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Place(span) => write!(f, "{}", span.file.path),
            Self::File(path) => write!(f, "{path}"),
            Self::Generator => write!(f, "guideway itself"),
        }
    }
}
