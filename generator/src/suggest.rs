//! "Did you mean ...?": the known name nearest to a misspelled one.

/// The known name that is most likely meant by one that is unknown, if any is near enough.
///
/// Near enough is at most a third of the name's letters wrong, a swap of neighbours counting as one.
/// Of equally near names the first is taken.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let tolerance = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= tolerance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A help line for an unknown name: the nearest known one, or all of them where they are few.
///
/// # Examples
///
/// ```
/// use guideway::suggest::help;
///
/// assert_eq!(help("titel", ["title", "slug"]).as_deref(), Some("did you mean `title`?"));
/// assert_eq!(help("zebra", ["title", "slug"]).as_deref(), Some("known here: `title`, `slug`"));
/// ```
pub fn help<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const FEW: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(meant) => Some(format!("did you mean `{meant}`?")),
        None if known.is_empty() || known.len() > FEW => None,
        None => Some(format!("known here: {}", quoted(&known))),
    }
}

/// Names as a list for a message.
fn quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["title", "template", "treatments"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("treatment", known), Some("treatments"));
    }

    #[test]
    fn a_short_name_may_have_one_letter_wrong() {
        assert_eq!(nearest("lv", ["lr"]), Some("lr"));
    }

    #[test]
    fn another_word_altogether_is_not_a_slip() {
        assert_eq!(nearest("weather", ["title", "slug"]), None);
    }

    #[test]
    fn long_lists_are_not_recited() {
        let names: Vec<String> = (0..40).map(|n| format!("name-{n}")).collect();
        assert_eq!(help("zebra", names.iter().map(String::as_str)), None);
    }
}
