//! The search index: small scripts, of which a page loads a few as the reader types.
//!
//! - `search/index.js` names the shards of words there are.
//! - `search/w-XY.js` has every word whose stem begins with XY, with the best places that it stands in.
//! - `search/p-N.js` has the text of page N, for what a result shows.
//!
//! A first keystroke loads the first only, whose size is bounded by the alphabet. Every script calls
//! `guidewaySearch`, which the theme's `search.js` defines; nothing is fetched, so that it works on
//! `file://` too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// A page, or what is searched like one.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Its URL from the site's root.
    pub url: String,
    /// A sentence about it.
    pub description: String,
    /// Its text by heading; the first has none.
    pub parts: Vec<Part>,
}

/// What stands under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The heading's id; empty at the top of the page.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The text under it, as plain text.
    pub text: String,
}

/// How much a word counts where it stands.
const IN_TITLE: u32 = 40;
const IN_HEADING: u32 = 16;
const IN_DESCRIPTION: u32 = 12;
const IN_TEXT: u32 = 4;
/// A word that is said over and over counts no more than this often.
const MOST_REPEATS: u32 = 4;
/// The most places that a word is found in.
const MOST_PLACES: usize = 40;
/// The most parts of a document that are told apart.
const MOST_PARTS: usize = 255;

/// The files of the index by path, for documents in the language of `tag`.
pub fn files(documents: &[Document], tag: &str) -> BTreeMap<String, Vec<u8>> {
    let stemmer = stemmer(tag);
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    for (number, document) in (0_u32..).zip(documents) {
        let mut weigh = |text: &str, place: u32, weight: u32| {
            for form in forms(text) {
                let stem = stemmer
                    .as_ref()
                    .map_or_else(|| form.clone(), |stemmer| stemmer.stem(&form).into_owned());
                let word = words.entry(stem.clone()).or_default();
                if !form.starts_with(&stem) {
                    word.forms.insert(form);
                }
                let count = word.places.entry(place).or_default();
                count.add(weight);
            }
        };
        let first = number << 8;
        weigh(&document.title, first, IN_TITLE);
        weigh(&document.description, first, IN_DESCRIPTION);
        for (index, part) in (0..).zip(document.parts.iter().take(MOST_PARTS)) {
            weigh(&part.heading, first + index, IN_HEADING);
            weigh(&part.text, first + index, IN_TEXT);
        }
    }
    let all: usize = documents.iter().map(|document| document.parts.len()).sum();
    let mut shards: BTreeMap<String, Vec<(String, String, Vec<u32>)>> = BTreeMap::new();
    for (stem, word) in words {
        let shard: String = stem.chars().take(2).collect();
        let forms: Vec<String> = word.forms.iter().cloned().collect();
        let places = word.best(all);
        let entry = (stem, forms.join(" "), places);
        shards.entry(shard).or_default().push(entry);
    }
    let mut files = BTreeMap::new();
    let names: Vec<&String> = shards.keys().collect();
    files.insert("search/index.js".into(), script("index", "", &names));
    for (shard, entries) in &shards {
        files.insert(
            format!("search/w-{}.js", file_name(shard)),
            script("words", shard, entries),
        );
    }
    for (number, document) in documents.iter().enumerate() {
        let parts: Vec<_> = document
            .parts
            .iter()
            .take(MOST_PARTS)
            .map(|part| (&part.id, &part.heading, &part.text))
            .collect();
        let page = (&document.title, &document.url, &document.description, parts);
        files.insert(
            format!("search/p-{number}.js"),
            script("page", &number.to_string(), &page),
        );
    }
    files
}

/// A word with every place that it stands in.
#[derive(Default)]
struct Word {
    /// As it is written, where that does not begin with the stem.
    forms: BTreeSet<String>,
    places: BTreeMap<u32, Count>,
}

/// How much a word counts at one place.
#[derive(Clone, Copy, Default)]
struct Count {
    weight: u32,
    repeats: u32,
}

impl Count {
    fn add(&mut self, weight: u32) {
        if weight > IN_TEXT || self.repeats < MOST_REPEATS {
            self.weight += weight;
        }
        self.repeats += u32::from(weight == IN_TEXT);
    }
}

