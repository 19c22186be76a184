//! English with the quotation marks of an East Asian code page.
//!
//! Such a text has hardly a byte outside ASCII, and those it has make pairs that are punctuation in one
//! of a few code pages. A detector that weighs letters sees none and takes it for Western European, which
//! turns “don’t” into “don¡¦t”.

use encoding_rs::{BIG5, EUC_JP, Encoding, GBK, SHIFT_JIS};

/// The punctuation of Korean's is that of GBK.
const CODE_PAGES: [&Encoding; 4] = [BIG5, GBK, SHIFT_JIS, EUC_JP];

/// Punctuation that English has and ASCII has not; the wide blank is what paragraphs are indented by.
const PUNCTUATION: &str = "‘’“”–—―…•·\u{3000}";

/// Pairs that are looked at.
const MOST: usize = 4096;

/// The code page whose punctuation is all that a text has beside ASCII. One pair in twenty may be
/// something else, and there must be more than one: `¡` and a capital make a pair, too.
pub(super) fn punctuated_by(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = pairs(bytes)?;
    let scored = CODE_PAGES.map(|code_page| (score(&pairs, code_page), code_page));
    let (score, code_page) = scored.into_iter().rev().max_by_key(|(score, _)| *score)?;
    (pairs.len() > 1 && score * 20 >= pairs.len() * 19).then_some(code_page)
}

fn score(pairs: &[[u8; 2]], code_page: &'static Encoding) -> usize {
    let is_punctuation = |pair: &&[u8; 2]| {
        code_page
            .decode_without_bom_handling_and_without_replacement(*pair)
            .is_some_and(|text| PUNCTUATION.contains(&*text))
    };
    pairs.iter().filter(is_punctuation).count()
}

/// The bytes outside ASCII, each with its follower. `None` where more than one byte in four is of a
/// pair: that is no English.
fn pairs(bytes: &[u8]) -> Option<Vec<[u8; 2]>> {
    let mut pairs = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte >= 0x80) {
        let [lead, trail, ..] = *rest.get(at..)? else {
            break;
        };
        pairs.push([lead, trail]);
        rest = rest.get(at + 2..)?;
        if pairs.len() >= MOST {
            break;
        }
    }
    let seen = bytes.len() - rest.len() + if pairs.len() < MOST { rest.len() } else { 0 };
    (pairs.len() * 8 <= seen).then_some(pairs)
}
