//! How wide a text is drawn.
//!
//! One function decides it, [`cluster_width`], and it agrees with what
//! ratatui's `Buffer` does with the same cluster; `tests/widths.rs` draws and
//! compares. Measuring char by char, as most libraries do, puts "❤️" at one
//! cell and "👍🏽" at four; drawn, both take two.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::plain::{plain_cells, plain_char};
use super::{Cells, LANES, Lanes, Which};

/// A grapheme cluster: what a reader calls a character and a terminal draws in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Byte place in the string that was divided.
    pub start: usize,
    /// The cluster itself.
    pub text: &'t str,
    /// Cells it takes; nothing for what a terminal does not draw (a lone joiner, a soft hyphen).
    pub width: Cells,
}

/// The grapheme clusters of `text` (UAX #29, extended), each with its width.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    Clusters { text, at: 0 }
}

struct Clusters<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Clusters<'t> {
    type Item = Cluster<'t>;

    fn next(&mut self) -> Option<Cluster<'t>> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        // Only what follows a plain character could extend it.
        if let Some(plain) = plain_char(bytes, start) {
            let end = start + plain.length;
            if end == bytes.len() || plain_char(bytes, end).is_some() {
                self.at = end;
                return Some(Cluster {
                    start,
                    text: self.text.get(start..end)?,
                    width: plain.width,
                });
            }
        }
        let text = self.text.get(start..)?.graphemes(true).next()?;
        self.at = start + text.len();
        Some(Cluster {
            start,
            text,
            width: cluster_width(text),
        })
    }
}

/// Cells that one grapheme cluster takes on the screen.
///
/// Control characters take none (`Buffer` leaves them out). The half-width voicing marks U+FF9E and
/// U+FF9F are Grapheme_Extend and so without a width in Unicode's tables, but terminals draw them in
/// a cell of their own, and ratatui counts them so.
pub fn cluster_width(cluster: &str) -> Cells {
    if let [byte] = cluster.as_bytes() {
        return Cells(u32::from(!byte.is_ascii_control()));
    }
    if cluster.contains(char::is_control) || cluster == "\u{AD}" {
        return Cells::ZERO;
    }
    let marks = cluster.matches(['\u{FF9E}', '\u{FF9F}']).count();
    Cells::from(cluster.width() + marks)
}

/// Cells that `text` takes on one line.
pub fn text_width(text: &str) -> Cells {
    match plain_width(text.as_bytes()) {
        Some(width) => width,
        None => clusters(text).map(|c| c.width).sum(),
    }
}

/// Adds `text` to `line` as it is drawn, without what has no width (a soft hyphen inside a line), and
/// answers with its cells.
pub fn push_drawn(line: &mut String, text: &str) -> Cells {
    if let Some(width) = plain_width(text.as_bytes()) {
        line.push_str(text);
        return width;
    }
    let mut width = Cells::ZERO;
    for cluster in clusters(text).filter(|cluster| cluster.width > Cells::ZERO) {
        line.push_str(cluster.text);
        width += cluster.width;
    }
    width
}

/// Whether `text` takes at most `width` cells. Looks no further than it must.
pub fn fits(text: &str, width: Cells) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut room = width;
    // Most texts that do not fit show it in plain letters.
    while let Some(plain) = plain_char(bytes, at) {
        if plain.width > room {
            return false;
        }
        room = room - plain.width;
        at += plain.length;
    }
    if at == bytes.len() {
        return true;
    }
    room = width;
    for cluster in clusters(text) {
        if cluster.width > room {
            return false;
        }
        room = room - cluster.width;
    }
    true
}

/// The cells of a text of nothing but plain characters; `None` for any other.
#[inline]
fn plain_width(bytes: &[u8]) -> Option<Cells> {
    let mut width = Cells::ZERO;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        // Eight letters of ASCII are told at once.
        if let Some(eight) = rest.first_chunk()
            && !unprintable(Lanes::of(*eight)).is_any()
        {
            at += LANES;
            width += Cells::from(LANES);
            continue;
        }
        let end = bytes.len().min(at + LANES);
        while at < end {
            let plain = plain_char(bytes, at)?;
            at += plain.length;
            width += plain.width;
        }
    }
    Some(width)
}

/// Which are no letters, signs or blanks of ASCII.
fn unprintable(lanes: Lanes) -> Which {
    lanes.beyond_ascii() | lanes.at_most(0x1F) | lanes.other_than(0x7F).zeros()
}

/// Cells of a character that stands alone; nothing for what is not drawn.
#[inline]
pub fn char_width(char: char) -> Cells {
    match plain_cells(char) {
        0 => Cells::from(char.width().unwrap_or(0)),
        cells => Cells(cells),
    }
}

