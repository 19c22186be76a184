//! Files that are damaged, lie, or were made to do harm, as plain text: each opens, or is refused in a
//! line, and ends soon.
#![expect(clippy::unwrap_used, reason = "what fails here is the test")]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use folio::document::Document;
use folio::format::{self, FormatError};
use folio::layout::{GatheringId, Gatherings, Typography};
use folio::text::Cells;

fn open(bytes: &[u8]) -> Document {
    format::open(bytes, Some("a.txt")).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Bytes without any order, the same every time (xorshift).
fn random(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    std::iter::repeat_with(next)
        .flatten()
        .take(length)
        .collect()
}

/// Sets the whole text, as the reader would sooner or later.
fn set_all(document: &Document) -> usize {
    let gatherings = Gatherings::new(document);
    let typography = Typography::new(Cells(66));
    let ids = (0..gatherings.count()).map(GatheringId);
    ids.map(|id| gatherings.set(document, &typography, id).len())
        .sum()
}

#[test]
fn binary_files_of_all_kinds_are_refused_in_a_line() {
    let zeros = vec![0; 4096];
    let mut elf = b"\x7FELF\x02\x01\x01\0".to_vec();
    elf.extend(random(4096));
    let mut tar = vec![b'a'; 100];
    tar.resize(257, 0);
    tar.extend(b"ustar\x0000");
    let mut kindle = b"A_Book\0".to_vec();
    kindle.resize(60, 0);
    kindle.extend(b"BOOKMOBI");
    let table: [(&[u8], &str); 8] = [
        (&zeros, "this is binary data"),
        (&random(1 << 20), "this is binary data"),
        (&elf, "this is an ELF program"),
        (&tar, "this is a tar archive"),
        (&kindle, "this is a Kindle book"),
        (b"%PDF-1.7 and so on", "this is a PDF file"),
        (b"{\\rtf1\\ansi Hello}", "this is an RTF document"),
        (
            b"RIFF\x10\0\0\0WAVEfmt ",
            "this is a WebP image, a WAV or an AVI recording",
        ),
    ];
    for (bytes, says) in table {
        for name in ["a.txt", "a.md", "a"] {
            let error = format::open(bytes, Some(name)).unwrap_err().to_string();
            assert!(error.starts_with(says), "{error}");
            assert!(format::check_head(bytes).is_err(), "{says}");
        }
    }
}

#[test]
fn long_and_odd_texts_open_and_are_set() {
    let ten_megabytes = "x".repeat(10_000_000);
    let marks = format!("a{}b", "\u{301}".repeat(100_000));
    let joiners = format!("a{}b", "\u{200D}".repeat(10_000));
    let nested = "\u{202B}a".repeat(10_000);
    for text in [
        ten_megabytes,
        format!("{} ", "word".repeat(50_000)).repeat(50),
        "\n".repeat(1_000_000),
        "- a\n".repeat(50_000),
        "1. a\n\n".repeat(50_000),
        "  - a\n".repeat(20_000),
        format!("{} a\n", ">".repeat(1000)).repeat(2_000),
        "> a\nb\n".repeat(50_000),
        "I\n\n".repeat(50_000),
        "CAPITALS\n\n".repeat(50_000),
        "$ ".repeat(1_000_000),
        marks,
        joiners,
        nested,
    ] {
        let document = open(text.as_bytes());
        set_all(&document);
        assert!(document.text().len() <= text.len());
    }
}

#[test]
fn a_gzipped_text_opens_as_what_is_inside() {
    let document = format::open(&gzip(b"# Title\n\nWords.\n"), Some("a.md.gz")).unwrap();
    assert_eq!(document.metadata().format.name(), "markdown");
    assert_eq!(document.text(), "Title\nWords.");
    assert!(document.problems().is_empty());
    assert_eq!(format::check_head(&gzip(b"Words.")), Ok(()));
    let png = gzip(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let is_png = Err(FormatError::NotText("a PNG image"));
    assert_eq!(format::open(&png, Some("a.txt.gz")).map(|_| ()), is_png);
    // One inside another is no text.
    assert!(format::open(&gzip(&gzip(b"Words.")), None).is_err());
}

#[test]
fn a_gzipped_text_that_is_cut_is_read_as_far_as_it_goes() {
    let lines = (0..20_000).map(|n| format!("The {n}th line of the log.\n\n"));
    let text: String = lines.collect();
    let whole = gzip(text.as_bytes());
    let document = open(&whole[..whole.len() / 2]);
    assert!(document.text().starts_with("The 0th line of the log."));
    assert!(document.blocks().len() > 1000);
    let problem = &document.problems()[0];
    assert_eq!(problem.place, "gzip");
    assert_eq!(
        problem.what,
        "the packed file ends too early; this is what there is"
    );
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 64].fill(0xAA);
    assert!(open(&damaged).problems()[0].what.contains("damaged"));
}

#[test]
fn a_bomb_is_unpacked_within_bounds() {
    // Zeros are no text, and need not all be unpacked to find out.
    let zeros = gzip(&vec![0; 32 << 20]);
    assert_eq!(format::check_head(&zeros), Err(FormatError::Binary));
    let letters = gzip(&vec![b'a'; 32 << 20]);
    let document = open(&letters);
    assert_eq!(document.text().len(), 16 << 20);
    assert!(document.problems()[0].what.contains("more than 16 MiB"));
}

#[test]
fn damaged_unicode_is_shown_as_damage() {
    let table: [(&[u8], usize); 5] = [
        // A lone continuation, an overlong form, a surrogate, and a character cut at the end, each in
        // a text that is UTF-8 beyond doubt.
        ("“naïve” “café” \u{FFFD}".as_bytes(), 1),
        (b"\xE2\x80\x9Ca\xE2\x80\x9D \xE2\x80\x9Cb\xE2\x80\x9D \x80 c", 1),
        (b"\xE2\x80\x9Ca\xE2\x80\x9D \xE2\x80\x9Cb\xE2\x80\x9D\xE2\x80\x9Ca\xE2\x80\x9D \xE2\x80\x9Cb\xE2\x80\x9D \xC0\xAF", 2),
        (b"\xE2\x80\x9Ca\xE2\x80\x9D \xE2\x80\x9Cb\xE2\x80\x9D \xE2\x80", 1),
        (b"\xFF\xFEa\0b\0c", 1),
    ];
    for (bytes, damages) in table {
        let text = open(bytes).text().to_owned();
        assert_eq!(text.matches('\u{FFFD}').count(), damages, "{text}");
    }
    let middle = open("one\u{FEFF} two".as_bytes());
    assert_eq!(middle.text(), "one two");
}

#[test]
fn no_control_character_is_left_in_anything_that_is_shown() {
    let text = "A T\u{1b}[31mitle\u{202e}\nBy A\u{9b}nn \u{1b}]0;x\u{7}Bee\n\n\
                The first paragraph is long enough to be a paragraph, and has \u{1b}[2J in it, and \u{90} too.\n\
                And so is the second paragraph, which \u{2066}has\u{2069} others, and goes on for as long.\n\
                And the third one is no shorter, for a title stands over paragraphs and not over lines.\n";
    let document = open(text.as_bytes());
    let metadata = document.metadata();
    let shown = [
        Some(document.text()),
        metadata.title.as_deref(),
        metadata.byline.as_deref(),
        metadata.authors.first().map(String::as_str),
    ];
    assert_eq!(metadata.title.as_deref(), Some("A Title"));
    for shown in shown.into_iter().flatten() {
        let is_harmful = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!shown.contains(is_harmful), "{shown:?}");
    }
}
