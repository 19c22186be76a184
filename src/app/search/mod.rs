//! Searching: as one types, from match to match, and for the words under the eye.
//!
//! Every key asks a new question under a new ticket, so an answer to an older one is known and dropped.
//! What is marked stays until the answer to the newest question begins; the answer then marks all matches
//! and shows the nearest ahead of where the search began. Until the reader decides, that is a glance: the
//! place is not written down, and Esc gives everything back.

mod again;
mod counts;
mod history;
mod origin;
mod steps;
mod typing;
mod under_eye;
mod ways;

pub use counts::thousands;
pub use origin::Origin;
pub use ways::{Scope, Ways};

use std::sync::Arc;

use crate::search::{Extent, Finding, Hits, PatternError, Query};
use crate::store::PastSearches;
use crate::text::{Offset, TextRange};

use super::{App, Effect, Panel, Prompt, Ticket};
use history::{History, Recall};

/// What there is of searches: how they are meant, what was looked for, and the one that goes on.
#[derive(Debug, Default)]
pub(super) struct Searches {
    pub ways: Ways,
    history: History,
    /// The newest question, until its answer begins.
    asked: Option<Query>,
    /// The search that has not been decided, or whose answer is waited for.
    searching: Option<Searching>,
    /// What was found last, once its marks are cleared: the next step marks it again.
    cleared: Option<Hits>,
    /// Where the last step from match to match led. As long as one stands there, the next one belongs to
    /// the same jump.
    stepped_to: Option<Offset>,
}

impl Searches {
    /// None yet today, after those of the days before.
    pub fn after(past: PastSearches) -> Self {
        Self {
            history: History::new(past),
            ..Self::default()
        }
    }

    /// Calls the days before back, if that could not be done at the start.
    pub fn recall(&mut self, past: &PastSearches) {
        if self.history.is_empty() {
            self.history = History::new(past.clone());
        }
    }

    /// Whether a search may still move the screen.
    pub fn is_undecided(&self) -> bool {
        self.searching.is_some()
    }
}

/// A search whose answer may still move the screen.
#[derive(Debug)]
struct Searching {
    /// Where the reader stood when it began.
    origin: Origin,
    /// From where on the nearest match is looked for.
    from: Offset,
    /// The section the reader stood in, if the text has sections.
    section: Option<TextRange>,
    /// What was marked before, once something else is.
    before: Option<Option<Hits>>,
    /// The ticket of its newest question.
    ticket: Option<Ticket>,
    /// Why the pattern cannot be used.
    refused: Option<PatternError>,
    /// Whether Enter was pressed.
    is_decided: bool,
    asker: Asker,
    /// What comes of it in the end.
    outcome: Outcome,
    /// How searches are meant again if it comes to nothing.
    ways: Option<Ways>,
    recall: Recall,
}

/// Where a search was asked for.
#[derive(Debug)]
enum Asker {
    /// At the prompt, where this is typed.
    Prompt(String),
    /// In the text, for the words under the eye.
    WordsUnderEye,
    /// In the text, by switching how the last search is meant.
    Switch,
}

/// What comes of a search that was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// One stands at the nearest match.
    Jump,
    /// All matches are listed.
    List,
    /// The matches are marked, and one stays.
    Mark,
    /// One stands at the nearest match before.
    Back,
}

impl Searching {
    fn new(asker: Asker, origin: Origin, section: Option<TextRange>) -> Self {
        Self {
            origin,
            from: origin.offset(),
            section,
            before: None,
            ticket: None,
            refused: None,
            is_decided: false,
            asker,
            outcome: Outcome::Jump,
            ways: None,
            recall: Recall::default(),
        }
    }
}

impl App {
    /// What was looked for can be called back, also tomorrow.
    fn remember_search(&mut self, typed: &str, ways: Ways) {
        let change = self.searches.history.add(typed, ways, self.now);
        self.effects.push(Effect::Remember(Box::new(change)));
    }

    /// Asks a question. What is marked stays until the answer begins.
    fn ask(&mut self, query: Query, from: Offset) -> Ticket {
        let ticket = self.bench.ticket();
        self.bench.search = ticket;
        self.searches.asked = Some(query.clone());
        self.effects.push(Effect::Search {
            ticket,
            document: Arc::clone(self.book.window.document()),
            query,
            from,
        });
        ticket
    }

    /// The search that was begun looks for the nearest match from here on.
    pub(super) fn search_from(&mut self, from: Offset) {
        if let Some(searching) = &mut self.searches.searching {
            searching.from = from;
        }
    }

    /// Waits for no answer any more.
    pub(super) fn forget_question(&mut self) {
        self.bench.search = self.bench.ticket();
        self.searches.asked = None;
    }

    /// Another book is read: what was looked for in the last one is not waited for.
    pub(super) fn leave_searches(&mut self) {
        self.forget_question();
        self.searches.searching = None;
        self.searches.cleared = None;
        self.searches.stepped_to = None;
    }

    /// Whether Enter was pressed and the match it asked for is not known yet.
    pub(super) fn awaits_match(&self) -> bool {
        let searching = self.searches.searching.as_ref();
        searching.is_some_and(|searching| searching.is_decided)
    }

