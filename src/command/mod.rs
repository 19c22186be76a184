//! What a reader can ask for, and with which keys.
//!
//! An [`Action`] is a wish by name; the [`Keymap`] leads from keys to actions; the command line leads
//! there from words. The actions' doc comments are the help's lines, and the keymap can list itself, so
//! the help panel cannot drift from what the keys do.

mod action;
mod key;
mod keymap;
mod line;

pub use action::{Action, Group};
pub use key::{Key, KeyCode, KeyError, parse_keys};
pub use keymap::{Keymap, KeymapError, Lookup, Mode};
pub use line::{Command, completions, no_such_name, parse_command};
