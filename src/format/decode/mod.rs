//! Bytes into text: which encoding they are in, and what is done about bytes that are in none.
//!
//! A text must always open, so what cannot be decoded becomes U+FFFD and is noted as a problem, and so
//! is a guess that is not sure. Steps, each a file: `mark` (byte order marks, and those that lie),
//! `detect` (what it is where nothing says so), `convert` (from that encoding), `line_ends`. `dos`,
//! `hz`, `wide` and `foreign` know what the encoding library does not.
//!
//! A text in valid UTF-8 with the usual line ends is not copied.

mod convert;
mod detect;
mod dos;
mod foreign;
mod hz;
mod line_ends;
mod mark;
mod wide;

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::document::Problem;

/// Text and how it came to be.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text; lines end with `\n` or `\r\n`.
    pub(super) text: Cow<'a, str>,
    /// Name of the encoding in small letters, as WHATWG has it where it has one.
    pub(super) encoding: &'static str,
    /// What could not be decoded, and what was guessed.
    pub(super) problems: Vec<Problem>,
}

/// The encodings of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
    /// HZ: Chinese in seven bits, for mail.
    Hz,
    /// The code page of DOS, with frames.
    Dos,
    /// One of WHATWG's legacy encodings.
    Legacy(&'static Encoding),
}

/// What stands behind the mark; whether it is UTF-8 is found out once, for it takes the longest.
#[derive(Clone, Copy, Debug)]
struct Body<'a> {
    bytes: &'a [u8],
    utf8: Option<&'a str>,
}

impl<'a> Body<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let utf8 = simdutf8::basic::from_utf8(bytes).ok();
        Self { bytes, utf8 }
    }
}

/// How a charset was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sureness {
    /// A mark says so, or the bytes can be nothing else.
    Sure,
    /// It was guessed from bytes enough to be right nearly always, or from too few.
    Guessed,
}

/// Decodes a text, which may name its encoding, as HTML and XML do. A byte order mark is believed before the
/// label, and the label before a guess; an unknown label, and one that the bytes contradict, is a
/// problem. Never fails.
pub(super) fn decode_labelled<'a>(bytes: &'a [u8], label: Option<&str>) -> Decoded<'a> {
    let mut problems = Vec::new();
    let (marked, length) = mark::of(bytes);
    let body = Body::new(bytes.get(length..).unwrap_or_default());
    let charset = marked
        .filter(|charset| believable(*charset, body, "the byte order mark", &mut problems))
        .or_else(|| labelled(label?, body, &mut problems))
        .unwrap_or_else(|| guessed(body, &mut problems));
    let (text, bad) = match (charset, body.utf8) {
        (Charset::Utf8, Some(text)) => (Cow::Borrowed(text), 0),
        _ => convert::convert(body.bytes, charset),
    };
    let name = charset.name();
    note_damage(&text, bad, name, &mut problems);
    Decoded {
        text: line_ends::plain(text),
        encoding: name,
        problems,
    }
}

/// The whole lines of a stretch of a text that begins with a line, where it is surely in an encoding of two bytes a
/// character: of the Chinese, Japanese or Korean ones little is enough to know them, and a line's end is no part
/// of a character.
pub(super) fn double_byte_lines(stretch: &[u8]) -> Option<Decoded<'_>> {
    let lines = stretch.get(..memchr::memrchr(b'\n', stretch)? + 1)?;
    let charset = Charset::Legacy(detect::double_byte(lines)?);
    match convert::convert(lines, charset) {
        (text, 0) => Some(Decoded {
            text: line_ends::plain(text),
            encoding: charset.name(),
            problems: Vec::new(),
        }),
        _ => None,
    }
}

/// Whether bytes are likely to be in this charset; if not, why is noted.
fn believable(charset: Charset, body: Body<'_>, who: &str, problems: &mut Vec<Problem>) -> bool {
    let lies = mark::is_contradicted(charset, body);
    if lies {
        let name = charset.name();
        let what = format!("{who} says {name}, which the text is not");
        problems.push(problem("encoding", what));
    }
    !lies
}

