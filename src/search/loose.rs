//! Finding words although the punctuation around them, between them or in them is another.
//!
//! A reader remembers `mr darcy`, `dont`, `drawing room`, `tomorrow` and `off with her head.`, and the book
//! prints `Mr. Darcy`, `don’t`, `drawing-room`, `to-morrow` and `off with her head!`. Where words are nowhere as
//! they were typed, they are looked for once more in the same folds, letter by letter, with what a book may have
//! put between two letters. What was typed before the first letter and behind the last is not asked for.

use memchr::memmem::Finder;

use crate::text::{is_of_word, is_written_without_blanks};

/// How many signs may stand where one typed a blank: `!”—“` between two speeches, with the blanks beside.
/// More is no punctuation but a row of stars or dots.
pub(super) const MOST: usize = 8;

/// The bytes of the longest char.
const LONGEST_CHAR: usize = char::MAX.len_utf8();

/// What may stand before a letter, between it and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    /// Nothing: they were typed so.
    Nothing,
    /// An apostrophe or a hyphen: they are in one word.
    Sign,
    /// Any punctuation and blanks, or none.
    Anything,
    /// Any punctuation and blanks.
    Something,
}

/// A letter of the pattern; the first has nothing before it.
#[derive(Clone, Debug)]
struct Letter {
    between: Between,
    /// UTF-8.
    bytes: Box<[u8]>,
}

/// Words that are found whatever punctuation is between them.
#[derive(Clone, Debug)]
pub(super) struct Loose {
    letters: Vec<Letter>,
    /// The letter that is looked for first, the rarest, and where it stands in the pattern.
    finder: Finder<'static>,
    rarest: usize,
    longest: usize,
}

impl Loose {
    /// Makes a folded pattern ready; `None` if it has not two letters.
    pub fn new(folded: &str) -> Option<Self> {
        let folded = folded.trim_matches(|char| !is_of_word(char));
        if folded.chars().filter(|char| is_of_word(*char)).count() < 2 {
            return None;
        }
        let letters = letters(folded);
        let (rarest, letter) = letters
            .iter()
            .enumerate()
            .max_by_key(|(_, letter)| rarity(&letter.bytes))?;
        let finder = Finder::new(&letter.bytes).into_owned();
        Some(Self {
            finder,
            rarest,
            longest: letters.iter().map(Letter::longest).sum(),
            letters,
        })
    }

    /// Up to how many folded bytes a match is long.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The runs of ASCII letters and digits between which no more may stand than a sign.
    pub fn runs(&self) -> Vec<Vec<u8>> {
        let mut runs = vec![Vec::new()];
        for letter in &self.letters {
            let is_joined = matches!(letter.between, Between::Nothing | Between::Sign);
            match &*letter.bytes {
                [byte] if byte.is_ascii_alphanumeric() => {
                    if !is_joined {
                        runs.push(Vec::new());
                    }
                    if let Some(run) = runs.last_mut() {
                        run.push(*byte);
                    }
                }
                _ => runs.push(Vec::new()),
            }
        }
        runs
    }

    /// The first match in folded bytes: where it begins and where it ends.
    pub fn find(&self, folded: &[u8]) -> Option<(usize, usize)> {
        // All matches have the letters of the pattern in the same number, so one that has its rarest letter
        // first also begins first and ends first.
        let (before, after) = self.letters.split_at_checked(self.rarest)?;
        let (rarest, after) = after.split_first()?;
        let mut from = 0;
        loop {
            let at = from + self.finder.find(folded.get(from..)?)?;
            let behind = at + rarest.bytes.len();
            let match_around = || {
                let end = behind + past(after, folded.get(behind..)?)?;
                let start = begin(before, rarest.between, folded.get(..at)?)?;
                Some((start, end))
            };
            if let Some(found) = match_around() {
                return Some(found);
            }
            from = behind;
        }
    }
}

impl Letter {
    fn longest(&self) -> usize {
        let between = match self.between {
            Between::Nothing => 0,
            Between::Sign => 1,
            Between::Anything | Between::Something => MOST * LONGEST_CHAR,
        };
        between + self.bytes.len()
    }
}

