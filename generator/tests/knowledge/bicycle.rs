//! A small checker that has nothing wrong with it, to be broken on purpose.

use std::collections::BTreeMap;
use std::sync::Arc;

use checker_engine::knowledge::Contact;
use checker_engine::words::Words;
use guideway::diagnostic::{Diagnostic, SourceFile};
use guideway::knowledge::{Compiled, Input, PageFacts, compile, facts};
use guideway::toml_source;
use serde::Deserialize;
use serde_spanned::Spanned;

const QUESTIONS: &str = r#"
[[screen]]
id = "danger"
title = "Is any of this true?"

[[question]]
id = "frame-cracked"
screen = "danger"
text = "There is a crack in the frame"
short = "A crack in the frame"
unsure = "same-day"

[[question]]
id = "brake-fails"
screen = "danger"
text = "A brake does not hold"

[[question]]
id = "when"
kind = "many"
text = "When does it creak?"
short = "When it creaks"
reassuring = "never"
answers = [
  { id = "pedalling", label = "When I pedal" },
  { id = "standing", label = "When I stand up" },
  { id = "never", label = "Never" },
]

[[question]]
id = "chain"
kind = "one"
applies = "when is pedalling"
text = "How does the chain look?"
answers = [
  { id = "dry", label = "Dry" },
  { id = "oiled", label = "Oiled" },
]

[[question]]
id = "age"
kind = "number"
text = "How old is the bike?"
unit = "years"
min = 0
max = 90
cuts = [2, 10]
"#;

const RED_FLAGS: &str = r#"
[rules]
unsafe-now = "frame-cracked is yes or brake-fails is yes"

[[flag]]
id = "brake"
level = "same-day"
when = "brake-fails is yes"
because = "A brake does not hold."
may_mean = "A worn cable."
page = "stop.md#brakes"
sources = ["manual"]

[[flag]]
id = "frame"
level = "emergency"
when = "frame-cracked is yes and unsafe-now"
because = "The frame is cracked."

[[flag]]
id = "dry-and-standing"
level = "within-days"
when = "when is standing and chain is dry"
because = "The chain may break."

[[flag]]
id = "standing"
level = "routine"
when = "when is standing"
because = "It creaks when you stand."
"#;

const REASONING: &str = r#"
guide = "bike"
safety_net = "When in doubt, walk."
unreviewed = "No mechanic has read this."

[[level]]
id = "self-care"
title = "Mend it yourself"
action = "Take your time."

[[level]]
id = "routine"
title = "Visit a workshop"
action = "Any day will do."

[[level]]
id = "within-days"
title = "Visit a workshop this week"
action = "Ride gently."

[[level]]
id = "same-day"
title = "Do not ride"
action = "Have it mended first."
contacts = ["workshop"]

[[level]]
id = "emergency"
title = "Get off"
action = "Walk."

[[stage]]
id = "now"
title = "Now"

[[stage]]
id = "later"
title = "Later"

[evidence.supported]
label = "Tested"
says = "Somebody measured it."
[evidence.mixed]
label = "Mixed"
says = "Some say yes, some no."
[evidence.weak]
label = "Hearsay"
says = "Everybody says so."
[evidence.contradicted]
label = "A myth"
says = "It was tried, and it is not so."

[strengths]
more-likely = { lr = 4.0, why = "Typical." }
less-likely = { lr = 0.5, why = "Not typical." }

[priors]
common = { odds = "1:3", why = "Every fourth creak." }
rare = { odds = "1:99", why = "Hardly ever." }

[bands]
likely = { odds = "1:1", why = "More likely than not." }
possible = { odds = "1:4", why = "One in five." }
strong = { lr = 4.0, why = "" }
moderate = { lr = 2.0, why = "" }
most = 3
"#;

const DRY_CHAIN: &str = r#"+++
title = "A dry chain"
description = "Metal on metal."
[cause]
kind = "contributor"
prior = "common"
evidence = "supported"
treatments = ["oil-chain"]
applies = "age >= 2"
danger = { level = "routine", odds = "9:1" }
[[cause.finding]]
question = "chain"
answer = "dry"
weight = "more-likely"
[[cause.finding]]
question = "when"
answers = ["pedalling", "standing"]
lr = 2.5
sources = ["manual"]
group = "load"
+++
Oil helps.
"#;

const COLOUR: &str = r#"+++
title = "The colour"
description = "Red bikes creak, they say."
[cause]
kind = "contributor"
prior = "common"
evidence = "contradicted"
[[cause.finding]]
question = "age"
answer = "10-or-more"
weight = "less-likely"
+++
"#;

const OIL_CHAIN: &str = r#"+++
title = "Oil the chain"
description = "A drop on every link."
[treatment]
stage = "now"
evidence = "supported"
forbid = "unsafe-now"
[treatment.programme]
every = 2
good = { sessions = 2, most = 3 }
stages = [{ title = "One drop a link" }, { title = "Wipe", how = "With a rag." }]
+++
"#;

