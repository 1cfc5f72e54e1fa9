//! `guideway serve`: builds, serves, and builds again at every change.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use clap::Args;

use super::{Outcome, Where, complain, count, say};
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Severity, code};
use crate::output;
use crate::pipeline;
use crate::serve::{Build, Built, Live, follow, listen, refresh, serve, watch};
use crate::source;

#[derive(Clone, Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    place: Where,
    /// The port; the next free one is taken where it is in use
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        let root = match self.place.root()? {
            Ok(root) => root,
            Err(diagnostic) => {
                complain(&[diagnostic], self.place.format);
                return Ok(Outcome::Failed);
            }
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let format = self.place.format;
        // Leaving drops the server; a build that is being written is waited for.
        match runtime.block_on(self.serve(root)) {
            Ok(()) => Ok(Outcome::Done),
            Err(error) => {
                let diagnostic = Diagnostic::new(code::NO_SERVER, format!("cannot serve: {error}"));
                complain(&[diagnostic], format);
                Ok(Outcome::Failed)
            }
        }
    }

    /// Serves until it is interrupted.
    async fn serve(self, root: Utf8PathBuf) -> io::Result<()> {
        let listener = listen(self.port).await?;
        let address = listener.local_addr()?;
        let live = Live::default();
        let build: Build = Arc::new(move || self.build(&root));
        let changes = watch(&refresh(&live, &build).await?)?;
        say(&format!("Serving at http://{address} (Ctrl-C ends it)\n"));
        tokio::select! {
            ended = serve(listener, live.clone()) => ended,
            ended = follow(&live, &build, changes) => ended,
            interrupted = tokio::signal::ctrl_c() => {
                say("\n");
                interrupted
            }
        }
    }

    /// Builds and writes the site, and says what is wrong with it.
    fn build(&self, root: &Utf8Path) -> Built {
        let (project, mut diagnostics) = source::read(root);
        let config = project.as_ref().map(|project| &project.config);
        let watched = watched(root, config);
        let plan = project.as_ref().and_then(|project| {
            let (plan, more) = pipeline::compile(project, &self.place.options());
            diagnostics.extend(more);
            plan
        });
        let sound = diagnostics
            .iter()
            .all(|diagnostic| diagnostic.severity != Severity::Error);
        let site = match plan.filter(|_| sound).zip(config) {
            Some((plan, config)) => {
                let written = output::place(root, config, None)
                    .and_then(|folder| output::write(&plan, &folder));
                match written {
                    Ok(_) => say(&format!("Built {}\n", count(&plan))),
                    Err(diagnostic) => diagnostics.push(*diagnostic),
                }
                Ok(plan)
            }
            None => Err(diagnostic::render(&diagnostics, false)),
        };
        complain(&diagnostics, self.place.format);
        Built { site, watched }
    }
}

/// What a site is built from. Where the configuration cannot be read, its usual places.
fn watched(root: &Utf8Path, config: Option<&Config>) -> Vec<PathBuf> {
    let content = config.map_or("content", |config| config.content.get_ref().as_str());
    let theme = config.and_then(|config| config.theme.as_ref());
    let theme = theme.map(|theme| theme.get_ref().as_str());
    [config::FILE_NAME, content, "templates", "assets"]
        .into_iter()
        .chain(theme)
        .map(|path| root.join(path).into_std_path_buf())
        .collect()
}
