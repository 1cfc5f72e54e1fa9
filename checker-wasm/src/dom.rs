//! The few things that the checker wants of the browser.
//!
//! Bound here by hand: the general bindings would add two thousand bytes for what nobody calls.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::session::{Form, Tick};

#[wasm_bindgen]
extern "C" {
    /// Any element; inputs have values and ticks besides.
    pub type Element;

    #[wasm_bindgen(method, setter, js_name = innerHTML)]
    fn set_inner_html(this: &Element, markup: &str);
    #[wasm_bindgen(method, js_name = querySelector)]
    fn query_selector(this: &Element, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, js_name = querySelectorAll)]
    fn query_selector_all(this: &Element, selector: &str) -> Elements;
    #[wasm_bindgen(method)]
    fn closest(this: &Element, selector: &str) -> Option<Element>;
    #[wasm_bindgen(method, js_name = getAttribute)]
    fn get_attribute(this: &Element, name: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn focus(this: &Element);
    #[wasm_bindgen(method, getter)]
    fn value(this: &Element) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Element, value: &str);
    #[wasm_bindgen(method, getter)]
    fn checked(this: &Element) -> bool;
    #[wasm_bindgen(method, setter)]
    fn set_checked(this: &Element, checked: bool);
    #[wasm_bindgen(method, getter, js_name = ownerDocument)]
    fn owner_document(this: &Element) -> Document;

    type Elements;

    #[wasm_bindgen(method)]
    fn item(this: &Elements, index: u32) -> Option<Element>;

    type Document;

    #[wasm_bindgen(method, getter)]
    fn title(this: &Document) -> String;
    #[wasm_bindgen(method, setter)]
    fn set_title(this: &Document, title: &str);

    /// Any event; one of the history has a state besides.
    pub type Event;

    #[wasm_bindgen(method, getter, js_name = type)]
    pub(crate) fn kind(this: &Event) -> String;
    #[wasm_bindgen(method, getter)]
    fn target(this: &Event) -> Element;
    #[wasm_bindgen(method, getter)]
    fn state(this: &Event) -> JsValue;
    #[wasm_bindgen(method, js_name = preventDefault)]
    pub(crate) fn prevent_default(this: &Event);

    #[wasm_bindgen(js_namespace = history, js_name = back)]
    pub(crate) fn go_back();
    #[wasm_bindgen(catch, js_namespace = history, js_name = replaceState)]
    fn replace_state(state: &str, unused: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = history, js_name = pushState)]
    fn push_state(state: &str, unused: &str) -> Result<(), JsValue>;
    pub(crate) fn print();
}

const NUMBER: &str = "#ck-number";
const TICKED: &str = "input:checked";

/// The element that the checker fills.
pub(crate) struct Mount(pub(crate) Element);

impl Mount {
    /// The way from the page to the root of the site.
    pub(crate) fn root(&self) -> String {
        self.0.get_attribute("data-root").unwrap_or_default()
    }

    pub(crate) fn fill(&self, markup: &str) {
        self.0.set_inner_html(markup);
    }

    /// Gives the focus to what a selector finds first.
    pub(crate) fn focus(&self, selector: &str) {
        if let Some(element) = self.0.query_selector(selector) {
            element.focus();
        }
    }

    /// The title of the window.
    pub(crate) fn title(&self) -> String {
        self.0.owner_document().title()
    }

    pub(crate) fn set_title(&self, title: &str) {
        self.0.owner_document().set_title(title);
    }

    /// What the reader entered.
    pub(crate) fn form(&self) -> Form {
        let number = self.0.query_selector(NUMBER);
        let mut ticks = Vec::new();
        self.each_ticked(|_, tick| ticks.push(tick));
        Form {
            ticks,
            number: number.map(|input| input.value()).unwrap_or_default(),
        }
    }

    /// Takes off what makes no sense beside what the reader just ticked or typed.
    pub(crate) fn keep_apart(&self, event: &Event) {
        let changed = event.target();
        let number = self.0.query_selector(NUMBER);
        if let Some(tick) = Tick::parse(&changed.value()) {
            if changed.checked() {
                self.each_ticked(|input, other| {
                    if tick.excludes(other) {
                        input.set_checked(false);
                    }
                });
                if let Some(number) = number {
                    number.set_value("");
                }
            }
        } else {
            // A number was typed.
            self.each_ticked(|input, _| input.set_checked(false));
        }
    }

    fn each_ticked(&self, mut each: impl FnMut(&Element, Tick)) {
        let ticked = self.0.query_selector_all(TICKED);
        let mut index = 0;
        while let Some(input) = ticked.item(index) {
            if let Some(tick) = Tick::parse(&input.value()) {
                each(&input, tick);
            }
            index += 1;
        }
    }
}

/// What a click is to do: the `data-ck` of the button that was hit.
pub(crate) fn clicked(event: &Event) -> Option<String> {
    event
        .target()
        .closest("[data-ck]")?
        .get_attribute("data-ck")
}

/// What the entry that the browser has just gone to keeps.
pub(crate) fn kept_in(event: &Event) -> Option<String> {
    event.state().as_string()
}

/// Keeps a text with the history's current entry.
///
/// A browser may refuse when there are too many in a short time; then the entry keeps what it had.
pub(crate) fn keep(state: &str) {
    let _ = replace_state(state, "");
}

/// Keeps a text with a new entry of the history; the same holds.
pub(crate) fn keep_new(state: &str) {
    let _ = push_state(state, "");
}
