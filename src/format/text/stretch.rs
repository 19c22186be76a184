//! Stretches: lines with no blank line between them.

use super::lines::{Line, lines};
use super::marks;
use super::survey::Edges;

/// Where a stretch stands in the source, from the first line's white space to the last line's end, and
/// what was seen on the way: the source is long, and walked as seldom as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many lines it has.
    pub(super) count: usize,
    /// The cell behind the longest line.
    pub(super) widest: usize,
    /// The smallest and the greatest indent.
    pub(super) left: usize,
    pub(super) deepest: usize,
    /// Some line is the number of a chapter.
    pub(super) has_mark: bool,
}

impl Stretch {
    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or("")
    }

    fn begin(source: &str, line: &Line<'_>) -> Self {
        Self {
            start: line_start(source, line.start),
            end: line.end(),
            count: 0,
            widest: 0,
            left: line.indent,
            deepest: 0,
            has_mark: false,
        }
    }

    fn take(&mut self, line: &Line<'_>, edge: usize) {
        self.end = line.end();
        self.count += 1;
        self.widest = self.widest.max(edge);
        self.left = self.left.min(line.indent);
        self.deepest = self.deepest.max(line.indent);
        self.has_mark |= marks::is_bare(line.text);
    }
}

/// The stretches of a text, and where their lines end.
pub(super) fn stretches(source: &str) -> (Vec<Stretch>, Edges) {
    let mut all: Vec<Stretch> = Vec::new();
    let mut edges = Edges::default();
    let mut open: Option<Stretch> = None;
    let mut before = 0;
    for line in lines(source) {
        if line.is_blank() {
            all.extend(open.take());
            continue;
        }
        let edge = line.edge();
        edges.line(edge, line.text.len());
        let stretch = open.get_or_insert_with(|| Stretch::begin(source, &line));
        if stretch.count > 1 {
            // The last line of a paragraph ends where it likes.
            edges.wrapped(before);
        }
        stretch.take(&line, edge);
        before = edge;
    }
    all.extend(open);
    (all, edges)
}

/// Where the line begins whose text begins at `text`.
fn line_start(source: &str, text: usize) -> usize {
    let before = source.as_bytes().get(..text).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |at| at + 1)
}
