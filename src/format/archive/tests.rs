//! Archives as they should be, and damaged in every way that is met.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::*;

pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let file = archive
            .new_file(*name)
            .compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let encoder = DeflateEncoder::new(&mut entry, Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// What is read under a name, and what is said about it.
fn read(archive: &Archive<'_>, name: &str) -> (String, Option<&'static str>) {
    let id = archive.find(name).unwrap().id;
    let unpacked = archive.read(id).unwrap();
    let text = String::from_utf8_lossy(&unpacked.bytes).into_owned();
    (text, unpacked.problem)
}

const FILES: [(&str, &[u8]); 3] = [
    ("a.txt", b"The first file, which is short."),
    (
        "folder/b.txt",
        b"The second file, the second file, the second file.",
    ),
    ("c.txt", b"The third."),
];

#[test]
fn a_sound_archive_is_read_without_a_word() {
    let bytes = zip(&FILES);
    let archive = Archive::open(&bytes).unwrap();
    for (name, text) in FILES {
        let expected = String::from_utf8_lossy(text).into_owned();
        assert_eq!(read(&archive, name), (expected, None));
    }
    assert!(archive.problems().is_empty());
    assert_eq!(archive.names().count(), 3);
}

#[test]
fn junk_around_an_archive_does_no_harm() {
    let mut bytes = b"junk ".repeat(1000);
    bytes.extend(zip(&FILES));
    bytes.extend([0; 3000]);
    assert!(is_zip(&bytes));
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(read(&archive, "c.txt").0, "The third.");
}

#[test]
fn without_a_directory_the_files_are_found_one_by_one() {
    let bytes = zip(&FILES);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let archive = Archive::open(&bytes[..directory]).unwrap();
    assert_eq!(archive.problems().len(), 1);
    for (name, text) in FILES {
        let expected = String::from_utf8_lossy(text).into_owned();
        assert_eq!(read(&archive, name), (expected, None));
    }
}

#[test]
fn a_file_that_was_cut_off_is_read_up_to_there() {
    let long: Vec<u8> = (0..20_000_u32)
        .flat_map(|n| n.to_string().into_bytes())
        .collect();
    let bytes = zip(&[("long", &long)]);
    let archive = Archive::open(&bytes[..bytes.len() / 2]).unwrap();
    let (text, problem) = read(&archive, "long");
    assert!(text.starts_with("0123456789101112") && text.len() > 1000);
    assert_eq!(problem, Some("damaged; read as far as it goes"));
}

#[test]
fn a_wrong_checksum_is_said_and_the_file_read() {
    let mut bytes = zip(&FILES);
    // The checksum in the directory's first record.
    let record = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    bytes[record + 16] ^= 1;
    let archive = Archive::open(&bytes).unwrap();
    let (text, problem) = read(&archive, "a.txt");
    assert_eq!(text, "The first file, which is short.");
    assert_eq!(
        problem,
        Some("its checksum is wrong; something in it may be damaged")
    );
}

#[test]
fn a_password_on_all_files_closes_and_on_one_is_tried() {
    let sound = zip(&FILES);
    let records: Vec<usize> = memchr::memmem::find_iter(&sound, b"PK\x01\x02").collect();
    let mut one = sound.clone();
    one[records[0] + 8] |= 1;
    let archive = Archive::open(&one).unwrap();
    let problem = Some("marked as protected by a password, but is not");
    assert_eq!(read(&archive, "a.txt").1, problem);
    let mut all = sound;
    for record in records {
        all[record + 8] |= 1;
    }
    assert_eq!(Archive::open(&all).err(), Some(ArchiveError::Password));
}

#[test]
fn names_are_found_however_they_are_spelled_but_not_one_for_another() {
    let bytes = zip(&[
        ("EPUB/Caf\u{e9}.xhtml", b"accent"),
        ("EPUB/a b.xhtml", b"blank"),
        ("Two.txt", b"large"),
        ("two.txt", b"small"),
    ]);
    let archive = Archive::open(&bytes).unwrap();
    for (name, expected) in [
        ("EPUB/Cafe\u{301}.xhtml", Some(("accent", true))),
        ("epub/CAF%C3%89.xhtml", Some(("accent", true))),
        ("EPUB\\a b.xhtml", Some(("blank", true))),
        ("EPUB/a%20b.xhtml", Some(("blank", false))),
        ("Two.txt", Some(("large", false))),
        ("two.txt", Some(("small", false))),
        ("TWO.txt", None),
        ("../../EPUB/./a b.xhtml", Some(("blank", true))),
        ("none", None),
    ] {
        let found = archive.find(name);
        let text = found.map(|f| (archive.read(f.id).unwrap().bytes, f.is_repaired));
        let expected = expected.map(|(text, how)| (Cow::Borrowed(text.as_bytes()), how));
        assert_eq!(text, expected, "{name}");
    }
}

#[test]
fn bombs_are_left_out_and_their_neighbours_read() {
    let zeros = vec![0; 64 << 20];
    let bytes = zip(&[("bomb", &zeros), ("c.txt", b"The third.")]);
    let archive = Archive::open(&bytes).unwrap();
    let bomb = archive.find("bomb").unwrap().id;
    assert_eq!(archive.read(bomb).err(), Some(ArchiveError::Bomb));
    assert_eq!(read(&archive, "c.txt").0, "The third.");
}

#[test]
fn what_is_read_in_all_is_bounded() {
    // Eight files of the harmless size unpack to 64 MiB; read again and again they are too much.
    let zeros = vec![0; HARMLESS];
    let bytes = zip(&[("zeros", &zeros)]);
    let archive = Archive::open(&bytes).unwrap();
    let id = archive.find("zeros").unwrap().id;
    let times = (0..100).take_while(|_| archive.read(id).is_ok()).count();
    assert_eq!(times as u64, MOST_BYTES / HARMLESS as u64);
}

#[test]
fn bombs_without_number_are_unpacked_no_further_than_that() {
    let zeros = vec![0; 2 * HARMLESS];
    let bytes = zip(&[("bomb", &zeros), ("c.txt", b"The third.")]);
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(read(&archive, "c.txt").0, "The third.");
    let id = archive.find("bomb").unwrap().id;
    let is_bomb = |_: &i32| archive.read(id).err() == Some(ArchiveError::Bomb);
    let times = (0..100).take_while(is_bomb).count();
    assert_eq!(times as u64, MOST_BYTES / HARMLESS as u64 - 1);
    assert_eq!(archive.read(id).err(), Some(ArchiveError::Exhausted));
    assert_eq!(archive.left.load(Ordering::Relaxed), 0);
}

#[test]
fn what_nobody_can_read_is_not_unpacked_without_number() {
    let zeros = vec![0; HARMLESS];
    let mut bytes = zip(&[("locked", &zeros), ("c.txt", b"The third.")]);
    let record = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    // Locked, and its checksum is therefore not that of what is unpacked.
    bytes[record + 8] |= 1;
    bytes[record + 16] ^= 1;
    let archive = Archive::open(&bytes).unwrap();
    let id = archive.find("locked").unwrap().id;
    let is_locked = |_: &i32| archive.read(id).err() == Some(ArchiveError::Password);
    let times = (0..100).take_while(is_locked).count();
    assert_eq!(times as u64, MOST_BYTES / HARMLESS as u64);
    assert_eq!(archive.read(id).err(), Some(ArchiveError::Exhausted));
}

#[test]
fn other_methods_are_named() {
    let mut bytes = zip(&FILES);
    for signature in [b"PK\x01\x02", b"PK\x03\x04"] {
        let at = memchr::memmem::find(&bytes, signature).unwrap();
        bytes[at + if signature[2] == 1 { 10 } else { 8 }] = 12;
    }
    let archive = Archive::open(&bytes).unwrap();
    let id = archive.find("a.txt").unwrap().id;
    assert_eq!(archive.read(id).err(), Some(ArchiveError::Method("BZIP2")));
}

#[test]
fn the_beginning_of_a_file_is_that_of_the_whole() {
    let bytes = zip(&FILES);
    let archive = Archive::open(&bytes).unwrap();
    let id = archive.find("a.txt").unwrap().id;
    assert_eq!(&*archive.peek(id, 9), b"The first");
}

proptest! {
    #[test]
    fn an_archive_with_any_bytes_changed_is_read_to_an_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = zip(&FILES);
        let length = bytes.len();
        for (at, byte) in changes {
            bytes[at.index(length)] = byte;
        }
        bytes.truncate(cut.index(length) + 1);
        read_all(&bytes);
    }

    #[test]
    fn any_bytes_behind_the_sign_of_an_archive_are_read_to_an_end(
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend(rest);
        read_all(&bytes);
    }
}

fn read_all(bytes: &[u8]) {
    if let Ok(archive) = Archive::open(bytes) {
        let ids: Vec<_> = archive.names().map(|(id, _)| id).collect();
        for id in ids {
            let _ = archive.read(id);
        }
    }
}
