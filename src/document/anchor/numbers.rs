//! Numbers in a sentence.
//!
//! Chapter 11 is not chapter 21, nor is 第十一条 第十七条, though all their other letters are the same.

/// So many letters may have been put into a sentence with its mistakes.
const MORE: usize = 2;

/// Whether a text begins with the numbers of these words, one after another.
pub(super) fn agree(words: &[char], text: &[char]) -> bool {
    // A number that begins among the words is read to its end: 第十二条 is not the end of 第二十二条.
    let least = (words.len() + MORE).min(text.len());
    let rest = text.get(least..).unwrap_or(&[]).iter();
    let more = rest.take_while(|letter| is_numeral(**letter)).count();
    let there = text.get(..least + more).unwrap_or(text);
    // What stands behind the words may begin with a number of its own.
    numbers(words)
        .zip(numbers(there).map(Some).chain(std::iter::repeat(None)))
        .all(|(quoted, there)| there == Some(quoted))
}

/// The numbers among letters.
fn numbers(letters: &[char]) -> impl Iterator<Item = &[char]> {
    let numbers = letters.split(|letter| !is_numeral(*letter));
    numbers.filter(|number| !number.is_empty())
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
        assert!(!agrees("条二十第", "条二十二第"));
        assert!(agrees("一人人有权", "一人有权二任何人"));
    }

    #[test]
    fn words_without_a_number_agree_with_every_number() {
        assert!(agrees("", ""));
        assert!(agrees("saidthequeen", "saidthe4queen"));
        assert!(!agrees("4", ""));
    }
}
