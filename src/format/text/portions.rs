//! A source in portions, each given back when it has been written.
//!
//! While a text is written the source and the document would both be in memory: of a gigabyte, two. But
//! writing goes through the source once, from its beginning to its end. So a long one is taken apart first,
//! from its end, which costs one portion more than itself, and each portion is dropped when all in it
//! has been written.

use std::borrow::Cow;
use std::ops::Range;

use super::pieces::Piece;
use super::room::give_back;

/// Bytes of a portion, at least.
const PORTION: usize = 256 << 10;
/// From this size on, in bytes, a source that is given away is given back while it is written.
pub(in crate::format) const GIVEN_BACK: usize = 2 << 20;
/// How many portions there are at most. Each is moved once, but the room it leaves is given back by
/// asking the allocator for less, and not every one does that without moving the rest.
const MOST: usize = 16;

/// The portions of a source that are still to be written.
#[derive(Debug)]
pub(super) struct Portions<'s> {
    /// At which byte of its file the source begins, if it stands there as it is.
    begins: Option<usize>,
    /// Where each begins in the source; the next to be written is the last.
    left: Vec<(usize, Cow<'s, str>)>,
}

impl<'s> Portions<'s> {
    /// Takes a source apart between pieces. `begins` says at which byte of its file it begins, if it stands there as
    /// it is, and `may_begin` whether a portion may begin with the piece at an index.
    pub(super) fn of(
        source: Cow<'s, str>,
        begins: Option<usize>,
        pieces: &[Piece],
        may_begin: impl Fn(usize) -> bool,
    ) -> Self {
        let mut source = match source {
            Cow::Owned(source) if source.len() >= GIVEN_BACK => source,
            source => {
                return Self {
                    begins,
                    left: vec![(0, source)],
                };
            }
        };
        let size = PORTION.max(source.len() / MOST);
        let mut cuts = Vec::new();
        let mut last = 0;
        for (index, pair) in pieces.windows(2).enumerate() {
            if let [before, piece] = pair
                && piece.start() - last >= size
                && may_begin(index + 1)
            {
                // The blanks between two pieces belong to the second: they say how it stands apart.
                cuts.push(before.end());
                last = before.end();
            }
        }
        let mut left = Vec::with_capacity(cuts.len() + 1);
        for cut in cuts.into_iter().rev() {
            if source.is_char_boundary(cut) {
                left.push((cut, Cow::Owned(source.split_off(cut))));
                source.shrink_to_fit();
            }
        }
        left.push((0, Cow::Owned(source)));
        Self { begins, left }
    }

    /// Gives the portion back that is written next.
    fn pop(&mut self) {
        if let Some((_, Cow::Owned(written))) = self.left.pop() {
            give_back(written.into_bytes());
        }
    }

    /// Goes on to the portion with this place in it or at its end, and gives back those before it.
    pub(super) fn reach(&mut self, place: usize) {
        while let [.., (next, _), _] = self.left.as_slice()
            && place > *next
        {
            self.pop();
        }
    }

    /// At which byte of its file a place of the source is; `None` where it stands otherwise there.
    pub(super) fn in_file(&self, place: usize) -> Option<usize> {
        self.begins.map(|begins| begins + place)
    }

    /// The text between two places of the portion that was reached; what is before it is gone.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        let Some((from, text)) = self.left.last() else {
            return "";
        };
        let start = range.start.saturating_sub(*from);
        let end = range.end.saturating_sub(*from);
        text.get(start..end).unwrap_or("")
    }
}

impl Drop for Portions<'_> {
    fn drop(&mut self) {
        while !self.left.is_empty() {
            self.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Form;
    use super::*;

    fn piece(start: usize, end: usize) -> Piece {
        Piece::whole(start..end, 1, Form::Flow)
    }

    #[test]
    fn a_long_source_is_taken_apart_and_none_of_it_is_lost() {
        let paragraph = "Ein Satz über vieles. ".repeat(40);
        let source = format!("{paragraph}\n\n").repeat(GIVEN_BACK / paragraph.len() + 1);
        let pieces: Vec<Piece> = source
            .match_indices(&paragraph)
            .map(|(at, text)| piece(at, at + text.len()))
            .collect();
        // Every second one belongs to the one before it.
        let may_begin = |index: usize| index.is_multiple_of(2);
        let mut portions = Portions::of(Cow::Owned(source.clone()), None, &pieces, may_begin);
        let parts = portions.left.len();
        assert!(parts > 2, "{parts} portions");
        let joined: String = portions.left.iter().rev().map(|(_, s)| &**s).collect();
        assert!(joined == source, "other text");
        let mut end = 0;
        for pair in pieces.chunks(2) {
            if let Some(last) = pair.last() {
                portions.reach(last.end());
            }
            for piece in pair {
                assert_eq!(portions.get(piece.start()..piece.end()), piece.of(&source));
                assert_eq!(
                    portions.get(end..piece.start()),
                    &source[end..piece.start()]
                );
                end = piece.end();
            }
        }
        assert_eq!(portions.left.len(), 1);
    }

    #[test]
    fn a_short_source_and_one_that_is_not_ours_stay_whole() {
        for source in [Cow::Owned("a\n\nb".to_owned()), Cow::Borrowed("a\n\nb")] {
            let pieces = [piece(0, 1), piece(3, 4)];
            let mut portions = Portions::of(source, None, &pieces, |_| true);
            portions.reach(4);
            assert_eq!((portions.get(0..1), portions.get(3..4)), ("a", "b"));
        }
    }
}
