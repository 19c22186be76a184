//! A text as one looks for it.
//!
//! A reader types `don't - cafe` and the book prints `Don’t — Café`, over two lines. Folding makes both
//! the same string: quotation marks straight, dashes and hyphens one, every kind of space and line end
//! a single blank, ligatures and wide forms taken apart (NFKD), capitals small, diacritics and what is
//! not drawn left out. A fold remembers where each piece came from, so that what is found in it is a
//! range of the text as it stands. Whoever typed a capital or a diacritic meant it: [`Units`] tell what
//! folding has taken away.

mod letters;
mod units;

pub use units::{Demands, Units};

pub use letters::is_mark as is_diacritic;

use letters::{Becomes, becomes, composed, continues_letter, each};

/// What folding depends on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    is_turkic: bool,
}

impl Folding {
    /// For texts in this language, a BCP 47 tag: in Turkish and Azerbaijani `ı` is the small letter of
    /// `I`, and `i` of `İ`.
    pub fn of_language(tag: Option<&str>) -> Self {
        let primary = tag.and_then(|tag| tag.split(['-', '_']).next());
        Self {
            is_turkic: primary
                .is_some_and(|p| p.eq_ignore_ascii_case("tr") || p.eq_ignore_ascii_case("az")),
        }
    }

    /// Whether a fold of the text from `at` on begins as the fold of the whole text goes on there: the
    /// char at `at` begins a letter, and is neither a blank nor a dash.
    pub fn can_begin_at(self, text: &str, at: usize) -> bool {
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        next.is_some_and(|char| {
            let begins = matches!(
                becomes(char, self.is_turkic),
                Becomes::One(_) | Becomes::Many
            );
            begins && !continues_letter(char)
        })
    }
}

/// A folded text and the way back to the text it was made from.
#[derive(Debug, Default)]
pub struct Folded {
    bytes: Vec<u8>,
    /// Where the fold and the source stop running in step: sorted by `folded`.
    steps: Vec<Step>,
}

/// From byte `folded` of the fold on, byte n of the fold comes from byte n of the source counted from
/// `source`; if the source holds but one char there, all of it comes from that char.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: u32,
    source: u32,
    is_one_char: bool,
}

/// Bytes that are folded at a time while they are plain ASCII.
const BLOCK: usize = 32;

impl Folded {
    /// Folds `source`, of less than 4 GiB. Linear; about the source's own size in memory.
    pub fn new(source: &str, folding: Folding) -> Self {
        let mut maker = Maker {
            fold: Self {
                bytes: Vec::with_capacity(source.len() + BLOCK),
                steps: Vec::new(),
            },
            is_turkic: folding.is_turkic,
            after: After::Letter,
        };
        maker.fold_all(source);
        maker.fold
    }

    /// The folded text: UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Bytes taken in memory.
    pub fn size(&self) -> usize {
        self.bytes.capacity() + self.steps.capacity() * size_of::<Step>()
    }

    /// The byte of `source` from which the folded byte `folded` was made: the first of its char. Past the
    /// end it is the length of the source.
    pub fn source_of(&self, source: &str, folded: usize) -> usize {
        self.source_after(source, folded, &mut 0)
    }

