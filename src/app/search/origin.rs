//! Where a reader stood before a glance elsewhere.

use crate::text::Offset;

use super::super::{App, Book, Panel};

/// Where a reader stood before a glance at a match, and is taken back to.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    offset: Offset,
    /// The link that was chosen.
    link: Option<usize>,
}

impl Origin {
    /// The reading position.
    pub const fn offset(self) -> Offset {
        self.offset
    }
}

impl Book {
    pub(in super::super) fn origin(&self) -> Origin {
        Origin {
            offset: self.window.offset(),
            link: self.link,
        }
    }

    pub(in super::super) fn stand_back_at(&mut self, origin: Origin) {
        self.window.stand_at(origin.offset);
        self.link = origin.link;
    }
}

impl App {
    /// Whether what is shown is only a glance, from which one may still be taken back.
    pub(in super::super) fn is_glancing(&self) -> bool {
        let is_list = |panel: &Panel| matches!(panel, Panel::Matches(_) | Panel::Bookmarks(_));
        self.searches.is_undecided() || self.panels.iter().any(is_list)
    }
}
