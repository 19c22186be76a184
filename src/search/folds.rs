//! A text in folded pieces, made when they are needed.

use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};
use std::thread;

use crate::text::{Folded, Folding};

/// How large a piece is, in bytes: small enough that a search can be interrupted after one, large enough
/// that going from one to the next costs nothing.
const PIECE: usize = 128 * 1024;

/// Up to how many bytes of text all of its folds are kept. They take about as much memory as the text;
/// a larger text is folded again each time, which takes a third of a second for 100 MB.
const KEPT: usize = 32 * 1024 * 1024;

/// How many pieces are folded at a time: a megabyte, which two cores fold in half a millisecond. A search is
/// not interrupted meanwhile.
const TOGETHER: usize = 8;

/// The pieces of one text, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    folding: Folding,
    /// Where the pieces begin, and the end of the text.
    cuts: Vec<usize>,
    kept: Vec<Option<Arc<Folded>>>,
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
        if self.keeps_all {
            self.fold_from(text, piece);
            if let Some(Some(fold)) = self.kept.get(piece) {
                return Arc::clone(fold);
            }
        }
        let fold = self.fold(text, piece);
        if let Some(before) = piece.checked_sub(2) {
            // One goes through the pieces in order and looks ahead from one to the next.
            self.kept
                .iter_mut()
                .take(before + 1)
                .for_each(|old| *old = None);
        }
        if let Some(place) = self.kept.get_mut(piece) {
            *place = Some(Arc::clone(&fold));
        }
        fold
    }

    /// How many pieces from this one on can be looked through without another being folded. The first ones are
    /// folded if they are not yet; 0 if they are not kept, or if there is but one core.
    pub fn ready_from(&mut self, text: &str, piece: usize) -> usize {
        if !self.keeps_all || cores() < 2 {
            return 0;
        }
        self.get(text, piece);
        let after = self.kept.get(piece..).unwrap_or(&[]);
        let folded = after.iter().take_while(|fold| fold.is_some()).count();
        // A match may end in the piece after.
        if folded == after.len() {
            folded
        } else {
            folded.saturating_sub(1)
        }
    }

    fn fold(&self, text: &str, piece: usize) -> Arc<Folded> {
        let source = text.get(self.range(piece)).unwrap_or("");
        Arc::new(Folded::new(source, self.folding))
    }

    /// Folds a piece and those after it that will be asked for next, on two cores where there are two.
    fn fold_from(&mut self, text: &str, piece: usize) {
        let after = self.kept.iter().enumerate().skip(piece);
        let missing = after.filter(|(_, fold)| fold.is_none()).map(|(n, _)| n);
        let missing: Vec<usize> = missing.take(TOGETHER).collect();
        let folds = |pieces: &[usize]| -> Vec<Arc<Folded>> {
            pieces.iter().map(|n| self.fold(text, *n)).collect()
        };
        let made = if cores() < 2 || missing.len() < 2 {
            folds(&missing)
        } else {
            let (first, second) = missing.split_at(missing.len() / 2);
            thread::scope(|scope| {
                let second = scope.spawn(|| folds(second));
                let mut made = folds(first);
                made.extend(second.join().unwrap_or_else(|panic| resume_unwind(panic)));
                made
            })
        };
        for (n, fold) in missing.into_iter().zip(made) {
            if let Some(place) = self.kept.get_mut(n) {
                *place = Some(fold);
            }
        }
    }

    /// Folds the first pieces that are not folded yet, if they will be kept. Answers whether there was one.
    pub fn fold_next(&mut self, text: &str) -> bool {
        let ahead = self.kept.get(self.folded_to..).unwrap_or(&[]);
        let next = ahead.iter().position(Option::is_none);
        let Some(next) = next.filter(|_| self.keeps_all) else {
            return false;
        };
        self.folded_to += next;
        self.get(text, self.folded_to);
        true
    }

    /// Lets go of what a large text has left here.
    pub fn settle(&mut self) {
        if !self.keeps_all {
            self.kept.fill(None);
        }
    }
}

/// How many cores there are; asked once, for the system reads files to answer.
fn cores() -> usize {
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
