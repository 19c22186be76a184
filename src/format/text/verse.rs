//! Is a stretch prose, verse, or something drawn with blanks?
//!
//! Prose that was wrapped fills its lines: the first word of a line would not have fitted on the line
//! before. In verse it would have, and each line begins with a capital. A table is full of gaps.

use super::lines::{Line, lines, width};
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
    /// Lines with gaps or box-drawing signs.
    drawn: usize,
}

/// Room that a hand may leave at a line's end without meaning anything.
const SLACK: usize = 6;

/// Room that means that the line was ended on purpose, where there are only two to judge by.
const MUCH: usize = 20;

/// What the stretch `text` is in a text like this.
pub(super) fn setting(text: &str, survey: &Survey) -> Setting {
    let (mut own, mut left, mut count) = (0, usize::MAX, 0);
    for line in lines(text) {
        own = own.max(line.edge());
        left = left.min(line.indent);
        count += 1;
    }
    let is_indented = left >= 2;
    // A quotation or a licence may be wrapped narrower than the rest; where there are lines enough,
    // they show their measure themselves.
    let measure = if is_indented || count >= 4 {
        own.min(survey.measure)
    } else {
        survey.measure
    };
    let counts = Counts::of(text, measure);
    if counts.drawn * 2 >= count && counts.drawn >= 2 {
        return Setting::Drawn;
    }
    if counts.is_verse(is_indented) {
        Setting::Verse
    } else {
        Setting::Prose
    }
}

impl Counts {
    fn of(text: &str, measure: usize) -> Self {
        let mut counts = Self::default();
        let mut before: Option<Line<'_>> = None;
        for line in lines(text) {
            counts.drawn += usize::from(is_drawn(line.text));
            if let Some(before) = before.replace(line) {
                counts.follow(&before, &line, measure);
            }
        }
        counts
    }

    fn follow(&mut self, before: &Line<'_>, line: &Line<'_>, measure: usize) {
        self.followers += 1;
        self.capitals += usize::from(begins_with_capital(line.text));
        if line.indent > before.indent + 1 && !begins_with_capital(line.text) {
            // The rest of a long line of verse, or a hanging indent: it says nothing.
            return;
        }
        let word = line.text.split(' ').next().unwrap_or("");
        let edge = before.edge() + 1 + width(word);
        self.early += usize::from(edge + SLACK <= measure);
        self.very_early += usize::from(edge + MUCH <= measure);
    }

    fn is_verse(&self, is_indented: bool) -> bool {
        let n = self.followers;
        let share = |count: usize, percent: usize| count * 100 >= n * percent;
        match n {
            0 => false,
            _ if is_indented => {
                (share(self.capitals, 70) && (self.early > 0 || n >= 2)) || share(self.early, 50)
            }
            1 => self.very_early == 1,
            2 => self.early == 2,
            _ => share(self.early, 60) || (share(self.capitals, 90) && share(self.early, 25)),
        }
    }
}

fn begins_with_capital(text: &str) -> bool {
    let letter = text.chars().take(4).find(|c| c.is_alphanumeric());
    letter.is_some_and(char::is_uppercase)
}

/// Whether a line was drawn: columns apart by blanks, or a frame.
pub(super) fn is_drawn(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.starts_with(['|', '+'])
        || memchr::memmem::find(bytes, b"    ").is_some()
        || (bytes.contains(&0xE2) && text.contains(|c| ('\u{2500}'..='\u{257F}').contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SURVEY: Survey = Survey {
        has_long_lines: false,
        measure: 60,
        is_apart: false,
    };

    #[test]
    fn full_lines_are_prose_and_ragged_ones_verse() {
        let prose = "The sea-reach of the Thames stretched before us like the\n\
                     beginning of an interminable waterway. In the offing the\n\
                     sea and the sky were welded together without a joint, and";
        assert_eq!(setting(prose, &SURVEY), Setting::Prose);
        let verse =
            "How doth the little crocodile\n  Improve his shining tail,\nAnd pour the waters";
        assert_eq!(setting(verse, &SURVEY), Setting::Verse);
    }

    #[test]
    fn columns_are_drawn() {
        assert_eq!(
            setting("year      sold\n1901        12\n", &SURVEY),
            Setting::Drawn
        );
    }
}
