//! Which files an archive has.
//!
//! The directory at the end is asked first. Where it is broken, points to nothing or was cut off, the
//! files are looked for one by one: each has a header of its own before its data.

use std::collections::HashSet;

use memchr::memmem;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord};

use super::{Entry, MOST_ENTRIES, Method};
use crate::document::Problem;

/// The files of an archive, and whether its directory is sound; what is wrong is added to `problems`.
pub(super) fn read<'a>(bytes: &'a [u8], problems: &mut Vec<Problem>) -> (Vec<Entry<'a>>, bool) {
    let (mut entries, is_sound) = listed(bytes);
    if !is_sound {
        let known: HashSet<Box<str>> = entries.iter().map(|e| e.name.clone()).collect();
        let found = Headers { bytes, at: 0 }.filter(|entry| !known.contains(&entry.name));
        entries.extend(found.take(MOST_ENTRIES));
        if !entries.is_empty() {
            note(
                problems,
                "its directory is damaged or missing; files were looked for one by one",
            );
        }
    }
    if entries.len() > MOST_ENTRIES {
        entries.truncate(MOST_ENTRIES);
        note(
            problems,
            "there are more than 65,536 files in it; the others are left out",
        );
    }
    entries.retain(|entry| !entry.name.ends_with('/'));
    (entries, is_sound)
}

fn note(problems: &mut Vec<Problem>, what: &str) {
    problems.push(Problem {
        place: "archive".to_owned(),
        what: what.to_owned(),
    });
}

/// The files in the directory, and whether it is sound.
fn listed(bytes: &[u8]) -> (Vec<Entry<'_>>, bool) {
    let Ok(archive) = ZipArchive::from_slice(bytes) else {
        return (Vec::new(), false);
    };
    let mut entries = Vec::new();
    let mut is_sound = true;
    for record in archive.entries().take(MOST_ENTRIES + 1) {
        match record.ok().map(|record| at_record(bytes, &record)) {
            Some(Some(entry)) => entries.push(entry),
            _ => is_sound = false,
        }
    }
    let is_sound = is_sound && !entries.is_empty();
    (entries, is_sound)
}

fn at_record<'a>(bytes: &'a [u8], record: &ZipFileHeaderRecord<'_>) -> Option<Entry<'a>> {
    let header = usize::try_from(record.local_header_offset()).ok()?;
    let start = Header::at(bytes, header)?.data;
    let size = usize::try_from(record.compressed_size_hint()).unwrap_or(usize::MAX);
    let data = bytes.get(start..)?;
    let method = method(record.compression_method());
    // Only a packed file knows its own end. Where another does not say the truth of it, its header is
    // asked, which the walk over all of them does.
    if method == Method::Stored && size > data.len() {
        return None;
    }
    Some(Entry {
        name: name(record.file_path().as_bytes()),
        method,
        is_encrypted: record.flags().is_encrypted(),
        crc: record.crc32(),
        claims: usize::try_from(record.uncompressed_size_hint()).unwrap_or(0),
        data: data.get(..size).unwrap_or(data),
    })
}

/// Old zippers under Windows wrote backslashes.
fn name(bytes: &[u8]) -> Box<str> {
    String::from_utf8_lossy(bytes).replace('\\', "/").into()
}

fn method(method: CompressionMethod) -> Method {
    match method {
        CompressionMethod::STORE => Method::Stored,
        CompressionMethod::DEFLATE => Method::Deflate,
        other => Method::Other(other.name().unwrap_or("an unusual one")),
    }
}

/// The header before a file's data.
pub(super) struct Header<'a> {
    name: &'a [u8],
    flags: u16,
    pub(super) method: u16,
    crc: u32,
    packed: usize,
    unpacked: usize,
    /// Where the data begins.
    pub(super) data: usize,
}

const SIGNATURE: &[u8] = b"PK\x03\x04";

impl<'a> Header<'a> {
    /// The header at this place (section 4.3.7 of the zip specification).
    pub(super) fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let fixed = bytes.get(at..)?.first_chunk::<30>()?;
        if !fixed.starts_with(SIGNATURE) {
            return None;
        }
        let short = |at: usize| Some(u16::from_le_bytes(*fixed.get(at..)?.first_chunk()?));
        let long = |at: usize| Some(u32::from_le_bytes(*fixed.get(at..)?.first_chunk()?));
        let name_start = at + fixed.len();
        let name_end = name_start + usize::from(short(26)?);
        Some(Self {
            name: bytes.get(name_start..name_end)?,
            flags: short(6)?,
            method: short(8)?,
            crc: long(14)?,
            packed: usize::try_from(long(18)?).ok()?,
            unpacked: usize::try_from(long(22)?).ok()?,
            data: name_end + usize::from(short(28)?),
        })
    }
}

/// Bit 0 of the flags.
const ENCRYPTED: u16 = 1;
/// Bit 3: sizes and checksum stand behind the data.
const SIZES_BEHIND: u16 = 1 << 3;
/// A size that is told elsewhere (zip64).
const ELSEWHERE: usize = u32::MAX as usize;

/// The files whose headers are found by their signature, front to back; every byte is looked at once.
struct Headers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Headers<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            self.at += memmem::find(self.bytes.get(self.at..)?, SIGNATURE)?;
            let Some(header) = Header::at(self.bytes, self.at) else {
                self.at += SIGNATURE.len();
                continue;
            };
            let data = self.bytes.get(header.data..).unwrap_or(&[]);
            let size = size_of(&header, data);
            let data = data.get(..size).unwrap_or(data);
            self.at = header.data.max(self.at + SIGNATURE.len()) + data.len();
            return Some(Entry {
                name: name(header.name),
                method: method(CompressionMethod::new(header.method)),
                is_encrypted: header.flags & ENCRYPTED != 0,
                crc: crc_of(&header, self.bytes.get(self.at..).unwrap_or(&[])),
                claims: if header.unpacked == ELSEWHERE {
                    0
                } else {
                    header.unpacked
                },
                data,
            });
        }
    }
}

/// How long a file's data is: as its header says, if something else begins there; else up to the
/// next thing that begins. A deflate stream knows its own end.
fn size_of(header: &Header<'_>, data: &[u8]) -> usize {
    let is_told = header.flags & SIZES_BEHIND == 0 || header.packed > 0;
    let behind = data.get(header.packed..);
    if is_told && behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"PK")) {
        return header.packed;
    }
    let begins = |at: &usize| {
        let rest = data.get(*at..).unwrap_or(&[]);
        [SIGNATURE, b"PK\x01\x02", DESCRIPTOR]
            .iter()
            .any(|s| rest.starts_with(s))
    };
    memmem::find_iter(data, b"PK")
        .find(begins)
        .unwrap_or(data.len())
}

const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// The checksum, which may stand behind the data.
fn crc_of(header: &Header<'_>, behind: &[u8]) -> u32 {
    let told = behind
        .strip_prefix(DESCRIPTOR)
        .and_then(|rest| rest.first_chunk());
    match told {
        Some(crc) if header.flags & SIZES_BEHIND != 0 => u32::from_le_bytes(*crc),
        _ => header.crc,
    }
}
