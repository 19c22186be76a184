//! What is typed after `folio`.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::bookmarks::Bookmarks;
use super::search::Search;

/// An e-reader for the terminal. Without FILE it opens the essay that is embedded in it.
#[derive(Debug, Default, Parser)]
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

impl Arguments {
    /// What was typed, the program's name first. Most often that is a file or nothing; all verbs and options need not
    /// be set up to understand it.
    pub fn of(typed: &[OsString]) -> Result<Self, clap::Error> {
        Self::plain(typed).map_or_else(|| Self::try_parse_from(typed), Ok)
    }

    /// Nothing or a file, if it is no more than that.
    fn plain(typed: &[OsString]) -> Option<Self> {
        let file = match typed {
            [_] => None,
            [_, file] => Some(file),
            _ => return None,
        };
        let is_more = |file: &OsString| {
            let says_more =
                |name: &str| name.starts_with('-') || name == "help" || Verb::has_subcommand(name);
            file.to_str().is_none_or(says_more)
        };
        let file = file.cloned();
        (!file.as_ref().is_some_and(is_more)).then(|| Self {
            file,
            ..Self::default()
        })
    }
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
    /// List a book no more until it is read again; what is marked in it is kept. BOOK is its file, its title
    /// or a part of it, or the beginning of what --json calls "book"; where several fit, they are named
    #[arg(long, value_name = "BOOK", conflicts_with = "unforget")]
    pub forget: Option<OsString>,
    /// List it again
    #[arg(long, value_name = "BOOK")]
    pub unforget: Option<OsString>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// What is understood, with and without all that can be typed being looked at.
    fn understood(typed: &[&str]) -> (Option<String>, Option<String>) {
        let typed: Vec<OsString> = std::iter::once("folio")
            .chain(typed.iter().copied())
            .map(Into::into)
            .collect();
        let plain = Arguments::plain(&typed).map(|plain| format!("{plain:?}"));
        let whole = Arguments::try_parse_from(&typed).ok();
        (plain, whole.map(|whole| format!("{whole:?}")))
    }

    #[test]
    fn a_file_or_nothing_is_understood_without_the_rest() {
        for typed in [
            &[][..],
            &["book.epub"],
            &[""],
            &["./print"],
            &["a-b"],
            &["prin"],
            &["書"],
        ] {
            let (plain, whole) = understood(typed);
            assert!(plain.is_some(), "{typed:?}");
            assert_eq!(plain, whole, "{typed:?}");
        }
    }

    #[test]
    fn what_may_be_more_is_left_to_the_rest() {
        for verb in Arguments::command().get_subcommands() {
            assert_eq!(understood(&[verb.get_name()]).0, None);
        }
        for typed in [
            &["help"][..],
            &["-"],
            &["--"],
            &["-V"],
            &["--help"],
            &["--", "-x"],
            &["a", "b"],
            &["-w", "50"],
        ] {
            assert_eq!(understood(typed).0, None, "{typed:?}");
        }
    }
}
