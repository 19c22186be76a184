//! Bytes to text.
//!
//! UTF-8, and UTF-16 where a byte order mark says so. What is not sound becomes U+FFFD and is told; no
//! file is refused for a few bad bytes. Other encodings will find their place here.

use std::borrow::Cow;

use crate::document::Problem;

/// A text, and how it was encoded.
pub(super) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    /// The encoding's WHATWG name.
    pub encoding: &'static str,
    pub problem: Option<Problem>,
}

pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, "utf-16le"),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, "utf-16be"),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let problem = std::str::from_utf8(bytes).err().map(|error| {
        let line = bytes
            .iter()
            .take(error.valid_up_to())
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        Problem {
            place: format!("line {line}"),
            what: "bytes that are not UTF-8 are shown as \u{FFFD}".to_owned(),
        }
    });
    Decoded {
        text: String::from_utf8_lossy(bytes),
        encoding: "utf-8",
        problem,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: &'static str) -> Decoded<'static> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut is_sound = rest.is_empty();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units)
        .map(|decoded| {
            decoded.unwrap_or_else(|_| {
                is_sound = false;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    let problem = (!is_sound).then(|| Problem {
        place: "file".to_owned(),
        what: "units that are not UTF-16 are shown as \u{FFFD}".to_owned(),
    });
    Decoded {
        text: text.into(),
        encoding,
        problem,
    }
}
