//! The checker in the reader's browser: session, view, DOM.
//!
//! [`session`] and [`view`] are plain Rust and are tested as such: what the reader does goes in,
//! markup comes out. Only [`Checker`] and the module behind it know the browser. `loader.js` beside
//! this crate brings the knowledge, starts the checker, and hands every event on.
//!
//! What it does not do: reason ([`checker_engine`]), store anything beyond the browser's history, or
//! send anything anywhere.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use alloc::string::String;

use checker_engine::codec;
use checker_engine::order::Step;
use wasm_bindgen::prelude::*;

mod dom;
#[cfg(test)]
mod fixture;
mod number;
#[cfg(target_arch = "wasm32")]
mod runtime;
pub mod session;
pub mod view;

use dom::{Element, Event, Mount};
use session::Session;
use view::Attempt;

/// A checker at work.
#[wasm_bindgen]
pub struct Checker {
    session: Session,
    mount: Mount,
    /// The page's own title.
    title: String,
    /// The reader pressed the checker's Back, and the browser is on its way.
    going_back: bool,
}

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To what was asked before.
    Back,
    /// On, without an answer.
    Skip,
    /// To the beginning, forgetting all.
    Again,
    /// From the result to what was not asked.
    More,
    /// On paper.
    Print,
    /// To a step, to answer it anew.
    Change(Step),
}

impl Action {
    /// What the name of a change begins with; the step's code follows.
    pub(crate) const CHANGE: &str = "change ";

    /// The action of a `data-ck`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "back" => Self::Back,
            "skip" => Self::Skip,
            "again" => Self::Again,
            "more" => Self::More,
            "print" => Self::Print,
            _ => {
                let code = number::parse_list(name.strip_prefix(Self::CHANGE)?)?;
                Self::Change(session::step_of(*code.first()?)?)
            }
        })
    }
}

#[wasm_bindgen]
impl Checker {
    /// For an element, with a knowledge as bytes, where the history's entry says that the reader was.
    /// None where the knowledge cannot be read. Nothing is drawn yet: that takes as long again, and
    /// whoever taps or scrolls meanwhile is heard between the two.
    pub fn start(mount: Element, knowledge: &[u8], state: &JsValue) -> Option<Self> {
        let stamp = codec::stamp(knowledge);
        let knowledge = codec::decode_written(knowledge).ok()?;
        let state = state.as_string().unwrap_or_default();
        let mount = Mount(mount);
        Some(Self {
            session: Session::reopen(knowledge, stamp, &state),
            title: mount.title(),
            mount,
            going_back: false,
        })
    }

    /// Draws the first screen, and keeps where that is with the history's entry.
    pub fn begin(&self) {
        dom::keep(&self.session.state());
        self.draw(None);
    }

    /// The answers as a short text, for [`Checker::open`].
    pub fn link(&self) -> String {
        checker_engine::link::write(self.session.knowledge(), self.session.answers())
    }

    /// Opens answers that were kept or shared, and asks the safety questions anew. Tells whether the
    /// text holds answers to these questions; where it does not, nothing changes.
    pub fn open(&mut self, link: &str) -> bool {
        let opened = self.session.open(link);
        if opened {
            self.went_on();
        }
        opened
    }

    /// The ids of the treatments that the result offers, with a space between them. There are none
    /// before the result, and none at a level at which the reader is to be seen first.
    pub fn offered(&self) -> String {
        self.session.offered().join(" ")
    }

    /// Forgets every answer and begins anew.
    pub fn forget(&mut self) {
        self.session.start_again();
        self.went_on();
    }

    /// Takes a click, a submit or a change in the mount, or a move in the browser's history.
    pub fn handle(&mut self, event: &Event) {
        match event.kind().as_str() {
            "submit" => {
                event.prevent_default();
                self.submit();
            }
            "change" => self.mount.keep_apart(event),
            "popstate" => self.moved(event),
            _ => {
                if let Some(action) = dom::clicked(event).as_deref().and_then(Action::parse) {
                    self.act(action);
                }
            }
        }
    }
}

impl Checker {
    fn submit(&mut self) {
        let form = self.mount.form();
        match self.session.submit(&form) {
            Ok(()) => self.went_on(),
            Err(mistake) => {
                let form = &form;
                self.draw(Some(Attempt { form, mistake }));
                self.mount.focus("#ck-error");
            }
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Back if self.session.depth() > 0 => {
                self.going_back = true;
                dom::go_back();
            }
            Action::Back => {
                self.session.back();
                self.arrived();
            }
            Action::Skip => {
                self.session.skip();
                self.went_on();
            }
            Action::Again => self.forget(),
            Action::More => {
                self.session.more();
                self.went_on();
            }
            Action::Print => dom::print(),
            Action::Change(step) => {
                self.session.change(step);
                self.went_on();
            }
        }
    }

    /// The browser went to another entry of its history.
    fn moved(&mut self, event: &Event) {
        let Some(state) = dom::kept_in(event) else {
            // A link within the page made this entry; the checker has not moved.
            dom::keep(&self.session.state());
            return;
        };
        let same_screen = self.session.depth_of(&state) == Some(self.session.depth());
        if self.going_back && same_screen {
            dom::go_back();
        } else {
            self.going_back = false;
            self.session.visit(&state);
            self.arrived();
        }
    }

    /// The session has moved on: that is a new entry of the history.
    fn went_on(&mut self) {
        self.session.deepen();
        dom::keep_new(&self.session.state());
        self.show();
    }

    /// The session is where the history's current entry now has it.
    fn arrived(&mut self) {
        dom::keep(&self.session.state());
        self.show();
    }

    fn show(&self) {
        self.draw(None);
        self.mount.focus("#ck-heading");
    }

    fn draw(&self, attempt: Option<Attempt<'_>>) {
        let drawn = view::draw(&self.session, &self.mount.root(), attempt);
        self.mount.fill(&drawn.markup);
        let mut title = drawn.title;
        title.push_str(" · ");
        title.push_str(&self.title);
        self.mount.set_title(&title);
    }
}
