//! Zip archives, as damaged as they come.
//!
//! What an archive says of itself is not believed: sizes only bound what is read, a directory that is
//! broken or gone is replaced by a walk over the files' own headers (`directory`), and a stream that
//! breaks off gives what came before (`inflate`). Names are keys in a map and nothing else (`names`):
//! no path leaves the archive, and nothing is ever written. What nobody looks at need not be read (`sparse`). Everything read counts against budgets, so
//! that a small file cannot become a large one in memory.
//!
//! `rawzip` knows the directory's records, zip64 and misplaced offsets; `flate2` inflates.

mod directory;
mod inflate;
mod names;
mod sparse;

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

use crate::document::Problem;
use inflate::{Ended, inflate};
pub(super) use names::{Match, joined};
pub(super) use sparse::read as read_sparse;

/// How many files an archive may have: what a zip can count without the extension for huge ones.
const MOST_ENTRIES: usize = 65_536;

/// How large one file may become. The largest chapters of real books (a dictionary in one file) have
/// some 20 MiB.
const LARGEST_ENTRY: usize = 128 << 20;

/// How much may be read of one archive in all: as much as a library of 400 novels, and read in a few
/// seconds. A file that is read for two reasons counts twice, but a page only once.
const MOST_BYTES: u64 = 256 << 20;

/// Markup shrinks to a fifth, repetitive markup to a fiftieth; a bomb to a thousandth.
const STEEPEST: usize = 200;

/// Below this size the ratio does not matter: such files harm nobody.
const HARMLESS: usize = 8 << 20;

/// The number of a file in its archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct EntryId(usize);

/// An archive that lies in memory.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    entries: Vec<Entry<'a>>,
    names: names::Names,
    is_sound: bool,
    left: AtomicU64,
    problems: Vec<Problem>,
}

/// A file in an archive, packed.
#[derive(Debug)]
struct Entry<'a> {
    name: Box<str>,
    method: Method,
    is_encrypted: bool,
    crc: u32,
    /// Its size unpacked, as the archive claims; a hint.
    claims: usize,
    /// From its first byte to where it seems to end.
    data: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Stored,
    Deflate,
    Other(&'static str),
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Unpacked<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// What was wrong with it; the bytes are what could be read.
    pub(super) problem: Option<&'static str>,
}

/// Why a file in an archive, or an archive, cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum ArchiveError {
    #[error("there are no files in this archive; it is empty or not a zip archive")]
    Empty,
    #[error("protected by a password")]
    Password,
    #[error("packed by a method that folio does not know ({0}); only deflate is usual")]
    Method(&'static str),
    #[error("damaged from its first byte on")]
    Damaged,
    #[error("unpacks to over 128 MiB, or over 200 times its size; left out")]
    Bomb,
    #[error("left out: this archive unpacks to over 256 MiB")]
    Exhausted,
}

/// Bytes that may stand before an archive and are none of it: a self-extracting program, a mail's head.
const JUNK: usize = 64 * 1024;

/// Whether the head of a file can be that of an archive.
pub(super) fn may_be_zip(head: &[u8]) -> bool {
    let near = head.get(..JUNK).unwrap_or(head);
    head.starts_with(b"PK\x05\x06") || memchr::memmem::find(near, b"PK\x03\x04").is_some()
}

/// Whether bytes are an archive: one begins here, or does after junk and ends as archives do.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    may_be_zip(bytes)
        && (bytes.starts_with(b"PK") || memchr::memmem::rfind(bytes, b"PK\x05\x06").is_some())
}

