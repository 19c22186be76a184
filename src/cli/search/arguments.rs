//! What is typed after `folio search`.

use std::ffi::OsString;

use clap::Args;

use crate::cli::arguments::Colour;
use crate::search::{Query, Way};

const AFTER_HELP: &str = "\
Quotation marks of all kinds are one, and so are dashes, blanks and line ends; capitals and accents are, until
one is typed. Words are found across the ends of lines and the markup between them. What a file has nowhere as
it was typed is found in it with capitals and marks aside: \"mr darcy\" as Mr. Darcy, dont as don’t; --exact does not.

Exit status: 0 if something was found, 1 if nothing was, 2 if a file could not be looked through.";

#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(in crate::cli) struct Search {
    /// What to look for: words as one remembers them, in one line or over several
    #[arg(value_name = "PATTERN")]
    pattern: String,
    #[command(flatten)]
    pub meaning: Meaning,
    #[command(flatten)]
    pub place: Place,
    #[command(flatten)]
    pub answer: Answer,
    /// Characters shown on either side of a match [default: what fits, or 40 where there is no terminal]
    #[arg(short = 'C', long, value_name = "N", value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub context: Option<u16>,
    #[command(flatten)]
    pub colour: Colour,
}

/// How the pattern is meant.
#[derive(Debug, Args)]
pub(in crate::cli) struct Meaning {
    /// PATTERN is a regular expression, within a paragraph
    #[arg(short = 'E', long)]
    regex: bool,
    /// PATTERN stands in the text exactly so
    #[arg(short = 'F', long, conflicts_with = "regex")]
    exact: bool,
    /// A match does not begin or end inside a word
    #[arg(short, long)]
    whole_words: bool,
}

/// Where it is looked for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Place {
    /// Files to look through, or - for standard input; without any what is piped in, else the embedded essay
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    /// Look through folders, and all texts in them; without FILE through this folder
    #[arg(short, long)]
    pub recursive: bool,
    /// Look through every book that folio has read, the last one first
    #[arg(long, conflicts_with_all = ["files", "recursive"])]
    pub library: bool,
    /// Of saved web pages, all of them and not their articles alone
    #[arg(long)]
    pub whole_page: bool,
}

/// What is said of what was found; nothing of this: a line each.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(in crate::cli) struct Answer {
    /// One JSON object a match, and a last one that counts
    #[arg(long)]
    pub json: bool,
    /// How many matches a file has
    #[arg(short, long)]
    pub count: bool,
    /// The names of the files that have one
    #[arg(short = 'l', long = "files-with-matches", alias = "files")]
    pub names: bool,
    /// Nothing: the exit status tells whether there is one
    #[arg(short, long)]
    pub quiet: bool,
}

impl Search {
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
