//! What the worker is asked to do, with a look at whether more has come.

use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use crate::app::Effect;

/// The queue of orders, whose first may be known before it is taken: so long work can stop for it.
pub(super) struct Orders<'q> {
    queue: &'q Receiver<Effect>,
    first: Option<Effect>,
}

/// What is in the queue.
pub(super) enum Next {
    /// An order.
    Order(Effect),
    /// Nothing at present.
    Nothing,
    /// Nothing any more: nobody asks.
    Over,
}

impl<'q> Orders<'q> {
    /// The orders of a queue.
    pub fn new(queue: &'q Receiver<Effect>) -> Self {
        Self { queue, first: None }
    }

    /// Whether an order waits, without taking it.
    pub fn has_come(&mut self) -> bool {
        if self.first.is_none() {
            self.first = self.queue.try_recv().ok();
        }
        self.first.is_some()
    }

    /// Waits until an order has come, but no longer than so.
    pub fn wait(&mut self, at_most: Duration) {
        if self.first.is_none() {
            self.first = self.queue.recv_timeout(at_most).ok();
        }
    }

    /// The next order; `waits` for it if there is none yet.
    pub fn next(&mut self, waits: bool) -> Next {
        if let Some(order) = self.first.take() {
            return Next::Order(order);
        }
        if waits {
            return self.queue.recv().map_or(Next::Over, Next::Order);
        }
        match self.queue.try_recv() {
            Ok(order) => Next::Order(order),
            Err(TryRecvError::Empty) => Next::Nothing,
            Err(TryRecvError::Disconnected) => Next::Over,
        }
    }
}
