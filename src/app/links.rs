//! The links and notes on the page: which one is chosen, where it leads, and what is seen of that.

use crate::command::Action;
use crate::document::{
    BlockKind, ContentsSource, Document, Link, LinkTarget, NoteId, in_quotation_marks,
    opening_words,
};
use crate::text::{Cells, Offset, TextRange, shortened_within, text_width};

use super::panel::title_line;
use super::{App, Panel, Peek};

/// Stands before what a chosen link leads to.
const LEADS_TO: &str = "→ ";

impl App {
    pub(super) fn choose_link(&mut self, is_forward: bool) {
        let shown = self.book.screen.shown;
        let links = self.book.window.document().links();
        let on_page = |n: &usize| links.get(*n).is_some_and(|l| shown.contains(l.range.start));
        let all: Vec<usize> = (0..links.len()).filter(on_page).collect();
        let at = self
            .book
            .link
            .and_then(|link| all.iter().position(|n| *n == link));
        let next = match (at, is_forward) {
            (None, true) => 0,
            (None, false) => all.len().saturating_sub(1),
            (Some(at), true) => (at + 1) % all.len(),
            (Some(at), false) => (at + all.len() - 1) % all.len(),
        };
        self.book.link = all.get(next).copied();
        if all.is_empty() {
            self.say("no link or note on this page");
        }
        self.say_where_it_leads();
    }

    fn chosen_link(&self) -> Option<&Link> {
        let links = self.book.window.document().links();
        self.book.link.and_then(|n| links.get(n))
    }

    /// Says what the chosen link leads to, or how the chosen words are read aloud.
    fn say_where_it_leads(&mut self) {
        let document = self.book.window.document();
        let leads_to = |what: &str| format!("{LEADS_TO}{what}");
        let said = self.chosen_link().map(|link| match &link.target {
            LinkTarget::Outside(address) => {
                let room = self.notice_room() - text_width(LEADS_TO);
                leads_to(&shortened_within(address, room))
            }
            LinkTarget::Inside(place) => leads_to(&name_of(document, *place)),
            LinkTarget::Note(id) => match note_text(document, *id) {
                Some(note) => leads_to(&quoted_beginning(document.slice(note))),
                None => NO_NOTE.to_owned(),
            },
            LinkTarget::Reading(reading) => {
                format!("{}: {reading}", document.slice(link.range))
            }
        });
        if let Some(said) = said {
            self.notice = Some(said);
        }
    }

    /// Cells there are for what is said: of the window's width, or beside the number of matches.
    fn notice_room(&self) -> Cells {
        let frame = self.frame().filter(|_| self.match_count().is_some());
        let room = frame.map_or(self.size.0.saturating_sub(2), |frame| frame.width() / 2);
        Cells::from(room)
    }

    pub(super) fn peek_at_link(&mut self) {
        let document = self.book.window.document();
        let Some(link) = self.chosen_link() else {
            let keys = self.keymap.keys_of(Action::NextLink).join(" ");
            self.notice = Some(format!("{keys} chooses a link or note"));
            return;
        };
        let peek = match &link.target {
            LinkTarget::Outside(address) => Peek::Address(address.to_string()),
            LinkTarget::Inside(offset) if begins_section(document, *offset) => {
                let place = *offset;
                return self.jump(place);
            }
            LinkTarget::Inside(offset) => Peek::place(document, *offset),
            LinkTarget::Note(id) => match note_text(document, *id) {
                Some(range) => Peek::Note(range),
                None => return self.say(NO_NOTE),
            },
            LinkTarget::Reading(_) => return self.say_where_it_leads(),
        };
        self.panels.push(Panel::Peek(peek));
    }
}

const NO_NOTE: &str = "the note is missing";

/// Where a note stands, unless it is missing.
fn note_text(document: &Document, id: NoteId) -> Option<TextRange> {
    let note = document.note(id).map(|note| note.range);
    note.filter(|range| !range.is_empty())
}

/// The title of the section that begins at a place, else the words there.
fn name_of(document: &Document, place: Offset) -> String {
    match section_from(document, place) {
        Some(section) => in_quotation_marks(&title_line(document, section)),
        None => quoted_beginning(document.slice(TextRange {
            start: place,
            end: document.end(),
        })),
    }
}

fn quoted_beginning(text: &str) -> String {
    let text = text.trim();
    let words = opening_words(text);
    let rest = if words.len() < text.len() { "…" } else { "" };
    in_quotation_marks(&format!("{words}{rest}"))
}

/// The section that begins at a place. A text without headings has one for each paragraph, and none is meant.
fn section_from(document: &Document, place: Offset) -> Option<usize> {
    let is_start = |section: &usize| {
        let section = document.sections().get(*section);
        section.is_some_and(|section| section.offset == place)
    };
    let has_chapters = document.contents_source() != ContentsSource::Paragraphs;
    let section = document.section_at(place).filter(is_start);
    section.filter(|_| has_chapters)
}

/// Whether a chapter or the like begins at a place: that is no note to be glanced at, and is gone to.
fn begins_section(document: &Document, place: Offset) -> bool {
    let block = document.block_at(place).and_then(|id| document.block(id));
    let is_heading = block
        .is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading { .. }));
    is_heading || section_from(document, place).is_some()
}
