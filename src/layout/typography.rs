//! All that the lines of a text may depend on.

use crate::text::Cells;

/// How a text is set. Two equal typographies give equal lines; the height of a page is not in it,
/// because lines do not depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Typography {
    pub(super) measure: Cells,
    /// Whether lines are filled to the measure.
    pub alignment: TextAlign,
    /// Where words may be divided.
    pub hyphens: Hyphens,
    /// Whether punctuation hangs in the margin.
    pub hanging: Hanging,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Who puts right-to-left text in order.
    pub bidi: Bidi,
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
    /// At the soft hyphens (U+00AD) the text has, and where the patterns of its language allow it, if a
    /// line would be too loose otherwise.
    #[default]
    Dictionary,
    /// The same, but by patterns only a word that fits on no line: headings.
    Needed,
    /// Nowhere.
    None,
}

/// Whether quotation marks, full stops, commas and hyphens stand outside the edges of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hanging {
    /// All stands inside.
    #[default]
    None,
    /// There is a cell on either side of the measure, and they hang there.
    Margin,
}

/// How paragraphs are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paragraphs {
    /// As the text does it: by indents if its source has them, else by blank rows.
    #[default]
    AsWritten,
    /// By a blank row.
    Spaced,
    /// The first line of a paragraph that follows another is indented; no blank row.
    Indented,
}

/// Who puts right-to-left text in the order it is seen in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bidi {
    /// folio: what most terminals need.
    #[default]
    Reordered,
    /// The terminal: text is written in the order it is read in.
    Terminal,
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
            hanging: Hanging::default(),
            paragraphs: Paragraphs::default(),
            bidi: Bidi::default(),
        }
    }

    /// The same for another measure, at least two cells.
    pub fn with_measure(self, measure: Cells) -> Self {
        Self {
            measure: measure.max(Self::LEAST),
            ..self
        }
    }

    /// The same with punctuation in the margin.
    pub fn hung(self) -> Self {
        Self {
            hanging: Hanging::Margin,
            ..self
        }
    }

    /// The same with ragged lines.
    pub fn ragged(self) -> Self {
        Self {
            alignment: TextAlign::Ragged,
            ..self
        }
    }

    /// The same with ragged lines in which nothing hangs: what table cells and panels are set in, which have
    /// no margin.
    pub fn cell(self) -> Self {
        Self {
            hanging: Hanging::None,
            ..self.ragged()
        }
    }

    /// The same with ragged lines and whole words: what headings are set in.
    pub fn heading(self) -> Self {
        let hyphens = match self.hyphens {
            Hyphens::Dictionary | Hyphens::Needed => Hyphens::Needed,
            Hyphens::None => Hyphens::None,
        };
        Self {
            hyphens,
            ..self.ragged()
        }
    }

    /// Cells to the left of the measure in which punctuation hangs. Places on a line are counted from
    /// their outer edge; there are as many on the right.
    pub const fn margin(&self) -> Cells {
        match self.hanging {
            Hanging::None => Cells::ZERO,
            Hanging::Margin => Cells(super::hanging::ROOM),
        }
    }

    /// The longest a line may be, without what hangs.
    pub const fn measure(&self) -> Cells {
        self.measure
    }
}
