//! Taking out of a machine's own file what a later line has made void.
//!
//! Lines are only ever added, so the file of a book that is being read grows by a line a page. Now and then it
//! is written anew, without what is superseded by a later line of the same file. Lines that this folio does
//! not understand are kept as they are; what is no JSON at all is moved to a file beside first. Other
//! machines' files are theirs. What had to be written beside the own file, because somebody held that, is taken
//! into it. Of what was looked for, no more is kept than can be brought back.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::text::sort_by;

use super::append::{End, Hold, Writing, all_beside};
use super::entry::{Entry, Sort, lines};
use super::files::LARGEST;
use super::merge::Rank;
use super::{Content, StoreError, Timestamp, atomic, shelves};

/// A file smaller than this is not worth it.
pub(super) const WORTH: u64 = 64 * 1024;

/// What is to become of the lines of a file.
#[derive(Debug, Default)]
struct Plan<'l> {
    kept: Vec<&'l [u8]>,
    damaged: Vec<&'l [u8]>,
    superseded: usize,
}

/// The latest line with an id.
struct Latest<'l> {
    rank: Rank<'l>,
    /// Which of the kept lines it is.
    at: usize,
    /// What was looked for, if that is what it says.
    search: Option<String>,
}

impl<'l> Plan<'l> {
    fn of(bytes: &'l [u8]) -> Self {
        let mut plan = Self::default();
        let mut latest = BTreeMap::new();
        for line in lines(bytes) {
            let entry = match Sort::of(line) {
                Sort::Known(envelope) => Entry::parse(&envelope, line)
                    .and_then(Result::ok)
                    .filter(|_| envelope.v <= super::entry::VERSION),
                Sort::Later(_) | Sort::Strange => None,
                Sort::Damaged => {
                    plan.damaged.push(line);
                    continue;
                }
            };
            match entry {
                Some(entry) => plan.weigh(entry, line, &mut latest),
                None => plan.kept.push(line),
            }
        }
        plan.drop_searches(latest);
        plan
    }

    /// Keeps a line instead of an earlier one with its id, or not at all.
    fn weigh(&mut self, entry: Entry, line: &'l [u8], latest: &mut BTreeMap<String, Latest<'l>>) {
        let rank = Rank(entry.written, line);
        let search = match entry.content {
            Content::Search(search) if !entry.deleted => Some(search.pattern),
            _ => None,
        };
        match latest.get_mut(&entry.id) {
            Some(known) if rank <= known.rank => self.superseded += line.len(),
            Some(known) => {
                self.superseded += known.rank.1.len();
                self.kept[known.at] = line;
                (known.rank, known.search) = (rank, search);
            }
            None => {
                let at = self.kept.len();
                self.kept.push(line);
                latest.insert(entry.id, Latest { rank, at, search });
            }
        }
    }

    /// Drops the searches before the newest ones of this file. None of them is among the newest of all files:
    /// where so many of one are newer, so are as many of all. So all machines remember what they did.
    fn drop_searches(&mut self, latest: BTreeMap<String, Latest<'l>>) {
        let searches = latest.into_values().filter_map(|latest| {
            let Rank(written, _) = latest.rank;
            Some((written, latest.search?, latest.at))
        });
        let mut searches: Vec<(Timestamp, String, usize)> = searches.collect();
        sort_by(&mut searches, Ord::cmp);
        let old = searches.len().saturating_sub(shelves::MOST);
        let dropped: HashSet<usize> = searches.into_iter().take(old).map(|(.., at)| at).collect();
        let mut at = 0;
        self.kept.retain(|line| {
            let is_dropped = dropped.contains(&at);
            at += 1;
            self.superseded += if is_dropped { line.len() } else { 0 };
            !is_dropped
        });
    }

    fn is_worth_it(&self, length: u64) -> bool {
        !self.damaged.is_empty() || length > WORTH && self.superseded as u64 > length / 2
    }
}

fn joined(lines: &[&[u8]]) -> Vec<u8> {
    let mut bytes = lines.join(&b'\n');
    if !bytes.is_empty() {
        bytes.push(b'\n');
    }
    bytes
}

