//! What makes the site work without a network: a service worker with a list of every file, and the
//! manifest with which it can be installed.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::config::Config;

/// Where the two are.
pub const WORKER_URL: &str = "worker.js";
/// Beside it.
pub const MANIFEST_URL: &str = "manifest.webmanifest";

/// What the development server gives in its place: it keeps nothing, and forgets what was kept.
pub const NO_WORKER: &str = include_str!("offline/none.js");

/// The service worker of a site with these files. The same files make the same worker.
pub fn worker(plan: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut version = Sha256::new();
    let mut files = BTreeMap::new();
    for (path, bytes) in plan.iter().filter(|(path, _)| is_kept(path)) {
        let digest = Sha256::digest(bytes);
        version.update(path.as_bytes());
        version.update(digest);
        files.insert(path, format!("sha256-{}", STANDARD.encode(digest)));
    }
    let version = STANDARD.encode(&version.finalize()[..12]);
    include_str!("offline/worker.js")
        .replace("__VERSION__", &version)
        .replace(
            "__FILES__",
            &serde_json::to_string(&files).unwrap_or_default(),
        )
        .into_bytes()
}

/// What only hosts and search engines ask for need not be kept.
fn is_kept(path: &str) -> bool {
    !["robots.txt", "sitemap.xml", "404.html", WORKER_URL].contains(&path)
}

/// The manifest, with those of the theme's icons that are there.
pub fn manifest(config: &Config, plan: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let known = [
        ("assets/icon.svg", "any", "image/svg+xml"),
        ("assets/icon-192.png", "192x192", "image/png"),
        ("assets/icon-512.png", "512x512", "image/png"),
    ];
    let icons: Vec<_> = known
        .iter()
        .filter(|(path, ..)| plan.contains_key(*path))
        .map(|(path, sizes, kind)| json!({ "src": path, "sizes": sizes, "type": kind }))
        .collect();
    let manifest = json!({
        "name": config.title,
        "short_name": config.title,
        "description": config.description,
        "lang": config.language,
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "icons": icons,
    });
    (format!("{manifest:#}\n")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(page: &str) -> BTreeMap<String, Vec<u8>> {
        let files = [("index.html", page), ("robots.txt", "x")];
        files
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .into()
    }

    #[test]
    fn the_worker_lists_what_readers_ask_for_with_its_digest() {
        let worker = String::from_utf8(worker(&plan("a"))).expect("it is text");
        assert!(
            worker
                .contains("\"index.html\":\"sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=\"")
        );
        assert!(!worker.contains("robots.txt") && !worker.contains("__"));
    }

    #[test]
    fn a_change_of_any_file_is_another_version() {
        assert_ne!(worker(&plan("a")), worker(&plan("b")));
        assert_eq!(worker(&plan("a")), worker(&plan("a")));
    }
}
