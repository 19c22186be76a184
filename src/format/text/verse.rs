//! Is a stretch prose, verse, or something drawn with blanks?
//!
//! Prose that was wrapped fills its lines: the first word of a line would not have fitted on the line
//! before. In verse it would have, and each line begins with a capital. A table is full of gaps.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::lines::{Line, lines};
use super::stretch::{Stretch, first_word};
use super::survey::Survey;

/// What a stretch of several lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Prose,
    Verse,
    Drawn,
}

/// What was counted in a stretch.
#[derive(Debug, Default)]
struct Counts {
    /// Lines but the first.
    followers: usize,
    /// Of them, those whose first word would have fitted on the line before.
    early: usize,
    /// The same with much room to spare.
    very_early: usize,
    /// Those that begin with a capital.
    capitals: usize,
    /// Those indented otherwise than the line before.
    shifts: usize,
    /// Lines with gaps or box-drawing signs.
    drawn: usize,
    /// Lines with signs that only programs have.
    code: usize,
}

/// Room that a hand may leave at a line's end without meaning anything.
const SLACK: usize = 6;

/// Room that means that the line was ended on purpose, where there are only two to judge by.
const MUCH: usize = 20;

/// What a stretch is whose source is `text`, in a text like this.
pub(super) fn setting(stretch: &Stretch, text: &str, survey: &Survey) -> Setting {
    // A quotation or a licence may be wrapped narrower than the rest; where there are lines enough,
    // they show their measure themselves.
    let measure = if stretch.count >= 4 {
        survey.measure.min(stretch.widest as usize)
    } else {
        survey.measure
    };
    if is_surely_prose(stretch, text, measure) {
        return Setting::Prose;
    }
    judged(stretch, text, measure)
}

/// The same, judged line by line.
fn judged(stretch: &Stretch, text: &str, measure: usize) -> Setting {
    let count = stretch.count as usize;
    let is_indented = stretch.left >= 2;
    let counts = Counts::of(text, measure);
    let is_code = counts.code * 2 > count || (is_indented && counts.code * 3 >= count);
    if counts.drawn * 2 >= count && counts.drawn >= 2 || is_code && counts.code >= 2 {
        return Setting::Drawn;
    }
    if counts.is_verse(is_indented) {
        Setting::Verse
    } else {
        Setting::Prose
    }
}

/// Whether a stretch is prose by what was seen when it was found: no line was ended early, hardly any
/// is shifted, and there is no sign in it that programs or drawings have. Nearly every paragraph is
/// known so, without a second look at each line.
fn is_surely_prose(stretch: &Stretch, text: &str, measure: usize) -> bool {
    stretch.left < 2
        && (stretch.reach as usize).saturating_add(SLACK) > measure
        && stretch.shifts * 2 < stretch.count.saturating_sub(1)
        && !may_be_kept(text.as_bytes())
}

/// Whether anything stands in a text without which no line [`is_drawn`] or [`is_code`].
fn may_be_kept(bytes: &[u8]) -> bool {
    may_be_code(bytes)
        || memchr::memchr2(b'|', b'+', bytes).is_some()
        || has_gap(bytes)
        || has_frame(bytes)
}

/// Whether some sign of a program is there: most stretches have none, and are not asked line by line.
fn may_be_code(bytes: &[u8]) -> bool {
    memchr::memchr3(b'{', b'=', b'$', bytes).is_some()
        || memchr::memchr3(b'#', b';', b'/', bytes).is_some()
}

impl Counts {
    fn of(text: &str, measure: usize) -> Self {
        let mut counts = Self::default();
        let mut before: Option<Line<'_>> = None;
        let may_be_code = may_be_code(text.as_bytes());
        for line in lines(text) {
            counts.drawn += usize::from(is_drawn(line.text));
            counts.code += usize::from(may_be_code && is_code(line.text));
            if let Some(before) = before.replace(line) {
                counts.follow(&before, &line, measure);
            }
        }
        counts
    }

    fn follow(&mut self, before: &Line<'_>, line: &Line<'_>, measure: usize) {
        self.followers += 1;
        self.shifts += usize::from(line.indent != before.indent);
        self.capitals += usize::from(begins_with_capital(line.text));
        if line.indent > before.indent + 1 && !begins_with_capital(line.text) {
            // The rest of a long line of verse, or a hanging indent: it says nothing.
            return;
        }
        // A line has no more cells than bytes, so most full lines need no measuring.
        let bytes = before.indent + before.text.len();
        if bytes >= measure && before.text.is_ascii() {
            return;
        }
        let edge = before.edge() + 1 + first_word(line.text);
        self.early += usize::from(edge + SLACK <= measure);
        self.very_early += usize::from(edge + MUCH <= measure);
    }

