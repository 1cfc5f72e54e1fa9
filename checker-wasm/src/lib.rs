//! The checker in the reader's browser: session, view, DOM.
