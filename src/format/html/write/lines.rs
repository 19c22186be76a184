//! Lines that are blocks each, as `<div>` sets verse, addresses and title pages.
//!
//! Where style sheets say nothing else, such blocks follow one another without space, as lines do. But pages
//! have paragraphs made of `<div>` too, which must not run together. So lines are taken for lines where
//! their names say that they are verse, or else where all that stands beside them is as short; and never
//! where a style sheet gives them a margin or an indent.

use std::collections::HashMap;
use std::ops::Range;

use super::{Ends, Writer};
use crate::document::{Alignment, BlockKind};
use crate::format::html::markup::{Attribute, ElementId, Markup, Node};
use crate::format::html::style::Look;
use crate::format::html::tag::{Kind, Tag};

/// Letters of a line that is not said to be verse, at most.
const LONGEST_LINE: usize = 80;

/// Letters of a line that is said to be verse, at most: Whitman has some of 400, but what verse is called
/// in bibles is prose.
const LONGEST_VERSE: usize = 300;

/// Lines that are lines without a name that says so: two are as well a title and its author.
const FEWEST_LINES: usize = 3;

/// How far up a name says that lines are verse: in poem, stanza and line.
const NEAR: usize = 3;

/// What is known of the blocks of a page that may be lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The stretch of nodes last looked at, of lines side by side.
    run: Range<u32>,
    are_lines: bool,
    /// Cells by which all of them are set in.
    least: usize,
    /// One of its lines has ended, and another is to come in the same block.
    pub(super) is_between: bool,
    /// By element: whether something longer than a line stands in it beside the lines.
    prose: HashMap<ElementId, bool>,
}

/// What stands beside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// A line, and how many letters it has.
    Line(usize),
    /// Nothing that is seen.
    Nothing,
    Other,
}

