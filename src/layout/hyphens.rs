//! Where words may be divided.
//!
//! Liang's patterns, as TeX has them ([`Patterns`]), in the language of the document. The divisions of
//! a word are remembered in a small table: a text uses the same few thousand words over and over, and
//! looking one up is ten times faster than dividing it.

use crate::document::Document;
use crate::text::TextRange;

use super::fragment::{Collecting, Joint, SOFT_HYPHEN, cells, narrow};
use super::hanging::Hang;
use super::patterns::Patterns;
use super::{Fragment, Hanging};

/// Divides the words of a language, and remembers how.
#[derive(Debug, Default)]
pub(super) struct Hyphenator {
    /// By whose patterns words are divided, once that was asked: to find out the language of a text takes as long as to
    /// set a page, and on most pages no word needs to be divided. Words of a language without patterns never are.
    language: Option<Option<Patterns>>,
    /// Slots by hash; a word that falls on another's takes its place.
    slots: Vec<Slot>,
}

/// Words that are remembered, in 32 KiB. With four times as many a novel takes 2 instructions in 1000 fewer.
const SLOTS: usize = 512;

/// The longest word that is remembered, in bytes: one bit for each place in it.
const LONGEST: usize = 48;

/// A shorter word is never divided, in letters: too little is gained.
const SHORTEST: usize = 5;

#[derive(Clone, Copy, Debug)]
struct Slot {
    word: [u8; LONGEST],
    length: u8,
    /// Bit n is set where the word may be divided before its byte n.
    points: u64,
}

impl Hyphenator {
    /// By whose patterns the words of `document`, always the same, are divided.
    fn language(&mut self, document: &Document) -> Option<Patterns> {
        let find = || document.language().and_then(Patterns::of);
        *self.language.get_or_insert_with(find)
    }

    /// What a line of `document` ends with inside a word.
    pub(super) fn joint(&mut self, document: &Document) -> Joint {
        match self.language(document) {
            Some(language) if language.has_hyphen() => Joint::Hyphen,
            _ => Joint::Division,
        }
    }

    /// Where `word` may be divided if it must, in bytes, whatever its letters: for a word that fits on no
    /// line. Signs around it are left out of account.
    pub(super) fn divisions(&mut self, document: &Document, word: &str) -> Vec<usize> {
        let Some((start, core)) = core(word) else {
            return Vec::new();
        };
        let mut points = Vec::new();
        if let Some(language) = self.language(document) {
            language.each_division(&core.to_lowercase(), |at| points.push(start + at));
        }
        // A letter that is longer or shorter in small would shift what follows it.
        points.retain(|at| word.is_char_boundary(*at));
        points
    }

    /// Puts `fragments` into `divided`, with their words divided where they may be: not in capitalised
    /// words (German, which capitalises every noun, excepted), in compounds written with hyphens, in
    /// words with soft hyphens of their own, in what is no word, or inside the ranges `kept`, which are
    /// sorted and count from the beginning of `text`.
    pub(super) fn divide(
        &mut self,
        text: &str,
        fragments: &[Fragment],
        kept: &[TextRange],
        how: Collecting<'_>,
        divided: &mut Vec<Fragment>,
    ) {
        divided.clear();
        let Some(language) = self.language(how.document) else {
            return;
        };
        let joint = self.joint(how.document);
        let division = Division {
            joint,
            hang: u8::from(joint == Joint::Hyphen && how.hanging == Hanging::Margin),
        };
        let mut kept = kept.iter().peekable();
        let mut before = Fragment::EMPTY;
        for fragment in fragments {
            let (start, end) = (fragment.start as usize, fragment.end as usize);
            while kept
                .next_if(|range| range.end.to_usize() <= start)
                .is_some()
            {}
            let is_kept = kept.peek().is_some_and(|r| r.start.to_usize() < end);
            // A part of a compound, or of a word that was broken up already.
            let is_part = before.space == 0 && before.end > 0 || fragment.joint == Joint::Hyphen;
            before = *fragment;
            let word = text.get(start..end).unwrap_or("");
            let points = match core(word) {
                Some((lead, core)) if !is_kept && !is_part && may_divide(core, language) => {
                    self.points(core, language) << lead.min(63)
                }
                _ => 0,
            };
            put_parts(word, *fragment, points, division, divided);
        }
    }

