//! Roles, links and references to notes: what happens inside a block.

use super::Builder;
use crate::document::{Note, NoteId, Role, Roles, Run};
use crate::text::{Offset, TextRange};

/// Where a link leads, as a format knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// Out of the document.
    Outside(String),
    /// To the place with this name, which may come later ([`Builder::name_place`]). Where there is no
    /// place `file#here`, `file` is meant.
    Place(String),
}

/// Roles and links while they are open.
#[derive(Debug, Default)]
pub(super) struct Inline {
    /// How often each role is open, by its bit.
    pub(super) open: [u32; 8],
    pub(super) roles: Roles,
    pub(super) run_start: usize,
    pub(super) link: Option<LinkTo>,
    pub(super) link_start: usize,
    /// Where the words begin that have a reading.
    pub(super) reading_start: usize,
    pub(super) runs: Vec<Run>,
    pub(super) links: Vec<(TextRange, Target)>,
}

#[derive(Debug)]
pub(super) enum Target {
    To(LinkTo),
    Note(NoteId),
    Reading(Box<str>),
}

impl Builder {
    /// From here on the text plays `role`, up to the matching [`Self::end_role`].
    pub fn begin_role(&mut self, role: Role) {
        self.inline.change(role, 1, self.writer.len());
    }

    /// Ends a role; without its beginning nothing happens.
    pub fn end_role(&mut self, role: Role) {
        self.inline.change(role, -1, self.writer.len());
    }

    /// From here on the text is a link, up to [`Self::end_link`]. Links do not stand in one another.
    pub fn begin_link(&mut self, to: LinkTo) {
        self.end_link();
        self.begin_role(Role::Link);
        self.inline.link_start = self.writer.len();
        self.inline.link = Some(to);
    }

    /// Ends the link.
    pub fn end_link(&mut self) {
        if self.inline.link.is_some() {
            self.inline.keep_link(self.writer.len());
            self.inline.link = None;
            self.end_role(Role::Link);
        }
    }

    /// From here on the words are those that have a reading, up to [`Self::end_reading`].
    pub fn begin_reading(&mut self) {
        if self.inline.link.is_none() {
            self.inline.interrupt(self.writer.len());
            self.inline.reading_start = self.writer.len();
        }
    }

    /// The words since [`Self::begin_reading`] are read so; they are not told in the text. Inside a link,
    /// and around one, the link counts.
    pub fn end_reading(&mut self, reading: &str) {
        let start = self.inline.reading_start;
        let range = TextRange::new(start, self.writer.len());
        let in_block = self.open.as_ref().is_some_and(|open| open.start <= start);
        let links = self.inline.links.last();
        let is_free = self.inline.link.is_none() && links.is_none_or(|(r, _)| r.end <= range.start);
        if in_block && is_free && !range.is_empty() && !reading.is_empty() {
            let target = Target::Reading(reading.into());
            self.inline.links.push((range, target));
        }
    }

    /// A reference to the note with this label, shown as its raised number.
    pub fn note_reference(&mut self, label: &str) {
        if self.open.is_none() {
            return;
        }
        let id = self.note_id(label);
        self.begin_role(Role::NoteReference);
        let start = self.writer.len();
        self.text(&raised(id.to_usize() + 1));
        let range = TextRange::new(start, self.writer.len());
        self.end_role(Role::NoteReference);
        if let Some(note) = self.notes.get_mut(id.to_usize()) {
            note.reference.get_or_insert(range.start);
        }
        if self.inline.link.is_none() {
            self.inline.links.push((range, Target::Note(id)));
        }
    }

    pub(super) fn note_id(&mut self, label: &str) -> NoteId {
        if let Some(&id) = self.note_ids.get(label) {
            return id;
        }
        let id = NoteId::new(self.notes.len());
        self.note_ids.insert(label.into(), id);
        self.notes.push(Note {
            label: label.into(),
            range: TextRange::default(),
            reference: None,
        });
        id
    }
}

impl Inline {
    pub(super) fn change(&mut self, role: Role, by: i32, at: usize) {
        let slot = (role as u8).trailing_zeros() as usize;
        let Some(count) = self.open.get_mut(slot) else {
            return;
        };
        let was_open = *count > 0;
        *count = count.saturating_add_signed(by);
        let is_open = *count > 0;
        if was_open != is_open {
            self.interrupt(at);
            self.run_start = at;
            self.roles = if is_open {
                self.roles | role
            } else {
                self.roles.without(role)
            };
        }
    }

    /// Writes down the run and the link that have grown up to `at`, which stay open.
    pub(super) fn interrupt(&mut self, at: usize) {
        if !self.roles.is_plain() && self.run_start < at {
            self.runs.push(Run {
                range: TextRange::new(self.run_start, at),
                roles: self.roles,
            });
        }
        self.run_start = at;
    }

    /// Blanks at the end of a block were taken back, and the text ends here now.
    pub(super) fn clip(&mut self, end: usize) {
        let end_of_text = Offset::new(end);
        while let Some(run) = self.runs.last_mut()
            && run.range.end > end_of_text
        {
            run.range.end = end_of_text;
            if run.range.start >= end_of_text {
                self.runs.pop();
            }
        }
        while let Some((range, _)) = self.links.last_mut()
            && range.end > end_of_text
        {
            range.end = end_of_text;
            if range.start >= end_of_text {
                self.links.pop();
            }
        }
        self.run_start = self.run_start.min(end);
        self.link_start = self.link_start.min(end);
    }

    pub(super) fn keep_link(&mut self, at: usize) {
        if let Some(to) = &self.link
            && self.link_start < at
        {
            let range = TextRange::new(self.link_start, at);
            self.links.push((range, Target::To(to.clone())));
        }
        self.link_start = at;
    }

    pub(super) fn reopen(&mut self, at: usize) {
        self.run_start = at;
        self.link_start = at;
    }
}

/// A number in raised digits, as notes are referred to.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number
        .to_string()
        .bytes()
        .filter_map(|b| DIGITS.get(usize::from(b.wrapping_sub(b'0'))))
        .collect()
}
