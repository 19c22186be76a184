//! Words of a text.
//!
//! They are those of UAX #29, but for two things. A hyphen inside a word parts it for the standard and for no
//! reader. And in scripts that are written without blanks it takes each letter for a word, unless it is told what
//! words there are: so they are counted by their letters, as their readers do.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a letter is of a script that is written without blanks, so that a word ends where nothing shows it:
/// Thai, Lao, Tibetan, Burmese, Khmer, kana, and the characters of China.
pub const fn is_written_without_blanks(letter: char) -> bool {
    matches!(
        letter as u32,
        0xE00..0x1000 | 0x1000..0x10A0 | 0x1780..0x1800 | 0x3040..0x3100 | 0x31F0..0x3200
        | 0x3400..0x4DC0 | 0x4E00..0xA000 | 0xF900..0xFB00 | 0xFF66..0xFFA0 | 0x20000..0x32000
    )
}

/// The words of a text. Of a script that is written without blanks it is nearly each letter with its marks; a
/// foreign word in katakana is one.
pub fn words_in(text: &str) -> impl Iterator<Item = &str> {
    // At a blank a word ends, whatever stands beside it. Most of what stands between two is a word and nothing
    // else, which is seen much quicker than it is cut by the rules.
    text.split_ascii_whitespace().flat_map(words_between_blanks)
}

fn words_between_blanks(text: &str) -> impl Iterator<Item = &str> {
    let mut plain = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let mut words = plain
        .is_none()
        .then(|| text.unicode_word_indices().peekable());
    std::iter::from_fn(move || {
        let Some(words) = &mut words else {
            return plain.take();
        };
        let (start, first) = words.next()?;
        let mut end = start + first.len();
        while let Some(&(next, word)) = words.peek()
            && text.get(end..next).is_some_and(is_hyphen)
        {
            end = next + word.len();
            words.next();
        }
        text.get(start..end)
    })
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_apostrophe_and_hyphen_inside_them() {
        let words: Vec<&str> =
            words_in("Don’t re-open the 2nd door\u{A0}— 'now'. 1,000-odd").collect();
        let expected = ["Don’t", "re-open", "the", "2nd", "door", "now", "1,000-odd"];
        assert_eq!(words, expected);
        assert_eq!(words_in(" — \n- ").count(), 0);
    }

    #[test]
    fn marks_and_what_is_not_drawn_part_no_words() {
        assert_eq!(words_in("Владивосток, e\u{301}te\u{301}").count(), 2);
        assert_eq!(words_in("हिन्दी exam\u{AD}ple").count(), 2);
    }

    #[test]
    fn where_no_blanks_are_written_each_letter_counts() {
        assert_eq!(words_in("人人生而自由。").count(), 6);
        assert_eq!(words_in("มนุษย์").collect::<Vec<_>>(), ["ม", "นุ", "ษ", "ย์"]);
    }
}
