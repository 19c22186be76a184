//! Events into a tree of HTML.
//!
//! Markdown is defined by the HTML it stands for, so that is what it becomes here: what the parser saw
//! and the raw HTML between it go into one [`Tree`], and whatever an author began as one and ended as
//! the other is understood as a browser would. Elements that Markdown opened cannot be closed by a
//! stray end tag.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, HeadingLevel, Tag as Mark, TagEnd};

use super::article::{Article, Part};
use super::leaf::{is_block, plain_text, take_id, until};
use super::notes::Notes;
use super::slugs::Slugs;
use crate::document::{BlockKind, Builder, Document};
use crate::format::byline::authors_of;
use crate::format::html::markup::{Attribute, ElementId};
use crate::format::html::tag::Tag;
use crate::format::html::tree::Tree;
use crate::format::html::{Alone, Dialect, PageNotes, Reading, Styles, feed, write};

#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) tree: Tree,
    pub(super) notes: Notes<'a>,
    /// Text that is growing: the parser gives it in pieces.
    pub(super) text: String,
    /// How many links and images the place is in.
    pub(super) links: usize,
    pub(super) page_notes: PageNotes,
    slugs: Slugs,
    article: Article,
    kinds: HashMap<ElementId, BlockKind>,
    silent: HashSet<ElementId>,
    columns: Vec<pulldown_cmark::Alignment>,
    /// The cell that comes next in its row, and whether the row is the head.
    cell: (usize, bool),
    /// Quotations and lists around the place.
    depth: usize,
    /// A last paragraph and the emphasis in it, which is a credit if nothing follows it.
    held: Option<(ElementId, ElementId)>,
    in_notes: bool,
    authors: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(article: Article) -> Self {
        Self {
            tree: Tree::new(Dialect::Html),
            notes: Notes::default(),
            text: String::new(),
            links: 0,
            page_notes: PageNotes::default(),
            slugs: Slugs::default(),
            article,
            kinds: HashMap::new(),
            silent: HashSet::new(),
            columns: Vec::new(),
            cell: (0, false),
            depth: 0,
            held: None,
            in_notes: false,
            authors: Vec::new(),
        }
    }

    /// Writes all of `events`.
    pub(super) fn write(&mut self, mut events: impl Iterator<Item = Event<'a>>) {
        let events: &mut dyn Iterator<Item = Event<'a>> = &mut events;
        while let Some(event) = events.next() {
            match event {
                Event::Start(Mark::FootnoteDefinition(first)) => {
                    self.flush();
                    self.notes.define(&first, events);
                }
                Event::Start(tag) if is_block(&tag) => {
                    self.flush();
                    self.start(tag, events);
                }
                Event::End(end) => self.end(end),
                Event::Rule => {
                    self.flush();
                    self.block();
                    self.article.rule();
                    self.tree.element(Tag::Hr, &[]);
                }
                Event::TaskListMarker(done) => self.task(done),
                Event::Start(Mark::Image { .. }) => self.image(events),
                other => self.inline(other),
            }
        }
        self.flush();
    }

    /// Writes the notes, and tells a builder all there is.
    pub(super) fn finish(mut self, mut builder: Builder) -> Document {
        if let Some((paragraph, emphasis)) = self.held.take() {
            self.kinds.insert(paragraph, BlockKind::Credit);
            self.silent.insert(emphasis);
        }
        self.in_notes = true;
        while let Some((label, events)) = self.notes.next() {
            self.tree.open(Tag::Div, &[]);
            self.page_notes.add_text(self.tree.last_id(), &label);
            self.write(events.into_iter());
            self.tree.close();
        }
        let metadata = builder.metadata_mut();
        if metadata.authors.is_empty() {
            metadata.authors = self.authors;
        }
        let markup = self.tree.finish();
        let styles = Styles::default();
        let mut reading = Reading::new(&Alone, &styles, &self.page_notes);
        reading.kinds = self.kinds;
        reading.silent = self.silent;
        write(&markup, &reading, &mut builder);
        builder.finish()
    }

    /// Another block begins, so a paragraph that was held back is no credit.
    fn block(&mut self) {
        self.article.block();
        if !self.in_notes {
            self.held = None;
        }
    }

    fn start(&mut self, tag: Mark<'a>, events: &mut dyn Iterator<Item = Event<'a>>) {
        match tag {
            Mark::Paragraph => self.paragraph(&until(events, TagEnd::Paragraph)),
            Mark::Heading { level, .. } => {
                self.heading(level, until(events, TagEnd::Heading(level)))
            }
            Mark::BlockQuote(_) => {
                self.block();
                self.tree.open(Tag::Blockquote, &[]);
                self.depth += 1;
            }
            Mark::CodeBlock(_) => self.code(events),
            Mark::HtmlBlock => self.html(events),
            Mark::List(number) => {
                self.block();
                match number {
                    Some(first) => {
                        let start = (Attribute::Start, first.to_string());
                        self.tree.open(Tag::Ol, &[start]);
                    }
                    None => self.tree.open(Tag::Ul, &[]),
                }
                self.depth += 1;
            }
            Mark::Item => self.tree.open(Tag::Li, &[]),
            Mark::Table(columns) => {
                self.block();
                self.columns = columns;
                self.tree
                    .open(Tag::Table, &[(Attribute::Role, "table".to_owned())]);
            }
            Mark::TableHead => {
                self.tree.open(Tag::Thead, &[]);
                self.start_row(true);
            }
            Mark::TableRow => self.start_row(false),
            Mark::TableCell => self.start_cell(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
                self.tree.close();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::TableHead => {
                self.flush();
                self.tree.close();
                self.tree.close();
            }
            TagEnd::Item | TagEnd::Table | TagEnd::TableRow | TagEnd::TableCell => {
                self.flush();
                self.tree.close();
            }
            other => self.end_inline(other),
        }
    }

    fn task(&mut self, done: bool) {
        let mut attributes = vec![(Attribute::Kind, "checkbox".to_owned())];
        if done {
            attributes.push((Attribute::Checked, String::new()));
        }
        self.tree.element(Tag::Input, &attributes);
    }

    fn code(&mut self, events: &mut dyn Iterator<Item = Event<'a>>) {
        self.block();
        self.tree.open(Tag::Pre, &[]);
        // The one that HTML does not count.
        self.tree.text(b"\n");
        for event in until(events, TagEnd::CodeBlock) {
            if let Event::Text(text) = event {
                self.tree.text(text.as_bytes());
            }
        }
        self.tree.close();
    }

    fn html(&mut self, events: &mut dyn Iterator<Item = Event<'a>>) {
        let html: String = until(events, TagEnd::HtmlBlock)
            .iter()
            .map(|event| match event {
                Event::Html(html) | Event::InlineHtml(html) | Event::Text(html) => html,
                _ => "",
            })
            .collect();
        let before = self.tree.element_count();
        feed(&html, &mut self.tree);
        // A comment is no block.
        if self.tree.element_count() > before || !html.trim_start().starts_with("<!") {
            self.block();
        }
    }

    fn paragraph(&mut self, events: &[Event<'a>]) {
        if is_contents_here(events) {
            return;
        }
        let mut part = Part::Is(BlockKind::Paragraph);
        if self.depth > 0 || self.in_notes {
            self.block();
        } else {
            self.held = None;
            part = self.article.paragraph(events);
        }
        self.tree.start_with(Tag::P, &[]);
        let id = self.tree.last_id();
        let emphasis = id.next();
        match part {
            Part::MayBeCredit => self.held = Some((id, emphasis)),
            Part::Is(BlockKind::Paragraph) => {}
            Part::Is(kind) => {
                if kind == BlockKind::Byline && self.authors.is_empty() {
                    self.authors = authors_of(&plain_text(events));
                }
                self.kinds.insert(id, kind);
                self.silent.insert(emphasis);
            }
        }
        self.write(events.iter().cloned());
        self.tree.end(Tag::P);
    }

    fn heading(&mut self, level: HeadingLevel, mut events: Vec<Event<'a>>) {
        let kind = if self.depth == 0 && !self.in_notes {
            self.held = None;
            self.article.heading(level as u8)
        } else {
            self.block();
            BlockKind::Heading { level: level as u8 }
        };
        let mut names = Vec::new();
        names.extend(take_id(&mut events).map(|id| (Attribute::Id, id)));
        names.push((Attribute::Id, self.slugs.name(&plain_text(&events))));
        let tag = match level {
            HeadingLevel::H1 => Tag::H1,
            HeadingLevel::H2 => Tag::H2,
            HeadingLevel::H3 => Tag::H3,
            HeadingLevel::H4 => Tag::H4,
            HeadingLevel::H5 => Tag::H5,
            HeadingLevel::H6 => Tag::H6,
        };
        self.tree.start_with(tag, &names);
        if kind == BlockKind::Title {
            self.kinds.insert(self.tree.last_id(), kind);
        }
        self.write(events.into_iter());
        self.tree.end(tag);
    }

    fn start_row(&mut self, is_head: bool) {
        self.tree.open(Tag::Tr, &[]);
        self.cell = (0, is_head);
    }

    fn start_cell(&mut self) {
        let (column, is_head) = self.cell;
        self.cell.0 += 1;
        let align = match self.columns.get(column) {
            Some(pulldown_cmark::Alignment::Center) => "center",
            Some(pulldown_cmark::Alignment::Right) => "right",
            _ => "left",
        };
        let tag = if is_head { Tag::Th } else { Tag::Td };
        self.tree.open(tag, &[(Attribute::Align, align.to_owned())]);
    }
}

/// Whether a paragraph says no more than that some program is to put the contents here, which the reader has anyway.
fn is_contents_here(events: &[Event<'_>]) -> bool {
    let is_text = |event: &Event<'_>| matches!(event, Event::Text(_));
    let says = |sign: &str| plain_text(events).trim().eq_ignore_ascii_case(sign);
    events.len() <= 8 && events.iter().all(is_text) && (says("[toc]") || says("[[toc]]"))
}
