//! Whether a text tells its paragraphs apart by indents.

use super::pieces::{Form, Piece};

/// Whether most paragraphs begin with an indent right under the line before: then they are meant to be
/// set so.
pub(super) fn are_told_apart(source: &str, pieces: &[Piece]) -> bool {
    let mut paragraphs = 0;
    let mut indented = 0;
    let mut end = 0;
    for piece in pieces {
        if piece.form == Form::Flow {
            paragraphs += 1;
            indented += usize::from(is_indented(source, end, piece.start()));
        }
        end = piece.end();
    }
    indented * 2 > paragraphs
}

/// Whether between the piece before, which ends at `end`, and `start` there is one line end, and a blank.
fn is_indented(source: &str, end: usize, start: usize) -> bool {
    let between = source.get(end.min(start)..start).unwrap_or("");
    let first = source.get(start..).and_then(|rest| rest.chars().next());
    let is_blank = |char: char| matches!(char, ' ' | '\t' | '\u{3000}');
    let ends = between.matches('\n').count()
        + usize::from(source.get(..end).is_some_and(|s| s.ends_with('\n')));
    ends == 1 && (between.ends_with(is_blank) || first.is_some_and(is_blank))
}
