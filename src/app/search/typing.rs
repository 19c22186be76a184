//! Searching as one types: what the prompt asks for.

use std::sync::Arc;

use super::super::{App, Effect, Panel, Prompt};
use super::Searching;
use super::ways::section_with_those_below;

impl App {
    pub(in super::super) fn begin_search(&mut self) {
        // One that was decided and is still waited for is given up.
        self.cancel_search();
        let origin = self.book.origin();
        let document = self.book.window.document();
        let section = section_with_those_below(document, self.book.screen.section);
        self.searches.searching = Some(Searching::new(origin, section));
        let document = Arc::clone(document);
        self.effects.push(Effect::PrepareSearch(document));
        self.panels.push(Panel::Prompt(Prompt::search()));
    }

    /// Searches, and lists what was found.
    pub(in super::super) fn begin_list_search(&mut self) {
        self.begin_search();
        if let Some(searching) = &mut self.searches.searching {
            searching.lists = true;
        }
    }

    /// Has the answer that is waited for listed. Answers whether one is.
    pub(in super::super) fn lists_answer(&mut self) -> bool {
        let searching = self.searches.searching.as_mut();
        searching.map(|searching| searching.lists = true).is_some()
    }

    /// An older or newer search, to be put in the place of what is typed.
    pub(in super::super) fn recalled(&mut self, typed: &str, is_older: bool) -> Option<String> {
        let searching = self.searches.searching.as_mut()?;
        let history = &self.searches.history;
        let recalled = if is_older {
            searching.recall.older(history, typed)
        } else {
            searching.recall.newer(history)
        };
        recalled.map(str::to_owned)
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
        if searching.ticket.is_none() {
            let lists = searching.lists;
            self.cancel_search();
            if !lists || self.book.window.hits().is_none() {
                self.next_match(1);
            } else {
                self.list_matches();
            }
            return;
        }
        self.searches.history.add(typed);
        searching.is_decided = true;
        if let Some(error) = searching
            .refused
            .clone()
            .filter(|_| self.searches.asked.is_none())
        {
            self.on_refused(error);
            return;
        }
        self.follow_answer();
    }

    /// What is wrong with what is typed at the prompt, in a line.
    pub fn refusal(&self) -> Option<String> {
        let searching = self.searches.searching.as_ref()?;
        searching.refused.as_ref().map(ToString::to_string)
    }
}
