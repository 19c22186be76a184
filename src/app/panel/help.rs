//! The rows of the help, made from the live keymap: what is drawn, and how far that can be scrolled.

use crate::command::{Action, Group, Keymap};

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// What the keys below it are for.
    Title(&'static str),
    /// Keys, and what they do.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// A title, and keys with what they do.
type KeysOf = (&'static str, &'static [(&'static str, &'static str)]);

/// What is typed at the prompt of a search; the switches stand among the actions.
const PROMPT_KEYS: KeysOf = (
    "In the search prompt",
    &[
        ("\"…\"", "Exactly what is between the marks"),
        (
            "/…/",
            "A regular expression, within a paragraph; also before it is closed",
        ),
        ("↑  ↓", "Earlier and later searches"),
        (
            "Enter",
            "Go there; with nothing typed, on with the last search",
        ),
        ("Esc", "Back to where the search began"),
    ],
);

/// What keys do in every list.
const LIST_KEYS: KeysOf = (
    "In a list",
    &[
        ("j  k  ↓  ↑", "Move"),
        ("g  G", "To the first, to the last"),
        ("Space  b", "A page on, a page back"),
        (
            "/",
            "Filter; then letters are the filter's, and arrows move",
        ),
        ("Enter", "Go there"),
        ("q  Esc", "Close; Esc in a filter shows all again"),
    ],
);

/// What keys do besides in the list of what is annotated.
const MARKED_KEYS: KeysOf = (
    "In the list of bookmarks, highlights and notes",
    &[
        ("Tab", "All, or bookmarks, highlights, notes alone"),
        ("s", "By place, or the newest first"),
        ("r  e", "Edit the name; the note"),
        ("E", "Edit the note in $VISUAL or $EDITOR"),
        ("c", "What is in doubt stands here: write that down"),
        ("y", "Copy the quotation"),
        ("d  u", "Delete; undo, step by step"),
    ],
);

/// What the map at the right edge and the bars in a list are drawn with.
const MAP_SIGNS: KeysOf = (
    "On the map at the right edge",
    &[(
        "╶ ╺ • ‹",
        "A few matches, more of them, a bookmark, here; ━ in a list: how many a section has; › where you stand",
    )],
);

/// Cells for the keys in the help, where there is room.
const KEYS_WIDTH: usize = 24;

/// The widest the help is, in cells.
const WIDEST: u16 = 72;

/// The widest the help is on a terminal of so many columns.
pub fn help_width(screen: u16) -> u16 {
    screen.saturating_sub(4).min(WIDEST)
}

/// Cells for the keys in a help of `width` cells.
pub fn keys_width(width: usize) -> usize {
    KEYS_WIDTH.min(width * 2 / 5)
}

/// The help in `width` cells, made from the live keymap: a group after the other, long lines wrapped.
pub fn help_rows(keymap: &Keymap, width: u16) -> Vec<HelpRow> {
    let width = usize::from(width);
    let mut rows = Vec::new();
    let mut group: Option<Group> = None;
    for action in Action::ALL {
        let keys = keymap.keys_of(*action);
        if keys.is_empty() {
            continue;
        }
        if group != Some(action.group()) {
            if group == Some(Group::Search) {
                push_rows(&mut rows, &PROMPT_KEYS, width);
            }
            if group.is_some() {
                rows.push(HelpRow::Blank);
            }
            rows.push(HelpRow::Title(action.group().title()));
            group = Some(action.group());
        }
        push_keys(&mut rows, &keys.join("  "), action.help(), width);
    }
    push_rows(&mut rows, &LIST_KEYS, width);
    push_rows(&mut rows, &MARKED_KEYS, width);
    push_rows(&mut rows, &MAP_SIGNS, width);
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Title(
        "A number before a key is a count: 3], 40%, 12G",
    ));
    rows
}

/// A group of keys that are no actions, below the one before.
fn push_rows(rows: &mut Vec<HelpRow>, (title, keys): &KeysOf, width: usize) {
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Title(title));
    for (keys, says) in *keys {
        push_keys(rows, keys, says, width);
    }
}

fn push_keys(rows: &mut Vec<HelpRow>, keys: &str, says: &str, width: usize) {
    let column = keys_width(width);
    let keys = textwrap::wrap(keys, column.saturating_sub(1).max(4));
    let says = textwrap::wrap(says, width.saturating_sub(column).max(8));
    for n in 0..keys.len().max(says.len()) {
        let at = |lines: &[std::borrow::Cow<'_, str>]| {
            lines
                .get(n)
                .map(|line| line.to_string())
                .unwrap_or_default()
        };
        rows.push(HelpRow::Keys(at(&keys), at(&says)));
    }
}
