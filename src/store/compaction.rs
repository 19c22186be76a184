//! Taking out of a machine's own file what a later line has made void.
//!
//! Lines are only ever added, so the file of a book that is being read grows by a line a page. Now and then it
//! is written anew, without what is superseded by a later line of the same file. Lines that this folio does
//! not understand are kept as they are; what is no JSON at all is moved to a file beside first. Other
//! machines' files are theirs.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::append::{End, Hold, Writing};
use super::entry::{Entry, Sort, lines};
use super::files::LARGEST;
use super::{StoreError, Timestamp, atomic};

/// A file smaller than this is not worth it.
pub(super) const WORTH: u64 = 64 * 1024;

/// What is to become of the lines of a file.
#[derive(Debug, Default)]
struct Plan<'l> {
    kept: Vec<&'l [u8]>,
    damaged: Vec<&'l [u8]>,
    superseded: usize,
}

impl<'l> Plan<'l> {
    fn of(bytes: &'l [u8]) -> Self {
        let mut plan = Self::default();
        // Which of the kept lines is the latest with its id.
        let mut latest: BTreeMap<String, (Timestamp, usize)> = BTreeMap::new();
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
            let Some(entry) = entry else {
                plan.kept.push(line);
                continue;
            };
            let known = latest.get(&entry.id).copied();
            match known {
                Some((written, at)) => {
                    let older = plan.kept[at];
                    let is_later = (entry.written, line) > (written, older);
                    plan.superseded += if is_later { older.len() } else { line.len() };
                    if is_later {
                        plan.kept[at] = line;
                        latest.insert(entry.id, (entry.written, at));
                    }
                }
                None => {
                    latest.insert(entry.id, (entry.written, plan.kept.len()));
                    plan.kept.push(line);
                }
            }
        }
        plan
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
pub(super) fn tidy(path: &Path) -> Result<Tidied, StoreError> {
    let failed = |error| StoreError::io(path, error);
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true);
    let Writing { mut file, hold } = Writing::open(path, &options).map_err(failed)?;
    let length = file.length().map_err(failed)?;
    let untouched = Tidied {
        length,
        notice: None,
    };
    // Without the lock another folio may be adding a line just now.
    if hold == Hold::Shared || length > LARGEST {
        return Ok(untouched);
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(failed)?;
    let plan = Plan::of(&bytes);
    if !plan.is_worth_it(length) {
        return Ok(untouched);
    }
    let notice = move_aside(path, &plan.damaged)?;
    let new = joined(&plan.kept);
    // Who could not get the lock writes without it.
    if file.length().map_err(failed)? != bytes.len() as u64 {
        return Ok(Tidied { length, notice });
    }
    atomic::replace(path, &new).map_err(failed)?;
    Ok(Tidied {
        length: new.len() as u64,
        notice,
    })
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
