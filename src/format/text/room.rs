//! Room that goes back to the system when it is no longer needed.
//!
//! glibc gives large blocks pages of their own, and gives those back at once when they are freed. But what it
//! calls large grows to the largest block that was ever freed so, up to 32 MiB: from then on smaller blocks come
//! from a heap, and twice as much as that may lie at its end unused (mallopt(3), `M_MMAP_THRESHOLD`). A reader
//! stays open for an evening, and the tables that are needed while a text is read are freed before the first
//! page was turned: half a megabyte stayed in memory for nothing.

/// Drops a table that may be long. First it is made short, by which its pages are given back; what is freed
/// then is small.
pub(super) fn give_back<T>(mut table: Vec<T>) {
    table.clear();
    table.shrink_to(1);
}
