//! Bytes into text: which encoding they are in, and what is done about bytes that are in none.
//!
//! A text must always open, so what cannot be decoded becomes U+FFFD and is noted as a problem.
//! UTF-8 and UTF-16 are known here; older encodings belong into [`encoding_of`] and [`decode`] too.
//!
//! Line ends are made alike on the way: behind this file there are only `\n` and `\r\n`, so that no
//! format has to know the seven others. The usual text has no others and is not copied.

use std::borrow::Cow;

use memchr::memmem;

use super::html::declared_label;
use crate::document::Problem;

/// Text and how it came to be.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text; lines end with `\n` or `\r\n`.
    pub(super) text: Cow<'a, str>,
    /// Name of the encoding, as WHATWG has it, in small letters.
    pub(super) encoding: &'static str,
    /// What could not be decoded.
    pub(super) problem: Option<Problem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// The encoding of a text and the length of its byte order mark.
pub(super) fn encoding_of(bytes: &[u8]) -> (Encoding, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        _ => (unmarked(bytes), 0),
    }
}

/// How much of a text is looked at to tell UTF-16 without a mark.
const LOOK: usize = 4096;

/// UTF-16 without a mark is told by its zero bytes: blanks and Latin letters have one each, always
/// on the same side. One in ten is what a text has that is mostly of another script.
fn unmarked(bytes: &[u8]) -> Encoding {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let pairs = head.len() / 2;
    let many = |zeros: usize| zeros > 4 && zeros * 10 > pairs;
    let few = |zeros: usize| zeros * 100 < pairs;
    match () {
        () if many(odd) && few(even) => Encoding::Utf16Le,
        () if many(even) && few(odd) => Encoding::Utf16Be,
        () => Encoding::Utf8,
    }
}

/// Decodes a text; never fails.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let (encoding, mark) = encoding_of(bytes);
    let body = bytes.get(mark..).unwrap_or_default();
    if mark == 0
        && encoding == Encoding::Utf8
        && let Some(decoded) = declared(bytes)
    {
        return decoded;
    }
    let (text, encoding, bad) = match encoding {
        Encoding::Utf8 => utf8(body),
        Encoding::Utf16Le => utf16(body, "utf-16le", u16::from_le_bytes),
        Encoding::Utf16Be => utf16(body, "utf-16be", u16::from_be_bytes),
    };
    Decoded {
        text: with_plain_line_ends(text),
        encoding,
        problem: bad.map(|at| Problem {
            place: format!("byte {}", at + mark),
            what: format!(
                "from here on not everything is valid {encoding}; it is shown as \u{FFFD}"
            ),
        }),
    }
}

/// Decodes a page by what it declares, if it is not UTF-8 whatever it declares.
fn declared(bytes: &[u8]) -> Option<Decoded<'_>> {
    let label = declared_label(bytes)?;
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    if encoding == encoding_rs::UTF_8 || std::str::from_utf8(bytes).is_ok_and(|t| !t.is_ascii()) {
        return None;
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let name = ENCODINGS
        .iter()
        .find(|name| name.eq_ignore_ascii_case(encoding.name()))?;
    Some(Decoded {
        text: with_plain_line_ends(text),
        encoding: name,
        problem: had_errors.then(|| Problem {
            place: "text".to_owned(),
            what: format!("not everything is valid {name}; it is shown as \u{FFFD}"),
        }),
    })
}

/// The names of encodings that a page can declare, in small letters.
const ENCODINGS: [&str; 37] = [
    "big5",
    "euc-jp",
    "euc-kr",
    "gb18030",
    "gbk",
    "ibm866",
    "iso-2022-jp",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "shift_jis",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "x-mac-cyrillic",
    "utf-16le",
    "utf-16be",
];

type Read<'a> = (Cow<'a, str>, &'static str, Option<usize>);

fn utf8(bytes: &[u8]) -> Read<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), "utf-8", None),
        Err(error) => {
            let bad = Some(error.valid_up_to());
            (String::from_utf8_lossy(bytes), "utf-8", bad)
        }
    }
}

fn utf16<'a>(bytes: &[u8], name: &'static str, unit: fn([u8; 2]) -> u16) -> Read<'a> {
    let mut bad = (bytes.len() % 2 == 1).then(|| bytes.len() - 1);
    let units = bytes
        .chunks_exact(2)
        .filter_map(|pair| pair.try_into().ok().map(unit));
    let mut text = String::with_capacity(bytes.len() / 2 + 8);
    let mut at = 0;
    for decoded in char::decode_utf16(units) {
        if decoded.is_err() && bad.is_none_or(|first| first > at) {
            bad = Some(at);
        }
        let char = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(char);
        at += 2 * char.len_utf16();
    }
    if bytes.len() % 2 == 1 {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (Cow::Owned(text), name, bad)
}

/// Line ends of other systems: form feed, next line, line separator, paragraph separator.
const OTHER_LINE_ENDS: [char; 4] = ['\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

fn with_plain_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let other = |end: &char| {
        let mut buffer = [0; 4];
        memmem::find(bytes, end.encode_utf8(&mut buffer).as_bytes()).is_some()
    };
    let lone_return =
        || memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
    if !OTHER_LINE_ENDS.iter().any(other) && !lone_return() {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let ends = char == '\r' || OTHER_LINE_ENDS.contains(&char);
        if char == '\r' && chars.peek() == Some(&'\n') {
            chars.next();
        }
        plain.push(if ends { '\n' } else { char });
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_becomes_one() {
        let text = decode("a\rb\r\nc\u{85}d\u{2028}e\u{2029}f\u{C}g".as_bytes()).text;
        assert_eq!(text, "a\nb\nc\nd\ne\nf\ng");
    }

    #[test]
    fn a_usual_text_is_not_copied() {
        assert!(matches!(decode(b"one\r\ntwo\n").text, Cow::Borrowed(_)));
    }

    #[test]
    fn marks_are_removed_and_utf16_is_read_with_and_without_them() {
        assert_eq!(decode(b"\xEF\xBB\xBFhi").text, "hi");
        assert_eq!(decode(b"\xFE\xFF\0h\0i").text, "hi");
        let bare: Vec<u8> = "hello there"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&bare).text, "hello there");
        assert_eq!(decode(&bare).encoding, "utf-16le");
    }

    #[test]
    fn a_page_is_read_as_it_declares() {
        let page = decode(b"<meta charset=iso-8859-1>caf\xE9 \x93x\x94");
        assert_eq!(
            page.text,
            "<meta charset=iso-8859-1>caf\u{E9} \u{201C}x\u{201D}"
        );
        assert_eq!(page.encoding, "windows-1252");
        let lies = decode("<meta charset=iso-8859-1>caf\u{E9}".as_bytes());
        assert_eq!(lies.encoding, "utf-8");
    }

    #[test]
    fn bad_bytes_are_shown_and_noted() {
        let decoded = decode(b"caf\xE9 noir");
        assert_eq!(decoded.text, "caf\u{FFFD} noir");
        assert_eq!(decoded.problem.map(|p| p.place), Some("byte 3".to_owned()));
        let odd = decode(b"\xFF\xFEa\0\x00\xD8b");
        assert_eq!(odd.text, "a\u{FFFD}\u{FFFD}");
        assert_eq!(odd.problem.map(|p| p.place), Some("byte 4".to_owned()));
    }
}
