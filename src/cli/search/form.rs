//! What is said of the matches in a file: lines for people, objects for programs, or a count.

use std::fmt::Write;

use serde::Serialize;

use super::lines::{Layout, Lines, Trail};
use super::pieces::{Likeness, Pieces, Unread};
use crate::document::{Document, is_drawable, sanitized};
use crate::search::Surroundings;
use crate::text::TextRange;

/// A file that is looked through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Book<'b> {
    /// What it is called.
    pub name: &'b str,
    pub document: &'b Document,
}

/// What is said of the matches in a file.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A line each.
    Lines(Lines),
    /// A JSON object each.
    Json {
        /// Characters on either side.
        context: usize,
    },
    /// How many there are, also where there are none.
    Count {
        /// Whether the file is named.
        is_named: bool,
    },
    /// The name of the file, if it has any.
    Name,
    /// Nothing.
    Nothing,
}

/// The object that `--json` prints for a match; its form is a promise to scripts.
#[derive(Debug, Serialize)]
struct MatchReport<'m> {
    file: &'m str,
    /// Bytes from the beginning of the document's text.
    offset: usize,
    /// The titles that lead to its section.
    section: Option<String>,
    before: String,
    exact: String,
    after: String,
}

/// The last object that `--json` prints.
#[derive(Debug, Default, Serialize)]
pub(super) struct Total {
    pub matches: usize,
    /// Files that were looked through, with matches or without.
    pub files: usize,
}

impl Form {
    /// Whether what is said of one file is set apart from the next.
    pub fn is_spaced(&self) -> bool {
        matches!(self, Self::Lines(lines) if matches!(lines.layout, Layout::Headed { .. }))
    }

    /// Whether a first match is as good as all.
    pub fn wants_one(&self) -> bool {
        matches!(self, Self::Name | Self::Nothing)
    }
}

/// What is said of one file, as its matches come.
#[derive(Debug)]
pub(super) struct Telling<'t> {
    form: &'t Form,
    book: Book<'t>,
    trail: Trail,
    count: usize,
    out: Pieces<'t>,
}

impl<'t> Telling<'t> {
    pub fn new(form: &'t Form, book: Book<'t>, out: Pieces<'t>) -> Self {
        Self {
            form,
            book,
            trail: Trail::default(),
            count: 0,
            out,
        }
    }

    /// How many matches have come.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Takes the next match.
    pub fn add(&mut self, range: TextRange) -> Result<(), Unread> {
        self.count += 1;
        let out = &mut self.out;
        match self.form {
            Form::Lines(lines) => {
                if self.count == 1 {
                    lines.begin(self.book, out)?;
                }
                lines.write(self.book, range, &mut self.trail, out)
            }
            Form::Json { context } => {
                let report = report(self.book, range, *context, &mut self.trail);
                out.push(&json(&report));
                out.end_line()
            }
            Form::Name if self.count == 1 => {
                out.push(&sanitized(self.book.name));
                out.end_line()
            }
            Form::Count { .. } | Form::Name | Form::Nothing => Ok(()),
        }
    }

    /// All have come; `likeness` says what they are.
    pub fn end(mut self, likeness: Likeness) -> Result<(), Unread> {
        if let Form::Count { is_named } = self.form {
            if *is_named {
                self.out.push(&sanitized(self.book.name));
                self.out.push(":");
            }
            self.out.push(&self.count.to_string());
            self.out.end_line()?;
        }
        self.out.end(self.count, likeness)
    }
}

fn report<'b>(
    book: Book<'b>,
    range: TextRange,
    context: usize,
    trail: &mut Trail,
) -> MatchReport<'b> {
    let document = book.document;
    let around = Surroundings::new(document.text(), range, context);
    let section = document.section_at(range.start);
    MatchReport {
        file: book.name,
        offset: range.start.to_usize(),
        section: section.map(|index| trail.path(document, Some(index)).to_owned()),
        before: around.before,
        exact: around.exact,
        after: around.after,
    }
}

/// An object on one line. The name of a file is in it as it is, and what a terminal would obey is written
/// as an escape: serde does so with the controls below the blank only.
pub(in crate::cli) fn json(report: &impl Serialize) -> String {
    // Strings and numbers cannot fail to be written.
    let json = serde_json::to_string(report).unwrap_or_default();
    if json.chars().all(is_drawable) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if is_drawable(char) {
            escaped.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_from_json_whole_and_a_terminal_obeys_nothing_in_it() {
        let name = "a\u{1b}[31m\u{202e}b\u{9b}\u{7f}\n\u{1FFFE} \"é\"";
        let written = json(&name);
        assert!(written.chars().all(is_drawable), "{written}");
        assert_eq!(
            serde_json::from_str::<String>(&written).ok().as_deref(),
            Some(name)
        );
    }
}
