//! Of an archive's file what is read of it: the words, and not the images.
//!
//! The images of an illustrated book are most of its file, and nobody looks at them here. So they are left out when
//! the file is read: the directory at its end says where they lie. In memory naughts stand for them, of which the system
//! keeps nothing. Where the directory is not as it should be, or little would be saved, all is read.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord};

use super::directory::Header;
use super::inflate::inflate;

/// Where the end of the directory lies: the longest comment there can be, and the records around it.
const TAIL: usize = 72 * 1024;

/// Files of images and the like in fewer bytes are read, which is quicker than to pass over them.
const LARGE: usize = 64 * 1024;

/// What is read of those that are larger: header, name and the first bytes, which show whether it is what it is called.
const HEAD: usize = 4 * 1024;

/// Files whose bytes nobody asks for, by what their names end with.
const NOT_READ: [&[u8]; 21] = [
    b"jpg", b"jpeg", b"png", b"gif", b"webp", b"bmp", b"tif", b"tiff", b"avif", b"jxl", b"ttf",
    b"otf", b"woff", b"woff2", b"mp3", b"m4a", b"mp4", b"ogg", b"opus", b"webm", b"wav",
];

/// Reads the file of an archive of so many bytes. The bytes of images may be missing.
///
/// # Errors
///
/// Where the file cannot be read.
pub(in crate::format) fn read(
    source: &mut (impl Read + Seek),
    length: usize,
) -> io::Result<Vec<u8>> {
    let mut file = Sparse {
        source,
        bytes: vec![0; length],
    };
    if !file.read_words()? {
        file.fill(0..length)?;
    }
    Ok(file.bytes)
}

struct Sparse<'s, S> {
    source: &'s mut S,
    bytes: Vec<u8>,
}

/// A file in the archive, from its header to the next one.
struct Packed {
    range: Range<usize>,
    is_read: bool,
}

