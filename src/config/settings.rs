//! How folio starts.

use serde::Deserialize;

use crate::layout::{Bidi, Columns, Paragraphs, Typography};

/// What a reader can set once and for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the text is set; the terminal may be narrower than its measure.
    pub typography: Typography,
    /// How the text is turned over.
    pub view: StartView,
    /// One page or two facing ones, where the terminal has room for them.
    pub columns: Columns,
    /// The theme's name.
    pub theme: Option<String>,
    /// How emphasised words are shown.
    pub emphasis: Emphasis,
    /// Whether the wheel scrolls and the button selects; without, the mouse is the terminal's own.
    pub mouse: bool,
}

/// How emphasised words are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emphasis {
    /// In italics, unless the terminal is one that is known to have none.
    #[default]
    Auto,
    /// In italics.
    Italic,
    /// Underlined.
    Underline,
}

impl Emphasis {
    /// What this means on a terminal that goes by the name `term`. The consoles of Linux and the BSDs, the
    /// old hardware terminals and GNU screen have no italics; they show them reversed or not at all.
    pub fn on(self, term: &str) -> Self {
        const WITHOUT: [&str; 8] = [
            "linux", "screen", "vt", "ansi", "cons25", "dumb", "sun", "wsvt",
        ];
        match self {
            Self::Auto if WITHOUT.iter().any(|name| term.starts_with(name)) => Self::Underline,
            Self::Auto => Self::Italic,
            chosen => chosen,
        }
    }
}

/// How paragraphs are told apart, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ParagraphWish {
    Auto,
    Spaced,
    Indented,
}

impl From<ParagraphWish> for Paragraphs {
    fn from(wish: ParagraphWish) -> Self {
        match wish {
            ParagraphWish::Auto => Self::AsWritten,
            ParagraphWish::Spaced => Self::Spaced,
            ParagraphWish::Indented => Self::Indented,
        }
    }
}

/// Who puts right-to-left text in order, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum BidiWish {
    Folio,
    Terminal,
}

impl From<BidiWish> for Bidi {
    fn from(wish: BidiWish) -> Self {
        match wish {
            BidiWish::Folio => Self::Reordered,
            BidiWish::Terminal => Self::Terminal,
        }
    }
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
            typography: Typography::new(Typography::DEFAULT_MEASURE).hung(),
            view: StartView::Pages,
            columns: Columns::One,
            theme: None,
            emphasis: Emphasis::Auto,
            mouse: true,
        }
    }
}

impl Settings {
    /// A measure shorter than this holds no sentence, one longer no eye can follow back.
    pub const MEASURES: std::ops::RangeInclusive<u32> = 20..=200;
}
