//! Lines to pages.
//!
//! A page is a slice of a gathering's lines, at most as many as there are rows. It begins with text:
//! blank rows at its head belong to no page. It ends where a good printer would end it: of all the
//! places it could end at, at the one that costs least, where a row left empty costs one and `foot`
//! says what the place itself costs. Facing pages are also made equally deep (`spread`).

use std::ops::Range;

use crate::document::Document;

use super::foot::Foot;
use super::line::{Content, Line};
use super::{Columns, Sheet};

/// A slice of a gathering's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The lines it shows, as indices into the gathering's.
    pub lines: Range<usize>,
}

impl Page {
    /// Cuts all the lines of a gathering into pages. A gathering without lines is one empty page. Every
    /// line with something on it is on exactly one page.
    pub fn cut(document: &Document, lines: &[Line], sheet: impl Into<Sheet>) -> Vec<Self> {
        let sheet = sheet.into();
        let cutter = Cutter {
            document,
            lines,
            height: sheet.height.to_usize().max(1),
        };
        let mut pages: Vec<Self> = Vec::new();
        let mut at = cutter.head(0);
        while at < lines.len() {
            match sheet.columns {
                Columns::One => pages.push(cutter.page(at, cutter.height).page),
                Columns::Two => pages.extend(cutter.spread(at)),
            }
            // A page has at least a line, so this comes to an end.
            at = cutter.head(pages.last().map_or(lines.len(), |page| page.lines.end));
        }
        if pages.is_empty() {
            pages.push(Self { lines: 0..0 });
        }
        pages
    }
}

/// What cutting needs to know.
pub(super) struct Cutter<'a> {
    pub document: &'a Document,
    pub lines: &'a [Line],
    /// Rows of a page, at least one.
    pub height: usize,
}

/// A page, and what is wrong with its foot.
pub(super) struct Cut {
    pub page: Page,
    pub fault: usize,
}

impl Cutter<'_> {
    /// The first line at or after `at` that a page can begin with.
    pub fn head(&self, at: usize) -> usize {
        let rest = self.lines.get(at..).unwrap_or(&[]);
        let blanks = rest.iter().take_while(|l| is_empty(self.document, l));
        at + blanks.count()
    }

    /// The page of at most `depth` rows that begins at `at`.
    pub fn page(&self, at: usize, depth: usize) -> Cut {
        let full = at + depth;
        let mut end = self.lines.len();
        let mut fault = 0;
        if full < end {
            let mut least = usize::MAX;
            for candidate in (at + 1..=full).rev() {
                let lost = full - candidate;
                if lost >= least {
                    break;
                }
                let foot = Foot::new(self.document, self.lines, candidate).cost(self.height);
                if lost + foot < least {
                    least = lost + foot;
                    end = candidate;
                    fault = foot;
                }
            }
        }
        let shown = self.lines.get(at..end).unwrap_or(&[]);
        let blanks = shown
            .iter()
            .rev()
            .take_while(|l| is_empty(self.document, l));
        let page = Page {
            lines: at..end - blanks.count(),
        };
        Cut { page, fault }
    }
}

/// Whether the sign of an item stands before a line, as before the first of an empty item.
fn bears_marker(document: &Document, line: &Line) -> bool {
    let block = document.block(line.block);
    line.is_first && block.is_some_and(|block| block.marker().is_some())
}

/// Whether nothing is to be seen on a line: a blank row, or an empty line of code or verse.
pub(super) fn is_empty(document: &Document, line: &Line) -> bool {
    match line.content {
        Content::Blank => true,
        Content::Text { range, .. } => {
            document.slice(range).trim().is_empty() && !bears_marker(document, line)
        }
        _ => false,
    }
}
