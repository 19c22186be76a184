//! Running text to lines.
//!
//! A paragraph is set as TeX sets it: first without dividing words, and only if that leaves a line
//! that is too loose, with. Of both ways the engine finds the best one there is.

use crate::document::{Document, Role};
use crate::text::{Cells, TextRange, fits, text_width};

use super::compositor::Compositor;
use super::cost::{Justified, Ragged, runt};
use super::fit::{Fitting, fit};
use super::fragment::{Collecting, Joint, collect};
use super::hanging::hang_of;
use super::line::{Ending, Stretch};
use super::rivers::Rivers;
use super::{Fragment, Hyphens, TextAlign, Typography};

/// A line of a paragraph before it is given its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SetLine {
    pub range: TextRange,
    /// Cells from the edge of the paragraph to its first letter.
    pub indent: Cells,
    /// Cells by which it begins to the left of that.
    pub hang: Cells,
    pub ending: Ending,
    pub stretch: Stretch,
    /// Cells from its first letter to its end, its sign and what its gaps are widened by among them.
    pub length: Cells,
}

impl SetLine {
    /// A line as it stands in the text.
    pub(super) fn plain(range: TextRange, document: &Document) -> Self {
        Self::of_length(range, text_width(document.slice(range)))
    }

    fn of_length(range: TextRange, length: Cells) -> Self {
        Self {
            range,
            indent: Cells::ZERO,
            hang: Cells::ZERO,
            ending: Ending::Plain,
            stretch: Stretch::default(),
            length,
        }
    }
}

/// A stretch of running text, and the lines it is to be set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow<'a> {
    /// What it is a stretch of.
    pub document: &'a Document,
    /// What of it is to be set. A `\n` in it is a forced line end.
    pub range: TextRange,
    /// Cells of a line.
    pub width: Cells,
    /// How.
    pub typography: &'a Typography,
    /// Cells by which the first line is shorter.
    pub indent: Cells,
    /// Whether a list item's sign stands before the first line: a mark that hung there would take the
    /// blank between the two.
    pub is_marked: bool,
    /// Stretches in which no word is divided, such as code inside a line; sorted.
    pub kept: &'a [TextRange],
}

impl<'a> Flow<'a> {
    /// Plain running text.
    pub(super) fn new(
        document: &'a Document,
        range: TextRange,
        width: Cells,
        typography: &'a Typography,
    ) -> Self {
        Self {
            document,
            range,
            width,
            typography,
            indent: Cells::ZERO,
            is_marked: false,
            kept: &[],
        }
    }
}

/// The stretches of `range` in which no word is divided: code inside a line.
pub(super) fn undivided(document: &Document, range: TextRange) -> Vec<TextRange> {
    let runs = document.runs_in(range).iter();
    let code = runs.filter(|run| run.roles.has(Role::Code));
    code.map(|run| run.range).collect()
}

/// Sets running text. An empty stretch is one empty line.
pub(super) fn set_flow(flow: Flow<'_>, compositor: &mut Compositor) -> Vec<SetLine> {
    let mut lines = Vec::new();
    let mut start = flow.range.start.to_usize();
    compositor.rivers.interrupt();
    for stretch in flow.document.slice(flow.range).split('\n') {
        let indent = if lines.is_empty() {
            flow.indent
        } else {
            Cells::ZERO
        };
        let stretch = Stretched {
            text: stretch,
            start,
            indent,
            is_marked: lines.is_empty() && flow.is_marked,
            flow,
        };
        stretch.set(compositor, &mut lines);
        start += stretch.text.len() + 1;
    }
    lines
}

/// A stretch without a forced line end.
struct Stretched<'a> {
    text: &'a str,
    /// Its place in the document's text.
    start: usize,
    indent: Cells,
    /// Whether a sign stands before its first line.
    is_marked: bool,
    flow: Flow<'a>,
}

