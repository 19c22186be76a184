//! What is typed after `folio search`.

use std::ffi::OsString;

use crate::cli::advice::Wrong;
use crate::cli::arguments::Colour;
use crate::cli::form::{Choice, Form, OPERANDS, Operand, Times};
use crate::cli::given::Given;
use crate::search::{Query, Way};

pub(in crate::cli) const FORM: Form = Form {
    verb: "search",
    about: "Find words in texts, however their lines, quotation marks and capitals are",
    operands: &[
        Operand {
            name: "PATTERN",
            times: Times::Once,
            help: "What to look for: words as one remembers them, in one line or over several",
        },
        Operand {
            name: "FILE",
            times: Times::Any,
            help: "Files to look through, or - for standard input; without any what is piped in, else the \
                   embedded essay",
        },
    ],
    options: &[
        Choice::flag("regex", "PATTERN is a regular expression, within a paragraph").short('E'),
        Choice::flag("exact", "PATTERN stands in the text exactly so")
            .short('F')
            .not_with(&["regex"]),
        Choice::flag("whole-words", "A match does not begin or end inside a word").short('w'),
        Choice::flag(
            "recursive",
            "Look through folders, and all texts in them; without FILE through this folder",
        )
        .short('r'),
        Choice::flag(
            "library",
            "Look through every book that folio has read, the last one first",
        )
        .not_with(&[OPERANDS, "recursive"]),
        Choice::flag(
            "whole-page",
            "Of saved web pages, all of them and not their articles alone",
        ),
        Choice::flag("json", "One JSON object a match, and a last one that counts")
            .not_with(&["count", "files-with-matches", "quiet"]),
        Choice::flag("count", "How many matches a file has")
            .short('c')
            .not_with(&["files-with-matches", "quiet"]),
        Choice::flag("files-with-matches", "The names of the files that have one")
            .short('l')
            .also("files")
            .not_with(&["quiet"]),
        Choice::flag("quiet", "Nothing: the exit status tells whether there is one").short('q'),
        Choice::valued(
            "context",
            "N",
            "Characters shown on either side of a match [default: what fits, or 40 where there is no terminal]",
        )
        .short('C'),
        Colour::CHOICE,
    ],
    more: MORE,
};

const MORE: &str = "\
Quotation marks of all kinds are one, and so are dashes, blanks and line ends; capitals and accents are, until \
one is typed. Words are found across the ends of lines and the markup between them. What a file has nowhere as \
it was typed is found in it with capitals and marks aside: \"mr darcy\" as Mr. Darcy, dont as don’t; --exact does not.

Exit status: 0 if something was found, 1 if nothing was, 2 if a file could not be looked through.";

/// The widest context that can be asked for, in characters.
const WIDEST: u16 = 10_000;

#[derive(Debug)]
pub(in crate::cli) struct Search {
    pattern: String,
    pub meaning: Meaning,
    pub place: Place,
    pub answer: Answer,
    /// Characters on either side of a match.
    pub context: Option<u16>,
    pub colour: Colour,
}

/// How the pattern is meant.
#[derive(Debug)]
pub(in crate::cli) struct Meaning {
    regex: bool,
    exact: bool,
    whole_words: bool,
}

/// Where it is looked for.
#[derive(Debug)]
pub(in crate::cli) struct Place {
    pub files: Vec<OsString>,
    pub recursive: bool,
    pub library: bool,
    pub whole_page: bool,
}

/// What is said of what was found; nothing of this: a line each.
#[derive(Debug)]
pub(in crate::cli) struct Answer {
    pub json: bool,
    pub count: bool,
    pub names: bool,
    pub quiet: bool,
}

impl Search {
    pub(in crate::cli) fn of(mut given: Given) -> Result<Self, Wrong> {
        let pattern = given.operand().unwrap_or_default().into_string();
        let is_none = |pattern: OsString| {
            let why = "it is not UTF-8";
            Wrong::value(&pattern.to_string_lossy(), "<PATTERN>".to_owned(), why)
        };
        Ok(Self {
            pattern: pattern.map_err(is_none)?,
            meaning: Meaning {
                regex: given.has("regex"),
                exact: given.has("exact"),
                whole_words: given.has("whole-words"),
            },
            answer: Answer {
                json: given.has("json"),
                count: given.has("count"),
                names: given.has("files-with-matches"),
                quiet: given.has("quiet"),
            },
            context: given.number("context", 0..=WIDEST)?,
            colour: Colour::of(&mut given)?,
            place: Place {
                recursive: given.has("recursive"),
                library: given.has("library"),
                whole_page: given.has("whole-page"),
                files: given.operands(),
            },
        })
    }

    /// What is looked for. Signs around the pattern mean nothing here: a shell takes quotation marks, and
    /// options say how it is meant.
    pub(super) fn query(&self) -> Query {
        let way = match () {
            () if self.meaning.regex => Way::Regex,
            () if self.meaning.exact => Way::Exact,
            () => Way::Words,
        };
        Query {
            way,
            whole_words: self.meaning.whole_words,
            ..Query::new(&self.pattern)
        }
    }
}