impl<S: Read + Seek> Sparse<'_, S> {
    /// Reads all but the images; answers whether that was possible.
    fn read_words(&mut self) -> io::Result<bool> {
        let length = self.bytes.len();
        let tail = length.saturating_sub(TAIL);
        self.fill(tail..length)?;
        let Some(directory) = directory_of(&self.bytes) else {
            return Ok(false);
        };
        self.fill(directory..tail)?;
        let Some(files) = files(&self.bytes) else {
            return Ok(false);
        };
        let left_out = files.iter().filter(|file| !file.is_read);
        if left_out.map(|file| file.range.len()).sum::<usize>() < length / 4 {
            return Ok(false);
        }
        // What lies side by side is read at once.
        let mut wanted: Option<Range<usize>> = None;
        for file in &files {
            let end = if file.is_read {
                file.range.end
            } else {
                file.range.end.min(file.range.start + HEAD)
            };
            match &mut wanted {
                Some(wanted) if wanted.end >= file.range.start => wanted.end = wanted.end.max(end),
                _ => {
                    let before = wanted.replace(file.range.start..end);
                    self.fill(before.unwrap_or(0..0))?;
                }
            }
        }
        self.fill(wanted.unwrap_or(0..0))?;
        for file in files.into_iter().filter(|file| !file.is_read) {
            if is_markup(&self.bytes, file.range.start) {
                self.fill(file.range)?;
            }
        }
        Ok(true)
    }

    /// Reads a stretch; what is not in the file any more stays as it is.
    fn fill(&mut self, range: Range<usize>) -> io::Result<()> {
        let start = range.start as u64;
        let Some(mut room) = self.bytes.get_mut(range).filter(|room| !room.is_empty()) else {
            return Ok(());
        };
        self.source.seek(SeekFrom::Start(start))?;
        while !room.is_empty() {
            match self.source.read(room) {
                Ok(0) => break,
                Ok(read) => room = room.get_mut(read..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Where the directory begins.
fn directory_of(bytes: &[u8]) -> Option<usize> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    usize::try_from(archive.directory_offset()).ok()
}

/// The files of an archive, in the order in which they lie in it; `None` where the directory is not sound.
fn files(bytes: &[u8]) -> Option<Vec<Packed>> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let end = usize::try_from(archive.directory_offset()).ok()?;
    let mut files = Vec::new();
    for record in archive.entries() {
        let record = record.ok()?;
        let start = usize::try_from(record.local_header_offset()).ok()?;
        if start >= end {
            return None;
        }
        files.push(Packed {
            range: start..end,
            is_read: !is_image(&record),
        });
    }
    files.sort_by_key(|file| file.range.start);
    let mut next = end;
    for file in files.iter_mut().rev() {
        file.range.end = next;
        file.is_read |= file.range.len() < LARGE;
        next = file.range.start;
    }
    Some(files)
}

fn is_image(record: &ZipFileHeaderRecord<'_>) -> bool {
    let name = record.file_path();
    let name = name.as_bytes();
    let extension = memchr::memrchr(b'.', name).and_then(|at| name.get(at + 1..));
    let is = |end: &&[u8]| extension.is_some_and(|extension| extension.eq_ignore_ascii_case(end));
    NOT_READ.iter().any(is)
}

/// Whether a file, of which the first bytes are there, is a page after all, whatever it is called.
fn is_markup(bytes: &[u8], header: usize) -> bool {
    let Some(header) = Header::at(bytes, header) else {
        return true;
    };
    let data = bytes.get(header.data..).unwrap_or(&[]);
    let data = data.get(..HEAD).unwrap_or(data);
    let head = match CompressionMethod::new(header.method) {
        CompressionMethod::DEFLATE => inflate(data, HEAD, HEAD).0,
        _ => data.to_vec(),
    };
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    head.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::tests::zip;
    use super::super::{Archive, EntryId};
    use super::*;

    /// Bytes that look like those of an image, and do not shrink.
    fn image(length: usize) -> Vec<u8> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        std::iter::once(0xff)
            .chain((1..length).map(|_| next()))
            .collect()
    }

    /// How much of a file was read.
    struct Counted(Cursor<Vec<u8>>, usize);

    impl Read for Counted {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(buffer)?;
            self.1 += read;
            Ok(read)
        }
    }

    impl Seek for Counted {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    fn sparse(bytes: &[u8]) -> (Vec<u8>, usize) {
        let mut source = Counted(Cursor::new(bytes.to_vec()), 0);
        let read = read(&mut source, bytes.len()).unwrap();
        (read, source.1)
    }

    #[test]
    fn an_archive_without_its_images_is_read_as_with_them() {
        let image = image(400_000);
        let page = "<p>Words, and more of them.</p>".repeat(5000);
        let files = [
            ("mimetype", &b"application/epub+zip"[..]),
            ("1.xhtml", page.as_bytes()),
            ("cover.JPG", &image),
            ("2.xhtml", b"<p>Short.</p>"),
            ("small.png", b"\x89PNG, but a small one"),
            ("font.woff2", &image),
            // Whatever it is called.
            ("page.jpg", page.as_bytes()),
            ("3.xhtml", page.as_bytes()),
        ];
        let bytes = zip(&files);
        let (read, count) = sparse(&bytes);
        assert!(count < bytes.len() / 4, "{count} of {}", bytes.len());
        let (whole, part) = (
            Archive::open(&bytes).unwrap(),
            Archive::open(&read).unwrap(),
        );
        assert_eq!(whole.problems(), part.problems());
        assert!(whole.names().eq(part.names()));
        for (id, name) in whole.names() {
            let unpacked =
                |archive: &Archive<'_>, id: EntryId| archive.read(id).unwrap().bytes.into_owned();
            let is_same = unpacked(&whole, id)
                == part
                    .read(id)
                    .map_or_else(|_| Vec::new(), |u| u.bytes.into_owned());
            assert_eq!(
                is_same,
                !matches!(name, "cover.JPG" | "font.woff2"),
                "{name}"
            );
        }
    }

    /// A page, a large image and another page.
    fn illustrated() -> Vec<u8> {
        zip(&[
            ("a.xhtml", b"<p>Words.</p>"),
            ("b.jpg", &image(400_000)),
            ("c.xhtml", b"<p>More.</p>"),
        ])
    }

    #[test]
    fn of_what_is_no_sound_archive_all_is_read() {
        let bytes = illustrated();
        let mut torn = bytes.clone();
        let directory = memchr::memmem::find(&torn, b"PK\x01\x02").unwrap();
        torn[directory] = b'Q';
        let cut = &bytes[..bytes.len() - 30];
        for bytes in [
            &torn[..],
            cut,
            &image(400_000),
            b"",
            b"PK\x03\x04",
            b"PK\x05\x06",
        ] {
            assert!(sparse(bytes).0 == bytes, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn junk_before_an_archive_is_read_and_so_is_all_behind_it() {
        let bytes = illustrated();
        let bytes = [&b"From: somebody\n\n"[..], &bytes].concat();
        let read = sparse(&bytes).0;
        let archive = Archive::open(&read).unwrap();
        let id = archive.find("c.xhtml").unwrap().id;
        assert_eq!(archive.read(id).unwrap().bytes, &b"<p>More.</p>"[..]);
    }
}
