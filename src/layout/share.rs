//! How the columns of a table share the measure.
//!
//! Where the longest cells fit side by side, every column is as wide as its longest. Else no column is
//! narrower than its longest word, and what is left goes to the columns in proportion to what they
//! hold, as in the automatic table layout of CSS 2.1 (17.5.2.2). What a column holds can be told by its
//! longest cell or by all its cells: the first serves a table of even rows, the second one in which a
//! single cell is long. And columns that need no more than an equal part (of dates, of names) may have what they
//! need before the others share the rest. All are tried, the last first, and the one that makes the fewest rows is
//! taken, where a short cell that is broken counts as a row more.

use crate::document::{Document, Table};
use crate::text::{Cells, TextRange, break_opportunities, text_width};

/// Cells between two columns.
pub(super) const GUTTER: Cells = Cells(2);

/// A column in which cells are wrapped is at least so wide: below, most lines hold one word.
const NARROWEST: Cells = Cells(8);

/// A word longer than this, and than a third of the measure, may be broken: it is an address or a path.
const LONGEST_WORD: Cells = Cells(16);

/// From so many rows of a table the widths are taken, evenly spread: enough to see what its columns are
/// like, and done at once however many rows there are.
const SAMPLE: usize = 500;

/// The width of each column in lines of `width` cells, or `None` where they cannot stand side by side.
pub(super) fn share_out(document: &Document, table: &Table, width: Cells) -> Option<Vec<Cells>> {
    let columns = table.columns.len();
    let room = width - gutters(columns);
    // Before anything is measured: a row can have any number of cells.
    if columns > room.to_usize() {
        return None;
    }
    let sample = Sample::new(document, table);
    if sample.longest.iter().copied().sum::<Cells>() <= room {
        return Some(sample.longest);
    }
    if columns == 1 {
        return Some(vec![room]);
    }
    let unbroken = LONGEST_WORD.max(Cells(room.0 / 3));
    let least: Vec<Cells> = sample
        .longest
        .iter()
        .zip(&sample.word)
        .map(|(longest, word)| (*longest).min(NARROWEST.max((*word).min(unbroken))))
        .collect();
    if least.iter().copied().sum::<Cells>() > room {
        return None;
    }
    let by_longest: Vec<u64> = sample.longest.iter().map(|w| u64::from(w.0)).collect();
    let wishes = [by_longest, sample.sums()];
    let part = Cells(room.0 / u32::try_from(columns).unwrap_or(u32::MAX));
    let whole = with_short_ones_whole(&least, &sample.longest, room, part);
    let bounds = whole.as_ref().into_iter().chain([&least]);
    bounds
        .flat_map(|least| wishes.iter().map(move |wishes| (wishes, least)))
        .map(|(wishes, least)| in_proportion(wishes, least, &sample.longest, room))
        .min_by_key(|widths| sample.rows(widths) + sample.broken(widths, part))
}

/// The least widths of columns where those whose longest cell is no longer than `part` are as wide as that; `None`
/// where the others do not fit beside them.
fn with_short_ones_whole(
    least: &[Cells],
    longest: &[Cells],
    room: Cells,
    part: Cells,
) -> Option<Vec<Cells>> {
    let widths = least.iter().zip(longest);
    let widths: Vec<Cells> = widths
        .map(|(least, longest)| if *longest <= part { *longest } else { *least })
        .collect();
    (widths.iter().copied().sum::<Cells>() <= room).then_some(widths)
}

/// The cells between so many columns.
pub(super) fn gutters(columns: usize) -> Cells {
    Cells::from(columns.saturating_sub(1) * GUTTER.to_usize())
}

/// What was measured of a table.
struct Sample {
    /// The width of every cell looked at, row by row.
    cells: Vec<Vec<Cells>>,
    /// The widest cell of each column.
    longest: Vec<Cells>,
    /// The widest word of each column.
    word: Vec<Cells>,
}

