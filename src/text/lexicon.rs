//! Lists of words, kept small in the program and unpacked when the first of them is looked up.
//!
//! What languages need (the words of Thai, the patterns by which German is hyphenated) is lists of ten thousand
//! words and more, of which a reader needs one or none. As automata that can be searched where they lie they
//! took a quarter of the program. Sorted, with what each shares with the one before left out, and deflated, they
//! take two fifths of that, and a millisecond for the longest before the first is found.
//!
//! `examples/lexicons.rs` writes the packed form: the number of bytes that follow once they are inflated, and,
//! deflated (numbers are of four bytes, the lowest first):
//!
//! - the letters that words are made of, in order, as UTF-8, and a line feed;
//! - the number of words, of the letters of all of them, and of the bytes of the list;
//! - the list: for each word a byte of 128 and how many letters fewer it shares with the word before than that
//!   has; then the places of its further letters among the letters, each in a byte;
//! - what belongs to the words, if anything does.

use std::ops::Range;

use flate2::{Decompress, FlushDecompress, Status};

/// Words in order, to be found at the beginning of something.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// What words are made of, in order: at most 127 letters.
    alphabet: Vec<char>,
    /// The words, one behind the other, as places in the alphabet.
    letters: Vec<u8>,
    /// Where each word begins in `letters`, and at last where the last ends.
    starts: Vec<u32>,
    /// For each two letters the first word that begins with them or stands behind, in the order of the words; see
    /// [`Lexicon::pair`]. Half of the way to a word is found in one step so.
    first: Vec<u32>,
}

/// A letter of none of the words.
const FOREIGN: u8 = u8::MAX;

/// What is set in the byte with which a word begins in the packed list.
const BEGINNING: u8 = 0x80;

impl Lexicon {
    /// The words that `packed` holds, and the bytes that belong to them. Nothing is found in what is not in the
    /// form described above.
    pub fn unpack(packed: &[u8]) -> (Self, Vec<u8>) {
        let mut lexicon = Self::default();
        let rest = inflated(packed).and_then(|bytes| Some(lexicon.read(&bytes)?.to_vec()));
        let Some(rest) = rest else {
            return <_>::default();
        };
        lexicon.index();
        (lexicon, rest)
    }

