//! Mistakes in the configuration, in where files are and in what they are called.

use guideway::diagnostic::code;

use crate::project::{advice, at, broken, gist, said};

#[test]
fn a_configuration_that_is_not_toml() {
    let found = said(|project| project.write("guideway.toml", "title = \n"));
    assert_eq!(found, [at(code::BAD_TOML, "guideway.toml:1:9", "")]);
}

#[test]
fn an_unknown_key_of_the_configuration() {
    let text = "title = \"Bread\"\nbaseurl = \"x\"\n";
    let found = said(|project| project.write("guideway.toml", text));
    assert_eq!(found, [at(code::BAD_KEY, "guideway.toml:2:1", "baseurl")]);
}

#[test]
fn an_address_that_is_none() {
    let text = "title = \"Bread\"\nbase_url = \"example.org\"\n";
    let found = said(|project| project.write("guideway.toml", text));
    assert_eq!(
        found,
        [at(code::BAD_PATH, "guideway.toml:2:12", "\"example.org\"")]
    );
}

#[test]
fn a_navigation_that_leads_nowhere() {
    let text = "title = \"Bread\"\n[[nav]]\npage = \"kinds/index.md\"\n";
    let found = said(|project| project.write("guideway.toml", text));
    assert_eq!(
        found,
        [at(
            code::BROKEN_LINK,
            "guideway.toml:3:8",
            "\"kinds/index.md\""
        )]
    );
}

#[test]
fn a_country_that_has_no_contacts() {
    let text = "title = \"Bread\"\ncountry = \"FR\"\n[contacts.GB]\n";
    let found = said(|project| project.write("guideway.toml", text));
    assert_eq!(
        found,
        [at(code::UNKNOWN_ID, "guideway.toml:2:11", "\"FR\"")]
    );
}

#[test]
fn a_word_that_the_theme_does_not_have() {
    let text = "title = \"Bread\"\n[words]\nmenus = \"Menu\"\n";
    let found = said(|project| project.write("guideway.toml", text));
    assert_eq!(found, [at(code::BAD_KEY, "guideway.toml:3:1", "menus")]);
}

#[test]
fn folders_that_are_not_there_or_not_of_the_project() {
    for (text, marked) in [
        ("content = \"pages\"\n", "\"pages\""),
        ("theme = \"themes/plain\"\n", "\"themes/plain\""),
        ("content = \"../content\"\n", "\"../content\""),
        ("theme = \"/themes\"\n", "\"/themes\""),
    ] {
        let found =
            said(|project| project.write("guideway.toml", format!("title = \"Bread\"\n{text}")));
        let column = text.find('"').expect("a string") + 1;
        let place = format!("guideway.toml:2:{column}");
        assert_eq!(found, [at(code::NO_FOLDER, &place, marked)]);
    }
}

