//! Making a fold: plain stretches eight bytes at a time, all else char by char.

use crate::text::{AsciiLanes, LANES, Lanes, Which};

use super::Folding;
use super::folded::{Folded, Step};
use super::letters::{Becomes, becomes, composed, continues_letter, each};

impl Folded {
    /// Folds `source`, of less than 4 GiB. Linear; about the source's own size in memory.
    pub fn new(source: &str, folding: Folding) -> Self {
        let mut maker = Maker {
            fold: Self {
                bytes: Vec::with_capacity(source.len() + LANES),
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
            // Among other letters it is not worth while to look for plain ones.
            if rest.as_bytes().first().is_some_and(u8::is_ascii) {
                at += self.push_plain(rest.as_bytes(), at);
            }
            at += self.push_ideographs(source.as_bytes().get(at..).unwrap_or_default(), at);
            if let Some(char) = source.get(at..).and_then(|rest| rest.chars().next()) {
                self.push(char, at);
                at += char.len_utf8();
            }
        }
    }

    /// Folds what stands at `source` as far as each byte becomes one by itself, eight at a time, and answers how
    /// many.
    fn push_plain(&mut self, bytes: &[u8], source: usize) -> usize {
        let mut is_after_blank = self.after == After::Blank;
        let mut is_after_dash = self.after == After::Dash;
        let mut length = 0;
        for eight in bytes.as_chunks::<LANES>().0 {
            let lanes = Lanes::of(*eight);
            let ascii = lanes.ascii();
            let blanks = ascii.at_most(b' ');
            let dashes = ascii.equal(b'-');
            let mut others = lanes.beyond_ascii()
                | ascii.equal(0x7F)
                | (blanks & blanks.following(is_after_blank))
                | (dashes & dashes.following(is_after_dash));
            if self.is_turkic {
                others = others | ascii.equal(b'I');
            }
            let plain = others.first().unwrap_or(LANES);
            if plain > 0 && length == 0 {
                self.mark(source);
            }
            length += plain;
            let mapped = mapped(ascii, blanks).to_bytes();
            if plain < LANES {
                self.fold.bytes.extend(mapped.iter().take(plain));
                break;
            }
            self.fold.bytes.extend_from_slice(&mapped);
            is_after_blank = blanks.is_last();
            is_after_dash = dashes.is_last();
        }
        if length > 0 {
            self.after = match self.fold.bytes.last() {
                Some(b' ') => After::Blank,
                Some(b'-') => After::Dash,
                _ => After::Letter,
            };
        }
        length
    }

    /// Folds what stands at `source` as far as it is Chinese characters or Korean syllables, which become themselves,
    /// and answers how many bytes: U+5000–9FFF and U+B000–CFFF are known by the first of their three.
    fn push_ideographs(&mut self, bytes: &[u8], source: usize) -> usize {
        let is_one = |char: &&[u8; 3]| matches!(char, [0xE5..=0xE9 | 0xEB | 0xEC, ..]);
        let length = 3 * bytes.as_chunks().0.iter().take_while(is_one).count();
        if length > 0 {
            self.mark(source);
            self.fold
                .bytes
                .extend_from_slice(bytes.get(..length).unwrap_or_default());
            self.after = After::Letter;
        }
        length
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

/// What bytes become that are folded each by itself; these of them are blanks.
#[inline]
fn mapped(ascii: AsciiLanes, blanks: Which) -> AsciiLanes {
    let capitals = ascii.at_most(b'Z') & !ascii.at_most(b'@');
    ascii
        .with_bit(capitals, 0x20)
        .replaced(blanks, b' ')
        .replaced(ascii.equal(b'`'), b'\'')
}
