//! A [`Knowledge`] as bytes: four letters, a version, and the rest as its module `wire` says.
//!
//! Reading trusts nothing: whatever the bytes, it ends, within memory proportional to them, with a
//! knowledge that holds together or with an error.

use alloc::vec::Vec;
use core::fmt;

use crate::knowledge::{Invalid, Knowledge};

mod shapes;
pub(crate) mod wire;

#[cfg(test)]
mod tests;

use wire::{Reader, Wire};

/// What the bytes begin with.
const MAGIC: [u8; 4] = *b"GWCK";

/// The version of the format, raised with every change to what [`Knowledge`] holds.
pub const VERSION: u8 = 2;

/// Bytes that are not a knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They do not begin as one does.
    NotKnowledge,
    /// They are of this other version.
    Version(u8),
    /// They end early, go on too long, or are garbled.
    Damaged,
    /// They can be read, but this part does not hold together.
    Invalid(Invalid),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotKnowledge => f.write_str("not a checker's knowledge"),
            Self::Version(found) => write!(f, "knowledge of version {found}, expected {VERSION}"),
            Self::Damaged => f.write_str("the knowledge is damaged"),
            Self::Invalid(invalid) => write!(f, "the knowledge does not hold together: {invalid}"),
        }
    }
}

impl core::error::Error for DecodeError {}

/// Writes a knowledge, unless it does not hold together: what is written can be read.
pub fn encode(knowledge: &Knowledge) -> Result<Vec<u8>, Invalid> {
    knowledge.validate()?;
    let mut bytes = Vec::from(MAGIC);
    bytes.push(VERSION);
    knowledge.write(&mut bytes);
    Ok(bytes)
}

/// Reads a knowledge and checks that it holds together.
pub fn decode(bytes: &[u8]) -> Result<Knowledge, DecodeError> {
    let knowledge = decode_written(bytes)?;
    match knowledge.validate() {
        Ok(()) => Ok(knowledge),
        Err(invalid) => Err(DecodeError::Invalid(invalid)),
    }
}

/// Reads a knowledge that [`encode`] wrote, and so had checked.
///
/// The browser uses this: its bytes come with a checksum from the same build, and the check would
/// be a thirtieth of its code. Were they forged all the same, nothing panics or runs on: an index
/// that leads nowhere is passed over wherever one is used.
pub fn decode_written(bytes: &[u8]) -> Result<Knowledge, DecodeError> {
    let rest = bytes
        .strip_prefix(&MAGIC)
        .ok_or(DecodeError::NotKnowledge)?;
    let (version, rest) = rest.split_first().ok_or(DecodeError::Damaged)?;
    if *version != VERSION {
        return Err(DecodeError::Version(*version));
    }
    let mut reader = Reader::new(rest);
    let knowledge = Knowledge::read(&mut reader);
    reader
        .is_done()
        .then_some(knowledge)
        .ok_or(DecodeError::Damaged)
}

/// Tells one knowledge's bytes from another's: what was kept beside one is not read with another.
/// FNV-1a; it is no defence against forgery.
pub fn stamp(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
