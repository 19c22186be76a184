//! Events into blocks.
//!
//! A block begins when its first text comes, and no earlier: only then is it known whether an item is
//! tight (its text stands in no paragraph), whether it is a task, and whether it is empty.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::article::{Article, Part, inside};
use super::leaf::{is_block, is_figure, plain_text, take_id, until};
use super::notes::Notes;
use super::slugs::Slugs;
use crate::document::{Alignment, BlockKind, Builder, Document, Marker, Spacing};
use crate::format::byline::authors_of;

#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) builder: Builder,
    pub(super) notes: Notes<'a>,
    pub(super) slugs: Slugs,
    /// The kind of block that text opens, while none is open.
    pub(super) is_open: bool,
    pub(super) in_table: bool,
    pub(super) article: Article,
    lists: Vec<List>,
    /// An item that has begun and has no block yet.
    item: Option<Item>,
    /// Quotations and lists around the place.
    depth: usize,
    /// A last paragraph, which is a credit if nothing follows it.
    held: Option<Vec<Event<'a>>>,
    in_notes: bool,
}

#[derive(Debug)]
struct List {
    number: Option<u64>,
    /// Whether the item before stood directly under its own; `None` before the first.
    is_tight: Option<bool>,
}

#[derive(Debug)]
struct Item {
    marker: Marker,
    is_tight: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(builder: Builder, article: Article) -> Self {
        Self {
            builder,
            notes: Notes::default(),
            slugs: Slugs::default(),
            is_open: false,
            in_table: false,
            article,
            lists: Vec::new(),
            item: None,
            depth: 0,
            held: None,
            in_notes: false,
        }
    }

    /// Writes all of `events`.
    pub(super) fn write(&mut self, mut events: impl Iterator<Item = Event<'a>>) {
        let events: &mut dyn Iterator<Item = Event<'a>> = &mut events;
        while let Some(event) = events.next() {
            match event {
                Event::Start(Tag::FootnoteDefinition(first)) => self.notes.define(&first, events),
                Event::Start(tag) if is_block(&tag) => self.start(tag, events),
                Event::End(end) => self.end(end),
                Event::Rule => {
                    self.before_block();
                    self.article.rule();
                    self.builder.block(BlockKind::Rule, "");
                }
                Event::TaskListMarker(done) => self.task(done),
                other => self.inline(other),
            }
        }
    }

    /// Writes the credit and the notes, and gives the document.
    pub(super) fn finish(mut self) -> Document {
        self.end_block();
        if let Some(events) = self.held.take() {
            self.leaf(BlockKind::Credit, inside(events));
        }
        self.in_notes = true;
        while let Some((label, events)) = self.notes.next() {
            self.builder.open_note(&label);
            self.write(events.into_iter());
            self.end_block();
            self.builder.close();
        }
        self.builder.finish()
    }

