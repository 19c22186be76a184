//! Searches on the worker: begun, continued between other orders, dropped for newer ones.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::orders::Orders;
use crate::app::{Effect, Event, Ticket};
use crate::document::Document;
use crate::search::{Finding, Hunt, Matcher, Shelf};

/// How long a search goes on before it tells what it has found. Most searches end in the first such
/// stretch; half a frame, so that the first answer comes with the key that asked for it.
const STRETCH: Duration = Duration::from_millis(8);

/// How long after a search the next is prepared for: until then what was found is drawn, and the next letter may
/// be there.
const PAUSE: Duration = Duration::from_millis(30);

/// The search that is going on, and what is kept for the next.
#[derive(Default)]
pub(super) struct Hunting {
    shelf: Shelf,
    going_on: Option<(Ticket, Hunt)>,
    /// The text that is made ready while it is not known what is looked for.
    preparing: Option<Arc<Document>>,
}

impl Hunting {
    /// Begins a search, in place of any older one.
    pub fn begin(&mut self, order: Effect, events: &Sender<Event>) {
        let Effect::Search {
            ticket,
            document,
            query,
            from,
        } = order
        else {
            return;
        };
        match Matcher::new(&query, document.folding()) {
            Ok(matcher) => self.going_on = Some((ticket, Hunt::new(document, matcher, from))),
            Err(error) => {
                self.going_on = None;
                let finding = Finding::Refused(error);
                let _ = events.send(Event::Found { ticket, finding });
            }
        }
    }

    /// Ends the search that is going on, if one is.
    pub fn end(&mut self) {
        self.going_on = None;
    }

    /// Somebody is about to look for something in a text.
    pub fn prepare_for(&mut self, document: Arc<Document>) {
        self.preparing = Some(document);
    }

    /// Whether a search is going on, or one is prepared for.
    pub fn has_work(&self) -> bool {
        self.going_on.is_some() || self.preparing.is_some()
    }

    /// Goes on for a stretch, or until another order comes, and tells what was found.
    pub fn go_on(&mut self, orders: &mut Orders<'_>, events: &Sender<Event>) {
        let Some((ticket, hunt)) = &mut self.going_on else {
            self.prepare(orders);
            return;
        };
        let ticket = *ticket;
        let until = Instant::now() + STRETCH;
        match hunt.run(&mut self.shelf, &mut || {
            Instant::now() < until && !orders.has_come()
        }) {
            Some(finding) => {
                // Without a receiver the program has ended.
                let _ = events.send(Event::Found { ticket, finding });
            }
            None => {
                // Who has searched searches on: the next letter finds all of it folded.
                self.preparing = Some(hunt.document());
                self.going_on = None;
                orders.wait(PAUSE);
            }
        }
    }

    /// Prepares until another order comes; goes on when that is done.
    fn prepare(&mut self, orders: &mut Orders<'_>) {
        if let Some(document) = &self.preparing
            && self.shelf.prepare(document, &mut || !orders.has_come())
        {
            self.preparing = None;
        }
    }
}
