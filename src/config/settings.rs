//! How folio starts.

use serde::Deserialize;

use crate::layout::{Columns, Typography};
use crate::text::Cells;

/// What a reader can set once and for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest a line may be; the terminal may be narrower.
    pub measure: Cells,
    /// How the text is turned over.
    pub view: StartView,
    /// One page or two facing ones, where the terminal has room for them.
    pub columns: Columns,
    /// Whether lines are filled to the measure.
    pub justify: bool,
    /// The theme's name.
    pub theme: Option<String>,
    /// Whether the wheel scrolls; without, the mouse is the terminal's own.
    pub mouse: bool,
}

/// How the text is turned over at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StartView {
    /// Page by page.
    #[default]
    Pages,
    /// Row by row.
    Scroll,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: Typography::DEFAULT_MEASURE,
            view: StartView::Pages,
            columns: Columns::One,
            justify: false,
            theme: None,
            mouse: true,
        }
    }
}

impl Settings {
    /// A measure shorter than this holds no sentence, one longer no eye can follow back.
    pub const MEASURES: std::ops::RangeInclusive<u32> = 20..=200;
}
