//! The thread that writes, so that no key waits for a disk.
//!
//! Places come often and may wait a moment: the last of them is written a quarter of a second after the
//! first that is not yet on the disk. Everything else is written at once. What cannot be written is kept and
//! tried again with the next change, and at the end. With nothing to write the thread sleeps until
//! something comes.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Instant;

use super::compaction::WORTH;
use super::waiting::Waiting;
use super::{Change, Journal, Store, StoreError};

/// Writes on its own thread. Dropping it writes what is outstanding and waits for it.
#[derive(Debug)]
pub struct Saver {
    sender: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

/// What there is to tell of writing.
#[derive(Debug)]
pub enum Report {
    /// Something could not be written. It is kept and will be tried again.
    Failed(StoreError),
    /// All that could not be written is on the disk now.
    Recovered,
    /// All is written, and something else is to be known.
    Notice(StoreError),
}

#[derive(Debug)]
enum Order {
    Later(Box<Change>),
    Now(Box<Change>),
}

impl Saver {
    /// Begins. What there is to tell is told to `report`, on the saver's thread.
    pub fn start(store: Store, report: impl Fn(Report) + Send + 'static) -> Self {
        let (sender, orders) = channel();
        let writer = Writer {
            store,
            report,
            waiting: Waiting::default(),
            checked: HashMap::new(),
            failure: None,
        };
        let thread = std::thread::spawn(move || writer.serve(&orders));
        Self {
            sender: Some(sender),
            thread: Some(thread),
        }
    }

    /// The place has changed: to be written soon.
    pub fn remember(&self, change: Box<Change>) {
        self.send(Order::Later(change));
    }

    /// Something else has changed: to be written at once.
    pub fn save(&self, change: Box<Change>) {
        self.send(Order::Now(change));
    }

    fn send(&self, order: Order) {
        if let Some(sender) = &self.sender {
            // The thread ends only when this sender is dropped.
            let _ = sender.send(order);
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread knows.
struct Writer<R> {
    store: Store,
    report: R,
    waiting: Waiting,
    /// The files that were written, and from which length on each is worth a look at what is superseded.
    checked: HashMap<Journal, Check>,
    /// What was told of the last failure; the same is not told twice.
    failure: Option<String>,
}

/// Whether a file is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    /// As soon as there is time.
    Due,
    /// When so many more bytes were written.
    In(u64),
}

impl<R: Fn(Report)> Writer<R> {
    fn serve(mut self, orders: &Receiver<Order>) {
        // That nothing can be kept is better known before the first bookmark than after it.
        if let Err(error) = self.store.check() {
            self.failed(error);
        }
        while let Some(order) = self.next(orders) {
            match order {
                Some(Order::Later(change)) => self.waiting.put(*change, Instant::now()),
                Some(Order::Now(change)) => self.waiting.put_at_once(*change, Instant::now()),
                None if self.waiting.deadline().is_some() => self.write(),
                None => self.tidy(),
            }
        }
        self.write();
        self.tidy();
    }

    /// The next order; `Some(None)` when it is time to do something else, `None` at the end. What has
    /// come already is taken first, so that many changes at once are one write.
    fn next(&self, orders: &Receiver<Order>) -> Option<Option<Order>> {
        let deadline = self.waiting.deadline();
        let has_time = deadline.is_none() && self.checked.values().any(|c| *c == Check::Due);
        let order = match deadline {
            None if !has_time => return orders.recv().ok().map(Some),
            None => orders.recv_timeout(std::time::Duration::ZERO),
            Some(deadline) => {
                orders.recv_timeout(deadline.saturating_duration_since(Instant::now()))
            }
        };
        match order {
            Ok(order) => Some(Some(order)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn write(&mut self) {
        for (journal, entries) in self.waiting.take() {
            match self.store.save_all(journal, &entries) {
                Ok(notice) => {
                    self.written(journal, entries.len());
                    if let Some(notice) = notice {
                        (self.report)(Report::Notice(notice));
                    }
                }
                Err(error) => {
                    self.waiting.put_back(journal, entries);
                    self.failed(error);
                }
            }
        }
        if self.waiting.is_empty() && self.failure.take().is_some() {
            (self.report)(Report::Recovered);
        }
    }

    fn failed(&mut self, error: StoreError) {
        let says = error.to_string();
        if self.failure.as_ref() != Some(&says) {
            self.failure = Some(says);
            (self.report)(Report::Failed(error));
        }
    }

    /// Notes that a file has grown. A line is half a kilobyte or so.
    fn written(&mut self, journal: Journal, lines: usize) {
        let grown = lines as u64 * 512;
        let check = self.checked.entry(journal).or_insert(Check::Due);
        if let Check::In(bytes) = check {
            *check = match bytes.checked_sub(grown) {
                Some(bytes) => Check::In(bytes),
                None => Check::Due,
            };
        }
    }

    /// Looks at what was written to, one file at a time.
    fn tidy(&mut self) {
        let due = self.checked.iter_mut().filter(|(_, c)| **c == Check::Due);
        for (journal, check) in due {
            let tidied = self.store.tidied(*journal);
            let length = tidied.as_ref().map_or(0, |tidied| tidied.length);
            // Half of the file can be superseded again at the earliest when it has doubled.
            *check = Check::In(length.max(WORTH));
            // What was to be written is, so a file that stays long is nothing a reader has to know.
            if let Some(notice) = tidied.ok().and_then(|tidied| tidied.notice) {
                (self.report)(Report::Notice(notice));
            }
        }
    }
}
