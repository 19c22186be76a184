//! Where a book was left. Its first page waits for that, so of all that is remembered of it only two lines are read
//! to their ends.

use super::files::Files;
use super::merge::Best;
use super::{About, Content, Place, Store, legacy};
use crate::document::Fingerprint;

/// Where a book was left, and what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Left {
    /// `None` where it stands at its beginning: places were only taken over into it.
    pub place: Option<Place>,
    /// `None` where nobody has said it.
    pub about: Option<About>,
}

impl Store {
    /// Where a book was left. `None` where a line that says so cannot be read, and an older one counts:
    /// [`Self::load`] finds that.
    pub fn left(&self, book: Fingerprint) -> Option<Left> {
        let folder = self.books_folder();
        let files = Files::in_folder(&folder.join(book.to_string()));
        let old = legacy::book(&folder.join(format!("{book}.json"))).ok()?;
        let mut all = files.bytes();
        all.push(&old);
        let best = Best::at_a_glance(&all);
        let mut left = Left::default();
        for latest in ["place", "book"]
            .iter()
            .filter_map(|id| best.latest.get(*id))
        {
            let entry = latest.entry()?;
            match entry.content {
                _ if entry.deleted => {}
                Content::Place(place) => left.place = Some(place),
                Content::Book(about) => left.about = Some(about),
                _ => {}
            }
        }
        Some(left)
    }
}
