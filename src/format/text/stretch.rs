//! Stretches: lines with no blank line between them.

use super::halves::{both, middle};
use super::lines::{Line, lines, width};
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
    /// Some line is quoted, as in mail.
    pub(super) is_quoted: bool,
    /// Lines indented otherwise than the one before.
    pub(super) shifts: usize,
    /// The cell that the shortest line but the last would have reached with the first word of the line
    /// after it.
    pub(super) reach: usize,
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
            is_quoted: false,
            shifts: 0,
            reach: usize::MAX,
        }
    }

    fn take(&mut self, line: &Line<'_>, edge: usize) {
        self.end = line.end();
        self.count += 1;
        self.widest = self.widest.max(edge);
        self.left = self.left.min(line.indent);
        self.deepest = self.deepest.max(line.indent);
        self.has_mark |= marks::is_bare(line.text);
        self.is_quoted |= line.text.starts_with('>');
    }

    /// Takes a line that stands under another.
    fn follow(&mut self, before: (usize, usize), line: &Line<'_>, edge: usize) {
        let (indent, edge_before) = before;
        self.shifts += usize::from(line.indent != indent);
        if edge_before + 1 < self.reach {
            self.reach = self.reach.min(edge_before + 1 + first_word(line.text));
        }
        self.take(line, edge);
    }
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
    let ((mut all, mut edges), (rest, more)) =
        both(|| stretches_of(first), || stretches_of(second));
    all.extend(rest.into_iter().map(|stretch| Stretch {
        start: stretch.start + first.len(),
        end: stretch.end + first.len(),
        ..stretch
    }));
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
