//! Numbers in a sentence.
//!
//! Chapter 11 is not chapter 21, nor is 第十一条 第十七条, though all their other letters are the same.

/// So many letters may have been put into a sentence with its mistakes.
const MORE: usize = 2;

/// Whether a text begins with the numbers of these words, one after another.
pub(super) fn agree(words: &[char], text: &[char]) -> bool {
    let of = |letters: &[char]| -> Vec<char> {
        let letters = letters.iter().copied();
        letters.filter(|letter| is_numeral(*letter)).collect()
    };
    let quoted = of(words);
    let there = text.get(..words.len() + MORE).unwrap_or(text);
    // What stands behind the words may begin with a number of its own.
    of(there).starts_with(&quoted)
}

/// Whether a letter counts something.
fn is_numeral(letter: char) -> bool {
    letter.is_numeric() || "〇零一二三四五六七八九十百千".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(words: &str, text: &str) -> bool {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        agree(&letters(words), &letters(text))
    }

    #[test]
    fn a_chapter_is_known_by_its_number() {
        assert!(agrees("chapter11", "chapter11ofthebook"));
        assert!(!agrees("chapter11", "chapter21ofthebook"));
        assert!(!agrees("第十一条", "第十七条人人有权"));
        assert!(!agrees("第十一条", "第十条人人有权"));
        assert!(agrees("一人人有权", "一人有权二任何人"));
    }

    #[test]
    fn words_without_a_number_agree_with_every_number() {
        assert!(agrees("", ""));
        assert!(agrees("saidthequeen", "saidthe4queen"));
        assert!(!agrees("4", ""));
    }
}
