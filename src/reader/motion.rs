//! Where to go.

use super::Percent;
use crate::text::Offset;

/// A way to go, in numbers that are at least one where they count something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Motion {
    /// Rows down.
    LinesDown(u32),
    /// Rows up.
    LinesUp(u32),
    /// Half a page down, so many times.
    HalfPagesDown(u32),
    /// Half a page up, so many times.
    HalfPagesUp(u32),
    /// Pages forward.
    PagesForward(u32),
    /// Pages back.
    PagesBack(u32),
    /// The first page.
    Start,
    /// The last page.
    End,
    /// The page with this number, counted from 1.
    ToPage(u32),
    /// So many hundredths of the text.
    ToPercent(Percent),
    /// Sections forward, of any level.
    SectionsForward(u32),
    /// Sections back; from inside a section to its beginning.
    SectionsBack(u32),
    /// Sections of the top level forward.
    ChaptersForward(u32),
    /// Sections of the top level back.
    ChaptersBack(u32),
    /// Paragraphs forward.
    ParagraphsForward(u32),
    /// Paragraphs back; from inside one to its beginning.
    ParagraphsBack(u32),
    /// Sentences forward.
    SentencesForward(u32),
    /// Sentences back.
    SentencesBack(u32),
    /// This very place.
    To(Offset),
}

impl Motion {
    /// Whether it leaves the place so far behind that one may want to be taken back.
    pub const fn is_jump(self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::End
                | Self::ToPage(_)
                | Self::ToPercent(_)
                | Self::SectionsForward(_)
                | Self::SectionsBack(_)
                | Self::ChaptersForward(_)
                | Self::ChaptersBack(_)
                | Self::To(_)
        )
    }
}

/// What came of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The place is another.
    Away,
    /// There was nowhere to go: this is the first.
    AtStart,
    /// There was nowhere to go: this is the last.
    AtEnd,
}
