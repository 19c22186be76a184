//! A part of a plain text that is gone to while the rest is read: its end, its beginning, or so many hundredths.

use std::path::Path;
use std::sync::Arc;

use super::Long;
use crate::app::{Extent, Part, Region};
use crate::document::{Document, Format};
use crate::text::Offset;

/// Bytes that are read before what is asked for: what stands there decides what is a heading, and where pages
/// begin. Read and set in some milliseconds, which is within a frame.
const BEFORE: u64 = 256 * 1024;

/// Bytes that are read behind it: some screens, and so many that they change nothing before them.
const BEHIND: u64 = 64 * 1024;

/// Reads a part of a text with this title; `None` where that cannot be shown by itself.
pub(in super::super) fn read(path: &Path, region: Region, title: Option<String>) -> Option<Part> {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let long = Long::open(path, name.as_deref())?;
    let part = match region {
        Region::Beginning => Part {
            document: Arc::new(plain(long.beginning()?)?.called(title)),
            extent: Extent::BEGINNING,
            at: Offset::ZERO,
        },
        Region::End => {
            let length = long.length;
            long.around_byte(length, title)?
        }
        Region::Around(percent) => {
            let byte = percent.of(long.length);
            long.around_byte(byte, title)?
        }
    };
    Some(part)
}

/// A document, if it is a plain text whose bytes are those of its file.
fn plain(document: Document) -> Option<Document> {
    let metadata = document.metadata();
    let is_plain = metadata.format == Format::Text && metadata.encoding == Some("utf-8");
    is_plain.then_some(document)
}

impl Long<'_> {
    /// The pages around a byte of the file.
    fn around_byte(mut self, byte: u64, title: Option<String>) -> Option<Part> {
        let from = byte.saturating_sub(BEFORE);
        let to = byte.saturating_add(BEHIND);
        let document = plain(self.stretch(from, to - from, from == 0)?)?;
        let before = usize::try_from(from).ok()?;
        let at = if byte < self.length {
            document.place_from(u32::try_from(byte).ok()?)?
        } else {
            document.end()
        };
        Some(Part {
            document: Arc::new(document.called(title)),
            extent: if to < self.length {
                Extent::Part { before }
            } else {
                Extent::Rest { before }
            },
            at,
        })
    }
}
