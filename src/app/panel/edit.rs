//! A line that is typed in.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::{Key, KeyCode};
use crate::document::sanitized;

/// A line of text with a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    /// Byte place in the text, between two clusters.
    cursor: usize,
}

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// The text is another.
    Changed,
    /// Only the cursor moved, or nothing happened.
    Same,
    /// The key is not one for a line.
    NotMine,
}

/// A pattern or a note longer than this was pasted by mistake.
const LONGEST: usize = 10_000;

impl LineEdit {
    /// A line with this text and the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            cursor: text.len(),
            text,
        }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor and after it.
    pub fn parts(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.cursor)
            .unwrap_or((&self.text, ""))
    }

    /// Puts text in at the cursor, on one line and without control characters.
    pub fn insert(&mut self, text: &str) {
        let text = sanitized(text);
        if self.text.len() + text.len() <= LONGEST {
            self.text.insert_str(self.cursor, &text);
            self.cursor += text.len();
        }
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Takes a key, with the editing keys of a shell.
    pub(super) fn on_key(&mut self, key: Key) -> Edited {
        if let Some(char) = key.typed() {
            self.insert(char.encode_utf8(&mut [0; 4]));
            return Edited::Changed;
        }
        match (key.code, key.ctrl) {
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => self.delete(self.before()),
            (KeyCode::Delete, false) => self.delete(self.after()),
            (KeyCode::Char('w'), true) => self.delete(self.word_before()),
            (KeyCode::Char('u'), true) => self.delete(0),
            (KeyCode::Char('k'), true) => self.delete(self.text.len()),
            (KeyCode::Left, _) | (KeyCode::Char('b'), true) => self.move_to(self.before()),
            (KeyCode::Right, _) | (KeyCode::Char('f'), true) => self.move_to(self.after()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), true) => self.move_to(0),
            (KeyCode::End, _) | (KeyCode::Char('e'), true) => self.move_to(self.text.len()),
            _ => Edited::NotMine,
        }
    }

    fn move_to(&mut self, cursor: usize) -> Edited {
        self.cursor = cursor;
        Edited::Same
    }

    /// Deletes what stands between the cursor and `other`.
    fn delete(&mut self, other: usize) -> Edited {
        let (from, to) = (self.cursor.min(other), self.cursor.max(other));
        if from == to {
            return Edited::Same;
        }
        self.text.replace_range(from..to, "");
        self.cursor = from;
        Edited::Changed
    }

    fn before(&self) -> usize {
        let (head, _) = self.parts();
        head.grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let (_, tail) = self.parts();
        self.cursor + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let (head, _) = self.parts();
        head.trim_end().rfind(' ').map_or(0, |blank| blank + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::parse_keys;

    #[test]
    fn a_line_is_edited_by_clusters_and_words() {
        let table = [
            ("abc<backspace>", "ab"),
            ("abc<left><left><delete>", "ac"),
            ("one two<C-w>", "one "),
            ("one two<C-u>x", "x"),
            ("ab<home>c", "cab"),
            ("e\u{301}<backspace>", ""),
            ("👍🏽a<left><backspace>", "a"),
            ("<backspace><delete><left><right>", ""),
        ];
        for (keys, text) in table {
            let mut edit = LineEdit::default();
            for key in parse_keys(keys).unwrap() {
                edit.on_key(key);
            }
            assert_eq!(edit.text(), text, "{keys}");
        }
    }

    #[test]
    fn what_is_pasted_cannot_obey() {
        let mut edit = LineEdit::default();
        edit.insert("a\u{1b}[2J\nb");
        assert_eq!(edit.text(), "a[2J b");
    }
}
