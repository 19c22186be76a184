//! Code page 437, of DOS: what README files with frames around them are in.
//!
//! WHATWG does not know it, and no detector does. It is told, as well as can be, by its frames and by
//! accented letters where the Windows code pages have signs.

/// Bytes 0x80 to 0xFF.
const HIGH: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', //
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ', //
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»', //
    '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐', //
    '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧', //
    '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀', //
    'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩', //
    '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{A0}',
];

/// Whether a text is framed by the signs of code page 437: a corner and a line of at least three.
pub(super) fn has_frame(bytes: &[u8]) -> bool {
    let is_corner = |four: &[u8]| {
        matches!(
            four,
            [0xC9 | 0xC8 | 0xCC, 0xCD, 0xCD, 0xCD] | [0xDA | 0xC0 | 0xC3, 0xC4, 0xC4, 0xC4]
        )
    };
    bytes.windows(4).any(is_corner)
}

/// How many letters of code page 437 stand inside words where Windows has a sign that never does.
pub(super) fn telling_letters(bytes: &[u8]) -> usize {
    let is_telling = |three: &[u8]| {
        matches!(
            three,
            [
                b'a'..=b'z',
                0x81 | 0x82 | 0x84 | 0x86..=0x89 | 0x8B | 0x8D | 0x94 | 0x95 | 0x98,
                b'a'..=b'z'
            ]
        )
    };
    bytes.windows(3).filter(|three| is_telling(three)).count()
}

/// The text; every byte is some character.
pub(super) fn decode(bytes: &[u8]) -> String {
    let char = |byte: &u8| match byte.checked_sub(0x80) {
        Some(high) => HIGH.get(usize::from(high)).copied().unwrap_or('\u{FFFD}'),
        None => char::from(*byte),
    };
    bytes.iter().map(char).collect()
}
