//! Numbers as text, without the standard library's machinery: that can do all formats, and would be
//! larger than the rest of this crate's logic.

use alloc::string::String;
use alloc::vec::Vec;

/// Adds a number in decimal.
pub(crate) fn push(text: &mut String, number: u32) {
    if number > 9 {
        push(text, number / 10);
    }
    let digit = (number % 10) as u8;
    text.push(char::from(b'0' + digit));
}

/// A number in decimal, with its sign.
pub(crate) fn signed(number: i32) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    push(&mut text, number.unsigned_abs());
    text
}

/// The number that a reader typed, spaces around it allowed.
pub(crate) fn parse_signed(text: &str) -> Option<i32> {
    let text = text.as_bytes().trim_ascii();
    match text.strip_prefix(b"-") {
        Some(digits) => 0_i32.checked_sub_unsigned(parse(digits)?),
        None => i32::try_from(parse(text)?).ok(),
    }
}

/// Numbers with a space after each.
pub(crate) fn list(numbers: &[u32]) -> String {
    let mut text = String::new();
    for number in numbers {
        push(&mut text, *number);
        text.push(' ');
    }
    text
}

/// The numbers of a [`list`].
pub(crate) fn parse_list(text: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    let mut digits: &[u8] = &[];
    for (at, byte) in text.bytes().enumerate() {
        if byte == b' ' {
            numbers.push(parse(digits)?);
            digits = &[];
        } else {
            let start = at - digits.len();
            digits = text.as_bytes().get(start..=at)?;
        }
    }
    digits.is_empty().then_some(numbers)
}

fn parse(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then_some(())?;
        number.checked_mul(10)?.checked_add(digit.into())
    })
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn lists_are_read_as_they_are_written() {
        for numbers in [vec![], vec![0], vec![7, 10, u32::MAX]] {
            assert_eq!(parse_list(&list(&numbers)), Some(numbers));
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in ["1", " ", "1  2 ", "x ", "-1 ", "4294967296 "] {
            assert_eq!(parse_list(text), None, "{text:?}");
        }
    }

    #[test]
    fn typed_numbers_are_whole() {
        let read = [
            "7",
            " 42 ",
            "-3",
            "0",
            "",
            "-",
            "1.5",
            "1e3",
            "99999999999",
            "٣",
        ];
        let numbers = read.map(parse_signed);
        let expected = [Some(7), Some(42), Some(-3), Some(0)];
        assert_eq!(numbers[..4], expected);
        assert!(numbers[4..].iter().all(Option::is_none));
        assert_eq!(parse_signed(&signed(i32::MIN)), Some(i32::MIN));
    }
}
