//! Lines that look like headings: `CHAPTER I`, `BOOK ONE: 1805`, `Chapter 1`, `PREFACE`, `IV`, `4. The Log`, `B`.
//!
//! Only words that books use for their parts make one; capitals alone do not, because dictionaries,
//! plays and telegrams are full of them.

use super::east_asian;

/// What a line that looks like a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sort: Sort,
    pub(super) number: Option<u32>,
    /// No title follows on the line.
    pub(super) is_bare: bool,
}

/// Sorts of headings, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A preface, an epilogue: stands beside the highest there are.
    Named,
    Volume,
    Book,
    Part,
    Chapter,
    Section,
    /// A Roman numeral alone, or before a title.
    Roman,
    /// A number alone, or before a title.
    Number,
    /// A letter alone, as in a dictionary.
    Letter,
}

/// No heading is longer, in characters.
const LONGEST: usize = 90;

/// No title behind a mere number is.
const LONGEST_TITLE: usize = 60;

/// In capitals, without the full stop of those that are shortened.
const WORDS: [(&str, Sort); 26] = [
    ("VOLUME", Sort::Volume),
    ("VOL", Sort::Volume),
    ("BOOK", Sort::Book),
    ("PART", Sort::Part),
    ("CHAPTER", Sort::Chapter),
    ("CHAP", Sort::Chapter),
    ("ACT", Sort::Chapter),
    ("CANTO", Sort::Chapter),
    ("STAVE", Sort::Chapter),
    ("LETTER", Sort::Chapter),
    ("CHAPITRE", Sort::Chapter),
    ("KAPITEL", Sort::Chapter),
    ("CAPITULO", Sort::Chapter),
    ("CAPÍTULO", Sort::Chapter),
    ("ЧАСТЬ", Sort::Part),
    ("ГЛАВА", Sort::Chapter),
    ("SCENE", Sort::Section),
    ("SECTION", Sort::Section),
    ("EPILOGUE", Sort::Named),
    ("PROLOGUE", Sort::Named),
    ("PREFACE", Sort::Named),
    ("INTRODUCTION", Sort::Named),
    ("FOREWORD", Sort::Named),
    ("AFTERWORD", Sort::Named),
    ("CONCLUSION", Sort::Named),
    ("APPENDIX", Sort::Named),
];

const CARDINALS: [&str; 20] = [
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
    "TWENTY",
];

const ORDINALS: [&str; 12] = [
    "FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH", "NINTH", "TENTH",
    "ELEVENTH", "TWELFTH",
];

/// What a line says, if it looks like a heading.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let line = line.trim();
    if may_be_east_asian(line) {
        return east_asian::mark(line);
    }
    let begins = |c: char| c.is_uppercase() || c.is_ascii_digit();
    if line.len() > LONGEST * 4 || !line.starts_with(begins) {
        return None;
    }
    if line.len() > LONGEST && line.chars().count() > LONGEST {
        return None;
    }
    lone_sign(line)
        .or_else(|| counted(line))
        .or_else(|| worded(line))
}

fn may_be_east_asian(line: &str) -> bool {
    line.bytes()
        .next()
        .is_some_and(|byte| byte >= east_asian::FIRST_BYTE)
}

/// A heading that says which part of a book it is.
fn worded(line: &str) -> Option<Mark> {
    let (word, rest) = split_word(line);
    match (sort(word), ordinal(word)) {
        (Some(Sort::Named), _) => named(rest, None),
        (Some(sort), _) => numbered(sort, word, rest),
        (None, Some(number)) => {
            let (second, rest) = split_word(rest);
            match sort(second)? {
                Sort::Named => named(rest, Some(number)),
                sort => titled(sort, Some(number), second, rest),
            }
        }
        (None, None) => None,
    }
}