impl Sample {
    fn new(document: &Document, table: &Table) -> Self {
        let columns = table.columns.len();
        let mut sample = Self {
            cells: Vec::new(),
            longest: vec![Cells::ZERO; columns],
            word: vec![Cells::ZERO; columns],
        };
        let step = table.rows.len().div_ceil(SAMPLE).max(1);
        for row in table.rows.iter().step_by(step) {
            let mut widths = Vec::with_capacity(columns);
            for (column, cell) in row.cells.iter().enumerate().take(columns) {
                let width = sample.measure(document, column, *cell);
                widths.push(width);
            }
            sample.cells.push(widths);
        }
        sample
    }

    fn measure(&mut self, document: &Document, column: usize, cell: TextRange) -> Cells {
        let text = document.slice(cell);
        let width = text.split('\n').map(text_width).max().unwrap_or_default();
        if let Some(longest) = self.longest.get_mut(column) {
            *longest = (*longest).max(width);
        }
        if let Some(word) = self.word.get_mut(column).filter(|word| **word < width) {
            *word = (*word).max(longest_word(text));
        }
        width
    }

    /// All cells of each column together.
    fn sums(&self) -> Vec<u64> {
        let mut sums = vec![0; self.longest.len()];
        for row in &self.cells {
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += u64::from(cell.0);
            }
        }
        sums
    }

    /// About how many rows the cells make in columns of these widths.
    fn rows(&self, widths: &[Cells]) -> u64 {
        let height = |row: &Vec<Cells>| {
            let cells = row.iter().zip(widths);
            cells.map(|(cell, width)| lines(*cell, *width)).max()
        };
        self.cells.iter().filter_map(height).sum()
    }

    /// How many cells no longer than `short` are broken in columns of these widths.
    fn broken(&self, widths: &[Cells], short: Cells) -> u64 {
        let is_broken = |(cell, width): &(&Cells, &Cells)| **cell <= short && cell > width;
        let of_row = |row: &Vec<Cells>| row.iter().zip(widths).filter(is_broken).count() as u64;
        self.cells.iter().map(of_row).sum()
    }
}

/// About how many lines a cell makes: a line that is broken ends some cells early.
fn lines(cell: Cells, width: Cells) -> u64 {
    const RAGGED: Cells = Cells(2);
    if cell <= width {
        1
    } else {
        u64::from(cell.0.div_ceil((width - RAGGED).0.max(1)))
    }
}

fn longest_word(text: &str) -> Cells {
    let mut start = 0;
    let mut longest = Cells::ZERO;
    for end in break_opportunities(text) {
        let word = text.get(start..end).unwrap_or("").trim_end();
        longest =
            longest.max(text_width(word) + Cells::from(usize::from(word.ends_with('\u{AD}'))));
        start = end;
    }
    longest
}

/// Widths in proportion to `wishes` that fill `room`, none below `least` or above `most`. The sum of
/// `least` fits into the room, and that of `most` does not.
fn in_proportion(wishes: &[u64], least: &[Cells], most: &[Cells], room: Cells) -> Vec<Cells> {
    /// The factor is a fraction of this.
    const ONE: u64 = 1 << 16;
    let widths = |factor: u64| -> Vec<Cells> {
        let bounds = least.iter().zip(most);
        let wished = wishes.iter().zip(bounds);
        wished
            .map(|(wish, (least, most))| {
                let width = wish.saturating_mul(factor) / ONE;
                Cells(u32::try_from(width).unwrap_or(u32::MAX)).clamp(*least, *most)
            })
            .collect()
    };
    let fits = |factor: u64| widths(factor).into_iter().sum::<Cells>() <= room;
    let (mut low, mut high) = (0, ONE * u64::from(room.0.max(1)));
    while low + 1 < high {
        let middle = low.midpoint(high);
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut widths = widths(low);
    let mut left = room - widths.iter().copied().sum();
    // What the division leaves over goes to whoever wants it, from the left.
    while left > Cells::ZERO {
        let before = left;
        for (width, most) in widths.iter_mut().zip(most) {
            if *width < *most && left > Cells::ZERO {
                *width += Cells(1);
                left = left - Cells(1);
            }
        }
        if left == before {
            break;
        }
    }
    widths
}
