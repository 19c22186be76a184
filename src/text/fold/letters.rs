//! What a single char is when a reader looks for it.

use std::sync::LazyLock;

use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_compatible, is_combining_mark,
};

/// What a char becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Nothing: it is not drawn, and not a part of the letter before it.
    Nothing,
    /// Nothing: it is a diacritic of the letter before it.
    Mark,
    /// A blank; any number of them are one.
    Blank,
    /// A hyphen; any number of dashes and hyphens are one.
    Dash,
    /// This char.
    One(char),
    /// Several, which [`each`] names.
    Many,
}

/// Folds a char. `is_turkic` says whether `I` and `ı`, `İ` and `i` are the pairs of letters.
pub(super) fn becomes(char: char, is_turkic: bool) -> Becomes {
    if is_turkic {
        match char {
            'I' | 'ı' => return Becomes::One('ı'),
            'İ' => return Becomes::One('i'),
            _ => {}
        }
    }
    match char as u32 {
        0..0x80 => ascii(char),
        code @ 0x80..0x600 => look_up(&LETTERS, code - 0x80, char),
        code @ 0x1E00..0x2100 => look_up(&LATER_LETTERS, code - 0x1E00, char),
        // Chinese characters and Korean syllables: nearly all there is in such a text.
        0x3400..0x4DC0 | 0x4E00..0xA000 | 0xAC00..0xD7A4 => Becomes::One(char),
        code @ 0x3000..0x3100 => look_up(&KANA, code - 0x3000, char),
        code @ 0xFF00..0xFFF0 => look_up(&WIDE_LETTERS, code - 0xFF00, char),
        _ => worked_out(char),
    }
}

/// Calls `emit` with each char that `char` becomes; blanks and dashes as `' '` and `'-'`. Diacritics and
/// what is not drawn are left out.
pub(super) fn each(char: char, is_turkic: bool, emit: &mut impl FnMut(char)) {
    match becomes(char, is_turkic) {
        Becomes::Nothing | Becomes::Mark => {}
        Becomes::Blank => emit(' '),
        Becomes::Dash => emit('-'),
        Becomes::One(one) => emit(one),
        Becomes::Many => taken_apart(char, is_turkic, emit),
    }
}

/// The letter that `last` and a `char` after it are together, in the scripts whose letters this module
/// leaves whole: Korean syllables, and kana with their voicing marks.
pub(super) fn composed(last: char, char: char) -> Option<char> {
    continues_letter(char)
        .then(|| compose(last, char))
        .flatten()
}

/// Whether `char` may be one letter with the char before it (see [`composed`]).
pub(super) const fn continues_letter(char: char) -> bool {
    matches!(char, '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}' | '\u{3099}' | '\u{309A}')
}

/// Whether `char` is a diacritic, which folding leaves out: one that is drawn over, under or through its
/// letter. Not so the vowel signs and viramas of India, the tones of Thailand and the voicing of kana,
/// without which it would be another word.
pub fn is_mark(char: char) -> bool {
    // Canonical combining classes (Unicode Standard Annex #44): 1 overlays, 7 nuktas, 10..=36 the points
    // of Hebrew, Arabic and Syriac, 200..=240 attached, below and above.
    matches!(canonical_combining_class(char), 1 | 7 | 10..=36 | 200..=240)
}

/// Whether `char` is not drawn, and no part of the letter before it either: a soft hyphen, a joiner, a sign that
/// only chooses how its neighbours look.
pub fn is_undrawn(char: char) -> bool {
    becomes(char, false) == Becomes::Nothing
}

/// Whether `char` is part of a word: a letter, a digit, or a sign that is written with them. Blanks, dashes,
/// punctuation and symbols stand between words.
pub fn is_of_word(char: char) -> bool {
    match char {
        '\0'..='\x7F' => char.is_ascii_alphanumeric(),
        _ => char.is_alphanumeric() || is_combining_mark(char),
    }
}

type Table = Box<[Becomes]>;

/// Latin, Greek, Cyrillic, Armenian, Hebrew: U+0080 up to U+0600.
static LETTERS: LazyLock<Table> = LazyLock::new(|| table(0x80..0x600));
/// Latin and Greek with more diacritics, and punctuation: U+1E00 up to U+2100.
static LATER_LETTERS: LazyLock<Table> = LazyLock::new(|| table(0x1E00..0x2100));

