//! The codes of all diagnostics, in one place, so that none is given twice.

/// A stable code, such as `E0101`, with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(pub &'static str);

macro_rules! codes {
    ($($(#[doc = $says:literal])+ $name:ident = $code:literal;)+) => {
        $($(#[doc = $says])+ pub const $name: Code = Code($code);)+
        /// Every code with what it stands for, in order.
        pub const ALL: &[(Code, &str)] = &[$(($name, concat!($($says),+))),+];
    };
}

codes! {
    /// a TOML file or front matter cannot be parsed
    BAD_TOML = "E0101";
    /// a key is unknown, missing or of the wrong type
    BAD_KEY = "E0102";
}
