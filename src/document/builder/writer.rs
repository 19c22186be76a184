//! Characters going into the text: white space joined or kept, tabs expanded, what may not be shown
//! left out.

use super::controls::{ESCAPE, is_worth_telling, sequence_length};
use crate::document::is_drawable;
use crate::text::{char_width, plain_char};

/// Cells from one tab stop to the next.
const TAB: usize = 4;

/// Marks that may stand on one letter. Unicode's Stream-Safe Text Format (UAX #15) allows 30, "more
/// than any linguistic use"; further ones are left out, so that no cluster is without bound.
const MOST_MARKS: usize = 30;

/// Room for the text: what an [`Offset`](crate::text::Offset) can name.
const MOST_BYTES: usize = u32::MAX as usize;

#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    preformatted: bool,
    /// Where the open block or cell begins.
    start: usize,
    /// White space seen and not yet written.
    gap: Gap,
    /// Cells since the last line end, for tabs.
    column: usize,
    /// Marks on the letter just written.
    marks: usize,
    /// Control characters and sequences left out.
    controls: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    Blank,
    /// A line end in the source: nothing between ideographs, a blank elsewhere.
    LineEnd,
    /// A line end that was asked for.
    Forced,
}

impl Writer {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Makes room for so many bytes more.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.text.reserve_exact(bytes.min(MOST_BYTES));
    }

    /// Where a new block begins.
    pub(super) fn begin(&mut self, preformatted: bool, is_first: bool) -> usize {
        if !is_first {
            self.text.push('\n');
        }
        self.preformatted = preformatted;
        self.restart()
    }

    /// Where a new stretch (a block, a cell) begins.
    fn restart(&mut self) -> usize {
        self.start = self.text.len();
        self.gap = Gap::None;
        self.column = 0;
        self.marks = 0;
        self.start
    }

    /// Where the block that began at `start` ends.
    pub(super) fn end(&mut self, start: usize) -> usize {
        self.gap = Gap::None;
        if self.preformatted {
            let kept = self.text.trim_end_matches([' ', '\n']).len().max(start);
            self.text.truncate(kept);
        }
        self.text.len()
    }

    /// Takes back a block that turned out empty.
    pub(super) fn undo(&mut self, start: usize, is_first: bool) {
        self.text.truncate(if is_first {
            start
        } else {
            start.saturating_sub(1)
        });
    }

    /// A sign between the cells or rows of a table.
    pub(super) fn separate(&mut self, sign: char) -> usize {
        self.text.push(sign);
        self.restart()
    }

    pub(super) fn line_break(&mut self) {
        if self.preformatted {
            self.newline();
        } else {
            self.gap = Gap::Forced;
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.text.shrink_to_fit();
        self.text
    }

    /// Writes `text`. A blank that was waiting is written first and moves `run_start` behind itself if
    /// a run begins here: white space before emphasised words is not emphasised. `false` when the
    /// text has no more room.
    pub(super) fn push(&mut self, text: &str, run_start: &mut usize) -> bool {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if self.text.len() + rest.len() > MOST_BYTES {
                return false;
            }
            let plain = plain_length(rest.as_bytes(), !self.preformatted);
            let taken = if plain > 0 {
                self.close_gap(first, run_start);
                self.text.push_str(rest.get(..plain).unwrap_or(""));
                self.column += plain;
                self.marks = 0;
                plain
            } else if first == ESCAPE {
                self.controls += 1;
                sequence_length(rest)
            } else if self.preformatted {
                self.push_kept(first);
                first.len_utf8()
            } else {
                self.push_flowing(first, run_start);
                // Of line ends that follow one another the first says it all.
                first.len_utf8().max(line_ends(rest.as_bytes()))
            };
            rest = rest.get(taken..).unwrap_or("");
        }
        true
    }

    fn push_flowing(&mut self, char: char, run_start: &mut usize) {
        let gap = match char {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Gap::LineEnd,
            ' ' | '\t' | '\u{B}' | '\u{C}' => Gap::Blank,
            // An indented paragraph of Japanese or Chinese; inside one the wide blank is punctuation.
            '\u{3000}' if self.text.len() == self.start => Gap::Blank,
            _ => {
                if is_drawable(char) {
                    self.close_gap(char, run_start);
                    self.push_char(char);
                } else {
                    self.leave_out(char);
                }
                return;
            }
        };
        let in_block = self.text.len() > self.start;
        if in_block && (self.gap == Gap::None || (self.gap == Gap::LineEnd && gap == Gap::Blank)) {
            self.gap = gap;
        }
    }

    fn push_kept(&mut self, char: char) {
        match char {
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.newline(),
            '\t' => {
                let blanks = TAB - self.column % TAB;
                self.text.extend(std::iter::repeat_n(' ', blanks));
                self.column += blanks;
            }
            _ if is_drawable(char) => self.push_char(char),
            _ => self.leave_out(char),
        }
    }

    fn leave_out(&mut self, char: char) {
        self.controls += usize::from(is_worth_telling(char));
    }

    /// How many control characters and sequences were left out.
    pub(super) fn controls(&self) -> usize {
        self.controls
    }

    fn newline(&mut self) {
        self.text.push('\n');
        self.column = 0;
        self.marks = 0;
    }

    fn push_char(&mut self, char: char) {
        let width = char_width(char).to_usize();
        self.marks = if width == 0 { self.marks + 1 } else { 0 };
        if self.marks <= MOST_MARKS {
            self.text.push(char);
            self.column += width;
        }
    }

    fn close_gap(&mut self, next: char, run_start: &mut usize) {
        let gap = std::mem::take(&mut self.gap);
        let before = self.text.len();
        match gap {
            Gap::None => return,
            Gap::Forced if self.text.len() > self.start => self.text.push('\n'),
            Gap::Forced => {}
            Gap::LineEnd
                if is_ideographic(next)
                    && self.text.chars().next_back().is_some_and(is_ideographic) => {}
            Gap::Blank | Gap::LineEnd => self.text.push(' '),
        }
        if *run_start == before {
            *run_start = self.text.len();
        }
    }
}