impl<'a> Archive<'a> {
    /// Reads which files there are.
    ///
    /// # Errors
    ///
    /// Where there are none, or all are protected by a password.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        let mut problems = Vec::new();
        let (entries, is_sound) = directory::read(bytes, &mut problems);
        if entries.is_empty() {
            return Err(ArchiveError::Empty);
        }
        // One file so marked may be a mistake; where all are, the archive says that it is closed.
        if entries.iter().all(|entry| entry.is_encrypted) {
            return Err(ArchiveError::Password);
        }
        let names = names::Names::of(entries.iter().map(|entry| &*entry.name));
        Ok(Self {
            entries,
            names,
            is_sound,
            left: AtomicU64::new(MOST_BYTES),
            problems,
        })
    }

    /// Whether its directory is there and says what is in it; of an archive that was cut off it is not.
    pub(super) fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// What was wrong with the archive as a whole.
    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The files' names, in the archive's order.
    pub(super) fn names(&self) -> impl Iterator<Item = (EntryId, &str)> {
        let named = self.entries.iter().enumerate();
        named.map(|(index, entry)| (EntryId(index), &*entry.name))
    }

    /// The name of a file.
    pub(super) fn name(&self, id: EntryId) -> &str {
        self.entries.get(id.0).map_or("", |entry| &entry.name)
    }

    /// The file with this name; where there is none, one whose name differs in spelling only.
    pub(super) fn find(&self, path: &str) -> Option<Match> {
        self.names.find(path)
    }

    /// How many bytes a file is said to have unpacked, if so many can be in it.
    pub(super) fn claimed_size(&self, id: EntryId) -> usize {
        let entry = self.entries.get(id.0);
        entry.map_or(0, |entry| entry.claims.min(room_for(entry)))
    }

    /// Unpacks a file; what is damaged is given as far as it can be read.
    ///
    /// # Errors
    ///
    /// Where nothing of it can be read, or it is too large.
    pub(super) fn read(&self, id: EntryId) -> Result<Unpacked<'a>, ArchiveError> {
        let Some(entry) = self.entries.get(id.0) else {
            return Err(ArchiveError::Damaged);
        };
        let left = usize::try_from(self.left.load(Ordering::Relaxed)).unwrap_or(usize::MAX);
        let room = room_for(entry);
        let (bytes, ended) = entry.unpack(room.min(left))?;
        // Spent whatever comes of it: there may be a bomb, or what nobody can read, on every page.
        if !self.spend(bytes.len()) || ended == Ended::TooLong && left < room {
            return Err(ArchiveError::Exhausted);
        }
        entry.judged(bytes, ended)
    }

    /// Unpacks again a file that could be read, and was paid for then.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub(super) fn read_again(&self, id: EntryId) -> Result<Unpacked<'a>, ArchiveError> {
        let entry = self.entries.get(id.0).ok_or(ArchiveError::Damaged)?;
        let (bytes, ended) = entry.unpack(room_for(entry))?;
        entry.judged(bytes, ended)
    }

    /// Takes so many bytes from what may be read in all; answers whether there were as many.
    fn spend(&self, bytes: usize) -> bool {
        let less = |left: u64| left.checked_sub(bytes as u64);
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        self.left.fetch_update(set, fetch, less).is_ok()
    }

    /// The beginning of a file, at most `bytes` long and as damaged as it may be: to see what it is.
    pub(super) fn peek(&self, id: EntryId, bytes: usize) -> Cow<'a, [u8]> {
        let entry = self.entries.get(id.0);
        entry.map_or(Cow::Borrowed(&[]), |entry| entry.beginning(bytes))
    }
}

/// How large a file may become.
fn room_for(entry: &Entry<'_>) -> usize {
    let by_ratio = entry.data.len().saturating_mul(STEEPEST).max(HARMLESS);
    by_ratio.min(LARGEST_ENTRY)
}

impl<'a> Entry<'a> {
    /// The bytes of the file, at most `limit`, and how they ended. A stored one that is larger costs nothing.
    fn unpack(&self, limit: usize) -> Result<(Cow<'a, [u8]>, Ended), ArchiveError> {
        match self.method {
            Method::Stored if self.data.len() > limit => Ok((Cow::Borrowed(&[]), Ended::TooLong)),
            Method::Stored => Ok((Cow::Borrowed(self.data), Ended::Whole)),
            Method::Deflate => {
                let (bytes, ended) = inflate(self.data, self.claims, limit);
                Ok((Cow::Owned(bytes), ended))
            }
            Method::Other(name) => Err(ArchiveError::Method(name)),
        }
    }

    /// What is to be thought of bytes that ended so.
    fn judged(&self, bytes: Cow<'a, [u8]>, ended: Ended) -> Result<Unpacked<'a>, ArchiveError> {
        let is_right = || crc(&bytes) == self.crc;
        let problem = match ended {
            Ended::TooLong => return Err(ArchiveError::Bomb),
            Ended::Whole if is_right() => self
                .is_encrypted
                .then_some("marked as protected by a password, but is not"),
            _ if self.is_encrypted => return Err(ArchiveError::Password),
            Ended::Broken if bytes.is_empty() => return Err(ArchiveError::Damaged),
            Ended::Broken => Some("damaged; read as far as it goes"),
            Ended::Whole => Some("its checksum is wrong; something in it may be damaged"),
        };
        Ok(Unpacked { bytes, problem })
    }

    fn beginning(&self, bytes: usize) -> Cow<'a, [u8]> {
        match self.method {
            Method::Stored => Cow::Borrowed(self.data.get(..bytes).unwrap_or(self.data)),
            Method::Deflate => Cow::Owned(inflate(self.data, bytes, bytes).0),
            Method::Other(_) => Cow::Borrowed(&[]),
        }
    }
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests;
