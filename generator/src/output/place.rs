//! Where a site may be written.

use camino::{Utf8Path, Utf8PathBuf};

use super::refuse;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, code};

/// The output folder of a project, named by the configuration or otherwise, as long as it neither
/// holds anything that the site is made of nor is in it.
pub fn place(
    root: &Utf8Path,
    config: &Config,
    named: Option<&Utf8Path>,
) -> Result<Utf8PathBuf, Box<Diagnostic>> {
    let named = named.unwrap_or(Utf8Path::new(config.output.get_ref()));
    // Without a slash at the end, which would hide that the folder is a link.
    let folder: Utf8PathBuf = root.join(named).components().collect();
    let own = [config::FILE_NAME, "templates", "assets"]
        .into_iter()
        .chain([config.content.get_ref().as_str()])
        .chain(config.theme.as_ref().map(|theme| theme.get_ref().as_str()));
    let real_folder = real(&folder);
    for part in own {
        let real_part = real(&root.join(part));
        if real_part.starts_with(&real_folder) || real_folder.starts_with(&real_part) {
            return Err(refuse(
                code::UNWRITABLE,
                &folder,
                &format!(
                    "the output folder `{named}` would hold `{part}` of the guide, or be in it"
                ),
                "name a folder of its own, such as `output = \"site\"`",
            ));
        }
    }
    Ok(folder)
}

/// A path with its links resolved as far as it is there.
fn real(path: &Utf8Path) -> Utf8PathBuf {
    let known = path.ancestors().find_map(|ancestor| {
        let real = ancestor.canonicalize_utf8().ok()?;
        let rest = path.strip_prefix(ancestor).ok()?;
        Some(real.join(rest))
    });
    // Joining nothing leaves a slash at the end.
    known
        .unwrap_or_else(|| path.to_owned())
        .components()
        .collect()
}