    /// Takes the words of `bytes`, and gives what is behind them.
    fn read<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let end = memchr::memchr(b'\n', bytes)?;
        let (alphabet, rest) = bytes.split_at_checked(end)?;
        let alphabet = std::str::from_utf8(alphabet).ok()?;
        let (words, rest) = number(rest.get(1..)?)?;
        let (letters, rest) = number(rest)?;
        let (length, rest) = number(rest)?;
        let (list, rest) = rest.split_at_checked(length)?;
        // No byte stands for more letters.
        let room = letters.min(list.len().saturating_mul(usize::from(BEGINNING)));
        self.letters.resize(room, 0);
        self.starts.reserve(words.min(list.len()).saturating_add(1));
        let (mut start, mut end) = (0, 0_usize);
        for &byte in list {
            if byte < BEGINNING {
                *self.letters.get_mut(end)? = byte;
                end += 1;
            } else {
                self.starts.push(u32::try_from(end).ok()?);
                let shared = start..end.checked_sub(usize::from(byte - BEGINNING))?;
                let after = end + shared.len();
                if shared.end < start || after > room {
                    return None;
                }
                self.letters.copy_within(shared, end);
                (start, end) = (end, after);
            }
        }
        self.starts.push(u32::try_from(end).ok()?);
        self.alphabet = alphabet.chars().collect();
        Some(rest)
    }

    /// Notes where the words of each two letters begin.
    fn index(&mut self) {
        let pairs = self.pair(self.alphabet.len(), None);
        let mut first = Vec::with_capacity(pairs + 1);
        for (number, word) in (0_u32..).zip(0..self.len()) {
            let mut letters = self.word(word).iter().map(|letter| usize::from(*letter));
            let pair = letters
                .next()
                .map_or(0, |one| self.pair(one, letters.next()));
            // Words out of order, or of letters beyond the alphabet, are just not found.
            while first.len() <= pair.min(pairs) {
                first.push(number);
            }
        }
        first.resize(pairs + 1, u32::try_from(self.len()).unwrap_or(0));
        self.first = first;
    }

    /// The number of two letters, or of one alone, which is before it with any other.
    const fn pair(&self, one: usize, other: Option<usize>) -> usize {
        let width = self.alphabet.len() + 1;
        one.saturating_mul(width).saturating_add(match other {
            Some(other) => other + 1,
            None => 0,
        })
    }

    /// The words that begin with two letters, or that are one.
    fn words_of(&self, one: u8, other: Option<u8>) -> Range<usize> {
        let letters = 0..self.alphabet.len();
        let (one, other) = (usize::from(one), other.map(usize::from));
        if !letters.contains(&one) || other.is_some_and(|other| !letters.contains(&other)) {
            return 0..0;
        }
        let pair = self.pair(one, other);
        let bounds = (self.first.get(pair), self.first.get(pair + 1));
        let (Some(start), Some(end)) = bounds else {
            return 0..0;
        };
        *start as usize..*end as usize
    }

    /// The number of words.
    pub const fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are no words.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a letter among those of which the words are made, or what is no such place.
    pub fn place(&self, letter: char) -> u8 {
        let place = self.alphabet.binary_search(&letter);
        place
            .ok()
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(FOREIGN)
    }

    /// The words in order, as they are written.
    pub fn words(&self) -> impl Iterator<Item = String> + '_ {
        let letter = |place: &u8| self.alphabet.get(usize::from(*place));
        (0..self.len()).map(move |word| self.word(word).iter().filter_map(letter).collect())
    }

    /// A word, as places in the alphabet.
    fn word(&self, number: usize) -> &[u8] {
        let bounds = (self.starts.get(number), self.starts.get(number + 1));
        let (Some(start), Some(end)) = bounds else {
            return &[];
        };
        self.letters
            .get(*start as usize..*end as usize)
            .unwrap_or(&[])
    }

    /// The words that `letters`, as places in the alphabet, begin with, the shortest first: how many letters
    /// each has, and which it is in the order of the words.
    pub fn beginnings<'a>(
        &'a self,
        letters: &'a [u8],
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let one = letters.first().copied();
        let alone = one.map_or(0..0, |one| self.words_of(one, None));
        let other = letters.get(1).copied();
        let mut range = match (one, other) {
            (Some(one), Some(other)) => self.words_of(one, Some(other)),
            _ => 0..0,
        };
        let mut depth = 2;
        let longer = std::iter::from_fn(move || {
            while !range.is_empty() {
                let (here, word) = (depth, range.start);
                let is_found = self.word(word).len() == depth;
                range.start += usize::from(is_found);
                range = match letters.get(depth) {
                    Some(next) => self.narrowed(range.clone(), depth, *next),
                    None => 0..0,
                };
                depth += 1;
                if is_found {
                    return Some((here, word));
                }
            }
            None
        });
        alone.map(|word| (1, word)).chain(longer)
    }

    /// Those of the words in `range`, which are longer than `depth` and the same up to there, whose letter there
    /// is `next`.
    fn narrowed(&self, range: Range<usize>, depth: usize, next: u8) -> Range<usize> {
        let letter = |word: usize| {
            let start = self
                .starts
                .get(word)
                .map_or(usize::MAX, |start| *start as usize);
            self.letters
                .get(start.saturating_add(depth))
                .copied()
                .unwrap_or(FOREIGN)
        };
        let start = partition(range.clone(), |word| letter(word) < next);
        start..partition(start..range.end, |word| letter(word) <= next)
    }
}

/// What `packed` holds, if it is whole.
fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    /// One deflated byte is never more inflated ones.
    const MOST: usize = 1032;
    let (size, deflated) = number(packed)?;
    let mut bytes = Vec::with_capacity(size.min(deflated.len().saturating_mul(MOST)));
    let mut inflater = Decompress::new(false);
    let how = FlushDecompress::Finish;
    let end = inflater.decompress_vec(deflated, &mut bytes, how).ok()?;
    (end == Status::StreamEnd).then_some(bytes)
}

