//! Two halves of a long text at the same time.
//!
//! What is asked of every line or stretch by itself can be asked of both halves at once. The answers
//! are put together in their order, so they are the same as of one half after the other.

use std::thread;

/// A text shorter than this, in bytes, is read before a thread has begun.
pub(super) const LONG: usize = 512 * 1024;

/// Both answers; on two cores, if there is a thread to be had.
pub(super) fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, &second);
        let first = first();
        let joined = other.ok().and_then(|other| other.join().ok());
        (first, joined.unwrap_or_else(&second))
    })
}

/// Where the second half of a long text begins: behind a blank line, somewhere behind the middle. `None`
/// where it is not long, or has no such line.
pub(super) fn middle(source: &str) -> Option<usize> {
    let from = source.floor_char_boundary(source.len() / 2);
    let behind = source
        .as_bytes()
        .get(from..)
        .filter(|_| source.len() >= LONG)?;
    let found =
        |line: &str| memchr::memmem::find(behind, line.as_bytes()).map(|at| at + line.len());
    let at = from + found("\n\n").or_else(|| found("\n\r\n"))?;
    (at < source.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_answers_come_in_their_order() {
        assert_eq!(both(|| "a", || "b"), ("a", "b"));
    }

    #[test]
    fn the_second_half_begins_behind_a_blank_line() {
        for end in ["\n", "\r\n"] {
            let half = format!("One line.{end}And another.{end}{end}").repeat(LONG / 16);
            let text = format!("{half}{half}");
            let at = middle(&text).unwrap_or(0);
            let (before, behind) = text.split_at(at);
            assert!(before.ends_with(&format!("{end}{end}")) && behind.starts_with("One"));
        }
        assert_eq!(middle("short\n\ntext"), None);
        assert_eq!(middle(&"a line\n".repeat(LONG)), None);
    }
}
