//! Quotations as mail has them: a `>` before each line, one more for what was quoted there already.

use super::lines::lines;
use super::pieces::{Apart, Form, Piece, form_of};
use super::stretch::{Stretch, stretches};
use super::survey::Survey;

/// Deeper ones are shown at this depth.
const DEEPEST: u8 = 8;

/// How deep a line is quoted, and what is left of it.
pub(super) fn unquoted(line: &str) -> (u8, &str) {
    let mut depth = 0;
    let mut rest = line;
    while let Some(inner) = rest.strip_prefix('>') {
        depth += 1;
        rest = inner.strip_prefix(' ').unwrap_or(inner);
        if depth >= DEEPEST {
            return (depth, rest.trim_start_matches(['>', ' ']));
        }
    }
    (depth, rest.trim())
}

/// Cuts a stretch in which lines are quoted: where the depth changes, and at quoted blank lines. The
/// lines that are not quoted are handed to `plain`, as stretches of their own.
pub(super) fn cut(
    stretch: &Stretch,
    text: &str,
    survey: &Survey,
    pieces: &mut Vec<Piece>,
    plain: impl Fn(&Stretch, &mut Vec<Piece>),
) {
    let mut open: Option<(u8, Piece)> = None;
    let mut inner = String::new();
    for line in lines(text) {
        let (depth, rest) = unquoted(line.text);
        let goes_on = open.as_ref().is_some_and(|(at, _)| *at == depth) && !rest.is_empty();
        if !goes_on && let Some((depth, piece)) = open.take() {
            close(depth, piece, &inner, survey, pieces, &plain);
        }
        if rest.is_empty() {
            continue;
        }
        if open.is_none() {
            inner.clear();
        }
        let start = stretch.start() + line.start;
        let (_, piece) = open.get_or_insert((depth, Piece::new(start, Form::Flow)));
        piece.take(stretch.start() + line.end());
        // As it stands, for what is said by its indents and lengths.
        inner.push_str(rest);
        inner.push('\n');
    }
    if let Some((depth, piece)) = open {
        close(depth, piece, &inner, survey, pieces, &plain);
    }
}

fn close(
    depth: u8,
    piece: Piece,
    inner: &str,
    survey: &Survey,
    pieces: &mut Vec<Piece>,
    plain: &impl Fn(&Stretch, &mut Vec<Piece>),
) {
    let Some(stretch) = stretches(inner).0.first().copied() else {
        return;
    };
    if depth == 0 {
        let place = piece.start()..piece.end();
        // Its indents were lost on the way here; so it must be looked at again.
        return plain(&stretch.shifted_at(place), pieces);
    }
    let apart = Apart::Quoted(depth);
    let form = form_of(&stretch, inner, survey);
    let mut piece = piece;
    (piece.form, piece.apart) = (form, apart);
    pieces.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_with_blanks_and_without() {
        assert_eq!(unquoted("> > a  b"), (2, "a  b"));
        assert_eq!(unquoted(">>a"), (2, "a"));
        assert_eq!(unquoted("a > b"), (0, "a > b"));
        assert_eq!(unquoted(">"), (1, ""));
        assert_eq!(unquoted(&">".repeat(10_000)), (8, ""));
    }
}