/// What has been done to a file.
#[derive(Debug)]
pub(super) struct Tidied {
    /// Its length now.
    pub length: u64,
    /// That damaged lines were moved.
    pub notice: Option<StoreError>,
}

/// Writes the file at `path` anew if that is worth it; else it stays as it is.
pub(super) fn tidy(path: &Path, patience: Duration) -> Result<Tidied, StoreError> {
    tidy_while(path, patience, || {})
}

/// The same, while something else happens: just before the new file takes the place of the old one.
pub(super) fn tidy_while(
    path: &Path,
    patience: Duration,
    meanwhile: impl FnOnce(),
) -> Result<Tidied, StoreError> {
    let failed = |error| StoreError::io(path, error);
    let mut options = OpenOptions::new();
    options.read(true).append(true);
    let Writing { mut file, hold } = Writing::open(path, &options, patience).map_err(failed)?;
    let length = file.length().map_err(failed)?;
    let untouched = Tidied {
        length,
        notice: None,
    };
    // Without the lock another folio may be adding a line just now.
    if hold != Hold::Locked || length > LARGEST {
        return Ok(untouched);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(failed)?;
    let was_read = bytes.len() as u64;
    let beside = take_beside(path, &options, &mut bytes);
    let plan = Plan::of(&bytes);
    if beside.is_empty() && !plan.is_worth_it(length) {
        return Ok(untouched);
    }
    let notice = move_aside(path, &plan.damaged)?;
    let new = joined(&plan.kept);
    let is_as_read = || {
        meanwhile();
        // Who has no locks writes without.
        file.length().is_ok_and(|length| length == was_read)
    };
    if !atomic::replace_if(path, &new, is_as_read).map_err(failed)? {
        return Ok(Tidied { length, notice });
    }
    beside.into_iter().for_each(Beside::discard);
    Ok(Tidied {
        length: new.len() as u64,
        notice,
    })
}

/// A file beside a machine's own that is taken into it, and locked until it is.
struct Beside {
    path: PathBuf,
    file: File,
}

/// Adds the lines of the files beside the one at `path` to `bytes`. One that somebody writes to has time, and one
/// that would make a journal too long to be read stays.
fn take_beside(path: &Path, options: &OpenOptions, bytes: &mut Vec<u8>) -> Vec<Beside> {
    let mut taken = Vec::new();
    for path in all_beside(path) {
        let opened = Writing::open(&path, options, Duration::ZERO);
        let Ok(Writing {
            mut file,
            hold: Hold::Locked,
        }) = opened
        else {
            continue;
        };
        let fits = |length: &u64| *length > 0 && bytes.len() as u64 + length < LARGEST;
        let length = bytes.len();
        if file.length().ok().filter(fits).is_none() {
            continue;
        }
        // Either may end in half a line.
        bytes.push(b'\n');
        if file.read_to_end(bytes).is_ok() {
            taken.push(Beside { path, file });
        } else {
            bytes.truncate(length);
        }
    }
    taken
}

impl Beside {
    /// Its lines are in the machine's own file. Who waits for its lock sees that it is gone and makes another; where
    /// that cannot be seen, it stays and is empty. If neither can be done, its lines stand there twice, which
    /// does no harm.
    fn discard(self) {
        let _ = if cfg!(unix) {
            fs::remove_file(&self.path)
        } else {
            self.file.set_len(0)
        };
    }
}

/// Writes lines to a new file beside `path`, and tells of it.
fn move_aside(path: &Path, damaged: &[&[u8]]) -> Result<Option<StoreError>, StoreError> {
    if damaged.is_empty() {
        return Ok(None);
    }
    let bytes = joined(damaged);
    let mut at = Timestamp::now();
    loop {
        let aside = aside(path, at);
        match atomic::create(&aside, &bytes) {
            Ok(()) => {
                let (path, count) = (path.to_owned(), damaged.len());
                return Ok(Some(StoreError::Aside { path, aside, count }));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => at = at.next(),
            Err(error) => return Err(StoreError::io(aside, error)),
        }
    }
}

fn aside(path: &Path, at: Timestamp) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".damaged-{}", at.0));
    path.with_file_name(name)
}
