//! Liang's patterns of a language: where its words may be divided.
//!
//! Most languages' are `hypher`'s, which searches them where they lie. The seventeen whose automata are the largest, nine
//! tenths of all of them together, are kept as lists instead ([`Lexicon`]), and unpacked when the first word is
//! to be divided; they divide every word in the same places. English is not among them: most texts are in it, and
//! unpacking takes time.
//!
//! Source of the rule: F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983.

use std::sync::LazyLock;

use hypher::Lang;

use crate::text::Lexicon;

/// By whose patterns words are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patterns {
    Automaton(Lang),
    List(Language),
}

/// A language whose patterns are a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Afrikaans,
    Bulgarian,
    Czech,
    Dutch,
    Estonian,
    Georgian,
    German,
    Hungarian,
    Icelandic,
    Norwegian,
    Polish,
    Russian,
    Serbian,
    Slovak,
    Spanish,
    Swedish,
    Ukrainian,
}

/// Fewest letters before and behind a division, whatever the patterns say: "a-bout" and "real-ly" gain nothing. No
/// language has more.
const LEAST: (usize, usize) = (2, 3);

impl Patterns {
    /// The patterns for a BCP 47 tag.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code = primary.as_bytes().try_into().ok()?;
        let list = Language::from_iso(code).map(Self::List);
        list.or_else(|| Lang::from_iso(code).map(Self::Automaton))
    }

    /// Whether a line that ends inside a word of the language ends with a hyphen.
    pub(super) fn has_hyphen(self) -> bool {
        match self {
            Self::Automaton(language) => language.hyphenation_character().is_some(),
            Self::List(_) => true,
        }
    }

    /// Whether a word that begins with a capital need not be a name.
    pub(super) fn are_of_german(self) -> bool {
        self == Self::List(Language::German)
    }

    /// Calls `each` with the bytes of `word`, which is in small letters, before which it may be divided, in order.
    pub(super) fn each_division(self, word: &str, mut each: impl FnMut(usize)) {
        match self {
            Self::Automaton(language) => {
                let (left, right) = language.bounds();
                let (left, right) = (left.max(LEAST.0), right.max(LEAST.1));
                let mut at = 0;
                let mut syllables =
                    hypher::hyphenate_bounded(word, language, left, right).peekable();
                while let Some(syllable) = syllables.next() {
                    at += syllable.len();
                    if syllables.peek().is_some() {
                        each(at);
                    }
                }
            }
            Self::List(language) => language.list().each_division(word, each),
        }
    }
}

macro_rules! list {
    ($file:literal) => {{
        static LIST: LazyLock<List> = LazyLock::new(|| {
            List::unpack(include_bytes!(concat!("../../assets/hyphenation/", $file)))
        });
        &LIST
    }};
}

impl Language {
    const fn from_iso(code: [u8; 2]) -> Option<Self> {
        Some(match &code {
            b"af" => Self::Afrikaans,
            b"bg" => Self::Bulgarian,
            b"cs" => Self::Czech,
            b"de" => Self::German,
            b"es" => Self::Spanish,
            b"et" => Self::Estonian,
            b"hu" => Self::Hungarian,
            b"is" => Self::Icelandic,
            b"ka" => Self::Georgian,
            b"nl" => Self::Dutch,
            b"no" | b"nb" | b"nn" => Self::Norwegian,
            b"pl" => Self::Polish,
            b"ru" => Self::Russian,
            b"sk" => Self::Slovak,
            b"sr" => Self::Serbian,
            b"sv" => Self::Swedish,
            b"uk" => Self::Ukrainian,
            _ => return None,
        })
    }

    fn list(self) -> &'static List {
        match self {
            Self::Afrikaans => list!("af"),
            Self::Bulgarian => list!("bg"),
            Self::Czech => list!("cs"),
            Self::Dutch => list!("nl"),
            Self::Estonian => list!("et"),
            Self::Georgian => list!("ka"),
            Self::German => list!("de"),
            Self::Hungarian => list!("hu"),
            Self::Icelandic => list!("is"),
            Self::Norwegian => list!("no"),
            Self::Polish => list!("pl"),
            Self::Russian => list!("ru"),
            Self::Serbian => list!("sr"),
            Self::Slovak => list!("sk"),
            Self::Spanish => list!("es"),
            Self::Swedish => list!("sv"),
            Self::Ukrainian => list!("uk"),
        }
    }
}

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
            ("fr", "cou-pure"),
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
        for code in [
            "af", "bg", "cs", "de", "es", "et", "hu", "is", "ka", "nl", "no", "pl", "ru", "sk",
            "sr", "sv", "uk",
        ] {
            let code_bytes: [u8; 2] = code.as_bytes().try_into().unwrap();
            let automaton = Patterns::Automaton(Lang::from_iso(code_bytes).expect(code));
            let list = Patterns::of(code).expect(code);
            let Patterns::List(language) = list else {
                panic!("{code}");
            };
            let letters: Vec<String> = language.list().patterns.words().collect();
            assert!(letters.len() > 2000, "{code}");
            let divisions = |patterns: Patterns, word: &str| {
                let mut places = Vec::new();
                patterns.each_division(word, |at| places.push(at));
                places
            };
            for few in letters.chunks(3) {
                let long = few.concat().replace('.', "");
                for word in few.iter().map(|one| one.replace('.', "")).chain([long]) {
                    assert_eq!(
                        divisions(list, &word),
                        divisions(automaton, &word),
                        "{code}: {word}"
                    );
                }
            }
        }
    }
}
