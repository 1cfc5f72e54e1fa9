//! The words and signs of the rule language.

use std::ops::Range;

/// One word or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A keyword, a name or a number.
    Word(&'a str),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `/`
    Slash,
    /// `<`
    Less,
    /// `>=`
    NotLess,
    /// A sign that the language does not have.
    Other,
    /// Behind the last one.
    End,
}

/// All of a rule with their places; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '/' => (Token::Slash, 1),
            '<' if rest.starts_with("<=") => (Token::Other, 2),
            '<' => (Token::Less, 1),
            '>' if rest.starts_with(">=") => (Token::NotLess, 2),
            first if is_of_word(first) => {
                let length = rest.find(|next| !is_of_word(next)).unwrap_or(rest.len());
                (Token::Word(&rest[..length]), length)
            }
            other => (Token::Other, other.len_utf8()),
        };
        let start = text.len() - rest.len();
        tokens.push((token, start..start + length));
        rest = rest[length..].trim_start();
    }
    tokens.push((Token::End, text.len()..text.len()));
    tokens
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '_'
}
