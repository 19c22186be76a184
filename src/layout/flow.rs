//! Running text to lines.

use crate::text::{Cells, TextRange, text_width};

use super::line::{Ending, Stretch};
use super::{Fragment, Penalties, TextAlign, Typography, collect, fit};

/// A line of a paragraph before it is given its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SetLine {
    pub range: TextRange,
    pub ending: Ending,
    pub stretch: Stretch,
}

/// Sets the stretch `range` of `text` in lines of `width` cells. A `\n` in it is a forced line end.
/// An empty stretch is one empty line.
pub(super) fn set_flow(
    text: &str,
    range: TextRange,
    width: Cells,
    typography: &Typography,
) -> Vec<SetLine> {
    let mut lines = Vec::new();
    let mut start = range.start.to_usize();
    for stretch in range.of(text).split('\n') {
        set_stretch(stretch, start, width, typography, &mut lines);
        start += stretch.len() + 1;
    }
    lines
}

fn set_stretch(
    stretch: &str,
    start: usize,
    width: Cells,
    typography: &Typography,
    lines: &mut Vec<SetLine>,
) {
    // Most headings, items and cells fit on one line: nothing to choose.
    if stretch.len() <= width.to_usize() && !stretch.contains('\u{AD}')
        || text_width(stretch) <= width
    {
        lines.push(plain(TextRange::new(
            start,
            start + stretch.trim_end().len(),
        )));
        return;
    }
    let fragments = collect(stretch, width, typography.hyphens);
    let mut first = 0;
    for end in fit(&fragments, width.0, Penalties::DEFAULT) {
        let is_last = end == fragments.len();
        if let Some(on_line) = fragments.get(first..end) {
            lines.push(set_line(
                on_line,
                start,
                width,
                is_last,
                typography.alignment,
            ));
        }
        first = end;
    }
}

fn plain(range: TextRange) -> SetLine {
    SetLine {
        range,
        ending: Ending::Plain,
        stretch: Stretch::default(),
    }
}

fn set_line(
    fragments: &[Fragment],
    base: usize,
    width: Cells,
    is_last: bool,
    alignment: TextAlign,
) -> SetLine {
    let (Some(first), Some(last)) = (fragments.first(), fragments.last()) else {
        return plain(TextRange::new(base, base));
    };
    let range = TextRange::new(base + first.start as usize, base + last.end as usize);
    let is_hyphenated = last.penalty > 0 && !is_last;
    let stretch = match alignment {
        TextAlign::Justified if !is_last => stretch(fragments, width, is_hyphenated),
        TextAlign::Justified | TextAlign::Ragged => Stretch::default(),
    };
    SetLine {
        range,
        ending: if is_hyphenated {
            Ending::Hyphen
        } else {
            Ending::Plain
        },
        stretch,
    }
}

/// A blank is widened by at most this many cells; a line that needs more stays ragged rather than be
/// torn apart.
const WIDEST_STRETCH: u32 = 2;

fn stretch(fragments: &[Fragment], width: Cells, is_hyphenated: bool) -> Stretch {
    let (last, others) = match fragments.split_last() {
        Some(split) => split,
        None => return Stretch::default(),
    };
    let gaps = others.iter().filter(|f| f.space > 0).count();
    let length: u32 = others.iter().map(|f| f.width + f.space).sum::<u32>() + last.width;
    let missing = width - Cells(length + u32::from(is_hyphenated));
    let bearable = Cells::from(gaps).0 * WIDEST_STRETCH;
    if missing.0 <= bearable {
        Stretch(missing)
    } else {
        Stretch::default()
    }
}
