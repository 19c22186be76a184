//! Writing at the end of a journal.
//!
//! Lines are written whole, in one write, under the lock of the file, and are on the disk before anybody
//! is told so. What could be written only in part is taken back, so that a disk that is full holds no half
//! lines; a process that dies may leave one, and then the next line begins on a new line.
//!
//! Another folio that holds the lock and was suspended may be just about to put a new file in the place of this
//! one, and what were added here would be lost. So the lines go to a file beside it then, which is read like any
//! other and taken in when the journal is next tidied.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::files::{EXTENSION, LARGEST};
use super::{StoreError, atomic};

/// How long another folio may hold the lock: far longer than any write takes. One that was suspended in
/// the middle of a write must not keep the others from writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// How often the lock is tried for.
const RETRY: Duration = Duration::from_millis(1);

/// How often a file is opened anew because another has taken its place meanwhile.
const REPLACED: usize = 100;

/// Files beside a machine's own: so many folios can find all others held before one cannot write.
const BESIDE: u32 = 9;

/// A journal that is open for writing.
#[derive(Debug)]
pub(super) struct Writing {
    pub file: File,
    pub hold: Hold,
}

/// Whether others can write while one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// They cannot.
    Locked,
    /// There are no locks here, so nobody writes the file anew. One write of whole lines at the end of it is safe
    /// all the same; nothing else is.
    Unlocked,
    /// Somebody has locked it and does not give it up. Nothing is safe.
    Held,
}

impl Writing {
    /// Opens the file at `path` and locks it; one that is not there is made if `options` say so. Who holds the
    /// lock is waited for, up to `patience`.
    pub fn open(path: &Path, options: &fs::OpenOptions, patience: Duration) -> io::Result<Self> {
        let mut tries = 0;
        loop {
            let file = options.open(path)?;
            let hold = lock(&file, patience);
            tries += 1;
            // Who waited for the lock may have waited at a file that was replaced by a shorter one.
            if is_at(&file, path) || tries == REPLACED {
                return Ok(Self { file, hold });
            }
        }
    }
}