/// How many carriage returns and line feeds there are at the beginning.
fn line_ends(bytes: &[u8]) -> usize {
    let ends = bytes
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    ends.count()
}

/// Bytes at the beginning that can be written as they are: ASCII letters, signs and blanks; where text
/// flows, only the single blanks between words, but the plain characters beyond ASCII as well (elsewhere
/// those are measured, for the tabs behind them).
fn plain_length(bytes: &[u8], flows: bool) -> usize {
    // Before the first byte a blank would be one too many.
    let mut plain = Plain {
        length: 0,
        after_blank: true,
    };
    loop {
        plain.take_eights(bytes, flows);
        plain.take_last(bytes, flows);
        if !flows || !plain.take_longer(bytes) {
            break;
        }
    }
    // What follows a blank decides how it is written.
    plain.length - usize::from(flows && plain.after_blank && plain.length > 0)
}

/// A beginning that can be written as it is, as far as it has been looked at.
struct Plain {
    length: usize,
    /// Whether its last byte is a blank.
    after_blank: bool,
}

impl Plain {
    /// Takes plain bytes one by one, where there are not eight any more.
    fn take_last(&mut self, bytes: &[u8], flows: bool) {
        let rest = bytes.get(self.length..).filter(|rest| rest.len() < 8);
        for byte in rest.unwrap_or_default() {
            let is_blank = *byte == b' ' && !(self.after_blank && flows);
            if !byte.is_ascii_graphic() && !is_blank {
                break;
            }
            self.after_blank = *byte == b' ';
            self.length += 1;
        }
    }

    /// Takes the plain characters beyond ASCII that follow, and answers whether there is one. None of them is
    /// white space, a mark on the letter before, or anything that may not be shown.
    fn take_longer(&mut self, bytes: &[u8]) -> bool {
        let before = self.length;
        while bytes.get(self.length).is_some_and(|byte| !byte.is_ascii())
            && let Some(plain) = plain_char(bytes, self.length)
        {
            self.length += plain.length;
            self.after_blank = false;
        }
        self.length > before
    }

    /// Takes plain bytes, looking at eight at a time. In each byte's highest bit it is reckoned whether the
    /// byte is one of those asked for; no sum reaches into the byte next to it (0xFF, whose would, is in no
    /// text).
    fn take_eights(&mut self, bytes: &[u8], flows: bool) {
        const EACH: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * EACH;
        let joined = if flows { HIGH } else { 0 };
        let mut blank_before = u64::from(self.after_blank) << 7;
        let rest = bytes.get(self.length..).unwrap_or_default();
        for eight in rest.as_chunks().0 {
            let eight = u64::from_le_bytes(*eight);
            // Of each byte the lower seven bits.
            let at_least = |byte: u64| (eight | HIGH) - byte * EACH;
            let blanks = !(eight | at_least(0x21)) & at_least(0x20) & HIGH;
            let doubled = blanks & (blanks << 8 | blank_before) & joined;
            let outside = (eight | (eight + EACH) | !at_least(0x20)) & HIGH;
            let refused = outside | doubled;
            if refused != 0 {
                // The first byte is the lowest.
                let plain = refused.trailing_zeros() / 8;
                if plain > 0 {
                    blank_before = blanks >> ((plain - 1) * 8) & 0x80;
                    self.length += plain as usize;
                }
                break;
            }
            blank_before = blanks >> 56;
            self.length += 8;
        }
        self.after_blank = blank_before != 0;
    }
}

/// Whether a script that sets no blanks between words uses this character: CSS Text's rule for line
/// ends in the source. Hangul is wide too, but Korean has blanks.
fn is_ideographic(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{4DBF}' | '\u{4E00}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(preformatted: bool, write: impl FnOnce(&mut Writer)) -> String {
        let mut writer = Writer::default();
        let start = writer.begin(preformatted, true);
        write(&mut writer);
        writer.end(start);
        writer.finish()
    }

    proptest! {
        #[test]
        fn many_characters_at_once_are_written_as_one_by_one(
            parts in proptest::collection::vec(
                prop_oneof![
                    "[ -~]{0,20}",
                    "[a-z “”’—áŁщ漢か가、ب\r\n\t]{0,12}",
                    "[\u{300}\u{ad}\u{7f}\u{85}\u{200b}\u{2028}\u{3000}北。\u{feff}e ]{0,6}",
                ],
                0..12,
            ),
        ) {
            let text = parts.concat();
            let flowing = written(false, |writer| {
                text.chars().for_each(|char| writer.push_flowing(char, &mut 0));
            });
            prop_assert_eq!(written(false, |writer| { writer.push(&text, &mut 0); }), flowing);
            let kept = written(true, |writer| text.chars().for_each(|char| writer.push_kept(char)));
            prop_assert_eq!(written(true, |writer| { writer.push(&text, &mut 0); }), kept);
        }
    }
}
