//! Liang's patterns of a language: where its words may be divided.
//!
//! Those of English are `hypher`'s, which searches them where they lie: most texts are in it. So are those of
//! Sanskrit, which have more than the 127 letters that a [`Lexicon`] can tell apart. All others are made from
//! `hypher`'s and divide every word in the same places, but they are kept as lists, and unpacked when the first word
//! is to be divided. As automata they took 1.1 MB of the program, as lists 0.4.
//!
//! Source of the rule: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983.

use std::sync::OnceLock;

use hypher::Lang;

use crate::text::Lexicon;

/// By whose patterns words are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patterns {
    Automaton(Lang),
    /// Those of a language, by its place in [`LISTS`].
    List(usize),
}

/// Fewest letters before and behind a division, whatever the patterns say: "a-bout" and "real-ly" gain nothing. No
/// language has more.
const LEAST: (usize, usize) = (2, 3);

impl Patterns {
    /// The patterns for a BCP 47 tag.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code = match primary.as_str() {
            // Both ways to write Norwegian.
            "nb" | "nn" => "no",
            other => other,
        };
        let list = LISTS.iter().position(|(language, _)| *language == code);
        let automaton = || Lang::from_iso(code.as_bytes().try_into().ok()?);
        list.map(Self::List)
            .or_else(|| automaton().map(Self::Automaton))
    }

    /// The code of the language in ISO 639-1, of one whose patterns are a list.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Automaton(_) => None,
            Self::List(place) => LISTS.get(place).map(|(language, _)| *language),
        }
    }

    /// Whether a line that ends inside a word of the language ends with a hyphen: not in the scripts of India.
    pub(super) fn has_hyphen(self) -> bool {
        match self {
            Self::Automaton(language) => language.hyphenation_character().is_some(),
            Self::List(_) => !matches!(
                self.code(),
                Some("as" | "bn" | "gu" | "hi" | "kn" | "ml" | "mr" | "or" | "pa" | "ta" | "te")
            ),
        }
    }

    /// Whether a word that begins with a capital need not be a name.
    pub(super) fn are_of_german(self) -> bool {
        self.code() == Some("de")
    }

    /// Calls `each` with the bytes of `word`, which is in small letters, before which it may be divided, in order.
    pub(super) fn each_division(self, word: &str, each: impl FnMut(usize)) {
        match self {
            Self::Automaton(language) => by_hypher(word, language, each),
            Self::List(place) => {
                if let (Some((_, packed)), Some(list)) = (LISTS.get(place), UNPACKED.get(place)) {
                    let unpack = || Box::new(List::unpack(packed));
                    list.get_or_init(unpack).each_division(word, each);
                }
            }
        }
    }
}

/// The same as `hypher` has it.
fn by_hypher(word: &str, language: Lang, mut each: impl FnMut(usize)) {
    let (left, right) = language.bounds();
    let (left, right) = (left.max(LEAST.0), right.max(LEAST.1));
    let mut at = 0;
    let mut syllables = hypher::hyphenate_bounded(word, language, left, right).peekable();
    while let Some(syllable) = syllables.next() {
        at += syllable.len();
        if syllables.peek().is_some() {
            each(at);
        }
    }
}

macro_rules! lists {
    ($($code:literal)*) => {
        /// Languages by their codes, and their patterns as `examples/lexicons.rs` packed them.
        static LISTS: [(&str, &[u8]); COUNT] = [
            $(($code, include_bytes!(concat!("../../assets/hyphenation/", $code)))),*
        ];
    };
}

/// How many there are.
const COUNT: usize = 46;

lists! {
    "af" "as" "be" "bg" "bn" "ca" "cs" "da" "de" "el" "es" "et" "fi" "fr" "gl" "gu"
    "hi" "hr" "hu" "is" "it" "ka" "kn" "ku" "la" "lt" "ml" "mn" "mr" "nl" "no" "or"
    "pa" "pl" "pt" "ru" "sk" "sl" "sq" "sr" "sv" "ta" "te" "tk" "tr" "uk"
}

/// The lists that were used.
static UNPACKED: [OnceLock<Box<List>>; COUNT] = [const { OnceLock::new() }; COUNT];

/// Patterns as words, with their levels.
#[derive(Debug, Default)]
struct List {
    /// The patterns without their levels; a point stands for the beginning or the end of a word.
    patterns: Lexicon,
    /// The rows of levels that there are. For each level of a row, ten times the number of letters since the level
    /// before, and the level.
    rows: Vec<Box<[u8]>>,
    /// Which row each pattern has.
    of: Vec<u16>,
}

impl List {
    /// The patterns that `examples/lexicons.rs` packed.
    fn unpack(packed: &[u8]) -> Self {
        let (patterns, rest) = Lexicon::unpack(packed);
        let mut list = Self {
            patterns,
            ..Self::default()
        };
        // Patterns without levels divide nothing.
        let _ = list.read_levels(&rest);
        list
    }

