//! A text in folded pieces, made when they are needed.
//!
//! A search folds each piece when it comes to it and lets it go behind it: that is sooner done than writing a
//! whole folded book into fresh memory. What is prepared for the searches to come is kept.

use std::sync::{Arc, OnceLock};
use std::thread;

use crate::text::{Folded, Folding};

/// How large a piece is, in bytes: small enough that a search can be interrupted after one, large enough
/// that going from one to the next costs nothing.
const PIECE: usize = 128 * 1024;

/// Up to how many bytes of text all of its folds are kept. They take about as much memory as the text;
/// a larger text is folded again each time, which takes a third of a second for 100 MB.
const KEPT: usize = 32 * 1024 * 1024;

/// How many pieces a search holds at once: it goes through them in order, and looks ahead from one to the next.
const AT_HAND: usize = 2;

/// The pieces of one text, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    folding: Folding,
    /// Where the pieces begin, and the end of the text.
    cuts: Vec<usize>,
    /// What was prepared.
    kept: Vec<Option<Arc<Folded>>>,
    /// What a search has folded last, each with which piece it is.
    at_hand: Vec<(usize, Arc<Folded>)>,
    keeps_all: bool,
    /// Before this piece, all that are kept have been folded.
    folded_to: usize,
}

impl Folds {
    /// The pieces of `text`; nothing is folded yet.
    pub fn new(text: &str, folding: Folding) -> Self {
        Self::of_pieces(text, folding, PIECE)
    }

    pub(super) fn of_pieces(text: &str, folding: Folding, piece: usize) -> Self {
        let mut cuts = vec![0];
        let mut at = 0;
        while at + piece < text.len() {
            at = cut_after(text, at + piece, folding);
            cuts.push(at);
        }
        if at < text.len() || text.is_empty() {
            cuts.push(text.len());
        }
        Self {
            folding,
            kept: vec![None; cuts.len() - 1],
            cuts,
            at_hand: Vec::with_capacity(AT_HAND),
            keeps_all: text.len() <= KEPT,
            folded_to: 0,
        }
    }

    /// In how many pieces the text is.
    pub fn count(&self) -> usize {
        self.kept.len()
    }

    /// The bytes of the text that are in a piece; empty past the last.
    pub fn range(&self, piece: usize) -> std::ops::Range<usize> {
        let end = self.cuts.last().copied().unwrap_or(0);
        let at = |index| self.cuts.get(index).copied().unwrap_or(end);
        at(piece)..at(piece + 1)
    }

    /// The piece in which the byte `at` lies.
    pub fn piece_at(&self, at: usize) -> usize {
        let after = self.cuts.partition_point(|cut| *cut <= at);
        after.saturating_sub(1).min(self.count().saturating_sub(1))
    }

    /// A piece of `text`, the one these folds are of.
    pub fn get(&mut self, text: &str, piece: usize) -> Arc<Folded> {
        if let Some(Some(fold)) = self.kept.get(piece) {
            return Arc::clone(fold);
        }
        if let Some((_, fold)) = self.at_hand.iter().find(|(n, _)| *n == piece) {
            return Arc::clone(fold);
        }
        if self.at_hand.len() >= AT_HAND {
            self.at_hand.remove(0);
        }
        let fold = self.fold(text, piece);
        self.at_hand.push((piece, Arc::clone(&fold)));
        fold
    }

    /// Whether a piece is folded already.
    pub fn has(&self, piece: usize) -> bool {
        matches!(self.kept.get(piece), Some(Some(_)))
            || self.at_hand.iter().any(|(n, _)| *n == piece)
    }

    fn fold(&self, text: &str, piece: usize) -> Arc<Folded> {
        let source = text.get(self.range(piece)).unwrap_or("");
        Arc::new(Folded::new(source, self.folding))
    }

    /// Folds the first piece that is not folded yet, to be kept. Answers whether there was one; of a large text
    /// none is kept.
    pub fn fold_next(&mut self, text: &str) -> bool {
        let ahead = self.kept.get(self.folded_to..).unwrap_or(&[]);
        let next = ahead.iter().position(Option::is_none);
        let Some(next) = next.filter(|_| self.keeps_all) else {
            return false;
        };
        self.folded_to += next;
        let fold = self.fold(text, self.folded_to);
        if let Some(place) = self.kept.get_mut(self.folded_to) {
            *place = Some(fold);
        }
        true
    }

    /// Lets go of what a search has left here.
    pub fn settle(&mut self) {
        self.at_hand.clear();
    }
}

/// How many cores there are; asked once, for the system reads files to answer.
pub(super) fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

/// A place at or after `wished` where a piece can end: after a line end if there is one near, else between
/// two letters.
fn cut_after(text: &str, wished: usize, folding: Folding) -> usize {
    /// How far a line end is looked for.
    const NEAR: usize = PIECE / 2;
    let bytes = text.as_bytes();
    let near = bytes
        .get(wished..text.len().min(wished + NEAR))
        .unwrap_or(&[]);
    for line_end in memchr::memchr_iter(b'\n', near) {
        let at = wished + line_end + 1;
        if folding.can_begin_at(text, at) {
            return at;
        }
    }
    // However far: in the middle of a run of blanks both pieces would have one.
    let mut at = wished.min(text.len());
    while at < text.len() && !folding.can_begin_at(text, at) {
        at += 1;
    }
    at
}
