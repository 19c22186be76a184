//! Pieces: what will be one block each.

use std::ops::Range;

use super::halves::{LONG, both};
use super::lines::{lines, width};
use super::marks;
use super::room::give_back;
use super::stretch::Stretch;
use super::survey::{Survey, WIDEST_WRAP};
use super::verse::{Setting, has_page_number, setting};
use super::whole_lines::{Whole, whole_lines};
use super::{lists, quotes};
use crate::document::BlockKind;
use crate::text::{Offset, TextRange};

/// A stretch of the source that becomes a block. There are as many as paragraphs, and all are there before
/// the first is written: so they are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    range: TextRange,
    /// How many lines it has.
    count: u32,
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
    /// A list item of this depth, with this number if it has one; the sign before it is not in the piece.
    Item { number: Option<u16>, depth: u8 },
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

const _: () = assert!(size_of::<Piece>() <= 24);

impl Piece {
    /// A piece that begins here and has no line yet.
    pub(super) fn new(start: usize, form: Form) -> Self {
        Self::whole(start..start, 0, form)
    }

    /// A piece of so many lines.
    pub(super) fn whole(range: Range<usize>, count: usize, form: Form) -> Self {
        Self {
            range: TextRange::new(range.start, range.end),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            form,
            apart: Apart::No,
        }
    }

    /// Takes the next line, which ends here.
    pub(super) fn take(&mut self, end: usize) {
        self.range.end = Offset::new(end);
        self.count += 1;
    }

    /// Leaves out so many bytes at its beginning.
    pub(super) fn leave_out(&mut self, bytes: usize) {
        self.range.start = Offset::new(self.start() + bytes);
    }

    /// Byte in the source at which it begins.
    pub(super) const fn start(&self) -> usize {
        self.range.start.to_usize()
    }

    /// Byte in the source at which it ends.
    pub(super) const fn end(&self) -> usize {
        self.range.end.to_usize()
    }

    /// How many lines it has.
    pub(super) const fn count(&self) -> usize {
        self.count as usize
    }

    pub(super) fn of<'a>(&self, source: &'a str) -> &'a str {
        self.range.of(source)
    }

    pub(super) const fn len(&self) -> usize {
        self.range.len()
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

/// Whether the pieces of a stretch of several lines are its lines.
pub(super) fn are_its_lines(source: &str, stretch: &Stretch, survey: &Survey) -> bool {
    let pieces = cut_part(source, std::slice::from_ref(stretch), Part::Rest, survey);
    pieces.len() > 1 && pieces.len() == stretch.count as usize
}

/// The same of a long text, both halves at the same time.
fn cut_halves(source: &str, stretches: &[Stretch], survey: &Survey) -> Vec<Piece> {
    let (first, second) = stretches.split_at(stretches.len() / 2);
    let (mut pieces, mut rest) = both(
        || cut_part(source, first, Part::Top, survey),
        || cut_part(source, second, Part::Rest, survey),
    );
    if pieces.is_empty() {
        // What was taken for the rest is the top.
        return cut_part(source, second, Part::Top, survey);
    }
    pieces.append(&mut rest);
    give_back(rest);
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
    let count = stretch.count as usize;
    let whole = |form| Piece::whole(stretch.range(), count, form);
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
    match whole_lines(stretch, text) {
        Some(Whole::Paragraphs) => return cut_lines(stretch, text, pieces),
        Some(Whole::Verses) => return pieces.push(whole(Form::Verse)),
        None => {}
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
        && lines(text).filter(is_mark).count() * 3 > stretch.count as usize * 2
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
    let widest = stretch.widest as usize;
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
        let start = stretch.start();
        let range = start + line.start..start + line.end();
        pieces.push(Piece::whole(range, 1, form));
    }
}

/// Paragraphs of several lines; each begins at an indented line. A line that names a chapter stands
/// by itself, even without blank lines around it.
fn cut_prose(stretch: &Stretch, text: &str, pieces: &mut Vec<Piece>) {
    let (left, count) = (stretch.left as usize, stretch.count as usize);
    if stretch.deepest as usize <= left + 1 && !stretch.has_mark {
        return pieces.push(Piece::whole(stretch.range(), count, Form::Flow));
    }
    let indented = lines(text)
        .skip(1)
        .filter(|line| line.indent > left + 1)
        .count();
    // Where most lines but the first are indented, it is the first that hangs out.
    let splits = indented * 2 < count;
    let mut open: Option<Piece> = None;
    for line in lines(text) {
        let is_mark = marks::is_bare(line.text);
        let begins = is_mark || (splits && line.indent > left + 1);
        if begins {
            pieces.extend(open.take());
        }
        let piece = open.get_or_insert(Piece::new(stretch.start() + line.start, Form::Flow));
        piece.take(stretch.start() + line.end());
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
