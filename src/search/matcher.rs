//! A query made ready for finding.

use std::borrow::Cow;

use memchr::memmem::Finder;

use crate::text::{Folding, TextRange};

use super::edges::is_whole_words;
use super::folds::Folds;
use super::regex::Expression;
use super::words::Words;
use super::{Query, Way};

/// Why a pattern cannot be used, in a line for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(pub(super) String);

/// What becomes of a place where the pattern fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is a match; the next one begins after it.
    Taken,
    /// It is none; the next one may begin at the next letter.
    Passed,
    /// Enough for now.
    Stop,
}

/// Is told each place where a pattern may fit, in order, and whether it does; the places where it does not
/// are told so that a search with few matches and many such places can be interrupted as well.
pub(super) type Found<'f> = dyn FnMut(TextRange, bool) -> Verdict + 'f;

/// A query made ready: it may be used on any number of texts.
#[derive(Clone, Debug)]
pub struct Matcher {
    query: Query,
    folding: Folding,
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    /// There is nothing to look for.
    Nothing,
    Words(Words),
    Exact(Finder<'static>),
    Regex(Expression),
}

impl Engine {
    fn of_words(words: &str, folding: Folding) -> Self {
        Words::new(words, folding).map_or(Self::Nothing, Self::Words)
    }
}

impl Matcher {
    /// Makes a query ready for texts that are folded in this way.
    ///
    /// # Errors
    /// If the pattern is a regular expression that cannot be used, or one that is too large.
    pub fn new(query: &Query, folding: Folding) -> Result<Self, PatternError> {
        let engine = match query.way {
            _ if query.is_blank() => Engine::Nothing,
            Way::Words => Engine::of_words(&query.pattern, folding),
            Way::Exact => Engine::Exact(Finder::new(&query.pattern).into_owned()),
            Way::Regex => Engine::Regex(Expression::new(&query.pattern, query.whole_words)?),
        };
        Ok(Self {
            query: query.clone(),
            folding,
            engine,
        })
    }

    /// Words as one remembers them, in a text that is folded in this way.
    pub fn for_words(words: &str, folding: Folding) -> Self {
        Self {
            query: Query::new(words),
            folding,
            engine: Engine::of_words(words, folding),
        }
    }

    /// The same question to a text that is folded in this way.
    pub fn folded_by(&self, folding: Folding) -> Cow<'_, Self> {
        match self.engine {
            Engine::Words(_) if folding != self.folding => Cow::Owned(Self {
                query: self.query.clone(),
                folding,
                engine: Engine::of_words(&self.query.pattern, folding),
            }),
            // The other ways do without folding.
            _ => Cow::Borrowed(self),
        }
    }

    /// The same words where the text has other punctuation around, between or in them than was typed, and
    /// other capitals and accents, for when they are nowhere as they were: `mr darcy` finds `Mr. Darcy`, `dont`
    /// `don’t`, `rabbit hole` `rabbit-hole`, `tomorrow` `to-morrow`, `Off with Her head.` `off with her head!`.
    /// They begin with a word, and may end inside one. `None` for what was meant exactly.
    pub fn loosened(&self) -> Option<Self> {
        let Engine::Words(words) = &self.engine else {
            return None;
        };
        Some(Self {
            query: self.query.clone(),
            folding: self.folding,
            engine: Engine::Words(words.loosened()?),
        })
    }

    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// How texts are folded for it.
    pub(super) fn folding(&self) -> Folding {
        self.folding
    }

    /// Whether it looks in the folded text.
    pub(super) fn is_folded(&self) -> bool {
        matches!(self.engine, Engine::Words(_))
    }

    /// All matches in `text`, in order; they do not overlap. A blank query matches nothing.
    pub fn find_in(&self, text: &str) -> Vec<TextRange> {
        let mut hits = Vec::new();
        self.find_each(text, &mut |hit| {
            hits.push(hit);
            true
        });
        hits
    }

    /// The first match in `text`.
    pub fn first_in(&self, text: &str) -> Option<TextRange> {
        let mut first = None;
        self.find_each(text, &mut |hit| {
            first = Some(hit);
            false
        });
        first
    }

    /// Whether there is a match in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Calls `found` with each match in order, until it says that it is enough.
    pub fn find_each(&self, text: &str, found: &mut dyn FnMut(TextRange) -> bool) {
        let mut folds = Folds::new(text, self.folding);
        let mut from = 0;
        let mut is_enough = false;
        for piece in 0..folds.count() {
            self.find_in_piece(text, &mut folds, piece, from, &mut |hit, is_match| {
                if !is_match {
                    return Verdict::Passed;
                }
                from = hit.end.to_usize();
                is_enough = !found(hit);
                if is_enough {
                    Verdict::Stop
                } else {
                    Verdict::Taken
                }
            });
            if is_enough {
                return;
            }
        }
    }

    /// Calls `found` with each match that begins in a piece of `text` at `from` or later, in order.
    pub(super) fn find_in_piece(
        &self,
        text: &str,
        folds: &mut Folds,
        piece: usize,
        from: usize,
        found: &mut Found<'_>,
    ) {
        let within = self.query.within;
        let mut judged = |hit: TextRange, fits: bool| {
            let is_inside = || within.is_none_or(|w| w.start <= hit.start && hit.end <= w.end);
            let is_whole = || !self.query.whole_words || is_whole_words(text, hit);
            found(hit, fits && is_inside() && is_whole())
        };
        let range = folds.range(piece);
        let start = range.start.max(from);
        match &self.engine {
            Engine::Nothing => {}
            Engine::Words(words) => words.find_in_piece(text, folds, piece, start, &mut judged),
            Engine::Exact(finder) => find_exactly(text, finder, start..range.end, &mut judged),
            Engine::Regex(expression) => expression.find_in(text, start..range.end, &mut judged),
        }
    }
}

/// The places where the very bytes stand that begin in `range`.
fn find_exactly(
    text: &str,
    finder: &Finder<'_>,
    range: std::ops::Range<usize>,
    found: &mut Found<'_>,
) {
    let length = finder.needle().len();
    let end = text.len().min(range.end + length - 1);
    let mut at = range.start;
    while let Some(next) = text
        .as_bytes()
        .get(at..end)
        .and_then(|rest| finder.find(rest))
    {
        let start = at + next;
        at = match found(TextRange::new(start, start + length), true) {
            Verdict::Taken => start + length,
            // The next byte that could begin it is found anyhow.
            Verdict::Passed => start + 1,
            Verdict::Stop => return,
        };
    }
}
