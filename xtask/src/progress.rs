//! What is said to the person at the terminal.

use std::io::{Write, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Says what is being done and why, in a line.
pub(crate) fn say(line: &str) {
    // Where nobody listens there is nothing to do about it.
    let _ = writeln!(stderr(), "xtask: {line}");
}

/// A mark that turns, with the time gone by, until it is dropped. Seen on a terminal only.
pub(crate) fn spinner(what: &str) -> Spinner {
    let bar = ProgressBar::new_spinner().with_message(what.to_owned());
    bar.set_style(
        ProgressStyle::with_template("{spinner} {msg} ({elapsed})")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar.enable_steady_tick(Duration::from_millis(120));
    Spinner(bar)
}

/// See [`spinner`].
pub(crate) struct Spinner(ProgressBar);

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