impl Stretched<'_> {
    fn set(&self, compositor: &mut Compositor, lines: &mut Vec<SetLine>) {
        // Most headings, items and cells fit on one line: nothing to choose.
        let room = self.flow.width - self.indent;
        if fits(self.text, room) {
            let text = self.text.trim_end();
            let hang = if self.is_marked {
                0
            } else {
                hang_of(self.text, self.flow.typography.hanging).left
            };
            lines.push(SetLine {
                indent: self.indent,
                hang: Cells::from(u16::from(hang)),
                ..SetLine::of_length(
                    TextRange::new(self.start, self.start + text.len()),
                    text_width(text),
                )
            });
            return;
        }
        let how = Collecting {
            document: self.flow.document,
            // What fits on the first line fits on any.
            width: room,
            hyphens: self.flow.typography.hyphens,
            hanging: self.flow.typography.hanging,
        };
        let (hyphenator, fragments) = (&mut compositor.hyphenator, &mut compositor.fragments);
        collect(self.text, how, hyphenator, fragments);
        if let Some(first) = fragments.first_mut().filter(|_| self.is_marked) {
            first.hang.left = 0;
        }
        let first = lines.len();
        let torn = self.choose(how, compositor, lines, self.flow.typography.alignment);
        if torn * TORN > lines.len() - first {
            lines.truncate(first);
            self.choose(how, compositor, lines, TextAlign::Ragged);
        }
    }

    /// Chooses the line ends among the fragments and adds the lines. Answers with how many of them had to be
    /// left ragged.
    fn choose(
        &self,
        how: Collecting<'_>,
        compositor: &mut Compositor,
        lines: &mut Vec<SetLine>,
        align: TextAlign,
    ) -> usize {
        let Compositor {
            hyphenator,
            fragments,
            divided,
            fitting,
            rivers,
        } = compositor;
        let (width, indent) = (self.flow.width.0, self.indent.0);
        let fit_as = |fragments: &[Fragment], fitting: &mut Fitting| match align {
            TextAlign::Ragged => fit(fragments, width, indent, &Ragged { width }, fitting),
            TextAlign::Justified => fit(fragments, width, indent, &Justified { width }, fitting),
        };
        fit_as(fragments, fitting);
        let mut used = &*fragments;
        if self.divides() && !self.is_good(fragments, fitting.ends(), align) {
            let kept = self.kept();
            hyphenator.divide(self.text, fragments, &kept, how, divided);
            if divided.len() > fragments.len() {
                fit_as(divided, fitting);
                used = divided;
            }
        }
        let mut torn = 0;
        let mut from = 0;
        for &end in fitting.ends() {
            if let Some(on_line) = used.get(from..end) {
                let indent = if from == 0 { self.indent } else { Cells::ZERO };
                let is_last = end == used.len();
                let mut line = self.line(on_line, indent, is_last);
                let stretch = match align {
                    TextAlign::Justified if !is_last => self.stretch(on_line, &line, rivers),
                    TextAlign::Justified | TextAlign::Ragged => Some(Stretch::default()),
                };
                if stretch.is_none() {
                    rivers.interrupt();
                    torn += 1;
                }
                if let Some(stretch) = stretch.filter(|s| *s != Stretch::default()) {
                    line.stretch = stretch;
                    let hang = on_line.last().map_or(0, |last| last.hang.right);
                    line.length =
                        self.flow.width - line.indent + line.hang + Cells::from(u16::from(hang));
                }
                lines.push(line);
            }
            from = end;
        }
        torn
    }

    /// Whether words are divided at all here.
    fn divides(&self) -> bool {
        self.flow.typography.hyphens == Hyphens::Dictionary
    }

    /// The stretches in which no word is divided, counted from the beginning of this one.
    fn kept(&self) -> Vec<TextRange> {
        let (start, end) = (self.start, self.start + self.text.len());
        let here = TextRange::new(start, end);
        let shared = self.flow.kept.iter().filter_map(|r| r.intersection(here));
        shared
            .map(|r| TextRange::new(r.start.to_usize() - start, r.end.to_usize() - start))
            .collect()
    }

    /// Whether no line is looser than one would like, so that words need not be divided.
    fn is_good(&self, fragments: &[Fragment], ends: &[usize], align: TextAlign) -> bool {
        let mut from = 0;
        let mut first = self.indent;
        for &end in ends {
            let Some(line) = fragments.get(from..end) else {
                return true;
            };
            let length = length(line, end == fragments.len()) + first.0;
            let slack = self.flow.width.0.saturating_sub(length);
            if end == fragments.len() {
                return length >= runt(self.flow.width.0) || from == 0;
            }
            let is_loose = match align {
                TextAlign::Ragged => slack > LOOSE.min(self.flow.width.0 / LOOSE_PART),
                TextAlign::Justified => slack > gaps(line),
            };
            if is_loose {
                return false;
            }
            from = end;
            first = Cells::ZERO;
        }
        true
    }

    fn line(&self, fragments: &[Fragment], indent: Cells, is_last: bool) -> SetLine {
        let (Some(first), Some(last)) = (fragments.first(), fragments.last()) else {
            return SetLine::of_length(TextRange::new(self.start, self.start), Cells::ZERO);
        };
        SetLine {
            range: TextRange::new(
                self.start + first.start as usize,
                self.start + last.end as usize,
            ),
            indent,
            hang: Cells::from(u16::from(first.hang.left)),
            ending: if last.joint == Joint::Hyphen && !is_last {
                Ending::Hyphen
            } else {
                Ending::Plain
            },
            stretch: Stretch::default(),
            length: Cells(drawn_length(fragments, is_last)),
        }
    }

    /// How the gaps of a line are widened; `None` where that would tear it.
    fn stretch(
        &self,
        fragments: &[Fragment],
        line: &SetLine,
        rivers: &mut Rivers,
    ) -> Option<Stretch> {
        let missing = self.flow.width - line.indent - Cells(length(fragments, false));
        if missing == Cells::ZERO {
            rivers.interrupt();
            return Some(Stretch::default());
        }
        if Justified::is_torn(missing.0, gaps(fragments)) {
            return None;
        }
        // A hanging mark stands a cell left of the edge; with the edge at 1 it has a place to stand.
        let left = line.indent.0 + 1 - line.hang.0;
        rivers.spread(fragments, left, missing.0)
    }
}

/// A ragged line that lacks more cells than this is loose enough to divide words for: most words fit in.
const LOOSE: u32 = 9;

/// So is one that lacks more than this part of a short measure.
const LOOSE_PART: u32 = 7;

/// A paragraph of which one line in so many cannot be filled is set ragged.
const TORN: usize = 3;

/// Cells of a line, without what hangs.
fn length(line: &[Fragment], is_last: bool) -> u32 {
    let left = line.first().map_or(0, |first| first.hang.left);
    let right = line.last().map_or(0, |last| last.hang.right);
    drawn_length(line, is_last).saturating_sub(u32::from(left) + u32::from(right))
}

/// Cells of a line.
fn drawn_length(line: &[Fragment], is_last: bool) -> u32 {
    let Some((last, inner)) = line.split_last() else {
        return 0;
    };
    let hyphen = if is_last { 0 } else { last.penalty() };
    let width: u32 = inner.iter().map(|f| f.width + f.space).sum();
    width + last.width + hyphen
}

fn gaps(line: &[Fragment]) -> u32 {
    let inner = line.split_last().map_or(line, |(_, inner)| inner);
    inner.iter().map(|f| u32::from(f.has_gap())).sum()
}
