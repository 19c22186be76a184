//! The rows of the help, made from the live keymap: what is drawn, and how far that can be scrolled.

use crate::command::{Action, Group, Key, KeyCode, Keymap};

use super::super::App;
use super::edit::{Edited, LineEdit};
use super::list::Words;
use super::scroll::Scroll;
use super::{After, box_rows};

/// The panel of the help.
#[derive(Clone, Debug, Default)]
pub struct Help {
    /// How far it is scrolled.
    pub scroll: Scroll,
    filter: Option<LineEdit>,
    /// How far it was scrolled when the filter began: whoever gives it up is where they were.
    before: Scroll,
}

impl Help {
    /// The filter, while there is one.
    pub fn filter(&self) -> Option<&LineEdit> {
        self.filter.as_ref()
    }

    /// The filter, which begins now if it has not.
    pub(super) fn edit(&mut self) -> &mut LineEdit {
        if self.filter.is_none() {
            self.before = self.scroll;
        }
        self.filter.get_or_insert_default()
    }

    /// The filter is another: what passes is shown from its beginning.
    pub(super) fn refilter(&mut self) {
        self.scroll = Scroll::default();
    }

    /// Its rows in `width` cells.
    pub fn rows(&self, keymap: &Keymap, width: u16) -> Vec<HelpRow> {
        let filter = self.filter.as_ref().map_or("", LineEdit::text);
        help_rows(keymap, filter, width)
    }

    /// How many of them there is room for on a terminal of `screen` rows.
    pub fn room(&self, screen: u16) -> u16 {
        let filter_rows = u16::from(self.filter.is_some());
        box_rows(screen).saturating_sub(filter_rows)
    }

    /// Takes a key as a list does in which a filter is typed: arrows move, and letters are the filter's.
    fn on_filter_key(&mut self, mut filter: LineEdit, key: Key, page: i32) {
        let was_empty = filter.text().is_empty();
        match (key.code, key.ctrl) {
            (KeyCode::Up, _) | (KeyCode::Char('p' | 'k'), true) => self.scroll.scroll(-1),
            (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => self.scroll.scroll(1),
            (KeyCode::PageUp, _) => self.scroll.scroll(-page),
            (KeyCode::PageDown, _) => self.scroll.scroll(page),
            (KeyCode::Esc, _) => return self.give_up_filter(),
            _ => match filter.on_key(key) {
                Edited::Changed => self.refilter(),
                Edited::Same if was_empty && key.code == KeyCode::Backspace => {
                    return self.give_up_filter();
                }
                Edited::Same | Edited::NotMine => {}
            },
        }
        self.filter = Some(filter);
    }

    fn give_up_filter(&mut self) {
        self.filter = None;
        self.scroll = self.before;
    }
}

impl App {
    pub(super) fn on_help_key(&self, help: &mut Help, key: Key) -> After {
        let page = i32::from(help.room(self.size.1).max(1));
        let before = help.scroll.top;
        let mut after = After::Stay;
        match help.filter.take() {
            Some(filter) => help.on_filter_key(filter, key, page),
            None if key.typed() == Some('/') => {
                help.edit();
            }
            None => {
                let is_opener = self.asks_for(key, Action::Help);
                after = help.scroll.on_key(key, page, is_opener);
            }
        }
        self.stop_at_end_of_help(help, before);
        after
    }

    /// Who has scrolled goes no further than the last page. To know that, all rows are made.
    pub(super) fn stop_at_end_of_help(&self, help: &mut Help, before: usize) {
        if help.scroll.top == before {
            return;
        }
        let (columns, rows) = self.size;
        let count = help.rows(&self.keymap, help_width(columns)).len();
        help.scroll.stop_at(count, help.room(rows));
    }
}

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

const COUNTS: &str = "A number before a key is a count: 3], 40%, 12G";

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

/// The help in `width` cells, made from the live keymap: a group after the other, long lines wrapped. With a filter,
/// the keys that have its words in them or in what they do, and the groups that have such keys.
fn help_rows(keymap: &Keymap, filter: &str, width: u16) -> Vec<HelpRow> {
    let width = usize::from(width);
    let words = Words::new(filter);
    let mut rows = Vec::new();
    for (title, lines) in groups(keymap) {
        let passing = |(keys, says): &&(String, &str)| words.are_in(&format!("{keys}\n{says}"));
        let mut passing = lines.iter().filter(passing).peekable();
        // What has no keys below it is a line itself.
        let is_shown = passing.peek().is_some() || lines.is_empty() && words.are_in(title);
        if !is_shown {
            continue;
        }
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Title(title));
        for (keys, says) in passing {
            push_keys(&mut rows, keys, says, width);
        }
    }
    rows
}

/// A title, and keys with what they do below it.
type Lines = (&'static str, Vec<(String, &'static str)>);

fn groups(keymap: &Keymap) -> Vec<Lines> {
    let mut groups: Vec<Lines> = Vec::new();
    let mut group: Option<Group> = None;
    for action in Action::ALL {
        let keys = keymap.keys_of(*action);
        if keys.is_empty() {
            continue;
        }
        if group != Some(action.group()) {
            if group == Some(Group::Search) {
                groups.push(written(&PROMPT_KEYS));
            }
            groups.push((action.group().title(), Vec::new()));
            group = Some(action.group());
        }
        if let Some((_, lines)) = groups.last_mut() {
            lines.push((keys.join("  "), action.help()));
        }
    }
    groups.extend([&LIST_KEYS, &MARKED_KEYS, &MAP_SIGNS].map(written));
    groups.push((COUNTS, Vec::new()));
    groups
}

/// A group of keys that are no actions.
fn written((title, keys): &KeysOf) -> Lines {
    let lines = keys.iter().map(|(keys, says)| ((*keys).to_owned(), *says));
    (title, lines.collect())
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
