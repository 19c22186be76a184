//! A text's letters and nothing else.
//!
//! Between two editions of a text, and between its formats, the letters stay: what changes is how lines
//! are broken, how quotation marks and dashes are set, which signs stand for emphasis. So where a text is
//! compared with another, only its folded letters and digits are: without blanks, signs and capitals.

use crate::text::{Folded, Folding, folded};

/// The folded letters and digits of a text, and the way back to it.
#[derive(Debug)]
pub(super) struct Letters {
    fold: Folded,
    bytes: Vec<u8>,
    /// Of each byte, where it stands in the fold.
    places: Vec<u32>,
}

impl Letters {
    /// The letters of a text of less than 4 GiB.
    pub fn of(text: &str, folding: Folding) -> Self {
        let fold = Folded::new(text, folding);
        let mut bytes = fold.bytes().to_vec();
        let mut places = vec![0; bytes.len()];
        choose(&mut bytes, |to, at| {
            if let Some(place) = places.get_mut(to) {
                *place = u32::try_from(at).unwrap_or(u32::MAX);
            }
        });
        places.truncate(bytes.len());
        Self {
            fold,
            bytes,
            places,
        }
    }

    /// The letters: UTF-8.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the char of `text`, from which these were made, begins to which this byte belongs; past the
    /// last it is the text's end.
    pub fn source_of(&self, text: &str, byte: usize) -> usize {
        match self.places.get(byte) {
            Some(place) => self.fold.source_of(text, *place as usize),
            None => text.len(),
        }
    }

    /// The letters as chars, each with the place in `text` it comes from.
    pub fn chars(&self, text: &str) -> Chars {
        let letters = str::from_utf8(&self.bytes).unwrap_or("");
        let mut chars = Chars {
            letters: Vec::with_capacity(letters.len()),
            sources: Vec::with_capacity(letters.len()),
        };
        let mut cursor = 0;
        for (at, letter) in letters.char_indices() {
            let place = self.places.get(at).map_or(0, |place| *place as usize);
            chars.letters.push(letter);
            chars
                .sources
                .push(self.fold.source_after(text, place, &mut cursor));
        }
        chars
    }
}

/// Letters one by one.
#[derive(Debug, Default)]
pub(super) struct Chars {
    /// The folded letters.
    pub letters: Vec<char>,
    /// Of each, the byte of the text where its char begins.
    pub sources: Vec<usize>,
}

/// The folded letters and digits of a text, without the way back: a quarter of the memory, and less to do.
pub(super) fn letters_of(text: &str, folding: Folding) -> Vec<u8> {
    let mut bytes = folded(text, folding);
    choose(&mut bytes, |_, _| {});
    bytes
}

/// Leaves of a fold the bytes that are of letters or digits. Of each, `tell` is told where it stands now and
/// where it stood.
fn choose(bytes: &mut Vec<u8>, mut tell: impl FnMut(usize, usize)) {
    let mut count = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // How many bytes are passed over is asked first: what they are moved to may be one of them.
        let left_out = if byte < 0x80 {
            usize::from(!byte.is_ascii_alphanumeric())
        } else {
            sign(bytes.get(at..).unwrap_or(&[]))
        };
        // Written first and counted afterwards: no branch for each letter of a novel.
        if let Some(to) = bytes.get_mut(count) {
            *to = byte;
            tell(count, at);
        }
        count += usize::from(left_out == 0);
        at += left_out.max(1);
    }
    bytes.truncate(count);
}

/// How many bytes at the beginning are a sign outside ASCII, which is no letter; 0 for a letter.
fn sign(bytes: &[u8]) -> usize {
    match bytes {
        // U+0080 to U+00BF: what is a letter there has become one of ASCII.
        [0xC2, _, ..] => 2,
        // 々 and 〇 stand among the signs of East Asia and are letters.
        [0xE3, 0x80, 0x85..=0x87, ..] => 0,
        // General punctuation; signs of East Asia.
        [0xE2, 0x80 | 0x81, _, ..] | [0xE3, 0x80, _, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        let letters = Letters::of(text, Folding::default());
        String::from_utf8_lossy(letters.bytes()).into_owned()
    }

    #[test]
    fn only_letters_and_digits_are_compared() {
        assert_eq!(
            letters("“Don’t—_stop_ at the\n  café!” (1865)"),
            letters("'Dont stop at the cafe' 1865")
        );
        assert_eq!(letters("他說：「人人，生而自由。」"), "他說人人生而自由");
        assert_eq!(letters("* * *"), "");
        assert_eq!(letters("ﬁn de siècle"), "findesiecle");
    }

    #[test]
    fn each_letter_knows_its_place() {
        let text = "“Ça” — ﬁn 々。";
        let chars = Letters::of(text, Folding::default()).chars(text);
        let back: Vec<(char, &str)> = chars
            .letters
            .iter()
            .zip(&chars.sources)
            .map(|(letter, at)| (*letter, &text[*at..]))
            .collect();
        assert_eq!(
            back,
            [
                ('c', "Ça” — ﬁn 々。"),
                ('a', "a” — ﬁn 々。"),
                ('f', "ﬁn 々。"),
                ('i', "ﬁn 々。"),
                ('n', "n 々。"),
                ('々', "々。"),
            ]
        );
    }
}
