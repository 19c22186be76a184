//! Themes and parts as ratatui styles.

use ratatui::style::{Color, Modifier, Style};

use crate::app::Pen;
use crate::config::{Colour, Emphasis, Markers, Theme};
use crate::document::{BlockKind, Role, Roles};
use crate::layout::Part;

/// The styles of a theme. Where it leaves a colour out, weight, dimness or reversal says the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Styles {
    /// Letters on their ground.
    pub text: Style,
    /// Head, foot, markers.
    pub dim: Style,
    /// Headings, what is chosen.
    pub accent: Style,
    /// What a match adds.
    pub hit: Style,
    /// What the match one stands at adds.
    pub current: Style,
    /// What each pen adds.
    pens: [Style; 5],
    /// The chosen row of a list.
    pub chosen: Style,
    /// What emphasis adds.
    emphasis: Modifier,
}

fn color(colour: Colour) -> Color {
    match colour {
        Colour::Ansi(n) => Color::Indexed(n),
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}

fn fg(style: Style, colour: Option<Colour>, otherwise: Modifier) -> Style {
    match colour {
        Some(colour) => style.fg(color(colour)),
        None => style.add_modifier(otherwise),
    }
}

fn bg(colour: Option<Colour>, otherwise: Modifier) -> Style {
    match colour {
        Some(colour) => Style::new().bg(color(colour)),
        None => Style::new().add_modifier(otherwise),
    }
}

/// What the pens add. A match is reversed and is one for a while, a marked word is underlined and is one for
/// good. Without a colour weight and slope tell the pens apart, and beside the text their signs do.
fn pens(markers: Markers) -> [Style; 5] {
    let line = Style::new().add_modifier(Modifier::UNDERLINED);
    let pen = |colour: Option<Colour>, otherwise: Modifier| match colour {
        Some(colour) => line.bg(color(colour)),
        None => line.add_modifier(otherwise),
    };
    [
        pen(markers.yellow, Modifier::BOLD),
        pen(markers.green, Modifier::ITALIC),
        pen(markers.blue, Modifier::BOLD | Modifier::ITALIC),
        pen(markers.pink, Modifier::DIM),
        line,
    ]
}

impl Styles {
    pub fn new(theme: &Theme, emphasis: Emphasis) -> Self {
        let mut text = Style::new();
        if let Some(colour) = theme.text {
            text = text.fg(color(colour));
        }
        if let Some(colour) = theme.ground {
            text = text.bg(color(colour));
        }
        let current = bg(theme.current.or(theme.hit), Modifier::REVERSED);
        Self {
            text,
            dim: fg(text, theme.dim, Modifier::DIM),
            accent: fg(text, theme.accent, Modifier::BOLD),
            hit: bg(theme.hit, Modifier::REVERSED),
            // Two things tell it apart from the other matches, so that one of them is enough.
            current: current.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            pens: pens(theme.markers),
            chosen: text.add_modifier(Modifier::REVERSED),
            emphasis: match emphasis {
                Emphasis::Auto | Emphasis::Italic => Modifier::ITALIC,
                Emphasis::Underline => Modifier::UNDERLINED,
            },
        }
    }

    /// What a pen adds.
    pub const fn pen(&self, pen: Pen) -> Style {
        let [yellow, green, blue, pink, line] = self.pens;
        match pen {
            Pen::Yellow => yellow,
            Pen::Green => green,
            Pen::Blue => blue,
            Pen::Pink => pink,
            Pen::Line => line,
        }
    }

    /// How a part of a line looks.
    pub fn part(&self, part: Part) -> Style {
        match part {
            Part::Text(kind, roles) => self.roles(self.block(kind), roles),
            Part::ColumnName(roles) => self.roles(self.text.add_modifier(Modifier::BOLD), roles),
            Part::Marker | Part::Bar | Part::TableRule | Part::Sign => self.dim,
        }
    }

    fn block(&self, kind: BlockKind) -> Style {
        match kind {
            BlockKind::Title | BlockKind::Heading { .. } => {
                self.accent.add_modifier(Modifier::BOLD)
            }
            BlockKind::Standfirst => self.text.add_modifier(self.emphasis),
            BlockKind::Byline | BlockKind::Rule => self.dim,
            BlockKind::Credit | BlockKind::Figure => self.dim.add_modifier(self.emphasis),
            BlockKind::Paragraph | BlockKind::Verse | BlockKind::Code | BlockKind::Table(_) => {
                self.text
            }
        }
    }

    fn roles(&self, style: Style, roles: Roles) -> Style {
        let modifiers = [
            (Role::Emphasis, self.emphasis),
            (Role::Strong, Modifier::BOLD),
            (Role::Link, Modifier::UNDERLINED),
            (Role::Struck, Modifier::CROSSED_OUT),
        ];
        let mut style = style;
        for (role, modifier) in modifiers {
            if roles.has(role) {
                style = style.add_modifier(modifier);
            }
        }
        if roles.has(Role::NoteReference) || roles.has(Role::Code) {
            style.fg = self.accent.fg.or(style.fg);
        }
        style
    }
}
