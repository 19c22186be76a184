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
use crate::format;
use crate::store::{About, AnyMarks, BookRecord, Lying, PastSearches, Place, Store};
use crate::text::Offset;

/// A file longer than this is shown by a part of it while the rest is read. What is shorter is
/// read within a frame.
const LONG: u64 = 256 * 1024;

/// Bytes of the beginning: a dozen pages, and more than the largest screen shows.
const BEGINNING: u64 = 16 * 1024;

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
    let long = Long {
        file: File::open(path).ok()?,
        length: metadata.len(),
        name: name.as_deref(),
    };
    let (document, start) = match left_at(&full, store)? {
        Some(left) => {
            let (document, start) = long.around(&left)?;
            (document.called(left.about.title), Some(start))
        }
        None => (long.beginning()?, None),
    };
    let mut record = BookRecord::new(document.fingerprint());
    let before = start.as_ref().map_or(0, |start| start.before);
    let at = start.map(|start| {
        record.place = Some(start.anchor.into());
        Start::Found(start.found)
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
        problem: unkept(keeping),
        places: None,
    })
}

/// Where a book was left, and what it is.
struct Left {
    place: Place,
    about: About,
}

/// Where the book at a path was left; `Some(None)` for one that stands at its beginning: it was never read, or
/// places were only taken over into it. `None` where all has to be read to know.
fn left_at(path: &Path, store: &Store) -> Option<Option<Left>> {
    let book = match store.lying_at(path) {
        Lying::Nothing => return Some(None),
        Lying::Book(book) => book,
        Lying::Unread => return None,
    };
    let left = store.left(book)?;
    let Some(place) = left.place else {
        return Some(None);
    };
    let about = left.about?;
    Some(Some(Left { place, about }))
}

/// Where a book was left, in a part of it.
struct Standing {
    /// The place, as it is in the part.
    anchor: Anchor,
    found: Resolved,
    /// Bytes of the whole text before the part.
    before: usize,
}

/// A long file.
struct Long<'a> {
    file: File,
    /// In bytes.
    length: u64,
    name: Option<&'a str>,
}

impl Long<'_> {
    fn beginning(mut self) -> Option<Document> {
        let mut head = self.bytes(0, BEGINNING)?;
        if format::needs_all(&head) {
            head = self.archive()?;
        }
        format::open_beginning(&head, self.name)
    }

    /// The pages around the place where it was left.
    fn around(mut self, left: &Left) -> Option<(Document, Standing)> {
        match &*left.about.format {
            "text" => self.behind_landmark(left).or_else(|| self.by_guess(left)),
            "epub" => self.pages(left),
            _ => None,
        }
    }

    /// Of a plain text the stretch from the landmark before the place on.
    fn behind_landmark(&mut self, left: &Left) -> Option<(Document, Standing)> {
        let landmark = left.place.landmark?;
        let text = left.beyond(landmark)?;
        let reach = u64::try_from(text.checked_add(BEHIND)?).ok()?;
        let from = u64::from(landmark.source);
        let mut bytes = self.bytes(from, reach)?;
        if from + reach >= self.length {
            // The last paragraph is a whole one.
            bytes.extend(b"\n\n");
        }
        let document = format::open_stretch(&bytes, true, self.name)?;
        let standing = left.stands_in(&document, Some(landmark.text.to_usize()))?;
        Some((document, standing))
    }

    /// Of a plain text the stretch around the place as it is guessed from how far into the text it is; the words
    /// that stood there tell whether it is so.
    fn by_guess(&mut self, left: &Left) -> Option<(Document, Standing)> {
        let offset = u64::try_from(left.place.anchor.offset).ok()?;
        let bytes = left.about.bytes;
        if bytes == 0 || offset > bytes {
            return None;
        }
        let guess = offset.checked_mul(self.length)? / bytes;
        for reach in REACHES {
            let from = guess.saturating_sub(reach);
            let bytes = self.bytes(from, (guess - from).checked_add(reach)?)?;
            let Some(document) = format::open_stretch(&bytes, from == 0, self.name) else {
                continue;
            };
            if let Some(standing) = left.stands_in(&document, None) {
                return Some((document, standing));
            }
        }
        None
    }

    /// Of a book of several files those from the landmark before the place on.
    fn pages(&mut self, left: &Left) -> Option<(Document, Standing)> {
        let landmark = left.place.landmark?;
        let text = left.beyond(landmark)?;
        let bytes = self.archive()?;
        let document = format::open_pages(&bytes, landmark, text + BEHIND)?;
        let standing = left.stands_in(&document, Some(landmark.text.to_usize()))?;
        Some((document, standing))
    }

    /// The file, which may be an archive, but for its images.
    fn archive(&mut self) -> Option<Vec<u8>> {
        let length = usize::try_from(self.length).ok()?;
        format::read_archive(&mut self.file, length).ok()
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

impl Left {
    /// How many bytes of text the place is beyond a landmark; `None` where it is before it, or too far.
    fn beyond(&self, landmark: Landmark) -> Option<usize> {
        let text = self
            .place
            .anchor
            .offset
            .checked_sub(landmark.text.to_usize());
        text.filter(|text| *text <= FARTHEST)
    }

    /// Where the place is in a part of the book that begins so many bytes into its text, as far as is known: there,
    /// or where its words stand in the part for certain.
    fn stands_in(&self, part: &Document, before: Option<usize>) -> Option<Standing> {
        let whole = &self.place.anchor;
        let exact = before.and_then(|before| Some((whole.in_part(part, before)?, before)));
        if let Some((anchor, before)) = exact {
            let found = Resolved::Exact(Offset::new(anchor.offset));
            return Some(Standing {
                anchor,
                found,
                before,
            });
        }
        let found = whole.resolve(part);
        let offset = found.offset().to_usize();
        let before = whole.offset.checked_sub(offset)?;
        let anchor = Anchor {
            offset,
            ..whole.clone()
        };
        found.is_certain().then_some(Standing {
            anchor,
            found,
            before,
        })
    }
}

#[cfg(test)]
mod tests;
