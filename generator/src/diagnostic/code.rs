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
    /// a page does not begin with front matter
    NO_FRONT_MATTER = "E0103";
    /// there is no `guideway.toml`
    NO_PROJECT = "E0104";
    /// a link leads to a file that is not there
    BROKEN_LINK = "E0201";
    /// a link leads to an anchor that is not on its page
    BROKEN_ANCHOR = "E0202";
    /// a link's address is of a kind that pages may not have
    FORBIDDEN_URL = "E0203";
    /// a citation names no source of the bibliography
    UNKNOWN_SOURCE = "E0204";
    /// no link leads to a page
    ORPHAN = "E0205";
    /// HTML that a page may not hold: inline scripts, styles and handlers, loads from other sites
    FORBIDDEN_HTML = "E0301";
    /// something would be loaded from outside the site
    FORBIDDEN_LOAD = "E0302";
    /// an image has no text alternative
    NO_ALTERNATIVE = "E0303";
    /// a page's text has a heading of the first rank, which is the title's
    SECOND_TITLE = "E0304";
    /// two elements of a page have the same id
    DUPLICATE_ANCHOR = "E0305";
    /// a page has no Content-Security-Policy
    NO_POLICY = "E0306";
    /// a template cannot be read or rendered
    TEMPLATE = "E0401";
    /// a file or folder cannot be read
    UNREADABLE = "E0501";
    /// a file that has to be text is not UTF-8, or its name is not
    NOT_UTF8 = "E0502";
    /// a symbolic link leads out of the project
    LINK_OUT = "E0503";
    /// a configured folder is not there
    NO_FOLDER = "E0504";
    /// a folder of pages has no index
    NO_INDEX = "E0505";
    /// a slug, alias or address cannot be one
    BAD_PATH = "E0506";
    /// two things would be the same file of the site
    DUPLICATE_PATH = "E0507";
    /// the output folder cannot be written
    UNWRITABLE = "E0508";
    /// the output folder holds files that we did not write
    FOREIGN_FOLDER = "E0509";
    /// a file that we did not write stands where one of ours has to go
    FOREIGN_FILE = "E0510";
    /// the guide has a checker and this binary carries none
    NO_CHECKER = "E0511";
    /// a TOML file of the content folder that nothing reads
    STRAY_FILE = "E0512";
    /// an id is not kebab-case, or is a word of the rule language
    BAD_ID = "E0601";
    /// two things of one kind have the same id
    DUPLICATE_ID = "E0602";
    /// an id names nothing
    UNKNOWN_ID = "E0603";
    /// a rule cannot be read
    BAD_RULE = "E0604";
    /// odds, a likelihood ratio or a band is not one
    BAD_RATIO = "E0605";
    /// the keys of a question do not fit together
    BAD_QUESTION = "E0606";
    /// more answers, items or screens than a reader or the checker can take
    TOO_MANY = "E0607";
    /// a question comes too late: a safety question after others, or one that a rule needs earlier
    BAD_ORDER = "E0608";
    /// the levels of urgency are not the five that there are, lowest first
    BAD_LEVELS = "E0609";
    /// the keys of a finding do not fit together
    BAD_FINDING = "E0610";
    /// one more alarming answer, or a reassuring one less, could lower the level
    NOT_MONOTONE = "E0611";
    /// no answers can ever bring it about
    UNREACHABLE = "E0612";
    /// a number is given without a source for it
    NO_SOURCE = "E0613";
    /// the checker lacks a part that it needs
    INCOMPLETE = "E0614";
    /// a question that bears on nothing
    UNUSED = "E0615";
    /// advice that could harm would be given
    HARMFUL = "E0616";
    /// a red flag that never sets the level, because a higher one always holds with it
    SHADOWED = "E0617";
    /// whether something holds for all answers could not be found out
    UNDECIDED = "E0618";
    /// a number is out of its bounds
    OUT_OF_BOUNDS = "E0619";
    /// the keys of a stop of the diary do not fit together
    BAD_STOP = "E0620";
    /// an answer of a scenario cannot be given
    BAD_SCENARIO = "E0701";
    /// a scenario does not come out as it says
    SCENARIO_FAILED = "E0702";
    /// a new guide was asked for in a folder that has something in it
    FOLDER_IN_USE = "E0801";
    /// the folder for a new guide cannot be read or written
    FOLDER_UNUSABLE = "E0802";
    /// the development server cannot start, or cannot watch for changes
    NO_SERVER = "E0803";
    /// a text is harder to read than the guide allows
    HARD_TO_READ = "E0901";
    /// a figure with neither a source nor the mark that it has none yet
    FIGURE_WITHOUT_SOURCE = "E0902";
    /// a page lacks a section that its kind has
    NO_SECTION = "E0903";
}