fn labelled(label: &str, body: Body<'_>, problems: &mut Vec<Problem>) -> Option<Charset> {
    let charset = charset_of(label);
    if charset.is_none() {
        let label: String = label.chars().take(40).collect();
        let what = format!("“{label}” is no known encoding");
        problems.push(problem("encoding", crate::document::sanitized(&what)));
    }
    let charset = charset?;
    believable(charset, body, "the label", problems).then_some(charset)
}

/// The charset with this label, as HTML's and XML's rules have them: who names UTF-16 in a file that
/// was read far enough to find the name means something else, UTF-8.
fn charset_of(label: &str) -> Option<Charset> {
    let label = label.trim();
    if label.eq_ignore_ascii_case("hz-gb-2312") {
        return Some(Charset::Hz);
    }
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if is_wide || encoding == encoding_rs::UTF_8 {
        Charset::Utf8
    } else {
        Charset::Legacy(encoding)
    })
}

fn guessed(body: Body<'_>, problems: &mut Vec<Problem>) -> Charset {
    let (charset, sureness) = detect::detect(body);
    if sureness == Sureness::Guessed {
        let what = format!(
            "nothing says which it is, and there is little to go by; {} is a guess",
            charset.name()
        );
        problems.push(problem("encoding", what));
    }
    charset
}

/// Characters that could not be decoded, and zero bytes, which no text has.
fn note_damage(text: &str, bad: usize, name: &str, problems: &mut Vec<Problem>) {
    if bad > 0 {
        let line = text.find('\u{FFFD}').map_or(1, |at| line_of(text, at));
        let what = match bad {
            1 => format!("a byte that is not {name}; it is shown as \u{FFFD}"),
            _ => format!("{bad} places from here on are not {name}; they are shown as \u{FFFD}"),
        };
        problems.push(problem(format!("line {line}"), what));
    }
    let mut zeros = memchr::memchr_iter(0, text.as_bytes());
    if let Some(first) = zeros.next() {
        let count = 1 + zeros.count();
        let line = line_of(text, first);
        let what = match count {
            1 => "a zero byte was left out".to_owned(),
            _ => format!("{count} zero bytes from here on were left out"),
        };
        problems.push(problem(format!("line {line}"), what));
    }
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let ends = memchr::memchr_iter(b'\n', before).count();
    // Where lines end with a carriage return alone.
    let returns = || memchr::memchr_iter(b'\r', before).count();
    1 + if ends == 0 { returns() } else { ends }
}

fn problem(place: impl Into<String>, what: impl Into<String>) -> Problem {
    Problem {
        place: place.into(),
        what: what.into(),
    }
}

/// The names of WHATWG's legacy encodings, as the library has them, in small letters.
const LEGACY: [&str; 36] = [
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
    "x-user-defined",
];

impl Charset {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
            Self::Hz => "hz-gb-2312",
            Self::Dos => "ibm437",
            Self::Legacy(encoding) => LEGACY
                .iter()
                .find(|name| name.eq_ignore_ascii_case(encoding.name()))
                .copied()
                .unwrap_or(encoding.name()),
        }
    }
}

/// Whether bytes are text in a charset that has zero bytes in every letter.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    let (marked, length) = mark::of(bytes);
    let body = Body {
        bytes: bytes.get(length..).unwrap_or_default(),
        utf8: None,
    };
    let wide = |charset| {
        matches!(
            charset,
            Charset::Utf16Le | Charset::Utf16Be | Charset::Utf32Le | Charset::Utf32Be
        )
    };
    match marked {
        Some(charset) => wide(charset) && !mark::is_contradicted(charset, body),
        None => wide::unmarked(body.bytes).is_some(),
    }
}

#[cfg(test)]
mod tests;
