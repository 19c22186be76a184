//! Pieces: what will be one block each.

use super::halves::{LONG, both};
use super::lines::{lines, width};
use super::marks;
use super::stretch::Stretch;
use super::survey::{Survey, WIDEST_WRAP};
use super::verse::{Setting, has_page_number, setting};
use super::{lists, quotes};
use crate::document::{BlockKind, Marker};

/// A stretch of the source that becomes a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many lines it has.
    pub(super) count: usize,
    pub(super) form: Form,
    pub(super) apart: Apart,
}

/// What a piece stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Apart {
    /// Nothing.
    #[default]
    No,
    /// A quotation of this depth.
    Quoted(u8),
    /// A list item of this depth; the marker is not in the piece.
    Item { marker: Marker, depth: u8 },
}

/// How the lines of a piece belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Joined.
    Flow,
    /// Kept, set as verse.
    Verse,
    /// Kept with every blank.
    Drawn,
    /// A row of stars and the like.
    Rule,
}

impl Form {
    pub(super) const fn kind(self) -> BlockKind {
        match self {
            Self::Flow => BlockKind::Paragraph,
            Self::Verse => BlockKind::Verse,
            Self::Drawn => BlockKind::Code,
            Self::Rule => BlockKind::Rule,
        }
    }
}

impl Piece {
    /// A piece that begins here and has no line yet.
    pub(super) const fn new(start: usize, form: Form) -> Self {
        Self {
            start,
            end: start,
            count: 0,
            form,
            apart: Apart::No,
        }
    }

    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start..self.end).unwrap_or("")
    }

    pub(super) const fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Cuts stretches into pieces.
pub(super) fn cut(source: &str, stretches: &[Stretch], survey: &Survey) -> Vec<Piece> {
    let mut pieces = if source.len() < LONG {
        cut_part(source, stretches, Part::Top, survey)
    } else {
        cut_halves(source, stretches, survey)
    };
    lists::mark(source, &mut pieces);
    pieces
}

/// The same of a long text, both halves at the same time.
fn cut_halves(source: &str, stretches: &[Stretch], survey: &Survey) -> Vec<Piece> {
    let (first, second) = stretches.split_at(stretches.len() / 2);
    let (mut pieces, rest) = both(
        || cut_part(source, first, Part::Top, survey),
        || cut_part(source, second, Part::Rest, survey),
    );
    if pieces.is_empty() {
        // What was taken for the rest is the top.
        return cut_part(source, second, Part::Top, survey);
    }
    pieces.extend(rest);
    pieces
}

/// Which part of a text stretches are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Nothing stands before the first piece.
    Top,
    Rest,
}

fn cut_part(source: &str, stretches: &[Stretch], part: Part, survey: &Survey) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(stretches.len());
    let plain = |stretch: &Stretch, pieces: &mut Vec<Piece>| {
        let is_top = part == Part::Top && pieces.is_empty();
        cut_stretch(stretch, stretch.of(source), is_top, survey, pieces);
    };
    for stretch in stretches {
        if stretch.is_quoted {
            quotes::cut(stretch, stretch.of(source), survey, &mut pieces, plain);
        } else {
            plain(stretch, &mut pieces);
        }
    }
    pieces
}

fn cut_stretch(
    stretch: &Stretch,
    text: &str,
    is_top: bool,
    survey: &Survey,
    pieces: &mut Vec<Piece>,
) {
    let whole = |form| Piece {
        start: stretch.start,
        end: stretch.end,
        count: stretch.count,
        form,
        apart: Apart::No,
    };
    if lines(text).all(|line| is_rule(line.text)) {
        return pieces.push(whole(Form::Rule));
    }
    if stretch.count == 1 {
        let form = if has_page_number(text.trim()) && width(text) <= WIDEST_WRAP {
            Form::Drawn
        } else {
            Form::Flow
        };
        return pieces.push(whole(form));
    }
    if is_contents(stretch, text) {
        return cut_lines(stretch, text, pieces);
    }
    if let Some(items) = lists::items(stretch, text) {
        return pieces.extend(items);
    }
    let setting = setting(stretch, text, survey);
    if survey.has_long_lines && !is_wrapped(stretch, survey, setting) {
        return cut_lines(stretch, text, pieces);
    }
    match setting {
        Setting::Drawn => pieces.push(whole(Form::Drawn)),
        // Title and byline, one under the other.
        Setting::Verse if is_top && stretch.count <= 3 && !text.starts_with([' ', '\t']) => {
            cut_lines(stretch, text, pieces);
        }
        Setting::Verse => pieces.push(whole(Form::Verse)),
        Setting::Prose if survey.is_set_in(stretch) => pieces.push(Piece {
            apart: Apart::Quoted(1),
            ..whole(Form::Flow)
        }),
        Setting::Prose => cut_prose(stretch, text, pieces),
    }
}

