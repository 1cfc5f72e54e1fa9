//! Changes of files, gathered into one piece of news each.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// An editor saves in several steps, and a branch is switched file by file; after so long a
/// silence a change is taken to be over.
const SILENCE: Duration = Duration::from_millis(80);

/// Changes below some folders, for as long as this is kept.
#[derive(Debug)]
pub struct Changes {
    paths: Vec<PathBuf>,
    events: UnboundedReceiver<()>,
    watcher: RecommendedWatcher,
}

/// Watches what a site is built from: files and folders, each with all that is below it.
///
/// One that is not there yet is noticed when it comes.
pub fn watch(paths: &[PathBuf]) -> io::Result<Changes> {
    let (sender, events) = unbounded_channel();
    let wanted = paths.to_vec();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let news = event.is_ok_and(|event| concerns(&event, &wanted));
        if news {
            // Nobody listens any more only when the server is ending.
            let _ = sender.send(());
        }
    })
    .map_err(io::Error::other)?;
    let mut changes = Changes {
        paths: paths.to_vec(),
        events,
        watcher,
    };
    changes.cover().map_err(io::Error::other)?;
    Ok(changes)
}

impl Changes {
    /// What is watched.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Waits for a change, and for it to be over.
    pub async fn next(&mut self) {
        if self.events.recv().await.is_none() {
            // The watcher lives as long as this, so its sender does.
            std::future::pending::<()>().await;
        }
        while let Ok(Some(())) = timeout(SILENCE, self.events.recv()).await {}
        // A folder that goes at this moment is noticed by the watch on its parent.
        let _ = self.cover();
    }

    /// Watches what is there now: a folder may have come, or come again.
    fn cover(&mut self) -> notify::Result<()> {
        for path in &self.paths {
            // The parent is watched, not the file: editors save by putting a new file in its
            // place. Where there is no parent yet, its own is, for the parent to come.
            let parent = path.ancestors().skip(1).find(|parent| parent.is_dir());
            if let Some(parent) = parent {
                self.watcher.watch(parent, RecursiveMode::NonRecursive)?;
            }
        }
        let mut folders = self.paths.iter().filter(|path| path.is_dir());
        folders.try_for_each(|path| self.watcher.watch(path, RecursiveMode::Recursive))
    }
}

/// Whether an event may change what is built.
fn concerns(event: &Event, wanted: &[PathBuf]) -> bool {
    let changes = !matches!(event.kind, EventKind::Access(_));
    let touches = |path: &PathBuf| {
        let mut wanted = wanted.iter();
        wanted.any(|wanted| path.starts_with(wanted) || wanted.starts_with(path))
    };
    changes && event.paths.iter().any(touches)
}
