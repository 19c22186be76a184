//! Deflate streams, as far as they go.

use flate2::{Decompress, FlushDecompress, Status};

/// How a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Where it says it does.
    Whole,
    /// In the middle: the data is damaged or there is no more of it.
    Broken,
    /// It would have gone on beyond the limit.
    TooLong,
}

/// Room that is made at once, whatever size the archive claims: what a chapter takes.
const FIRST_ROOM: usize = 1 << 20;

/// Unpacks `data`, at most `limit` bytes. `claims` is the size it is said to have: a hint.
pub(super) fn inflate(data: &[u8], claims: usize, limit: usize) -> (Vec<u8>, Ended) {
    let mut stream = Decompress::new(false);
    // One byte more than there will be, so that the end is seen at once.
    let first = claims.min(FIRST_ROOM).min(limit) + 1;
    let mut out = Vec::with_capacity(first);
    loop {
        let taken = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(taken..).unwrap_or(&[]);
        let before = out.len();
        let status = stream.decompress_vec(rest, &mut out, FlushDecompress::None);
        let read = stream.total_in() > taken as u64;
        match status {
            _ if out.len() > limit => {
                out.truncate(limit);
                return (out, Ended::TooLong);
            }
            Ok(Status::StreamEnd) => return (out, Ended::Whole),
            Err(_) => return (out, Ended::Broken),
            Ok(_) if out.len() == out.capacity() => {
                // The usual doubling, but never past the limit and the byte that shows it is passed.
                let more = out.len().max(4096).min(limit + 1 - out.len());
                out.reserve_exact(more);
            }
            Ok(_) if !read && out.len() == before => return (out, Ended::Broken),
            Ok(_) => {}
        }
    }
}
