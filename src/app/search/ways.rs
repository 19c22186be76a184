//! How searches are meant: switched at the prompt, remembered for the session.

use crate::command::{Action, Key, Lookup};
use crate::document::{ContentsSource, Document};
use crate::search::{Query, Way};
use crate::text::TextRange;

use super::super::App;

/// How searches are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Words, or regular expressions.
    pub way: Way,
    /// Whether a match must not begin or end inside a word.
    pub whole_words: bool,
    /// What is looked through.
    pub scope: Scope,
}

/// What is looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of the text.
    #[default]
    Book,
    /// The section one stands in, with those below it.
    Section,
}

impl Ways {
    /// What is switched on, in words: `regex · whole words · this section`; empty where nothing is.
    pub fn in_words(self) -> String {
        self.joined(["regex", "whole words", "this section"], " · ")
    }

    /// The same in signs, for where there is little room.
    pub fn in_signs(self) -> String {
        self.joined([".*", "[w]", "§"], " ")
    }

    fn joined(self, names: [&str; 3], between: &str) -> String {
        let is_on = [
            self.way == Way::Regex,
            self.whole_words,
            self.scope == Scope::Section,
        ];
        let on = names.into_iter().zip(is_on).filter(|(_, is_on)| *is_on);
        let on: Vec<&str> = on.map(|(name, _)| name).collect();
        on.join(between)
    }

    /// The question that was typed by a reader who stands in `section`.
    pub(super) fn query(self, typed: &str, section: Option<TextRange>) -> Query {
        Query {
            whole_words: self.whole_words,
            within: section.filter(|_| self.scope == Scope::Section),
            ..Query::typed(typed, self.way)
        }
    }
}

/// The section with this index and those below it; what stands before the first is a section of its own.
/// `None` where the text has no sections.
pub(super) fn section_with_those_below(
    document: &Document,
    index: Option<usize>,
) -> Option<TextRange> {
    let sections = document.sections();
    if document.contents_source() == ContentsSource::Paragraphs || sections.is_empty() {
        return None;
    }
    let start = index.and_then(|n| sections.get(n));
    let level = start.map_or(u8::MAX, |section| section.level);
    let after = index.map_or(0, |n| n + 1);
    let next = sections.iter().skip(after).find(|s| s.level <= level);
    Some(TextRange::new(
        start.map_or(0, |section| section.offset.to_usize()),
        next.map_or(document.end(), |section| section.offset)
            .to_usize(),
    ))
}

impl App {
    /// How searches are meant.
    pub fn ways(&self) -> Ways {
        self.searches.ways
    }

    /// Switches a way of searching, and says in which ways the next search is meant.
    pub(in super::super) fn toggle_way(&mut self, action: Action) {
        if self.switch_way(action) {
            let on = self.searches.ways.in_words();
            let plain = "words, in the whole text";
            let on = if on.is_empty() { plain } else { &on };
            self.notice = Some(format!("searches: {on}"));
        }
    }

    /// Switches a way of searching; says why where it cannot be switched.
    pub(in super::super) fn switch_way(&mut self, action: Action) -> bool {
        let document = self.book.window.document();
        let section = section_with_those_below(document, self.book.screen.section);
        let ways = &mut self.searches.ways;
        match action {
            Action::ToggleRegex if ways.way == Way::Regex => ways.way = Way::Words,
            Action::ToggleRegex => ways.way = Way::Regex,
            Action::ToggleWholeWords => ways.whole_words = !ways.whole_words,
            _ if ways.scope == Scope::Section => ways.scope = Scope::Book,
            _ if section.is_none() => {
                self.say("this text has no sections");
                return false;
            }
            _ => ways.scope = Scope::Section,
        }
        true
    }

    /// The switch a key is at the prompt, where letters are typed.
    pub(in super::super) fn switch(&self, key: Key) -> Option<Action> {
        if key.typed().is_some() {
            return None;
        }
        let Lookup::Matched(action, _) = self.keymap.lookup(&[key]) else {
            return None;
        };
        let switches = [
            Action::ToggleRegex,
            Action::ToggleWholeWords,
            Action::ToggleScope,
        ];
        switches.contains(&action).then_some(action)
    }
}
