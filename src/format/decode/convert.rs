//! Bytes of a known charset into text.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP};

use super::{Charset, dos, hz, wide};

/// The text, and in how many places it is damaged.
pub(super) fn convert(bytes: &[u8], charset: Charset) -> (Cow<'_, str>, usize) {
    let owned = |(text, bad): (String, usize)| (Cow::Owned(text), bad);
    match charset {
        Charset::Utf8 => utf8(bytes),
        Charset::Utf16Le => owned(wide::utf16(bytes, u16::from_le_bytes)),
        Charset::Utf16Be => owned(wide::utf16(bytes, u16::from_be_bytes)),
        Charset::Utf32Le => owned(wide::utf32(bytes, u32::from_le_bytes)),
        Charset::Utf32Be => owned(wide::utf32(bytes, u32::from_be_bytes)),
        Charset::Hz => owned(hz::decode(bytes)),
        Charset::Dos => (Cow::Owned(dos::decode(bytes)), 0),
        Charset::Legacy(encoding) if encoding == ISO_2022_JP => {
            let bytes = without_idle_escapes(bytes);
            let (text, bad) = legacy(&bytes, encoding);
            (Cow::Owned(text.into_owned()), bad)
        }
        Charset::Legacy(encoding) => legacy(bytes, encoding),
    }
}

fn legacy<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> (Cow<'a, str>, usize) {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    // None of these encodings has U+FFFD itself, but GB18030, in four bytes.
    let bad = if has_errors {
        text.matches('\u{FFFD}').count().max(1)
    } else {
        0
    };
    (text, bad)
}

/// Without the escapes directly before another: writers leave such, and a browser's decoder, which must
/// fear what is hidden between them, makes an error of each.
fn without_idle_escapes(bytes: &[u8]) -> Vec<u8> {
    const ESCAPE: u8 = 0x1B;
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        match rest {
            [ESCAPE, b'(' | b'$', _, ESCAPE, ..] => rest = rest.get(3..).unwrap_or_default(),
            _ => {
                kept.push(*first);
                rest = after;
            }
        }
    }
    kept
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    let chunks = bytes.utf8_chunks();
    let bad = chunks.filter(|chunk| !chunk.invalid().is_empty()).count();
    (String::from_utf8_lossy(bytes), bad)
}
