//! Keys as they are written: `j`, `gg`, `<C-f>`, `<A-right>`, `<lt>`.

use std::fmt;

/// A key with what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself. A letter is the letter it makes: `G`, not Shift and `g`.
    pub code: KeyCode,
    /// Whether Control is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; never with a letter.
    pub shift: bool,
}

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are what is printed on the keys")]
pub enum KeyCode {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
}

/// A key that is written wrongly.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; write it like j, gg, <C-f>, <A-right>, <space> or <lt>")]
pub struct KeyError(pub String);

impl Key {
    /// The key alone.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key that types this letter.
    pub const fn char(char: char) -> Self {
        Self::plain(KeyCode::Char(char))
    }

    /// The letter it types, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(char) if !self.ctrl && !self.alt => Some(char),
            _ => None,
        }
    }
}

/// The keys with a name, between angle brackets.
const NAMED: &[(&str, KeyCode)] = &[
    ("space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
];

/// Reads a sequence of keys.
///
/// # Errors
///
/// Where an angle bracket opens and no key follows, and where nothing is written at all.
pub fn parse_keys(text: &str) -> Result<Vec<Key>, KeyError> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '<' {
            let (name, after) = rest
                .get(1..)
                .and_then(|inner| inner.split_once('>'))
                .ok_or_else(|| KeyError(text.to_owned()))?;
            keys.push(parse_named(name).ok_or_else(|| KeyError(text.to_owned()))?);
            rest = after;
        } else {
            keys.push(Key::char(first));
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
    }
    if keys.is_empty() {
        return Err(KeyError(text.to_owned()));
    }
    Ok(keys)
}

fn parse_named(name: &str) -> Option<Key> {
    let mut key = Key::plain(KeyCode::Esc);
    let mut name = name;
    while let Some((modifier @ ("C" | "A" | "S"), rest)) = name.split_once('-') {
        match modifier {
            "C" => key.ctrl = true,
            "A" => key.alt = true,
            _ => key.shift = true,
        }
        name = rest;
    }
    let lower = name.to_ascii_lowercase();
    let mut chars = name.chars();
    key.code = if let Some((_, code)) = NAMED.iter().find(|(n, _)| *n == lower) {
        *code
    } else if let Some(number) = lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
        KeyCode::F(number)
    } else {
        KeyCode::Char(chars.next().filter(|_| chars.next().is_none())?)
    };
    Some(key)
}

/// As the help shows it: `Ctrl-f`, `Space`, `→`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        let name = match self.code {
            KeyCode::Char(' ') => "Space",
            KeyCode::Char(c) => return write!(f, "{c}"),
            KeyCode::F(n) => return write!(f, "F{n}"),
            KeyCode::Enter => "Enter",
            KeyCode::Esc => "Esc",
            KeyCode::Tab => "Tab",
            KeyCode::Backspace => "Backspace",
            KeyCode::Delete => "Del",
            KeyCode::Up => "↑",
            KeyCode::Down => "↓",
            KeyCode::Left => "←",
            KeyCode::Right => "→",
            KeyCode::PageUp => "PgUp",
            KeyCode::PageDown => "PgDn",
            KeyCode::Home => "Home",
            KeyCode::End => "End",
        };
        f.write_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse_keys(text) {
            Ok(keys) => keys
                .iter()
                .map(Key::to_string)
                .collect::<Vec<_>>()
                .join(" "),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        assert_eq!(shown("gg"), "g g");
        assert_eq!(shown("<C-f>"), "Ctrl-f");
        assert_eq!(shown("<A-Right>"), "Alt-→");
        assert_eq!(shown("<S-space><lt>>"), "Shift-Space < >");
        assert_eq!(shown("<F1>"), "F1");
        assert!(shown("<nokey>").contains("is no key"));
        assert!(shown("<C-f").contains("is no key"));
        assert!(shown("").contains("is no key"));
    }
}
