//! Making a fold: plain stretches many bytes at a time, all else char by char.

use crate::text::{LANES, Lanes, Which};

use super::Folding;
use super::folded::{Folded, Step};
use super::letters::{Becomes, becomes, composed, continues_letter, each};

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

    /// How many bytes at the beginning of a block are folded each by itself to one byte.
    fn plain_prefix(&self, block: &[u8; BLOCK]) -> usize {
        let mut is_after_blank = self.after == After::Blank;
        let mut is_after_dash = self.after == After::Dash;
        for (n, eight) in block.as_chunks::<LANES>().0.iter().enumerate() {
            let lanes = Lanes::of(*eight);
            let blanks = lanes.at_most(b' ');
            let dashes = lanes.equal(b'-');
            let others = lanes.beyond_ascii()
                | lanes.equal(0x7F)
                | (blanks & blanks.following(is_after_blank))
                | (dashes & dashes.following(is_after_dash));
            let dotless = if self.is_turkic {
                lanes.equal(b'I')
            } else {
                Which::NONE
            };
            if let Some(first) = (others | dotless).first() {
                return n * LANES + first;
            }
            let last = eight[LANES - 1];
            is_after_blank = last <= b' ';
            is_after_dash = last == b'-';
        }
        BLOCK
    }

    /// Folds the first `plain` bytes of a block that stands at `source`.
    fn map(&mut self, block: &[u8; BLOCK], plain: usize, source: usize) {
        if plain == 0 {
            return;
        }
        self.mark(source);
        let mut mapped = [0_u8; BLOCK];
        let eights = mapped.as_chunks_mut::<LANES>().0.iter_mut();
        for (to, eight) in eights.zip(block.as_chunks().0) {
            *to = folded_each(Lanes::of(*eight)).to_bytes();
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
                if one.len_utf8() > char.len_utf8() {
                    self.push_step(source, true);
                } else {
                    self.mark(source);
                }
                self.push_char(one);
                self.after = After::Letter;
            }
            Becomes::Many => {
                self.push_step(source, true);
                let before = self.fold.bytes.len();
                let is_turkic = self.is_turkic;
                each(char, is_turkic, &mut |part| {
                    self.push_part(part, before);
                });
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
            self.push_step(source, false);
        }
    }

    fn push_step(&mut self, source: usize, is_one_char: bool) {
        let folded = self.fold.bytes.len();
        self.fold.steps.push(Step {
            folded: u32::try_from(folded).unwrap_or(u32::MAX),
            source: u32::try_from(source).unwrap_or(u32::MAX),
            is_one_char,
        });
    }
}

/// Bytes that are folded each by itself.
#[inline]
fn folded_each(lanes: Lanes) -> Lanes {
    let capitals = lanes.at_most(b'Z') & !lanes.at_most(b'@');
    lanes
        .with_bit(capitals, 0x20)
        .replaced(lanes.at_most(b' '), b' ')
        .replaced(lanes.equal(b'`'), b'\'')
}
