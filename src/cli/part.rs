//! A part of a long text, for a first page at once: its beginning, or the pages around the place where it was
//! left. The rest is read behind it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use crate::app::{Extent, Keeping, Opened, Source, Start};
use crate::document::{Anchor, Document};
use crate::format;
use crate::store::{About, AnyMarks, BookRecord, PastSearches, Place, Store};

/// A file longer than this is shown by a part of it while the rest is read. What is shorter is
/// read within a frame.
const LONG: u64 = 256 * 1024;

/// Bytes of the beginning: a dozen pages, and more than the largest screen shows.
const BEGINNING: u64 = 16 * 1024;

/// How far around the place where its words should be they are looked for, in bytes. They are not where
/// they should be as far as more is left out of the text before them than after them: blank lines, a
/// contents list. The first takes a millisecond, the second ten.
const REACHES: [u64; 2] = [64 * 1024, 1024 * 1024];

/// A part of a long text or book: around the place where it was left, or the beginning of what was never read
/// before. `None` where all of it has to be read for that.
pub(super) fn part(file: &OsStr, store: &Store, keeping: &Keeping) -> Option<Opened> {
    let path = Path::new(file);
    let metadata = fs::metadata(path).ok()?;
    if file == "-"
        || !metadata.is_file()
        || metadata.len() < LONG
        || u32::try_from(metadata.len()).is_err()
    {
        return None;
    }
    let full = fs::canonicalize(path).ok()?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let source = File::open(path).ok()?;
    let (document, start) = match left_at(&full, store)? {
        Some(left) => {
            let (document, start) = around_place(source, metadata.len(), name.as_deref(), left)?;
            (document, Some(start))
        }
        None => (beginning(source, metadata.len(), name.as_deref())?, None),
    };
    let mut record = BookRecord::new(document.fingerprint());
    let before = start.as_ref().map_or(0, |start| start.before);
    let at = start.map(|start| {
        record.place = Some(Place {
            anchor: start.anchor.clone(),
        });
        Start::Anchor(Box::new(start.anchor))
    });
    Some(Opened {
        record,
        document: Arc::new(document),
        source: Source::File(full),
        extent: Extent::Part { before },
        any_marks: AnyMarks::default(),
        searches: PastSearches::default(),
        keeping: keeping.clone(),
        at,
        problem: None,
        places: None,
    })
}

fn beginning(mut source: File, length: u64, name: Option<&str>) -> Option<Document> {
    let mut head = Vec::with_capacity(usize::try_from(BEGINNING).ok()?);
    source
        .by_ref()
        .take(BEGINNING)
        .read_to_end(&mut head)
        .ok()?;
    if format::needs_all(&head) {
        source.take(length).read_to_end(&mut head).ok()?;
    }
    format::open_beginning(&head, name)
}

/// Where a part begins.
struct Around {
    /// The place, as it is in the part.
    anchor: Anchor,
    /// Bytes of the whole text before the part.
    before: usize,
}

/// Where a book was left, and what it is.
struct Left {
    place: Place,
    about: About,
}

/// Where the book at a path was left; `Some(None)` for one that stands at its beginning: it was never read, or
/// places were only taken over into it. `None` where all has to be read to know.
fn left_at(path: &Path, store: &Store) -> Option<Option<Left>> {
    if !store.knows(path) {
        return Some(None);
    }
    let record = store.load(store.book_at(path)?).value;
    let Some(place) = record.place else {
        return Some(None);
    };
    let about = record.about?;
    Some(Some(Left { place, about }))
}

/// The pages around the place where a plain text was left. Where in the file that is, is guessed from how far
/// into the text it is; the words that stood there tell whether it is so.
fn around_place(
    mut source: File,
    length: u64,
    name: Option<&str>,
    Left { place, about }: Left,
) -> Option<(Document, Around)> {
    let offset = u64::try_from(place.anchor.offset).ok()?;
    if about.format != "text" || about.bytes == 0 || offset > about.bytes {
        return None;
    }
    // Neither is more than 4 GiB.
    let guess = offset * length / about.bytes;
    for reach in REACHES {
        let from = guess.saturating_sub(reach);
        source.seek(SeekFrom::Start(from)).ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(2 * reach).ok()?);
        source
            .by_ref()
            .take(guess - from + reach)
            .read_to_end(&mut bytes)
            .ok()?;
        let Some(document) = format::open_stretch(&bytes, from == 0, name) else {
            continue;
        };
        let found = place.anchor.resolve(&document);
        let in_part = found.offset().to_usize();
        if found.is_certain() && in_part <= place.anchor.offset {
            let anchor = Anchor {
                offset: in_part,
                ..place.anchor.clone()
            };
            let before = place.anchor.offset - in_part;
            let document = document.called(about.title);
            return Some((document, Around { anchor, before }));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::document::Fingerprint;
    use crate::store::{Content, Source as SourceFile, Timestamp};

    #[test]
    fn a_long_text_that_is_known_and_was_never_left_shows_its_beginning_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let text = "A paragraph of a long text, which goes on.\n\n".repeat(10_000);
        let mut book = tempfile::NamedTempFile::new_in(&folder).unwrap();
        book.write_all(text.as_bytes()).unwrap();
        let path = fs::canonicalize(book.path()).unwrap();
        let store = Store::at(folder.path().join("state"));
        let record = BookRecord::new(Fingerprint::of("a long text"));
        let source = SourceFile { path: path.clone() };
        let change = record.change(Content::Source(source), Timestamp::default());
        store.save(&change).unwrap();
        assert!(store.knows(&path));
        let part = part(path.as_os_str(), &store, &Keeping::Yes).unwrap();
        assert_eq!(part.extent, Extent::Part { before: 0 });
        assert!(part.at.is_none() && part.document.text().starts_with("A paragraph"));
    }
}