/// Whether a line is the number of a chapter or part and nothing else; in Chinese, Japanese and Korean, where
/// nobody leaves a blank line below it, also with its title.
pub(super) fn is_bare(line: &str) -> bool {
    if may_be_east_asian(line) {
        return east_asian::mark(line).is_some_and(|mark| mark.sort < Sort::Roman);
    }
    // This is asked of every line of prose; few begin like a word of the list.
    // A word of the list and a number have nothing behind them but a full stop.
    let ends = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | 0x80..);
    line.len() <= 40
        && line.as_bytes().last().is_some_and(ends)
        && !line.ends_with('”')
        && line.starts_with(char::is_uppercase)
        && worded(line).is_some_and(|m| m.is_bare && m.sort > Sort::Named)
}

/// A numeral or letter alone.
fn lone_sign(line: &str) -> Option<Mark> {
    let sign = line.strip_suffix('.').unwrap_or(line);
    let mark = |sort, number| {
        Some(Mark {
            sort,
            number,
            is_bare: true,
        })
    };
    match (roman(sign), sign.as_bytes()) {
        (Some(number), _) => mark(Sort::Roman, Some(number)),
        (None, [b'0'..=b'9', ..]) => mark(Sort::Number, Some(arabic(sign)?)),
        (None, [letter @ b'A'..=b'Z']) => mark(Sort::Letter, Some(u32::from(*letter))),
        _ => None,
    }
}

/// A numeral, a full stop and a title, as in `II. The Red-Headed League`. Whether it counts on from one
/// before, others must see.
fn counted(line: &str) -> Option<Mark> {
    let is_numeral = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'L' | 'C');
    let behind = line.trim_start_matches(is_numeral);
    if behind.len() == line.len() || !behind.starts_with(['.', ' ']) {
        return None;
    }
    let (numeral, title) = line.split_once(". ").or_else(|| line.split_once(" — "))?;
    let title = title.trim();
    let (sort, number) = match (roman(numeral), arabic(numeral)) {
        (Some(number), _) => (Sort::Roman, number),
        (None, Some(number)) => (Sort::Number, number),
        _ => return None,
    };
    let is_title = title.starts_with(char::is_uppercase)
        && title.chars().count() <= LONGEST_TITLE
        && !title.ends_with(['.', ',', ';', ':'])
        && !title.contains(". ")
        // Its page number: this is a line of a printed contents list.
        && !title.contains("   ");
    is_title.then_some(Mark {
        sort,
        number: Some(number),
        is_bare: false,
    })
}

/// A number in figures, up to 399.
fn arabic(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_number)?;
    (1..400).contains(&number).then_some(number)
}

fn split_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

/// The sort of heading that `word` names, in capitals or with one capital.
fn sort(word: &str) -> Option<Sort> {
    let word = word.trim_end_matches([':', '—']);
    let bare = word.trim_end_matches('.');
    // This is asked of every paragraph, and nearly every word has another length.
    let same = |known: &str| {
        known.len() == bare.len()
            && (known.eq_ignore_ascii_case(bare)
                || !known.is_ascii() && known.to_lowercase() == bare.to_lowercase())
    };
    let (_, sort) = WORDS.iter().find(|(known, _)| same(known))?;
    let is_small = word.chars().skip(1).all(|c| !c.is_uppercase());
    (word.starts_with(char::is_uppercase) && (is_small || is_capitals(word))).then_some(*sort)
}

fn is_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn ordinal(word: &str) -> Option<u32> {
    let at = ORDINALS.iter().position(|o| o.eq_ignore_ascii_case(word))?;
    u32::try_from(at + 1).ok()
}

/// A heading that needs no number: nothing, or a title behind a colon, may follow.
fn named(rest: &str, number: Option<u32>) -> Option<Mark> {
    let is_title =
        rest.starts_with(|c: char| c.is_ascii_digit() || c == '—' || c == '-') || is_capitals(rest);
    (rest.is_empty() || is_title).then_some(Mark {
        sort: Sort::Named,
        number,
        is_bare: rest.is_empty(),
    })
}

