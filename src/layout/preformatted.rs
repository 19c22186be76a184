//! Verse and code: text whose lines are its author's.

use crate::text::{Cells, TextRange, clusters, text_width};

use super::Typography;
use super::compositor::Compositor;
use super::flow::{Flow, set_flow};
use super::line::Ending;

/// A line of verse or code: what it shows, and cells before it.
pub(super) type Kept = (TextRange, Cells, Ending);

/// How far the rest of a line of verse that is too long hangs in: enough not to be taken for a line of
/// its own.
const HANG: Cells = Cells(4);

/// Sets verse: every line on its own, a long one with its rest hanging in.
pub(super) fn set_verse(
    text: &str,
    range: TextRange,
    width: Cells,
    typography: &Typography,
    compositor: &mut Compositor,
) -> Vec<Kept> {
    let typography = &typography.ragged();
    let mut lines = Vec::new();
    for (line, start) in source_lines(text, range) {
        let verse = line.trim_start_matches(' ');
        let lead = line.len() - verse.len();
        let indent = Cells::from(lead).min(Cells(width.0 / 2));
        let range = TextRange::new(start + lead, start + line.len());
        if text_width(verse) <= width - indent {
            lines.push((range, indent, Ending::Plain));
            continue;
        }
        let hang = HANG.min(Cells(width.0 / 4));
        let flow = Flow::new(text, range, width - indent - hang, typography);
        for (n, set) in set_flow(flow, compositor)
            .into_iter()
            .enumerate()
        {
            let extra = if n == 0 { Cells::ZERO } else { hang };
            lines.push((set.range, indent + extra - set.hang, set.ending));
        }
    }
    lines
}

/// Sets code: every line on its own, a long one cut at the measure with a sign that it goes on.
pub(super) fn set_code(text: &str, range: TextRange, width: Cells) -> Vec<Kept> {
    let mut lines = Vec::new();
    let room = (width - Cells(1)).max(Cells(1));
    for (line, start) in source_lines(text, range) {
        if text_width(line) <= width {
            lines.push((
                TextRange::new(start, start + line.len()),
                Cells::ZERO,
                Ending::Plain,
            ));
            continue;
        }
        let mut from = 0;
        let mut length = Cells::ZERO;
        for cluster in clusters(line) {
            if length > Cells::ZERO && length + cluster.width > room {
                let range = TextRange::new(start + from, start + cluster.start);
                lines.push((range, Cells::ZERO, Ending::Continued));
                from = cluster.start;
                length = Cells::ZERO;
            }
            length += cluster.width;
        }
        lines.push((
            TextRange::new(start + from, start + line.len()),
            Cells::ZERO,
            Ending::Plain,
        ));
    }
    lines
}

fn source_lines(text: &str, range: TextRange) -> impl Iterator<Item = (&str, usize)> {
    range
        .of(text)
        .split('\n')
        .scan(range.start.to_usize(), |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((line, start))
        })
}
