//! Matches as lines for people: under headings on a terminal, each by itself elsewhere.

use super::excerpt::Excerpt;
use super::form::Book;
use super::pieces::{Pieces, Unread};
use crate::document::{ContentsSource, Document, sanitized};
use crate::text::{Cells, TextRange, shortened};

/// How matches are shown as lines.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub layout: Layout,
    /// Whether the file is named.
    pub is_named: bool,
    pub is_coloured: bool,
    /// Characters on either side of a match.
    pub context: usize,
}

/// Where the file and the section stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Above their matches, which take no more than `width`.
    Headed {
        /// The terminal's.
        width: Cells,
    },
    /// On the line of each match, before colons.
    Each,
}

/// A line is never set narrower than this: what a narrower terminal shows of it, it wraps.
const NARROWEST: Cells = Cells(20);

/// How far what is under a heading stands in.
const INDENT: Cells = Cells(2);

// SGR, as `grep` has it: people know it, and it is right on a dark ground and on a light one.
const FILE: &str = "35";
const SECTION: &str = "32";
const EXACT: &str = "1;31";

impl Lines {
    /// Writes what stands above the matches of a file that has some.
    pub fn begin(&self, book: Book<'_>, out: &mut Pieces<'_>) -> Result<(), Unread> {
        if self.is_named && matches!(self.layout, Layout::Headed { .. }) {
            self.paint(FILE, &sanitized(book.name), out);
            out.end_line()?;
        }
        Ok(())
    }

    /// Writes a match; they come in order, and `trail` keeps what was said of their sections.
    pub fn write(
        &self,
        book: Book<'_>,
        range: TextRange,
        trail: &mut Trail,
        out: &mut Pieces<'_>,
    ) -> Result<(), Unread> {
        // The opening words of a paragraph are no heading; the line has them, or others of it.
        let has_headings = book.document.contents_source() != ContentsSource::Paragraphs;
        let section = book.document.section_at(range.start);
        let section = section.filter(|_| has_headings);
        let excerpt = Excerpt::new(book.document.text(), range, self.context);
        match self.layout {
            Layout::Headed { width } => {
                let mut indent = if self.is_named { INDENT } else { Cells::ZERO };
                if has_headings {
                    self.write_heading(book.document, section, indent, width, trail, out)?;
                    indent += INDENT;
                }
                out.push_blanks(indent);
                let room = width.max(NARROWEST) - indent;
                self.write_excerpt(&excerpt.fitted(room), out)
            }
            Layout::Each => {
                if self.is_named {
                    self.paint(FILE, &sanitized(book.name), out);
                    out.push(":");
                }
                // Nothing, not even a colon, where the text has not come to its first section.
                let path = trail.path(book.document, section);
                if !path.is_empty() {
                    self.paint(SECTION, path, out);
                    out.push(":");
                }
                self.write_excerpt(&excerpt, out)
            }
        }
    }

    /// Writes the titles that lead to a section, if they are not those above the last match.
    fn write_heading(
        &self,
        document: &Document,
        section: Option<usize>,
        indent: Cells,
        width: Cells,
        trail: &mut Trail,
        out: &mut Pieces<'_>,
    ) -> Result<(), Unread> {
        if section == trail.last {
            return Ok(());
        }
        let heading = trail.path(document, section);
        out.push_blanks(indent);
        let room = width.max(NARROWEST) - indent;
        self.paint(SECTION, &shortened(heading, room), out);
        out.end_line()
    }

    fn write_excerpt(&self, excerpt: &Excerpt, out: &mut Pieces<'_>) -> Result<(), Unread> {
        out.push(&excerpt.before);
        self.paint(EXACT, &excerpt.exact, out);
        out.push(&excerpt.after);
        out.end_line()
    }

    /// Writes in a colour, if there are colours.
    fn paint(&self, sgr: &str, text: &str, out: &mut Pieces<'_>) {
        if self.is_coloured && !text.is_empty() {
            out.push("\x1b[");
            out.push(sgr);
            out.push("m");
            out.push(text);
            out.push("\x1b[0m");
        } else {
            out.push(text);
        }
    }
}

fn title(document: &Document, index: usize) -> String {
    let section = document.sections().get(index);
    section.map_or_else(String::new, |s| sanitized(document.section_title(s)))
}

/// The sections that lead to one, as matches come to them in order: a novel has many a Chapter I.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The section of the last match.
    last: Option<usize>,
    /// Indices of sections, each on a deeper level than the one before it.
    sections: Vec<usize>,
    /// The first section that was not looked at.
    next: usize,
    /// The titles that lead to the last one.
    path: String,
}

impl Trail {
    /// The titles that lead to a section at or after the last one: `BOOK ONE: 1805 › CHAPTER I`.
    pub fn path(&mut self, document: &Document, section: Option<usize>) -> &str {
        if section != self.last {
            self.last = section;
            self.path = self.to(document, section);
        }
        &self.path
    }

    /// Goes on to a section at or after the last one, and answers with the titles that lead to it.
    fn to(&mut self, document: &Document, section: Option<usize>) -> String {
        let level = |index: usize| document.sections().get(index).map(|section| section.level);
        let end = section.map_or(0, |index| index + 1);
        for index in self.next..end {
            while self
                .sections
                .last()
                .is_some_and(|&last| level(last) >= level(index))
            {
                self.sections.pop();
            }
            self.sections.push(index);
        }
        self.next = end;
        let titles: Vec<String> = self.sections.iter().map(|&i| title(document, i)).collect();
        titles.join(" › ")
    }
}
