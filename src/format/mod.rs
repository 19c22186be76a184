//! Bytes into documents.
//!
//! [`open`] unpacks what is packed (`gzip`), finds out what the bytes are (`sniff`), turns them into text
//! (`decode`) and hands that to the reader of its format, which tells a [`Builder`] what it sees. Nothing here opens a file, knows
//! a path or prints: the bytes, or what they are read from, are given, and what was wrong is an error or a problem of the document.
//! This room knows documents and strings only.

mod archive;
mod byline;
mod decode;
mod epub;
mod fb2;
mod gzip;
mod html;
mod markdown;
mod packed;
mod sniff;
mod text;
mod xml;

use std::borrow::Cow;
use std::io::{self, Read, Seek};
use std::string::FromUtf8Error;

use thiserror::Error;

use crate::document::{Builder, Document, Format, Landmark};

pub use html::PageExtent;

/// Why bytes are no document. The caller adds which file it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FormatError {
    /// It is something else, known by its first bytes.
    #[error("this is {0}, not a text; {READS}")]
    NotText(&'static str),
    /// It is full of bytes that no text has.
    #[error("this is binary data, not a text; {READS}")]
    Binary,
    /// It is a book whose pages are encrypted.
    #[error("protected by {0} DRM; open it with the program it was bought for")]
    Protected(&'static str),
    /// It is an archive or a book of which nothing can be read, for this reason.
    #[error("nothing in it can be read: {0}")]
    Nothing(String),
    /// It is longer than a document can hold.
    #[error("this is longer than 4 GiB, which is more than folio can open")]
    TooLong,
}

/// What can be opened, in the words of a message.
const READS: &str = "folio reads plain text, Markdown, HTML, EPUB and FictionBook";

/// The sign for a picture without words in a line of words.
const PICTURE: &str = "▢";

/// Bytes at the head of a file that show whether it is a text.
pub const HEAD: u64 = 16 * 1024;

/// Looks at the first bytes of a file, before the rest is read.
///
/// # Errors
///
/// Where they are no text.
pub fn check_head(head: &[u8]) -> Result<(), FormatError> {
    // An archive may begin behind something else.
    if archive::may_be_zip(head) {
        return Ok(());
    }
    if gzip::is_gzip(head) {
        return sniff::refuse_binary(&gzip::unpack(head).bytes);
    }
    sniff::refuse_binary(head)
}

/// Whether the beginning of a file with this head is read from the whole file ([`open_beginning`]): what
/// an archive holds stands at its end.
pub fn needs_all(head: &[u8]) -> bool {
    archive::may_be_zip(head)
}

/// Reads the file of an archive ([`needs_all`]), of so many bytes. The bytes of its images may be missing, and
/// naughts stand for them: of an illustrated book they are nearly all, and of no use to a reader of words.
///
/// # Errors
///
/// Where the file cannot be read.
pub fn read_archive(source: &mut (impl Read + Seek), length: usize) -> io::Result<Vec<u8>> {
    archive::read_sparse(source, length)
}

/// Reads the beginning of a book or a plain text: a document like any other, for the eye to begin with
/// while the rest is read. It needs the first bytes of the file, or all ([`needs_all`]). A plain text
/// ends with a whole paragraph. `None` where the beginning alone would not be read as it is in the whole:
/// other formats, other encodings than UTF-8 and those of two bytes a character, a paragraph without an end.
pub fn open_beginning(head: &[u8], name: Option<&str>) -> Option<Document> {
    if archive::is_zip(head) {
        return packed::open_part(head, epub::Part::Beginning);
    }
    let stretch = Stretch {
        bytes: head,
        begins: true,
        ..Stretch::default()
    };
    open_stretch(stretch, name)
}

/// Some paragraphs of a plain text that is longer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch<'a> {
    /// The bytes of its file from there on.
    pub bytes: &'a [u8],
    /// At which byte of the file they stand.
    pub from: usize,
    /// Whether the text or a paragraph begins there.
    pub begins: bool,
    /// The first bytes of the file, a thousand or so, which may tell that a licence is to follow.
    pub head: &'a [u8],
}