fn numbered(sort: Sort, word: &str, rest: &str) -> Option<Mark> {
    let (token, rest) = split_word(rest);
    let (token, rest) = if token.eq_ignore_ascii_case("the") {
        split_word(rest)
    } else {
        (token, rest)
    };
    let number = token.trim_end_matches(['.', ':', '—', '-', '–']);
    let value = number
        .parse()
        .ok()
        .or_else(|| roman(&number.to_ascii_uppercase()))
        .or_else(|| ordinal(number))
        .or_else(|| {
            let at = CARDINALS
                .iter()
                .position(|c| c.eq_ignore_ascii_case(number))?;
            u32::try_from(at + 1).ok()
        })?;
    let is_ended = number.len() < token.len();
    if is_ended && !rest.is_empty() {
        return Some(Mark {
            sort,
            number: Some(value),
            is_bare: false,
        })
        .filter(|_| !is_sentence(rest));
    }
    titled(sort, Some(value), word, rest)
}

/// A title without a sign before it follows only a word in capitals, and begins with one itself: a
/// sentence may begin "Part I of" or "Letter I".
fn titled(sort: Sort, number: Option<u32>, word: &str, rest: &str) -> Option<Mark> {
    let is_set_off = rest.starts_with([':', '—', '–', '-', '.']);
    let is_title = is_capitals(word) && rest.starts_with(char::is_uppercase) && !is_sentence(rest);
    (rest.is_empty() || is_set_off || is_title).then_some(Mark {
        sort,
        number,
        is_bare: rest.is_empty(),
    })
}

/// A title may end with a full stop, but does not hold one sentence after another.
fn is_sentence(rest: &str) -> bool {
    rest.ends_with([',', ';']) || (rest.ends_with('.') && rest.contains(". "))
}

/// The value of a Roman numeral in capitals, up to 399.
fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    const SIGNS: [(&str, u32, usize); 9] = [
        ("C", 100, 3),
        ("XC", 90, 1),
        ("L", 50, 1),
        ("XL", 40, 1),
        ("X", 10, 3),
        ("IX", 9, 1),
        ("V", 5, 1),
        ("IV", 4, 1),
        ("I", 1, 4),
    ];
    for (sign, worth, most) in SIGNS {
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else {
                break;
            };
            value += worth;
            rest = after;
        }
    }
    rest.is_empty().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_books_are_known() {
        let sort = |line| mark(line).map(|m| (m.sort, m.number, m.is_bare));
        let expected = [
            ("CHAPTER I", Sort::Chapter, Some(1), true),
            ("Chapter 61", Sort::Chapter, Some(61), true),
            (
                "CHAPTER I. Down the Rabbit-Hole",
                Sort::Chapter,
                Some(1),
                false,
            ),
            ("BOOK FIVE: 1806 - 07", Sort::Book, Some(5), false),
            ("FIRST EPILOGUE: 1813 - 20", Sort::Named, Some(1), false),
            ("SECOND EPILOGUE", Sort::Named, Some(2), true),
            ("PART THE SECOND", Sort::Part, Some(2), true),
            ("Introduction", Sort::Named, None, true),
            ("XIV.", Sort::Roman, Some(14), true),
            ("B", Sort::Letter, Some(66), true),
            ("II. THE RED-HEADED LEAGUE", Sort::Roman, Some(2), false),
            ("12", Sort::Number, Some(12), true),
            ("4. The Log", Sort::Number, Some(4), false),
        ];
        for (line, kind, number, is_bare) in expected {
            assert_eq!(sort(line), Some((kind, number, is_bare)), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "ABASEMENT, n. A decent and customary mental attitude",
            "Part of the crew had gone.",
            "Letter I wrote yesterday",
            "Book I, chapter 2, says",
            "CHAPTER AND VERSE",
            "I think so.",
            "Second thoughts",
            "IIX",
            "1861",
            "4. The log was kept.",
            "3.14",
            "",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}
