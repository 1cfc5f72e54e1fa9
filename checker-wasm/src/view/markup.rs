//! Markup under construction. Only what stands in the code goes in as it is; all else is escaped.

use alloc::string::String;
use alloc::vec::Vec;

/// HTML that grows, as bytes: all of it is UTF-8, for it comes from texts.
#[derive(Default)]
pub(super) struct Markup(Vec<u8>);

impl Markup {
    /// Markup from the code itself.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.extend_from_slice(markup.as_bytes());
        self
    }

    /// Text, or an attribute's value between double quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for byte in text.bytes() {
            let escaped: &[u8] = match byte {
                b'&' => b"&amp;",
                b'<' => b"&lt;",
                b'"' => b"&quot;",
                _ => core::slice::from_ref(&byte),
            };
            self.0.extend_from_slice(escaped);
        }
        self
    }

    /// Text in which marks between braces are replaced.
    pub(super) fn filled(&mut self, mut text: &str, marks: &[(&str, String)]) -> &mut Self {
        while let Some((before, rest)) = split_at_brace(text) {
            self.text(before);
            let known = marks.iter().find_map(|(mark, value)| {
                Some((value, rest.strip_prefix(mark)?.strip_prefix("}")?))
            });
            text = if let Some((value, rest)) = known {
                self.text(value);
                rest
            } else {
                self.raw("{");
                rest
            };
        }
        self.text(text)
    }
}

/// What is before and after the first opening brace.
fn split_at_brace(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == b'{')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

impl From<Markup> for String {
    fn from(markup: Markup) -> Self {
        Self::from_utf8(markup.0).unwrap_or_default()
    }
}
