//! Settings, keys and themes: the defaults that ship with folio, and what a reader's own file changes.
//!
//! The defaults are assets of the same form as the reader's file, so there is nothing that only code can
//! say; they are read when folio is built. A file that cannot be read changes nothing: folio starts with its defaults
//! and says why.

mod settings;
mod theme;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::command::{Keymap, KeymapError, Mode};
use crate::layout::{Columns, Hanging, Hyphens, TextAlign, Typography};
use crate::text::Cells;

pub use settings::{Emphasis, Settings, StartView};
pub use theme::{Colour, Markers, Theme, ThemeError};

/// The keys of `assets/keymap.toml`: names of actions with their keys, for each mode.
const KEYS: ShippedKeys = include!(concat!(env!("OUT_DIR"), "/keys.rs"));

struct ShippedKeys {
    keys: &'static [(&'static str, &'static [&'static str])],
    select: &'static [(&'static str, &'static [&'static str])],
}

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// How folio starts.
    pub settings: Settings,
    /// The themes, the default first; never empty.
    pub themes: Vec<Theme>,
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path}: {source}; the defaults are used", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what a configuration looks like.
    #[error("{0}; the defaults are used")]
    Malformed(String),
    /// It binds keys that are not there.
    #[error("{0}; the defaults are used")]
    Keymap(#[from] KeymapError),
    /// It has a colour that is none.
    #[error("{0}; the defaults are used")]
    Theme(#[from] ThemeError),
}

/// The file, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    measure: Option<u32>,
    view: Option<StartView>,
    columns: Option<u32>,
    justify: Option<bool>,
    hyphens: Option<bool>,
    hanging: Option<bool>,
    paragraphs: Option<settings::ParagraphWish>,
    bidi: Option<settings::BidiWish>,
    emphasis: Option<Emphasis>,
    theme: Option<String>,
    mouse: Option<bool>,
    keys: BTreeMap<String, Vec<String>>,
    select: BTreeMap<String, Vec<String>>,
    themes: BTreeMap<String, theme::Written>,
}

impl File {
    /// The settings; what is left out keeps its default.
    fn settings(&self) -> Result<Settings, ConfigError> {
        let defaults = Settings::default();
        let columns = match self.columns {
            None => defaults.columns,
            Some(1) => Columns::One,
            Some(2) => Columns::Two,
            Some(other) => {
                let says = format!("config.toml: columns = {other}, but 1 or 2 are possible");
                return Err(ConfigError::Malformed(says));
            }
        };
        Ok(Settings {
            typography: self.typography(defaults.typography)?,
            view: self.view.unwrap_or(defaults.view),
            columns,
            theme: self.theme.clone(),
            emphasis: self.emphasis.unwrap_or(defaults.emphasis),
            mouse: self.mouse.unwrap_or(defaults.mouse),
        })
    }
}

impl File {
    fn typography(&self, defaults: Typography) -> Result<Typography, ConfigError> {
        let measure = self.measure.unwrap_or(defaults.measure().0);
        if !Settings::MEASURES.contains(&measure) {
            let says =
                format!("config.toml: measure = {measure}, but 20 to 200 cells are possible");
            return Err(ConfigError::Malformed(says));
        }
        let mut typography = defaults.with_measure(Cells(measure));
        if self.justify == Some(true) {
            typography.alignment = TextAlign::Justified;
        }
        if self.hyphens == Some(false) {
            typography.hyphens = Hyphens::None;
        }
        if self.hanging == Some(false) {
            typography.hanging = Hanging::None;
        }
        if let Some(wish) = self.paragraphs {
            typography.paragraphs = wish.into();
        }
        if let Some(wish) = self.bidi {
            typography.bidi = wish.into();
        }
        Ok(typography)
    }
}

impl Default for Config {
    /// What ships with folio. The assets are part of the program and a test reads them; should one be
    /// broken all the same, what it sets is left empty.
    fn default() -> Self {
        Self {
            keymap: default_keymap().unwrap_or_default(),
            settings: Settings::default(),
            themes: theme::shipped().unwrap_or_else(|_| vec![Theme::terminal()]),
        }
    }
}

