//! The development server: what it answers, to whom, and how pages come to know of changes.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

#[path = "serve/client.rs"]
mod client;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use client::{Browser, PATIENCE, Server, files};
use guideway::serve::{Build, Built, Changes, follow, listen, refresh, watch};
use tokio::time::timeout;

const PAGE: &str = "<html><head></head><body>Hello</body></html>";

#[test]
fn pages_are_served_with_their_type_and_the_reload_script() {
    let server = Server::start();
    server.live.show(files(&[
        ("index.html", PAGE),
        ("assets/a.css", "p{}"),
        ("assets/a.js", "1"),
        ("a.svg", "<svg/>"),
    ]));
    let page = server.browser.get("/");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("content-type: text/html; charset=utf-8"));
    assert!(page.head.contains("cache-control: no-store"));
    assert!(
        page.body
            .contains("<script src=\"/__guideway/reload.js\" defer></script></head>")
    );
    assert!(
        server
            .browser
            .get("/assets/a.css")
            .head
            .contains("content-type: text/css; charset=utf-8")
    );
    assert!(
        server
            .browser
            .get("/assets/a.js")
            .head
            .contains("content-type: text/javascript; charset=utf-8")
    );
    assert!(
        server
            .browser
            .get("/a.svg")
            .head
            .contains("content-type: image/svg+xml")
    );
    assert_eq!(server.browser.get("/assets/a.css").body, "p{}");
    assert!(
        server
            .browser
            .get("/__guideway/reload.js")
            .body
            .contains("EventSource")
    );
}

#[test]
fn a_folder_is_its_index_and_a_missing_page_is_the_sites_own() {
    let server = Server::start();
    server.live.show(files(&[
        ("a b/index.html", "inside"),
        ("404.html", "lost"),
        ("a/b.html", "é"),
    ]));
    assert_eq!(server.browser.get("/a%20b/").status, 200);
    let redirect = server.browser.get("/a%20b");
    assert_eq!(redirect.status, 307);
    assert!(
        redirect.head.contains("location: ./a%20b/"),
        "{}",
        redirect.head
    );
    assert!(server.browser.get("/a/b.html").body.starts_with("é"));
    let lost = server.browser.get("/nowhere");
    assert_eq!(lost.status, 404);
    assert!(lost.body.starts_with("lost"));
}

#[test]
fn the_browser_keeps_nothing_of_a_guide_that_is_being_written() {
    let server = Server::start();
    server.live.show(files(&[
        ("index.html", PAGE),
        ("worker.js", "const FILES = {};"),
    ]));
    let worker = server.browser.get("/worker.js");
    assert_eq!(worker.status, 200);
    assert!(
        worker.body.contains("registration.unregister()"),
        "{}",
        worker.body
    );
    assert!(!worker.body.contains("FILES"));
}

#[test]
fn a_query_does_not_hide_the_page() {
    let server = Server::start();
    server.live.show(files(&[("index.html", PAGE)]));
    assert_eq!(server.browser.get("/index.html?x=../y").status, 200);
}

#[test]
fn no_path_leads_out_of_the_site() {
    let server = Server::start();
    server.live.show(files(&[("index.html", PAGE)]));
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "//etc/passwd",
        "/%00",
    ] {
        assert_eq!(server.browser.get(path).status, 404, "{path}");
    }
}

#[test]
fn head_is_answered_without_a_body_and_nothing_can_be_written() {
    let server = Server::start();
    server.live.show(files(&[("index.html", PAGE)]));
    let head = server.browser.request("HEAD", "/", "localhost");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(server.browser.request("POST", "/", "localhost").status, 405);
    assert_eq!(
        server
            .browser
            .request("PUT", "/index.html", "localhost")
            .status,
        405
    );
}

#[test]
fn only_this_machine_by_its_own_name_is_answered() {
    let server = Server::start();
    server.live.show(files(&[("index.html", PAGE)]));
    for host in ["localhost", "LocalHost:4000", "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(
            server.browser.request("GET", "/", host).status,
            200,
            "{host}"
        );
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
        "",
    ] {
        assert_eq!(
            server.browser.request("GET", "/", host).status,
            403,
            "{host}"
        );
    }
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let first = runtime.block_on(listen(0)).unwrap();
    let port = first.local_addr().unwrap().port();
    let second = runtime.block_on(listen(port)).unwrap();
    assert!(second.local_addr().unwrap().port() > port);
    assert!(second.local_addr().unwrap().ip().is_loopback());
}

#[test]
fn errors_before_the_first_site_are_a_page_of_their_own() {
    let server = Server::start();
    server.live.complain("error[E0101]: <oops> & co");
    let page = server.browser.get("/any/page.html");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("error[E0101]: &lt;oops&gt; &amp; co"));
    assert!(page.body.contains("/__guideway/reload.js"));
}

#[test]
fn errors_later_are_shown_over_the_last_good_site() {
    let server = Server::start();
    server
        .live
        .show(files(&[("index.html", PAGE), ("a.css", "p{}")]));
    server.live.complain("error: <oops>");
    let page = server.browser.get("/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Hello"));
    assert!(page.body.contains("error: &lt;oops&gt;"));
    assert_eq!(server.browser.get("/a.css").body, "p{}");

    server
        .live
        .show(files(&[("index.html", PAGE), ("a.css", "p{}")]));
    assert!(!server.browser.get("/").body.contains("oops"));
}