/// Reads a stretch of a plain text, for the eye to begin with where it was left or has jumped to. Its landmarks are
/// those of the whole; in an encoding of two bytes a character it has none. `None` as for [`open_beginning`].
pub fn open_stretch(stretch: Stretch<'_>, name: Option<&str>) -> Option<Document> {
    open_utf8_stretch(stretch, name).or_else(|| {
        let start = if stretch.begins {
            0
        } else {
            memchr::memchr(b'\n', stretch.bytes)? + 1
        };
        let lines = decode::double_byte_lines(stretch.bytes.get(start..)?)?;
        let from = stretch.from.checked_add(start)?;
        let bytes = lines.text.as_bytes();
        let document = open_utf8_stretch(
            Stretch {
                bytes,
                from,
                ..stretch
            },
            name,
        )?;
        // They would be those of what was decoded.
        Some(document.without_landmarks().in_encoding(lines.encoding))
    })
}

fn open_utf8_stretch(stretch: Stretch<'_>, name: Option<&str>) -> Option<Document> {
    let Stretch { bytes, from, .. } = stretch;
    let start = if stretch.begins {
        0
    } else {
        first_paragraph(bytes)?
    };
    let bytes = bytes.get(start..)?;
    if may_be_other(bytes) {
        return None;
    }
    let from = from.checked_add(start)?;
    let head = String::from_utf8_lossy(stretch.head);
    let within = Within {
        from,
        has_licence: text::has_licence(&head),
    };
    open_paragraphs(bytes, within, name)
}

/// Where what is read stands.
#[derive(Clone, Copy, Debug, Default)]
struct Within {
    /// At which byte of its file.
    from: usize,
    /// Whether the file is a book of a library, with a licence behind it.
    has_licence: bool,
}

/// Reads the whole paragraphs of a stretch of a plain text.
fn open_paragraphs(stretch: &[u8], within: Within, name: Option<&str>) -> Option<Document> {
    let stretch = stretch.get(..last_paragraph(stretch)?)?;
    if std::str::from_utf8(stretch).is_err() || stretch.contains(&0) {
        return None;
    }
    let document = unpacked(Cow::Borrowed(stretch), within, name, PageExtent::Article).ok()?;
    (document.metadata().format == Format::Text).then_some(document)
}

/// Within so much of a stretch of text there is a blank line, unless there are none between its paragraphs.
const APART: usize = 4;

/// Where the first paragraph begins that is whole: behind a blank line, or the end of a line that is one.
fn first_paragraph(stretch: &[u8]) -> Option<usize> {
    let ends = memchr::memchr_iter(b'\n', stretch).map(|at| at + 1);
    let mut lines = ends.clone().zip(ends.clone().skip(1));
    let gap = lines.find(|(start, end)| is_blank(stretch, *start, *end));
    let gap = gap.map(|(_, behind)| behind);
    let line = || {
        let behind = ends.clone().next()?;
        end_of_lines(stretch.get(behind..)?).map(|_| behind)
    };
    let is_near = |gap: &usize| *gap <= stretch.len() / APART;
    gap.filter(is_near).or_else(line).or(gap)
}

/// Where the last paragraph ends that is whole.
fn last_paragraph(stretch: &[u8]) -> Option<usize> {
    // With the whole end of the last line: a return alone would be another one.
    let ends = memchr::memrchr_iter(b'\n', stretch).map(|at| at + 1);
    let mut lines = ends.clone().skip(1).zip(ends);
    let gap = lines.find(|(start, end)| is_blank(stretch, *start, *end));
    let gap = gap.map(|(start, _)| start);
    let is_near = |gap: &usize| stretch.len() - gap <= stretch.len() / APART;
    let line = || end_of_lines(stretch);
    gap.filter(is_near).or_else(line).or(gap)
}

/// Whether there is nothing but blanks on the line between two places.
fn is_blank(stretch: &[u8], start: usize, end: usize) -> bool {
    let line = stretch.get(start..end).unwrap_or_default();
    let begins = |byte: &u8| byte.is_ascii_whitespace() || !byte.is_ascii();
    line.first().is_some_and(begins)
        && std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty())
}

/// The same of a text whose lines are paragraphs.
fn end_of_lines(stretch: &[u8]) -> Option<usize> {
    let end = memchr::memrchr(b'\n', stretch)? + 1;
    text::end_of_lines(std::str::from_utf8(stretch.get(..end)?).ok()?)
}

/// Reads pages in the midst of a book, for the eye to begin with where it was left: from a landmark on at least so
/// many bytes of its text. It needs all bytes of the file. `None` where it is no book of several files.
pub fn open_pages(bytes: &[u8], from: Landmark, text: usize) -> Option<Document> {
    let from = usize::try_from(from.source).ok()?;
    archive::is_zip(bytes).then(|| packed::open_part(bytes, epub::Part::Pages { from, text }))?
}

/// Whether bytes from the middle of a text look like another format by their first bytes.
fn may_be_other(stretch: &[u8]) -> bool {
    archive::may_be_zip(stretch) || gzip::is_gzip(stretch)
}

