//! The format: numbers of seven bits a byte, lowest first; everything else a count and its parts.
//!
//! Reading never stops in the middle. Bytes that make no sense give zeros and empty lists from there
//! on, and [`Reader::is_done`] tells at the end. So reading a structure is a list of calls without a
//! branch between them: a fifth of the code that a reader costs which can fail at every field, and
//! this code is sent to every reader's browser.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Something with a place in the format.
pub(crate) trait Wire: Sized {
    /// Adds it to bytes.
    fn write(&self, out: &mut Vec<u8>);

    /// Takes it from bytes.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// Bytes being read.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
    /// How many more structures may be opened within each other.
    room: usize,
}

impl<'a> Reader<'a> {
    /// Reads these bytes.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            failed: false,
            room: crate::expr::DEEPEST,
        }
    }

    /// Whether everything made sense and nothing is left.
    pub(crate) fn is_done(&self) -> bool {
        !self.failed && self.rest.is_empty()
    }

    /// Gives the rest up: everything read from here on is empty.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    /// Reads something that may hold others of its kind, unless it is too deep within them.
    pub(crate) fn nested<T>(&mut self, empty: T, read: impl FnOnce(&mut Self) -> T) -> T {
        let Some(room) = self.room.checked_sub(1) else {
            self.fail();
            return empty;
        };
        self.room = room;
        let value = read(self);
        self.room += 1;
        value
    }
}

impl Wire for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        if let Some((byte, rest)) = from.rest.split_first() {
            from.rest = rest;
            *byte
        } else {
            from.fail();
            0
        }
    }
}

impl Wire for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        out.push(rest.to_le_bytes()[0]);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut number = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = u8::read(from);
            number |= Self::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return number;
            }
        }
        from.fail();
        0
    }
}

impl Wire for u16 {
    fn write(&self, out: &mut Vec<u8>) {
        u32::from(*self).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::try_from(u32::read(from)).unwrap_or_else(|_| {
            from.fail();
            0
        })
    }
}

/// The sign is the lowest bit, so that small numbers of either sign are short.
impl Wire for i32 {
    fn write(&self, out: &mut Vec<u8>) {
        ((self << 1) ^ (self >> 31)).cast_unsigned().write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let number = u32::read(from);
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Wire for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        u8::read(from) != 0
    }
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let length = read_count(from);
        let text = from.rest.split_at_checked(length).and_then(|(text, rest)| {
            from.rest = rest;
            core::str::from_utf8(text).ok()
        });
        if text.is_none() {
            from.fail();
        }
        Self::from(text.unwrap_or_default())
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        for part in self {
            part.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let mut parts = Self::new();
        for _ in 0..read_count(from) {
            parts.push(T::read(from));
            // Without this a few bytes could ask for billions of nothings.
            if from.failed {
                break;
            }
        }
        parts
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Wire> Wire for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Self::new(T::read(from))
    }
}

fn write_count(count: usize, out: &mut Vec<u8>) {
    // Nothing that a site holds has four thousand million parts; were it so, reading would say so.
    u32::try_from(count).unwrap_or(u32::MAX).write(out);
}

fn read_count(from: &mut Reader<'_>) -> usize {
    u32::read(from) as usize
}
