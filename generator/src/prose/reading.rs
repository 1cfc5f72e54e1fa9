//! How hard a text is to read: the Flesch-Kincaid grade.
//!
//! Grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59, about the years of school
//! needed to follow it (Kincaid and others, 1975, Research Branch Report 8-75). Syllables are estimated
//! from spelling; see [`syllables`].

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::{Kind, Passage};

/// Names that are explained elsewhere, such as those of a glossary: each counts as one easy word.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The words of each, by the first.
    by_first: BTreeMap<String, BTreeSet<Vec<String>>>,
}

/// How hard a text is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Names {
    /// Names from how they are written.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut by_first: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
        for name in names {
            let words: Vec<_> = words(name).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().insert(words);
            }
        }
        Self { by_first }
    }

    /// How many words the longest name has that the text begins with; a plural will do.
    fn at_start(&self, text: &[String]) -> Option<usize> {
        let singular = |word: &str| word.strip_suffix('s').map(str::to_owned);
        let first = text.first()?;
        let names = [Some(first.clone()), singular(first)];
        let names = names.iter().flatten();
        let fits = |name: &&Vec<String>| {
            let Some(begin) = text.get(..name.len()) else {
                return false;
            };
            let mut pairs = name.iter().zip(begin);
            pairs.all(|(name, word)| name == word || singular(word).as_ref() == Some(name))
        };
        names
            .filter_map(|first| self.by_first.get(first))
            .flatten()
            .filter(fits)
            .map(Vec::len)
            .max()
    }
}

impl Reading {
    /// Measures paragraphs and items.
    pub fn of(passages: &[Passage], names: &Names) -> Self {
        let mut reading = Self::default();
        let sentences = passages
            .iter()
            .filter(|passage| passage.kind != Kind::Row)
            .flat_map(|passage| &passage.sentences);
        for sentence in sentences {
            let words: Vec<_> = words(&sentence.text).collect();
            reading.sentences += usize::from(!words.is_empty());
            let mut rest = words.as_slice();
            while let Some(word) = rest.first() {
                let name = names.at_start(rest);
                reading.words += 1;
                reading.syllables += name.map_or_else(|| syllables(word), |_| 1);
                rest = &rest[name.unwrap_or(1)..];
            }
        }
        reading
    }

    /// The Flesch-Kincaid grade; none of an empty text.
    pub fn grade(&self) -> Option<f64> {
        let count = |number: usize| u32::try_from(number).map(f64::from).ok();
        let (words, sentences) = (count(self.words)?, count(self.sentences)?);
        (self.words > 0).then(|| {
            Some(0.39 * words / sentences + 11.8 * count(self.syllables)? / words - 15.59)
        })?
    }
}

/// The words of a text in lower case. Parts joined by a hyphen are words of their own.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words().map(str::to_lowercase)
}

/// About how many syllables an English word in lower case has, at least one. A number counts as one.
///
/// Groups of vowels are counted; a silent *e* at the end, also before *s* and *d*, is not, and two
/// vowels that are mostly spoken apart (as in *medial*, *usual*) are two.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect();
    if letters.len() <= 3 {
        return 1;
    }
    let is_vowel = |letter: char| "aeiouyàâäéèêëïîôöùûü".contains(letter);
    let groups = (0..letters.len())
        .filter(|&at| is_vowel(letters[at]) && (at == 0 || !is_vowel(letters[at - 1])))
        .count();
    let apart = letters
        .windows(2)
        .enumerate()
        .filter(|(at, pair)| {
            let before = at.checked_sub(1).map(|at| letters[at]);
            let after = letters.get(at + 2);
            match (pair[0], pair[1]) {
                ('i', 'a' | 'o' | 'u') => {
                    let is_soft = match before {
                        Some('t' | 'c' | 'g') => true,
                        Some('s') => after == Some(&'n'),
                        _ => false,
                    };
                    !is_soft && after != Some(&'u')
                }
                ('u', 'a' | 'o') => !matches!(before, Some('q' | 'g')),
                _ => false,
            }
        })
        .count();
    (groups + apart - usize::from(ends_silent(&letters))).max(1)
}

/// Whether the last *e* is silent: *brake*, *brakes*, *walked*; not in *saddle*, *candles*, *rested*.
fn ends_silent(letters: &[char]) -> bool {
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let stem = match letters {
        [stem @ .., 'e'] => stem,
        [stem @ .., 'e', 's']
            if !matches!(stem.last(), Some('s' | 'x' | 'z' | 'c' | 'g' | 'h')) =>
        {
            stem
        }
        [stem @ .., 'e', 'd'] if !matches!(stem.last(), Some('t' | 'd')) => stem,
        _ => return false,
    };
    match stem {
        [.., before, 'l'] => is_vowel(*before),
        [.., last] => !is_vowel(*last),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Sentence, Support};

    fn text(sentences: &[&str]) -> Vec<Passage> {
        let sentence = |text: &&str| Sentence {
            text: (*text).to_owned(),
            range: 0..0,
            support: Support::None,
        };
        vec![Passage {
            kind: Kind::Paragraph,
            heading: None,
            sentences: sentences.iter().map(sentence).collect(),
        }]
    }

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        let spoken = [
            ("bell", 1),
            ("brake", 1),
            ("brakes", 1),
            ("walked", 1),
            ("ached", 1),
            ("make", 1),
            ("saddle", 2),
            ("candles", 2),
            ("rested", 2),
            ("needed", 2),
            ("because", 2),
            ("battery", 3),
            ("usual", 3),
            ("medial", 3),
            ("question", 2),
            ("quality", 3),
            ("physiology", 5),
            ("exercises", 4),
            ("pages", 2),
            ("10", 1),
            ("the", 1),
            ("helmet", 2),
            ("basket", 2),
        ];
        for (word, count) in spoken {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 12 words, 2 sentences, 15 syllables.
        let reading = Reading::of(
            &text(&["The bell is loud when you ride.", "Rest it for some days."]),
            &Names::default(),
        );
        assert_eq!(
            (reading.words, reading.sentences, reading.syllables),
            (12, 2, 12)
        );
        let grade = reading.grade().expect("there are words");
        assert!(
            (grade - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9,
            "{grade}"
        );
        assert_eq!(Reading::default().grade(), None);
    }

    #[test]
    fn a_name_that_is_explained_counts_as_one_easy_word() {
        let names = Names::new(["Continuously variable transmission", "Derailleur"]);
        let reading = Reading::of(
            &text(&["Old derailleurs: continuously variable transmission."]),
            &names,
        );
        assert_eq!((reading.words, reading.syllables), (3, 3));
    }

    #[test]
    fn rows_of_tables_are_not_measured() {
        let mut passages = text(&["One two three."]);
        passages[0].kind = Kind::Row;
        assert_eq!(
            Reading::of(&passages, &Names::default()),
            Reading::default()
        );
    }
}
