//! Bytes of XML into text: by the mark in front, by the shape of `<`, by the declaration.
//!
//! A declaration can lie. UTF-8 that is valid is UTF-8 whatever the declaration says, for no other
//! encoding looks like it by chance; what is invalid under the name it bears becomes U+FFFD.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text and how it came to be.
#[derive(Debug)]
pub(in crate::format) struct Decoded<'b> {
    pub(in crate::format) text: Cow<'b, str>,
    /// The encoding's WHATWG name.
    pub(in crate::format) encoding: &'static Encoding,
    /// Whether there are bytes that mean nothing in it.
    pub(in crate::format) is_damaged: bool,
}

/// Decodes a source; never fails.
pub(in crate::format) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or(&[]));
    }
    match bytes {
        [0, 0, 0xFE, 0xFF, ..] => return utf32(bytes, u32::from_be_bytes),
        [0, 0, 0, b'<', ..] => return utf32(bytes, u32::from_be_bytes),
        [b'<', 0, 0, 0, ..] => return utf32(bytes, u32::from_le_bytes),
        [b'<', 0, ..] => return with(UTF_16LE, bytes),
        [0, b'<', ..] => return with(UTF_16BE, bytes),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !is_stateful(declared(bytes))
    {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8,
            is_damaged: false,
        };
    }
    with(declared(bytes).unwrap_or(UTF_8), bytes)
}

fn with<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding,
        is_damaged,
    }
}

/// ISO-2022-JP is ASCII to the eye, and so looks like UTF-8.
fn is_stateful(declared: Option<&'static Encoding>) -> bool {
    declared == Some(encoding_rs::ISO_2022_JP)
}

/// How far into a source a declaration is looked for, as the HTML standard has it.
const LOOK: usize = 1024;

/// The encoding that the XML declaration or, failing that, a `<meta>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOK).unwrap_or(bytes).to_ascii_lowercase();
    let declaration = head
        .trim_ascii_start()
        .strip_prefix(b"<?xml")
        .and_then(|rest| rest.split(|&b| b == b'>').next());
    let named = declaration.and_then(|text| value_after(text, b"encoding"));
    let named = named.or_else(|| value_after(&head, b"charset"));
    let encoding = Encoding::for_label(named?)?;
    // A source in which the name could be read as bytes is in no UTF-16.
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_wide { UTF_8 } else { encoding })
}

/// The word behind `name=`, with or without quotes.
fn value_after<'t>(text: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let at = memchr::memmem::find(text, name)? + name.len();
    let rest = text.get(at..)?.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    rest.split(|b| b"\"';> \t\r\n/?".contains(b)).next()
}

/// UTF-32, which WHATWG has no decoder for; it is named as what it stands for.
fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Decoded<'_> {
    let units = bytes.as_chunks().0.iter().map(|chunk| unit(*chunk));
    let mut is_damaged = !bytes.len().is_multiple_of(4);
    let text = units
        .filter(|unit| *unit != 0xFEFF)
        .map(|unit| {
            char::from_u32(unit).unwrap_or_else(|| {
                is_damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect::<String>();
    Decoded {
        text: Cow::Owned(text),
        encoding: UTF_8,
        is_damaged,
    }
}

/// An encoding's WHATWG name in small letters.
pub(in crate::format) fn name_of(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "IBM866" => "ibm866",
        "KOI8-R" => "koi8-r",
        "KOI8-U" => "koi8-u",
        "GBK" => "gbk",
        "Big5" => "big5",
        "EUC-JP" => "euc-jp",
        "EUC-KR" => "euc-kr",
        "Shift_JIS" => "shift_jis",
        "ISO-2022-JP" => "iso-2022-jp",
        "ISO-8859-2" => "iso-8859-2",
        "ISO-8859-5" => "iso-8859-5",
        "ISO-8859-7" => "iso-8859-7",
        "ISO-8859-15" => "iso-8859-15",
        other => other,
    }
}