    fn is_verse(&self, is_indented: bool) -> bool {
        let n = self.followers;
        let share = |count: usize, percent: usize| count * 100 >= n * percent;
        match n {
            0 => false,
            _ if n >= 3 && share(self.shifts, 60) => true,
            _ if is_indented => {
                let is_capital = share(self.capitals, 70) && (self.early > 0 || n >= 2);
                is_capital || (n >= 3 && share(self.early, 50))
            }
            1 => self.very_early == 1,
            2 => self.very_early == 2 || (self.early == 2 && self.capitals == 2),
            _ => share(self.early, 60) || (share(self.capitals, 90) && share(self.early, 25)),
        }
    }
}

fn begins_with_capital(text: &str) -> bool {
    let letter = text.chars().take(4).find(|c| c.is_alphanumeric());
    letter.is_some_and(char::is_uppercase)
}

/// Whether a line by itself is one of a contents list: its page number stands far to the right.
pub(super) fn has_page_number(text: &str) -> bool {
    let number = text.rsplit("    ").next().unwrap_or(text).trim();
    number.len() + 4 < text.len() && number.len() <= 8 && text.contains("    ")
}

/// Whether a line was drawn: columns apart by blanks, or a frame.
pub(super) fn is_drawn(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"|") || bytes.starts_with(b"+") || has_gap(bytes) || has_frame(bytes)
}

/// Whether a line looks like one of a program or a shell. This is asked of every line: what most lines
/// have nothing of is looked for first.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = match bytes.first() {
        Some(b'$' | b'#' | b'<' | b'/') => ["$ ", "#!", "#include", "</", "//"].as_slice(),
        _ => [].as_slice(),
    };
    let begins = || begins.iter().any(|sign| text.starts_with(sign)) && !text.ends_with(['.', ',']);
    let signs = ["();", "::", " := ", " == "];
    let says = || {
        memchr::memchr3(b'=', b':', b'(', bytes).is_some()
            && signs.iter().any(|sign| text.contains(sign))
    };
    // Prose ends lines with a semicolon, too, but has no such signs before it.
    let ends = || match bytes.last() {
        Some(b'{' | b'}' | b';') => text.len() < 3 || text.contains(['(', '=', '{', '}']),
        _ => false,
    };
    ends() || begins() || says()
}

/// Whether four blanks stand together.
fn has_gap(bytes: &[u8]) -> bool {
    static GAP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("    "));
    GAP.find(bytes).is_some()
}

/// Whether a sign for drawing boxes is there: U+2500 to U+257F.
fn has_frame(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xE2, bytes).any(|at| matches!(bytes.get(at + 1), Some(0x94 | 0x95)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SURVEY: Survey = Survey {
        has_long_lines: false,
        measure: 60,
        is_apart: false,
        left: 0,
    };

    proptest! {
        #[test]
        fn what_is_prose_at_first_sight_is_prose_line_by_line(
            lines in proptest::collection::vec(
                "( {0,5}|\\||\\+)?([a-zA-Z]{1,9}[ ,—“]){1,9}([a-z.;{(=/]|::|    b|─)?",
                1..7,
            ),
            measure in 10usize..80,
        ) {
            let text = lines.join("\n");
            let stretches = crate::format::text::stretch::stretches(&text).0;
            for stretch in stretches {
                let text = stretch.of(&text);
                if is_surely_prose(&stretch, text, measure) {
                    prop_assert_eq!(judged(&stretch, text, measure), Setting::Prose, "{}", text);
                }
            }
        }
    }

    #[test]
    fn wrapped_paragraphs_are_prose_at_first_sight() {
        let text = "It was the best of times, it was the worst of times, it\nwas the age of wisdom, it was";
        let stretch = crate::format::text::stretch::stretches(text).0[0];
        assert!(is_surely_prose(&stretch, text, 60));
        assert!(!is_surely_prose(&stretch, text, 90));
    }

    fn set(text: &str) -> Setting {
        let stretches = crate::format::text::stretch::stretches(text).0;
        setting(&stretches[0], text, &SURVEY)
    }

    #[test]
    fn gaps_and_frames_are_seen() {
        for drawn in ["a    b", "    ab", "ab    ", "abc    d", "abcd    e", "└─┐"] {
            assert!(is_drawn(drawn), "{drawn}");
        }
        for other in ["a   b   c", "a—b", "", "abcdefgh i j k"] {
            assert!(!is_drawn(other), "{other}");
        }
    }

    #[test]
    fn full_lines_are_prose_and_ragged_ones_verse() {
        let prose = "The sea-reach of the Thames stretched before us like the\n\
                     beginning of an interminable waterway. In the offing the\n\
                     sea and the sky were welded together without a joint, and";
        assert_eq!(set(prose), Setting::Prose);
        let verse =
            "How doth the little crocodile\n  Improve his shining tail,\nAnd pour the waters";
        assert_eq!(set(verse), Setting::Verse);
    }

    #[test]
    fn columns_are_drawn() {
        assert_eq!(set("year      sold\n1901        12\n"), Setting::Drawn);
    }
}
