//! Searching as one types: what the prompt asks for.

use std::sync::Arc;

use super::super::{App, Effect, Panel, Prompt};
use super::{Asker, Outcome, Searching};
use crate::text::Offset;

impl App {
    pub(in super::super) fn begin_search(&mut self) {
        // One that was decided and is still waited for is given up.
        self.cancel_search();
        let origin = self.book.origin();
        let section = self.section_here();
        let mut searching = Searching::new(Asker::Prompt(String::new()), origin, section);
        searching.ways = Some(self.searches.ways);
        self.searches.searching = Some(searching);
        let document = Arc::clone(self.book.window.document());
        self.effects.push(Effect::PrepareSearch(document));
        self.panels.push(Panel::Prompt(Prompt::search("")));
    }

    /// Searches, and lists what was found.
    pub(in super::super) fn begin_list_search(&mut self) {
        self.begin_search();
        if let Some(searching) = &mut self.searches.searching {
            searching.outcome = Outcome::List;
        }
    }

    /// Lists what was looked for before the text was opened. Answers whether there is something.
    pub(in super::super) fn search_last_for_list(&mut self) -> bool {
        self.search_last(Outcome::List, false)
    }

    /// Has the answer that is waited for listed. Answers whether one is.
    pub(in super::super) fn lists_answer(&mut self) -> bool {
        let searching = self.searches.searching.as_mut();
        searching
            .map(|searching| searching.outcome = Outcome::List)
            .is_some()
    }

    /// An older or newer search, to be put in the place of what is typed.
    pub(in super::super) fn recalled(&mut self, typed: &str, is_older: bool) -> Option<String> {
        let meant = self.searches.ways;
        let searching = self.searches.searching.as_mut()?;
        let history = &self.searches.history;
        let recalled = if is_older {
            searching.recall.older(history, typed, meant)
        } else {
            searching.recall.newer(history)
        };
        let (recalled, ways) = recalled?;
        self.searches.ways = ways.unwrap_or(meant);
        Some(recalled.to_owned())
    }

    /// The pattern, or how it is meant, has changed.
    pub(in super::super) fn search_for(&mut self, typed: &str) {
        let Some(searching) = &mut self.searches.searching else {
            return;
        };
        let query = self.searches.ways.query(typed, searching.section);
        let (origin, from) = (searching.origin, searching.from);
        if query.is_blank() {
            // Nothing is looked for: all as it was when the search began.
            searching.ticket = None;
            searching.refused = None;
            let before = searching.before.take();
            self.mark_again(before);
            self.book.stand_back_at(origin);
            return;
        }
        let ticket = self.ask(query, from);
        if let Some(searching) = &mut self.searches.searching {
            searching.ticket = Some(ticket);
        }
    }

    /// Enter: the place that was found is kept. With an empty pattern the last search goes on.
    pub(in super::super) fn decide_search(&mut self, typed: &str) {
        let Some(searching) = &mut self.searches.searching else {
            return;
        };
        let before = searching.ways.take();
        if searching.ticket.is_none() {
            let outcome = searching.outcome;
            self.cancel_search();
            self.go_on_with_last(outcome, before != Some(self.searches.ways));
            return;
        }
        self.remember_search(typed, self.searches.ways);
        let Some(searching) = &mut self.searches.searching else {
            return;
        };
        searching.is_decided = true;
        searching.asker = Asker::Prompt(typed.to_owned());
        self.follow_answer();
    }

    /// Enter without a pattern: the last search goes on, in other ways if they were switched.
    fn go_on_with_last(&mut self, outcome: Outcome, is_switched: bool) {
        if !self.has_matches() && self.search_last(outcome, is_switched) {
            return;
        }
        if is_switched && let Some(query) = self.last_query() {
            let ways = self.searches.ways;
            self.ask_again(ways.meant(query, self.section_here()), self.searches.ways);
        } else if outcome == Outcome::List && self.has_matches() {
            self.list_matches();
        } else {
            self.next_match(1);
        }
    }

    /// Where nothing was looked for since the text was opened: looks for what was looked for last before, as it
    /// was meant then, or in the ways that were just switched. Answers whether there is something.
    pub(super) fn search_last(&mut self, outcome: Outcome, is_switched: bool) -> bool {
        if self.searches.asked.is_some() {
            return false;
        }
        let Some((typed, meant)) = self.searches.history.newest() else {
            return false;
        };
        let ways = meant.filter(|_| !is_switched);
        let ways = ways.unwrap_or(self.searches.ways);
        let query = ways.query(&typed, self.section_here());
        let origin = self.book.origin();
        let mut searching = Searching::new(Asker::Prompt(typed), origin, None);
        // Not the one at which one stands, but the next.
        let text = self.book.window.document().text();
        let here = origin.offset().to_usize();
        let letter = text.get(here..).and_then(|rest| rest.chars().next());
        if outcome == Outcome::Jump {
            searching.from = Offset::new(here + letter.map_or(0, char::len_utf8));
        }
        searching.is_decided = true;
        searching.outcome = outcome;
        searching.ticket = Some(self.ask(query, searching.from));
        self.searches.searching = Some(searching);
        true
    }

    /// Whether what is typed at the prompt is known to be of no use.
    pub(in super::super) fn is_refused(&self) -> bool {
        let searching = self.searches.searching.as_ref();
        searching.is_some_and(|searching| searching.refused.is_some())
            && self.searches.asked.is_none()
    }

    /// What is wrong with what is typed at the prompt, in a line.
    pub fn refusal(&self) -> Option<String> {
        let searching = self.searches.searching.as_ref()?;
        searching.refused.as_ref().map(ToString::to_string)
    }
}
