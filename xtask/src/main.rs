//! `cargo xtask`: set-up, building, testing and measuring.

fn main() {}
