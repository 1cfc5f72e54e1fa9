//! The words that no page says: the theme's, with those that the guide replaces.

use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::words::Words as CheckerWords;
use serde::Deserialize;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::suggest;
use crate::toml_source::{self, span_of};

/// The words of the pages, and those of the checker.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// By key, for templates.
    pub theme: BTreeMap<String, String>,
    /// By key, for the plan and the diary.
    pub days: BTreeMap<String, String>,
    /// For the checker.
    pub checker: CheckerWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: BTreeMap<String, String>,
    #[serde(default)]
    days: BTreeMap<String, String>,
    checker: BTreeMap<String, String>,
}

/// Reads a theme's words and puts the configuration's over them.
pub fn read(
    file: &Arc<SourceFile>,
    config_file: &Arc<SourceFile>,
    config: &Config,
) -> (Words, Vec<Diagnostic>) {
    let (read, mut out) = toml_source::parse_file::<File>(file);
    let Some(File {
        mut theme,
        mut days,
        mut checker,
    }) = read
    else {
        return (Words::default(), out);
    };
    for (key, text) in &config.words {
        let name = key.get_ref();
        let tables = [&mut theme, &mut days, &mut checker];
        if let Some(word) = (tables.into_iter()).find_map(|table| table.get_mut(name)) {
            word.clone_from(text);
            continue;
        }
        let known = [&theme, &days, &checker]
            .into_iter()
            .flat_map(|table| table.keys());
        let known = known.map(String::as_str);
        let mut diagnostic = Diagnostic::at(
            code::BAD_KEY,
            span_of(config_file, key),
            format!("unknown word `{name}`"),
        )
        .label("not a word of the theme");
        diagnostic.help =
            suggest::nearest(name, known).map(|near| format!("did you mean `{near}`?"));
        out.push(diagnostic);
    }
    let checker = checker.into_iter();
    let words: toml::Table = checker
        .map(|(key, word)| (key, toml::Value::String(word)))
        .collect();
    match words.try_into() {
        Ok(checker) => {
            let words = Words {
                theme,
                days,
                checker,
            };
            (words, out)
        }
        Err(error) => {
            out.push(Diagnostic::about(
                code::BAD_KEY,
                file.path.clone(),
                format!("the words of the checker: {}", error.message()),
            ));
            (
                Words {
                    theme,
                    days,
                    ..Words::default()
                },
                out,
            )
        }
    }
}