impl Config {
    /// The defaults, changed by the reader's own file if there is one, and what was wrong with it.
    pub fn load() -> (Self, Option<ConfigError>) {
        let Some(path) = own_file() else {
            return (Self::default(), None);
        };
        match Self::read(&path) {
            Ok(config) => (config, None),
            Err(error) => (Self::default(), Some(error)),
        }
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(ConfigError::Unreadable {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// The defaults, changed by the text of a file.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let file: File = parse(text)?;
        let mut config = Self {
            settings: file.settings()?,
            ..Self::default()
        };
        config.keymap.bind(Mode::Reading, lent(&file.keys))?;
        config.keymap.bind(Mode::Selecting, lent(&file.select))?;
        for (name, written) in &file.themes {
            let theme = written.theme(name)?;
            config.themes.retain(|other| other.name != *name);
            config.themes.push(theme);
        }
        Ok(config)
    }
}

fn lent(table: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&str, &[String])> {
    table
        .iter()
        .map(|(action, keys)| (action.as_str(), keys.as_slice()))
}

fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        let what = error
            .message()
            .lines()
            .next()
            .unwrap_or("not understood")
            .to_owned();
        ConfigError::Malformed(format!("config.toml, line {line}: {what}"))
    })
}

fn default_keymap() -> Result<Keymap, KeymapError> {
    let mut keymap = Keymap::default();
    keymap.bind(Mode::Reading, KEYS.keys.iter().copied())?;
    keymap.bind(Mode::Selecting, KEYS.select.iter().copied())?;
    Ok(keymap)
}

/// Where the reader's own file is, if there is a home.
pub fn own_file() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("folio").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Action;

    #[test]
    fn the_assets_are_sound_and_bind_every_action() {
        let keymap = default_keymap().unwrap();
        for action in Action::ALL {
            assert!(!keymap.keys_of(*action).is_empty(), "{action:?} has no key");
        }
        let names: Vec<_> = theme::shipped()
            .unwrap()
            .into_iter()
            .map(|t| t.name)
            .collect();
        assert_eq!(names, ["terminal", "paper", "night", "contrast"]);
    }

    #[test]
    fn how_a_text_is_set_is_settled_in_the_file() {
        let text = "justify = true\nhyphens = false\nhanging = false\nparagraphs = \"indented\"\n\
                    bidi = \"terminal\"\nemphasis = \"underline\"";
        let settings = Config::parse(text).unwrap().settings;
        let set = settings.typography;
        assert_eq!(set.alignment, TextAlign::Justified);
        assert_eq!(set.hyphens, Hyphens::None);
        assert_eq!(set.hanging, Hanging::None);
        assert_eq!(set.paragraphs, crate::layout::Paragraphs::Indented);
        assert_eq!(set.bidi, crate::layout::Bidi::Terminal);
        assert_eq!(settings.emphasis, Emphasis::Underline);
        assert!(Config::parse("paragraphs = \"both\"").is_err());
    }

    #[test]
    fn a_terminal_without_italics_underlines() {
        assert_eq!(Emphasis::Auto.on("linux"), Emphasis::Underline);
        assert_eq!(Emphasis::Auto.on("xterm-256color"), Emphasis::Italic);
        assert_eq!(Emphasis::Italic.on("linux"), Emphasis::Italic);
    }

    #[test]
    fn a_file_changes_what_it_names() {
        let config = Config::parse(
            "measure = 72\nview = \"scroll\"\ncolumns = 2\n[keys]\nquit = [\"x\"]\n\
             [select]\ncopy = [\"Y\"]\n[themes.mine]\ntext = \"red\"",
        )
        .unwrap();
        assert_eq!(config.settings.typography.measure().0, 72);
        assert_eq!(config.settings.view, StartView::Scroll);
        assert_eq!(config.settings.columns, Columns::Two);
        assert_eq!(config.keymap.keys_of(Action::Quit), ["x"]);
        assert_eq!(config.keymap.keys_of(Action::LineDown), ["j", "↓"]);
        assert_eq!(config.keymap.keys_of(Action::Copy), ["Y"]);
        assert_eq!(config.themes.last().map(|t| t.name.as_str()), Some("mine"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, says) in [
            ("measure = 72\nmeasur = 3", "line 2"),
            ("measure = 1", "measure"),
            ("columns = 3", "1 or 2"),
            ("theme = \"no-such\"\n[themes.x]\ntext=\"#12\"", "#12"),
            ("[keys]\nfly = [\"f\"]", "fly"),
            ("[select]\ncopy = [\"<nix>\"]", "<nix>"),
        ] {
            let error = Config::parse(text).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
