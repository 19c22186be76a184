//! What is marked in the text: what is selected, found, highlighted, chosen.

use ratatui::style::{Modifier, Style};

use super::Styles;
use crate::app::{Annotations, App, Located};
use crate::search::Hits;
use crate::text::{Offset, TextRange};

/// What is marked in the text.
pub(super) struct Marks<'a> {
    selection: Option<TextRange>,
    hits: Option<&'a Hits>,
    /// The match one stands at.
    current: Option<TextRange>,
    /// The chosen link.
    link: Option<TextRange>,
    annotations: Option<&'a Annotations>,
}

impl<'a> Marks<'a> {
    pub fn new(app: &'a App) -> Self {
        let hits = app.window().hits();
        let here = app.window().offset();
        let current = hits
            .and_then(|hits| hits.first_from(here))
            .filter(|hit| hit.start == here);
        let links = app.window().document().links();
        let link = app.book().chosen_link().and_then(|n| links.get(n));
        Self {
            selection: app.selection(),
            hits,
            current,
            link: link.map(|link| link.range),
            annotations: Some(app.book().annotations()),
        }
    }

    /// Nothing is marked.
    pub const fn none() -> Self {
        Self {
            selection: None,
            hits: None,
            current: None,
            link: None,
            annotations: None,
        }
    }

    /// Those that touch `range`.
    pub fn within(&'a self, range: TextRange) -> Touching<'a> {
        let annotations = self.annotations.into_iter();
        let touching = annotations.flat_map(|all| all.touching(range));
        Touching {
            marks: self,
            hits: self.hits.map_or(&[][..], |hits| hits.touching(range)),
            highlights: touching.filter(|l| l.is_drawn()).collect(),
        }
    }
}

/// The marks that touch a piece of a line.
pub(super) struct Touching<'a> {
    marks: &'a Marks<'a>,
    hits: &'a [TextRange],
    highlights: Vec<&'a Located>,
}

impl Touching<'_> {
    /// How what stands at `at` looks, if without marks it looks like `style`.
    pub fn style(&self, styles: &Styles, style: Style, at: Offset) -> Style {
        let is_in = |range: &TextRange| range.contains(at);
        let mut style = style;
        let drawn = self.highlights.iter().filter(|h| is_in(&h.range()));
        for pen in drawn.filter_map(|highlight| highlight.pen) {
            style = style.patch(styles.pen(pen));
        }
        let is_selected = self.marks.selection.as_ref().is_some_and(is_in);
        if self.marks.current.as_ref().is_some_and(is_in) {
            style = self.found(style, styles.current);
        } else if self.hits.iter().any(is_in) {
            style = self.found(style, styles.hit);
        } else if self.marks.link.as_ref().is_some_and(is_in) {
            style = self.found(style, Style::new().add_modifier(Modifier::REVERSED));
        }
        if is_selected {
            style = style.add_modifier(Modifier::REVERSED);
        }
        style
    }

    /// Marks a match. While something is selected only that is reversed, and a match underlined.
    fn found(&self, style: Style, mark: Style) -> Style {
        let mark = match self.marks.selection {
            Some(_) if mark.add_modifier.contains(Modifier::REVERSED) => Style {
                add_modifier: (mark.add_modifier - Modifier::REVERSED) | Modifier::UNDERLINED,
                ..mark
            },
            _ => mark,
        };
        style.patch(mark)
    }
}
