//! Words of a text.

/// Whether a letter is of a script that is written without blanks, so that a word ends where nothing shows it:
/// Thai, Lao, Tibetan, Burmese, Khmer, kana, and the characters of China.
pub const fn is_written_without_blanks(letter: char) -> bool {
    matches!(
        letter as u32,
        0xE00..0x1000 | 0x1000..0x10A0 | 0x1780..0x1800 | 0x3040..0x3100 | 0x31F0..0x3200
        | 0x3400..0x4DC0 | 0x4E00..0xA000 | 0xF900..0xFB00 | 0xFF66..0xFFA0 | 0x20000..0x32000
    )
}
