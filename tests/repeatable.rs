//! The same guide gives the same bytes, in whatever folder and with however many threads.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use guideway::output;
use guideway::pipeline::Plan;
use guideway_tests::{compile, files, root};

#[test]
fn in_two_folders_and_with_one_thread_or_four() {
    let elsewhere = tempfile::tempdir().unwrap();
    let elsewhere = Utf8Path::from_path(elsewhere.path()).unwrap();
    let copy = elsewhere.join("a folder with another name");
    copy_guide(&copy);

    let here = with_threads(1, || compile(root()));
    let there = with_threads(4, || compile(&copy));
    assert_eq!(differing(&here, &there), Vec::<&str>::new());

    let [first, second] = ["first", "second"].map(|name| elsewhere.join(name));
    output::write(&here, &first).unwrap();
    output::write(&there, &second).unwrap();
    assert_eq!(written(&first), written(&second));
}

fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build().unwrap().install(work)
}

/// Paths whose files are not the same in both.
fn differing<'a>(a: &'a Plan, b: &'a Plan) -> Vec<&'a str> {
    let mut paths: Vec<&str> = a.keys().chain(b.keys()).map(String::as_str).collect();
    paths.retain(|path| a.get(*path) != b.get(*path));
    paths
}

fn copy_guide(to: &Utf8Path) {
    let of_guide = |file: &Utf8PathBuf| {
        file == "guideway.toml"
            || ["content", "themes"]
                .iter()
                .any(|top| file.starts_with(top))
    };
    for file in files().into_iter().filter(of_guide) {
        let copy = to.join(&file);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(root().join(file), copy).unwrap();
    }
}

/// Every file of a folder with what is in it.
fn written(folder: &Utf8Path) -> Plan {
    let mut found = Plan::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap().to_string();
                found.insert(inside, fs::read(&path).unwrap());
            }
        }
    }
    found
}
