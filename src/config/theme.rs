//! Themes: a few colours, each of which may be missing.

use serde::Deserialize;

/// The colours of the page. What is `None` is the terminal's own, and is then told apart by weight,
/// dimness or reversal, so that every theme can be read without colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub name: String,
    /// Letters.
    pub text: Option<Colour>,
    /// What they stand on.
    pub ground: Option<Colour>,
    /// Head, foot, markers, bars.
    pub dim: Option<Colour>,
    /// Headings, links, what is chosen in a list.
    pub accent: Option<Colour>,
    /// The ground of a match.
    pub hit: Option<Colour>,
    /// The ground of the match one stands at.
    pub current: Option<Colour>,
    /// The grounds of highlights.
    pub markers: Markers,
}

/// The grounds of highlights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Markers {
    /// Of the yellow marker.
    pub yellow: Option<Colour>,
    /// Of the green marker.
    pub green: Option<Colour>,
    /// Of the blue marker.
    pub blue: Option<Colour>,
    /// Of the pink marker.
    pub pink: Option<Colour>,
}

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's sixteen.
    Ansi(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// A colour that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "config.toml, theme {theme}: `{colour}` is no colour; write \"#rrggbb\" or a name such as \"red\""
)]
pub struct ThemeError {
    theme: String,
    colour: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    text: Option<String>,
    ground: Option<String>,
    dim: Option<String>,
    accent: Option<String>,
    r#match: Option<String>,
    current: Option<String>,
    yellow: Option<String>,
    green: Option<String>,
    blue: Option<String>,
    pink: Option<String>,
}

/// The themes of `assets/themes.toml`, in its order: the reader's keys go through them in that order.
#[expect(clippy::needless_update, reason = "most themes leave no colour out")]
pub(super) fn shipped() -> Result<Vec<Theme>, ThemeError> {
    let written = include!(concat!(env!("OUT_DIR"), "/themes.rs"));
    let themes = written.iter().map(|(name, written)| written.theme(name));
    themes.collect()
}

impl Theme {
    /// The terminal's own colours.
    pub fn terminal() -> Self {
        Self {
            name: "terminal".to_owned(),
            ..Self::default()
        }
    }
}

impl Written {
    pub(super) fn theme(&self, name: &str) -> Result<Theme, ThemeError> {
        let colour = |written: &Option<String>| -> Result<Option<Colour>, ThemeError> {
            let Some(written) = written else {
                return Ok(None);
            };
            let error = || ThemeError {
                theme: name.to_owned(),
                colour: written.clone(),
            };
            Colour::parse(written).map(Some).ok_or_else(error)
        };
        Ok(Theme {
            name: name.to_owned(),
            text: colour(&self.text)?,
            ground: colour(&self.ground)?,
            dim: colour(&self.dim)?,
            accent: colour(&self.accent)?,
            hit: colour(&self.r#match)?,
            current: colour(&self.current)?,
            markers: Markers {
                yellow: colour(&self.yellow)?,
                green: colour(&self.green)?,
                blue: colour(&self.blue)?,
                pink: colour(&self.pink)?,
            },
        })
    }
}

/// The sixteen colours of a terminal, in their order.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Colour {
    fn parse(text: &str) -> Option<Self> {
        let Some(hex) = text.strip_prefix('#') else {
            let index = NAMES.iter().position(|name| *name == text)?;
            return u8::try_from(index).ok().map(Self::Ansi);
        };
        if hex.len() != 6 {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self::Rgb(part(0)?, part(2)?, part(4)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How light a colour is (WCAG 2.2, relative luminance).
    fn luminance(colour: Colour) -> f64 {
        let Colour::Rgb(red, green, blue) = colour else {
            panic!("the terminal's own");
        };
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
    }

    fn contrast(one: Colour, other: Colour) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn letters_are_read_on_the_marker_of_every_theme() {
        for theme in crate::config::Config::default().themes {
            let Some(text) = theme.text else {
                continue;
            };
            let Markers {
                yellow,
                green,
                blue,
                pink,
            } = theme.markers;
            for marker in [yellow, green, blue, pink] {
                let marker = marker.expect("a theme with colours has all of them");
                let contrast = contrast(text, marker);
                // What WCAG asks for at its strictest level is 7; at the level below 4.5.
                assert!(
                    contrast >= 5.5,
                    "{}: {contrast:.1} on {marker:?}",
                    theme.name
                );
            }
        }
    }
}
