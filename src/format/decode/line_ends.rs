//! Line ends made alike: behind this file there are only `\n` and `\r\n`, so that no format has to know
//! the seven others.

use std::borrow::Cow;

use crate::text::{LANES, Lanes};

/// Line ends of other systems: form feed, next line, line separator, paragraph separator.
const OTHERS: [char; 4] = ['\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The text with plain line ends. The usual text has no others and is not copied.
pub(super) fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    if !may_have_others(text.as_bytes()) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let ends = char == '\r' || OTHERS.contains(&char);
        if char == '\r' && chars.peek() == Some(&'\n') {
            chars.next();
        }
        plain.push(if ends { '\n' } else { char });
    }
    Cow::Owned(plain)
}

/// Whether there may be another line end than `\n` and `\r\n`: what looks like the last two bytes of a
/// separator may be those of Kana. All are looked for in one pass, over eight bytes at a time.
fn may_have_others(bytes: &[u8]) -> bool {
    let is_other = |first: u8, second: u8| {
        (first == 0xC)
            | ((first == b'\r') & (second != b'\n'))
            | ((first == 0xC2) & (second == 0x85))
            | ((first == 0x80) & (second | 1 == 0xA9))
    };
    if matches!(bytes.last(), Some(0xC | b'\r')) {
        return true;
    }
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk::<LANES>() {
        let lanes = Lanes::of(*eight);
        let mut maybe = lanes.at_most(b'\r');
        if lanes.beyond_ascii().is_any() {
            maybe = maybe | lanes.other_than(0xC2).zeros() | lanes.other_than(0x80).zeros();
        }
        let second = |at: usize| rest.get(at + 1).copied().unwrap_or(0);
        if maybe.any(|at| is_other(eight[at], second(at))) {
            return true;
        }
        rest = behind;
    }
    let pairs = rest.iter().zip(rest.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (first, second)| {
        found | is_other(*first, *second)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_made_plain_wherever_it_stands() {
        for end in ["\r", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
            for (before, after) in [
                ("", ""),
                ("a", ""),
                ("", "b"),
                ("a“", "”b"),
                ("a\r\n", "\r\nb"),
            ] {
                let text = format!("{before}{end}{after}");
                let expected = text.replace("\r\n", "\n").replace(end, "\n");
                assert_eq!(
                    plain(Cow::Borrowed(&text)).replace("\r\n", "\n"),
                    expected,
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn a_text_with_the_usual_line_ends_is_not_copied() {
        for text in ["", "a\n", "“a”\r\nb\r\n", "é\u{A0}\u{2027}"] {
            assert!(
                matches!(plain(Cow::Borrowed(text)), Cow::Borrowed(_)),
                "{text:?}"
            );
        }
    }
}
