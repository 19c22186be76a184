//! The command line: arguments as typed, and what they ask for.
//!
//! Scripts rely on it: nothing but the asked-for output goes to standard output, what could not be done
//! is one line on standard error with exit status 2, and a closed pipe is success.

mod abreast;
mod advice;
mod arguments;
mod bookmarks;
mod form;
mod given;
mod inspect;
mod library;
mod open;
mod part;
mod print;
mod search;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::app::{Keeping, Start};
use crate::config::Config;
use crate::document::sanitized;
use crate::format::PageExtent;
use crate::reader::Percent;
use crate::search::Quoted;
use crate::store::{Store, StoreError};
use crate::text::Cells;
use crate::tui::{self, Ended, Reading};
use arguments::{Asked, Print, Verb};

pub use open::{OpenError, open_document};

/// What could not be done, in a line.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the output: {0}")]
    Output(#[source] io::Error),
    #[error("the terminal: {0}")]
    Terminal(#[source] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    Usage(String),
}

/// Status of what could not be done.
const FAILED: u8 = 2;

/// Runs the program.
pub(super) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let asked = match arguments::understood(&typed) {
        Ok(asked) => asked,
        Err(wrong) => {
            complain(&advice::advice(&typed, &wrong));
            return ExitCode::from(FAILED);
        }
    };
    match carry_out(asked) {
        Ok(status) => status,
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}

/// A line on standard error. A file's name may hold anything; a line is a line.
fn complain(why: &str) {
    let _ = writeln!(io::stderr(), "folio: {}", sanitized(why));
}

/// Names what could not be read of what is remembered. Answers whether no more than lines are missing.
fn complain_of(problems: &[StoreError]) -> bool {
    for problem in problems {
        complain(&problem.to_string());
    }
    problems.iter().all(StoreError::is_partial)
}

/// The status of something that was done in whole or not.
fn status(is_whole: bool) -> ExitCode {
    if is_whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}

fn carry_out(asked: Asked) -> Result<ExitCode, CliError> {
    match asked {
        Asked::Verb(Verb::Print(print)) => print::print(&print),
        Asked::Verb(Verb::Inspect(inspect)) => inspect::inspect(&inspect),
        Asked::Verb(Verb::Search(search)) => search::search(&search),
        Asked::Verb(Verb::Bookmarks(wish)) => bookmarks::bookmarks(&wish),
        Asked::Verb(Verb::Library(wish)) => library::library(&wish),
        Asked::Telling(text) => {
            let told = io::stdout().write_all(text.as_bytes());
            told.map(|()| ExitCode::SUCCESS).map_err(CliError::Output)
        }
        Asked::Reading(reading) if reading.at.is_some() && !io::stdout().is_terminal() => {
            let why =
                "--at: there is no terminal to read at, and folio print begins at the beginning";
            Err(CliError::Usage(why.to_owned()))
        }
        Asked::Reading(reading) if !io::stdout().is_terminal() => print::print(&Print {
            file: reading.file,
            width: reading.width,
            whole_page: reading.whole_page,
            ..Print::default()
        }),
        Asked::Reading(reading) => read(&reading),
    }
}

/// How much of a saved web page is asked for.
fn page_extent(whole: bool) -> PageExtent {
    if whole {
        PageExtent::Whole
    } else {
        PageExtent::Article
    }
}

/// Reads at the terminal.
fn read(arguments: &arguments::Reading) -> Result<ExitCode, CliError> {
    let at = arguments.at.as_deref().map(parse_place).transpose()?;
    let (mut config, problem) = Config::load();
    if let Some(width) = arguments.width {
        let typography = &mut config.settings.typography;
        *typography = typography.with_measure(Cells(width.into()));
    }
    let (store, keeping) = match Store::open_default() {
        Ok(store) => (store, Keeping::Yes),
        Err(error) => (Store::nowhere(), Keeping::No(error.to_string())),
    };
    let file = arguments.file.as_deref();
    let part = file
        .filter(|_| at.is_none())
        .and_then(|file| part::part(file, &store, &keeping));
    let mut opened = match part {
        Some(opened) => opened,
        None => {
            let (document, source) = open_document(file, page_extent(arguments.whole_page))?;
            open::remembered(document, source, &store, keeping)
        }
    };
    if file.is_none() && open::is_stdin_given() {
        let piped = "this is the essay; what is piped in is read by `folio -`";
        opened.problem.get_or_insert_with(|| piped.to_owned());
    }
    if at.is_some() {
        opened.at = at;
    }
    if let Some(problem) = problem {
        opened
            .problem
            .get_or_insert_with(|| sanitized(&problem.to_string()));
    }
    let reading = Reading {
        whole: open::open_for_reading,
        part: part::read,
    };
    let ended = tui::run(opened, config, store, reading).map_err(CliError::Terminal)?;
    Ok(match ended {
        Ended::Quit => ExitCode::SUCCESS,
        // As a shell says it of a program that a signal ended.
        Ended::Signal(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(FAILED)),
    })
}

/// Reads a place: `40%`, `62.5%`, `12`, `#3`, or the words that stand there, with or without `40%` before them.
fn parse_place(text: &str) -> Result<Start, CliError> {
    let number = |digits: &str| -> Result<u32, CliError> {
        digits.trim().parse().map_err(|_| {
            CliError::Usage(format!(
                "--at {text}: not a place; write 40%, a page, #3 for a section, or \"its words\""
            ))
        })
    };
    if let Some(percent) = text.strip_suffix('%').and_then(Percent::parse) {
        return Ok(Start::Percent(percent));
    }
    if let Some(section) = text.strip_prefix('#') {
        return Ok(Start::Section(number(section)? as usize));
    }
    if text.trim().bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Start::Page(number(text)?));
    }
    Ok(Start::Quotation(Quoted::parse(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_percentage_a_page_a_section_or_words() {
        let percent = |typed| Percent::parse(typed).map(Start::Percent);
        let words = |words: &str, near| {
            let words = words.to_owned();
            Some(Start::Quotation(Quoted { words, near }))
        };
        for (typed, place) in [
            ("40%", percent("40")),
            ("62.5%", percent("62.5")),
            (" 62.5 %", percent("62.5")),
            ("400%", percent("400")),
            ("12", Some(Start::Page(12))),
            ("#3", Some(Start::Section(3))),
            ("62.5%\"And so\"", words("And so", Some(0.625))),
            ("half of 62.5%", words("half of 62.5%", None)),
            ("-5%", words("-5%", None)),
            ("#x", None),
        ] {
            assert_eq!(parse_place(typed).ok(), place, "{typed}");
        }
    }
}
