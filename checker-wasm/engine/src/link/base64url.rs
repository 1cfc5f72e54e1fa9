//! Base64 in the alphabet that URLs allow, without padding.

use alloc::string::String;
use alloc::vec::Vec;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Four letters for three bytes, fewer for the last one or two.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 3);
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .zip([16, 8, 0])
            .fold(0, |bits, (byte, shift)| bits | u32::from(*byte) << shift);
        for shift in [18, 12, 6, 0].into_iter().take(chunk.len() + 1) {
            let letter = ALPHABET.get((bits >> shift & 63) as usize);
            text.push(letter.map_or('-', |letter| char::from(*letter)));
        }
    }
    text
}

/// None where a letter is not of the alphabet, or the text is not what [`encode`] writes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for (letter, shift) in chunk.iter().zip([18, 12, 6, 0]) {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            bits |= u32::try_from(value).ok()? << shift;
        }
        let whole = chunk.len().checked_sub(1).filter(|whole| *whole > 0)?;
        let [_, decoded @ ..] = bits.to_be_bytes();
        let (taken, left) = decoded.split_at_checked(whole)?;
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(taken);
    }
    Some(bytes)
}
