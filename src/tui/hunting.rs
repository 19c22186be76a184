//! Searches on the worker: begun, continued between other orders, dropped for newer ones.

use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use super::orders::Orders;
use crate::app::{Effect, Event, Ticket};
use crate::search::{Finding, Hunt, Matcher, Shelf};

/// How long a search goes on before it tells what it has found. Most searches end in the first such
/// stretch; half a frame, so that the first answer comes with the key that asked for it.
const STRETCH: Duration = Duration::from_millis(8);

/// The search that is going on, and what is kept for the next.
#[derive(Default)]
pub(super) struct Hunting {
    shelf: Shelf,
    going_on: Option<(Ticket, Hunt)>,
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

    /// Whether a search is going on.
    pub fn is_going_on(&self) -> bool {
        self.going_on.is_some()
    }

    /// Goes on for a stretch, or until another order comes, and tells what was found.
    pub fn go_on(&mut self, orders: &mut Orders<'_>, events: &Sender<Event>) {
        let Some((ticket, hunt)) = &mut self.going_on else {
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
            None => self.going_on = None,
        }
    }
}
