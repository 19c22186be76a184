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

/// What the ways are called where they are written down.
const NAMES: [&str; 3] = ["regex", "whole-words", "section"];

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
        let way = if self.way == Way::Exact {
            "exact"
        } else {
            "regex"
        };
        self.joined([way, "whole words", "this section"], " · ")
    }

    /// The same in letters, those of the keys that switch them, for where there is little room: `r w s`.
    pub fn in_letters(self) -> String {
        let way = if self.way == Way::Exact { "e" } else { "r" };
        self.joined([way, "w", "s"], " ")
    }

    /// The names of what is switched on, as they are written down.
    pub(super) fn names(self) -> Vec<String> {
        let on = self.joined(NAMES, " ");
        on.split_whitespace().map(str::to_owned).collect()
    }

    /// Those that are switched on by these names; others mean nothing.
    pub(super) fn named(names: &[String]) -> Self {
        let is_on = NAMES.map(|name| names.iter().any(|on| on == name));
        let [is_regex, whole_words, is_section] = is_on;
        Self {
            way: if is_regex { Way::Regex } else { Way::Words },
            whole_words,
            scope: if is_section {
                Scope::Section
            } else {
                Scope::Book
            },
        }
    }

    /// How a question is meant.
    pub(super) fn of(query: &Query) -> Self {
        Self {
            way: query.way,
            whole_words: query.whole_words,
            scope: match query.within {
                None => Scope::Book,
                Some(_) => Scope::Section,
            },
        }
    }

    /// The same question, meant in these ways by a reader who stands in `section`.
    pub(super) fn meant(self, query: Query, section: Option<TextRange>) -> Query {
        Query {
            way: self.way,
            whole_words: self.whole_words,
            within: section.filter(|_| self.scope == Scope::Section),
            ..query
        }
    }

    fn joined(self, names: [&str; 3], between: &str) -> String {
        let is_on = [
            self.way != Way::Words,
            self.whole_words,
            self.scope == Scope::Section,
        ];
        let on = names.into_iter().zip(is_on).filter(|(_, is_on)| *is_on);
        let on: Vec<&str> = on.map(|(name, _)| name).collect();
        on.join(between)
    }

    /// With the way that `action` switches the other way round.
    pub(super) fn switched(self, action: Action) -> Self {
        let mut ways = self;
        match (action, self.way, self.scope) {
            (Action::ToggleRegex, Way::Regex, _) => ways.way = Way::Words,
            (Action::ToggleRegex, ..) => ways.way = Way::Regex,
            (Action::ToggleWholeWords, ..) => ways.whole_words = !self.whole_words,
            (_, _, Scope::Section) => ways.scope = Scope::Book,
            (_, _, Scope::Book) => ways.scope = Scope::Section,
        }
        ways
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
fn section_with_those_below(document: &Document, index: Option<usize>) -> Option<TextRange> {
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

    /// The section one stands in, with those below it; `None` where the text has no sections.
    pub(super) fn section_here(&self) -> Option<TextRange> {
        let document = self.book.window.document();
        section_with_those_below(document, self.book.screen.section)
    }

    /// Switches a way of searching; says why where it cannot be switched.
    pub(in super::super) fn switch_way(&mut self, action: Action) -> bool {
        let switched = self.searches.ways.switched(action);
        if switched.scope == Scope::Section && self.section_here().is_none() {
            self.say("this text has no sections");
            return false;
        }
        self.searches.ways = switched;
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
