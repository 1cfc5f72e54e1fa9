//! The output folder: all or nothing, other people's files untouched, the same bytes every time.

use std::fs;
use std::time::SystemTime;

use camino::Utf8Path;
use guideway::diagnostic::{Code, code};
use guideway::output::{self, MANIFEST, Written};
use guideway::pipeline::Plan;
use guideway::source;

use crate::project::{Project, at, gist};

fn plan(files: &[(&str, &str)]) -> Plan {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

/// Writes where it can be written.
fn write(files: &[(&str, &str)], folder: &Utf8Path) -> Written {
    output::write(&plan(files), folder).expect("it can be written")
}

/// The complaint where it cannot.
fn refused(files: &[(&str, &str)], folder: &Utf8Path) -> Code {
    let refusal = output::write(&plan(files), folder).expect_err("it is refused");
    refusal.code
}

/// What is beside the output folder, to see that nothing was left there.
fn beside(project: &Project) -> Vec<String> {
    let entries = project.root().read_dir_utf8().expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_owned())
        .filter(|name| name.contains("guideway-"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_is_made_with_a_list_of_what_is_in_it() {
    let project = Project::new();
    let site = project.path("deep/in/site");
    assert_eq!(
        write(&[("b.html", "b"), ("a/c.html", "")], &site),
        Written::Changed
    );
    assert_eq!(
        fs::read_to_string(site.join(MANIFEST)).expect("the list"),
        "{\n  \"guideway\": 1,\n  \"files\": {\n    \
         \"a/c.html\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\n    \
         \"b.html\": \"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d\"\n  }\n}\n"
    );
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn what_is_no_longer_made_goes_away() {
    let project = Project::new();
    let site = project.path("site");
    write(&[("a.html", "a"), ("b/c.html", "c")], &site);
    write(&[("a.html", "a")], &site);
    assert!(site.join("a.html").exists() && !site.join("b").exists());
}

#[test]
fn other_peoples_files_are_carried_over() {
    let project = Project::new();
    let site = project.path("site");
    project.write("site/README.md", "what this folder is");
    write(&[("a.html", "1")], &site);
    project.write("site/CNAME", "bread.example");
    project.write("site/.well-known/token", "x");
    project.write("site/b/by-hand.html", "mine");
    write(&[("a.html", "2"), ("b/c.html", "c")], &site);
    for (path, text) in [
        ("site/a.html", "2"),
        ("site/README.md", "what this folder is"),
        ("site/CNAME", "bread.example"),
        ("site/.well-known/token", "x"),
        ("site/b/by-hand.html", "mine"),
    ] {
        assert_eq!(project.read(path), text, "{path}");
    }
}

#[test]
fn a_folder_with_somebody_elses_files_is_refused() {
    let project = Project::new();
    project.write("site/letters/one.txt", "Dear friend");
    let before = project.snapshot("site");
    let found = project.build();
    assert_eq!(found[0].code, code::FOREIGN_FOLDER);
    assert!(found[0].message.contains("letters/one.txt"));
    assert_eq!(project.snapshot("site"), before);
}

#[test]
fn a_file_of_somebody_else_in_the_place_of_ours_is_refused() {
    for (theirs, ours) in [
        ("rye.html", "rye.html"),
        ("rye", "rye/dark.html"),
        ("rye.html/note.txt", "rye.html"),
    ] {
        let project = Project::new();
        let site = project.path("site");
        write(&[("a.html", "a")], &site);
        project.write(&format!("site/{theirs}"), "mine");
        let before = project.snapshot("site");
        assert_eq!(
            refused(&[(ours, "b")], &site),
            code::FOREIGN_FILE,
            "{theirs}"
        );
        assert_eq!(project.snapshot("site"), before);
    }
}

#[test]
fn a_list_that_cannot_be_read_is_refused() {
    let project = Project::new();
    project.write(&format!("site/{MANIFEST}"), "{");
    assert_eq!(
        refused(&[("a.html", "a")], &project.path("site")),
        code::FOREIGN_FOLDER
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let project = Project::new();
    // A file where a folder has to be stops everybody, an administrator too.
    project.write("place", "not a folder");
    let site = project.path("place/site");
    let refusal = output::write(&plan(&[("a.html", "a")]), &site).expect_err("it is refused");
    assert_eq!(gist(&refusal), at(code::UNWRITABLE, site.as_str(), ""));
    assert_eq!(project.read("place"), "not a folder");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let (place, site) = (project.path("place"), project.path("place/site"));
    write(&[("a.html", "a")], &site);
    let before = project.snapshot("place");
    let allow = |mode| fs::set_permissions(&place, fs::Permissions::from_mode(mode));
    allow(0o555).expect("it is ours");
    // An administrator may write everywhere.
    if fs::write(place.join("probe"), "").is_err() {
        assert_eq!(refused(&[("a.html", "b")], &site), code::UNWRITABLE);
        assert_eq!(project.snapshot("place"), before);
    }
    allow(0o755).expect("it is ours");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_left_alone() {
    let project = Project::new();
    project.write("site", "not a folder");
    assert_eq!(
        refused(&[("a.html", "a")], &project.path("site")),
        code::UNWRITABLE
    );
    assert_eq!(project.read("site"), "not a folder");
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_no_output_folder() {
    let project = Project::new();
    fs::create_dir(project.path("real")).expect("a folder");
    std::os::unix::fs::symlink(project.path("real"), project.path("site")).expect("a link");
    for named in ["site", "site/", "./site/."] {
        let folder = place(&project, named).expect("it is not in the guide");
        let refusal = output::write(&plan(&[("a.html", "a")]), &folder).expect_err("a link");
        assert_eq!(refusal.code, code::UNWRITABLE);
        assert_eq!(
            refusal.message, "the output folder is a symbolic link",
            "{named}"
        );
    }
    assert_eq!(project.snapshot("real"), []);
}

/// Where the configuration's output folder is, or the complaint.
fn place(project: &Project, named: &str) -> Result<camino::Utf8PathBuf, Code> {
    project.write(
        "guideway.toml",
        format!("title = \"Bread\"\ntheme = \"look\"\noutput = \"{named}\"\n"),
    );
    project.write("look/words.toml", "");
    let (read, _) = source::read(project.root());
    let config = read.expect("a configuration").config;
    output::place(project.root(), &config, None).map_err(|refusal| refusal.code)
}

#[test]
fn the_output_folder_neither_holds_the_guide_nor_is_in_it() {
    let project = Project::new();
    for named in [
        ".",
        "..",
        "",
        "content",
        "content/site",
        "./content/../content/x",
        "templates/x",
        "assets",
        "look",
        "look/assets/x",
    ] {
        assert_eq!(place(&project, named), Err(code::UNWRITABLE), "{named:?}");
    }
    for named in ["site", "site/", "public/html", "content-of-site"] {
        let folder = place(&project, named);
        assert_eq!(folder, Ok(project.path(named.trim_end_matches('/'))));
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_hide_that_the_output_folder_is_in_the_guide() {
    let project = Project::new();
    std::os::unix::fs::symlink(project.path("content"), project.path("elsewhere")).expect("a link");
    assert_eq!(place(&project, "elsewhere/site"), Err(code::UNWRITABLE));
}

#[test]
fn nothing_is_touched_when_nothing_has_changed() {
    let project = Project::new();
    let site = project.path("site");
    let files = [("a.html", "a")];
    assert_eq!(write(&files, &site), Written::Changed);
    let old = SystemTime::UNIX_EPOCH;
    let file = fs::File::options()
        .write(true)
        .open(site.join("a.html"))
        .expect("a file");
    file.set_modified(old).expect("a time");
    assert_eq!(write(&files, &site), Written::Unchanged);
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    assert_eq!(modified.expect("a time"), old);
}

#[test]
fn a_file_that_was_changed_by_hand_is_made_again() {
    let project = Project::new();
    let site = project.path("site");
    write(&[("a.html", "a")], &site);
    project.write("site/a.html", "spoilt");
    assert_eq!(write(&[("a.html", "a")], &site), Written::Changed);
    assert_eq!(project.read("site/a.html"), "a");
}

#[test]
fn a_build_that_was_killed_while_staging_leaves_the_old_site() {
    let project = Project::new();
    let site = project.path("site");
    write(&[("a.html", "old")], &site);
    project.write(".site.guideway-new/b.html", "half of the new one");
    assert_eq!(project.read("site/a.html"), "old");
    write(&[("a.html", "new")], &site);
    assert!(!site.join("b.html").exists());
    assert_eq!(project.read("site/a.html"), "new");
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn a_build_that_was_killed_between_two_renames_gives_the_old_site_back() {
    let project = Project::new();
    let site = project.path("site");
    project.write("site/README.md", "mine");
    write(&[("a.html", "old")], &site);
    fs::rename(&site, project.path(".site.guideway-old")).expect("a rename");
    project.write(".site.guideway-new/a.html", "new");
    write(&[("a.html", "newest")], &site);
    assert_eq!(project.read("site/README.md"), "mine");
    assert_eq!(project.read("site/a.html"), "newest");
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn a_build_that_was_killed_before_it_cleared_up_leaves_the_new_site() {
    let project = Project::new();
    let site = project.path("site");
    write(&[("a.html", "new")], &site);
    project.write(".site.guideway-old/a.html", "old");
    assert_eq!(write(&[("a.html", "new")], &site), Written::Unchanged);
    assert_eq!(project.read("site/a.html"), "new");
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn a_build_that_fails_in_the_middle_leaves_the_old_site_and_nothing_beside_it() {
    let project = Project::new();
    let site = project.path("site");
    write(&[("a.html", "old")], &site);
    let before = project.snapshot("site");
    // Longer than any file system lets a name be: found out only once others are staged.
    let long = "z".repeat(300);
    assert_eq!(
        refused(&[("a.html", "new"), (&long, "")], &site),
        code::UNWRITABLE
    );
    assert_eq!(project.snapshot("site"), before);
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn two_builds_at_a_time_leave_one_of_the_two_sites_whole() {
    let project = Project::new();
    let site = project.path("site");
    let pages: Vec<String> = (0..40).map(|number| format!("{number}.html")).collect();
    let all = |text: &str| -> Plan {
        let file = |path: &String| (path.clone(), text.as_bytes().to_vec());
        pages.iter().map(file).collect()
    };
    std::thread::scope(|threads| {
        for text in ["one", "two", "three"] {
            let (site, plan) = (&site, all(text));
            threads.spawn(move || {
                for _ in 0..5 {
                    output::write(&plan, site).expect("it can be written");
                }
            });
        }
    });
    let last = project.read("site/0.html");
    assert!(
        pages
            .iter()
            .all(|page| project.read(&format!("site/{page}")) == last)
    );
    assert_eq!(beside(&project), Vec::<String>::new());
}

#[test]
fn the_same_guide_gives_the_same_bytes_in_any_folder_and_with_any_number_of_threads() {
    let (one, other) = (Project::new(), Project::new());
    let plan = |threads: usize, project: &Project| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().expect("threads").install(|| project.plan())
    };
    let (first, second) = (plan(1, &one), plan(4, &other));
    assert_eq!(first, second);

    output::write(&first, &one.path("site")).expect("it can be written");
    output::write(&second, &other.path("public")).expect("it can be written");
    let bytes = |project: &Project, folder: &str| -> Vec<(String, Vec<u8>)> {
        let files = project.snapshot(folder).into_iter();
        files
            .map(|(path, bytes)| {
                let inside = path.strip_prefix(project.path(folder)).expect("inside");
                (inside.to_string(), bytes)
            })
            .collect()
    };
    assert_eq!(bytes(&one, "site"), bytes(&other, "public"));
}