/// The number that `bytes` begin with, and what is behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((usize::try_from(u32::from_le_bytes(*number)).ok()?, rest))
}

/// The first number of `range` of which `is_before` does not hold, where it holds of those before and of none
/// behind.
fn partition(range: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (range.start, range.end);
    while start < end {
        let middle = start + (end - start) / 2;
        if is_before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    /// `ab`, `abc`, `b`, `bad` and what belongs to them.
    const LIST: [u8; 11] = [0x80, 0, 1, 0x80, 2, 0x83, 1, 0x80, 0, 3, 9];

    fn packed(alphabet: &str, [words, letters, length]: [u32; 3], list: &[u8]) -> Vec<u8> {
        let mut bytes = format!("{alphabet}\n").into_bytes();
        for number in [words, letters, length] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(list);
        let size = u32::try_from(bytes.len()).unwrap();
        let mut deflater = DeflateEncoder::new(size.to_le_bytes().to_vec(), Compression::best());
        deflater.write_all(&bytes).unwrap();
        deflater.finish().unwrap()
    }

    fn beginnings(lexicon: &Lexicon, of: &str) -> Vec<(usize, usize)> {
        let letters: Vec<u8> = of.chars().map(|c| lexicon.place(c)).collect();
        lexicon.beginnings(&letters).collect()
    }

    #[test]
    fn words_are_unpacked_and_found_where_something_begins_with_them() {
        let (lexicon, rest) = Lexicon::unpack(&packed("abcd", [4, 9, 10], &LIST));
        let words: Vec<String> = lexicon.words().collect();
        assert_eq!(words, ["ab", "abc", "b", "bad"]);
        assert_eq!(rest, [9]);
        assert_eq!(beginnings(&lexicon, "abcd"), [(2, 0), (3, 1)]);
        assert_eq!(beginnings(&lexicon, "abd"), [(2, 0)]);
        assert_eq!(beginnings(&lexicon, "bad"), [(1, 2), (3, 3)]);
        for nothing in ["", "a", "c", "d", "x", "aab"] {
            assert_eq!(beginnings(&lexicon, nothing), [], "{nothing}");
        }
    }

    #[test]
    fn nothing_is_found_in_what_is_not_packed_so() {
        let nothing = |packed: &[u8]| {
            let (lexicon, rest) = Lexicon::unpack(packed);
            assert_eq!(beginnings(&lexicon, "abcd"), []);
            assert_eq!(beginnings(&lexicon, "bad"), []);
            assert!(rest.is_empty(), "{packed:?}");
        };
        let whole = packed("abcd", [4, 9, 10], &LIST);
        for end in 0..whole.len() {
            nothing(&whole[..end]);
        }
        // Fewer letters or bytes than there are, and more of them than there are.
        for numbers in [[4, 8, 10], [4, 9, 12], [4, 9, u32::MAX], [0, 0, 10]] {
            nothing(&packed("abcd", numbers, &LIST));
        }
        // A word that shares less than nothing, and more than there is.
        nothing(&packed("abcd", [2, 9, 4], &[0x80, 0, 0x82, 1]));
        nothing(&packed("abcd", [2, 9, 4], &[0x81, 0, 0x80, 1]));
        // Letters that are none of the alphabet's.
        let (lexicon, _) = Lexicon::unpack(&packed("a", [4, 9, 10], &LIST));
        assert_eq!(beginnings(&lexicon, "b"), []);
        // Numbers that promise too much room only.
        let (lexicon, _) = Lexicon::unpack(&packed("abcd", [u32::MAX, u32::MAX, 10], &LIST));
        assert_eq!(beginnings(&lexicon, "bad"), [(1, 2), (3, 3)]);
    }

    #[test]
    fn words_in_no_order_are_not_all_found_and_do_no_harm() {
        let list = [0x80, 3, 3, 0x82, 0, 0, 0x82, 9, 9];
        let (lexicon, _) = Lexicon::unpack(&packed("abcd", [3, 6, 9], &list));
        for word in ["aa", "dd", "ab"] {
            assert!(beginnings(&lexicon, word).len() <= 1, "{word}");
        }
    }
}
