//! Opening: a path to a document, and to all that is remembered of it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{Extent, Keeping, Opened, Places, Source};
use crate::document::{Document, sanitized};
use crate::format::{self, FormatError, PageExtent};
use crate::layout::Gatherings;
use crate::store::Store;

/// A file that could not be opened; names it, says what was wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be read.
    #[error("{path}: {what}", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What was wrong, and what to do.
        what: String,
    },
    /// It is no text.
    #[error("{path}: {source}", path = .path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What it is.
        source: FormatError,
    },
}

/// The text that is embedded in the program, and the name it had as a file.
const ESSAY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/essay"));
const ESSAY_NAME: &str = env!("FOLIO_ESSAY_NAME");

/// What is said where a file's name would be.
pub(super) const ESSAY_SHOWN: &str = "the embedded text";
pub(super) const STDIN_SHOWN: &str = "standard input";

/// A stream longer than this is not a text somebody reads, and may have no end.
const LONGEST_STREAM: u64 = 512 * 1024 * 1024;

/// Opens a file, standard input (`-`), or, with nothing named, the embedded essay; of a saved web page
/// so much as `page` says.
///
/// # Errors
///
/// Where it cannot be read, or is no text.
pub fn open_document(
    file: Option<&OsStr>,
    page: PageExtent,
) -> Result<(Document, Source), OpenError> {
    let Some(file) = file else {
        return Ok((open_essay(page)?, Source::Essay));
    };
    if file == "-" {
        return Ok((open_stdin(page)?, Source::Stdin));
    }
    let path = Path::new(file);
    let document = open_file(path, page)?;
    // The path is remembered, and is to be good tomorrow from another folder.
    let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    Ok((document, Source::File(full)))
}

pub(super) fn open_essay(page: PageExtent) -> Result<Document, OpenError> {
    let path = PathBuf::from(ESSAY_SHOWN);
    format::open_extent(ESSAY, Some(ESSAY_NAME), page)
        .map_err(|source| OpenError::Format { path, source })
}

pub(super) fn open_stdin(page: PageExtent) -> Result<Document, OpenError> {
    let path = Path::new(STDIN_SHOWN);
    let bytes = read_stream(path, io::stdin().lock())?;
    parse(path, bytes, None, page)
}

/// Standard input has an end, so only the first `-` has something to say.
pub(super) fn without_second_stdin(files: &[OsString]) -> Vec<OsString> {
    let mut is_met = false;
    let is_new = |file: &&OsString| *file != "-" || !std::mem::replace(&mut is_met, true);
    files.iter().filter(is_new).cloned().collect()
}