const WASH: &str = r##"+++
title = "Wash the bike"
description = "With water and a sponge."
[treatment]
stage = "now"
evidence = "weak"
offer = "always"
activity = true
forbid = "unsafe-now"
[treatment.programme]
every = 7
from = 1
good = { sessions = 1, most = 2 }
flare = { from = 4, back = 1 }
ready = "The chain is oiled."
after = { treatment = "oil-chain", stage = 2 }
stages = [{ title = "Rinse", exercises = [{ link = "#rinse", how = "once" }, { link = "oil-chain.md#rinse" }] }]
+++
"##;

const SCENARIO: &str = r#"
title = "A dry chain on an old bike"
[answers]
when = ["pedalling"]
chain = "dry"
age = 12
"*" = "reassuring"
[expect]
level = "self-care"
listed = ["dry-chain"]
treatments = ["oil-chain", "wash"]
"#;

const DIARY: &str = r#"
day = "How it squeaked today"
morning = "How it squeaked this morning"
none = "silent"
worst = "unbearable"
reminder = "Look at the brakes."
together = 7
holds = 14

[[sign]]
id = "grinding"
text = "It ground"

[[sign]]
id = "smoke"
text = "It smoked"

[[stop]]
signs = ["grinding", "smoke"]
level = "same-day"
because = "It ground and smoked."
review = true

[[stop]]
scale = "day"
at-least = 8
level = "emergency"
because = "It squeaked very much."
sources = ["manual"]

[[stop]]
scale = "morning"
rises = 3
level = "routine"
because = "It gets worse."
"#;

/// The files of a project, by path relative to `content/`.
pub(crate) struct Project(BTreeMap<String, String>);

impl Project {
    /// The one with nothing wrong.
    pub(crate) fn new() -> Self {
        let files = [
            ("checker/questions.toml", QUESTIONS),
            ("checker/red-flags.toml", RED_FLAGS),
            ("checker/reasoning.toml", REASONING),
            ("checker/diary.toml", DIARY),
            ("checker/scenarios/dry.toml", SCENARIO),
            ("causes/colour.md", COLOUR),
            ("causes/dry-chain.md", DRY_CHAIN),
            ("fixes/oil-chain.md", OIL_CHAIN),
            ("fixes/wash.md", WASH),
        ];
        Self(
            files
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .into(),
        )
    }

    /// The same with a part of a file replaced.
    pub(crate) fn with(mut self, path: &str, old: &str, new: &str) -> Self {
        let text = self.0.get_mut(path).expect("a file of the project");
        assert!(text.contains(old), "{path} does not contain {old:?}");
        *text = text.replacen(old, new, 1);
        self
    }

    /// The same with another file, or with a file replaced.
    pub(crate) fn with_file(mut self, path: &str, text: &str) -> Self {
        self.0.insert(path.to_owned(), text.to_owned());
        self
    }

    /// The same without a file.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.0.remove(path);
        self
    }

    /// Compiles it.
    pub(crate) fn compile(&self) -> (Option<Compiled>, Vec<Diagnostic>) {
        compile(&self.input())
    }

    /// What it is compiled from.
    pub(crate) fn input(&self) -> Input {
        let file = |path: &str| self.0.get(path).map(|text| source(path, text));
        let below = |folder: &'static str| {
            self.0
                .iter()
                .filter(move |(path, _)| path.starts_with(folder))
        };
        let pages = self
            .0
            .iter()
            .filter(|(path, _)| path.starts_with("causes/") || path.starts_with("fixes/"));
        Input {
            questions: file("checker/questions.toml"),
            red_flags: file("checker/red-flags.toml"),
            reasoning: file("checker/reasoning.toml"),
            diary: file("checker/diary.toml"),
            scenarios: below("checker/scenarios/")
                .map(|(path, text)| source(path, text))
                .collect(),
            pages: pages.map(|(path, text)| page(source(path, text))).collect(),
            sources: ["manual", "survey"].map(str::to_owned).into(),
            urls: [("stop.md".to_owned(), "stop.html".to_owned())].into(),
            contacts: [(
                "workshop".to_owned(),
                vec![Contact {
                    label: "Call".into(),
                    number: "1".into(),
                }],
            )]
            .into(),
            words: Words {
                yes: "Yes".into(),
                no: "No".into(),
                ..Words::default()
            },
            reviewed: false,
        }
    }
}

fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile {
        path: path.into(),
        text: text.to_owned(),
    })
}

#[derive(Deserialize)]
struct FrontMatter {
    title: String,
    #[serde(default)]
    description: String,
    cause: Option<Spanned<facts::Cause>>,
    treatment: Option<Spanned<facts::Treatment>>,
}

fn page(file: Arc<SourceFile>) -> PageFacts {
    let end = file.text.rfind("+++").expect("front matter");
    let (front_matter, diagnostics) = toml_source::parse::<FrontMatter>(&file, 3..end);
    let front_matter = front_matter.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    let id = file.path.file_stem().expect("a file name").to_owned();
    PageFacts {
        path: file.path.as_str().into(),
        headings: vec![("rinse".into(), "Rinse it".into())],
        url: format!("{id}.html"),
        id,
        file,
        title: front_matter.title,
        description: front_matter.description,
        cause: front_matter.cause,
        treatment: front_matter.treatment,
    }
}
