//! What carries effects out and brings events in: the threads.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::input::{Input, Rest};
use super::{Ended, PartReader, Reading, worker};
use crate::app::{Effect, Event};
use crate::document::sanitized;
use crate::store::{Report, Saver, Store};

/// The threads behind the program. Dropping it writes down what is outstanding.
pub(super) struct Runtime {
    events: Sender<Event>,
    orders: Sender<Effect>,
    saver: Option<Saver>,
    part_reader: PartReader,
    input: Input,
    ended: Arc<AtomicI32>,
}

impl Runtime {
    /// Starts the threads. Without `keeps` nothing is written down.
    pub fn start(
        store: Store,
        keeps: bool,
        reading: Reading,
    ) -> io::Result<(Self, Receiver<Event>)> {
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
            .spawn(move || worker::serve(&worker_orders, &answers, &store, reading.whole))?;
        let input = Input::start(events.clone());
        let runtime = Self {
            events,
            orders,
            saver,
            part_reader: reading.part,
            input,
            ended,
        };
        Ok((runtime, receiver))
    }

    /// Tells the program something.
    pub fn send(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Has nobody read the terminal as long as the answer lives.
    pub fn rest_input(&self) -> Rest<'_> {
        self.input.rest()
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
            (order @ Effect::ReadPart { .. }, _) => {
                worker::read_part(order, &self.events, self.part_reader);
            }
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

/// In builds for testing, a way to see that a panic gives the terminal back, and that one on another thread does
/// not.
#[expect(clippy::panic, reason = "this is what it is for")]
pub(super) fn panic_if_asked() {
    if !cfg!(debug_assertions) {
        return;
    }
    let panics = || panic!("asked to panic");
    match std::env::var_os("FOLIO_TEST_PANIC") {
        Some(asked) if asked == "aside" => {
            let _ = std::thread::spawn(panics).join();
        }
        Some(_) => panics(),
        None => {}
    }
}
