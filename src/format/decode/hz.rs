//! HZ (RFC 1843): GB 2312 in seven bits. `~{` begins Chinese, two bytes a character with the high bits
//! left out, and `~}` ends it; `~~` is a tilde. The encoding library has no decoder for it, but with the
//! high bits put back the Chinese is GBK, and that it has.

use encoding_rs::GBK;

/// Whether a text that is all ASCII is HZ: its first stretch of Chinese is whole, and all pairs.
pub(super) fn is_hz(bytes: &[u8]) -> bool {
    let Some(start) = memchr::memmem::find(bytes, b"~{") else {
        return false;
    };
    let chinese = bytes.get(start + 2..).unwrap_or_default();
    // A line may end inside, but no stretch is longer than a page.
    let end = memchr::memmem::find(chinese.get(..4096).unwrap_or(chinese), b"~}");
    let chinese = end.and_then(|end| chinese.get(..end)).unwrap_or_default();
    let is_pair = |pair: &[u8]| matches!(pair, [0x21..=0x77, 0x21..=0x7E]);
    chinese.len() >= 2 && chinese.chunks(2).all(is_pair)
}

/// The text, and in how many places it is damaged.
pub(super) fn decode(bytes: &[u8]) -> (String, usize) {
    let mut eight_bits = Vec::with_capacity(bytes.len());
    let mut in_chinese = false;
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match (byte, rest.peek().copied()) {
            (b'~', Some(sign @ (b'{' | b'}'))) => {
                in_chinese = sign == b'{';
                rest.next();
            }
            (b'~', Some(b'~')) if !in_chinese => {
                eight_bits.push(b'~');
                rest.next();
            }
            // A line that is continued.
            (b'~', Some(b'\n')) if !in_chinese => {
                rest.next();
            }
            // Chinese that was not ended ends with its line.
            (b'\n', _) => {
                in_chinese = false;
                eight_bits.push(byte);
            }
            (0x21..=0x7E, Some(next @ 0x21..=0x7E)) if in_chinese => {
                eight_bits.extend([byte | 0x80, next | 0x80]);
                rest.next();
            }
            _ => eight_bits.push(byte),
        }
    }
    let (text, has_errors) = GBK.decode_without_bom_handling(&eight_bits);
    let bad = if has_errors {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    (text.into_owned(), bad)
}
