//! A part of a long text, for a first page at once: its beginning, or the pages around the place where it was
//! left. The rest is read behind it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::open::unkept;
use crate::app::{Extent, Keeping, Opened, Source, Start};
use crate::document::{Anchor, Document, Landmark, Resolved};
use crate::format::{self, Stretch};
use crate::store::{About, BookRecord, Lying, Place, Store};

/// A file longer than this is shown by a part of it while the rest is read. What is shorter is
/// read within a frame.
const LONG: u64 = 256 * 1024;

/// Bytes of the beginning: a dozen pages, and more than the largest screen shows.
const BEGINNING: u64 = 16 * 1024;

/// Bytes of the head of a file that tell whether it is a book of a library.
const HEAD: u64 = 1024;

/// How far around the place where its words should be they are looked for, in bytes, if it is not known how far
/// into the file that is. They are not where they should be as far as more is left out of the text before them than
/// after them: blank lines, a contents list. The first takes a millisecond, the second ten.
const REACHES: [u64; 2] = [64 * 1024, 1024 * 1024];

/// Bytes of text behind a landmark that are read at most to come to a place: a paragraph may be longer.
const FARTHEST: usize = 1024 * 1024;

/// Bytes of text that are read behind the place.
const BEHIND: usize = 32 * 1024;

/// A part of a long text or book: around the place where it was left, or the beginning of what was never read
/// before. `None` where all of it has to be read for that.
pub(super) fn part(file: &OsStr, store: &Store, keeping: &Keeping) -> Option<Opened> {
    if file == "-" {
        return None;
    }
    let path = Path::new(file);
    let full = fs::canonicalize(path).ok()?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let long = Long::open(path, name.as_deref())?;
    let (document, at) = match left_at(&full, store)? {
        Some((left, about)) => {
            let (document, found) = long.around(&left, &about)?;
            (document.called(about.title), Some((left.anchor, found)))
        }
        None => (long.beginning()?, None),
    };
    let mut record = BookRecord::new(document.fingerprint());
    let mut before = 0;
    if let Some((anchor, found)) = &at {
        // The place as it is in the part.
        let offset = found.offset().to_usize();
        before = anchor.offset.saturating_sub(offset);
        let anchor = anchor.clone();
        record.place = Some(Anchor { offset, ..anchor }.into());
    }
    Some(Opened {
        record,
        extent: Extent::Part { before },
        keeping: keeping.clone(),
        at: at.map(|(_, found)| Start::Found(found)),
        problem: unkept(keeping),
        ..Opened::new(Arc::new(document), Source::File(full))
    })
}

/// Where the book at a path was left, and what it is; `Some(None)` for one that stands at its beginning: it was never
/// read, or places were only taken over into it. `None` where all has to be read to know.
fn left_at(path: &Path, store: &Store) -> Option<Option<(Place, About)>> {
    let book = match store.lying_at(path) {
        Lying::Nothing => return Some(None),
        Lying::Book(book) => book,
        Lying::Unread => return None,
    };
    let left = store.left(book)?;
    let Some(place) = left.place else {
        return Some(None);
    };
    Some(Some((place, left.about?)))
}

/// A long file.
struct Long<'a> {
    file: File,
    /// In bytes.
    length: u64,
    name: Option<&'a str>,
}

impl<'a> Long<'a> {
    /// One that is there.
    fn open(path: &Path, name: Option<&'a str>) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        if !metadata.is_file() || metadata.len() < LONG || u32::try_from(metadata.len()).is_err() {
            return None;
        }
        Some(Self {
            file: File::open(path).ok()?,
            length: metadata.len(),
            name,
        })
    }
}

