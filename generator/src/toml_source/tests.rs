use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shop {
    title: Spanned<String>,
    size: Option<i32>,
    #[serde(default, rename = "item")]
    items: Vec<Spanned<Item>>,
    #[serde(default)]
    prices: BTreeMap<Spanned<String>, f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "colour")]
    _colour: Option<Colour>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Colour {
    Red,
    Green,
}

fn file(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: "shop.toml".into(),
        text: text.to_owned(),
    })
}

/// Each complaint as "code marked text: message | label | help".
fn complaints(text: &str) -> Vec<String> {
    let (_, diagnostics) = parse_file::<Shop>(&file(text));
    diagnostics.iter().map(one_line).collect()
}

fn one_line(diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span.as_ref().unwrap();
    format!(
        "{} {:?}: {} | {} | {}",
        diagnostic.code.0,
        &span.file.text[span.range.clone()],
        diagnostic.message,
        diagnostic.label,
        diagnostic.help.as_deref().unwrap_or("-"),
    )
}

#[test]
fn positions_are_those_of_the_whole_file() {
    let text = "+++\ntitle = \"Bikes\"\n[prices]\nbell = 3\n+++\nÉtude";
    let file = file(text);
    let (shop, diagnostics) = parse::<Shop>(&file, 4..text.rfind("+++").unwrap());
    let shop = shop.unwrap();
    assert!(diagnostics.is_empty());
    assert_eq!(&text[shop.title.span()], "\"Bikes\"");
    let (name, price) = shop.prices.first_key_value().unwrap();
    assert_eq!((&text[name.span()], *price), ("bell", 3.0));
}

#[test]
fn each_mistake_is_told_at_its_place_with_the_way_out() {
    let cases = [
        (
            "titel = 'a'",
            vec![
                "E0102 \"titel\": unknown key `titel` | not a key of this table | did you mean `title`?",
                "E0102 \"\": the key `title` is missing | needed here | add `title = ...`",
            ],
        ),
        (
            "title = 'a'\nsize = 'big'",
            vec!["E0102 \"'big'\": found string \"big\" | expected a whole number | -"],
        ),
        (
            "title = 'a'\nsize = 1.5",
            vec!["E0102 \"1.5\": found number `1.5` | expected a whole number | -"],
        ),
        (
            "title = 'a'\nitem = 4",
            vec!["E0102 \"4\": found whole number `4` | expected an array | -"],
        ),
        (
            "title = 'a'\n[[item]]\ncolour = 'red'",
            vec!["E0102 \"[[item]]\": the key `id` is missing | needed here | add `id = ...`"],
        ),
        (
            "title = 'a'\n[[item]]\nid = 'x'\ncolour = 'gren'",
            vec![
                "E0102 \"'gren'\": unknown value `gren` | expected `red` or `green` | did you mean `green`?",
            ],
        ),
        (
            "title = a",
            vec!["E0101 \"a\": string values must be quoted | expected literal string | -"],
        ),
        (
            "title = 'a'\ntitle = 'b'",
            vec!["E0101 \"title\": duplicate key |  | -"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(complaints(text), expected, "in {text}");
    }
}

#[test]
fn several_mistakes_are_told_at_once_and_in_order() {
    let text =
        "title = 'a'\nsise = 1\n[[item]]\nid = 3\n[[item]]\nid = 'b'\ncolor = 'red'\n[[item]]\n";
    assert_eq!(
        complaints(text),
        [
            "E0102 \"sise\": unknown key `sise` | not a key of this table | did you mean `size`?",
            "E0102 \"3\": found whole number `3` | expected a string | -",
            "E0102 \"color\": unknown key `color` | not a key of this table | did you mean `colour`?",
            "E0102 \"[[item]]\": the key `id` is missing | needed here | add `id = ...`",
        ]
    );
}

#[test]
fn an_unknown_key_does_not_hide_the_rest() {
    let (shop, diagnostics) =
        parse_file::<Shop>(&file("title = 'a'\nsise = 1\n[[item]]\nid = 'x'"));
    let shop = shop.unwrap();
    assert_eq!(
        (shop.size, shop.items.len(), diagnostics.len()),
        (None, 1, 1)
    );
}

#[test]
fn a_wrong_value_leaves_nothing_to_go_on_with() {
    let (shop, _) = parse_file::<Shop>(&file("title = 'a'\n[[item]]\nid = 3"));
    assert!(shop.is_none());
}

#[test]
fn a_part_of_a_string_has_its_own_place_unless_escapes_hide_it() {
    let marked = |text: &str| {
        let file = file(text);
        let title = parse_file::<Shop>(&file).0.unwrap().title;
        let span = span_within(&file, &title, 2..5);
        text[span.range].to_owned()
    };
    assert_eq!(marked("title = 'a big bell'"), "big");
    assert_eq!(marked("title = \"a big bell\""), "big");
    assert_eq!(marked("title = \"\"\"\na big bell\"\"\""), "big");
    assert_eq!(
        marked("title = \"a \\u0062ig bell\""),
        "\"a \\u0062ig bell\""
    );
}
