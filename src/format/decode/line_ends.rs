//! Line ends made alike: behind this file there are only `\n` and `\r\n`, so that no format has to know
//! the seven others.

use std::borrow::Cow;

use memchr::memmem;

/// Line ends of other systems: form feed, next line, line separator, paragraph separator.
const OTHERS: [char; 4] = ['\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The text with plain line ends. The usual text has no others and is not copied.
pub(super) fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let other = |end: &char| {
        let mut buffer = [0; 4];
        memmem::find(bytes, end.encode_utf8(&mut buffer).as_bytes()).is_some()
    };
    let lone_return =
        || memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
    if !OTHERS.iter().any(other) && !lone_return() {
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
