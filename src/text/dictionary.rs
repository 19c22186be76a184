//! The words of scripts that set no blanks between them: Thai, Lao, Burmese and Khmer.
//!
//! A phrase is divided into the fewest words of its language's dictionary that leave the fewest letters over
//! ("maximal matching", as libthai does it), and not by always taking the longest next word, which ICU does: what
//! follows it tells `การ|กดขี่` from `การก|ดขี่`. Letters that are in no word stay together, for they are most
//! often a name.
//!
//! The dictionaries are those of ICU, by way of `icu_segmenter`; `assets/words/` says more.

use std::ops::Range;
use std::sync::LazyLock;

use super::clusters;
use super::lexicon::Lexicon;

/// What leaving letters without a word costs, where a word costs 1; each cluster of them costs 1 beside it. So
/// two words are preferred to one and a letter over, and a name is not made of very short words at any cost.
const LEFT_OVER: u32 = 2;

/// More clusters in a row without a word are no name, but a language or a way of writing that the dictionary does
/// not know; lines may end between them, for lines that are filled are better than none that end.
const LONGEST_NAME: usize = 12;

/// More bytes without a blank are looked at in parts, so that what has no blanks at all takes no more memory; a
/// phrase has a few hundred.
const LONGEST_PHRASE: usize = 6000;

/// A script that is written without blanks and whose words are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Thai,
    Lao,
    Burmese,
    Khmer,
}

impl Script {
    /// The one of a letter or mark of class SA in UAX #14. None is known without the feature `complex-scripts`.
    const fn of(char: char) -> Option<Self> {
        if !cfg!(feature = "complex-scripts") {
            return None;
        }
        match char as u32 {
            0xE01..=0xE3A | 0xE40..=0xE4E => Some(Self::Thai),
            0xE81..=0xEBD | 0xEC0..=0xEC6 | 0xEC8..=0xECE | 0xEDC..=0xEDF => Some(Self::Lao),
            0x1000..=0x103F
            | 0x1050..=0x108F
            | 0x109A..=0x109F
            | 0xA9E0..=0xA9EF
            | 0xA9FA..=0xA9FE
            | 0xAA60..=0xAA7F => Some(Self::Burmese),
            0x1780..=0x17D3 | 0x17D7 | 0x17DC..=0x17DD => Some(Self::Khmer),
            _ => None,
        }
    }

    /// The words of its language.
    fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::Thai => &THAI,
            Self::Lao => &LAO,
            Self::Burmese => &BURMESE,
            Self::Khmer => &KHMER,
        }
    }
}

macro_rules! lexicon {
    ($name:ident, $file:literal) => {
        #[cfg(feature = "complex-scripts")]
        static $name: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::unpack(include_bytes!(concat!("../../assets/words/", $file))).0
        });
        #[cfg(not(feature = "complex-scripts"))]
        static $name: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);
    };
}

lexicon!(THAI, "thai");
lexicon!(LAO, "lao");
lexicon!(BURMESE, "burmese");
lexicon!(KHMER, "khmer");

/// Whether a letter or mark is of a script whose words are known from a dictionary.
pub const fn has_dictionary(char: char) -> bool {
    Script::of(char).is_some()
}

/// Whether a letter that has a dictionary can begin with this byte.
const fn may_begin(byte: u8) -> bool {
    matches!(byte, 0xE0 | 0xE1 | 0xEA)
}

/// The bytes in `text` inside a run of letters that have a dictionary where one of its words ends and the next
/// begins, in order.
pub fn ends_inside(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    if !cfg!(feature = "complex-scripts") || !text.bytes().any(may_begin) {
        return ends;
    }
    let mut runs = text.char_indices().peekable();
    while let Some((start, char)) = runs.next() {
        let Some(script) = Script::of(char) else {
            continue;
        };
        let mut end = start + char.len_utf8();
        while let Some((_, next)) = runs.next_if(|(_, next)| Script::of(*next) == Some(script)) {
            end += next.len_utf8();
        }
        let is_followed = text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(has_dictionary));
        let stays = |at: usize| {
            text.get(at..)
                .is_some_and(|rest| rest.starts_with(stays_with_word))
        };
        each_end(text.get(start..end).unwrap_or(""), script.lexicon(), |at| {
            let at = start + at;
            if (at < end || is_followed) && !stays(at) {
                ends.push(at);
            }
        });
    }
    ends
}

