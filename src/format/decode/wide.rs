//! UTF-16 and UTF-32: told by their zero bytes where there is no mark.

use super::Charset;
use super::mark::LOOK;

/// UTF-16 without a mark is told by its zero bytes: blanks and Latin letters have one each, always
/// on the same side. One in ten is what a text has that is mostly of another script. In UTF-32 the
/// highest byte of every four is zero, and the one below it nearly always.
pub(super) fn unmarked(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    let mut zeros = [0usize; 4];
    for four in head.chunks_exact(4) {
        for (count, byte) in zeros.iter_mut().zip(four) {
            *count += usize::from(*byte == 0);
        }
    }
    let [a, b, c, d] = zeros;
    let fours = head.len() / 4;
    let all = |zeros: usize| fours > 1 && zeros == fours;
    let most = |zeros: usize| zeros * 10 > fours * 9;
    let pairs = fours * 2;
    let many = |zeros: usize| zeros > 4 && zeros * 10 > pairs;
    let few = |zeros: usize| zeros * 100 < pairs;
    match () {
        () if all(d) && most(c) && few(a) => Some(Charset::Utf32Le),
        () if all(a) && most(b) && few(d) => Some(Charset::Utf32Be),
        () if many(b + d) && few(a + c) => Some(Charset::Utf16Le),
        () if many(a + c) && few(b + d) => Some(Charset::Utf16Be),
        () => None,
    }
}

/// The text in UTF-16, and how much of it is damaged.
pub(super) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, usize) {
    let pairs = bytes.chunks_exact(2);
    let is_cut = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| pair.try_into().ok().map(unit));
    let decoded = char::decode_utf16(units).map(Result::ok);
    collect(decoded, is_cut, bytes.len() / 2)
}

/// The text in UTF-32, and how much of it is damaged.
pub(super) fn utf32(bytes: &[u8], value: fn([u8; 4]) -> u32) -> (String, usize) {
    let fours = bytes.chunks_exact(4);
    let is_cut = !fours.remainder().is_empty();
    let values = fours.filter_map(|four| four.try_into().ok().map(value));
    collect(values.map(char::from_u32), is_cut, bytes.len() / 4)
}

fn collect(
    chars: impl Iterator<Item = Option<char>>,
    is_cut: bool,
    room: usize,
) -> (String, usize) {
    let mut text = String::with_capacity(room + 8);
    let mut bad = usize::from(is_cut);
    for char in chars {
        bad += usize::from(char.is_none());
        text.push(char.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if is_cut {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, bad)
}
