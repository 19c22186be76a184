//! The thread that works while the reader reads: opens, searches, counts pages.
//!
//! Searches and opening come before counting, and a newer question of a kind makes the older one void:
//! counting looks after every gathering whether something else has come.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::app::{Carrying, Effect, Event, Examination, MeasureJob, Opened, Start};
use crate::document::{Sketch, sanitized};
use crate::layout::{Compositor, GatheringId, measure};
use crate::store::Store;
use crate::text::Offset;

use super::hunting::Hunting;
use super::orders::{Next, Orders};
use super::{Opener, PartReader};

/// What its threads are called, for those who look at a process from outside.
pub(super) const NAME: &str = "folio-worker";

/// How often counted pages are told: often enough to see the number grow, seldom enough not to draw
/// for every gathering.
const TELLING: Duration = Duration::from_millis(50);

/// What is being counted.
struct Counting {
    job: MeasureJob,
    compositor: Compositor,
    order: Box<dyn Iterator<Item = GatheringId>>,
    counted: Vec<(GatheringId, Box<[Offset]>)>,
    told: Instant,
}

/// Serves until nobody asks any more.
pub(super) fn serve(
    queue: &Receiver<Effect>,
    events: &Sender<Event>,
    store: &Store,
    opener: Opener,
) {
    let mut orders = Orders::new(queue);
    let mut hunting = Hunting::default();
    let mut counting: Option<Counting> = None;
    loop {
        let is_idle = !hunting.has_work() && counting.is_none();
        let order = match orders.next(is_idle) {
            Next::Order(order) => Some(order),
            Next::Nothing => None,
            Next::Over => return,
        };
        let worked = catch_unwind(AssertUnwindSafe(|| match order {
            Some(Effect::Measure(job)) => counting = Some(Counting::new(job)),
            Some(order @ Effect::Search { .. }) => hunting.begin(order, events),
            Some(Effect::EndSearch) => hunting.end(),
            Some(Effect::PrepareSearch(document)) => hunting.prepare_for(document),
            Some(Effect::Examine(job)) => examine(job, events, store),
            Some(Effect::Open { ticket, path, at }) => {
                let opened = catch_unwind(|| open(&path, at, store, opener));
                let result = opened.unwrap_or_else(|_| {
                    let path = sanitized(&path.to_string_lossy());
                    Err(format!("{path}: something went wrong while it was read"))
                });
                let result = Box::new(result);
                // Without a receiver the program has ended.
                let _ = events.send(Event::Opened { ticket, result });
            }
            Some(order) => shelf(order, store, events),
            None if hunting.has_work() => hunting.go_on(&mut orders, events),
            None => {
                if counting.as_mut().is_some_and(|c| c.step(events)) {
                    counting = None;
                }
            }
        }));
        if worked.is_err() {
            counting = None;
            hunting = Hunting::default();
            let says = "something went wrong behind the scenes; the text itself is safe";
            let _ = events.send(Event::GivenUp(says.to_owned()));
        }
    }
}

/// Examines a text on a thread of its own: a search does not wait until all books were looked at.
fn examine(job: Examination, events: &Sender<Event>, store: &Store) {
    let (events, store) = (events.clone(), store.clone());
    let thread = std::thread::Builder::new().name(NAME.to_owned());
    // Where there is no thread to be had, nothing is asked.
    let _ = thread.spawn(move || {
        let examined = catch_unwind(AssertUnwindSafe(|| examined(&job, &store)));
        if let Ok(event) = examined {
            let _ = events.send(event);
        }
    });
}

/// Reads a part of a text on a thread of its own: the worker is reading all of it meanwhile.
pub(super) fn read_part(order: Effect, events: &Sender<Event>, reader: PartReader) {
    let Effect::ReadPart {
        ticket,
        path,
        region,
        title,
    } = order
    else {
        return;
    };
    let events = events.clone();
    let thread = std::thread::Builder::new().name(NAME.to_owned());
    // Where there is no thread to be had, the whole is waited for.
    let _ = thread.spawn(move || {
        let part = catch_unwind(|| reader(&path, region, title)).ok().flatten();
        let _ = events.send(Event::PartRead { ticket, part });
    });
}

/// Looks a text through: a few milliseconds for each megabyte, and some for all books there are.
pub fn examined(job: &Examination, store: &Store) -> Event {
    // What this needs meanwhile is free again for the table of the short sentences, which stays.
    let sketch = Sketch::of(&job.document);
    job.document.look_for_twins();
    let other = job.is_open.then(|| {
        let book = job.document.fingerprint();
        store.other_edition(book, job.path.as_deref(), &sketch)
    });
    let edition = other
        .flatten()
        .map(|other| Box::new(Carrying::new(other, job)));
    Event::Examined {
        ticket: job.ticket,
        sketch: Box::new(sketch),
        edition,
    }
}

/// What is asked of the library.
fn shelf(order: Effect, store: &Store, events: &Sender<Event>) {
    let answer = match order {
        Effect::ListBooks { ticket } => Event::Books {
            ticket,
            library: Box::new(store.library()),
        },
        Effect::ListMarks { ticket } => Event::Marks {
            ticket,
            marks: store.known_marks(),
        },
        Effect::Forget {
            book,
            is_forgotten,
            now,
        } => {
            let change = if is_forgotten {
                store.forget(book, now)
            } else {
                store.unforget(book, now)
            };
            match store.save(&change) {
                // Of a path nothing is said here, so there is no notice.
                Ok(_) => return,
                Err(error) => Event::Failed(sanitized(&error.to_string())),
            }
        }
        _ => return,
    };
    let _ = events.send(answer);
}

fn open(
    path: &std::path::Path,
    at: Option<Box<crate::document::Anchor>>,
    store: &Store,
    opener: Opener,
) -> Result<Opened, String> {
    opener(path, store).map(|opened| Opened {
        // In a text that has changed its words are looked for, which is nothing for who draws.
        at: at.map(|anchor| Start::Found(anchor.resolve(&opened.document))),
        ..opened
    })
}

impl Counting {
    fn new(job: MeasureJob) -> Self {
        Self {
            order: Box::new(job.order()),
            compositor: Compositor::default(),
            job,
            counted: Vec::new(),
            told: Instant::now(),
        }
    }

    /// Counts one gathering. Answers whether that was the last.
    fn step(&mut self, events: &Sender<Event>) -> bool {
        let next = self.order.next();
        if let Some(id) = next {
            let job = &self.job;
            let starts = measure(
                &mut self.compositor,
                &job.document,
                &job.gatherings,
                &job.typography,
                job.sheet,
                id,
            );
            self.counted.push((id, starts));
        }
        if next.is_none() || self.told.elapsed() >= TELLING {
            let pages = std::mem::take(&mut self.counted);
            let ticket = self.job.ticket;
            let _ = events.send(Event::Measured { ticket, pages });
            self.told = Instant::now();
        }
        next.is_none()
    }
}
