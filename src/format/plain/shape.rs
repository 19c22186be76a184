//! How the paragraphs of a text are told apart, and what a stretch of lines is.

use super::lines::{Stretch, is_indented};

/// How a text is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Whether its lines were broken at a width, so that they must be joined again.
    is_wrapped: bool,
    /// Whether blank lines part its paragraphs.
    is_spaced: bool,
    /// The length lines were broken at, in bytes: nine in ten are no longer.
    width: usize,
}

/// What a stretch of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph; its lines are joined.
    Joined,
    /// As many paragraphs as it has lines.
    Lines,
    /// Paragraphs that begin with an indented line.
    Indented,
    /// Verse.
    Verse,
    /// Something drawn with blanks: a table, code.
    Kept,
}

/// A line longer than this was not broken by hand or machine: it is a paragraph.
const LONGEST_WRAPPED: usize = 200;

/// Stretches looked at to know the shape of the whole.
const SAMPLE: usize = 4000;

impl Shape {
    pub fn of(stretches: &[Stretch<'_>]) -> Self {
        let mut lengths: Vec<usize> = stretches
            .iter()
            .take(SAMPLE)
            .flat_map(|stretch| stretch.lines().take(SAMPLE))
            .map(|line| line.trim_end().chars().count())
            .collect();
        lengths.sort_unstable();
        let at = |part: usize| {
            lengths
                .get(lengths.len() * part / 100)
                .copied()
                .unwrap_or(0)
        };
        let (long, longest) = (at(90), at(98));
        let several = stretches
            .iter()
            .take(SAMPLE)
            .filter(|s| s.count > 1)
            .count();
        let is_wrapped = longest <= LONGEST_WRAPPED && several > 0;
        Self {
            is_wrapped,
            is_spaced: stretches.len() > 1,
            width: long.max(1),
        }
    }

    /// Whether paragraphs stand apart in the source.
    pub const fn is_spaced(self) -> bool {
        true
    }

    pub fn kind_of(self, stretch: &Stretch<'_>) -> Kind {
        if stretch.count == 1 {
            return self.kind_of_line(stretch);
        }
        if is_drawn(stretch) {
            return Kind::Kept;
        }
        let long = stretch
            .lines()
            .any(|line| line.chars().count() > LONGEST_WRAPPED);
        if !self.is_wrapped || long {
            return Kind::Lines;
        }
        let indented = stretch.lines().filter(|line| is_indented(line)).count();
        if indented == stretch.count || self.is_verse(stretch, indented) {
            return if self.fills_lines(stretch) {
                Kind::Joined
            } else {
                Kind::Verse
            };
        }
        // One stretch of many paragraphs that begin indented, or a single one.
        if indented > 1 || indented == 1 && !is_indented(stretch.text) {
            return Kind::Indented;
        }
        Kind::Joined
    }

    fn kind_of_line(self, stretch: &Stretch<'_>) -> Kind {
        let is_set_in = stretch.text.starts_with("    ") || stretch.text.starts_with('\t');
        if self.is_wrapped && is_set_in && stretch.text.trim().chars().count() * 3 < self.width * 2
        {
            return Kind::Verse;
        }
        Kind::Joined
    }

    /// Whether lines end where the measure ends, and not where their author ended them: all but the
    /// last are so long that the next word would not have fitted.
    fn fills_lines(self, stretch: &Stretch<'_>) -> bool {
        let lines: Vec<&str> = stretch.lines().collect();
        let own_width = lines
            .iter()
            .map(|l| l.trim_end().chars().count())
            .max()
            .unwrap_or(0);
        let width = own_width.max(self.width * 3 / 4);
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let full = pairs.filter(|(line, next)| {
            let word = next
                .split_whitespace()
                .next()
                .map_or(0, |w| w.chars().count());
            line.trim_end().chars().count() + 1 + word > width
        });
        full.count() * 5 >= (lines.len() - 1) * 4
    }

    /// Whether lines end where their author ended them: most are short, and most begin with a capital
    /// or are set in.
    fn is_verse(self, stretch: &Stretch<'_>, indented: usize) -> bool {
        let count = stretch.count;
        let short = stretch
            .lines()
            .filter(|line| line.trim().chars().count() * 10 < self.width * 8)
            .count();
        let capital = stretch
            .lines()
            .filter(|line| {
                let first = line.trim_start().chars().find(|c| c.is_alphanumeric());
                first.is_some_and(|c| c.is_uppercase())
            })
            .count();
        let begins = capital.max(indented);
        count >= 2
            && short * 10 >= count * 9
            && begins * 10 >= count * 7
            && !self.fills_lines(stretch)
    }
}

/// Whether blanks or box signs inside the lines draw something that joining would destroy.
fn is_drawn(stretch: &Stretch<'_>) -> bool {
    let is_ruled = |line: &str| {
        let signs = line
            .chars()
            .filter(|c| matches!(c, '|' | '+' | '─' | '│' | '═' | '║' | '└' | '├'));
        signs.count() >= 3
    };
    let has_columns = |line: &str| {
        line.trim()
            .split("   ")
            .filter(|part| !part.trim().is_empty())
            .count()
            >= 3
    };
    let drawn = stretch
        .lines()
        .filter(|line| is_ruled(line) || has_columns(line))
        .count();
    drawn * 3 >= stretch.count * 2 && drawn >= 2
}
