//! The thread that reads the terminal, and how it is kept from doing so.
//!
//! While another program has the terminal, its keys are its own: the thread must not be waiting in a read
//! then. There is no taking a read back, but a signal that the size has changed ends it, with nothing lost.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::keys;
use crate::app::Event;

/// How long the thread is waited for. It has nothing to do but to wake up; a thread that does not is gone.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether the terminal is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Reading,
    /// Nobody is to read it.
    Asked,
    /// Nobody does.
    Resting,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, state: State) {
        *self.lock() = state;
        self.changed.notify_all();
    }

    /// Waits as long as nobody is to read.
    fn wait_for_turn(&self) {
        let mut state = self.lock();
        while *state != State::Reading {
            *state = State::Resting;
            self.changed.notify_all();
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The thread that reads.
#[derive(Debug)]
pub(super) struct Input {
    shared: Arc<Shared>,
}

/// While this lives, nobody reads.
#[derive(Debug)]
pub(super) struct Rest<'i> {
    shared: &'i Shared,
}

impl Input {
    /// Begins to read; what comes is sent to `events`.
    pub fn start(events: Sender<Event>) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::Reading),
            changed: Condvar::new(),
        });
        let own = Arc::clone(&shared);
        std::thread::spawn(move || read(&own, &events));
        Self { shared }
    }

    /// Has the thread rest, and waits until it does.
    pub fn rest(&self) -> Rest<'_> {
        self.shared.set(State::Asked);
        wake();
        let state = self.shared.lock();
        let is_reading = |state: &mut State| *state == State::Asked;
        let _ = self
            .shared
            .changed
            .wait_timeout_while(state, PATIENCE, is_reading);
        Rest {
            shared: &self.shared,
        }
    }
}

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        self.shared.set(State::Reading);
    }
}

/// Ends the read that is waited in.
fn wake() {
    #[cfg(unix)]
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
}

/// How often a thread that no signal wakes looks whether it is to rest.
#[cfg(not(unix))]
const LOOKING: Duration = Duration::from_millis(100);

/// Waits for what comes next; `None` when it is time to look whether to rest.
fn next() -> io::Result<Option<crossterm::event::Event>> {
    #[cfg(not(unix))]
    if !crossterm::event::poll(LOOKING)? {
        return Ok(None);
    }
    crossterm::event::read().map(Some)
}

/// How long is waited for more of what has come at once. Not at all would be enough, but a source of crossterm's
/// that is given no time does not even look at what it has read already.
const GRACE: Duration = Duration::from_micros(50);

/// So many events are told of at once at most.
const TOGETHER: usize = 256;

/// Reads the terminal until it is gone. What has come at once is told at once, so that nothing is drawn that is
/// already out of date.
fn read(shared: &Shared, events: &Sender<Event>) {
    let mut was_ahead = crossterm::event::poll(GRACE).unwrap_or(false);
    loop {
        shared.wait_for_turn();
        let mut came: Vec<Event> = event(next()).into_iter().collect();
        while came.len() < TOGETHER && has_more(&came) {
            came.extend(event(next()));
        }
        if std::mem::take(&mut was_ahead) {
            came = came.into_iter().map(keys::typed_ahead).collect();
        }
        let is_last = came.last().is_some_and(is_end);
        let told = match came.len() {
            0 => continue,
            1 => came.pop().map(|event| events.send(event)),
            _ => Some(events.send(Event::Together(came))),
        };
        if told.is_none_or(|told| told.is_err()) || is_last {
            return;
        }
    }
}

/// What the terminal reported; a terminal that cannot be read was closed.
fn event(reported: io::Result<Option<crossterm::event::Event>>) -> Option<Event> {
    match reported {
        Ok(reported) => reported.and_then(keys::event),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
        Err(_) => Some(Event::Terminated),
    }
}

/// Whether there is more to be had at once.
fn has_more(came: &[Event]) -> bool {
    !came.is_empty()
        && !came.last().is_some_and(is_end)
        && crossterm::event::poll(GRACE).unwrap_or(false)
}

const fn is_end(event: &Event) -> bool {
    matches!(event, Event::Terminated)
}
