//! What is usual in a text: are its lines paragraphs, or pieces of paragraphs, and how long.

use super::stretch::Stretch;

/// No one wraps text by hand at more cells than this; a longer line is a whole paragraph.
pub(super) const WIDEST_WRAP: usize = 110;

/// What is usual in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Survey {
    /// Most of the text stands in lines that are whole paragraphs.
    pub(super) has_long_lines: bool,
    /// The edge at which lines were wrapped, in cells.
    pub(super) measure: usize,
    /// Stretches of one line are the rule.
    pub(super) is_apart: bool,
    /// The indent that paragraphs have.
    pub(super) left: usize,
}

/// Cells by which a quotation is set in, at least.
const SET_IN: usize = 3;

/// Indents that are told apart.
const INDENTS: usize = 24;

/// Where the lines of a text end.
#[derive(Debug)]
pub(super) struct Edges {
    /// How many lines were wrapped at each cell.
    wrapped: [usize; WIDEST_WRAP + 1],
    /// Bytes in lines too long to be wrapped, and in all.
    long: usize,
    all: usize,
}

impl Default for Edges {
    fn default() -> Self {
        let wrapped = [0; WIDEST_WRAP + 1];
        let (long, all) = (0, 0);
        Self { wrapped, long, all }
    }
}

impl Edges {
    /// Counts a line.
    pub(super) const fn line(&mut self, edge: usize, bytes: usize) {
        self.all += bytes;
        if edge > WIDEST_WRAP {
            self.long += bytes;
        }
    }

    /// Counts a line inside a paragraph.
    pub(super) fn wrapped(&mut self, edge: usize) {
        if let Some(count) = self.wrapped.get_mut(edge) {
            *count += 1;
        }
    }

    /// Counts the lines of a further part of the text.
    pub(super) fn add(&mut self, more: &Self) {
        for (count, more) in self.wrapped.iter_mut().zip(more.wrapped) {
            *count += more;
        }
        self.long += more.long;
        self.all += more.all;
    }

    /// The edge that six lines in seven keep: a few stick out, and a header or licence may be wrapped
    /// wider than the text.
    fn measure(&self) -> usize {
        let total: usize = self.wrapped.iter().sum();
        let mut seen = 0;
        for (edge, count) in self.wrapped.iter().enumerate() {
            seen += count;
            if seen * 7 >= total * 6 && total > 0 {
                return edge;
            }
        }
        // Nothing was wrapped; this is what is usual elsewhere.
        72
    }
}

/// The indent of most of the text in stretches of several lines.
fn usual_indent(stretches: &[Stretch]) -> usize {
    let mut bytes = [0usize; INDENTS];
    for stretch in stretches.iter().filter(|stretch| stretch.count > 1) {
        if let Some(sum) = bytes.get_mut(stretch.left as usize) {
            *sum += stretch.range().len();
        }
    }
    // Of equal ones the first.
    let most = bytes.iter().enumerate().rev().max_by_key(|(_, sum)| **sum);
    most.map_or(0, |(indent, _)| indent)
}

impl Survey {
    pub(super) fn of(stretches: &[Stretch], edges: &Edges) -> Self {
        let single = stretches.iter().filter(|stretch| stretch.count == 1);
        Self {
            has_long_lines: edges.long * 2 > edges.all,
            measure: edges.measure(),
            is_apart: single.count() * 2 > stretches.len(),
            left: usual_indent(stretches),
        }
    }

    /// Whether all lines of a stretch are set in, as a quotation is.
    pub(super) fn is_set_in(&self, stretch: &Stretch) -> bool {
        stretch.count > 1 && stretch.left as usize >= self.left + SET_IN
    }
}
