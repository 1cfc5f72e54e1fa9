//! What no single crate can test; see the folders beside this file.
