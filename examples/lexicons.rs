//! Packs the lists of words and patterns in `assets/words/` and `assets/hyphenation/`, in the form that
//! `src/text/lexicon.rs` describes.
//!
//!     cargo run --release --example lexicons -- HYPHER
//!
//! The words are those of ICU's dictionaries, as `icu_segmenter` has them. `HYPHER` is the folder of the source of
//! `hypher`, whose `tries` are read: they are in no other form in which the patterns could be had from it. To be run
//! when either of them has new ones; tests of both rooms hold what it wrote against them.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a tool of the maker's, which ends where what it reads is not as it should be"
)]

use std::collections::BTreeMap;
use std::path::Path;

use icu_provider::{DataIdentifierBorrowed, DataMarkerAttributes, DataProvider, DataRequest};
use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryExtendedV2};

/// The dictionaries by their names in ICU's data and here.
const DICTIONARIES: [(&str, &str); 4] = [
    ("burmesedict", "burmese"),
    ("khmerdict", "khmer"),
    ("laodict", "lao"),
    ("thaidict", "thai"),
];

/// The languages that hypher has, but for English, which is wanted at once, and Sanskrit, which has more letters
/// than a list can.
const LANGUAGES: [&str; 46] = [
    "af", "as", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "gl", "gu",
    "hi", "hr", "hu", "is", "it", "ka", "kn", "ku", "la", "lt", "ml", "mn", "mr", "nl", "no", "or",
    "pa", "pl", "pt", "ru", "sk", "sl", "sq", "sr", "sv", "ta", "te", "tk", "tr", "uk",
];

fn main() {
    let hypher = std::env::args_os()
        .nth(1)
        .expect("the folder of hypher's source");
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for (theirs, ours) in DICTIONARIES {
        let words: Vec<String> = words_of(theirs)
            .into_iter()
            .filter(|word| !word.contains(is_joiner))
            .collect();
        write(&assets.join("words").join(ours), &packed(&words, &[]));
    }
    for language in LANGUAGES {
        let trie = Path::new(&hypher)
            .join("tries")
            .join(format!("{language}.bin"));
        let bytes = std::fs::read(&trie).expect("an automaton of hypher's");
        let patterns = patterns_of(&bytes);
        let levels = levels_of(&patterns);
        let words: Vec<String> = patterns.into_keys().collect();
        write(
            &assets.join("hyphenation").join(language),
            &packed(&words, &levels),
        );
    }
}

fn write(path: &Path, bytes: &[u8]) {
    let size = u32::try_from(bytes.len()).expect("a short list");
    let mut deflated = size.to_le_bytes().to_vec();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Deflate,
        bytes,
        &mut deflated,
    )
    .expect("room in memory");
    println!("{}: {} bytes", path.display(), deflated.len());
    std::fs::write(path, deflated).expect("an asset to be written");
}

/// Whether a sign says how letters are joined. Where one stands a phrase ends, so no word with one is ever found.
const fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}')
}

/// The words of a dictionary of ICU's, in order.
fn words_of(dictionary: &'static str) -> Vec<String> {
    let attributes = DataMarkerAttributes::from_str_or_panic(dictionary);
    let request = DataRequest {
        id: DataIdentifierBorrowed::for_marker_attributes(attributes),
        ..Default::default()
    };
    let found = DataProvider::<SegmenterDictionaryExtendedV2>::load(&Baked, request);
    let found = found.expect("a dictionary of ICU's");
    let DictionaryBreakData::ZeroTrie { alphabet, trie } = found.payload.get() else {
        panic!("{dictionary}: a dictionary in another form");
    };
    let alphabet: Vec<char> = alphabet.iter_chars().collect();
    let mut words = Vec::new();
    let mut open = vec![(trie.cursor(), String::new())];
    while let Some((mut cursor, word)) = open.pop() {
        if cursor.take_value().is_some() {
            words.push(word.clone());
        }
        let mut index = 0;
        loop {
            let mut next = cursor.clone();
            let Some(branch) = next.probe(index) else {
                break;
            };
            let letter = alphabet
                .get(usize::from(branch.byte))
                .expect("a letter of the alphabet");
            open.push((next, format!("{word}{letter}")));
            index += 1;
            if index == usize::from(branch.total_siblings).max(1) {
                break;
            }
        }
    }
    words.sort();
    words
}

