//! The last search asked anew: meant in another way, without being typed again.

use crate::command::Action;
use crate::search::{Query, Way};

use super::super::App;
use super::{Asker, Outcome, Scope, Searching, Ways};

/// How it is said that nothing is switched on.
const PLAIN: &str = "words, in the whole text";

impl App {
    /// Switches in which way searches are meant, and asks the last one again in the new way; before there
    /// is one, says how the next is meant.
    pub(in super::super) fn toggle_way(&mut self, action: Action) {
        let before = self.searches.ways;
        let Some(query) = self.last_query() else {
            if self.switch_way(action) {
                self.notice = Some(format!("searches: {}", or_plain(before.switched(action))));
            }
            return;
        };
        // What is marked is what the reader sees, also where it was not asked for in the usual ways.
        let mut meant = Ways::of(&query).switched(action);
        let section = self.section_here();
        let here = self.book.window.offset();
        // Who has left the section that was searched asks in this one.
        if action == Action::ToggleScope && query.within.is_some_and(|old| !old.contains(here)) {
            meant.scope = Scope::Section;
        }
        if meant.scope == Scope::Section && section.is_none() {
            self.say("this text has no sections");
            return;
        }
        match action {
            Action::ToggleRegex => self.searches.ways.way = meant.way,
            Action::ToggleWholeWords => self.searches.ways.whole_words = meant.whole_words,
            _ => self.searches.ways.scope = meant.scope,
        }
        self.ask_again(meant.meant(query, section), before);
    }

    /// What was looked for last, whether or not it is marked.
    pub(super) fn last_query(&self) -> Option<Query> {
        let hits = self.book.window.hits().or(self.searches.cleared.as_ref());
        let asked = self.searches.asked.as_ref();
        asked.or(hits.map(|hits| hits.query())).cloned()
    }

    /// Whether matches of the last search are known.
    pub(super) fn has_matches(&self) -> bool {
        self.book.window.hits().is_some() || self.searches.cleared.is_some()
    }

    /// Asks this in the place of the last search. Who stands at a match of that is taken to the nearest
    /// one now; who has read on stays. If it comes to nothing, searches are meant as `before`.
    pub(super) fn ask_again(&mut self, query: Query, before: Ways) {
        let here = self.book.window.offset();
        let hits = self.book.window.hits();
        let nearest = hits.and_then(|hits| hits.first_from(here));
        let waited_for = self.searches.searching.take();
        let is_at_match = waited_for.is_some() || nearest.is_some_and(|hit| hit.start == here);
        let origin = waited_for
            .as_ref()
            .map_or(self.book.origin(), |waited_for| waited_for.origin);
        let mut searching = Searching::new(Asker::Switch, origin, None);
        searching.before = waited_for.and_then(|waited_for| waited_for.before);
        searching.is_decided = true;
        searching.ways = Some(before);
        if !is_at_match {
            searching.outcome = Outcome::Mark;
        }
        searching.ticket = Some(self.ask(query, searching.from));
        self.searches.searching = Some(searching);
    }

    /// Says what was found, and in which ways it was meant where that is not the usual one or was just
    /// switched. The count beside it says where.
    pub(super) fn say_found(&mut self, asker: &Asker, round: Option<&str>) {
        let Some(hits) = self.book.window.hits() else {
            return;
        };
        let query = hits.query();
        let mut ways = Ways::of(query);
        let pattern = match query.way {
            Way::Regex => query.pattern.clone(),
            Way::Words | Way::Exact => query.pattern.trim().to_owned(),
        };
        let mut parts: Vec<String> = round.map(str::to_owned).into_iter().collect();
        parts.push(format!("“{pattern}”"));
        match asker {
            Asker::Switch => parts.push(or_plain(ways)),
            Asker::Prompt(_) | Asker::WordsUnderEye => {
                ways.scope = Scope::Book;
                parts.push(ways.in_words());
            }
        }
        parts.retain(|part| !part.is_empty());
        self.notice = Some(parts.join(" · "));
    }
}

fn or_plain(ways: Ways) -> String {
    let on = ways.in_words();
    if on.is_empty() { PLAIN.to_owned() } else { on }
}
