//! What the tests beside this file share: where the project is, and its guide, compiled.

use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use guideway::pipeline::{self, Options, Plan};
use guideway::{diagnostic, source, theme};

/// The folder of the whole project.
pub fn root() -> &'static Utf8Path {
    Utf8Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Every file that is or would be committed, by path from the root.
///
/// # Panics
///
/// Where git does not answer.
pub fn files() -> Vec<Utf8PathBuf> {
    let listed = Command::new("git")
        // The folder may belong to somebody else, as in a container.
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .args(["--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git is on the path");
    assert!(listed.status.success(), "git does not list the files");
    let names = String::from_utf8(listed.stdout).expect("every path is UTF-8");
    let mut files: Vec<_> = names
        .split_terminator('\0')
        .map(Utf8PathBuf::from)
        .collect();
    // One that was deleted and not yet committed is listed still.
    files.retain(|file| root().join(file).is_file());
    files
}

/// The files of a guide's site.
///
/// # Panics
///
/// Where anything is wrong with the guide, with what it is.
pub fn compile(guide: &Utf8Path) -> Plan {
    assert!(
        theme::checker().is_some(),
        "the checker has not been built: run `cargo xtask build`"
    );
    let (project, mut wrong) = source::read(guide);
    let plan = project.and_then(|project| {
        let (plan, more) = pipeline::compile(&project, &Options::default());
        wrong.extend(more);
        plan
    });
    match plan {
        Some(plan) if wrong.is_empty() => plan,
        _ => panic!("{}", diagnostic::render(&wrong, false)),
    }
}
