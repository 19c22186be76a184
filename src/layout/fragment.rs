//! What may not be broken: the pieces lines are made of.
//!
//! The fragments of a stretch are textwrap's idea (word, blanks behind it, penalty) over our own ranges:
//! textwrap measures char by char and forgets where a word came from, and a reader needs clusters and
//! offsets.

use crate::document::Document;
use crate::text::{Cells, Piece, clusters, for_each_piece, text_width};

use super::hanging::{Hang, hang_of, hang_of_hyphen};
use super::hyphens::Hyphenator;
use super::joints::is_joined;
use super::{Hanging, Hyphens};

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
    /// What a line would be that ended here.
    pub joint: Joint,
    /// How far it stands out into the margin at either end of a line.
    pub hang: Hang,
}

/// What stands between a fragment and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joint {
    /// A line may end here.
    #[default]
    Open,
    /// A line may end here, inside a word, with a hyphen that the text does not have.
    Hyphen,
    /// A line may end here, inside a word, without a sign: so the scripts of India are divided.
    Division,
    /// A line may end here, behind a hyphen that the text has: inside a compound.
    Compound,
    /// No line ends here.
    Closed,
}

impl Fragment {
    /// Cells that are added when a line ends here: a hyphen's.
    pub const fn penalty(&self) -> u32 {
        matches!(self.joint, Joint::Hyphen) as u32
    }

    /// Whether the blanks behind it are a gap: what is widened when a line is filled to its measure.
    pub const fn has_gap(&self) -> bool {
        self.space > 0
    }
}

impl textwrap::core::Fragment for Fragment {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.space)
    }
    fn penalty_width(&self) -> f64 {
        f64::from(self.penalty())
    }
}

/// How fragments are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Collecting<'a> {
    /// Of which document, and so in which language.
    pub document: &'a Document,
    /// Cells of a line. No fragment is wider, unless a single cluster is.
    pub width: Cells,
    /// Whether words may be divided.
    pub hyphens: Hyphens,
    /// Whether punctuation hangs.
    pub hanging: Hanging,
}

/// Puts the fragments of `text` into `fragments`. What is longer than a line is broken where its word
/// may be divided or an address broken, else between clusters.
pub(super) fn collect(
    text: &str,
    how: Collecting<'_>,
    hyphenator: &mut Hyphenator,
    fragments: &mut Vec<Fragment>,
) {
    fragments.clear();
    let mut collector = Collector {
        text,
        how,
        hyphenator,
        fragments,
        kept: None,
    };
    for_each_piece(text, &mut |piece| collector.take(piece));
    open_what_is_too_long(fragments, how.width.0);
}

struct Collector<'a> {
    text: &'a str,
    how: Collecting<'a>,
    hyphenator: &'a mut Hyphenator,
    fragments: &'a mut Vec<Fragment>,
    /// The beginning of an address or of a word that may not be divided at its soft hyphens.
    kept: Option<Piece>,
}

