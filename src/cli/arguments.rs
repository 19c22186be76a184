//! What is typed after `folio`.

use std::ffi::{OsStr, OsString};

use super::advice::Wrong;
use super::bookmarks::{self, Bookmarks};
use super::form::{Choice, Form, Operand, Times};
use super::given::{Given, Typed};
use super::search::{self, Search};

const READING: Form = Form {
    verb: "",
    about: "An e-reader for the terminal. Without FILE it opens the essay that is embedded in it",
    operands: &[Operand {
        name: "FILE",
        times: Times::AtMostOnce,
        help: "A file, or - for standard input",
    }],
    options: &[
        Choice::valued(
            "width",
            "N",
            "The longest a line may be, in cells [default: 66; never wider than the terminal]",
        )
        .short('w'),
        Choice::valued(
            "at",
            "PLACE",
            "Where to begin: 40%, a page such as 12, a section such as #3, \"its words\", or, of several places \
             with these words the one nearest to there, 40%\"its words\"",
        ),
        WHOLE_PAGE,
    ],
    more: "In the reader, ? lists the keys and q quits. A file that bears a verb's name is given as ./print.",
};

const WHOLE_PAGE: Choice = Choice::flag(
    "whole-page",
    "Of a saved web page, all of it and not its article alone",
);

/// A text to be read by a verb, if it is not the essay.
const TEXT: Operand = Operand {
    name: "FILE",
    times: Times::AtMostOnce,
    help: "A file, or - for standard input; without it the embedded essay",
};

const PRINT: Form = Form {
    verb: "print",
    about: "Typeset a text to standard output",
    operands: &[TEXT],
    options: &[
        Choice::valued(
            "width",
            "N",
            "The longest a line may be, in cells [default: 66]",
        )
        .short('w'),
        Choice::flag("justify", "Fill lines to the measure"),
        Choice::flag("no-hyphens", "Divide no words"),
        Colour::CHOICE,
        Choice::flag(
            "unwrapped",
            "One block a line, not typeset: the text as folio understood it",
        ),
        WHOLE_PAGE,
    ],
    more: "",
};

const INSPECT: Form = Form {
    verb: "inspect",
    about: "Say what folio understood of a file, and what was wrong with it",
    operands: &[TEXT],
    options: &[Choice::flag("json", "As one JSON object"), WHOLE_PAGE],
    more: "",
};

const LIBRARY: Form = Form {
    verb: "library",
    about: "List the books that were read, the last one first",
    operands: &[],
    options: &[
        Choice::flag("json", "As JSON, an object a line").not_with(&["forget", "unforget"]),
        Choice::valued(
            "forget",
            "BOOK",
            "List a book no more until it is read again; what is marked in it is kept. BOOK is its file, its title \
             or a part of it, or the beginning of what --json calls \"book\"; where several fit, they are named",
        )
        .not_with(&["unforget"]),
        Choice::valued("unforget", "BOOK", "List it again"),
    ],
    more: "",
};

/// What can be typed after each verb, in the order of the help.
static VERBS: [&Form; 5] = [&PRINT, &INSPECT, &search::FORM, &bookmarks::FORM, &LIBRARY];

/// The names of the verbs.
pub(super) fn verbs() -> impl Iterator<Item = &'static str> {
    VERBS.iter().map(|form| form.verb)
}

/// Whether a word is a verb.
pub(super) fn is_verb(word: &OsStr) -> bool {
    verbs().any(|verb| word == verb)
}

/// What can be typed after a verb, or, with an empty one, without any.
pub(super) fn form_of(verb: &str) -> Option<&'static Form> {
    static READ: &Form = &READING;
    let forms = [READ].into_iter().chain(VERBS);
    forms.into_iter().find(|form| form.verb == verb)
}

/// What is asked for.
#[derive(Debug)]
pub(super) enum Asked {
    Reading(Reading),
    Verb(Verb),
    /// To be printed: help, or the version.
    Telling(String),
}

/// How a text is read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub file: Option<OsString>,
    pub width: Option<u16>,
    pub at: Option<String>,
    pub whole_page: bool,
}

#[derive(Debug)]
pub(super) enum Verb {
    Print(Print),
    Inspect(Inspect),
    Search(Search),
    Bookmarks(Bookmarks),
    Library(LibraryWish),
}

