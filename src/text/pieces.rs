//! A text in pieces: what lies between two places where a line may end.
//!
//! Most of what people read is words of letters with blanks between them, and there the rules of
//! UAX #14 come to this: a line may end behind the blanks and nowhere else. So a text is read token by
//! token; a token of nothing but letters, digits and the usual punctuation is a piece as it stands, and
//! its width is the number of its characters. Stretches with anything else in them (hyphens, brackets,
//! ideographs, emoji, marks) are parted where a line may end between ideographs, and only what is not
//! ideographs is handed to the segmenter. Property tests hold that all ways give the same pieces.

use super::ideographs::for_each_part;
use super::{Cells, break_opportunities, text_width};

/// What may not be broken, and the blanks behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Byte where it begins.
    pub start: usize,
    /// Byte after its last letter.
    pub end: usize,
    /// Byte after the blanks behind it: where the next piece begins.
    pub next: usize,
    /// Cells of its letters.
    pub width: Cells,
    /// Cells of the blanks behind it.
    pub space: Cells,
    /// Whether a line may end behind it. A blank parts pieces in any case, since its width can change;
    /// but before an exclamation mark, say, no line ends.
    pub may_end: bool,
}

/// Calls `each` for the pieces of `text`, in order. Joined they are the text.
pub fn for_each_piece(text: &str, each: &mut impl FnMut(Piece)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    // The plain token last read. Whether a line may end behind it shows when the next is known.
    let mut waiting: Option<Piece> = None;
    // Where a stretch begins that the segmenter has to look at: the token before a knotty one, that
    // one, and the token behind it.
    let mut knotty: Option<usize> = None;
    while at < bytes.len() {
        let token = Token::at(bytes, at);
        if !token.is_plain {
            let start = waiting.take().map_or(at, |piece| piece.start);
            knotty.get_or_insert(start);
        } else {
            let piece = token.piece(at);
            if let Some(before) = waiting.replace(piece) {
                match knotty.take() {
                    Some(start) => cut(text, start, before.next, each),
                    None => each(before),
                }
            }
        }
        at = token.next;
    }
    match (knotty, waiting) {
        (Some(start), _) => cut(text, start, bytes.len(), each),
        (None, Some(last)) => each(last),
        (None, None) => {}
    }
}

/// Letters up to a blank, and the blanks.
struct Token {
    end: usize,
    next: usize,
    /// Characters up to `end`; its cells, if it is plain.
    chars: u32,
    is_plain: bool,
}

impl Token {
    fn at(bytes: &[u8], start: usize) -> Self {
        let letters = letters_ahead(bytes.get(start..).unwrap_or(&[]));
        let mut at = start + letters;
        let mut longer = 0;
        let mut state = match letters {
            0 => State::Opened,
            _ => State::Plain,
        };
        let mut rest = bytes.get(at..).unwrap_or(&[]).iter();
        while let Some(&byte) = rest.next() {
            let mut sort = SORTS
                .get(usize::from(byte))
                .copied()
                .unwrap_or(Sort::Knotty);
            if sort == Sort::Blank {
                break;
            }
            at += 1;
            if sort == Sort::Lead {
                let (sort_of_char, length) = sort_of_char(bytes, at - 1);
                sort = sort_of_char;
                for _ in 1..length {
                    rest.next();
                }
                at += length - 1;
                longer += length - 1;
                if sort == Sort::Knotty {
                    // Only a blank ends it now, and in some scripts there is none for long.
                    state = State::Knotty;
                    let rest = bytes.get(at..).unwrap_or(&[]);
                    at += memchr::memchr(b' ', rest).unwrap_or(rest.len());
                    break;
                }
            }
            state = state.after(sort);
        }
        let end = at.min(bytes.len());
        let mut next = end;
        while bytes.get(next) == Some(&b' ') {
            next += 1;
        }
        // Behind an opening mark no line ends, however many blanks there are.
        let is_plain = !matches!(state, State::Knotty | State::Opened);
        Self {
            end,
            next,
            chars: u32::try_from(end - start - longer.min(end - start)).unwrap_or(u32::MAX),
            is_plain,
        }
    }

    fn piece(&self, start: usize) -> Piece {
        Piece {
            start,
            end: self.end,
            next: self.next,
            width: Cells(self.chars),
            space: Cells::from(self.next - self.end),
            may_end: true,
        }
    }
}

