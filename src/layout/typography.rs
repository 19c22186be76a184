//! All that the lines of a text may depend on.

use crate::text::Cells;

/// How a text is set. Two equal typographies give equal lines; the height of a page is not in it,
/// because lines do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Typography {
    measure: Cells,
    /// Whether lines are filled to the measure.
    pub alignment: TextAlign,
    /// Where words may be divided.
    pub hyphens: Hyphens,
}

/// The right edge of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextAlign {
    /// Lines end where their words end.
    #[default]
    Ragged,
    /// Blanks are widened until lines end at the measure.
    Justified,
}

/// Where words may be divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hyphens {
    /// At the soft hyphens (U+00AD) the text has.
    #[default]
    Soft,
    /// Nowhere.
    None,
}

impl Typography {
    /// The measure folio sets in unless told otherwise: 66 characters, the length Bringhurst calls
    /// ideal for a single column (The Elements of Typographic Style, 2.1.2).
    pub const DEFAULT_MEASURE: Cells = Cells(66);

    /// Narrower than two cells a wide character has no place.
    const LEAST: Cells = Cells(2);

    /// Ragged lines of at most `measure` cells, at least two.
    pub fn new(measure: Cells) -> Self {
        Self {
            measure: measure.max(Self::LEAST),
            alignment: TextAlign::default(),
            hyphens: Hyphens::default(),
        }
    }

    /// The same with ragged lines: what headings and table cells are set in.
    pub fn ragged(self) -> Self {
        Self {
            alignment: TextAlign::Ragged,
            ..self
        }
    }

    /// The longest a line may be.
    pub const fn measure(&self) -> Cells {
        self.measure
    }
}
