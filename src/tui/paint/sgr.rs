//! Styles as the terminal is told them: SGR, by what differs (ECMA-48, 8.3.117).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::escape;

/// Whether colours are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Colours {
    /// They are.
    Shown,
    /// They are not: whoever set `NO_COLOR` wants none, from any program (no-color.org).
    None,
}

impl Colours {
    /// What the environment asks for.
    pub fn asked_for() -> Self {
        match std::env::var_os("NO_COLOR") {
            Some(set) if !set.is_empty() => Self::None,
            _ => Self::Shown,
        }
    }
}

/// The style of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sgr {
    letters: Color,
    ground: Color,
    modifier: Modifier,
}

/// What each modifier is switched on and off by.
const MODIFIERS: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What shows on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

impl Sgr {
    pub fn of(cell: &Cell, colours: Colours) -> Self {
        let (letters, ground) = match colours {
            Colours::Shown => (cell.fg, cell.bg),
            Colours::None => (Color::Reset, Color::Reset),
        };
        Self {
            letters,
            ground,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank in this style is a blank of the terminal's own. One with a ground of its own is
    /// not: not every terminal erases with it.
    pub fn is_plain_ground(self) -> bool {
        self.ground == Color::Reset && !self.modifier.intersects(SEEN_ON_BLANKS)
    }

    /// Writes what turns the style `before` into this one; nothing where they are the same.
    pub fn write(self, before: Self, out: &mut Vec<u8>) {
        if self == before {
            return;
        }
        if self == Self::default() {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let mut changed = Vec::new();
        self.push_changes(before, &mut changed);
        let mut anew = vec![0];
        self.push_changes(Self::default(), &mut anew);
        let shorter = if anew.len() < changed.len() {
            anew
        } else {
            changed
        };
        escape(&shorter, b'm', out);
    }

    fn push_changes(self, before: Self, codes: &mut Vec<u16>) {
        let off = before.modifier.difference(self.modifier);
        let mut on = self.modifier.difference(before.modifier);
        for (modifier, _, code) in MODIFIERS {
            if off.contains(modifier) && codes.last() != Some(&code) {
                codes.push(code);
            }
        }
        // Bold and dim are switched off together, and so are the two that blink.
        for pair in [
            Modifier::BOLD.union(Modifier::DIM),
            Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK),
        ] {
            if off.intersects(pair) {
                on = on.union(self.modifier.intersection(pair));
            }
        }
        for (modifier, code, _) in MODIFIERS {
            if on.contains(modifier) {
                codes.push(code);
            }
        }
        if self.letters != before.letters {
            push_color(self.letters, 30, codes);
        }
        if self.ground != before.ground {
            push_color(self.ground, 40, codes);
        }
    }
}

/// A colour of letters (`base` 30) or of their ground (40). The first sixteen by the forms that every
/// terminal knows.
fn push_color(color: Color, base: u16, codes: &mut Vec<u16>) {
    let index = match color {
        Color::Reset => return codes.push(base + 9),
        Color::Rgb(r, g, b) => {
            codes.extend([base + 8, 2, r.into(), g.into(), b.into()]);
            return;
        }
        Color::Indexed(index) => u16::from(index),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    match index {
        0..8 => codes.push(base + index),
        8..16 => codes.push(base + 60 + index - 8),
        _ => codes.extend([base + 8, 5, index]),
    }
}
