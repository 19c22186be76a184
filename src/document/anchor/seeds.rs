//! Where pieces of many quotations stand in a text, found in one going over.
//!
//! A quotation in which something was changed still has stretches of a dozen letters that were not.
//! Such stretches, the seeds, of all quotations go into one table, and the letters of the text are held
//! against it. So five thousand quotations cost little more than one.

use crate::document::letters::Letters;
use crate::text::Folding;

/// Length of a seed in bytes: twelve Latin letters, about two words and a half, or four Chinese characters.
/// Shorter ones stand in too many places, longer ones are too seldom whole.
pub(super) const SEED: usize = 12;
/// A seed begins every so many bytes of a quotation, so that a dozen and a half letters between two
/// mistakes have one.
const STRIDE: usize = 4;
/// A seed that stands in the text more often than this says nothing about the place.
const MOST_HITS: u16 = 48;
/// How much of the text is folded at once.
const PIECE: usize = 64 * 1024;
/// How much of it once more with the next piece, so that a seed across the cut is found: a seed, and the
/// signs that may stand within.
const OVERLAP: usize = 64;

/// The seeds of quotations, and where they stand in a text.
#[derive(Debug)]
pub(super) struct Seeds {
    grams: Vec<Gram>,
    /// By the first bits of its hash, one in front of all grams that share them.
    heads: Vec<u32>,
    /// A bit for each hash that there is: most letters of a text begin no seed.
    sieve: Vec<u64>,
    shift: u32,
    hits: Vec<Hit>,
}

/// Marks the end of a chain.
const NONE: u32 = u32::MAX;

#[derive(Debug)]
struct Gram {
    letters: Letter12,
    /// The next gram with the same first bits.
    next: u32,
    /// Its last hit.
    hit: u32,
    count: u16,
}

/// The bytes of a seed.
type Letter12 = (u64, u32);

#[derive(Clone, Copy, Debug)]
struct Hit {
    source: u32,
    before: u32,
}

/// A seed of one quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed {
    gram: u32,
    /// At which letter of the quotation it begins.
    pub letter: usize,
}

impl Seeds {
    /// An empty table for the seeds of so many letters.
    pub fn with_room(letters: usize) -> Self {
        let grams = letters / STRIDE + 1;
        let bits = (grams * 2).next_power_of_two().clamp(64, 1 << 28);
        let shift = 64 - bits.trailing_zeros();
        Self {
            grams: Vec::with_capacity(grams),
            heads: vec![NONE; bits],
            sieve: vec![0; bits * SIEVE / 64],
            shift,
            hits: Vec::new(),
        }
    }

    /// Puts the seeds of a quotation into the table.
    pub fn add(&mut self, letters: &[char]) -> Vec<Seed> {
        let text: String = letters.iter().collect();
        let bytes = text.as_bytes();
        let mut seeds = Vec::new();
        let mut next = 0;
        for (letter, (at, _)) in text.char_indices().enumerate() {
            if at < next {
                continue;
            }
            let Some(piece) = bytes.get(at..at + SEED) else {
                break;
            };
            next = at + STRIDE;
            let gram = self.gram(twelve(piece));
            seeds.push(Seed { gram, letter });
        }
        seeds
    }

    /// The number of a gram in the table, into which it is put if it is not there.
    fn gram(&mut self, letters: Letter12) -> u32 {
        let hash = hash(letters);
        if let Some(known) = self.look_up(letters, hash) {
            return known;
        }
        let number = u32::try_from(self.grams.len()).unwrap_or(NONE);
        let (word, bit) = self.sieve_bit(hash);
        if let Some(word) = self.sieve.get_mut(word) {
            *word |= bit;
        }
        let mut next = NONE;
        if let Some(head) = self.heads.get_mut((hash >> self.shift) as usize) {
            next = std::mem::replace(head, number);
        }
        self.grams.push(Gram {
            letters,
            next,
            hit: NONE,
            count: 0,
        });
        number
    }

    fn look_up(&self, letters: Letter12, hash: u64) -> Option<u32> {
        let mut number = *self.heads.get((hash >> self.shift) as usize)?;
        while let Some(gram) = self.grams.get(number as usize) {
            if gram.letters == letters {
                return Some(number);
            }
            number = gram.next;
        }
        None
    }

    fn sieve_bit(&self, hash: u64) -> (usize, u64) {
        let index = (hash >> (self.shift - SIEVE.trailing_zeros())) as usize;
        (index / 64, 1 << (index % 64))
    }

    /// Finds all seeds in a text.
    pub fn scan(&mut self, text: &str, folding: Folding) {
        let mut start = 0;
        while start < text.len() {
            let end = cut_after(text, start + PIECE);
            self.scan_piece(text, start, end, folding);
            if end == text.len() {
                break;
            }
            start = text.floor_char_boundary(end - OVERLAP);
        }
    }

    fn scan_piece(&mut self, text: &str, start: usize, end: usize, folding: Folding) {
        let piece = text.get(start..end).unwrap_or("");
        let letters = Letters::of(piece, folding);
        for (at, window) in letters.bytes().windows(SEED).enumerate() {
            let gram = twelve(window);
            let hash = hash(gram);
            let (word, bit) = self.sieve_bit(hash);
            if self.sieve.get(word).is_some_and(|word| word & bit != 0)
                && let Some(number) = self.look_up(gram, hash)
            {
                self.hit(number, || start + letters.source_of(piece, at));
            }
        }
    }

    fn hit(&mut self, number: u32, source: impl FnOnce() -> usize) {
        let Some(gram) = self.grams.get_mut(number as usize) else {
            return;
        };
        if gram.count > MOST_HITS {
            return;
        }
        gram.count += 1;
        let source = u32::try_from(source()).unwrap_or(u32::MAX);
        let before = std::mem::replace(
            &mut gram.hit,
            u32::try_from(self.hits.len()).unwrap_or(NONE),
        );
        self.hits.push(Hit { source, before });
    }

    /// Where a seed stands, as bytes of the text; nowhere, if it stands too often to say anything.
    pub fn places(&self, seed: Seed) -> impl Iterator<Item = usize> + '_ {
        let gram = self.grams.get(seed.gram as usize);
        let mut at = gram
            .filter(|gram| gram.count <= MOST_HITS)
            .map_or(NONE, |gram| gram.hit);
        std::iter::from_fn(move || {
            let hit = self.hits.get(at as usize)?;
            at = hit.before;
            Some(hit.source as usize)
        })
    }
}

/// Bits of the sieve for each place in the table.
const SIEVE: usize = 8;

fn twelve(bytes: &[u8]) -> Letter12 {
    let low = bytes
        .first_chunk()
        .map_or(0, |low| u64::from_le_bytes(*low));
    let high = bytes
        .last_chunk()
        .map_or(0, |high| u32::from_le_bytes(*high));
    (low, high)
}

/// The upper bits are well mixed (multiplication by odd constants, as in xxHash).
const fn hash((low, high): Letter12) -> u64 {
    let mixed = low ^ (high as u64).wrapping_mul(0x9E37_79B1_85EB_CA87);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
}

/// Where a piece ends that is to be about so long: behind a line end, if there is one near.
fn cut_after(text: &str, wished: usize) -> usize {
    if wished >= text.len() {
        return text.len();
    }
    let near = text.as_bytes().get(wished..).unwrap_or(&[]);
    let near = near.get(..PIECE / 2).unwrap_or(near);
    match memchr::memchr(b'\n', near) {
        Some(at) => wished + at + 1,
        None => text.ceil_char_boundary(wished),
    }
}
