//! What is usual in a text: are its lines paragraphs, or pieces of paragraphs, and how long.

use super::lines::lines;
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
}

impl Survey {
    pub(super) fn of(source: &str, stretches: &[Stretch]) -> Self {
        let mut edges = [0_usize; WIDEST_WRAP + 1];
        let (mut long, mut all, mut single) = (0, 0, 0);
        for stretch in stretches {
            single += usize::from(stretch.count == 1);
            for (index, line) in lines(stretch.of(source)).enumerate() {
                let edge = line.edge();
                all += line.text.len();
                match edges.get_mut(edge) {
                    None => long += line.text.len(),
                    // The last line of a paragraph ends where it likes.
                    Some(count) if index + 1 < stretch.count && stretch.count > 2 => *count += 1,
                    Some(_) => {}
                }
            }
        }
        Self {
            has_long_lines: long * 2 > all,
            measure: measure(&edges),
            is_apart: single * 2 > stretches.len(),
        }
    }
}

/// The edge that six lines in seven keep: a few stick out, and a header or licence may be wrapped
/// wider than the text.
fn measure(edges: &[usize]) -> usize {
    let total: usize = edges.iter().sum();
    let mut seen = 0;
    for (edge, count) in edges.iter().enumerate() {
        seen += count;
        if seen * 7 >= total * 6 && total > 0 {
            return edge;
        }
    }
    // Nothing was wrapped; this is what is usual elsewhere.
    72
}