/// Calls `each` with the bytes where the words of `run` end, its end the last.
fn each_end(run: &str, lexicon: &Lexicon, mut each: impl FnMut(usize)) {
    let mut from = 0;
    loop {
        let rest = run.get(from..).unwrap_or("");
        let part = rest.floor_char_boundary(LONGEST_PHRASE);
        let (part, is_all) = (rest.get(..part).unwrap_or(""), part == rest.len());
        let mut last = 0;
        Phrase::of(part, lexicon).each_end(|at| {
            // What stands near the end of a part may be divided in another way by what follows.
            if is_all || last == 0 || at <= LONGEST_PHRASE / 2 {
                last = at;
                each(from + at);
            }
        });
        if is_all || last == 0 {
            return;
        }
        from += last;
    }
}

/// Whether a sign says something of the word before it and is never parted from it: that it is said twice, or
/// is cut short.
const fn stays_with_word(char: char) -> bool {
    matches!(char, 'ๆ' | 'ฯ' | 'ໆ' | 'ຯ' | 'ៗ')
}

/// Letters in a row, divided into words.
struct Phrase {
    /// Where each grapheme cluster begins, as the number of its letter, and at last how many letters there are.
    clusters: Vec<usize>,
    /// Where each letter begins, in bytes, and at last how many bytes there are.
    letters: Vec<usize>,
    /// What to do at each cluster if a word ended before it, and if letters were left over.
    steps: Vec<[Step; 2]>,
}

/// The best way on from a cluster.
#[derive(Clone, Copy)]
struct Step {
    /// What the words from here to the end cost, and the letters that are left over.
    cost: u32,
    /// The cluster where the word ends that begins here, or where letters that are left over do.
    to: usize,
    is_word: bool,
}

/// Which of two steps is taken.
const BEHIND_WORD: usize = 0;
const BEHIND_LEFT_OVER: usize = 1;

impl Phrase {
    fn of(run: &str, lexicon: &Lexicon) -> Self {
        let mut letters: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
        let places: Vec<u8> = run.chars().map(|letter| lexicon.place(letter)).collect();
        letters.push(run.len());
        let mut starts: Vec<usize> = Vec::with_capacity(letters.len());
        for cluster in clusters(run) {
            starts.extend(letters.binary_search(&cluster.start));
        }
        starts.push(places.len());
        let mut phrase = Self {
            steps: Vec::new(),
            clusters: starts,
            letters,
        };
        phrase.find_steps(&places, lexicon);
        phrase
    }

    /// Finds the best steps, from the end.
    fn find_steps(&mut self, places: &[u8], lexicon: &Lexicon) {
        let end = self.clusters.len().saturating_sub(1);
        let arrived = Step {
            cost: 0,
            to: end,
            is_word: true,
        };
        let mut steps = vec![[arrived; 2]; end + 1];
        for (at, start) in self.clusters.iter().enumerate().rev().skip(1) {
            let cost = |cluster: usize, way: usize| {
                let step = steps.get(cluster).and_then(|ways| ways.get(way));
                step.map_or(0, |step| step.cost)
            };
            let mut word: Option<Step> = None;
            for (length, _) in lexicon.beginnings(places.get(*start..).unwrap_or(&[])) {
                // A word may end inside of a cluster of this text.
                let Ok(to) = self.clusters.binary_search(&(start + length)) else {
                    continue;
                };
                let cost = cost(to, BEHIND_WORD) + 1;
                if word.is_none_or(|word| cost <= word.cost) {
                    word = Some(Step {
                        cost,
                        to,
                        is_word: true,
                    });
                }
            }
            let left = cost(at + 1, BEHIND_LEFT_OVER) + 1;
            let ways = [left + LEFT_OVER, left].map(|cost| match word {
                Some(word) if word.cost <= cost => word,
                _ => Step {
                    cost,
                    to: at + 1,
                    is_word: false,
                },
            });
            if let Some(here) = steps.get_mut(at) {
                *here = ways;
            }
        }
        self.steps = steps;
    }

    /// Where words end, in bytes, in order; the end of the phrase is the last.
    fn each_end(&self, mut each: impl FnMut(usize)) {
        let end = self.clusters.len().saturating_sub(1);
        let mut each_of = |cluster: Range<usize>| {
            for cluster in cluster {
                let letter = self.clusters.get(cluster);
                if let Some(byte) = letter.and_then(|letter| self.letters.get(*letter)) {
                    each(*byte);
                }
            }
        };
        let mut at = 0;
        while at < end {
            let mut step = self.step(at, BEHIND_WORD);
            let start = at;
            at = step.to;
            if !step.is_word {
                step = self.step(at, BEHIND_LEFT_OVER);
                while at < end && !step.is_word {
                    at = step.to;
                    step = self.step(at, BEHIND_LEFT_OVER);
                }
                if at - start > LONGEST_NAME {
                    each_of(start + 1..at);
                }
            }
            each_of(at..at + 1);
        }
    }

