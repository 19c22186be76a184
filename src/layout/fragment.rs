//! What may not be broken: the pieces lines are made of.
//!
//! The fragments of a stretch are textwrap's idea (word, blanks behind it, penalty) over our own ranges:
//! textwrap measures char by char and forgets where a word came from, and a reader needs clusters and
//! offsets.

use crate::text::{Cells, break_opportunities, clusters, text_width};

use super::Hyphens;

/// An unbreakable piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Byte in the text that was divided where it begins.
    pub start: u32,
    /// Byte after its last letter; blanks up to the next fragment are not in it.
    pub end: u32,
    /// Cells of its letters.
    pub width: u32,
    /// Cells of the blanks behind it, drawn only when the line goes on.
    pub space: u32,
    /// Cells that are added when a line ends here: a hyphen's.
    pub penalty: u32,
}

impl textwrap::core::Fragment for Fragment {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }
    fn penalty_width(&self) -> f64 {
        f64::from(self.penalty)
    }
}

/// The fragments of `text` for lines of `width` cells. None is wider than `width` (unless a single
/// cluster is): what is longer is broken where an address would be, else between clusters.
pub fn collect(text: &str, width: Cells, hyphens: Hyphens) -> Vec<Fragment> {
    let mut fragments = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = 0;
    for end in break_opportunities(text) {
        let Some(piece) = text.get(start..end) else {
            continue;
        };
        let is_soft = piece.ends_with(SOFT_HYPHEN);
        let is_soft_only = is_soft && hyphens == Hyphens::None;
        if is_soft_only || is_address(piece) && goes_on(text, end) {
            continue;
        }
        push(&mut fragments, start, piece, width.0, is_soft);
        start = end;
    }
    fragments
}

/// Whether a piece is the beginning of a web address, which UAX #14 would break behind every slash.
fn is_address(piece: &str) -> bool {
    !piece.ends_with(is_blank) && (piece.contains("://") || piece.starts_with("www."))
}

/// Whether what follows can belong to the same address.
fn goes_on(text: &str, end: usize) -> bool {
    text.as_bytes().get(end).is_some_and(u8::is_ascii_graphic)
}

const SOFT_HYPHEN: char = '\u{AD}';

fn push(fragments: &mut Vec<Fragment>, start: usize, piece: &str, width: u32, is_soft: bool) {
    let word = piece.trim_end_matches(is_blank);
    let blanks = piece.get(word.len()..).unwrap_or("");
    let fragment = Fragment {
        start: narrow(start),
        end: narrow(start + word.len()),
        width: text_width(word).0,
        space: text_width(blanks).0,
        penalty: u32::from(is_soft),
    };
    if fragment.width + fragment.penalty <= width {
        fragments.push(fragment);
    } else {
        break_up(fragments, fragment, word, width);
    }
}

/// Blanks that are not drawn at the end of a line.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\u{3000}' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200B}' | '\u{205F}')
}

/// Breaks a fragment that no line can hold into pieces that each fit.
fn break_up(fragments: &mut Vec<Fragment>, whole: Fragment, word: &str, width: u32) {
    let room = width.saturating_sub(whole.penalty).max(1);
    let mut piece = Piece::default();
    // The last place in the piece after which an address may break, and the width up to there.
    let mut good = None;
    for cluster in clusters(word) {
        let wide = cluster.width.0;
        if piece.width > 0 && piece.width + wide > room {
            let cut = good.take().unwrap_or(piece);
            fragments.push(cut.fragment(whole.start));
            piece = Piece {
                start: cut.end,
                end: piece.end,
                width: piece.width - cut.width,
            };
        }
        piece.end = cluster.start + cluster.text.len();
        piece.width += wide;
        if is_joint(cluster.text) && piece.width > room / 2 {
            good = Some(piece);
        }
    }
    fragments.push(Fragment {
        end: whole.end,
        space: whole.space,
        penalty: whole.penalty,
        ..piece.fragment(whole.start)
    });
}

#[derive(Clone, Copy, Default)]
struct Piece {
    start: usize,
    end: usize,
    width: u32,
}

impl Piece {
    fn fragment(self, base: u32) -> Fragment {
        Fragment {
            start: base + narrow(self.start),
            end: base + narrow(self.end),
            width: self.width,
            space: 0,
            penalty: 0,
        }
    }
}

/// The signs after which a web address or a path is best broken (Chicago Manual of Style, 7.46).
fn is_joint(cluster: &str) -> bool {
    matches!(
        cluster,
        "/" | "\\" | "?" | "&" | "=" | "#" | "-" | "_" | "." | "," | ":" | "~" | "%"
    )
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