impl Long<'_> {
    fn beginning(mut self) -> Option<Document> {
        let mut head = self.bytes(0, BEGINNING)?;
        if format::needs_all(&head) {
            head = self.archive()?;
        }
        format::open_beginning(&head, self.name)
    }

    /// The pages around the place where it was left, and where that is in them.
    fn around(mut self, left: &Place, about: &About) -> Option<(Document, Resolved)> {
        match &*about.format {
            "text" => self
                .behind_landmark(left)
                .or_else(|| self.by_guess(&left.anchor, about.bytes)),
            "epub" => self.pages(left),
            _ => None,
        }
    }

    /// Of a plain text the stretch from the landmark before the place on.
    fn behind_landmark(&mut self, left: &Place) -> Option<(Document, Resolved)> {
        let landmark = left.landmark?;
        let reach = u64::try_from(reach(&left.anchor, landmark)?).ok()?;
        let document = self.stretch(u64::from(landmark.source), reach, true)?;
        let found = find(&left.anchor, &document, Some(landmark))?;
        Some((document, found))
    }

    /// Of a plain text, which has so many bytes once it is read, the stretch around the place as it is guessed from how
    /// far into that it is; the words that stood there tell whether it is so.
    fn by_guess(&mut self, anchor: &Anchor, text: u64) -> Option<(Document, Resolved)> {
        let offset = u64::try_from(anchor.offset).ok()?;
        if text == 0 || offset > text {
            return None;
        }
        let guess = offset.checked_mul(self.length)? / text;
        for reach in REACHES {
            let from = guess.saturating_sub(reach);
            let length = (guess - from).checked_add(reach)?;
            let Some(document) = self.stretch(from, length, from == 0) else {
                continue;
            };
            if let Some(found) = find(anchor, &document, None) {
                return Some((document, found));
            }
        }
        None
    }

    /// Of a book of several files those from the landmark before the place on.
    fn pages(&mut self, left: &Place) -> Option<(Document, Resolved)> {
        let landmark = left.landmark?;
        let reach = reach(&left.anchor, landmark)?;
        let document = format::open_pages(&self.archive()?, landmark, reach)?;
        let found = find(&left.anchor, &document, Some(landmark))?;
        Some((document, found))
    }

    /// The file, which may be an archive, but for its images.
    fn archive(&mut self) -> Option<Vec<u8>> {
        let length = usize::try_from(self.length).ok()?;
        format::read_archive(&mut self.file, length).ok()
    }

    /// Of a plain text so many bytes from a place of the file on. `begins` says whether the text or a paragraph begins
    /// there.
    fn stretch(&mut self, from: u64, length: u64, begins: bool) -> Option<Document> {
        let head = self.bytes(0, HEAD)?;
        let mut bytes = self.bytes(from, length)?;
        if from.saturating_add(length) >= self.length {
            // The last paragraph is a whole one, unless the file has lost it meanwhile.
            if from + bytes.len() as u64 != self.length {
                return None;
            }
            bytes.extend(b"\n\n");
        }
        let stretch = Stretch {
            bytes: &bytes,
            from: usize::try_from(from).ok()?,
            begins,
            head: &head,
        };
        format::open_stretch(stretch, self.name)
    }

    /// So many bytes from a place of the file on, or those up to its end.
    fn bytes(&mut self, from: u64, length: u64) -> Option<Vec<u8>> {
        self.file.seek(SeekFrom::Start(from)).ok()?;
        let length = length.min(self.length.saturating_sub(from));
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
        let mut stretch = self.file.by_ref().take(length);
        stretch.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// How many bytes of text are read from a landmark on, for a place and what is behind it; `None` where the place is
/// before it, or too far.
fn reach(anchor: &Anchor, landmark: Landmark) -> Option<usize> {
    let to_place = anchor.offset.checked_sub(landmark.text.to_usize())?;
    (to_place <= FARTHEST).then_some(to_place + BEHIND)
}

/// Where a place is in a part of the book, which begins with the landmark if there is one: just as far behind that,
/// or where its words stand for certain.
fn find(anchor: &Anchor, part: &Document, landmark: Option<Landmark>) -> Option<Resolved> {
    let exact = landmark.and_then(|from| anchor.in_part(part, from.text.to_usize()));
    if let Some(offset) = exact {
        return Some(Resolved::Exact(offset));
    }
    let found = anchor.resolve(part);
    let is_before = found.offset().to_usize() <= anchor.offset;
    (found.is_certain() && is_before).then_some(found)
}

mod region;
#[cfg(test)]
mod tests;

pub(super) use region::read;