impl Writer<'_> {
    /// Whether an element is a line among others.
    pub(super) fn is_line(&mut self, id: ElementId, tag: Tag, look: Look) -> bool {
        let may_be = tag == Tag::Div || tag == Tag::P || look.block == Some(true);
        if !may_be || self.context.in_cell || self.context.in_heading {
            return false;
        }
        let open = self.markup.element(id).open;
        if !self.lines.run.contains(&open) {
            if self.context.kind != BlockKind::Paragraph || self.context.is_preformatted {
                return false;
            }
            (self.lines.run, self.lines.are_lines) = self.run(id);
        }
        self.lines.are_lines && self.lines.run.contains(&open)
    }

    /// Begins the next of several lines, before places in it are named.
    pub(super) fn next_line(&mut self, id: ElementId) {
        self.lines.is_between = false;
        let is_first = self.lines.run.start == self.markup.element(id).open;
        if self.is_open && !is_first && self.in_line {
            self.builder.line_break();
            (self.has_gap, self.in_line, self.breaks) = (false, false, 0);
        }
    }

    /// Begins a line; answers what its end ends.
    pub(super) fn open_line(&mut self, id: ElementId, tag: Tag, look: Look) -> Ends {
        if self.lines.run.start == self.markup.element(id).open {
            self.end_block();
        }
        self.take_stance(id, tag, look);
        self.context.kind = BlockKind::Verse;
        self.set_in(id, look.inset().saturating_sub(self.lines.least));
        Ends::Line
    }

    /// Sets the line of verse that an element begins in by so many cells.
    pub(super) fn set_in(&mut self, id: ElementId, cells: usize) {
        let is_first = !self.is_open || self.breaks > 0 || !self.in_line;
        let is_seen = cells > 0 && self.context.alignment == Alignment::Left;
        if is_first && is_seen && !self.markup.texts(id).all(is_blank) {
            self.need_block();
            self.builder.text(&" ".repeat(cells));
        }
    }

    pub(super) fn end_line(&mut self, id: ElementId) {
        self.breaks = 0;
        self.lines.is_between = self.markup.element(id).close + 1 < self.lines.run.end;
        if !self.lines.is_between {
            self.end_block();
        }
    }

    /// The stretch of lines that begins with an element, and whether they are to be set as lines.
    fn run(&mut self, first: ElementId) -> (Range<u32>, bool) {
        let start = self.markup.element(first).open;
        if !matches!(self.beside(first), Beside::Line(_)) {
            return (start..start + 1, false);
        }
        let stance = self.stance(first);
        let (mut end, mut count, mut longest) = (start + 1, 0, 0);
        let mut is_said = true;
        let mut least = usize::MAX;
        let mut at = start;
        loop {
            at = match self.markup.nodes().get(at as usize) {
                Some(Node::Text(text)) if is_blank(self.markup.slice(text)) => at + 1,
                Some(Node::Open(id)) => {
                    let close = self.markup.element(*id).close;
                    match self.beside(*id) {
                        Beside::Line(letters) if self.stance(*id) == stance => {
                            (end, count, longest) = (close + 1, count + 1, longest.max(letters));
                            is_said = is_said && is_said_verse(self.markup, *id);
                            let look = self.reading.styles.look(self.markup, *id);
                            least = least.min(look.inset());
                        }
                        Beside::Nothing => {}
                        Beside::Line(_) | Beside::Other => break,
                    }
                    close + 1
                }
                _ => break,
            };
        }
        self.lines.least = least;
        let are_lines = if is_said {
            count > 0 && longest <= LONGEST_VERSE
        } else {
            count >= FEWEST_LINES
                && longest <= LONGEST_LINE
                && !self.reading.styles.is_partial()
                && !self.has_prose_beside(first)
        };
        (start..end, are_lines)
    }

    /// Whether a block like a line but longer stands where an element does: then all are paragraphs.
    fn has_prose_beside(&mut self, line: ElementId) -> bool {
        let Some(parent) = self.markup.element(line).parent else {
            return true;
        };
        if let Some(known) = self.lines.prose.get(&parent) {
            return *known;
        }
        let mut at = self.markup.element(parent).open + 1;
        let end = self.markup.element(parent).close;
        let mut is_there = false;
        while at < end && !is_there {
            at = match self.markup.nodes().get(at as usize) {
                Some(Node::Open(id)) => {
                    is_there = self.markup.tag(*id) == Tag::Div && self.is_prose(*id);
                    self.markup.element(*id).close + 1
                }
                _ => at + 1,
            };
        }
        self.lines.prose.insert(parent, is_there);
        is_there
    }

    /// Whether an element holds more letters than a line, and no blocks.
    fn is_prose(&self, id: ElementId) -> bool {
        let mut letters = 0;
        let has_block = self.markup.inside(id).iter().any(|node| match node {
            Node::Open(inner) => self.markup.tag(*inner).kind() == Kind::Block,
            Node::Text(range) => {
                letters += self.markup.slice(range).trim().chars().count();
                false
            }
            _ => false,
        });
        !has_block && letters > LONGEST_LINE
    }

    /// Where the lines of a block lean and what direction they are read in, as far as it says so itself.
    fn stance(&self, id: ElementId) -> (Option<Alignment>, Option<&str>, Option<&str>) {
        let said = |attribute| self.markup.attribute(id, attribute);
        let look = self.reading.styles.look(self.markup, id);
        (look.alignment, said(Attribute::Align), said(Attribute::Dir))
    }

    /// What an element is beside lines.
    fn beside(&self, id: ElementId) -> Beside {
        let tag = self.markup.tag(id);
        let look = self.reading.styles.look(self.markup, id);
        let reading = self.reading;
        let is_gone = reading.left_out.contains(&id)
            || reading.notes.dropped.contains(&id)
            || self.told.contains(&id)
            || self.is_hidden(id, tag, look);
        if is_gone {
            return Beside::Nothing;
        }
        let is_plain = !reading.kinds.contains_key(&id)
            && !reading.notes.texts.contains_key(&id)
            && !reading.notes.references.contains_key(&id)
            && look.preformatted != Some(true);
        let is_said = is_said_verse(self.markup, id);
        let is_apart = if is_said {
            look.spaced == Some(true)
        } else {
            look.sets_apart()
        };
        let is_block = match tag {
            Tag::Div => true,
            // Paragraphs have a margin of their own where style sheets take it not from them.
            Tag::P => look.spaced == Some(false) && is_said,
            _ => look.block == Some(true) && tag.kind() == Kind::Inline,
        };
        match self.letters(id) {
            Some(0) if is_page_break(self.markup, id) => Beside::Nothing,
            Some(letters) if is_plain && is_block && !is_apart && letters > 0 => {
                Beside::Line(letters)
            }
            _ => Beside::Other,
        }
    }

    /// How many letters stand in an element that is no more than a line: no block is in it, no picture,
    /// and no text behind a line break. Those behind the longest line are not counted.
    fn letters(&self, id: ElementId) -> Option<usize> {
        let (mut letters, mut is_broken) = (0, false);
        for node in self.markup.inside(id) {
            match node {
                Node::Open(inner) => match self.markup.tag(*inner) {
                    Tag::Br => is_broken = true,
                    Tag::Hr | Tag::Img | Tag::Svg | Tag::Math | Tag::Object => return None,
                    tag if tag.kind() == Kind::Block || self.is_set_as_block(*inner) => {
                        return None;
                    }
                    _ => {}
                },
                Node::Text(range) => {
                    let text = self.markup.slice(range).trim();
                    if is_broken && !text.is_empty() {
                        return None;
                    }
                    letters += text.chars().take(LONGEST_VERSE + 1).count();
                }
                Node::Close(_) | Node::Released(_) => {}
            }
            if letters > LONGEST_VERSE {
                break;
            }
        }
        // A line that is nothing but its end is a gap.
        (letters > 0 || !is_broken).then_some(letters)
    }

    fn is_set_as_block(&self, id: ElementId) -> bool {
        self.reading.styles.look(self.markup, id).block == Some(true)
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_ascii().is_empty()
}

fn is_page_break(markup: &Markup, id: ElementId) -> bool {
    let is_one = |word: &str| word == "pagebreak" || word == "doc-pagebreak";
    markup.has_word(id, Attribute::Type, is_one) || markup.has_word(id, Attribute::Role, is_one)
}

/// Whether an element, or one of those it stands in, is called verse.
fn is_said_verse(markup: &Markup, id: ElementId) -> bool {
    let parent = |id: &ElementId| markup.element(*id).parent;
    std::iter::successors(Some(id), parent)
        .take(NEAR)
        .any(|id| {
            markup.has_word(id, Attribute::Class, is_name_of_verse)
                || markup.has_word(id, Attribute::Type, is_name_of_verse)
        })
}

/// Whether a name is one that is given to verse.
fn is_name_of_verse(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(bare, "line" | "lines" | "line-group" | "linegroup")
        || bare
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| VERSE.contains(&word))
}

const VERSE: [&str; 11] = [
    "verse",
    "verses",
    "verseline",
    "poem",
    "poems",
    "poetry",
    "stanza",
    "stanzas",
    "strophe",
    "lyrics",
    "canto",
];
