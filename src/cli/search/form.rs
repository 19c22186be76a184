//! What is said of the matches in a file: lines for people, objects for programs, or a count.

use std::fmt::Write;

use serde::Serialize;

use super::lines::{Layout, Lines};
use super::pieces::{Pieces, Unread};
use crate::document::{Document, is_drawable, sanitized};
use crate::search::Surroundings;
use crate::text::TextRange;

/// The matches in one file, in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matches<'m> {
    /// What the file is called.
    pub name: &'m str,
    pub document: &'m Document,
    pub ranges: &'m [TextRange],
}

/// What is said of them.
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
    section: Option<String>,
    before: &'m str,
    exact: &'m str,
    after: &'m str,
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

    /// Writes what is to be said of one file.
    pub fn write(&self, found: &Matches<'_>, out: &mut Pieces<'_>) -> Result<(), Unread> {
        let is_empty = found.ranges.is_empty();
        match self {
            Self::Lines(lines) if !is_empty => lines.write(found, out),
            Self::Json { context } => write_objects(found, *context, out),
            Self::Count { is_named } => {
                if *is_named {
                    out.push(&sanitized(found.name));
                    out.push(":");
                }
                out.push(&found.ranges.len().to_string());
                out.end_line()
            }
            Self::Name if !is_empty => {
                out.push(&sanitized(found.name));
                out.end_line()
            }
            Self::Lines(_) | Self::Name | Self::Nothing => Ok(()),
        }
    }
}

fn write_objects(found: &Matches<'_>, context: usize, out: &mut Pieces<'_>) -> Result<(), Unread> {
    let document = found.document;
    for &range in found.ranges {
        let around = Surroundings::new(document.text(), range, context);
        let section = document.section_at(range.start);
        let section = section.and_then(|index| document.sections().get(index));
        let report = MatchReport {
            file: found.name,
            offset: range.start.to_usize(),
            section: section.map(|section| sanitized(document.section_title(section))),
            before: &around.before,
            exact: &around.exact,
            after: &around.after,
        };
        out.push(&json(&report));
        out.end_line()?;
    }
    Ok(())
}

/// An object on one line. The name of a file is in it as it is, and what a terminal would obey is written
/// as an escape: serde does so with the controls below the blank only.
pub(super) fn json(report: &impl Serialize) -> String {
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
