//! Runs: stretches of text that play a role, and what they lead to.

use std::ops::{BitOr, BitOrAssign};

use crate::text::{Offset, TextRange};

/// One role a stretch of text can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Role {
    /// *Emphasis.*
    Emphasis = 1,
    /// **Strong.**
    Strong = 1 << 1,
    /// `Code` inside a line.
    Code = 1 << 2,
    /// A link.
    Link = 1 << 3,
    /// The number that refers to a note.
    NoteReference = 1 << 4,
    /// Struck out.
    Struck = 1 << 5,
    /// Small capitals; drawn as capitals where a letter has one of its own size.
    SmallCaps = 1 << 6,
}

/// The roles a stretch of text plays at once; emphasis inside a link is both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles(u8);

impl Roles {
    /// No role: plain text.
    pub const NONE: Self = Self(0);

    /// Whether `role` is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & role as u8 != 0
    }

    /// Whether there are none.
    pub const fn is_plain(self) -> bool {
        self.0 == 0
    }

    /// These without `role`.
    pub const fn without(self, role: Role) -> Self {
        Self(self.0 & !(role as u8))
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Self {
        Self(role as u8)
    }
}

impl BitOr<Role> for Roles {
    type Output = Self;
    fn bitor(self, role: Role) -> Self {
        Self(self.0 | role as u8)
    }
}

impl BitOrAssign<Role> for Roles {
    fn bitor_assign(&mut self, role: Role) {
        *self = *self | role;
    }
}

/// A stretch of text and the roles it plays. Runs are sorted and never overlap; text in no run is plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands.
    pub range: TextRange,
    /// What it is; never plain.
    pub roles: Roles,
}

/// The number of a note in its document, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(u32);

impl NoteId {
    /// The note with this index.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// As an index into [`super::Document::notes`].
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words that are the link.
    pub range: TextRange,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the document; shown, never fetched.
    Outside(Box<str>),
    /// To a place in this document.
    Inside(Offset),
    /// To a note.
    Note(NoteId),
    /// To how the words are read aloud: the small print beside Chinese characters (ruby), which is no part
    /// of the text.
    Reading(Box<str>),
}

/// A note: what a [`Role::NoteReference`] refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name it has in the source.
    pub label: Box<str>,
    /// Its text, from the start of its first block to the end of its last; empty if it is missing.
    pub range: TextRange,
    /// Where the text first refers to it.
    pub reference: Option<Offset>,
}
