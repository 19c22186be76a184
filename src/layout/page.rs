//! Lines to pages.
//!
//! A page is a slice of a gathering's lines, at most as many as there are rows. It ends where a good
//! printer would end it: never under a heading, and not so that a single line of a paragraph is left at
//! its foot (an orphan) or carried over to the next head (a widow). A page begins with text: blank rows
//! at its head belong to no page.

use std::ops::Range;

use crate::document::{BlockKind, Document};
use crate::text::Rows;

use super::line::{Content, Line};

/// A slice of a gathering's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The lines it shows, as indices into the gathering's.
    pub lines: Range<usize>,
}

/// Lines of a paragraph that stay together at the foot and at the head of a page.
const TOGETHER: usize = 2;

impl Page {
    /// Cuts all the lines of a gathering into pages of at most `height` rows, at least one. A gathering
    /// without lines is one empty page. Every line that is not blank is on exactly one page.
    pub fn cut(document: &Document, lines: &[Line], height: Rows) -> Vec<Self> {
        let height = height.to_usize().max(1);
        let mut pages = Vec::new();
        let mut at = skip_blank(lines, 0);
        while at < lines.len() {
            let end = page_end(document, lines, at, height);
            let kept = trim_blank(lines, at, end);
            pages.push(Self { lines: at..kept });
            at = skip_blank(lines, end);
        }
        if pages.is_empty() {
            pages.push(Self { lines: 0..0 });
        }
        pages
    }
}

fn skip_blank(lines: &[Line], at: usize) -> usize {
    let blanks = lines.iter().skip(at).take_while(|line| line.is_blank());
    at + blanks.count()
}

fn trim_blank(lines: &[Line], start: usize, end: usize) -> usize {
    let on_page = lines.get(start..end).unwrap_or(&[]);
    end - on_page
        .iter()
        .rev()
        .take_while(|line| line.is_blank())
        .count()
}

/// The index after the last line of the page that begins at `at`. Always past `at`.
fn page_end(document: &Document, lines: &[Line], at: usize, height: usize) -> usize {
    let full = at + height;
    if full >= lines.len() {
        return lines.len();
    }
    // Widows and orphans may cost a page some rows, but not half of it; a heading may cost more, since
    // a heading without its text is worse than a short page. Where nothing helps the page is full.
    let half = at + height.div_ceil(2);
    let good = (half..=full)
        .rev()
        .find(|&end| !parts_heading(document, lines, end) && !parts_block(lines, end));
    good.or_else(|| {
        (at + 1..=full)
            .rev()
            .find(|&end| !parts_heading(document, lines, end))
    })
    .unwrap_or(full)
}

/// Whether a page that ends before line `end` leaves a heading at its foot, or a table the names of
/// its columns.
fn parts_heading(document: &Document, lines: &[Line], end: usize) -> bool {
    let above = lines
        .get(..end)
        .and_then(|above| above.iter().rev().find(|line| !line.is_blank()));
    above.is_some_and(|line| match line.content {
        Content::TableRule { .. } => true,
        Content::Row { is_header, .. } => is_header,
        _ => document.block(line.block).is_some_and(|block| {
            matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Title)
        }),
    })
}

/// Whether a page that ends before line `end` parts fewer than two lines from their block.
fn parts_block(lines: &[Line], end: usize) -> bool {
    let Some((above, below)) = lines.split_at_checked(end) else {
        return false;
    };
    let (Some(last), Some(next)) = (above.last(), below.first()) else {
        return false;
    };
    if last.block != next.block || last.is_blank() || next.is_blank() {
        return false;
    }
    // The cells of a row are read side by side: a row is parted only where it is taller than a page.
    if let Content::Row { nth, .. } = next.content {
        return nth > 0;
    }
    let same = |line: &&Line| line.block == last.block && !line.is_blank();
    let before = above.iter().rev().take(TOGETHER).take_while(same).count();
    let after = below.iter().take(TOGETHER).take_while(same).count();
    before < TOGETHER || after < TOGETHER
}
