//! Bookmarks, highlights and notes: where they are, how they change, how one goes to them.

mod changing;
mod going;
mod here;
mod located;
mod tree;
mod undo;

pub use located::{Annotations, Located, Pen};
pub(super) use undo::Changes;