/// `text` cut to `width` cells, with an ellipsis in the last where something is missing.
pub fn shortened(text: &str, width: Cells) -> Cow<'_, str> {
    if text_width(text) <= width {
        return text.into();
    }
    let kept = beginning(text, width - Cells(1)).trim_end();
    if width == Cells::ZERO {
        return "".into();
    }
    format!("{kept}…").into()
}

/// `text` in `width` cells, with an ellipsis in its midst where it does not fit: an address says by its beginning
/// whose it is, and by its end which page.
pub fn shortened_within(text: &str, width: Cells) -> Cow<'_, str> {
    if text_width(text) <= width {
        return text.into();
    }
    let room = width - Cells(1);
    let tail_room = Cells(room.0 / 3);
    let head = beginning(text, room - tail_room);
    let mut tail = text.len();
    let mut left = text_width(text);
    for cluster in clusters(text) {
        if left <= tail_room {
            tail = cluster.start;
            break;
        }
        left = left - cluster.width;
    }
    let tail = text.get(tail..).unwrap_or("");
    if width == Cells::ZERO {
        return "".into();
    }
    format!("{head}…{tail}").into()
}

/// As much from the beginning of `text` as fits in `room`.
fn beginning(text: &str, room: Cells) -> &str {
    let mut used = Cells::ZERO;
    let mut end = 0;
    for cluster in clusters(text) {
        used += cluster.width;
        if used > room {
            break;
        }
        end = cluster.start + cluster.text.len();
    }
    text.get(..end).unwrap_or("")
}

/// Whether a text holds clusters that terminals and ratatui's differ may disagree about, so that a
/// partial redraw can leave pieces behind: emoji chosen by VS16, flags, half-width voicing marks, and the
/// vowel sign AM of Thai and Lao, which some draw in a cell of its own and some on the letter before.
pub fn needs_whole_repaint(text: &str) -> bool {
    !text.is_ascii()
        && text.contains(|c| {
            matches!(
                c,
                '\u{FE0F}'
                    | '\u{200D}'
                    | '\u{E33}'
                    | '\u{EB3}'
                    | '\u{FF9E}'
                    | '\u{FF9F}'
                    | '\u{1F1E6}'..='\u{1F1FF}'
            )
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_as_wide_as_its_clusters(
            text in "([a-z ]{1,10}|[\0\t~\u{7F}é—漢“\u{301}]|\\PC){0,9}",
        ) {
            let sum: Cells = clusters(&text).map(|cluster| cluster.width).sum();
            prop_assert_eq!(text_width(&text), sum);
        }

        #[test]
        fn a_text_fits_where_its_cells_do(
            text in "([a漢か가。©ب]|[\u{301}\u{3099}\u{200D}\u{FE0E}\u{FE0F}\u{20E3}👍🇯1]|\\PC){0,8}",
            room in 0_u32..12,
        ) {
            prop_assert_eq!(fits(&text, Cells(room)), text_width(&text) <= Cells(room));
        }
    }

    #[test]
    fn clusters_join_to_the_text_they_came_from() {
        for text in ["", "abc", "e\u{301}a", "👍🏽!", "🇯🇵🇰🇷", "ｶﾞｷﾞ", "各地 a"]
        {
            let joined: String = clusters(text).map(|c| c.text).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn a_shortened_text_fits_and_says_that_it_is_one() {
        assert_eq!(shortened("Vladivostok", Cells(20)), "Vladivostok");
        assert_eq!(shortened("Vladivostok", Cells(5)), "Vlad…");
        assert_eq!(shortened("北方領土", Cells(4)), "北…");
        assert_eq!(shortened("北方領土", Cells(1)), "…");
        assert_eq!(shortened("北方領土", Cells(0)), "");
    }

    #[test]
    fn a_text_shortened_within_keeps_both_its_ends() {
        let address = "https://example.org/books/the-lighthouse.html";
        for (width, shown) in [
            (45, address),
            (24, "https://example.…se.html"),
            (10, "https:…tml"),
            (4, "ht…l"),
            (1, "…"),
            (0, ""),
        ] {
            assert_eq!(shortened_within(address, Cells(width)), shown, "{width}");
        }
        assert_eq!(shortened_within("北方領土北方領土", Cells(9)), "北方領…土");
    }

    #[test]
    fn widths_are_those_of_the_screen() {
        let cases = [
            ("a", 1),
            ("漢", 2),
            ("❤️", 2),
            ("👍🏽", 2),
            ("e\u{301}", 1),
            ("ｶﾞ", 2),
            ("\u{200B}", 0),
            ("\u{AD}", 0),
            ("🇯🇵", 2),
            ("1️⃣", 2),
        ];
        for (cluster, width) in cases {
            assert_eq!(text_width(cluster), Cells(width), "{cluster:?}");
        }
    }
}