    /// A piece of the answer to the newest question.
    pub(super) fn on_found(&mut self, finding: Finding) {
        if let Finding::Refused(error) = finding {
            self.on_refused(error);
            return;
        }
        if let Some(query) = self.searches.asked.take() {
            let old = self.book.window.set_hits(Some(Hits::new(query)));
            if let Some(searching) = &mut self.searches.searching {
                searching.before.get_or_insert(old);
                searching.refused = None;
            }
        }
        if let Some(hits) = self.book.window.hits_mut() {
            hits.add(finding);
        }
        self.matches_grew();
        self.follow_answer();
        if !self.awaits_match() {
            self.press_held();
        }
    }

    /// The pattern cannot be used: that is said, and what was found last stays marked.
    fn on_refused(&mut self, error: PatternError) {
        self.searches.asked = None;
        // What was typed was meant for the match.
        self.input.held.clear();
        let Some(searching) = &mut self.searches.searching else {
            self.notice = Some(error.to_string());
            return;
        };
        match &searching.asker {
            Asker::Prompt(typed) if searching.is_decided && self.panels.is_empty() => {
                // Enter came before the answer: the prompt opens again, to put the pattern right.
                self.panels
                    .push(Panel::Prompt(Prompt::search(typed.as_str())));
                searching.is_decided = false;
                searching.refused = Some(error);
            }
            Asker::Prompt(_) if !searching.is_decided => searching.refused = Some(error),
            _ => {
                self.cancel_search();
                self.notice = Some(error.to_string());
            }
        }
    }

    /// Stands at the nearest match, as far as it is known, and is done if that was decided.
    fn follow_answer(&mut self) {
        let Some(searching) = &self.searches.searching else {
            return;
        };
        let is_answered = self.searches.asked.is_none();
        if !is_answered || searching.ticket != Some(self.bench.search) {
            return;
        }
        let Some(hits) = self.book.window.hits() else {
            return;
        };
        let nearest = hits.nearest(searching.from);
        let stays = matches!(searching.outcome, Outcome::Mark | Outcome::Back);
        let is_known = nearest.is_some() && searching.outcome != Outcome::Back;
        let is_settled = is_known || hits.extent() != Extent::Partly;
        let is_decided = searching.is_decided;
        let origin = searching.origin.offset();
        let nearest = nearest.filter(|_| !stays);
        let place = nearest.map_or(origin, |hit| hit.start);
        self.book.window.stand_at(place);
        if is_decided && is_settled {
            self.finish_search();
        }
    }

    /// The reader has decided and the nearest match is known: one jump, or the list of all matches.
    fn finish_search(&mut self) {
        let Some(searching) = self.searches.searching.take() else {
            return;
        };
        let Some(hits) = self.book.window.hits() else {
            return;
        };
        if hits.is_empty() {
            self.book.stand_back_at(searching.origin);
            self.say_nothing_found();
            return;
        }
        self.searches.stepped_to = None;
        let is_round = hits.first_from(searching.from).is_none();
        // What was looked for stands on this screen, and was found again.
        let is_same = matches!(searching.asker, Asker::WordsUnderEye) && hits.count() == 1;
        match searching.outcome {
            Outcome::List => self.list_matches_from(searching.origin),
            Outcome::Mark => self.say_found(&searching.asker, None),
            Outcome::Back => {
                self.say_found(&searching.asker, None);
                self.previous_match(1);
            }
            Outcome::Jump if is_round && is_same => {
                self.book.stand_back_at(searching.origin);
                self.say_found(&searching.asker, Some("nowhere else"));
            }
            Outcome::Jump => {
                let round = is_round.then_some(steps::WRAPPED_TO_BEGINNING);
                self.say_found(&searching.asker, round);
                self.book.window.jumped_from(searching.origin.offset());
            }
        }
    }

    /// Esc: everything as it was before the search.
    pub(super) fn cancel_search(&mut self) {
        let Some(mut searching) = self.searches.searching.take() else {
            return;
        };
        if let Some(ways) = searching.ways {
            self.searches.ways = ways;
        }
        self.mark_again(searching.before.take());
        self.book.stand_back_at(searching.origin);
    }

    /// Marks what was marked before. If it was not all counted, the count is taken up again, for the
    /// questions that came in between have ended it.
    fn mark_again(&mut self, before: Option<Option<Hits>>) {
        self.forget_question();
        if let Some(before) = before {
            self.book.window.set_hits(before);
        }
        let hits = self.book.window.hits();
        let unfinished = hits.filter(|hits| hits.extent() == Extent::Partly);
        if let Some(query) = unfinished.map(|hits| hits.query().clone()) {
            self.ask(query, self.book.window.offset());
        }
    }

    /// Esc in the text: a search that is still waited for is given up, or else a chosen link; where there
    /// is neither, the matches are not marked any more. What was looked for is kept: `n` goes on with it.
    pub(super) fn unmark(&mut self) {
        if self.searches.searching.is_some() {
            self.cancel_search();
            return;
        }
        if self.book.link.take().is_some() {
            return;
        }
        self.forget_question();
        self.effects.push(Effect::EndSearch);
        let hits = self.book.window.set_hits(None);
        self.searches.cleared = hits.or(self.searches.cleared.take());
    }

    /// Marks again what was found last, if its marks were cleared.
    pub(super) fn mark_last(&mut self) {
        if self.book.window.hits().is_none()
            && let Some(hits) = self.searches.cleared.take()
        {
            self.mark_again(Some(Some(hits)));
        }
    }
}
