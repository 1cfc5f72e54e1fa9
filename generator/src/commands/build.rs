//! `guideway build`: writes the finished site.

use std::time::Instant;

use camino::Utf8PathBuf;
use clap::Args;

use super::{Outcome, Where, complain, count, here};
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
        let named = match &self.output {
            Some(output) => Some(here()?.join(output)),
            None => None,
        };
        let written = output::place(&project.root, &project.config, named.as_deref())
            .and_then(|folder| Ok((output::write(&plan, &folder)?, folder)));
        let (written, folder) = match written {
            Ok(done) => done,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                complain(&diagnostics, self.place.format);
                return Ok(Outcome::Failed);
            }
        };
        complain(&diagnostics, self.place.format);
        let shown = folder.strip_prefix(&project.root).unwrap_or(&folder);
        let unchanged = match written {
            Written::Changed => "",
            Written::Unchanged => ": nothing has changed",
        };
        self.place.report(&format!(
            "Built {} in {shown}/ ({} ms){unchanged}\n",
            count(&plan),
            started.elapsed().as_millis(),
        ));
        if !plan.contains_key("sitemap.xml") {
            self.place.report("No sitemap and no canonical addresses, and a 404 page without links: they need `base_url` in guideway.toml.\n");
        }
        Ok(Outcome::Done)
    }
}