#[test]
fn a_file_that_is_not_utf8() {
    let text = b"+++\ntitle = \"Flour\"\n+++\n## Rye\n\nM\xfcsli.\n";
    assert_eq!(
        said(|project| project.write("content/kinds/flour.md", text)),
        [at(code::NOT_UTF8, "content/kinds/flour.md:6:2", "\u{fffd}")]
    );
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_out_of_the_project() {
    let elsewhere = tempfile::NamedTempFile::new().expect("a file");
    let link = |project: &crate::project::Project| {
        std::os::unix::fs::symlink(elsewhere.path(), project.path("content/kinds/secret.md"))
            .expect("a link");
    };
    assert_eq!(
        said(link),
        [at(code::LINK_OUT, "content/kinds/secret.md", "")]
    );
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_a_folder_out_of_the_project() {
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    // Were it read, it would be complained of.
    std::fs::write(elsewhere.path().join("secret.md"), "no page").expect("a file");
    let link = |project: &crate::project::Project| {
        let place = project.path("content/kinds/more");
        std::os::unix::fs::symlink(elsewhere.path(), place).expect("a link");
    };
    assert_eq!(said(link), [at(code::LINK_OUT, "content/kinds/more", "")]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_a_circle_and_to_nothing() {
    use std::os::unix::fs::symlink;
    assert_eq!(
        said(|project| {
            symlink(project.path("content"), project.path("content/kinds/again")).expect("a link");
            symlink("gone.png", project.path("content/loaf.png")).expect("a link");
        }),
        [
            at(code::UNREADABLE, "content/kinds/again", ""),
            at(code::UNREADABLE, "content/loaf.png", ""),
        ]
    );
}

#[test]
fn a_guide_without_a_first_page() {
    let remove = |project: &crate::project::Project| {
        std::fs::remove_file(project.path("content/_index.md")).expect("a file");
        project.page("kinds/flour.md", "");
    };
    assert_eq!(said(remove), [at(code::NO_INDEX, "", "")]);
}

#[test]
fn a_folder_of_pages_without_an_index() {
    assert_eq!(
        said(|project| {
            project.page("tools/oven.md", "");
            project.page("tools/knives/_index.md", "");
            project.page("tools/knives/bread-knife.md", "");
        })
        .len(),
        1
    );
    assert_eq!(
        advice(|project| project.page("tools/knives/_index.md", "")),
        "add `tools/_index.md`"
    );
}

#[test]
fn a_duplicate_slug() {
    let diagnostics = broken(|project| project.page_with("kinds/rye.md", "slug = \"flour\"\n", ""));
    assert_eq!(
        gist(&diagnostics[0]),
        at(code::DUPLICATE_PATH, "content/kinds/rye.md:1:1", "+++")
    );
    assert_eq!(
        diagnostics[0].message,
        "`kinds/flour.html` is made twice: by content/kinds/rye.md and by content/kinds/flour.md"
    );
    assert_eq!(
        diagnostics[0].related[0].0.file.path,
        "content/kinds/flour.md"
    );
}

#[test]
fn paths_that_some_systems_take_for_the_same() {
    let diagnostics = broken(|project| project.page_with("kinds/rye.md", "slug = \"Flour\"\n", ""));
    assert_eq!(
        diagnostics[0].message,
        "`kinds/Flour.html` is made twice: by content/kinds/rye.md and by content/kinds/flour.md \
         (as `kinds/flour.html`, which some systems take for the same)"
    );
}

#[test]
fn a_page_and_a_file_at_one_path() {
    let found = broken(|project| project.write("content/kinds/flour.html", "x"));
    assert_eq!(
        gist(&found[0]),
        at(code::DUPLICATE_PATH, "content/kinds/flour.html", "")
    );
}

#[test]
fn a_file_of_the_content_and_an_asset_at_one_path() {
    let found = broken(|project| project.write("content/assets/plain.css", "p {}"));
    assert_eq!(
        gist(&found[0]),
        at(code::DUPLICATE_PATH, "assets/plain.css", "")
    );
    assert!(found[0].message.contains("content/assets/plain.css"));
}

#[test]
fn an_alias_in_the_place_of_a_page() {
    let matter = "aliases = [\"kinds/flour.html\"]\n";
    assert_eq!(
        said(|project| project.page_with("kinds/rye.md", matter, "")),
        [at(
            code::DUPLICATE_PATH,
            "content/kinds/rye.md:3:12",
            "\"kinds/flour.html\""
        )]
    );
}

#[test]
fn an_alias_for_which_a_page_would_have_to_be_a_folder() {
    let matter = "aliases = [\"kinds/flour.html/old.html\"]\n";
    let found = broken(|project| project.page_with("kinds/rye.md", matter, ""));
    assert_eq!(found[0].code, code::DUPLICATE_PATH);
}

#[test]
fn aliases_that_cannot_be_one() {
    for alias in [
        "old",
        "/old.html",
        "../old.html",
        "old place.html",
        "a//b.html",
    ] {
        let matter = format!("aliases = [\"{alias}\"]\n");
        let found = said(|project| project.page_with("kinds/rye.md", &matter, ""));
        let marked = format!("\"{alias}\"");
        assert_eq!(
            found,
            [at(code::BAD_PATH, "content/kinds/rye.md:3:12", &marked)]
        );
    }
}

#[test]
fn a_slug_that_cannot_be_part_of_a_url() {
    assert_eq!(
        said(|project| project.page_with("kinds/rye.md", "slug = \"dark rye\"\n", "")),
        [at(
            code::BAD_PATH,
            "content/kinds/rye.md:3:8",
            "\"dark rye\""
        )]
    );
}

#[test]
fn a_slug_of_a_section() {
    assert_eq!(
        said(|project| project.page_with("kinds/_index.md", "slug = \"all\"\n", "")),
        [at(code::BAD_PATH, "content/kinds/_index.md:3:8", "\"all\"")]
    );
}

#[test]
fn names_that_cannot_be_part_of_a_url() {
    assert_eq!(
        said(|project| {
            project.write("content/100% rye.png", "x");
            project.page("kinds/what?.md", "");
        }),
        [
            at(code::BAD_PATH, "content/100% rye.png", ""),
            at(code::BAD_PATH, "content/kinds/what?.md:1:1", "+++"),
        ]
    );
}

#[test]
fn toml_that_nothing_reads() {
    assert_eq!(
        said(|project| project.write("content/source.toml", "")),
        [at(code::STRAY_FILE, "content/source.toml", "")]
    );
    assert_eq!(
        advice(|project| project.write("content/source.toml", "")),
        "did you mean `sources.toml`?"
    );
}

#[test]
fn a_source_that_is_there_twice() {
    let diagnostics = broken(|project| {
        let one = project.read("content/sources.toml");
        project.write("content/sources.toml", format!("{one}\n{one}"));
    });
    assert_eq!(
        gist(&diagnostics[0]),
        at(
            code::DUPLICATE_ID,
            "content/sources.toml:11:6",
            "\"miller-1999\""
        )
    );
    assert_eq!(diagnostics[0].related[0].0.start(), (2, 6));
}
