//! Keys on their way to actions: counts and sequences.

use std::fmt;

use crate::command::{Action, Key, KeyCode, Lookup};
use crate::reader::{Motion, Percent};

use super::App;
use super::editions::Offer;
use super::pointer::Pointer;
use super::waiting::Stroke;

/// What has come from the keyboard and the mouse and is not dealt with yet.
#[derive(Debug, Default)]
pub(super) struct Input {
    /// The unfinished command.
    pub typed: Typed,
    /// What waits until what it is meant for is there.
    pub held: Vec<Stroke>,
    /// The mouse's button.
    pub pointer: Pointer,
    /// What the next key may answer.
    pub offer: Option<Offer>,
}

/// The keys of an unfinished command.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    count: Option<u32>,
    keys: Vec<Key>,
}

/// No book has more pages than this, and no count needs more digits.
const LARGEST_COUNT: u32 = 9_999_999;

impl Typed {
    /// Whether no command has begun but for its count.
    pub(super) const fn is_free(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) const fn count(&self) -> Option<u32> {
        self.count
    }

    /// The keys of the command, if this one is the next.
    pub(super) fn keys_with(&self, key: Key) -> Vec<Key> {
        self.keys.iter().copied().chain([key]).collect()
    }

    fn add_digit(&mut self, digit: u32) {
        let count = self
            .count
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(digit);
        self.count = Some(count.min(LARGEST_COUNT));
    }
}

/// As the foot shows it.
impl fmt::Display for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(count) = self.count {
            write!(f, "{count}")?;
        }
        self.keys.iter().try_for_each(|key| write!(f, "{key}"))
    }
}

impl App {
    pub(super) fn on_key(&mut self, key: Key) {
        if self.answer(key) {
            return;
        }
        self.notice = None;
        if let Some(panel) = self.panels.pop() {
            self.on_panel_key(panel, key);
            return;
        }
        if self.input.typed.keys.is_empty() && self.is_count(key) {
            return;
        }
        self.input.typed.keys.push(key);
        match self.keymap.lookup_in(self.mode(), &self.input.typed.keys) {
            Lookup::Pending => {
                if self.awaits_mark() {
                    self.say_marks();
                }
            }
            Lookup::Matched(action, letter) => {
                let count = self.input.typed.count;
                self.input.typed = Typed::default();
                self.act(action, count, letter);
            }
            Lookup::NotFound => {
                let was_cancelled = key.code == KeyCode::Esc;
                let keys = std::mem::take(&mut self.input.typed).to_string();
                // A cancelled command is not an unknown one.
                if !was_cancelled && self.notice.is_none() {
                    self.notice = Some(format!("{keys} means nothing here; ? lists the keys"));
                }
            }
        }
    }

    /// Whether a letter comes next that names a mark to go to.
    fn awaits_mark(&self) -> bool {
        let mut keys = self.input.typed.keys.clone();
        keys.push(Key::char('a'));
        let lookup = self.keymap.lookup_in(self.mode(), &keys);
        matches!(lookup, Lookup::Matched(Action::GoToMark, Some(_)))
    }

    /// Whether a command begins with this key.
    fn is_bound(&self, key: Key) -> bool {
        self.keymap.lookup_in(self.mode(), &[key]) != Lookup::NotFound
    }

    fn is_count(&mut self, key: Key) -> bool {
        let digit = self.digit(key);
        if let Some(digit) = digit {
            self.input.typed.add_digit(digit);
        }
        digit.is_some()
    }

    /// The digit of a count that a key is, if no other keys of a command came before.
    pub(super) fn digit(&self, key: Key) -> Option<u32> {
        let digit = key.typed().and_then(|c| c.to_digit(10))?;
        // Where 0 asks for something of its own, a count does not begin with it.
        let is_other = digit == 0 && self.input.typed.count.is_none() && self.is_bound(key);
        (!is_other).then_some(digit)
    }

    pub(super) fn on_paste(&mut self, text: &str) {
        if let Some(edit) = self.panels.last_mut().and_then(super::Panel::edit) {
            edit.insert(text);
            self.on_typing();
        }
    }

    pub(super) fn on_wheel(&mut self, rows: i32) {
        match self.panels.last_mut() {
            Some(super::Panel::Matches(_)) => self.scroll_matches(rows),
            Some(super::Panel::Bookmarks(_)) => self.scroll_marked(rows),
            Some(super::Panel::Help(_) | super::Panel::Problems(_)) => self.scroll_reading(rows),
            Some(panel) => panel.scroll(rows),
            // The wheel is turned again if nothing comes of it.
            None if self.book.extent.is_awaiting() => {}
            None if rows > 0 => self.roll(Motion::LinesDown(rows.unsigned_abs())),
            None => self.roll(Motion::LinesUp(rows.unsigned_abs())),
        }
    }

    /// The page rolls under what is selected.
    fn roll(&mut self, motion: Motion) {
        self.go(motion);
        self.selection_stays();
    }

    /// Does what a reader asked for.
    pub(super) fn act(&mut self, action: Action, count: Option<u32>, letter: Option<char>) {
        let n = count.unwrap_or(1).max(1);
        let motion = motion(action, n, count);
        if self.selecting.is_some() && self.act_selecting(action, n, motion) {
            return;
        }
        match motion {
            Some(motion) => self.go(motion),
            None => self.do_other(action, n, letter),
        }
    }
}

/// The motion an action is, if it is one.
pub(super) fn motion(action: Action, n: u32, count: Option<u32>) -> Option<Motion> {
    Some(match action {
        Action::LineDown => Motion::LinesDown(n),
        Action::LineUp => Motion::LinesUp(n),
        Action::PageForward => Motion::PagesForward(n),
        Action::PageBack => Motion::PagesBack(n),
        Action::HalfPageDown => Motion::HalfPagesDown(n),
        Action::HalfPageUp => Motion::HalfPagesUp(n),
        Action::Start => Motion::Start,
        Action::End => count.map_or(Motion::End, Motion::ToPage),
        Action::Percent => Motion::ToPercent(Percent::new(count?)),
        Action::SectionForward => Motion::SectionsForward(n),
        Action::SectionBack => Motion::SectionsBack(n),
        Action::ChapterForward => Motion::ChaptersForward(n),
        Action::ChapterBack => Motion::ChaptersBack(n),
        Action::ParagraphForward => Motion::ParagraphsForward(n),
        Action::ParagraphBack => Motion::ParagraphsBack(n),
        Action::SentenceForward => Motion::SentencesForward(n),
        Action::SentenceBack => Motion::SentencesBack(n),
        _ => return None,
    })
}
