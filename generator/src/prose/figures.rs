//! Which sentences state a figure: a number, a share, a span of time, a dose.
//!
//! Telephone numbers, ages and years of the calendar are none. Found from the words alone, so it errs:
//! rather towards a figure too many, which an author then backs with a source.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{Kind, Passage, Sentence, Support};

/// Sentences that state a figure and rest on nothing. What an item or a row states may rest on the
/// paragraph that leads in, and rows on the head of their table.
pub fn unsupported<'a>(passages: &'a [Passage], phones: &BTreeSet<String>) -> Vec<&'a Sentence> {
    let mut found = Vec::new();
    let mut leads_in = false;
    let mut before = Kind::Paragraph;
    for passage in passages {
        let is_supported = |sentence: &Sentence| sentence.support != Support::None;
        let any_supported = passage.sentences.iter().any(is_supported);
        match passage.kind {
            Kind::Paragraph => leads_in = passage.sentences.last().is_some_and(is_supported),
            // The head of a table, which has no row before it.
            Kind::Row if before != Kind::Row => leads_in |= any_supported,
            Kind::Item | Kind::Row => {}
        }
        before = passage.kind;
        let rests_elsewhere = match passage.kind {
            Kind::Paragraph => false,
            Kind::Item => leads_in,
            Kind::Row => leads_in || any_supported,
        };
        if !rests_elsewhere {
            let bare = passage.sentences.iter();
            found.extend(
                bare.filter(|sentence| {
                    !is_supported(sentence) && states_one(&sentence.text, phones)
                }),
            );
        }
    }
    found
}

/// Whether a text states a figure. `phones` are groups of digits that are telephone numbers.
pub fn states_one(text: &str, phones: &BTreeSet<String>) -> bool {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    let at = |place: usize| words.get(place).map_or("", String::as_str);
    let before = |place: usize| place.checked_sub(1).map_or("", at);
    if text.contains('%') {
        return true;
    }
    let mut age_before = false;
    for (place, word) in words.iter().enumerate() {
        let (previous, next) = (before(place), at(place + 1));
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            let is_age = is_age(word, previous, next, at(place + 2), age_before);
            // "Stage 5" is a name.
            let is_label = matches!(previous, "phase" | "phases" | "stage" | "stages" | "step");
            if !is_age && !is_label && !phones.contains(word) && !is_year(word) {
                return true;
            }
            age_before = is_age;
            continue;
        }
        let is_number = NUMBERS.contains(&word.as_str());
        // "Six weeks", "six more weeks".
        if is_number && (UNITS.contains(&next) || UNITS.contains(&at(place + 2)) && next == "more")
        {
            return true;
        }
        // "One in ten", "two out of three".
        let of = if at(place + 1) == "out" {
            place + 3
        } else {
            place + 2
        };
        let joins = next == "in" || (next == "out" && at(place + 2) == "of");
        if (is_number || word == "one") && joins && NUMBERS.contains(&at(of)) {
            return true;
        }
        let is_share = matches!(
            word.as_str(),
            "half" | "third" | "thirds" | "quarter" | "quarters"
        );
        if is_share && next == "of" || word == "twice" && matches!(next, "as" | "a" | "the") {
            return true;
        }
        if word == "half" && matches!((next, at(place + 2)), ("an", "hour")) {
            return true;
        }
        age_before &= matches!(word.as_str(), "and" | "or" | "to");
    }
    false
}

const NUMBERS: [&str; 16] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "hundred",
];

const UNITS: [&str; 20] = [
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "times",
    "sets",
    "repeats",
    "sessions",
    "steps",
    "kilometres",
];

/// Words that come before an age, and as often before a count.
const MAY_COUNT: [&str; 9] = [
    "at", "from", "between", "around", "about", "are", "is", "were", "be",
];

/// "Under 16", "aged 45", "50 or over", "between 8 and 15", "a 14-year-old", "the 30s".
fn is_age(word: &str, previous: &str, next: &str, after: &str, age_before: bool) -> bool {
    let (digits, is_decade) = match word.strip_suffix('s') {
        Some(digits) => (digits, true),
        None => (word, false),
    };
    if !(digits.len() <= 2 && digits.chars().all(|digit| digit.is_ascii_digit())) {
        return false;
    }
    if is_decade {
        return true;
    }
    if matches!((next, after), ("year", "old" | "olds") | ("years", "old")) {
        return true;
    }
    let counts = UNITS.contains(&next)
        || matches!(
            next,
            "in" | "out"
                | "of"
                | "per"
                | "kg"
                | "km"
                | "g"
                | "mm"
                | "cm"
                | "people"
                | "women"
                | "men"
        )
        // "About 45 riders" are counted, "under 16" is not.
        || (next.len() > 3 && next.ends_with('s') && MAY_COUNT.contains(&previous));
    let introduces = MAY_COUNT.contains(&previous)
        || matches!(
            previous,
            "under"
                | "over"
                | "past"
                | "age"
                | "aged"
                | "turn"
                | "turned"
                | "turns"
                | "before"
                | "after"
                | "until"
        );
    let says_so = matches!(
        (next, after),
        ("or", "over" | "older" | "under" | "younger" | "more")
    );
    !counts && (introduces || says_so || age_before)
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<u16>()
            .is_ok_and(|year| (1900..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phones() -> BTreeSet<String> {
        ["999", "111"].map(str::to_owned).into()
    }

    #[test]
    fn numbers_shares_and_spans_of_time_are_figures() {
        for text in [
            "It helped 51 of 66 people.",
            "About 1 in 5 get it.",
            "One in ten has it.",
            "Two out of three got better.",
            "Hold it for 20 seconds.",
            "It settles within six weeks.",
            "Wait two more days.",
            "It is twice as common.",
            "Half of them ran on.",
            "Stiff for half an hour.",
            "A third of riders.",
            "About 45 riders came.",
            "Take 10% more steps.",
            "It raises the odds by 1.7.",
        ] {
            assert!(states_one(text, &phones()), "{text}");
        }
    }

    #[test]
    fn telephone_numbers_ages_and_years_are_not() {
        for text in [
            "Call 999 or 111 now.",
            "If you are under 16, be seen today.",
            "It starts between 8 and 15.",
            "People of 50 or over.",
            "In your 30s or 40s.",
            "A 14-year-old with a bell.",
            "You are past 40.",
            "The rules of 2022.",
            "Ride with one hand.",
            "Two of these signs.",
            "Go back to phase 2.",
        ] {
            assert!(!states_one(text, &phones()), "{text}");
        }
    }

    #[test]
    fn an_item_may_rest_on_the_sentence_that_leads_in() {
        let sentence = |text: &str, support| Sentence {
            text: text.to_owned(),
            range: 0..0,
            support,
        };
        let passage = |kind, sentence| Passage {
            kind,
            heading: None,
            sentences: vec![sentence],
        };
        let item = || passage(Kind::Item, sentence("Rest for 2 days.", Support::None));
        let lead = |support| passage(Kind::Paragraph, sentence("Do this:", support));
        assert_eq!(
            unsupported(&[lead(Support::None), item()], &phones()).len(),
            1
        );
        assert_eq!(
            unsupported(&[lead(Support::Cited), item()], &phones()).len(),
            0
        );
        let aside = || passage(Kind::Paragraph, sentence("Then wait.", Support::None));
        assert_eq!(
            unsupported(&[lead(Support::Cited), aside(), item()], &phones()).len(),
            1,
            "only the paragraph directly before"
        );
    }
}
