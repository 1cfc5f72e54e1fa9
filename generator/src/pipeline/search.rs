//! What can be searched: every page of text, and the checker's questions.

use super::Guide;
use super::render::{CHECKER, REVIEW, SOURCES, WHOLE};
use crate::prose;
use crate::search::{Document, Part};
use crate::site::Page;

impl Guide<'_> {
    /// Everything that can be searched, in the order of the site.
    pub(super) fn documents(&self) -> Vec<Document> {
        // What only gathers what stands elsewhere would be found in its place.
        const GATHERED: [&str; 3] = [SOURCES, REVIEW, WHOLE];
        let pages = self.site.pages.iter();
        pages
            .filter(|page| !GATHERED.contains(&page.template().as_str()))
            .map(|page| {
                let mut document = document(page);
                self.title_of(page).clone_into(&mut document.title);
                if page.template() == CHECKER {
                    document.parts.extend(self.questions());
                }
                document
            })
            .collect()
    }

    fn questions(&self) -> Vec<Part> {
        let questions = self.knowledge.iter();
        questions
            .flat_map(|compiled| &compiled.knowledge.questions)
            .map(|question| {
                let answers = question.options.iter().map(|option| option.label.as_str());
                let answers: Vec<&str> = answers.collect();
                Part {
                    id: String::new(),
                    heading: question.text.clone(),
                    text: [&question.help, &question.why, &answers.join(". ")]
                        .map(String::as_str)
                        .join(" ")
                        .trim()
                        .to_owned(),
                }
            })
            .collect()
    }
}

fn document(page: &Page) -> Document {
    let mut parts = vec![Part::default()];
    for (id, heading) in crate::markdown::headings(page) {
        parts.push(Part {
            id,
            heading,
            text: String::new(),
        });
    }
    for passage in prose::passages(page) {
        let under = passage.heading.unwrap_or_default();
        let Some(part) = parts.iter_mut().find(|part| part.id == under) else {
            continue;
        };
        for sentence in passage.sentences {
            if !part.text.is_empty() {
                part.text.push(' ');
            }
            part.text.push_str(&sentence.text);
        }
    }
    Document {
        title: page.matter.title.clone(),
        url: page.url.clone(),
        description: page.matter.description.clone(),
        parts,
    }
}
