//! The development server: a site in memory, served to this machine only, which tells open pages
//! when it changes.
//!
//! What it does not do: build. It is given sites, or the reasons why there is none; see
//! [`Live`].

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

mod inject;
mod live;
mod respond;
mod watch;

pub use live::{Files, Live};
pub use watch::{Changes, watch};

/// Makes a site anew.
pub type Build = Arc<dyn Fn() -> Built + Send + Sync>;

/// What a build gives.
#[derive(Debug)]
pub struct Built {
    /// The site, or the reasons why there is none, as text.
    pub site: Result<Files, String>,
    /// What it was built from: files and folders, each with all that is below it.
    pub watched: Vec<PathBuf>,
}

/// How many ports are tried, from the one that was asked for.
const TRIES: u16 = 100;

/// Takes a port of this machine: the one asked for, or the next that is free.
///
/// Port 0 takes any that is free.
pub async fn listen(port: u16) -> io::Result<TcpListener> {
    let mut taken = io::ErrorKind::AddrInUse.into();
    for port in port..=port.saturating_add(if port == 0 { 0 } else { TRIES }) {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = error,
            result => return result,
        }
    }
    Err(taken)
}

/// Serves whatever the site is at each moment, until the future is dropped.
pub async fn serve(listener: TcpListener, live: Live) -> io::Result<()> {
    axum::serve(listener, respond::router(live)).await
}

/// Builds once, and shows what comes of it. Gives what to watch.
pub async fn refresh(live: &Live, build: &Build) -> io::Result<Vec<PathBuf>> {
    let build = Arc::clone(build);
    let made = spawn_blocking(move || build()).await?;
    match made.site {
        Ok(files) => live.show(files),
        Err(problems) => live.complain(&problems),
    }
    Ok(made.watched)
}

/// Builds again at every change, until the future is dropped.
pub async fn follow(live: &Live, build: &Build, mut changes: Changes) -> io::Result<()> {
    loop {
        changes.next().await;
        let watched = refresh(live, build).await?;
        if watched != changes.paths() {
            changes = watch(&watched)?;
            // What changed while nobody watched.
            refresh(live, build).await?;
        }
    }
}
