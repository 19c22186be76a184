//! A match with the words around it, as one line.

use crate::text::{Offset, TextRange};

/// A match and what stands before and after it, each a piece of one line: line ends are blanks, and what
/// is not drawn inside a word, such as a soft hyphen, is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The end of what stands before, beginning with a whole word.
    pub before: String,
    /// The match itself.
    pub exact: String,
    /// The beginning of what stands after, ending with a whole word.
    pub after: String,
}

impl Surroundings {
    /// The match at `range` of `text`, with at most `length` chars of text on either side. A side is cut
    /// at a blank, unless it has none.
    pub fn new(text: &str, range: TextRange, length: usize) -> Self {
        Self::marking(text, range, length, &|_| false)
    }

    /// The same with a [`BLOCK_END`] for each line end of which `ends_block` says that a block ends there:
    /// else a heading would run on into the paragraph below it.
    pub fn marking(
        text: &str,
        range: TextRange,
        length: usize,
        ends_block: &dyn Fn(Offset) -> bool,
    ) -> Self {
        let (start, end) = (range.start.to_usize(), range.end.to_usize());
        let head = text.get(..start).unwrap_or("");
        let tail = text.get(end..).unwrap_or("");
        let from = head
            .char_indices()
            .rev()
            .nth(length.saturating_sub(1))
            .map_or(0, |(at, _)| at);
        let to = tail
            .char_indices()
            .nth(length)
            .map_or(tail.len(), |(at, _)| at);
        let mut before = head.get(from..).unwrap_or("");
        if length == 0 {
            before = "";
        } else if from > 0 && !head[..from].ends_with(char::is_whitespace) {
            before = before
                .find(char::is_whitespace)
                .map_or(before, |blank| &before[blank..]);
        }
        let mut after = tail.get(..to).unwrap_or("");
        if to < tail.len() && !tail[to..].starts_with(char::is_whitespace) {
            after = after
                .rfind(char::is_whitespace)
                .map_or(after, |blank| &after[..blank]);
        }
        let on_one_line = |piece, at| on_one_line(piece, at, ends_block);
        Self {
            before: on_one_line(before, start - before.len().min(start))
                .trim_start()
                .to_owned(),
            exact: on_one_line(range.of(text), start),
            after: on_one_line(after, end).trim_end().to_owned(),
        }
    }
}

/// Stands between two blocks on one line.
pub const BLOCK_END: char = '¶';

/// A piece of the text, which begins at `start`, without its line ends; a run of blanks is one.
fn on_one_line(piece: &str, start: usize, ends_block: &dyn Fn(Offset) -> bool) -> String {
    let mut line = String::with_capacity(piece.len());
    let between = [' ', BLOCK_END, ' '];
    for (at, char) in piece.char_indices() {
        match char {
            '\u{AD}' | '\u{200B}' | '\u{2060}' => {}
            '\n' if ends_block(Offset::new(start + at)) => {
                if !line.ends_with(&String::from_iter(between)) {
                    line.truncate(line.trim_end_matches(' ').len());
                    line.extend(between);
                }
            }
            char if char.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            char => line.push(char),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str, length: usize) -> String {
        let at = text.find(words).unwrap_or(0);
        let range = TextRange::new(at, at + words.len());
        let line = Surroundings::new(text, range, length);
        format!("{}[{}]{}", line.before, line.exact, line.after)
    }

    #[test]
    fn the_sides_are_whole_words_on_one_line() {
        let text = "They crossed\nthe old bri\u{AD}dge at\nnight, and then went home.";
        let seen = [0, 1, 8, 12, 100].map(|n| around(text, "bri\u{AD}dge", n));
        assert_eq!(
            seen,
            [
                "[bridge]",
                "[bridge]",
                "the old [bridge] at",
                "the old [bridge] at night,",
                "They crossed the old [bridge] at night, and then went home.",
            ]
        );
    }

    #[test]
    fn a_block_that_ends_is_marked_and_a_line_that_ends_is_not() {
        let text = "Evening\n\nThe lamp\nis lit.\nNight";
        let ends = [7, 8, 25];
        let around = |words: &str| {
            let at = text.find(words).unwrap_or(0);
            let range = TextRange::new(at, at + words.len());
            let ends_block = |at: Offset| ends.contains(&at.to_usize());
            let line = Surroundings::marking(text, range, 100, &ends_block);
            format!("{}[{}]{}", line.before, line.exact, line.after)
        };
        assert_eq!(around("lamp"), "Evening ¶ The [lamp] is lit. ¶ Night");
        assert_eq!(around("Evening"), "[Evening] ¶ The lamp is lit. ¶ Night");
        assert_eq!(
            around("is lit.\nNight"),
            "Evening ¶ The lamp [is lit. ¶ Night]"
        );
    }

    #[test]
    fn a_word_longer_than_a_side_is_cut() {
        assert_eq!(around("aaaaaaaaXbbbbbbbb", "X", 3), "aaa[X]bbb");
        assert_eq!(around("ééééXüüüü", "X", 3), "ééé[X]üüü");
    }
}
