//! Many files become one memory.
//!
//! Of all lines with the same id the one that was written last counts; of two written in the same
//! millisecond the one whose bytes sort later. So the outcome does not depend on which file is read
//! first, or how often: merging is commutative, associative and idempotent, which property tests hold.
//! Two machines that have each other's files are equal.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::entry::{Envelope, Sort, lines};
use super::{Entry, Timestamp};

/// Which of the lines with the same id counts: the highest. When it was written, and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'l>(pub Timestamp, pub &'l [u8]);

/// The line that counts of all with its id.
#[derive(Debug)]
pub(super) struct Latest<'l> {
    pub envelope: Envelope<'l>,
    pub line: &'l [u8],
}

/// How closely lines are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// What it begins with, where that is enough to know the envelope.
    Glance,
    /// The same, and a line that does not count is read to its end, so that damage in it shows. One that
    /// counts is read anyway, and so once and not twice.
    Checked,
    /// What they are about is not read: most lines are older than another, and need not be.
    Envelope,
    /// Wholly, so that a line that says nothing does not hide an older one that does.
    Content,
}

/// The lines that count, by id.
#[derive(Debug, Default)]
pub(super) struct Best<'l> {
    pub latest: BTreeMap<Cow<'l, str>, Latest<'l>>,
    /// When lines that only a later folio understands were written.
    later: BTreeMap<Cow<'l, str>, Timestamp>,
    /// How many lines of each file could not be read.
    pub unreadable: Vec<usize>,
    /// Whether a line that was known by what it begins with turned out to be damaged further on.
    is_damaged: bool,
}

impl<'l> Best<'l> {
    /// Those of all `files`, by their envelopes.
    pub fn of(files: &[&'l [u8]]) -> Self {
        Self::looked_at(files, Look::Envelope)
    }

    /// The same without reading most lines to their ends. Damage inside a line does not show, so what is
    /// taken from one has to be read first.
    pub fn at_a_glance(files: &[&'l [u8]]) -> Self {
        Self::looked_at(files, Look::Glance)
    }

    fn looked_at(files: &[&'l [u8]], look: Look) -> Self {
        let mut best = Self::default();
        for bytes in files {
            let unreadable = lines(bytes).filter(|line| !best.takes(line, look)).count();
            best.unreadable.push(unreadable);
        }
        best
    }

    /// Takes a line, unless an entry of its id is later. Answers whether it could be read.
    fn takes(&mut self, line: &'l [u8], look: Look) -> bool {
        let is_glance = matches!(look, Look::Glance | Look::Checked);
        let glanced = is_glance.then(|| Envelope::at_a_glance(line));
        let sort = glanced
            .flatten()
            .map_or_else(|| Sort::of(line), Sort::Known);
        let envelope = match sort {
            Sort::Known(envelope) => envelope,
            Sort::Later(envelope) => {
                let at = self.later.entry(envelope.id).or_default();
                *at = envelope.written.max(*at);
                return true;
            }
            Sort::Strange | Sort::Damaged => return false,
        };
        if look == Look::Content && !matches!(Entry::parse(&envelope, line), Some(Ok(_))) {
            return false;
        }
        let older = self.keep_later(Latest { envelope, line });
        if look == Look::Checked {
            let is_damaged = |older: Latest<'_>| Envelope::of(older.line).is_none();
            self.is_damaged |= older.is_some_and(is_damaged);
        }
        true
    }

    /// Keeps the later of a line and the one that was known of its id. Answers with the other.
    fn keep_later(&mut self, new: Latest<'l>) -> Option<Latest<'l>> {
        match self.latest.get_mut(&new.envelope.id) {
            Some(known) if known.rank() >= new.rank() => Some(new),
            Some(known) => Some(std::mem::replace(known, new)),
            None => self.latest.insert(new.envelope.id.clone(), new),
        }
    }
}

impl<'l> Latest<'l> {
    fn rank(&self) -> Rank<'l> {
        Rank(self.envelope.written, self.line)
    }

    /// What it says, if that can be read.
    pub fn entry(&self) -> Option<Entry> {
        Entry::parse(&self.envelope, self.line)?.ok()
    }
}

/// What all files say together.
#[derive(Debug, PartialEq)]
pub(super) struct Merged<'l> {
    /// The entries that count with the lines they stand in, by id.
    pub entries: Vec<(Entry, &'l [u8])>,
    /// When lines that only a later folio understands were written, by id.
    pub later: BTreeMap<Cow<'l, str>, Timestamp>,
    /// How many lines of each file could not be read.
    pub unreadable: Vec<usize>,
}

impl<'l> Merged<'l> {
    /// What `files` say.
    pub fn of(files: &[&'l [u8]]) -> Self {
        // Damage, and a known kind that says nothing, are rare enough to begin again for them.
        Self::looked_at(files, Look::Checked)
            .or_else(|| Self::looked_at(files, Look::Envelope))
            .or_else(|| Self::looked_at(files, Look::Content))
            .unwrap_or_else(|| Self {
                entries: Vec::new(),
                later: BTreeMap::new(),
                unreadable: vec![0; files.len()],
            })
    }

    /// `None` where a line that counts says nothing, or one was damaged and did not look so.
    fn looked_at(files: &[&'l [u8]], look: Look) -> Option<Self> {
        let best = Best::looked_at(files, look);
        if best.is_damaged {
            return None;
        }
        let latest = best.latest.into_values();
        let entries = latest.map(|latest| Some((latest.entry()?, latest.line)));
        Some(Self {
            entries: entries.collect::<Option<_>>()?,
            later: best.later,
            unreadable: best.unreadable,
        })
    }
}
