//! The thread that writes, so that no key waits for a disk.
//!
//! Places come often and may wait a moment: the last of them is written a quarter of a second after the
//! first that is not yet on the disk. Everything else is written at once. What cannot be written is kept and
//! tried again with the next change, and at the end. Who holds a journal is waited for once and not for each change,
//! until it is given up: what is written meanwhile lies beside it. With nothing to write the thread sleeps until
//! something comes.

use std::collections::{HashMap, HashSet};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::append::{self, Added};
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
            patience: append::PATIENCE,
            held: HashSet::new(),
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
    /// How long somebody is waited for who holds a journal.
    patience: Duration,
    /// The journals that somebody was waited for in vain.
    held: HashSet<Journal>,
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
            None => orders.recv_timeout(Duration::ZERO),
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
            let patience = self.patience_with(journal);
            let store = &self.store;
            let saved = guarded(&store.file_of(journal), || {
                store.save_within(journal, &entries, patience)
            });
            match saved {
                Ok(saved) => {
                    match saved.added {
                        Added::Own => self.held.remove(&journal),
                        Added::Beside => self.held.insert(journal),
                    };
                    self.written(journal, entries.len());
                    if let Some(notice) = saved.notice {
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

    /// How long it is waited for who holds a journal.
    fn patience_with(&self, journal: Journal) -> Duration {
        if self.held.contains(&journal) {
            Duration::ZERO
        } else {
            self.patience
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
        let due: Vec<Journal> = self
            .checked
            .iter()
            .filter(|(_, check)| **check == Check::Due)
            .map(|(journal, _)| *journal)
            .collect();
        for journal in due {
            let patience = self.patience_with(journal);
            let store = &self.store;
            let tidied = guarded(&store.file_of(journal), || store.tidied(journal, patience));
            let length = tidied.as_ref().map_or(0, |tidied| tidied.length);
            // Half of the file can be superseded again at the earliest when it has doubled.
            let check = Check::In(length.max(WORTH));
            self.checked.insert(journal, check);
            // What was to be written is, so a file that stays long is nothing a reader has to know.
            if let Some(notice) = tidied.ok().and_then(|tidied| tidied.notice) {
                (self.report)(Report::Notice(notice));
            }
        }
    }
}

/// What comes of `work` on a file. Should it panic, that is an error like others: did the thread end, no place
/// would be kept from then on, and nobody told.
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let done = catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| {
        let error = io::Error::other("something went wrong while it was written");
        Err(StoreError::io(path, error))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{BookRecord, Content, Mark, Timestamp};
    use super::*;
    use crate::document::{Anchor, Fingerprint};

    #[test]
    fn a_panic_while_something_is_written_is_an_error_that_names_the_file() {
        let path = Path::new("/state/books/x.jsonl");
        let error = guarded::<()>(path, || panic!("a mistake")).unwrap_err();
        let says = error.to_string();
        assert!(
            says.contains("x.jsonl") && says.contains("went wrong"),
            "{says}"
        );
        assert_eq!(guarded(path, || Ok(3)).unwrap(), 3);
    }

    #[test]
    fn who_holds_a_journal_is_waited_for_once_until_it_is_given_up_and_no_line_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        let mut record = BookRecord::new(Fingerprint::of("a book"));
        let journal = Journal::Book(record.book);
        let patience = Duration::from_millis(1);
        let mut writer = Writer {
            store: store.clone(),
            report: |report| assert!(matches!(report, Report::Notice(_)), "{report:?}"),
            waiting: Waiting::default(),
            patience,
            held: HashSet::new(),
            checked: HashMap::new(),
            failure: None,
        };
        let mut write = |writer: &mut Writer<_>, letter| {
            let anchor = Anchor::default();
            let mark = Content::Mark(Mark { letter, anchor });
            let change = record.change(mark, Timestamp(1));
            record.apply(&change.entry);
            writer.waiting.put_at_once(change, Instant::now());
            writer.write();
            writer.tidy();
            assert_eq!(store.load(record.book).value.marks, record.marks);
            writer.patience_with(journal)
        };
        assert_eq!(write(&mut writer, 'a'), patience);
        let own = writer.store.file_of(journal);
        let held = std::fs::OpenOptions::new().append(true).open(&own).unwrap();
        held.try_lock().unwrap();
        for letter in 'b'..'f' {
            assert_eq!(write(&mut writer, letter), Duration::ZERO);
        }
        drop(held);
        assert_eq!(write(&mut writer, 'f'), patience);
        let lines = std::fs::read_to_string(own).unwrap();
        assert!(
            lines.contains("mark:a") && lines.contains("mark:f"),
            "{lines}"
        );
    }
}
