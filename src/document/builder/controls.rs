//! Characters and sequences that a terminal would obey, as far as they are found in a text.
//!
//! What was printed to a terminal and kept as a text (a log, the pages of a manual) has sequences that say
//! in which colour its words are, or what a window is called. Were only their first character taken out, the
//! rest would stand among the words.

/// A longer sequence is none: the address of a link is the longest there is.
const LONGEST: usize = 4096;

/// The first character of every sequence.
pub(super) const ESCAPE: char = '\u{1B}';

/// Bytes of the sequence at the beginning of `text` (ECMA-48, 5.4 and 5.6): one that ends with a letter, or
/// with the sign that ends what it says. Of one without an end it is the first character alone.
pub(super) fn sequence_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let near = bytes.get(..LONGEST).unwrap_or(bytes);
    let length = match near {
        [0x1B, b'[', rest @ ..] => {
            let within = rest.iter().take_while(|b| matches!(b, 0x20..=0x3F)).count();
            let end = rest.get(within).filter(|b| matches!(b, 0x40..=0x7E));
            end.map(|_| 2 + within + 1)
        }
        [0x1B, b']', rest @ ..] => {
            // A shell's title is on one line; what is not, is text.
            let within = rest.iter().take_while(|b| !matches!(b, 0..0x20)).count();
            match rest.get(within..) {
                Some([0x07, ..]) => Some(2 + within + 1),
                Some([0x1B, b'\\', ..]) => Some(2 + within + 2),
                _ => None,
            }
        }
        _ => None,
    };
    length.unwrap_or(1)
}

/// Whether somebody should be told that `char` is left out: it is obeyed, and is neither white space nor the
/// mark with which texts ended under CP/M and DOS. Of zero bytes those tell who find them.
pub(super) fn is_worth_telling(char: char) -> bool {
    char.is_control() && !char.is_whitespace() && !matches!(char, '\0' | '\u{1A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_as_long_as_they_are_and_never_without_end() {
        for (sequence, rest) in [
            ("\u{1B}[31m", "red"),
            ("\u{1B}[m", "m"),
            ("\u{1B}[38;5;1 q", "x"),
            ("\u{1B}]0;a title\u{7}", "x"),
            ("\u{1B}]8;;http://é\u{1B}\\", "link"),
            ("\u{1B}", ""),
            ("\u{1B}", "c"),
            ("\u{1B}", "["),
            ("\u{1B}", "[31\nm"),
            ("\u{1B}", "[31é"),
            ("\u{1B}", "]0;no end\n\u{7}"),
            ("\u{1B}", "]0;no end"),
        ] {
            let text = format!("{sequence}{rest}");
            assert_eq!(sequence_length(&text), sequence.len(), "{text:?}");
        }
        let endless = format!("\u{1B}]{}\u{7}", "a".repeat(LONGEST));
        assert_eq!(sequence_length(&endless), 1);
    }
}