    /// The divisions of a word of letters, bit by bit; none of a word longer than is remembered.
    fn points(&mut self, word: &str, language: Patterns) -> u64 {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return 0;
        }
        // Most pages have no word that is looked up.
        if self.slots.is_empty() {
            self.slots = vec![Slot::EMPTY; SLOTS];
        }
        let at = hash(bytes) % SLOTS;
        let Some(slot) = self.slots.get_mut(at) else {
            return 0;
        };
        if slot.word() != bytes {
            slot.length = u8::try_from(bytes.len()).unwrap_or(0);
            if let Some(place) = slot.word.get_mut(..bytes.len()) {
                place.copy_from_slice(bytes);
            }
            slot.points = 0;
            let lower = word.to_lowercase();
            if lower.len() == word.len() {
                let points = &mut slot.points;
                language.each_division(&lower, |at| *points |= 1 << at);
            }
        }
        slot.points
    }
}

impl Slot {
    const EMPTY: Self = Self {
        word: [0; LONGEST],
        length: 0,
        points: 0,
    };

    fn word(&self) -> &[u8] {
        self.word.get(..usize::from(self.length)).unwrap_or(&[])
    }
}

impl Fragment {
    const EMPTY: Self = Self {
        start: 0,
        end: 0,
        width: 0,
        space: 0,
        joint: Joint::Open,
        hang: Hang { left: 0, right: 0 },
    };
}

fn may_divide(core: &str, language: Patterns) -> bool {
    if core.bytes().all(|b| b.is_ascii_lowercase()) {
        return true;
    }
    let mut chars = core.chars();
    let first_is_small = chars.next().is_some_and(|c| !c.is_uppercase());
    (first_is_small || language.are_of_german()) && chars.all(|c| !c.is_uppercase())
}

/// The letters of a word without the signs around it, and the byte where they begin; `None` if it is not
/// a word of at least five letters.
fn core(word: &str) -> Option<(usize, &str)> {
    if word.len() < SHORTEST {
        return None;
    }
    let is_letter = |c: char| c.is_alphabetic() || is_mark(c);
    let after = word.trim_start_matches(|c| !is_letter(c));
    let core = after.trim_end_matches(|c| !is_letter(c));
    let is_ascii = core.is_ascii();
    let is_word = if is_ascii {
        core.len() >= SHORTEST && core.bytes().all(|b| b.is_ascii_alphabetic())
    } else {
        core.chars().count() >= SHORTEST && core.chars().all(is_letter)
    };
    // "well-" is half of a compound.
    let is_compound = word.ends_with(['-', '‐', SOFT_HYPHEN]);
    (is_word && !is_compound).then_some((word.len() - after.len(), core))
}

/// Marks on letters that are not letters themselves: combining diacritics, and the signs of Indic scripts
/// below which a consonant stands.
fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}') && !char.is_numeric()
}

/// What a word ends with where it is divided.
#[derive(Clone, Copy)]
struct Division {
    joint: Joint,
    /// Cells of it in the margin.
    hang: u8,
}

fn put_parts(
    word: &str,
    whole: Fragment,
    points: u64,
    division: Division,
    divided: &mut Vec<Fragment>,
) {
    let mut from = 0;
    let mut width = 0;
    let mut points = points;
    while points != 0 {
        let to = points.trailing_zeros() as usize;
        points &= points - 1;
        let Some(part) = word.get(from..to) else {
            continue;
        };
        let part_width = cells(part);
        divided.push(Fragment {
            start: whole.start + narrow(from),
            end: whole.start + narrow(to),
            width: part_width,
            space: 0,
            joint: division.joint,
            hang: Hang {
                left: if from == 0 { whole.hang.left } else { 0 },
                right: division.hang,
            },
        });
        width += part_width;
        from = to;
    }
    divided.push(Fragment {
        start: whole.start + narrow(from),
        width: whole.width - width.min(whole.width),
        hang: Hang {
            left: if from == 0 { whole.hang.left } else { 0 },
            right: whole.hang.right,
        },
        ..whole
    });
}

/// A quick hash of a few bytes: eight at a time, multiplied (as rustc's own tables do it).
fn hash(bytes: &[u8]) -> usize {
    const FACTOR: u64 = 0x517C_C1B7_2722_0A95;
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    usize::try_from(hash >> 40).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Patterns {
        Patterns::of("en").unwrap()
    }

    #[test]
    fn a_word_that_is_remembered_is_divided_as_at_first() {
        let mut hyphenator = Hyphenator::default();
        let words: Vec<String> = (0..3 * SLOTS).map(|n| format!("remember{n}ing")).collect();
        for word in words.iter().chain(&words) {
            let at_first = Hyphenator::default().points(word, english());
            assert_eq!(hyphenator.points(word, english()), at_first);
        }
        let words = hyphenator.slots.iter().filter(|slot| slot.length > 0);
        assert!(words.count() > SLOTS / 2);
    }
}
