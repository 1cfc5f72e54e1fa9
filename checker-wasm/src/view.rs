//! What the reader sees, as markup: a function of the session, without a browser.
//!
//! Everything is one string that replaces what was in the mount; the module `dom` puts it there. The
//! classes are those that `themes/guideway/assets/checker.css` lists at its top. Three attributes
//! are for the code alone: the values of inputs are [`Tick`]s, `data-ck` is what a button does
//! ([`crate::Action`]), and `#ck-heading` and `#ck-error` take the focus.
//!
//! [`Tick`]: crate::session::Tick

use alloc::string::String;

use checker_engine::knowledge::Knowledge;
use checker_engine::order::{self, Step};
use checker_engine::words::Words;

use crate::number;
use crate::session::{Form, Mistake, Place, Session};

mod advice;
mod causes;
mod markup;
mod question;
mod result;
mod screen;
mod summary;
#[cfg(test)]
mod tests;

use markup::Markup;

/// What is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The mount's new content.
    pub markup: String,
    /// What the screen is about, for the window's title.
    pub title: String,
}

/// A form that could not be taken, to be shown again as it was entered.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// What was entered.
    pub form: &'a Form,
    /// What is wrong with it.
    pub mistake: Mistake,
}

/// Draws where the session is. `root` leads from the page to the root of the site.
pub fn draw(session: &Session, root: &str, attempt: Option<Attempt<'_>>) -> Drawn {
    let view = View {
        session,
        knowledge: session.knowledge(),
        words: &session.knowledge().words,
        root,
    };
    let mut out = Markup::default();
    let title = match session.place() {
        Place::Step(step) => view.step(&mut out, step, attempt),
        Place::Result => {
            result::draw(&view, &mut out);
            &view.words.result
        }
    };
    Drawn {
        markup: out.into(),
        title: title.into(),
    }
}

struct View<'a> {
    session: &'a Session,
    knowledge: &'a Knowledge,
    words: &'a Words,
    root: &'a str,
}

impl<'a> View<'a> {
    /// The frame of every step: progress, form, fieldset, error, buttons.
    fn step(&self, out: &mut Markup, step: Step, attempt: Option<Attempt<'_>>) -> &'a str {
        let filled;
        let form = if let Some(attempt) = attempt {
            attempt.form
        } else {
            let number = match step {
                Step::Question(question) => self.session.number(question),
                Step::Screen(_) => None,
            };
            filled = Form::filled(self.knowledge, &self.session.findings(), step, number);
            &filled
        };
        let (place, total) = self.session.progress();
        out.raw("<p class=\"ck-progress\">");
        let numbers = [("n", count(place)), ("total", count(total))];
        out.filled(&self.words.progress, &numbers);
        out.raw("</p><form class=\"ck-question\" novalidate><fieldset");
        if attempt.is_some() {
            out.raw(" aria-describedby=\"ck-error\"");
        }
        out.raw("><legend><h2 class=\"ck-heading\" id=\"ck-heading\" tabindex=\"-1\">");
        let (title, help, why) = self.texts(step);
        out.text(title).raw("</h2></legend>");
        self.explain(out, help, why);
        if let Some(attempt) = attempt {
            self.error(out, attempt.mistake);
        }
        match step {
            Step::Screen(_) => {
                out.raw("<div class=\"ck-options\">");
                screen::draw(self, out, step, form);
                out.raw("</div></fieldset>");
            }
            Step::Question(_) => {
                for item in order::items(self.knowledge, &self.session.findings(), step) {
                    question::draw(self, out, item, form, attempt.is_some());
                    out.raw("</fieldset>");
                }
            }
        }
        self.actions(out, step);
        out.raw("</form>");
        title
    }

    /// How to answer, and why it is asked.
    fn explain(&self, out: &mut Markup, help: &str, why: &str) {
        if !help.is_empty() {
            out.raw("<p class=\"ck-help\">").text(help).raw("</p>");
        }
        if !why.is_empty() {
            out.raw("<details class=\"ck-why\"><summary>")
                .text(&self.words.why_we_ask)
                .raw("</summary><p>")
                .text(why)
                .raw("</p></details>");
        }
    }

    /// What a step asks, how to answer, and why.
    fn texts(&self, step: Step) -> (&'a str, &'a str, &'a str) {
        match step {
            Step::Screen(index) => match self.knowledge.screens.get(usize::from(index)) {
                Some(screen) => (&screen.title, &screen.help, ""),
                None => ("", "", ""),
            },
            Step::Question(index) => match self.knowledge.question(index) {
                Some(question) => (&question.text, &question.help, &question.why),
                None => ("", "", ""),
            },
        }
    }

    fn error(&self, out: &mut Markup, mistake: Mistake) {
        out.raw("<p class=\"ck-error\" id=\"ck-error\" tabindex=\"-1\">");
        match mistake {
            Mistake::NothingChosen => out.text(&self.words.choose_one),
            Mistake::NothingTicked => out.text(&self.words.choose_or_none),
            Mistake::NotInRange { min, max } => {
                let numbers = [("min", number::signed(min)), ("max", number::signed(max))];
                out.filled(&self.words.number_range, &numbers)
            }
        };
        out.raw("</p>");
    }

    fn actions(&self, out: &mut Markup, step: Step) {
        out.raw("<div class=\"ck-actions\"><button class=\"ck-button\" type=\"submit\">")
            .text(&self.words.next)
            .raw("</button>");
        let skips = matches!(step, Step::Question(question) if self.session.can_skip(question));
        if skips {
            out.raw("<button class=\"ck-link-button\" type=\"button\" data-ck=\"skip\">")
                .text(&self.words.skip)
                .raw("</button>");
        }
        self.leave(out);
        out.raw("</div>");
    }

    /// The buttons that leave a place.
    fn leave(&self, out: &mut Markup) {
        if self.session.can_go_back() {
            out.raw("<button class=\"ck-button-secondary\" type=\"button\" data-ck=\"back\">")
                .text(&self.words.back)
                .raw("</button>");
            out.raw("<button class=\"ck-link-button\" type=\"button\" data-ck=\"again\">")
                .text(&self.words.start_again)
                .raw("</button>");
        }
    }

    /// A link to a page of the site.
    fn link(&self, out: &mut Markup, url: &str, text: &str) {
        if url.is_empty() {
            out.text(text);
        } else {
            out.raw("<a href=\"").text(self.root).text(url).raw("\">");
            out.text(text).raw("</a>");
        }
    }

    /// How far research supports something.
    fn evidence(&self, out: &mut Markup, evidence: checker_engine::knowledge::Evidence) {
        let names = ["supported", "mixed", "weak", "contradicted"];
        let grade = evidence as usize;
        if let (Some(name), Some(words)) = (names.get(grade), self.knowledge.evidence.get(grade)) {
            out.raw("<span class=\"ck-evidence\" data-evidence=\"")
                .raw(name)
                .raw("\">")
                .text(&words.label)
                .raw("</span>");
        }
    }
}

fn count(count: usize) -> String {
    let mut text = String::new();
    number::push(&mut text, u32::try_from(count).unwrap_or(u32::MAX));
    text
}