/// Reads a document. `name` is a file's name, for its extension only; content decides first. Empty
/// or blank input is a document without blocks. Of a saved page its article is read, if it has one.
///
/// # Errors
///
/// Where the bytes are no text, or too many.
pub fn open(bytes: &[u8], name: Option<&str>) -> Result<Document, FormatError> {
    open_extent(bytes, name, PageExtent::Article)
}

/// The same, and of a saved page all of it is read, or only its article.
///
/// # Errors
///
/// As [`open`].
pub fn open_extent(
    bytes: &[u8],
    name: Option<&str>,
    extent: PageExtent,
) -> Result<Document, FormatError> {
    open_source(Cow::Borrowed(bytes), name, extent)
}

/// The same of bytes that are given away. A long text is then not in memory twice.
///
/// # Errors
///
/// As [`open`].
pub fn open_owned(
    bytes: Vec<u8>,
    name: Option<&str>,
    extent: PageExtent,
) -> Result<Document, FormatError> {
    open_source(Cow::Owned(bytes), name, extent)
}

fn open_source(
    bytes: Cow<'_, [u8]>,
    name: Option<&str>,
    extent: PageExtent,
) -> Result<Document, FormatError> {
    if gzip::is_gzip(&bytes) {
        let unpacked = gzip::unpack(&bytes);
        drop(bytes);
        let source = Cow::Owned(unpacked.bytes);
        let document = open_unpacked(source, name.map(gzip::inner_name), extent)?;
        return Ok(document.without_landmarks().with_problems(unpacked.problem));
    }
    open_unpacked(bytes, name, extent)
}

fn open_unpacked(
    bytes: Cow<'_, [u8]>,
    name: Option<&str>,
    extent: PageExtent,
) -> Result<Document, FormatError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(FormatError::TooLong);
    }
    if archive::is_zip(&bytes) {
        return packed::open(&bytes, extent);
    }
    unpacked(bytes, Within::default(), name, extent)
}

/// Reads a document that is in no archive.
fn unpacked(
    bytes: Cow<'_, [u8]>,
    within: Within,
    name: Option<&str>,
    extent: PageExtent,
) -> Result<Document, FormatError> {
    sniff::refuse_binary(&bytes)?;
    if fb2::is_fb2(&bytes) {
        return Ok(fb2::read(&bytes));
    }
    if sniff::is_called(name, "epub") {
        let what = "it is called .epub and is no zip archive";
        return Err(FormatError::Nothing(what.to_owned()));
    }
    let decoded = decode::decode_labelled(&bytes, html::declared_label(&bytes).as_deref());
    // Letters of old encodings become longer.
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(FormatError::TooLong);
    }
    sniff::refuse_garbled(&decoded.text)?;
    let format = sniff::format(&decoded.text, name);
    let mut builder = Builder::new(format);
    builder.metadata_mut().encoding = Some(decoded.encoding);
    for problem in decoded.problems {
        builder.problem(problem.place, problem.what);
    }
    Ok(match format {
        Format::Markdown => markdown::read(&decoded.text, builder),
        Format::Html => html::read_page(&decoded.text, extent, builder),
        _ => match decoded.text {
            Cow::Borrowed(text) if text.len() < text::GIVEN_BACK => {
                let source = text::Source {
                    text: Cow::Borrowed(text),
                    begins: Some(within.from + bytes.len() - text.len()),
                    has_licence: within.has_licence,
                };
                text::read(source, builder)
            }
            // The bytes are the text as they are, but for a byte order mark; a string made of them is
            // checked once more.
            Cow::Borrowed(text) => {
                let mark = bytes.len() - text.len();
                let source = text::Source {
                    text: as_text(bytes, mark),
                    begins: Some(within.from + mark),
                    has_licence: within.has_licence,
                };
                text::read(source, builder)
            }
            text => text::read(text::Source::of(text), builder),
        },
    })
}

/// Bytes that are UTF-8 behind a mark of so many bytes, as a string, without a copy.
fn as_text(bytes: Cow<'_, [u8]>, mark: usize) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes.get(mark..).unwrap_or_default()),
        Cow::Owned(mut bytes) => {
            bytes.drain(..mark.min(bytes.len()));
            let text = String::from_utf8(bytes);
            let lossy =
                |error: FromUtf8Error| String::from_utf8_lossy(error.as_bytes()).into_owned();
            Cow::Owned(text.unwrap_or_else(lossy))
        }
    }
}

#[cfg(test)]
mod tests;