fn lock(file: &File, patience: Duration) -> Hold {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Hold::Locked,
            Err(fs::TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(RETRY);
            }
            Err(fs::TryLockError::WouldBlock) => return Hold::Held,
            Err(fs::TryLockError::Error(error))
                if error.kind() == io::ErrorKind::Interrupted && start.elapsed() < PATIENCE => {}
            Err(fs::TryLockError::Error(_)) => return Hold::Unlocked,
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(ours), Ok(theirs)) = (file.metadata(), fs::metadata(path)) else {
        return false;
    };
    (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// The end of a file, to which lines are added.
pub(super) trait End {
    /// Bytes of the file.
    fn length(&self) -> io::Result<u64>;
    /// The last byte of it.
    fn last(&mut self) -> io::Result<Option<u8>>;
    /// Adds bytes, as many as it can; one write.
    fn add(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Cuts the file to a length.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Brings it to the disk.
    fn sync(&mut self) -> io::Result<()>;
}

impl End for File {
    fn length(&self) -> io::Result<u64> {
        self.metadata().map(|metadata| metadata.len())
    }

    fn last(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        let end = self.seek(SeekFrom::End(0))?;
        if end == 0 {
            return Ok(None);
        }
        self.seek(SeekFrom::Start(end - 1))?;
        let read = self.read(&mut byte)?;
        Ok((read == 1).then_some(byte[0]))
    }

    fn add(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        match self.sync_data() {
            Err(error) if atomic::is_not_offered(&error) => Ok(()),
            synced => synced,
        }
    }
}

/// Adds whole `lines`, each with its newline. After an error none of them counts as written.
pub(super) fn add_lines(end: &mut impl End, lines: &str, hold: Hold) -> io::Result<()> {
    let length = end.length()?;
    let is_torn = length > 0 && end.last()? != Some(b'\n');
    let torn = if is_torn { "\n" } else { "" };
    let bytes = format!("{torn}{lines}");
    let added = add_whole(end, bytes.as_bytes()).and_then(|()| end.sync());
    if added.is_err() && hold == Hold::Locked {
        // If that fails too, the next line begins on a new line.
        let _ = end.cut(length);
    }
    added
}

fn add_whole(end: &mut impl End, bytes: &[u8]) -> io::Result<()> {
    loop {
        match end.add(bytes) {
            Ok(written) if written == bytes.len() => return Ok(()),
            Ok(_) => return Err(io::ErrorKind::StorageFull.into()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// To which file lines were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// To that of the journal.
    Own,
    /// To one beside it, as somebody held that.
    Beside,
}

/// Adds `lines` to the file at `path`, which need not be there yet, or to one beside it if somebody holds that for
/// longer than `patience`. Where the file would be too long to be read again, nothing is written.
pub(super) fn append_within(
    path: &Path,
    lines: &str,
    patience: Duration,
) -> Result<Added, StoreError> {
    let failed = |error| StoreError::io(path, error);
    if let Some(folder) = path.parent() {
        atomic::make_folder(folder).map_err(failed)?;
    }
    let mut options = atomic::options();
    options.read(true).append(true);
    let mut writing = Writing::open(path, &options, patience).map_err(failed)?;
    let mut added = Added::Own;
    if writing.hold == Hold::Held {
        writing = open_beside(path, &options).map_err(failed)?;
        added = Added::Beside;
    }
    let length = writing.file.length().map_err(failed)?;
    // The last line that is there may be torn, and then a line end is written before these.
    if length + lines.len() as u64 + 1 > LARGEST {
        let path = path.to_owned();
        return Err(StoreError::Full { path });
    }
    // The name comes to the disk first: once the lines are there, nothing is left that could fail.
    if length == 0 {
        atomic::sync_folder_of(path).map_err(failed)?;
    }
    add_lines(&mut writing.file, lines, writing.hold).map_err(failed)?;
    Ok(added)
}

/// The first file beside the one at `path` that nobody else holds.
fn open_beside(path: &Path, options: &fs::OpenOptions) -> io::Result<Writing> {
    for path in all_beside(path) {
        let writing = Writing::open(&path, options, Duration::ZERO)?;
        if writing.hold == Hold::Locked {
            return Ok(writing);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Where the lines of a machine may lie besides its own file: `desk.1.jsonl` beside `desk.jsonl`. No machine is
/// called so, as there is no full stop in such a name.
pub(super) fn all_beside(path: &Path) -> impl Iterator<Item = PathBuf> {
    (1..=BESIDE).map(|n| path.with_extension(format!("{n}.{EXTENSION}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file on a disk with so much room, on which some things fail.
    #[derive(Debug, Default)]
    struct Disk {
        bytes: Vec<u8>,
        room: usize,
        cuts: bool,
        syncs: bool,
    }

    impl End for Disk {
        fn length(&self) -> io::Result<u64> {
            Ok(self.bytes.len() as u64)
        }

        fn last(&mut self) -> io::Result<Option<u8>> {
            Ok(self.bytes.last().copied())
        }

        fn add(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let fits = bytes.len().min(self.room - self.bytes.len());
            if fits == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.bytes.extend(&bytes[..fits]);
            Ok(fits)
        }

        fn cut(&mut self, length: u64) -> io::Result<()> {
            if !self.cuts {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            self.bytes.truncate(usize::try_from(length).unwrap());
            Ok(())
        }

        fn sync(&mut self) -> io::Result<()> {
            let fails = || io::Error::from(io::ErrorKind::QuotaExceeded);
            self.syncs.then_some(()).ok_or_else(fails)
        }
    }

    fn disk(room: usize) -> Disk {
        Disk {
            bytes: b"old\n".to_vec(),
            room,
            cuts: true,
            syncs: true,
        }
    }

    #[test]
    fn on_a_full_disk_the_file_is_what_it_was_and_later_all_is_written() {
        for room in 4..8 {
            let mut disk = disk(room);
            assert!(
                add_lines(&mut disk, "new\n", Hold::Locked).is_err(),
                "{room}"
            );
            assert_eq!(disk.bytes, b"old\n");
            disk.room = 100;
            add_lines(&mut disk, "new\n", Hold::Locked).unwrap();
            assert_eq!(disk.bytes, b"old\nnew\n");
        }
    }

    #[test]
    fn half_a_line_that_cannot_be_taken_back_spoils_no_other() {
        let mut disk = Disk {
            cuts: false,
            ..disk(6)
        };
        assert!(add_lines(&mut disk, "new\n", Hold::Locked).is_err());
        disk.room = 100;
        add_lines(&mut disk, "new\n", Hold::Locked).unwrap();
        assert_eq!(disk.bytes, b"old\nne\nnew\n");
    }

    #[test]
    fn what_others_may_have_written_meanwhile_is_not_cut_away() {
        let mut disk = disk(6);
        assert!(add_lines(&mut disk, "new\n", Hold::Unlocked).is_err());
        assert_eq!(disk.bytes, b"old\nne");
    }

    #[test]
    fn what_did_not_reach_the_disk_does_not_count_as_written() {
        let mut disk = Disk {
            syncs: false,
            ..disk(100)
        };
        assert!(add_lines(&mut disk, "new\n", Hold::Locked).is_err());
        assert_eq!(disk.bytes, b"old\n");
    }
}
