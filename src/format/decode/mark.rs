//! Byte order marks: what they say, and when they lie.

use super::{Body, Charset, wide};

/// How much of a text is looked at.
pub(super) const LOOK: usize = 4096;

/// What the mark at the head of a text says, and its length.
pub(super) fn of(bytes: &[u8]) -> (Option<Charset>, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Some(Charset::Utf8), 3),
        // The mark of UTF-16 and a zero character would look the same, but no text begins so.
        [0xFF, 0xFE, 0, 0, ..] => (Some(Charset::Utf32Le), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Some(Charset::Utf32Be), 4),
        [0xFF, 0xFE, ..] => (Some(Charset::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(Charset::Utf16Be), 2),
        _ => (None, 0),
    }
}

/// Whether the bytes behind a mark or label cannot be what it says.
pub(super) fn is_contradicted(charset: Charset, body: Body<'_>) -> bool {
    let head = body.bytes.get(..LOOK).unwrap_or(body.bytes);
    let seen = wide::unmarked(body.bytes);
    match charset {
        Charset::Utf8 => seen.is_some() || !super::detect::is_mostly_utf8(body),
        Charset::Utf16Le | Charset::Utf16Be => match seen {
            Some(other) => other != charset,
            // Nothing but ASCII, byte for byte, would be rare Chinese without a blank or a line end.
            None => {
                head.len() > 8
                    && head
                        .iter()
                        .all(|b| matches!(b, b'\t'..=b'\r' | b' '..=b'~'))
            }
        },
        Charset::Utf32Le | Charset::Utf32Be => seen.is_some_and(|other| other != charset),
        // Bytes that make whole characters of UTF-8 by chance are next to impossible.
        Charset::Legacy(_) => body.utf8.is_some_and(|text| !text.is_ascii()),
        Charset::Hz | Charset::Dos => false,
    }
}
