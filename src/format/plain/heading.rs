//! Headings of books without markup.

use super::lines::Stretch;
use crate::document::{BlockKind, Builder};

/// A stretch that is a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// 1 for books and parts, 2 for chapters, and for numbers alone.
    pub level: u8,
}

/// Words that name a part of a book, and its level.
const WORDS: &[(&str, u8)] = &[
    ("book", 1),
    ("part", 1),
    ("volume", 1),
    ("act", 1),
    ("first epilogue", 1),
    ("second epilogue", 1),
    ("epilogue", 2),
    ("prologue", 2),
    ("preface", 2),
    ("introduction", 2),
    ("foreword", 2),
    ("afterword", 2),
    ("appendix", 2),
    ("conclusion", 2),
    ("chapter", 2),
    ("canto", 2),
    ("scene", 2),
    ("letter", 2),
    ("kapitel", 2),
    ("chapitre", 2),
    ("capitulo", 2),
    ("capítulo", 2),
    ("глава", 2),
    ("часть", 1),
];

/// Words that stand alone or with a title, without a number.
const UNNUMBERED: &[&str] = &[
    "first epilogue",
    "second epilogue",
    "epilogue",
    "prologue",
    "preface",
    "introduction",
    "foreword",
    "afterword",
    "appendix",
    "conclusion",
];

/// No heading is longer, in characters.
const LONGEST: usize = 90;

impl Heading {
    /// What heading a stretch is, if it is one: `CHAPTER I`, `BOOK ONE: 1805`, `Chapter 3. The Bell`, a
    /// numeral alone; a subtitle may stand on a second line.
    pub fn of(stretch: &Stretch<'_>) -> Option<Self> {
        if stretch.count > 2 || stretch.text.len() > 4 * LONGEST {
            return None;
        }
        let line = stretch.first();
        if line.chars().count() > LONGEST || line.is_empty() {
            return None;
        }
        if stretch.count == 1 && is_roman(line.trim_end_matches('.')) {
            return Some(Self { level: 2 });
        }
        Self::by_word(line)
    }

    fn by_word(line: &str) -> Option<Self> {
        let lower = line.to_lowercase();
        let (word, level) = WORDS.iter().find(|(word, _)| {
            lower
                .strip_prefix(word)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })?;
        // A heading begins with a capital; a sentence that ends in a comma or goes on is none.
        if !line.chars().next().is_some_and(char::is_uppercase) || line.ends_with([',', ';']) {
            return None;
        }
        let rest = lower.get(word.len()..).unwrap_or("").trim_start();
        let has_number = rest
            .split([' ', '.', ':', ',', '—', '–', '-'])
            .next()
            .is_some_and(is_number);
        let is_alone = rest.is_empty() || rest.starts_with([':', '.', '—', '–']);
        let is_heading = has_number || UNNUMBERED.contains(word) && is_alone;
        // "Part of the reason …" has no number; "Chapter 3 is long and so on." is a sentence.
        let is_sentence = line.ends_with('.') && line.split_whitespace().count() > 8;
        (is_heading && !is_sentence).then_some(Self { level: *level })
    }

    pub fn tell(self, builder: &mut Builder, stretch: &Stretch<'_>) {
        builder.begin(BlockKind::Heading { level: self.level });
        for (n, line) in stretch.lines().enumerate() {
            if n > 0 {
                builder.line_break();
            }
            builder.text(line);
        }
        builder.end();
    }
}

/// Whether a word is a number in figures, roman numerals or letters.
fn is_number(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "the",
    ];
    let is_figure = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    is_figure || is_roman(&word.to_uppercase()) || WORDS.contains(&word) && word != "the"
}

/// Whether a word is a roman numeral in capitals, up to 399.
fn is_roman(word: &str) -> bool {
    let mut rest = word;
    for (numerals, most) in [
        (&["C"][..], 3),
        (&["XC", "XL", "L", "X"], 4),
        (&["IX", "IV", "V", "I"], 4),
    ] {
        for numeral in numerals {
            let mut taken = 0;
            while let Some(after) = rest.strip_prefix(numeral).filter(|_| taken < most) {
                rest = after;
                taken += 1;
                if numeral.len() > 1 || *numeral == "L" || *numeral == "V" {
                    break;
                }
            }
        }
    }
    !word.is_empty() && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::lines::stretches;
    use super::*;

    #[test]
    fn headings_of_books_are_known_and_sentences_are_not() {
        let table = [
            ("CHAPTER I", Some(2)),
            ("CHAPTER XXVIII", Some(2)),
            ("CHAPTER I. Down the Rabbit-Hole", Some(2)),
            ("Chapter 61", Some(2)),
            ("BOOK ONE: 1805", Some(1)),
            ("FIRST EPILOGUE: 1813 - 20", Some(1)),
            ("PART TWO", Some(1)),
            ("III", Some(2)),
            ("IV.", Some(2)),
            ("Глава 3", Some(2)),
            ("ABATIS, n. Rubbish in front of a fort", None),
            ("Part of the reason was this.", None),
            ("chapter 3", None),
            (
                "Chapter 3 is where the hero of this tale comes in at last.",
                None,
            ),
            ("IIII", Some(2)),
            ("MIX", None),
            ("I think so", None),
            ("The end", None),
        ];
        for (line, level) in table {
            let found = stretches(line)
                .first()
                .and_then(Heading::of)
                .map(|h| h.level);
            assert_eq!(found, level, "{line}");
        }
    }
}
