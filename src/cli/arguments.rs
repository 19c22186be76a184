//! What is typed after `folio`.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::bookmarks::Bookmarks;
use super::search::Search;

/// An e-reader for the terminal. Without FILE it opens the essay that is embedded in it.
#[derive(Debug, Parser)]
#[command(
    name = "folio",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "In the reader, ? lists the keys and q quits. \
                  A file that bears a verb's name is given as ./print."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<OsString>,
    /// The longest a line may be, in cells [default: 66; never wider than the terminal]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub width: Option<u32>,
    /// Where to begin: 40%, a page such as 12, a section such as #3, "its words", or, of several places with
    /// these words the one nearest to there, 40%"its words"
    #[arg(long, value_name = "PLACE")]
    pub at: Option<String>,
    /// Of a saved web page, all of it and not its article alone
    #[arg(long)]
    pub whole_page: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Typeset a text to standard output
    Print(Print),
    /// Say what folio understood of a file, and what was wrong with it
    Inspect(Inspect),
    /// Find words in texts, however their lines, quotation marks and capitals are
    Search(Search),
    /// Give bookmarks, highlights and notes to others, or take them over
    Bookmarks(Bookmarks),
    /// List the books that were read, the last one first
    Library(LibraryWish),
}

#[derive(Debug, Default, Args)]
pub(super) struct Print {
    /// A file, or - for standard input; without it the embedded essay
    #[arg(value_name = "FILE")]
    pub file: Option<OsString>,
    /// The longest a line may be, in cells [default: 66]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub width: Option<u32>,
    /// Fill lines to the measure
    #[arg(long)]
    pub justify: bool,
    /// Divide no words
    #[arg(long)]
    pub no_hyphens: bool,
    #[command(flatten)]
    pub colour: Colour,
    /// One block a line, not typeset: the text as folio understood it
    #[arg(long)]
    pub unwrapped: bool,
    /// Of a saved web page, all of it and not its article alone
    #[arg(long)]
    pub whole_page: bool,
}

/// Whether colours and the like are in the output.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Colour {
    /// Whether to show emphasis and matches by the terminal's means: auto (on a terminal), always or never
    #[arg(
        long,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = true
    )]
    color: When,
}

/// When to do something that only a terminal understands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Whether they are; `NO_COLOR` is heeded where nothing else was asked for.
    pub fn is_on(self, is_terminal: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none(),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// A file, or - for standard input; without it the embedded essay
    #[arg(value_name = "FILE")]
    pub file: Option<OsString>,
    /// As one JSON object
    #[arg(long)]
    pub json: bool,
    /// Of a saved web page, all of it and not its article alone
    #[arg(long)]
    pub whole_page: bool,
}

#[derive(Debug, Args)]
pub(super) struct LibraryWish {
    /// As JSON, an object a line
    #[arg(long, conflicts_with_all = ["forget", "unforget"])]
    pub json: bool,
    /// List a book no more until it is read again; what is marked in it is kept. BOOK is its file, or the
    /// beginning of what --json calls "book"
    #[arg(long, value_name = "BOOK", conflicts_with = "unforget")]
    pub forget: Option<OsString>,
    /// List it again
    #[arg(long, value_name = "BOOK")]
    pub unforget: Option<OsString>,
}