/// Packs `words`, which are in order, and what belongs to them.
fn packed(words: &[String], belonging: &[u8]) -> Vec<u8> {
    let mut alphabet: Vec<char> = words.iter().flat_map(|word| word.chars()).collect();
    alphabet.sort_unstable();
    alphabet.dedup();
    let place = |letter: char| {
        let place = alphabet
            .binary_search(&letter)
            .expect("a letter of the alphabet");
        u8::try_from(place)
            .ok()
            .filter(|at| *at < 127)
            .expect("at most 127 letters")
    };
    let mut list = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    for word in words {
        let word: Vec<u8> = word.chars().map(place).collect();
        let shared = before.iter().zip(&word).take_while(|(a, b)| a == b).count();
        list.push(
            0x80 | u8::try_from(before.len() - shared).expect("a word of at most 127 letters"),
        );
        list.extend(word.get(shared..).expect("the rest of the word"));
        before = word;
    }
    let number = |count: usize| u32::try_from(count).expect("a short list").to_le_bytes();
    let mut bytes = alphabet.iter().collect::<String>().into_bytes();
    bytes.push(b'\n');
    let letters = words.iter().map(|word| word.chars().count()).sum();
    for count in [words.len(), letters, list.len()] {
        bytes.extend(number(count));
    }
    bytes.extend(list);
    bytes.extend(belonging);
    bytes
}

/// What belongs to patterns, in their order, as `src/layout/patterns.rs` reads it: the number of the different rows
/// of levels, in two bytes, the lowest first; each row, its length before it; which of them each pattern has: the
/// low byte of each, then, if there are more than 256, the high byte of each.
fn levels_of(patterns: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut times: BTreeMap<&[u8], usize> = BTreeMap::new();
    for row in patterns.values() {
        *times.entry(row).or_default() += 1;
    }
    // The frequent ones first: their numbers are the ones that differ least.
    let mut rows: Vec<(&[u8], usize)> = times.into_iter().collect();
    rows.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    let number = |count: usize| {
        u16::try_from(count)
            .expect("few rows of levels")
            .to_le_bytes()
    };
    let mut bytes = number(rows.len()).to_vec();
    for (row, _) in &rows {
        bytes.push(u8::try_from(row.len()).expect("a short row"));
        bytes.extend(*row);
    }
    let numbers: Vec<[u8; 2]> = patterns
        .values()
        .map(|row| {
            number(
                rows.iter()
                    .position(|(other, _)| *other == row.as_slice())
                    .unwrap_or(0),
            )
        })
        .collect();
    bytes.extend(numbers.iter().map(|[low, _]| *low));
    if rows.len() > 256 {
        bytes.extend(numbers.iter().map(|[_, high]| *high));
    }
    bytes
}

/// The patterns of an automaton of hypher's, and the levels of each: for each level other than none, ten times the
/// number of letters since the level before, and the level. hypher counts bytes, which is the same here only where
/// a letter has one; so they are counted again.
fn patterns_of(trie: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let (root, _) = trie.split_first_chunk().expect("the address of the root");
    let root = usize::try_from(u32::from_be_bytes(*root)).expect("an address");
    let mut patterns = BTreeMap::new();
    let mut open = vec![(root, Vec::new())];
    while let Some((at, path)) = open.pop() {
        let state = State::read(trie, at);
        if !state.levels.is_empty() {
            let pattern = String::from_utf8(path.clone()).expect("a pattern in UTF-8");
            let levels = in_letters(&pattern, state.levels);
            patterns.insert(pattern, levels);
        }
        for (byte, target) in state.transitions {
            open.push((target, [path.as_slice(), &[byte]].concat()));
        }
    }
    patterns
}

/// Levels at distances in bytes of `pattern`, as levels at distances in letters.
fn in_letters(pattern: &str, levels: &[u8]) -> Vec<u8> {
    let mut at = 0;
    let row = levels.iter().map(|packed| {
        let end = at + usize::from(packed / 10);
        let letters = pattern
            .get(at..end)
            .expect("a level between letters")
            .chars()
            .count();
        at = end;
        u8::try_from(letters * 10).expect("a short pattern") + packed % 10
    });
    row.collect()
}

/// A state of an automaton of hypher's, as its `State::at` reads it.
struct State<'a> {
    levels: &'a [u8],
    transitions: Vec<(u8, usize)>,
}

impl<'a> State<'a> {
    fn read(trie: &'a [u8], at: usize) -> Self {
        let mut bytes = trie.get(at..).expect("an address").iter().copied();
        let mut next = || usize::from(bytes.next().expect("a whole state"));
        let head = next();
        let width = (head >> 5) & 3;
        let count = if head & 31 == 31 { next() } else { head & 31 };
        let mut levels: &[u8] = &[];
        if head >> 7 != 0 {
            let (high, low) = (next(), next());
            let start = high << 4 | low >> 4;
            levels = trie
                .get(start..start + (low & 15))
                .expect("a row of levels");
        }
        let labels: Vec<usize> = (0..count).map(|_| next()).collect();
        let transitions = labels.into_iter().map(|label| {
            let distance = (0..width).fold(0, |sum, _| sum << 8 | next());
            // One and two bytes are signed; three have half of their range added.
            let bias = match width {
                3 => 1 << 23,
                _ if distance >> (8 * width - 1) != 0 => 1 << (8 * width),
                _ => 0,
            };
            let target = at + distance - bias;
            (u8::try_from(label).expect("a byte"), target)
        });
        Self {
            levels,
            transitions: transitions.collect(),
        }
    }
}