#[test]
fn open_pages_are_told_of_every_change_and_of_nothing_else() {
    let server = Server::start();
    server.live.show(files(&[("index.html", "one")]));
    let mut events = server.browser.events();
    let first = events.next();
    server.live.show(files(&[("index.html", "one")]));
    server.live.show(files(&[("index.html", "two")]));
    assert_eq!(events.next(), first + 1);
    server.live.complain("error");
    assert_eq!(events.next(), first + 2);
}

/// Saves in one step, so that no build can see half of it: one change is one piece of news.
fn save(path: &Path, text: &str) {
    let beside = path.parent().and_then(Path::parent).unwrap().join("saved");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, path).unwrap();
}

/// A project of one page; its build fails where the page says so.
fn one_page(folder: &Path) -> (Build, Changes) {
    let content = folder.join("content");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("page.txt"), "one").unwrap();
    let watched = vec![content.clone(), folder.join("guide.toml")];
    let changes = watch(&watched).unwrap();
    let build: Build = Arc::new(move || {
        let text = fs::read_to_string(content.join("page.txt")).unwrap();
        Built {
            site: match text.as_str() {
                "bad" => Err(String::from("error: bad page")),
                text => Ok(files(&[("index.html", text)])),
            },
            watched: watched.clone(),
        }
    });
    (build, changes)
}

#[test]
fn a_saved_file_reloads_the_page_and_a_bad_one_keeps_the_old_site() {
    let folder = tempfile::tempdir().unwrap();
    let (build, changes) = one_page(folder.path());
    let page = folder.path().join("content/page.txt");
    let server = Server::start();
    server
        .runtime
        .block_on(refresh(&server.live, &build))
        .unwrap();
    let live = server.live.clone();
    server
        .runtime
        .spawn(async move { follow(&live, &build, changes).await });

    let mut events = server.browser.events();
    let first = events.next();
    save(&page, "two");
    assert_eq!(events.next(), first + 1);
    assert!(server.browser.get("/").body.starts_with("two"));

    save(&page, "bad");
    assert_eq!(events.next(), first + 2);
    let body = server.browser.get("/").body;
    assert!(body.starts_with("two") && body.contains("error: bad page"));

    save(&page, "three");
    assert_eq!(events.next(), first + 3);
    assert!(server.browser.get("/").body.starts_with("three"));
}

/// Waits for a change, for as long as a test may take.
fn changed(changes: &mut Changes) -> bool {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(async { timeout(PATIENCE, changes.next()).await })
        .is_ok()
}

#[test]
fn a_watched_file_that_comes_later_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut changes) = one_page(folder.path());
    fs::write(folder.path().join("guide.toml"), "").unwrap();
    assert!(changed(&mut changes));
}

#[test]
fn a_watched_folder_that_goes_and_comes_again_is_still_watched() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut changes) = one_page(folder.path());
    let content = folder.path().join("content");
    fs::remove_dir_all(&content).unwrap();
    fs::create_dir(&content).unwrap();
    assert!(changed(&mut changes));
    fs::write(content.join("page.txt"), "again").unwrap();
    assert!(changed(&mut changes));
}

#[test]
fn a_watched_folder_whose_parent_comes_later_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let theme = folder.path().join("themes/own");
    let mut changes = watch(std::slice::from_ref(&theme)).unwrap();
    fs::create_dir_all(&theme).unwrap();
    assert!(changed(&mut changes));
    fs::write(theme.join("page.html"), "").unwrap();
    assert!(changed(&mut changes));
}

/// A command that ends with the test.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn the_command_serves_a_guide_writes_it_and_follows_its_changes() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/_index.md");
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("guideway.toml"), "title = \"Bells\"\n").unwrap();
    let text = |body: &str| format!("+++\ntitle = \"Bells\"\n+++\n{body}\n");
    fs::write(&page, text("They ring.")).unwrap();

    let command = Command::new(env!("CARGO_BIN_EXE_guideway"))
        .args(["serve", "--port", "0", "--root"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut started = Started(command.unwrap());
    let mut said = BufReader::new(started.0.stdout.take().unwrap()).lines();
    let address = said.find_map(|line| {
        let line = line.unwrap();
        let address = line.strip_prefix("Serving at http://")?;
        Some(address.split(' ').next().unwrap().parse().unwrap())
    });
    let browser = Browser(address.unwrap());
    assert!(browser.get("/").body.contains("They ring."));
    let written = || fs::read_to_string(folder.path().join("site/index.html")).unwrap();
    assert!(written().contains("They ring."));
    assert!(!written().contains("__guideway"));

    let mut events = browser.events();
    let first = events.next();
    save(&page, &text("They toll."));
    assert_eq!(events.next(), first + 1);
    assert!(browser.get("/").body.contains("They toll."));
    assert!(written().contains("They toll."));

    save(&page, &text("See [nothing](nowhere.md)."));
    assert_eq!(events.next(), first + 2);
    let body = browser.get("/").body;
    assert!(body.contains("They toll.") && body.contains("error[E0201]"));
    assert!(written().contains("They toll."));
}
