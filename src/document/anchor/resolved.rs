//! What became of a place or a passage.

use crate::text::{Offset, TextRange};

/// Where something that was remembered stands now, and how sure that is. Whatever is in doubt is said to
/// be, so that nobody is led silently to other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved<T = Offset> {
    /// Where it stood.
    Exact(T),
    /// The same words, perhaps with a mistake corrected, stand here now.
    Moved(T),
    /// In doubt: something like the words stands here, or what stood around them, or they stand here as
    /// well as elsewhere.
    Near(T),
    /// The words are gone; this is about as far into the section or the text as they were.
    Lost(T),
}

impl<T: Copy> Resolved<T> {
    /// Where it is, however it was found.
    pub const fn place(self) -> T {
        match self {
            Self::Exact(place) | Self::Moved(place) | Self::Near(place) | Self::Lost(place) => {
                place
            }
        }
    }

    /// As certain, of what is made of the place.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Resolved<U> {
        match self {
            Self::Exact(place) => Resolved::Exact(make(place)),
            Self::Moved(place) => Resolved::Moved(make(place)),
            Self::Near(place) => Resolved::Near(make(place)),
            Self::Lost(place) => Resolved::Lost(make(place)),
        }
    }

    /// Whether the words are there for certain.
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Exact(_) | Self::Moved(_))
    }
}

impl Resolved<Offset> {
    /// The place, however it was found.
    pub const fn offset(self) -> Offset {
        self.place()
    }
}

impl Resolved<TextRange> {
    /// The stretch of the text, however it was found; empty where it is lost or was a place.
    pub const fn range(self) -> TextRange {
        self.place()
    }
}