/// What was typed, the program's name first.
///
/// # Errors
///
/// It makes no sense.
pub(super) fn understood(typed: &[OsString]) -> Result<Asked, Wrong> {
    let words = typed.get(1..).unwrap_or(&[]);
    let first = words.first().and_then(|word| word.to_str()).unwrap_or("");
    let rest = words.get(1..).unwrap_or(&[]);
    if first == "help" {
        return help(rest);
    }
    let form = form_of(first).filter(|form| !form.verb.is_empty());
    let (form, words) = form.map_or((&READING, words), |form| (form, rest));
    let given = match form.read(words)? {
        Typed::Given(given) => given,
        Typed::Help => return Ok(Asked::Telling(help_of(form))),
        Typed::Version => {
            let version = concat!("folio ", env!("CARGO_PKG_VERSION"), "\n");
            return Ok(Asked::Telling(version.to_owned()));
        }
    };
    Ok(match form.verb {
        "print" => Asked::Verb(Verb::Print(Print::of(given)?)),
        "inspect" => Asked::Verb(Verb::Inspect(Inspect::of(given))),
        "search" => Asked::Verb(Verb::Search(Search::of(given)?)),
        "bookmarks" => Asked::Verb(Verb::Bookmarks(Bookmarks::of(given))),
        "library" => Asked::Verb(Verb::Library(LibraryWish::of(given))),
        _ => Asked::Reading(Reading::of(given)?),
    })
}

/// `folio help` and `folio help print`.
fn help(words: &[OsString]) -> Result<Asked, Wrong> {
    let unknown = |word: &OsString| Wrong::NoVerb(word.to_string_lossy().into_owned());
    let form = match words {
        [] => &READING,
        [word] if ["help", "-h", "--help"].iter().any(|help| word == help) => &READING,
        [word] => word
            .to_str()
            .and_then(form_of)
            .ok_or_else(|| unknown(word))?,
        [_, more, ..] => return Err(Wrong::TooMany(more.to_string_lossy().into_owned())),
    };
    Ok(Asked::Telling(help_of(form)))
}

fn help_of(form: &Form) -> String {
    let verbs: &[&Form] = if form.verb.is_empty() { &VERBS } else { &[] };
    form.help(verbs)
}

/// The longest measure that can be asked for, in cells.
const WIDEST: u16 = 10_000;

impl Reading {
    fn of(mut given: Given) -> Result<Self, Wrong> {
        Ok(Self {
            width: given.number("width", 1..=WIDEST)?,
            at: given.text("at")?,
            whole_page: given.has("whole-page"),
            file: given.operand(),
        })
    }
}

#[derive(Debug, Default)]
pub(super) struct Print {
    pub file: Option<OsString>,
    pub width: Option<u16>,
    pub justify: bool,
    pub no_hyphens: bool,
    pub colour: Colour,
    pub unwrapped: bool,
    pub whole_page: bool,
}

impl Print {
    fn of(mut given: Given) -> Result<Self, Wrong> {
        Ok(Self {
            width: given.number("width", 1..=WIDEST)?,
            justify: given.has("justify"),
            no_hyphens: given.has("no-hyphens"),
            colour: Colour::of(&mut given)?,
            unwrapped: given.has("unwrapped"),
            whole_page: given.has("whole-page"),
            file: given.operand(),
        })
    }
}

/// Whether colours and the like are in the output.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Colour {
    when: When,
}

/// When to do something that only a terminal understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum When {
    /// On a terminal.
    #[default]
    Auto,
    Always,
    Never,
}

impl Colour {
    pub const CHOICE: Choice = Choice::valued(
        "color",
        "WHEN",
        "Whether to show emphasis and matches by the terminal's means: auto (on a terminal), always or never \
         [default: auto]",
    );

    pub fn of(given: &mut Given) -> Result<Self, Wrong> {
        let when = match given.text("color")?.as_deref() {
            None | Some("auto") => When::Auto,
            Some("always") => When::Always,
            Some("never") => When::Never,
            Some(other) => {
                let why = "it is auto, always or never";
                return Err(Wrong::value(other, "--color <WHEN>".to_owned(), why));
            }
        };
        Ok(Self { when })
    }

    /// Whether they are; `NO_COLOR` is heeded where nothing else was asked for.
    pub fn is_on(self, is_terminal: bool) -> bool {
        match self.when {
            When::Always => true,
            When::Never => false,
            When::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none(),
        }
    }
}

#[derive(Debug)]
pub(super) struct Inspect {
    pub file: Option<OsString>,
    pub json: bool,
    pub whole_page: bool,
}

impl Inspect {
    fn of(mut given: Given) -> Self {
        Self {
            json: given.has("json"),
            whole_page: given.has("whole-page"),
            file: given.operand(),
        }
    }
}

#[derive(Debug)]
pub(super) struct LibraryWish {
    pub json: bool,
    pub forget: Option<OsString>,
    pub unforget: Option<OsString>,
}

impl LibraryWish {
    fn of(mut given: Given) -> Self {
        Self {
            json: given.has("json"),
            forget: given.value("forget"),
            unforget: given.value("unforget"),
        }
    }
}
