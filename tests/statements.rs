//! Every statement of the article that the guide began from can be found in the built site.
#![expect(clippy::unwrap_used, reason = "that is how a test fails")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use guideway_tests::{compile, root};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde::Deserialize;

/// Where a statement stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    page: String,
    says: String,
}

#[test]
fn every_statement_has_its_place_in_the_site() {
    let site = compile(root());
    let mut missing = Vec::new();
    for (statement, Place { page, says }) in places() {
        let text = site.get(&page).map(|html| text_of(html));
        if !text.is_some_and(|text| text.contains(&says)) {
            missing.push(format!("{statement}: {page} does not say: {says}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_statement_is_left_out() {
    let numbers = |letter, last| (1..=last).map(move |number| format!("{letter}{number}"));
    let all: BTreeSet<String> = numbers('A', 3)
        .chain(numbers('B', 2))
        .chain(numbers('C', 10))
        .chain(numbers('D', 9))
        .collect();
    let placed = places();
    // One that says two things has a place for each: D2-cold.
    let placed = placed.keys().map(|name| name.split('-').next().unwrap());
    assert_eq!(placed.map(String::from).collect::<BTreeSet<_>>(), all);
}

fn places() -> BTreeMap<String, Place> {
    let table = fs::read_to_string(root().join("tests/statements.toml")).unwrap();
    toml::from_str(&table).unwrap()
}

/// What a page says, with single spaces.
fn text_of(html: &[u8]) -> String {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(str::from_utf8(html).unwrap()));
    let tokenizer = Tokenizer::new(Text::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let text = tokenizer.sink.0.into_inner();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Text(RefCell<String>);

impl TokenSink for Text {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}