/// Opens what lies at a path, also where that is called `-`.
pub(super) fn open_file(path: &Path, page: PageExtent) -> Result<Document, OpenError> {
    let bytes = read_file(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    parse(path, bytes, name.as_deref(), page)
}

fn parse(
    path: &Path,
    bytes: Vec<u8>,
    name: Option<&str>,
    page: PageExtent,
) -> Result<Document, OpenError> {
    format::open_owned(bytes, name, page).map_err(|source| OpenError::Format {
        path: path.to_owned(),
        source,
    })
}

fn unreadable(path: &Path, what: impl Into<String>) -> OpenError {
    OpenError::Unreadable {
        path: path.to_owned(),
        what: what.into(),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, OpenError> {
    let failed = |error: io::Error| unreadable(path, in_words(&error));
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(unreadable(path, "this is a folder; name a file in it"));
    }
    let is_file = metadata.is_file();
    if !is_file && !is_pipe(&metadata) {
        return Err(unreadable(path, "this is a device or a socket, not a file"));
    }
    let mut file = File::open(path).map_err(failed)?;
    if !is_file {
        return read_stream(path, file);
    }
    if u32::try_from(metadata.len()).is_err() {
        let source = FormatError::TooLong;
        let path = path.to_owned();
        return Err(OpenError::Format { path, source });
    }
    // What is no text shows in its first bytes; the rest need not be read then.
    let mut bytes = Vec::with_capacity(usize::try_from(format::HEAD).unwrap_or(0));
    let mut head = file.by_ref().take(format::HEAD);
    head.read_to_end(&mut bytes).map_err(failed)?;
    format::check_head(&bytes).map_err(|source| OpenError::Format {
        path: path.to_owned(),
        source,
    })?;
    if metadata.len() == 0 {
        // What the kernel writes while it is read (`/proc`) is called empty, and may have no end.
        return read_stream(path, bytes.as_slice().chain(file));
    }
    let length = usize::try_from(metadata.len()).unwrap_or(0);
    if format::needs_all(&bytes) {
        return format::read_archive(&mut file, length).map_err(failed);
    }
    bytes.reserve_exact(length.saturating_sub(bytes.len()));
    // A file that grows while it is read is read as it was.
    let rest = metadata.len().saturating_sub(bytes.len() as u64);
    file.take(rest).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn read_stream(path: &Path, stream: impl Read) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    stream
        .take(LONGEST_STREAM + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, in_words(&error)))?;
    if bytes.len() as u64 > LONGEST_STREAM {
        return Err(unreadable(
            path,
            "longer than 512 MiB; save it as a file and open that",
        ));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn is_pipe(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &fs::Metadata) -> bool {
    false
}

/// Whether somebody has put a pipe or a file where the terminal would be, and so means that, as for `grep` and
/// `rg`. A device is no text, and a socket is what some programs leave to those they start.
#[cfg(unix)]
pub(super) fn is_stdin_given() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdin = io::stdin().as_fd().try_clone_to_owned();
    let metadata = stdin.and_then(|stdin| File::from(stdin).metadata());
    metadata.is_ok_and(|metadata| metadata.is_file() || metadata.file_type().is_fifo())
}

#[cfg(not(unix))]
pub(super) fn is_stdin_given() -> bool {
    false
}

/// What an error means to a reader, and what can be done.
pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the name".to_owned(),
        io::ErrorKind::PermissionDenied => "not permitted to read it; ask its owner".to_owned(),
        io::ErrorKind::InvalidFilename => "no file can have such a name".to_owned(),
        _ => error.to_string(),
    }
}

/// What is said at the start where nothing is kept.
pub(super) fn unkept(keeping: &Keeping) -> Option<String> {
    match keeping {
        Keeping::Yes => None,
        Keeping::No(reason) => Some(format!("places are not kept: {reason}")),
    }
}

/// A document with what is remembered of it.
pub(super) fn remembered(
    document: Document,
    source: Source,
    store: &Store,
    keeping: Keeping,
) -> Opened {
    let mut problem = unkept(&keeping);
    let record = store.load(document.fingerprint());
    let marks = store.load_marks();
    let searches = store.load_searches();
    let troubles = [&record.problems, &marks.problems, &searches.problems];
    let mut troubles = troubles.into_iter().flatten();
    if let Some(trouble) = troubles.next() {
        let more = match troubles.count() {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        problem.get_or_insert_with(|| format!("{}{more}", sanitized(&trouble.to_string())));
    }
    let places = Places::of(&document, &record.value, &marks.value);
    Opened {
        gatherings: Some(Arc::new(Gatherings::new(&document))),
        document: Arc::new(document),
        source,
        extent: Extent::Whole,
        record: record.value,
        any_marks: marks.value,
        searches: searches.value,
        keeping,
        at: None,
        problem,
        places: Some(places),
    }
}

/// Opens a file while the reader runs.
pub(super) fn open_for_reading(path: &Path, store: &Store) -> Result<Opened, String> {
    let opened = open_document(Some(path.as_os_str()), PageExtent::Article);
    let (document, source) = opened.map_err(|error| sanitized(&error.to_string()))?;
    // Whether it can be kept, the thread that writes has found out by now.
    Ok(remembered(document, source, store, Keeping::Yes))
}