/// The letters of a pattern. What stands between two of its words is no letter, unless it is punctuation
/// without a blank or a quotation mark (`3.5`, `and/or`), which was meant.
fn letters(folded: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut last: Option<char> = None;
    let mut rest = folded;
    while let Some(char) = rest.chars().next() {
        let word = rest.find(is_of_word).unwrap_or(rest.len());
        let (between, after) = rest.split_at(word);
        let next = after.chars().next();
        let allowed = last.zip(next).and_then(|(a, b)| allowed(between, a, b));
        let mut push = |between, char: char| {
            let bytes = char.encode_utf8(&mut [0; 4]).as_bytes().into();
            letters.push(Letter { between, bytes });
        };
        match (allowed, next) {
            (Some(between), Some(next)) => {
                push(between, next);
                rest = after.get(next.len_utf8()..).unwrap_or("");
                last = Some(next);
            }
            _ => {
                push(Between::Nothing, char);
                rest = rest.get(char.len_utf8()..).unwrap_or("");
                last = is_of_word(char).then_some(char);
            }
        }
    }
    letters
}

/// What may stand between two letters where `typed` stands between them; `None`: only that.
fn allowed(typed: &str, before: char, after: char) -> Option<Between> {
    let is_one_word = !is_written_without_blanks(before) || !is_written_without_blanks(after);
    match typed {
        "" | "'" if is_one_word => Some(Between::Sign),
        // In a script without blanks nobody types one in the place of a comma.
        "" => Some(Between::Anything),
        _ if typed.contains(' ') => Some(Between::Something),
        _ if typed.contains('"') => Some(Between::Anything),
        _ if typed.chars().all(|char| char == '-') => Some(Between::Anything),
        _ => None,
    }
}

/// How many of the folded bytes the letters take, with what stands before each.
fn past(letters: &[Letter], folded: &[u8]) -> Option<usize> {
    let mut rest = folded;
    for letter in letters {
        rest = match letter.between {
            Between::Nothing => rest,
            Between::Sign => match rest {
                [b'\'' | b'-', rest @ ..] => rest,
                _ => rest,
            },
            between => {
                let signs = signs(|n| first_char(rest.get(n..)?));
                rest.get(enough(between, signs)?..)?
            }
        };
        rest = rest.strip_prefix(&*letter.bytes)?;
    }
    Some(folded.len() - rest.len())
}

/// Where the letters begin that end before `between` at the end of the folded bytes.
fn begin(letters: &[Letter], mut between: Between, folded: &[u8]) -> Option<usize> {
    let mut rest = folded;
    for letter in letters.iter().rev() {
        rest = match between {
            Between::Nothing => rest,
            Between::Sign => match rest {
                [rest @ .., b'\'' | b'-'] => rest,
                _ => rest,
            },
            between => {
                let signs = signs(|n| last_char(rest.get(..rest.len().checked_sub(n)?)?));
                rest.get(..rest.len() - enough(between, signs)?)?
            }
        };
        rest = rest.strip_suffix(&*letter.bytes)?;
        between = letter.between;
    }
    Some(rest.len())
}

/// The length of the punctuation and blanks, if they may stand there.
fn enough(between: Between, signs: usize) -> Option<usize> {
    (signs > 0 || between != Between::Something).then_some(signs)
}

/// The bytes of up to [`MOST`] chars that are of no word; `char_at` tells the char beyond so many bytes.
fn signs(char_at: impl Fn(usize) -> Option<char>) -> usize {
    let mut length = 0;
    for _ in 0..MOST {
        match char_at(length) {
            Some(char) if !is_of_word(char) => length += char.len_utf8(),
            _ => break,
        }
    }
    length
}

fn first_char(bytes: &[u8]) -> Option<char> {
    let length = match bytes.first()? {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    str::from_utf8(bytes.get(..length)?).ok()?.chars().next()
}

fn last_char(bytes: &[u8]) -> Option<char> {
    let start = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80)?;
    first_char(bytes.get(start..)?)
}

/// How seldom a letter is in a text; only the order counts.
pub(super) fn rarity(letter: &[u8]) -> usize {
    /// From the commonest to the rarest, in English; other languages of this script differ little.
    const COMMON: &[u8; 26] = b"etaoinshrdlcumwfgypbvkjxqz";
    match letter {
        [b' '] => 0,
        [byte] => COMMON
            .iter()
            .position(|c| c == byte)
            .map_or(10, |at| at + 1),
        // In a text of such a script one is as common as another.
        _ => 27,
    }
}
