//! The thread that writes, so that no key waits for a disk.
//!
//! Places come often and may wait a moment: the last of them is written a quarter of a second after the
//! first that is not yet on the disk. Bookmarks and marks are written at once. With nothing to write
//! the thread sleeps until something comes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::{BookRecord, GlobalMark, Store, StoreError};

/// How long a place may wait: short enough that nobody can lose more than a page, long enough that
/// holding a key down writes four times a second and not forty.
const PATIENCE: Duration = Duration::from_millis(250);

/// Writes on its own thread. Dropping it writes what is outstanding and waits for it.
#[derive(Debug)]
pub struct Saver {
    sender: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Order {
    Later(Box<BookRecord>),
    Now(Box<BookRecord>),
    Mark(Box<GlobalMark>),
}

impl Saver {
    /// Begins. What cannot be written is told to `report`, on the saver's thread.
    pub fn start(store: Store, report: impl Fn(StoreError) + Send + 'static) -> Self {
        let (sender, orders) = channel();
        let thread = std::thread::spawn(move || write_all(&store, &orders, &report));
        Self {
            sender: Some(sender),
            thread: Some(thread),
        }
    }

    /// The place has changed: to be written soon.
    pub fn remember(&self, record: Box<BookRecord>) {
        self.send(Order::Later(record));
    }

    /// A mark or a bookmark has changed: to be written at once.
    pub fn save(&self, record: Box<BookRecord>) {
        self.send(Order::Now(record));
    }

    /// A mark A–Z was set: to be written at once.
    pub fn save_mark(&self, mark: Box<GlobalMark>) {
        self.send(Order::Mark(mark));
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

/// What is not on the disk yet: the last record, and since when one has been waiting.
#[derive(Debug, Default)]
struct Waiting(Option<(Box<BookRecord>, Instant)>);

impl Waiting {
    /// A later record takes the place of the one that waits, if it is of the same book; it must not
    /// wait longer for it. A record of another book is handed back to be written.
    fn put(&mut self, record: Box<BookRecord>, now: Instant) -> Option<Box<BookRecord>> {
        let (before, since) = match self.0.take() {
            Some((before, since)) if before.book == record.book => (None, since),
            Some((before, _)) => (Some(before), now),
            None => (None, now),
        };
        self.0 = Some((record, since));
        before
    }

    fn deadline(&self) -> Option<Instant> {
        self.0.as_ref().map(|(_, since)| *since + PATIENCE)
    }

    fn take(&mut self) -> Option<Box<BookRecord>> {
        self.0.take().map(|(record, _)| record)
    }
}

fn write_all(store: &Store, orders: &Receiver<Order>, report: &impl Fn(StoreError)) {
    let mut waiting = Waiting::default();
    // That nothing can be kept is better known before the first bookmark than after it.
    if let Err(error) = store.check() {
        report(error);
    }
    let tell = |result: Result<(), StoreError>| {
        if let Err(error) = result {
            report(error);
        }
    };
    loop {
        let order = match waiting.deadline() {
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(deadline) => {
                orders.recv_timeout(deadline.saturating_duration_since(Instant::now()))
            }
        };
        let is_last = matches!(order, Err(RecvTimeoutError::Disconnected));
        let due = match order {
            Ok(Order::Later(record)) => waiting.put(record, Instant::now()),
            Ok(Order::Now(record)) => {
                // A record is the whole of what is known of a book, so it is newer than one that waits.
                let before = waiting.take().filter(|before| before.book != record.book);
                tell(store.save(&record));
                before
            }
            Ok(Order::Mark(mark)) => {
                tell(store.save_mark(*mark));
                None
            }
            Err(_) => waiting.take(),
        };
        if let Some(record) = due {
            tell(store.save(&record));
        }
        if is_last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(book: &str) -> Box<BookRecord> {
        Box::new(BookRecord {
            book: book.to_owned(),
            ..BookRecord::default()
        })
    }

    #[test]
    fn a_later_place_does_not_put_off_the_writing() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        assert!(waiting.put(record("a"), start).is_none());
        assert!(waiting.put(record("a"), start + PATIENCE / 2).is_none());
        assert_eq!(waiting.deadline(), Some(start + PATIENCE));
    }

    #[test]
    fn another_book_does_not_push_out_the_one_that_waits() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        waiting.put(record("a"), start);
        let before = waiting.put(record("b"), start + PATIENCE / 2);
        assert_eq!(before.map(|r| r.book.clone()), Some("a".to_owned()));
        assert_eq!(waiting.deadline(), Some(start + PATIENCE / 2 + PATIENCE));
    }
}