/// How many of the next eight bytes are ASCII letters, up to the first that is not. Most words are read in
/// this one step: a byte that is a letter with its case bit set is at least `a` and not above `z`, and eight
/// of them are compared at once, since no sum reaches into the byte next to it.
fn letters_ahead(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let Some(eight) = bytes.first_chunk() else {
        return 0;
    };
    let bytes = u64::from_le_bytes(*eight);
    let small = (bytes & !HIGH) | (0x20 * EACH);
    let from_a = small + (0x80 - b'a' as u64) * EACH;
    let past_z = small + (0x7F - b'z' as u64) * EACH;
    let others = !(from_a & !past_z & !bytes) & HIGH;
    others.trailing_zeros() as usize / 8
}

/// What a character of a plain token is, by its line breaking class.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Sort {
    /// Letters and digits (AL, HL, NU).
    Letter,
    /// Comma, full stop, colon, semicolon (IS); quotation marks that close (QU, Pf).
    Stop,
    /// Quotation marks that open or close (QU).
    Quote,
    /// Quotation marks that open (QU, Pi).
    Opening,
    /// Exclamation and question marks (EX).
    Exclamation,
    /// Anything that needs the segmenter.
    Knotty,
    /// A blank.
    Blank,
    /// The first byte of a longer character.
    Lead,
}

/// What the characters of a token so far make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    /// None yet, or the last is a quotation mark that opens.
    Opened,
    /// The last is a letter, a stop or a quotation mark.
    Plain,
    /// The last is an exclamation or question mark.
    Exclaimed,
    /// One of them needs the segmenter.
    Knotty,
}

impl State {
    /// Knotty, unless no line may end before `sort` by LB 13, 15d, 19, 23, 25, 28 and 29, whatever stands
    /// around. Before a token stands a blank or nothing.
    fn after(self, sort: Sort) -> Self {
        AFTER
            .get(self as usize)
            .and_then(|row| row.get(sort as usize))
            .copied()
            .unwrap_or(Self::Knotty)
    }
}

/// By state and sort.
const AFTER: [[State; 6]; 4] = {
    use State::{Exclaimed, Knotty, Opened, Plain};
    [
        // Letter, Stop, Quote, Opening, Exclamation, Knotty.
        [Plain, Knotty, Plain, Opened, Knotty, Knotty],
        [Plain, Plain, Plain, Opened, Exclaimed, Knotty],
        [Knotty, Plain, Plain, Opened, Exclaimed, Knotty],
        [Knotty, Knotty, Knotty, Knotty, Knotty, Knotty],
    ]
};

const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Knotty; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let char = byte as u8;
        sorts[byte] = match char {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Sort::Letter,
            b'\'' | b'"' => Sort::Quote,
            b',' | b'.' | b':' | b';' => Sort::Stop,
            b'!' | b'?' => Sort::Exclamation,
            b' ' => Sort::Blank,
            0x80.. => Sort::Lead,
            _ => Sort::Knotty,
        };
        byte += 1;
    }
    sorts
};

/// The sort of the character that begins at `at` with a byte above 0x7F, and its length in bytes. A length
/// of one inside a longer character does no harm: such a token is not plain, and only blanks end it.
fn sort_of_char(bytes: &[u8], at: usize) -> (Sort, usize) {
    let byte = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
    match (byte(0), byte(1)) {
        // U+00C0–024F, but for the signs of multiplication and division.
        (0xC3, 0x97 | 0xB7) => (Sort::Knotty, 2),
        (0xC3..=0xC8, _) | (0xC9, ..=0x8F) => (Sort::Letter, 2),
        // Greek from U+0391 and Cyrillic up to U+0481, from U+048A: letters only.
        (0xCE, 0x91..) | (0xCF, ..=0xB5) => (Sort::Letter, 2),
        (0xD0 | 0xD1 | 0xD3, _) | (0xD2, ..=0x81 | 0x8A..) => (Sort::Letter, 2),
        // Armenian.
        (0xD4, _) | (0xD5, 0x80..=0x96 | 0xA0..) | (0xD6, 0x80..=0x87) => (Sort::Letter, 2),
        // Hebrew (HL, which differs before hyphens and behind slashes alone); Arabic: letters and digits.
        (0xD7, 0x90..=0xAA) | (0xD8, 0xA0..) | (0xDA, _) | (0xDB, ..=0x93) => (Sort::Letter, 2),
        (0xD9, ..=0x8A | 0xA0..=0xA9 | 0xB1..) => (Sort::Letter, 2),
        // ، and ؛ ؟ ۔.
        (0xD8, 0x8C) => (Sort::Stop, 2),
        (0xD8, 0x9B | 0x9F) | (0xDB, 0x94) => (Sort::Exclamation, 2),
        // Georgian; Ethiopic; Latin with more marks than one, as Vietnamese has it.
        (0xE1, 0x83) if byte(2) >= 0x90 => (Sort::Letter, 3),
        (0xE1, 0x88..=0x8C | 0xB8..=0xBB) => (Sort::Letter, 3),
        (0xE2, 0x80) => match byte(2) {
            0x98 | 0x9C => (Sort::Opening, 3),
            0x99 | 0x9D => (Sort::Stop, 3),
            _ => (Sort::Knotty, 1),
        },
        _ => (Sort::Knotty, 1),
    }
}