    /// As [`Folded::source_of`]. `from_step` is for asking about places in order: 0 at first, then what
    /// an earlier place has left in it. So a row of places is found in linear time.
    pub fn source_after(&self, source: &str, folded: usize, from_step: &mut usize) -> usize {
        if folded >= self.bytes.len() {
            return source.len();
        }
        let steps = self.steps.get(*from_step..).unwrap_or(&[]);
        // Nearly always the next few; else by halves.
        let near = steps.iter().take(8);
        let mut passed = near
            .take_while(|step| step.folded as usize <= folded)
            .count();
        if passed == 8 {
            passed = steps.partition_point(|step| step.folded as usize <= folded);
        }
        let mut at = folded;
        if let Some(index) = (*from_step + passed).checked_sub(1)
            && let Some(step) = self.steps.get(index)
        {
            *from_step = index;
            at = step.source as usize;
            if !step.is_one_char {
                at += folded - step.folded as usize;
            }
        }
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The first folded byte that was made from `source` or from what follows it.
    pub fn folded_from(&self, source: &str, at: usize) -> usize {
        let (mut low, mut high) = (0, self.bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.source_of(source, middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The bytes of `source` from which the folded bytes `start..end` were made, as whole chars with the
    /// diacritics that belong to the last; `start` must be less than `end`. `cursor` is for asking about
    /// ranges in order, as for [`Folded::source_after`].
    pub fn source_range(
        &self,
        source: &str,
        start: usize,
        end: usize,
        cursor: &mut usize,
    ) -> std::ops::Range<usize> {
        let from = self.source_after(source, start, cursor);
        let next_step = match self.steps.get(*cursor) {
            Some(step) if step.folded as usize > start => Some(step),
            _ => self.steps.get(*cursor + 1),
        };
        let this = self.steps.get(*cursor);
        let is_one_char = this.is_some_and(|step| step.is_one_char);
        let in_step = end < next_step.map_or(self.bytes.len(), |step| step.folded as usize);
        let to = from + (end - start);
        // Inside a letter that is several, `from` is the first byte of all of it.
        let begins_letter = source.as_bytes().get(from).is_some_and(u8::is_ascii)
            || start == 0
            || self.source_after(source, start - 1, &mut 0) != from;
        if in_step && !is_one_char && begins_letter && source.is_char_boundary(to) {
            // What follows still runs in step, so each byte in between is a byte of the source.
            return from..to;
        }
        // The end is asked for with a cursor of its own: the next range may begin before it.
        let mut ahead = *cursor;
        let last = self.source_after(source, end.saturating_sub(1), &mut ahead);
        let next = self.source_after(source, end, &mut ahead);
        from..end_of_unit(source, last, next)
    }
}

/// The end of the char at `last` with what was folded into it, where the next char that was folded to
/// something of its own begins at `next`.
fn end_of_unit(source: &str, last: usize, next: usize) -> usize {
    let mut chars = source.get(last..).unwrap_or("").char_indices();
    let Some((_, first)) = chars.next() else {
        return last;
    };
    let mut end = last + first.len_utf8();
    for (at, char) in chars {
        if last + at >= next || matches!(becomes(char, false), Becomes::Nothing) {
            break;
        }
        end = last + at + char.len_utf8();
    }
    end
}

/// What was folded last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Letter,
    Blank,
    Dash,
}

struct Maker {
    fold: Folded,
    is_turkic: bool,
    after: After,
}

impl Maker {
    fn fold_all(&mut self, source: &str) {
        let mut at = 0;
        while let Some(rest) = source.get(at..)
            && !rest.is_empty()
        {
            if let Some(block) = rest.as_bytes().first_chunk::<BLOCK>() {
                let plain = self.plain_prefix(block);
                self.map(block, plain, at);
                at += plain;
                if plain == BLOCK {
                    continue;
                }
            }
            if let Some(char) = source.get(at..).and_then(|rest| rest.chars().next()) {
                self.push(char, at);
                at += char.len_utf8();
            }
        }
    }

    /// How many bytes at the beginning of a block are folded each by itself to one byte. Written so that
    /// the compiler makes it a few instructions for many bytes.
    fn plain_prefix(&self, block: &[u8; BLOCK]) -> usize {
        let before = match self.after {
            After::Letter => 0x7F,
            After::Blank => b' ',
            After::Dash => b'-',
        };
        let mut previous = [before; BLOCK];
        previous[1..].copy_from_slice(&block[..BLOCK - 1]);
        let mut is_other = [0_u8; BLOCK];
        for ((other, &byte), &last) in is_other.iter_mut().zip(block).zip(&previous) {
            *other = (byte >> 7)
                | u8::from(byte == 0x7F)
                | (u8::from(byte <= b' ') & u8::from(last <= b' '))
                | (u8::from(byte == b'-') & u8::from(last == b'-'))
                | (u8::from(byte == b'I') & u8::from(self.is_turkic));
        }
        if is_other.iter().fold(0, |any, other| any | other) == 0 {
            return BLOCK;
        }
        is_other.iter().take_while(|other| **other == 0).count()
    }

    /// Folds the first `plain` bytes of a block that stands at `source`.
    fn map(&mut self, block: &[u8; BLOCK], plain: usize, source: usize) {
        if plain == 0 {
            return;
        }
        self.mark(source);
        let mut mapped = [0_u8; BLOCK];
        for (to, &byte) in mapped.iter_mut().zip(block) {
            let small = byte | (u8::from(byte.is_ascii_uppercase()) << 5);
            let small = if small <= b' ' { b' ' } else { small };
            *to = if small == b'`' { b'\'' } else { small };
        }
        let mapped = mapped.get(..plain).unwrap_or(&[]);
        self.fold.bytes.extend_from_slice(mapped);
        self.after = match mapped.last() {
            Some(b' ') => After::Blank,
            Some(b'-') => After::Dash,
            _ => After::Letter,
        };
    }

    fn push(&mut self, char: char, source: usize) {
        match becomes(char, self.is_turkic) {
            Becomes::Nothing | Becomes::Mark => {}
            Becomes::Blank => self.push_run(b' ', After::Blank, source),
            Becomes::Dash => self.push_run(b'-', After::Dash, source),
            Becomes::One(one) => {
                if continues_letter(one) && self.join(one) {
                    return;
                }
                self.mark(source);
                self.push_char(one);
                if one.len_utf8() > char.len_utf8() {
                    self.one_char(source);
                }
                self.after = After::Letter;
            }
            Becomes::Many => {
                self.mark(source);
                let before = self.fold.bytes.len();
                let is_turkic = self.is_turkic;
                each(char, is_turkic, &mut |part| {
                    self.push_part(part, before);
                });
                if self.fold.bytes.len() - before > char.len_utf8() {
                    self.one_char(source);
                }
            }
        }
    }

    /// A piece of a char that becomes several, the first of which is at `first` of the fold.
    fn push_part(&mut self, part: char, first: usize) {
        let run = match part {
            ' ' => After::Blank,
            '-' => After::Dash,
            _ => After::Letter,
        };
        if run != After::Letter && run == self.after {
            return;
        }
        if self.fold.bytes.len() > first && continues_letter(part) && self.join(part) {
            return;
        }
        self.push_char(part);
        self.after = run;
    }

    /// A blank or a dash, unless it follows one.
    fn push_run(&mut self, byte: u8, run: After, source: usize) {
        if self.after != run {
            self.mark(source);
            self.fold.bytes.push(byte);
            self.after = run;
        }
    }

    fn push_char(&mut self, char: char) {
        if char.is_ascii() {
            self.fold.bytes.push(char as u8);
        } else {
            let mut buffer = [0; 4];
            let encoded = char.encode_utf8(&mut buffer);
            self.fold.bytes.extend_from_slice(encoded.as_bytes());
        }
    }

    /// Makes one letter of the last one and `char`, if they are one.
    fn join(&mut self, char: char) -> bool {
        let start = self.fold.bytes.len().saturating_sub(4);
        let tail = self.fold.bytes.get(start..).unwrap_or(&[]);
        let last = tail
            .iter()
            .rposition(|byte| byte & 0xC0 != 0x80)
            .and_then(|at| str::from_utf8(tail.get(at..)?).ok()?.chars().next());
        let Some((last, letter)) = last.and_then(|last| Some((last, composed(last, char)?))) else {
            return false;
        };
        let length = self.fold.bytes.len() - last.len_utf8();
        self.fold.bytes.truncate(length);
        self.push_char(letter);
        true
    }

    /// Records a step if the byte about to be written does not continue the last stretch.
    fn mark(&mut self, source: usize) {
        let folded = self.fold.bytes.len();
        let in_step = match self.fold.steps.last() {
            Some(last) => {
                !last.is_one_char
                    && source.wrapping_sub(last.source as usize)
                        == folded.wrapping_sub(last.folded as usize)
            }
            None => source == folded,
        };
        if !in_step {
            self.push_step(folded, source, false);
        }
    }

    /// Records that all that was written since the last [`Maker::mark`] is of one char, at `source`.
    fn one_char(&mut self, source: usize) {
        let folded = match self.fold.steps.last() {
            Some(last) if last.is_one_char => return,
            Some(last) => last.folded as usize + (source - last.source as usize),
            None => source,
        };
        if self
            .fold
            .steps
            .last()
            .is_some_and(|last| last.folded as usize == folded)
        {
            self.fold.steps.pop();
        }
        self.push_step(folded, source, true);
    }

    fn push_step(&mut self, folded: usize, source: usize, is_one_char: bool) {
        self.fold.steps.push(Step {
            folded: u32::try_from(folded).unwrap_or(u32::MAX),
            source: u32::try_from(source).unwrap_or(u32::MAX),
            is_one_char,
        });
    }
}

/// Folds a short text, such as what a reader typed or a row of a list.
pub fn folded(text: &str, folding: Folding) -> Vec<u8> {
    Folded::new(text, folding).bytes
}

#[cfg(test)]
pub(crate) mod tests;
