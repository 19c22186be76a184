//! Lists: markers, numbers, how close the items stand.

use super::{Ends, Writer};
use crate::document::{BlockKind, Marker, Numerals, Spacing};
use crate::format::html::markup::{Attribute, ElementId, Node};
use crate::format::html::style::Look;
use crate::format::html::tag::Tag;

/// Cells by which the text of a definition stands in, and a list in a list that is in no item.
const INSET: u8 = 4;

/// An open list.
#[derive(Debug)]
pub(super) struct List {
    number: Option<u64>,
    /// How it is counted.
    numerals: Numerals,
    is_reversed: bool,
    /// Its items have no sign.
    is_unmarked: bool,
    /// Whether the item before stood directly under its own; `None` before the first.
    is_tight: Option<bool>,
    /// Whether the place is inside an item of it.
    in_item: bool,
}

/// What is known of an item before it is read.
struct Ahead {
    is_tight: bool,
    task: Option<bool>,
}

impl Writer<'_> {
    pub(super) fn open_list(&mut self, id: ElementId, tag: Tag, look: Look) -> Ends {
        self.settle_item();
        let is_inset = self.lists.last().is_some_and(|list| !list.in_item);
        if is_inset {
            self.builder.open_inset(INSET);
        }
        let is_reversed = self.markup.attribute(id, Attribute::Reversed).is_some();
        let start = self.number(id, Attribute::Start);
        let first = start.unwrap_or_else(|| if is_reversed { self.items(id) } else { 1 });
        self.lists.push(List {
            number: (tag == Tag::Ol).then_some(first),
            numerals: look
                .numerals
                .or_else(|| self.numerals(id))
                .unwrap_or_default(),
            is_reversed,
            is_unmarked: look.unmarked == Some(true),
            is_tight: None,
            in_item: false,
        });
        Ends::List { is_inset }
    }

    /// How the `type` of a list or an item has it counted.
    fn numerals(&self, id: ElementId) -> Option<Numerals> {
        match self.markup.attribute(id, Attribute::Kind)?.trim() {
            "1" => Some(Numerals::Figures),
            "a" => Some(Numerals::Letters),
            "A" => Some(Numerals::Capitals),
            "i" => Some(Numerals::Roman),
            "I" => Some(Numerals::RomanCapitals),
            _ => None,
        }
    }

    fn number(&self, id: ElementId, attribute: Attribute) -> Option<u64> {
        self.markup.attribute(id, attribute)?.trim().parse().ok()
    }

    /// How many items a list has of its own.
    fn items(&self, id: ElementId) -> u64 {
        let own = |node: &&Node| {
            matches!(node, Node::Open(item) if self.markup.element(*item).parent == Some(id)
                && self.markup.tag(*item) == Tag::Li)
        };
        self.markup.inside(id).iter().filter(own).count() as u64
    }

    pub(super) fn end_list(&mut self, is_inset: bool) {
        self.end_block();
        self.lists.pop();
        if is_inset {
            self.builder.close();
        }
    }

    /// Gives an item whose first block is a list or quotation a line of its own for its marker, which
    /// belongs to neither.
    pub(super) fn settle_item(&mut self) {
        if self.builder.is_first_of_item() {
            self.builder.block(BlockKind::Paragraph, "");
            self.builder.space_next(Spacing::Tight);
        }
    }

    pub(super) fn open_item(&mut self, id: ElementId, look: Look) -> Ends {
        let ahead = self.look_ahead(id);
        let said = self.number(id, Attribute::Value);
        let outer = self
            .lists
            .iter()
            .rev()
            .nth(1)
            .map(|list| list.is_tight == Some(true));
        let Some(list) = self.lists.last_mut() else {
            self.builder.open_item(Marker::Bullet);
            return Ends::Container;
        };
        list.in_item = true;
        let before = list.is_tight.unwrap_or(outer.unwrap_or(false));
        list.is_tight = Some(ahead.is_tight);
        if before && ahead.is_tight {
            self.builder.space_next(Spacing::Tight);
        }
        if list.is_unmarked || look.unmarked == Some(true) {
            self.builder.open_inset(0);
            return Ends::Item;
        }
        let marker = match (&mut list.number, ahead.task) {
            (_, Some(done)) => Marker::Task { done },
            (None, None) => Marker::Bullet,
            (Some(number), None) => {
                *number = said.unwrap_or(*number);
                let marker = match list.numerals {
                    Numerals::Figures => Marker::Number(*number),
                    numerals => Marker::Counted(numerals, *number),
                };
                *number = if list.is_reversed {
                    number.saturating_sub(1)
                } else {
                    number.saturating_add(1)
                };
                marker
            }
        };
        self.builder.open_item(marker);
        Ends::Item
    }

    pub(super) fn end_item(&mut self) {
        self.end_block();
        self.builder.close();
        if let Some(list) = self.lists.last_mut() {
            list.in_item = false;
        }
    }

    /// Whether an item's text stands in no paragraph, and whether a box to tick stands before it.
    fn look_ahead(&self, id: ElementId) -> Ahead {
        let mut ahead = Ahead {
            is_tight: true,
            task: None,
        };
        for node in self.markup.inside(id).iter().take(6) {
            match node {
                Node::Text(range) if self.markup.slice(range).trim().is_empty() => {}
                Node::Text(_) => break,
                Node::Open(inner) => match self.markup.tag(*inner) {
                    Tag::P => ahead.is_tight = false,
                    Tag::Label => {}
                    Tag::Input => {
                        let kind = self.markup.attribute(*inner, Attribute::Kind);
                        if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
                            let done = self.markup.attribute(*inner, Attribute::Checked);
                            ahead.task = Some(done.is_some());
                        }
                    }
                    _ => break,
                },
                Node::Close(_) | Node::Released(_) => {}
            }
        }
        ahead
    }

    /// What defines a term stands in under it.
    pub(super) fn open_inset(&mut self) {
        self.settle_item();
        self.builder.open_inset(INSET);
        self.builder.space_next(Spacing::Tight);
    }
}