/// The pieces of the stretch from `start` to `end`, which is not plain.
fn cut(text: &str, start: usize, end: usize, each: &mut impl FnMut(Piece)) {
    let Some(stretch) = text.get(start..end) else {
        return;
    };
    for_each_part(stretch, &mut |part| {
        let (from, to) = (start + part.range.start, start + part.range.end);
        if part.is_ideograph {
            each(Piece {
                start: from,
                end: to,
                next: to,
                width: part.width(),
                space: Cells::ZERO,
                may_end: true,
            });
        } else {
            segment(text, from, to, each);
        }
    });
}

/// The pieces of the part from `start` to `end`, by the segmenter.
fn segment(text: &str, start: usize, end: usize, each: &mut impl FnMut(Piece)) {
    let Some(part) = text.get(start..end) else {
        return;
    };
    let mut from = 0;
    for to in break_opportunities(part) {
        let Some(piece) = part.get(from..to) else {
            continue;
        };
        part_at_blanks(piece, start + from, each);
        from = to;
    }
}

/// A piece as the segmenter has it, parted where it has blanks inside.
fn part_at_blanks(piece: &str, start: usize, each: &mut impl FnMut(Piece)) {
    let mut rest = piece;
    let mut at = start;
    while !rest.is_empty() {
        let end = rest.find(is_blank).unwrap_or(rest.len());
        let (letters, after) = rest.split_at(end);
        let tail = after.trim_start_matches(is_blank);
        let blanks = after.get(..after.len() - tail.len()).unwrap_or("");
        let next = at + letters.len() + blanks.len();
        each(Piece {
            start: at,
            end: at + letters.len(),
            next,
            width: text_width(letters),
            space: text_width(blanks),
            may_end: tail.is_empty(),
        });
        rest = tail;
        at = next;
    }
}

/// Blanks that are not drawn at the end of a line: those behind which UAX #14 lets one end, the
/// no-break ones and the figure space excepted.
pub fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{3000}' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200B}' | '\u{205F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for_each_piece(text, &mut |piece| pieces.push(piece));
        pieces
    }

    fn by_segmenter(text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        segment(text, 0, text.len(), &mut |piece| pieces.push(piece));
        pieces
    }

    #[test]
    fn a_line_does_not_end_before_an_exclamation_mark_though_there_is_a_blank() {
        let ends: Vec<_> = pieces("Oh ! yes").iter().map(|p| p.may_end).collect();
        assert_eq!(ends, [false, true, true]);
    }

    #[test]
    fn every_character_of_a_sort_makes_the_pieces_that_the_segmenter_makes() {
        for char in '\u{80}'..'\u{3000}' {
            let (sort, length) = sort_of_char(char.to_string().as_bytes(), 0);
            if sort != Sort::Knotty {
                assert_eq!(length, char.len_utf8());
                for text in [
                    format!("a {char}"),
                    format!("{char}b{char}1{char}{char},{char}!{char} a"),
                ] {
                    assert_eq!(pieces(&text), by_segmenter(&text), "{text}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn plain_tokens_are_what_the_segmenter_makes_of_them(
            text in "([a-c1-2A é“”‘’'\",.:;!?]|жд|ωΣ|ø|×|א|ب٣ـ|[،؛؟۔]|ếა|ሀԱ){0,24}",
        ) {
            prop_assert_eq!(pieces(&text), by_segmenter(&text));
        }

        #[test]
        fn knotty_stretches_do_not_leak_into_plain_ones(
            text in "([a-c1 ,.’“”!?'\"]|/{1,2}|[-—–/()\\[\\]%$…«»†]|漢|字。|한국|e\u{301}|ب|\u{64B}|👍🏽|🇯🇵|\u{AD}|\u{A0}|\u{200B}|א){0,24}",
        ) {
            prop_assert_eq!(pieces(&text), by_segmenter(&text));
        }

        #[test]
        fn pieces_join_to_the_text(text in "\\PC{0,40}") {
            let mut at = 0;
            for piece in pieces(&text) {
                prop_assert_eq!(piece.start, at);
                at = piece.next;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