impl Word {
    /// The places that count most, each with how much: rarer words count for more.
    fn best(&self, all: usize) -> Vec<u32> {
        let rarity = (all / self.places.len().max(1)).max(1).ilog2() + 1;
        let mut places: Vec<_> = self
            .places
            .iter()
            .map(|(place, count)| (count.weight * rarity, *place))
            .collect();
        places.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        places.truncate(MOST_PLACES);
        places
            .into_iter()
            .flat_map(|(weight, place)| [place, weight])
            .collect()
    }
}

/// The words of a text as they are looked up: lower case, and of a script that is written without
/// spaces every two characters beside each other.
fn forms(text: &str) -> Vec<String> {
    let words = text.unicode_words().map(str::to_lowercase);
    let mut forms: Vec<String> = words
        .filter(|word| !word.chars().any(is_unspaced) && word.chars().count() > 1)
        .map(|word| word.replace('’', "'").trim_end_matches("'s").to_owned())
        .collect();
    for run in text.split(|letter: char| !is_unspaced(letter)) {
        let letters: Vec<char> = run.chars().collect();
        forms.extend(letters.windows(2).map(String::from_iter));
    }
    forms
}

/// Han, Kana and Hangul.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// What brings the words of a language to their stems, for those that there is one for.
fn stemmer(tag: &str) -> Option<Stemmer> {
    let language = tag.split('-').next().unwrap_or_default();
    let algorithm = match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// A shard's name in that of its file: letters and digits as they are, others by their number.
fn file_name(shard: &str) -> String {
    let mut name = String::new();
    for letter in shard.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else {
            // Writing to a text does not fail.
            let _ = write!(name, "_{:x}", u32::from(letter));
        }
    }
    name
}

fn script(kind: &str, name: &str, value: &impl Serialize) -> Vec<u8> {
    let call = serde_json::to_string(&(kind, name, value)).unwrap_or_default();
    format!("guidewaySearch(...{call});\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, heading: &str, text: &str) -> Document {
        Document {
            title: title.into(),
            url: "a.html".into(),
            description: String::new(),
            parts: vec![
                Part::default(),
                Part {
                    id: "part".into(),
                    heading: heading.into(),
                    text: text.into(),
                },
            ],
        }
    }

    fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
        String::from_utf8(files[path].clone()).expect("scripts are text")
    }

    #[test]
    fn words_of_one_stem_are_one_and_their_other_forms_are_kept() {
        let files = files(
            &[document("Batteries", "A battery", "Riders ride.")],
            "en-GB",
        );
        let shard = text(&files, "search/w-ba.js");
        assert!(shard.contains("[\"batteri\",\"battery\",["), "{shard}");
        assert!(text(&files, "search/w-ri.js").contains("[\"ride\",\"\",[1,"));
    }

    #[test]
    fn a_title_counts_for_more_than_a_heading_and_that_for_more_than_text() {
        let documents = [
            document("Rest", "", ""),
            document("", "Rest", ""),
            document("", "", "Rest rest rest."),
        ];
        let shard = text(&files(&documents, "en"), "search/w-re.js");
        let places = [0, (1 << 8) + 1, (2 << 8) + 1].map(|place: u32| {
            shard
                .find(&format!("{place},"))
                .unwrap_or_else(|| panic!("{place} in {shard}"))
        });
        assert!(places.is_sorted(), "{shard}");
    }

    #[test]
    fn the_first_file_names_every_shard() {
        let files = files(&[document("Bell", "Chain", "seat")], "en");
        let index = text(&files, "search/index.js");
        assert_eq!(
            index,
            "guidewaySearch(...[\"index\",\"\",[\"be\",\"ch\",\"se\"]]);\n"
        );
    }

    #[test]
    fn a_word_that_is_everywhere_does_not_make_its_shard_grow_without_end() {
        let many: Vec<_> = (0..300).map(|_| document("Bell", "Bell", "bell")).collect();
        let shard = text(&files(&many, "en"), "search/w-be.js");
        assert_eq!(shard.matches(',').count(), 2 * MOST_PLACES + 3, "{shard}");
    }

    #[test]
    fn languages_without_spaces_are_found_by_pairs_of_characters() {
        let files = files(&[document("自転車", "", "")], "ja");
        assert!(
            files.contains_key("search/w-_81ea_8ee2.js"),
            "{:?}",
            files.keys()
        );
    }
}
