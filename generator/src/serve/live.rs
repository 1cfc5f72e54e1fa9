//! The site as it is now, and everybody who waits for it to change.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

/// Every file of a site by its path from the root, with forward slashes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A site that can be replaced while it is served.
#[derive(Clone, Debug)]
pub struct Live(Arc<watch::Sender<Shown>>);

/// What is served at one moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Counts the changes.
    pub(super) version: u64,
    /// The last good site.
    pub(super) files: Arc<BTreeMap<String, Bytes>>,
    /// Why the newest build is not the one shown.
    pub(super) problems: Option<Arc<str>>,
}

impl Default for Live {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Shown::default())))
    }
}

impl Live {
    /// Shows a new site. Open pages are told, unless it is the one that they show.
    pub fn show(&self, files: Files) {
        let files: BTreeMap<String, Bytes> = files
            .into_iter()
            .map(|(path, bytes)| (path, Bytes::from(bytes)))
            .collect();
        self.0.send_if_modified(|shown| {
            let news = shown.problems.is_some() || *shown.files != files;
            if news {
                shown.version += 1;
                shown.files = Arc::new(files);
                shown.problems = None;
            }
            news
        });
    }

    /// Keeps the last good site, and says on every page why there is no newer one.
    pub fn complain(&self, problems: &str) {
        self.0.send_if_modified(|shown| {
            let news = shown.problems.as_deref() != Some(problems);
            if news {
                shown.version += 1;
                shown.problems = Some(problems.into());
            }
            news
        });
    }

    pub(super) fn now(&self) -> Shown {
        self.0.borrow().clone()
    }

    /// What is shown now, and then at every change.
    pub(super) fn changes(&self) -> WatchStream<Shown> {
        WatchStream::new(self.0.subscribe())
    }
}
