//! A text in pieces: what lies between two places where a line may end.
//!
//! Most of what people read is words of letters with blanks between them, and there the rules of
//! UAX #14 come to this: a line may end behind the blanks and nowhere else. So a text is read token by
//! token; a token of nothing but letters, digits and the usual punctuation is a piece as it stands, and
//! its width is the number of its characters. Only stretches with anything else in them (hyphens,
//! brackets, ideographs, emoji, marks) are handed to the segmenter. A property test holds that both
//! ways give the same pieces.

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
                    Some(start) => segment(text, start, before.next, each),
                    None => each(before),
                }
            }
        }
        at = token.next;
    }
    match (knotty, waiting) {
        (Some(start), _) => segment(text, start, bytes.len(), each),
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
        let mut at = start;
        let mut chars = 0;
        let mut before = Sort::Opening;
        let mut is_plain = true;
        while let Some(&byte) = bytes.get(at) {
            if byte == b' ' {
                break;
            }
            let (sort, length) = sort(bytes, at, byte);
            is_plain &= sort.may_follow(before);
            before = sort;
            chars += 1;
            at += length;
        }
        let end = at;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        // Behind an opening mark no line ends, however many blanks there are.
        is_plain &= before != Sort::Opening;
        Self {
            end,
            next: at,
            chars,
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

/// What a character of a plain token is, by its line breaking class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Letters and digits (AL, NU).
    Letter,
    /// Quotation marks that open or close (QU).
    Quote,
    /// Quotation marks that open (QU, Pi). Also what stands before a token.
    Opening,
    /// Quotation marks that close (QU, Pf).
    Closing,
    /// Comma, full stop, colon, semicolon (IS).
    Stop,
    /// Exclamation and question marks (EX).
    Exclamation,
    /// Anything that needs the segmenter.
    Knotty,
}

impl Sort {
    /// Whether no line may end between the two by LB 13, 15d, 19, 23, 25, 28 and 29, whatever stands
    /// around them. Before a token stands a blank or nothing.
    fn may_follow(self, before: Self) -> bool {
        match self {
            Self::Letter => before != Self::Exclamation,
            Self::Quote | Self::Opening => true,
            Self::Closing | Self::Stop | Self::Exclamation => before != Self::Opening,
            Self::Knotty => false,
        }
    }
}

/// The sort of the character at `at`, and its length in bytes. A length of one inside a longer
/// character does no harm: such a token is not plain, and only blanks end it.
fn sort(bytes: &[u8], at: usize, byte: u8) -> (Sort, usize) {
    if byte.is_ascii() {
        let sort = SORTS.get(usize::from(byte)).copied();
        return (sort.unwrap_or(Sort::Knotty), 1);
    }
    let second = bytes.get(at + 1).copied().unwrap_or(0);
    match byte {
        // U+00C0–024F, but for the signs of multiplication and division.
        0xC3 if matches!(second, 0x97 | 0xB7) => (Sort::Knotty, 2),
        0xC3..=0xC8 => (Sort::Letter, 2),
        0xC9 if second <= 0x8F => (Sort::Letter, 2),
        // Greek from U+0391 and Cyrillic up to U+0481, from U+048A: letters only.
        0xCE if second >= 0x91 => (Sort::Letter, 2),
        0xCF if second <= 0xB5 => (Sort::Letter, 2),
        0xD0 | 0xD1 => (Sort::Letter, 2),
        0xD2 if second <= 0x81 || second >= 0x8A => (Sort::Letter, 2),
        0xD3 => (Sort::Letter, 2),
        0xE2 if second == 0x80 => match bytes.get(at + 2) {
            Some(0x98 | 0x9C) => (Sort::Opening, 3),
            Some(0x99 | 0x9D) => (Sort::Closing, 3),
            _ => (Sort::Knotty, 1),
        },
        _ => (Sort::Knotty, 1),
    }
}

const SORTS: [Sort; 128] = {
    let mut sorts = [Sort::Knotty; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        let char = byte as u8;
        sorts[byte] = match char {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Sort::Letter,
            b'\'' | b'"' => Sort::Quote,
            b',' | b'.' | b':' | b';' => Sort::Stop,
            b'!' | b'?' => Sort::Exclamation,
            _ => Sort::Knotty,
        };
        byte += 1;
    }
    sorts
};

/// The pieces of the stretch from `start` to `end`, by the segmenter.
fn segment(text: &str, start: usize, end: usize, each: &mut impl FnMut(Piece)) {
    let Some(stretch) = text.get(start..end) else {
        return;
    };
    let mut from = 0;
    for to in break_opportunities(stretch) {
        let Some(piece) = stretch.get(from..to) else {
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn plain_tokens_are_what_the_segmenter_makes_of_them(
            text in "([a-c1-2A é“”‘’'\",.:;!?]|жд|ωΣ|ø|×){0,24}",
        ) {
            prop_assert_eq!(pieces(&text), by_segmenter(&text));
        }

        #[test]
        fn knotty_stretches_do_not_leak_into_plain_ones(
            text in "([a-c1 ,.’“”!?'\"]|[-—–/()\\[\\]%$…«»†]|漢|字。|한국|e\u{301}|👍🏽|🇯🇵|\u{AD}|\u{A0}|\u{200B}|א){0,24}",
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
