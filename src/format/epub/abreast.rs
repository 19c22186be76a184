//! Things made abreast on some threads, and taken one after another in their order.
//!
//! Only a few wait to be taken: who makes them does not run ahead of who takes them, so that a long book is
//! never in memory as all that it is made of.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// Threads that make. More would wait for the one that takes.
const MOST_THREADS: usize = 4;

/// Things of one thread that wait: enough that a long one does not keep the others waiting.
const AHEAD: usize = 2;

/// How long all the making takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// About as long as it takes for a thread to begin.
    Little,
    Much,
}

/// Makes the things from 0 up to `count`, if that is much work on as many threads as there are cores, and has them
/// taken in their order. The rest is not made when no more are taken.
pub(super) fn in_order<T: Send, R>(
    work: Work,
    count: usize,
    make: impl Fn(usize) -> T + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = T>) -> R,
) -> R {
    // How many cores there are is asked in a dozen files.
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = match work {
        Work::Little => 1,
        Work::Much if count < 2 => 1,
        Work::Much => cores().min(MOST_THREADS).min(count),
    };
    if threads < 2 {
        return take(&mut (0..count).map(make));
    }
    thread::scope(|scope| {
        let make = &make;
        // Each makes every nth thing, so it is known who has the next.
        let lanes: Vec<Receiver<T>> = (0..threads)
            .map(|first| {
                let (made, lane) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let mut mine = (first..count).step_by(threads);
                    // Who takes no more is gone.
                    mine.try_for_each(|n| made.send(make(n)))
                });
                lane
            })
            .collect();
        // A thread that has panicked sends nothing any more, and the scope passes its panic on.
        take(
            &mut lanes
                .iter()
                .cycle()
                .take(count)
                .map_while(|lane| lane.recv().ok()),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn things_come_in_their_order_however_long_each_takes() {
        let make = |n: usize| {
            for _ in 0..n % 7 {
                thread::yield_now();
            }
            n
        };
        for count in [0, 1, 2, 3, 100] {
            let made: Vec<usize> = in_order(Work::Much, count, make, |made| made.collect());
            assert_eq!(made, (0..count).collect::<Vec<_>>());
            let made: Vec<usize> = in_order(Work::Little, count, make, |made| made.collect());
            assert_eq!(made, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_are_made_than_are_taken_and_a_few_that_wait() {
        let made = AtomicUsize::new(0);
        let make = |_| made.fetch_add(1, Ordering::Relaxed);
        in_order(Work::Much, 1000, make, |things| things.take(10).count());
        assert!(made.into_inner() <= 10 + MOST_THREADS * (AHEAD + 2));
    }
}
