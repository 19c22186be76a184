//! A match on one line, with what stands around it.

use crate::search::Surroundings;
use crate::text::{Cells, TextRange, clusters, shortened, text_width};

/// A match and what is shown beside it; `…` stands where there is more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub before: String,
    pub exact: String,
    pub after: String,
}

const ELLIPSIS: char = '…';

impl Excerpt {
    /// The match at `range`, with at most `context` characters on either side, which do not go beyond its
    /// line of the text: the paragraph, the line of verse or code, the row of a table.
    pub fn new(text: &str, range: TextRange, context: usize) -> Self {
        let (head, tail) = sides(text, range, context);
        let line = TextRange::new(
            range.start.to_usize() - head.len(),
            range.end.to_usize() + tail.len(),
        );
        let within = TextRange::new(head.len(), head.len() + range.len());
        let mut around = Surroundings::new(line.of(text), within, context);
        // A side of so many characters is shown whole.
        let is_cut = |side: &str| side.chars().nth(context).is_some();
        if is_cut(head) && !around.before.is_empty() {
            around.before.insert(0, ELLIPSIS);
        }
        if is_cut(tail) && !around.after.is_empty() {
            around.after.push(ELLIPSIS);
        }
        Self {
            before: around.before,
            exact: around.exact,
            after: around.after,
        }
    }

    /// The same in at most `width` cells. The match comes first; what it leaves is for both sides, and
    /// what one of them does not need the other has.
    pub fn fitted(self, width: Cells) -> Self {
        let own = text_width(&self.exact);
        if own >= width {
            return Self {
                exact: shortened(&self.exact, width).into_owned(),
                ..Self::default()
            };
        }
        let room = width - own;
        let half = Cells(room.0 / 2);
        let (before, after) = (text_width(&self.before), text_width(&self.after));
        let before = end_of(&self.before, before.min(half.max(room - after)));
        let after = beginning_of(&self.after, room - text_width(&before));
        Self {
            before,
            after,
            ..self
        }
    }
}

/// What stands before and after `range` in its line, as far as `context` characters and one need it: a
/// text may be one line of many million.
fn sides(text: &str, range: TextRange, context: usize) -> (&str, &str) {
    let (start, end) = (range.start.to_usize(), range.end.to_usize());
    let reach = (context + 1) * char::MAX.len_utf8();
    let from = text.floor_char_boundary(start.saturating_sub(reach));
    let to = text.ceil_char_boundary(end.saturating_add(reach));
    let head = text.get(from..start).unwrap_or("");
    let tail = text.get(end..to).unwrap_or("");
    let head = head.rsplit('\n').next().unwrap_or(head);
    let tail = tail.split('\n').next().unwrap_or(tail);
    (head, tail)
}

/// The end of `text` in at most `room` cells, beginning with a whole word if one fits.
fn end_of(text: &str, room: Cells) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    if room == Cells::ZERO {
        return String::new();
    }
    let mut left = room - Cells(1);
    let (mut from, mut whole) = (text.len(), None);
    let all: Vec<_> = clusters(text).collect();
    for cluster in all
        .iter()
        .rev()
        .take_while(|c| has_room(&mut left, c.width))
    {
        from = cluster.start;
        if cluster.text != " " && text[..from].ends_with(' ') {
            whole = Some(from);
        }
    }
    format!("{ELLIPSIS}{}", &text[whole.unwrap_or(from)..])
}

/// The beginning of `text` in at most `room` cells, ending with a whole word if one fits.
fn beginning_of(text: &str, room: Cells) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    if room == Cells::ZERO {
        return String::new();
    }
    let mut left = room - Cells(1);
    let (mut to, mut whole) = (0, None);
    for cluster in clusters(text).take_while(|c| has_room(&mut left, c.width)) {
        to = cluster.start + cluster.text.len();
        if cluster.text != " " && text[to..].starts_with(' ') {
            whole = Some(to);
        }
    }
    format!("{}{ELLIPSIS}", text[..whole.unwrap_or(to)].trim_end())
}

/// Takes `width` from what is left, if there is so much.
fn has_room(left: &mut Cells, width: Cells) -> bool {
    let fits = width <= *left;
    *left = *left - width;
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "A heading\nThey crossed the old bridge at night, and then went home.\nThe end";

    fn at(text: &str, words: &str) -> TextRange {
        let at = text.find(words).unwrap_or(0);
        TextRange::new(at, at + words.len())
    }

    fn drawn(excerpt: &Excerpt) -> String {
        let Excerpt {
            before,
            exact,
            after,
        } = excerpt;
        format!("{before}[{exact}]{after}")
    }

    #[test]
    fn what_is_around_a_match_stays_in_its_line_and_shows_where_it_is_cut() {
        let drawn = |words, context| drawn(&Excerpt::new(TEXT, at(TEXT, words), context));
        assert_eq!(
            ["bridge", "They", "home.", "end"].map(|words| drawn(words, 14)),
            [
                "…the old [bridge] at night, and…",
                "[They] crossed the…",
                "…and then went [home.]",
                "The [end]"
            ]
        );
        assert_eq!(drawn("bridge", 0), "[bridge]");
        assert_eq!(
            drawn("bridge", 100),
            "They crossed the old [bridge] at night, and then went home."
        );
        let all = TextRange::new(2, TEXT.len() - 4);
        assert!(super::tests::drawn(&Excerpt::new(TEXT, all, 9)).starts_with("A [heading They"));
    }

    #[test]
    fn a_line_is_fitted_in_cells_with_whole_words_and_the_match_first() {
        let line = Excerpt::new(TEXT, at(TEXT, "bridge"), 100);
        let fitted = [58, 40, 24, 12, 9, 7, 6, 4, 1].map(|w| drawn(&line.clone().fitted(Cells(w))));
        assert_eq!(
            fitted,
            [
                "They crossed the old [bridge] at night, and then went home.",
                "…crossed the old [bridge] at night, and…",
                "…the old [bridge] at…",
                "…d [bridge] a…",
                "…[bridge]…",
                "[bridge]…",
                "[bridge]",
                "[bri…]",
                "[…]",
            ]
        );
    }

    #[test]
    fn wide_letters_count_as_wide_as_they_are() {
        let text = "彼らは夜に古い橋を渡ってそれから家に帰った";
        let line = Excerpt::new(text, at(text, "橋"), 100);
        for width in 0..50 {
            let fitted = line.clone().fitted(Cells(width));
            let all = format!("{}{}{}", fitted.before, fitted.exact, fitted.after);
            assert!(text_width(&all) <= Cells(width), "{width}: {all}");
        }
        assert_eq!(drawn(&line.fitted(Cells(12))), "…古い[橋]を渡…");
    }

    #[test]
    fn a_line_without_an_end_is_not_gone_through_for_each_match() {
        let text = "word ".repeat(1 << 20);
        let range = TextRange::new(5 << 19, (5 << 19) + 4);
        let (head, tail) = sides(&text, range, 10);
        assert!(head.len() < 64 && tail.len() < 64);
        assert_eq!(
            drawn(&Excerpt::new(&text, range, 10)),
            "…word word [word] word word…"
        );
    }
}