    fn step(&self, at: usize, way: usize) -> Step {
        let step = self.steps.get(at).and_then(|ways| ways.get(way)).copied();
        step.unwrap_or(Step {
            cost: 0,
            to: at + 1,
            is_word: true,
        })
    }
}

#[cfg(all(test, feature = "complex-scripts"))]
mod tests {
    use icu_provider::{DataIdentifierBorrowed, DataMarkerAttributes, DataProvider, DataRequest};
    use icu_segmenter::provider::{Baked, DictionaryBreakData, SegmenterDictionaryExtendedV2};

    use super::*;

    fn divided(text: &str) -> String {
        let mut parts = Vec::new();
        let mut from = 0;
        for end in ends_inside(text).into_iter().chain([text.len()]) {
            parts.push(&text[from..end]);
            from = end;
        }
        parts.join("|")
    }

    #[test]
    fn phrases_are_divided_into_the_fewest_words() {
        for phrase in [
            "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ",
            // The longest next word would be การก, and then ดขี่ were left over.
            "การ|กดขี่",
            "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព",
            "ມະນຸດ|ທຸກຄົນ|ເກີດ|ມາ",
            "လူ|တိုင်း|သည်",
        ] {
            assert_eq!(divided(&phrase.replace('|', "")), phrase);
        }
    }

    #[test]
    fn a_sign_that_repeats_or_cuts_short_stays_with_its_word() {
        assert_eq!(divided("เด็กๆมา"), "เด็กๆ|มา");
        assert_eq!(divided("กรุงเทพฯมี"), "กรุงเทพฯ|มี");
    }

    #[test]
    fn a_name_stays_together_and_what_is_not_the_language_does_not() {
        assert_eq!(divided("มาฃฃฃมา"), "มา|ฃฃฃ|มา");
        let foreign = "ฃ".repeat(LONGEST_NAME + 1);
        assert_eq!(ends_inside(&foreign).len(), LONGEST_NAME);
    }

    #[test]
    fn scripts_are_parted_and_others_are_left_alone() {
        assert_eq!(divided("ภาษาไทยທຸກຄົນ"), "ภาษา|ไทย|ທຸກຄົນ");
        for text in ["", "abc", "àé", "北方 한국어", "x ไทย y"] {
            assert_eq!(divided(text), text);
        }
    }

    #[test]
    fn a_text_without_blanks_is_divided_in_parts_as_in_whole() {
        let phrase = "มนุษย์ทั้งหลายเกิดมามีอิสระ";
        let ends = ends_inside(phrase);
        let times = LONGEST_PHRASE / 20;
        let expected: Vec<usize> = (0..times)
            .flat_map(|n| {
                ends.iter()
                    .copied()
                    .chain([phrase.len()])
                    .map(move |at| n * phrase.len() + at)
            })
            .collect();
        let found = ends_inside(&phrase.repeat(times));
        assert_eq!(found, expected[..expected.len() - 1]);
    }

    #[test]
    fn the_dictionaries_are_those_of_icu() {
        for (script, name, words) in [
            (Script::Thai, "thaidict", 26_383),
            (Script::Lao, "laodict", 30_550),
            (Script::Burmese, "burmesedict", 41_113),
            (Script::Khmer, "khmerdict", 81_003),
        ] {
            let lexicon = script.lexicon();
            // All but those with a joiner, which are in no phrase.
            assert_eq!(lexicon.len(), words, "{script:?}");
            let attributes = DataMarkerAttributes::from_str_or_panic(name);
            let request = DataRequest {
                id: DataIdentifierBorrowed::for_marker_attributes(attributes),
                ..Default::default()
            };
            let found =
                DataProvider::<SegmenterDictionaryExtendedV2>::load(&Baked, request).unwrap();
            let DictionaryBreakData::ZeroTrie { alphabet, trie } = found.payload.get() else {
                panic!("{name}: a dictionary in another form");
            };
            let alphabet: Vec<char> = alphabet.iter_chars().collect();
            for word in lexicon.words() {
                let places = word
                    .chars()
                    .map(|letter| alphabet.binary_search(&letter).unwrap());
                let places: Vec<u8> = places.map(|place| u8::try_from(place).unwrap()).collect();
                assert!(trie.get(&places).is_some(), "{word}");
            }
        }
    }
}