/// Whether most lines of a stretch name chapters: a printed table of contents.
fn is_contents(stretch: &Stretch, text: &str) -> bool {
    let is_mark = |line: &super::lines::Line<'_>| marks::mark(line.text).is_some();
    stretch.count > 2
        && lines(text).take(2).all(|line| is_mark(&line))
        && lines(text).filter(is_mark).count() * 3 > stretch.count * 2
}

/// How the lines of a stretch belong together that is one block.
pub(super) fn form_of(stretch: &Stretch, text: &str, survey: &Survey) -> Form {
    if stretch.count == 1 {
        return Form::Flow;
    }
    match setting(stretch, text, survey) {
        Setting::Prose => Form::Flow,
        Setting::Verse => Form::Verse,
        Setting::Drawn => Form::Drawn,
    }
}

/// Whether a stretch among whole-paragraph lines was wrapped by hand, or is verse: all its lines are
/// short, and it stands apart from the paragraphs by blank lines as they do from each other.
fn is_wrapped(stretch: &Stretch, survey: &Survey, setting: Setting) -> bool {
    let widest = stretch.widest;
    let is_filled = widest > 40 && widest <= WIDEST_WRAP && setting == Setting::Prose;
    let is_kept = survey.is_apart && widest <= 70 && setting != Setting::Prose;
    (is_filled && stretch.count > 2) || is_kept
}

/// Every line by itself.
fn cut_lines(stretch: &Stretch, text: &str, pieces: &mut Vec<Piece>) {
    for line in lines(text) {
        let form = if is_rule(line.text) {
            Form::Rule
        } else {
            Form::Flow
        };
        pieces.push(Piece {
            end: stretch.start + line.end(),
            count: 1,
            ..Piece::new(stretch.start + line.start, form)
        });
    }
}

/// Paragraphs of several lines; each begins at an indented line. A line that names a chapter stands
/// by itself, even without blank lines around it.
fn cut_prose(stretch: &Stretch, text: &str, pieces: &mut Vec<Piece>) {
    let left = stretch.left;
    if stretch.deepest <= left + 1 && !stretch.has_mark {
        return pieces.push(Piece {
            end: stretch.end,
            count: stretch.count,
            ..Piece::new(stretch.start, Form::Flow)
        });
    }
    let indented = lines(text)
        .skip(1)
        .filter(|line| line.indent > left + 1)
        .count();
    // Where most lines but the first are indented, it is the first that hangs out.
    let splits = indented * 2 < stretch.count;
    let mut open: Option<Piece> = None;
    for line in lines(text) {
        let is_mark = marks::is_bare(line.text);
        let begins = is_mark || (splits && line.indent > left + 1);
        if begins {
            pieces.extend(open.take());
        }
        let piece = open.get_or_insert(Piece::new(stretch.start + line.start, Form::Flow));
        piece.end = stretch.start + line.end();
        piece.count += 1;
        if is_mark {
            pieces.extend(open.take());
        }
    }
    pieces.extend(open);
}

/// A row of at least three of one sign, with blanks or without.
pub(super) fn is_rule(text: &str) -> bool {
    let Some(sign) = text.chars().next().filter(|c| "*-_=~•·—–#+".contains(*c)) else {
        return false;
    };
    text.chars().filter(|c| *c == sign).count() >= 3
        && text.chars().all(|c| c == sign || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::text::stretch::stretches;

    #[test]
    fn two_halves_have_the_same_pieces_as_the_whole() {
        let stanza = "Title\nby one\n\n> quoted\nand so\n\n- a\n- b\n\nIt was said\nthat she was";
        for top in ["", ">\n\n"] {
            let text = format!("{top}{}", format!("{stanza}\n\n").repeat(LONG / 64));
            let (stretches, edges) = stretches(&text);
            let survey = Survey::of(&stretches, &edges);
            let whole = cut_part(&text, &stretches, Part::Top, &survey);
            assert_eq!(cut_halves(&text, &stretches, &survey), whole);
        }
        // Of these the first half has no piece at all.
        let text = format!("{}Title\nby one\n\nThe end.\n", ">\n\n".repeat(2));
        let (stretches, edges) = stretches(&text);
        let survey = Survey::of(&stretches, &edges);
        let whole = cut_part(&text, &stretches, Part::Top, &survey);
        assert_eq!(cut_halves(&text, &stretches, &survey), whole);
    }

    #[test]
    fn rows_of_one_sign_are_rules() {
        for row in ["* * *", "*****", "---", "— — —", "*  *  *  *"] {
            assert!(is_rule(row), "{row}");
        }
        for row in ["**", "* a *", "", "-"] {
            assert!(!is_rule(row), "{row}");
        }
    }
}
