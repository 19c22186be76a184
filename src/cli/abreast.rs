//! Many jobs abreast, their answers in order.
//!
//! One thread finds the jobs, some do them, and whoever asked reads one answer after the other, piece by
//! piece. All of the queues between them are bounded: however many jobs there are and however long an answer
//! is, only so much of it waits. Jobs are begun in order, so the answer that is read next is always being
//! worked on, and nothing waits for itself.
//!
//! The threads are not waited for: when nobody reads any more they end by themselves, or with the program.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::CliError;

/// Jobs that are found or done before their turn: enough that a long one does not keep the others waiting.
const AHEAD: usize = 64;

/// Pieces of an answer that wait to be read.
const PIECES: usize = 2;

/// Does the `jobs`, as many at a time as the machine has cores. `work` sends the pieces of an answer as they
/// come, and finds that it cannot when nobody reads them any more.
///
/// # Errors
///
/// Where no thread can be started.
pub(super) fn in_order<J, P>(
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J, &SyncSender<P>) + Send + Sync + 'static,
) -> Result<impl Iterator<Item = Receiver<P>>, CliError>
where
    J: Send + 'static,
    P: Send + 'static,
{
    let (to_workers, from_finder) = sync_channel::<(J, SyncSender<P>)>(AHEAD);
    let (to_reader, answers) = sync_channel(AHEAD);
    let queue = Arc::new(Mutex::new(from_finder));
    let work = Arc::new(work);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    for _ in 0..cores {
        let (queue, work) = (Arc::clone(&queue), Arc::clone(&work));
        let serve = move || {
            while let Some((job, answer)) = next(&queue) {
                work(job, &answer);
            }
        };
        start(serve)?;
    }
    let find = move || {
        for job in jobs {
            let (answer, pieces) = sync_channel(PIECES);
            if to_reader.send(pieces).is_err() || to_workers.send((job, answer)).is_err() {
                return;
            }
        }
    };
    start(find)?;
    Ok(answers.into_iter())
}

/// What `work` makes of the book of this name, or in a line that it could not: a book on which a reader of some
/// format fails must not take the others with it.
pub(super) fn guarded<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| format!("{name}: folio failed on it"))
}

/// Starts a thread.
fn start(work: impl FnOnce() + Send + 'static) -> Result<(), CliError> {
    let started = thread::Builder::new().spawn(work);
    let failed = |error| CliError::Usage(format!("no thread could be started: {error}"));
    started.map(drop).map_err(failed)
}

fn next<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    // Nothing can be left half done under this lock.
    let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    queue.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers<J: Send + 'static>(
        jobs: impl Iterator<Item = J> + Send + 'static,
        work: impl Fn(J, &SyncSender<J>) + Send + Sync + 'static,
    ) -> impl Iterator<Item = Vec<J>> {
        let answers = in_order(jobs, work).expect("threads");
        answers.map(|pieces| pieces.into_iter().collect())
    }

    #[test]
    fn answers_come_in_the_order_of_the_jobs_with_all_their_pieces() {
        let seen: Vec<Vec<usize>> = answers(0..1000, |n, answer| {
            // Some take longer than others, and some have more to say than may wait.
            for _ in 0..n % 7 {
                std::thread::yield_now();
                let _ = answer.send(n);
            }
        })
        .collect();
        let expected: Vec<Vec<usize>> = (0..1000).map(|n| vec![n; n % 7]).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn jobs_without_an_end_are_taken_only_as_far_as_somebody_reads() {
        let first: Vec<Vec<usize>> = answers(0.., |n, answer| {
            let _ = answer.send(n);
        })
        .take(3)
        .collect();
        assert_eq!(first, [[0], [1], [2]]);
    }
}
