//! What carries effects out and brings events in: the threads.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Ended, Opener, keys, worker};
use crate::app::{Effect, Event};
use crate::document::sanitized;
use crate::store::{Report, Saver, Store};

/// The threads behind the program. Dropping it writes down what is outstanding.
pub(super) struct Runtime {
    events: Sender<Event>,
    orders: Sender<Effect>,
    saver: Option<Saver>,
    ended: Arc<AtomicI32>,
}

impl Runtime {
    /// Starts the threads. Without `keeps` nothing is written down.
    pub fn start(store: Store, keeps: bool, opener: Opener) -> io::Result<(Self, Receiver<Event>)> {
        let (events, receiver) = channel();
        let (orders, worker_orders) = channel();
        let ended = Arc::new(AtomicI32::new(0));
        #[cfg(unix)]
        super::signals::listen(events.clone(), Arc::clone(&ended))?;
        let reports = events.clone();
        let saver = keeps.then(|| {
            Saver::start(store.clone(), move |report| {
                let _ = reports.send(told(&report));
            })
        });
        let answers = events.clone();
        std::thread::Builder::new()
            .name(worker::NAME.to_owned())
            .spawn(move || worker::serve(&worker_orders, &answers, &store, opener))?;
        let input = events.clone();
        std::thread::spawn(move || read_input(&input));
        let runtime = Self {
            events,
            orders,
            saver,
            ended,
        };
        Ok((runtime, receiver))
    }

    /// Tells the program something.
    pub fn send(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// How the program was ended.
    pub fn ended(&self) -> Ended {
        match self.ended.load(Ordering::SeqCst) {
            0 => Ended::Quit,
            signal => Ended::Signal(signal),
        }
    }

    /// Has an effect carried out that is none of the terminal's.
    pub fn carry_out(&self, effect: Effect) {
        match (effect, &self.saver) {
            (Effect::Remember(change), Some(saver)) => saver.remember(change),
            (Effect::Save(change), Some(saver)) => saver.save(change),
            (Effect::Remember(_) | Effect::Save(_) | Effect::Forget { .. }, None) => {}
            (order, _) => {
                let _ = self.orders.send(order);
            }
        }
    }
}

/// What the program is told of writing.
fn told(report: &Report) -> Event {
    match report {
        Report::Failed(error) => Event::NotKept(sanitized(&error.to_string())),
        Report::Recovered => Event::KeptAgain,
        Report::Notice(error) => Event::Failed(sanitized(&error.to_string())),
    }
}

/// Reads the terminal until it is gone.
fn read_input(events: &Sender<Event>) {
    loop {
        let event = match crossterm::event::read() {
            Ok(reported) => keys::event(reported),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            // The terminal was closed.
            Err(_) => Some(Event::Terminated),
        };
        let is_last = matches!(event, Some(Event::Terminated));
        if event.is_some_and(|event| events.send(event).is_err()) || is_last {
            return;
        }
    }
}

/// In builds for testing, a way to see that a panic gives the terminal back.
#[expect(clippy::panic, reason = "this is what it is for")]
pub(super) fn panic_if_asked() {
    if cfg!(debug_assertions) && std::env::var_os("FOLIO_TEST_PANIC").is_some() {
        panic!("asked to panic");
    }
}
