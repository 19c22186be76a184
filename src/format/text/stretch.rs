//! Stretches: lines with no blank line between them.

use std::ops::Range;

use super::halves::{both, middle};
use super::lines::{Line, lines, width};
use super::marks;
use super::room::give_back;
use super::survey::Edges;
use crate::text::{Offset, TextRange};

/// Where a stretch stands in the source, from the first line's white space to the last line's end, and
/// what was seen on the way: the source is long, and walked as seldom as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    range: TextRange,
    /// How many lines it has.
    pub(super) count: u32,
    /// The cell behind the longest line.
    pub(super) widest: u32,
    /// The smallest and the greatest indent.
    pub(super) left: u32,
    pub(super) deepest: u32,
    /// Lines indented otherwise than the one before.
    pub(super) shifts: u32,
    /// The cell that the shortest line but the last would have reached with the first word of the line
    /// after it.
    pub(super) reach: u32,
    /// Some line is the number of a chapter.
    pub(super) has_mark: bool,
    /// Some line is quoted, as in mail.
    pub(super) is_quoted: bool,
}

const _: () = assert!(size_of::<Stretch>() <= 36);

impl Stretch {
    /// Byte in the source at which it begins.
    pub(super) const fn start(&self) -> usize {
        self.range.start.to_usize()
    }

    /// Where it stands in the source, in bytes.
    pub(super) const fn range(&self) -> Range<usize> {
        self.range.start.to_usize()..self.range.end.to_usize()
    }

    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        self.range.of(source)
    }

    /// The same in another place, of which it is not known how its lines are indented there.
    pub(super) fn shifted_at(self, place: Range<usize>) -> Self {
        Self {
            range: TextRange::new(place.start, place.end),
            shifts: self.count,
            ..self
        }
    }

    fn begin(source: &str, line: &Line<'_>) -> Self {
        Self {
            range: TextRange::new(line_start(source, line.start), line.end()),
            count: 0,
            widest: 0,
            left: cells(line.indent),
            deepest: 0,
            shifts: 0,
            reach: u32::MAX,
            has_mark: false,
            is_quoted: false,
        }
    }

    fn take(&mut self, line: &Line<'_>, edge: usize) {
        self.range.end = Offset::new(line.end());
        self.count += 1;
        self.widest = self.widest.max(cells(edge));
        self.left = self.left.min(cells(line.indent));
        self.deepest = self.deepest.max(cells(line.indent));
        self.has_mark |= marks::is_bare(line.text);
        self.is_quoted |= line.text.starts_with('>');
    }

    /// Takes a line that stands under another.
    fn follow(&mut self, before: (usize, usize), line: &Line<'_>, edge: usize) {
        let (indent, edge_before) = before;
        self.shifts += u32::from(line.indent != indent);
        if cells(edge_before + 1) < self.reach {
            let reach = edge_before + 1 + first_word(line.text);
            self.reach = self.reach.min(cells(reach));
        }
        self.take(line, edge);
    }
}

/// A number of cells in four bytes: there are as many stretches as paragraphs, and all are kept until the
/// last is known.
fn cells(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The cells of the first word of a line.
pub(super) fn first_word(line: &str) -> usize {
    let length = line.bytes().position(|byte| byte == b' ');
    width(line.get(..length.unwrap_or(line.len())).unwrap_or(line))
}

/// The stretches of a text, and where their lines end.
pub(super) fn stretches(source: &str) -> (Vec<Stretch>, Edges) {
    let Some((first, second)) = middle(source).and_then(|at| source.split_at_checked(at)) else {
        return stretches_of(source);
    };
    let ((mut all, mut edges), (mut rest, more)) =
        both(|| stretches_of(first), || stretches_of(second));
    all.extend(rest.drain(..).map(|stretch| {
        let Range { start, end } = stretch.range();
        Stretch {
            range: TextRange::new(start + first.len(), end + first.len()),
            ..stretch
        }
    }));
    give_back(rest);
    edges.add(&more);
    (all, edges)
}

/// Bytes of a stretch, about: so many are made room for at once.
const USUAL: usize = 256;

fn stretches_of(source: &str) -> (Vec<Stretch>, Edges) {
    let mut all: Vec<Stretch> = Vec::with_capacity(source.len() / USUAL);
    let mut edges = Edges::default();
    let mut open: Option<Stretch> = None;
    // The line before: its indent and edge.
    let mut before = (0, 0);
    for line in lines(source) {
        if line.is_blank() {
            all.extend(open.take());
            continue;
        }
        let edge = line.edge();
        edges.line(edge, line.text.len());
        match &mut open {
            Some(stretch) => {
                if stretch.count > 1 {
                    // The last line of a paragraph ends where it likes.
                    edges.wrapped(before.1);
                }
                stretch.follow(before, &line, edge);
            }
            None => open.insert(Stretch::begin(source, &line)).take(&line, edge),
        }
        before = (line.indent, edge);
    }
    all.extend(open);
    (all, edges)
}

/// Where the line begins whose text begins at `text`.
fn line_start(source: &str, text: usize) -> usize {
    let before = source.as_bytes().get(..text).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::text::halves::LONG;

    #[test]
    fn two_halves_have_the_same_stretches_as_the_whole() {
        let stanza = "CHAPTER I\n\n“It was,” he said,\n  and she\n> quoted\n\n \n\tset in - \n\n";
        let text = stanza.repeat(LONG / 32);
        let (all, edges) = stretches(&text);
        let (plain, plain_edges) = stretches_of(&text);
        assert!(middle(&text).is_some() && all == plain);
        assert_eq!(format!("{edges:?}"), format!("{plain_edges:?}"));
    }
}