/// Kana, and the punctuation of Chinese and Japanese: U+3000 up to U+3100.
static KANA: LazyLock<Table> = LazyLock::new(|| table(0x3000..0x3100));
/// Letters as wide as ideographs, and half as wide kana: U+FF00 up to U+FFF0.
static WIDE_LETTERS: LazyLock<Table> = LazyLock::new(|| table(0xFF00..0xFFF0));

fn table(codes: std::ops::Range<u32>) -> Table {
    codes
        .map(|code| char::from_u32(code).map_or(Becomes::Nothing, worked_out))
        .collect()
}

fn look_up(table: &LazyLock<Table>, index: u32, char: char) -> Becomes {
    table
        .get(index as usize)
        .copied()
        .unwrap_or(Becomes::One(char))
}

fn ascii(char: char) -> Becomes {
    match char {
        '\0'..=' ' | '\x7F' => Becomes::Blank,
        '-' => Becomes::Dash,
        '`' => Becomes::One('\''),
        _ => Becomes::One(char.to_ascii_lowercase()),
    }
}

/// The folding of a char that is not in a table, or is to be.
fn worked_out(char: char) -> Becomes {
    if let Some(known) = simple(char) {
        return known;
    }
    let mut parts = 0;
    let mut first = ' ';
    decompose_compatible(char, |part| {
        if parts == 0 {
            first = part;
        }
        parts += 1;
    });
    // An accent that stands alone is decomposed to a blank with the accent: it is no blank.
    if parts > 1 && first == ' ' {
        return Becomes::One(char);
    }
    let mut folded = [' '; 2];
    let mut count = 0;
    let mut emit = |part| {
        if let Some(place) = folded.get_mut(count) {
            *place = part;
        }
        count += 1;
    };
    taken_apart(char, false, &mut emit);
    let together = composed(folded[0], folded[1]);
    match (count, folded[0], together) {
        (1, ' ', _) => Becomes::Blank,
        (1, '-', _) => Becomes::Dash,
        (1, one, _) => Becomes::One(one),
        (2, _, Some(one)) => Becomes::One(one),
        (0, ..) => Becomes::Nothing,
        _ => Becomes::Many,
    }
}

/// Calls `emit` with what each part of a char becomes.
fn taken_apart(char: char, is_turkic: bool, emit: &mut impl FnMut(char)) {
    decompose_compatible(char, |part| match simple(part) {
        Some(Becomes::Nothing | Becomes::Mark) => {}
        Some(Becomes::Blank) => emit(' '),
        Some(Becomes::Dash) => emit('-'),
        Some(Becomes::One(one)) => emit(one),
        Some(Becomes::Many) | None => small(part, is_turkic, emit),
    });
}

/// What is known of a char without taking it apart.
fn simple(char: char) -> Option<Becomes> {
    Some(match char {
        '\0'..='\x7F' => ascii(char),
        '\u{85}'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => Becomes::Blank,
        // Default ignorables (Unicode Standard Annex #44, Default_Ignorable_Code_Point) and U+FFFC.
        '\u{80}'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFFC}'
        | '\u{E0000}'..='\u{E0FFF}' => Becomes::Nothing,
        // Hyphens and dashes (Dash=Yes in PropList.txt), without the tildes.
        '\u{58A}'
        | '\u{5BE}'
        | '\u{1806}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2E3A}'
        | '\u{2E3B}' => Becomes::Dash,
        // Quotation marks, apostrophes, primes (Quotation_Mark=Yes, and what is typed for them).
        '\u{B4}'
        | '\u{2B9}'
        | '\u{2BB}'..='\u{2BD}'
        | '\u{2018}'..='\u{201B}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{5F3}' => Becomes::One('\''),
        '\u{AB}'
        | '\u{BB}'
        | '\u{2BA}'
        | '\u{2EE}'
        | '\u{201C}'..='\u{201F}'
        | '\u{2033}'
        | '\u{2036}'
        | '\u{5F4}' => Becomes::One('"'),
        // The slash inside a fraction that is one char.
        '\u{2044}' => Becomes::One('/'),
        _ if is_mark(char) => Becomes::Mark,
        _ => return None,
    })
}

/// Small letters for a capital, as in full case folding (CaseFolding.txt, C and F): the small letters of
/// its capitals, so that `ß` is `ss` and `ς` is `σ`.
fn small(char: char, is_turkic: bool, emit: &mut impl FnMut(char)) {
    match char {
        'I' | 'ı' if is_turkic => emit('ı'),
        // Its capital is itself.
        'ẞ' => "ss".chars().for_each(emit),
        _ => char
            .to_uppercase()
            .flat_map(char::to_lowercase)
            .filter(|part| !is_mark(*part))
            .for_each(emit),
    }
}