    fn start(&mut self, tag: Tag<'a>, events: &mut dyn Iterator<Item = Event<'a>>) {
        match tag {
            Tag::Paragraph => self.paragraph(until(events, TagEnd::Paragraph)),
            Tag::Heading { level, .. } => {
                self.heading(level, until(events, TagEnd::Heading(level)))
            }
            Tag::BlockQuote(_) => {
                self.before_block();
                self.settle_item();
                self.article.block();
                self.builder.open_quotation();
                self.depth += 1;
            }
            Tag::CodeBlock(_) => {
                self.before_block();
                self.article.block();
                self.builder.begin(BlockKind::Code);
                for event in until(events, TagEnd::CodeBlock) {
                    if let Event::Text(text) = event {
                        self.builder.text(&text);
                    }
                }
                self.builder.end();
            }
            Tag::HtmlBlock => self.html_block(&until(events, TagEnd::HtmlBlock)),
            Tag::List(number) => {
                self.before_block();
                self.settle_item();
                self.article.block();
                self.lists.push(List {
                    number,
                    is_tight: None,
                });
                self.depth += 1;
            }
            Tag::Item => self.start_item(),
            Tag::Table(columns) => self.start_table(&columns),
            Tag::TableHead => self.builder.begin_row(true),
            Tag::TableRow => self.builder.begin_row(false),
            Tag::TableCell => self.builder.begin_cell(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.builder.close();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item => {
                self.open_item();
                self.end_block();
                self.builder.close();
            }
            TagEnd::Table => {
                self.in_table = false;
                self.end_block();
            }
            other => self.end_inline(other),
        }
    }

    /// Gives an item whose first block is a list or quotation a line of its own for its marker, which
    /// belongs to neither.
    fn settle_item(&mut self) {
        if self.builder.is_first_of_item() {
            self.builder.block(BlockKind::Paragraph, "");
            self.builder.space_next(Spacing::Tight);
        }
    }

    fn start_item(&mut self) {
        self.open_item();
        self.end_block();
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let marker = match &mut list.number {
            Some(number) => {
                let marker = Marker::Number(*number);
                *number = number.saturating_add(1);
                marker
            }
            None => Marker::Bullet,
        };
        self.item = Some(Item {
            marker,
            is_tight: true,
        });
    }

    fn task(&mut self, done: bool) {
        if let Some(item) = &mut self.item {
            item.marker = Marker::Task { done };
        }
    }

    /// Gives the item that has begun to the builder. It stands directly under what is before it if it
    /// and the item before are tight, or it is the first of a list inside a tight item.
    fn open_item(&mut self) {
        let Some(item) = self.item.take() else {
            return;
        };
        let outer = self
            .lists
            .iter()
            .rev()
            .nth(1)
            .map(|list| list.is_tight == Some(true));
        if let Some(list) = self.lists.last_mut() {
            let before = list.is_tight.unwrap_or(outer.unwrap_or(false));
            list.is_tight = Some(item.is_tight);
            if before && item.is_tight {
                self.builder.space_next(Spacing::Tight);
            }
        }
        self.builder.open_item(item.marker);
    }

    /// What holds before any block: the open one ends, the item has begun, nothing is held back.
    pub(super) fn before_block(&mut self) {
        self.end_block();
        if !self.in_notes
            && let Some(events) = self.held.take()
        {
            self.leaf(BlockKind::Paragraph, events);
        }
        self.open_item();
    }

    pub(super) fn end_block(&mut self) {
        self.builder.end();
        self.is_open = false;
    }

    /// Sees to it that text has a block to stand in.
    pub(super) fn need_block(&mut self) {
        if !self.is_open && !self.in_table {
            self.before_block();
            self.article.block();
            self.builder.begin(BlockKind::Paragraph);
            self.is_open = true;
        }
    }

    fn leaf(&mut self, kind: BlockKind, events: Vec<Event<'a>>) {
        self.builder.begin(kind);
        self.is_open = true;
        for event in events {
            match event {
                Event::End(end) => self.end_inline(end),
                other => self.inline(other),
            }
        }
        self.end_block();
    }

    fn paragraph(&mut self, mut events: Vec<Event<'a>>) {
        if let Some(Event::TaskListMarker(done)) = events.first() {
            self.task(*done);
            events.remove(0);
        }
        if let Some(item) = &mut self.item {
            item.is_tight = false;
        }
        self.before_block();
        if is_figure(&events) {
            self.article.block();
            return self.leaf(BlockKind::Figure, events);
        }
        if self.depth > 0 || self.in_notes {
            return self.leaf(BlockKind::Paragraph, events);
        }
        match self.article.paragraph(&events) {
            Part::MayBeCredit => self.held = Some(events),
            Part::Is(BlockKind::Paragraph) => self.leaf(BlockKind::Paragraph, events),
            Part::Is(kind) => {
                if kind == BlockKind::Byline {
                    self.note_authors(&plain_text(&events));
                }
                self.leaf(kind, inside(events));
            }
        }
    }

    fn note_authors(&mut self, byline: &str) {
        let metadata = self.builder.metadata_mut();
        if metadata.authors.is_empty() {
            metadata.authors = authors_of(byline);
        }
    }

    fn heading(&mut self, level: HeadingLevel, mut events: Vec<Event<'a>>) {
        self.before_block();
        let kind = if self.depth == 0 && !self.in_notes {
            self.article.heading(level as u8)
        } else {
            BlockKind::Heading { level: level as u8 }
        };
        if let Some(id) = take_id(&mut events) {
            self.builder.name_place(&id);
        }
        let name = self.slugs.name(&plain_text(&events));
        self.builder.name_place(&name);
        self.leaf(kind, events);
    }

    fn start_table(&mut self, columns: &[pulldown_cmark::Alignment]) {
        self.before_block();
        self.article.block();
        let columns = columns.iter().map(|alignment| match alignment {
            pulldown_cmark::Alignment::Center => Alignment::Centre,
            pulldown_cmark::Alignment::Right => Alignment::Right,
            pulldown_cmark::Alignment::Left | pulldown_cmark::Alignment::None => Alignment::Left,
        });
        self.builder.begin_table(columns.collect());
        self.in_table = true;
    }
}