impl Collector<'_> {
    fn take(&mut self, mut piece: Piece) {
        if let Some(before) = self.kept.take() {
            piece.start = before.start;
            piece.width += before.width;
        }
        let word = self.text.get(piece.start..piece.end).unwrap_or("");
        if piece.end == piece.next && piece.next < self.text.len() && self.keeps(word, &piece) {
            self.kept = Some(piece);
        } else {
            self.push(piece, word);
        }
    }

    /// Whether what follows without a blank belongs to this, though UAX #14 would part them.
    fn keeps(&self, word: &str, piece: &Piece) -> bool {
        let after = self.text.as_bytes().get(piece.next).copied().unwrap_or(0);
        // UAX #14 would break an address behind every slash.
        let is_address = after.is_ascii_graphic() && is_address(word);
        // Before an em dash no line ends; behind it one may.
        let is_dashed = after == 0xE2
            && self
                .text
                .get(piece.next..)
                .is_some_and(|t| t.starts_with('—'));
        let is_soft = self.how.hyphens == Hyphens::None && word.ends_with(SOFT_HYPHEN);
        is_address || is_dashed || is_soft
    }

    fn push(&mut self, piece: Piece, word: &str) {
        let is_soft = word.as_bytes().ends_with(b"\xC2\xAD") && piece.next < self.text.len();
        let joint = match () {
            () if !piece.may_end => Joint::Closed,
            () if is_soft => Joint::Hyphen,
            () if piece.next == piece.end && ends_in_hyphen(word) => Joint::Compound,
            () => Joint::Open,
        };
        // Blanks of two kinds behind one another are one gap.
        if word.is_empty()
            && let Some(before) = self.fragments.last_mut()
        {
            before.space += piece.space.0;
            before.joint = joint;
            return;
        }
        let fragment = Fragment {
            start: narrow(piece.start),
            end: narrow(piece.end),
            width: piece.width.0,
            space: piece.space.0,
            joint,
            hang: if is_soft {
                hang_of_hyphen(word, self.how.hanging)
            } else {
                hang_of(word, self.how.hanging)
            },
        };
        if let Some(before) = self.fragments.last_mut()
            && before.joint == Joint::Open
            && is_joined(self.text, before, word)
        {
            before.joint = Joint::Closed;
        }
        if fragment.width + fragment.penalty() <= self.how.width.0 {
            self.fragments.push(fragment);
        } else {
            self.break_up(fragment, word);
        }
    }

    /// Breaks a fragment that no line can hold into pieces that each fit.
    fn break_up(&mut self, whole: Fragment, word: &str) {
        let width = self.how.width.0;
        let room = width.saturating_sub(whole.penalty()).max(1);
        let points = match self.how.hyphens {
            Hyphens::Dictionary | Hyphens::Needed => {
                self.hyphenator.divisions(self.how.document, word)
            }
            Hyphens::None => Vec::new(),
        };
        let mut points = points.into_iter().peekable();
        let sign = self.hyphenator.joint(self.how.document);
        let mut piece = Part::default();
        // The last place in the piece after which it may be broken, and the width up to there.
        let mut good: Option<Part> = None;
        for cluster in clusters(word) {
            let wide = cluster.width.0;
            if piece.width > 0 && piece.width + wide > room {
                let cut = good.take().unwrap_or(piece);
                self.fragments.push(cut.fragment(whole.start));
                piece = Part {
                    start: cut.end,
                    end: piece.end,
                    width: piece.width - cut.width,
                    joint: Joint::Open,
                };
            }
            piece.end = cluster.start + cluster.text.len();
            piece.width += wide;
            let is_division = points.next_if(|&at| at <= piece.end) == Some(piece.end);
            if is_division && piece.width < room {
                good = Some(Part {
                    joint: sign,
                    ..piece
                });
            } else if is_joint(cluster.text) && piece.width > room / 2 {
                good = Some(piece);
            }
        }
        self.fragments.push(Fragment {
            end: whole.end,
            space: whole.space,
            joint: whole.joint,
            ..piece.fragment(whole.start)
        });
    }
}

/// Whether a piece is the beginning of a web address.
fn is_address(piece: &str) -> bool {
    piece.contains("://") || piece.starts_with("www.")
}

/// The soft hyphen: where a word may be divided, as its author says.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// Whether the last letter is a hyphen that is always seen: a look at bytes, since every piece is asked.
fn ends_in_hyphen(word: &str) -> bool {
    // `-` and `‐`.
    matches!(word.as_bytes(), [.., b'-'] | [.., 0xE2, 0x80, 0x90])
}

/// A part of a fragment that is being broken up.
#[derive(Clone, Copy, Default)]
struct Part {
    start: usize,
    end: usize,
    width: u32,
    joint: Joint,
}

impl Part {
    fn fragment(self, base: u32) -> Fragment {
        Fragment {
            start: base + narrow(self.start),
            end: base + narrow(self.end),
            width: self.width,
            space: 0,
            joint: self.joint,
            hang: Hang::default(),
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

/// Fragments that are to stay together but fit on no line are parted after all.
fn open_what_is_too_long(fragments: &mut [Fragment], width: u32) {
    // Cells of the fragments before this one that it is to stay with.
    let mut chain = 0;
    let mut before: Option<&mut Fragment> = None;
    for fragment in fragments {
        let is_too_long = chain + fragment.width + fragment.penalty() > width;
        if let Some(before) = before.filter(|_| chain > 0 && is_too_long) {
            before.joint = Joint::Open;
            chain = 0;
        }
        chain = match fragment.joint {
            Joint::Closed => chain + fragment.width + fragment.space,
            _ => 0,
        };
        before = Some(fragment);
    }
}

pub(super) fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Cells of `text`, for a part of a fragment.
pub(super) fn cells(text: &str) -> u32 {
    text_width(text).0
}
