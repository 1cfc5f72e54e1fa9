//! `guideway build`: writes the finished site.

use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::{Outcome, Where, complain, count, say};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, code};
use crate::output::{self, Written};

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    place: Where,
    /// Write here instead of the configured folder
    #[arg(long, value_name = "DIR")]
    output: Option<Utf8PathBuf>,
}

impl Build {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let started = Instant::now();
        let (made, mut diagnostics) = self.place.compile()?;
        let Some((project, plan)) = made else {
            complain(&diagnostics, self.place.format);
            return Ok(Outcome::Failed);
        };
        let folder = match &self.output {
            Some(folder) => Ok(Utf8PathBuf::try_from(std::env::current_dir()?)?.join(folder)),
            None => folder(&project.root, &project.config),
        };
        let written = folder
            .and_then(|folder| output::write(&plan, &folder).map(|written| (written, folder)));
        match written {
            Ok((written, folder)) => {
                complain(&diagnostics, self.place.format);
                let shown = folder.strip_prefix(&project.root).unwrap_or(&folder);
                let pages = count(&plan);
                let time = started.elapsed().as_millis();
                say(&match written {
                    Written::Changed => format!("Wrote {pages} to {shown}/ in {time} ms\n"),
                    Written::Unchanged => {
                        format!("{pages} in {shown}/: nothing has changed ({time} ms)\n")
                    }
                });
                if plan.contains_key("sitemap.xml") {
                    return Ok(Outcome::Done);
                }
                say(
                    "No sitemap and no canonical addresses, and a 404 page without links: they need `base_url` in guideway.toml.\n",
                );
                Ok(Outcome::Done)
            }
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                complain(&diagnostics, self.place.format);
                Ok(Outcome::Failed)
            }
        }
    }
}

/// The configured output folder, which may not hold the guide or be part of it.
pub(super) fn folder(root: &Utf8Path, config: &Config) -> Result<Utf8PathBuf, Box<Diagnostic>> {
    let named = config.output.get_ref();
    let folder = root.join(named);
    let own = [
        root.join(config.content.get_ref()),
        root.join("templates"),
        root.join("assets"),
    ];
    if root.starts_with(&folder)
        || own.iter().any(|own| folder.starts_with(own))
        || named.split(['/', '\\']).any(|part| part == "..")
    {
        let diagnostic = Diagnostic::about(
            code::UNWRITABLE,
            crate::config::FILE_NAME,
            format!(
                "the output folder `{named}` holds the guide itself, is part of it, or is outside"
            ),
        )
        .help("name a folder of its own, such as `output = \"site\"`");
        return Err(Box::new(diagnostic));
    }
    Ok(folder)
}
