//! Verse and code: text whose lines are its author's.

use crate::document::Document;
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
    document: &Document,
    range: TextRange,
    width: Cells,
    typography: &Typography,
    compositor: &mut Compositor,
) -> Vec<Kept> {
    // The edge of verse is its author's, and nothing stands outside it.
    let typography = &typography.cell();
    let mut lines = Vec::new();
    for (line, start) in source_lines(document.text(), range) {
        let verse = line.trim_start_matches(' ');
        let lead = line.len() - verse.len();
        let indent = Cells::from(lead).min(Cells(width.0 / 2));
        let range = TextRange::new(start + lead, start + line.len());
        if text_width(verse) <= width - indent {
            lines.push((range, indent, Ending::Plain));
            continue;
        }
        let hang = HANG.min(Cells(width.0 / 4));
        let flow = Flow::new(document, range, width - indent - hang, typography);
        for (n, set) in set_flow(flow, compositor).into_iter().enumerate() {
            let extra = if n == 0 { Cells::ZERO } else { hang };
            lines.push((set.range, indent + extra, set.ending));
        }
    }
    lines
}

/// How far the rest of a line of code that is too long hangs in behind the line's own indentation.
const CODE_HANG: Cells = Cells(2);

/// Below this the rest of a line of code does not hang in: there is no room to give away.
const CODE_ROOM: Cells = Cells(16);

/// Sets code: every line on its own; a long one goes on in the next row, which a sign at its end says.
/// It is broken behind a blank or another joint, where that leaves no row half empty.
pub(super) fn set_code(text: &str, range: TextRange, width: Cells) -> Vec<Kept> {
    let mut lines = Vec::new();
    for (line, start) in source_lines(text, range) {
        let own = Cells::from(line.len() - line.trim_start_matches(' ').len());
        let hang = (own + CODE_HANG).min(width - CODE_ROOM);
        let mut rest = 0;
        let mut indent = Cells::ZERO;
        while let Some(length) = line.get(rest..).and_then(|l| cut_code(l, width - indent)) {
            let range = TextRange::new(start + rest, start + rest + length);
            // A sign of two cells in a measure of two leaves no room to say that it goes on.
            let fits = text_width(range.of(text)) < width - indent;
            let ending = if fits {
                Ending::Continued
            } else {
                Ending::Plain
            };
            lines.push((range, indent, ending));
            rest += length;
            indent = hang;
        }
        let range = TextRange::new(start + rest, start + line.len());
        lines.push((range, indent, Ending::Plain));
    }
    lines
}

/// How many bytes of a line of code stand on a row of `width` cells with a sign at its end; `None` if
/// all of it fits. At least a cluster, so that it goes on.
fn cut_code(line: &str, width: Cells) -> Option<usize> {
    let room = (width - Cells(1)).max(Cells(1));
    let mut at = Cells::ZERO;
    let mut cut = 0;
    let mut joint = None;
    for cluster in clusters(line) {
        at += cluster.width;
        if cut == 0 || at <= room {
            cut = cluster.start + cluster.text.len();
            if is_code_joint(cluster.text) && at > Cells(room.0 / 2) {
                joint = Some(cut);
            }
        }
        if at > width {
            // What is left behind a cut is never nothing: it holds the cluster that did not fit.
            return Some(joint.unwrap_or(cut)).filter(|cut| *cut < line.len());
        }
    }
    None
}

/// Behind what a line of code may be broken without parting a name or a number.
fn is_code_joint(cluster: &str) -> bool {
    matches!(cluster, " " | "," | ";" | "(" | "[" | "{" | "/" | "\\")
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