    fn read_levels(&mut self, bytes: &[u8]) -> Option<()> {
        let (count, mut rest) = bytes.split_first_chunk()?;
        for _ in 0..u16::from_le_bytes(*count) {
            let (length, behind) = rest.split_first()?;
            let (row, behind) = behind.split_at_checked(usize::from(*length))?;
            self.rows.push(row.into());
            rest = behind;
        }
        let (low, high) = rest.split_at_checked(self.patterns.len())?;
        let high = high.iter().copied().chain(std::iter::repeat(0));
        self.of = low
            .iter()
            .zip(high)
            .map(|(low, high)| u16::from_le_bytes([*low, high]))
            .collect();
        Some(())
    }

    /// The levels of a pattern.
    fn row(&self, pattern: usize) -> &[u8] {
        let row = self
            .of
            .get(pattern)
            .and_then(|row| self.rows.get(usize::from(*row)));
        row.map_or(&[], |row| row)
    }

    fn each_division(&self, word: &str, mut each: impl FnMut(usize)) {
        let edge = self.patterns.place('.');
        let places = word.chars().map(|letter| self.patterns.place(letter));
        let places: Vec<u8> = std::iter::once(edge).chain(places).chain([edge]).collect();
        // Before each letter, and before the edge behind the last.
        let mut levels = vec![0; places.len()];
        for start in 0..places.len() {
            for (_, pattern) in self.patterns.beginnings(places.get(start..).unwrap_or(&[])) {
                let mut at = start;
                for packed in self.row(pattern) {
                    at += usize::from(packed / 10);
                    if let Some(level) = levels.get_mut(at) {
                        *level = (packed % 10).max(*level);
                    }
                }
            }
        }
        let letters = places.len() - 2;
        for (before, (at, _)) in word.char_indices().enumerate() {
            let is_odd = levels.get(before + 1).is_some_and(|level| level % 2 == 1);
            if is_odd && before >= LEAST.0 && letters - before >= LEAST.1 {
                each(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, tag: &str) -> String {
        let mut parts = Vec::new();
        let mut from = 0;
        let patterns = Patterns::of(tag).expect("patterns");
        patterns.each_division(word, |at| {
            parts.push(&word[from..at]);
            from = at;
        });
        parts.push(&word[from..]);
        parts.join("-")
    }

    #[test]
    fn words_are_divided_as_their_languages_do() {
        for (tag, expected) in [
            ("en-GB", "hy-phen-ation"),
            ("de", "sil-ben-tren-nung"),
            ("de-AT", "über-le-bens-größe"),
            ("hu", "szó-el-vá-lasz-tás"),
            ("nb", "ord-de-ling"),
            ("nl", "af-bre-ken"),
            ("ru", "пе-ре-но-сить"),
            ("sv", "av-stav-ning"),
            ("cs", "roz-dě-lo-vá-ním"),
            ("uk", "пе-ре-не-сти"),
            ("fr", "ponc-tua-tion"),
            ("it", "sil-la-ba-zione"),
            ("hi", "वि-भाजन"),
        ] {
            assert_eq!(divided(&expected.replace('-', ""), tag), expected, "{tag}");
        }
    }

    #[test]
    fn nothing_is_divided_by_patterns_that_cannot_be_read() {
        for packed in [&b""[..], &[3, 0], &[9; 40]] {
            List::unpack(packed).each_division("silbentrennung", |at| panic!("{at}"));
        }
    }

    /// What every pattern matches, alone and in the words of a few, is divided as `hypher` does, which has all
    /// languages in tests.
    #[test]
    fn a_list_divides_as_the_automaton_it_was_made_of() {
        for (place, (code, packed)) in LISTS.iter().enumerate() {
            let language = Lang::from_iso(code.as_bytes().try_into().unwrap()).expect(code);
            let of_hypher = |word: &str| {
                let mut places = Vec::new();
                by_hypher(word, language, |at| places.push(at));
                places
            };
            let patterns = Patterns::List(place);
            let of_list = |word: &str| {
                let mut places = Vec::new();
                patterns.each_division(word, |at| places.push(at));
                places
            };
            let has_hyphen = language.hyphenation_character().is_some();
            assert_eq!(patterns.has_hyphen(), has_hyphen, "{code}");
            let letters: Vec<String> = List::unpack(packed).patterns.words().collect();
            assert!(letters.len() > 20, "{code}");
            for few in letters.chunks(3) {
                let long = few.concat().replace('.', "");
                for word in few.iter().map(|one| one.replace('.', "")).chain([long]) {
                    assert_eq!(of_list(&word), of_hypher(&word), "{code}: {word}");
                }
            }
        }
    }
}
