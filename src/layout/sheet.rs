//! What pages are cut for.

use crate::text::Rows;

/// The paper: how many rows a page has, and how many pages lie side by side. Two sheets that are equal
/// give equal pages; lines do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// Rows of a page; less than one is taken for one.
    pub height: Rows,
    /// Pages side by side.
    pub columns: Columns,
}

/// How many pages are shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Columns {
    /// One.
    #[default]
    One,
    /// Two facing pages: a spread.
    Two,
}

impl Columns {
    /// As a number.
    pub const fn count(self) -> usize {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// The first of the pages that are shown together with the page `page`. Pages are counted from 0
    /// in their gathering, and a gathering begins on a left page: so a spread is found without knowing
    /// how many pages lie before it.
    pub const fn first_of(self, page: usize) -> usize {
        page - page % self.count()
    }
}

/// Pages that are shown one at a time.
impl From<Rows> for Sheet {
    fn from(height: Rows) -> Self {
        Self {
            height,
            columns: Columns::One,
        }
    }
}
