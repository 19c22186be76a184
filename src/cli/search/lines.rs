//! Matches as lines for people: under headings on a terminal, each by itself elsewhere.

use super::excerpt::Excerpt;
use super::form::Matches;
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
    /// Writes the matches of a file that has some.
    pub fn write(&self, found: &Matches<'_>, out: &mut Pieces<'_>) -> Result<(), Unread> {
        match self.layout {
            Layout::Headed { width } => self.write_headed(found, width, out),
            Layout::Each => self.write_each(found, out),
        }
    }

    fn write_each(&self, found: &Matches<'_>, out: &mut Pieces<'_>) -> Result<(), Unread> {
        let name = sanitized(found.name);
        for &range in found.ranges {
            if self.is_named {
                self.paint(FILE, &name, out);
                out.push(":");
            }
            self.paint(SECTION, &section(found.document, range), out);
            out.push(":");
            let excerpt = Excerpt::new(found.document.text(), range, self.context);
            self.write_excerpt(&excerpt, out)?;
        }
        Ok(())
    }

    fn write_headed(
        &self,
        found: &Matches<'_>,
        width: Cells,
        out: &mut Pieces<'_>,
    ) -> Result<(), Unread> {
        // The opening words of a paragraph are no heading; the line has them, or others of it.
        let has_headings = found.document.contents_source() != ContentsSource::Paragraphs;
        let mut indent = Cells::ZERO;
        if self.is_named {
            self.paint(FILE, &sanitized(found.name), out);
            out.end_line()?;
            indent += INDENT;
        }
        let heading_indent = indent;
        if has_headings {
            indent += INDENT;
        }
        let room = (width - indent).max(NARROWEST);
        let mut trail = Trail::default();
        let mut last = None;
        for &range in found.ranges {
            let section = found.document.section_at(range.start);
            if has_headings && section != last {
                last = section;
                let heading = trail.to(found.document, section);
                out.push_blanks(heading_indent);
                let room = (width - heading_indent).max(NARROWEST);
                self.paint(SECTION, &shortened(&heading, room), out);
                out.end_line()?;
            }
            out.push_blanks(indent);
            let excerpt = Excerpt::new(found.document.text(), range, self.context);
            self.write_excerpt(&excerpt.fitted(room), out)?;
        }
        Ok(())
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

/// The title of the section in which a match stands; nothing before the first.
fn section(document: &Document, range: TextRange) -> String {
    let index = document.section_at(range.start);
    index.map_or_else(String::new, |index| title(document, index))
}

fn title(document: &Document, index: usize) -> String {
    let section = document.sections().get(index);
    section.map_or_else(String::new, |s| sanitized(document.section_title(s)))
}

/// The sections that lead to one, as matches come to them in order: a novel has many a Chapter I.
#[derive(Debug, Default)]
struct Trail {
    /// Indices of sections, each on a deeper level than the one before it.
    sections: Vec<usize>,
    /// The first section that was not looked at.
    next: usize,
}

impl Trail {
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
