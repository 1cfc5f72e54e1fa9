//! Days as they are written in front matter and configuration.

use serde::{Deserialize, Serialize};

/// A day, as in `2026-11-25`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct Day(String);

impl Day {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let is_number = |part: &str, digits: usize, most: u16| {
            part.len() == digits
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part
                    .parse()
                    .is_ok_and(|number| (1..=most).contains(&number))
        };
        match parts[..] {
            [year, month, day]
                if is_number(year, 4, 9999) && is_number(month, 2, 12) && is_number(day, 2, 31) =>
            {
                Ok(Self(text))
            }
            _ => Err(format!("`{text}` is not a day such as `2026-11-25`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_year_a_month_and_a_day() {
        for (text, is_day) in [
            ("2026-11-25", true),
            ("25.11.2026", false),
            ("2026-13-01", false),
            ("2026-1-1", false),
            ("2026-11", false),
            ("+026-11-25", false),
        ] {
            assert_eq!(Day::try_from(text.to_owned()).is_ok(), is_day, "{text}");
        }
    }
}
