//! Places of a text from which its source can be read without what comes before.
//!
//! Where a book was left is a place of its text; to show that page the source is needed around it, and where in the
//! source that is, only who has read all of it knows. So that is noted down while it is read, and remembered
//! with the place.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::text::Offset;

/// A place at which a paragraph begins, in the text and in its source; of a book of several files, one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmark {
    /// Where in the text.
    pub text: Offset,
    /// Where in the source: of a plain text the byte of its file, of a book of several files which of those it
    /// reads, counted from 0.
    pub source: u32,
}

impl Document {
    /// The last landmark that is at least `margin` bytes before `offset`, or else the last that is before it at all.
    /// `None` where the source can be read from its beginning only.
    pub fn landmark_before(&self, offset: Offset, margin: usize) -> Option<Landmark> {
        let before = |end: usize| {
            let after = self.landmarks.partition_point(|l| l.text.to_usize() <= end);
            self.landmarks.get(after.checked_sub(1)?).copied()
        };
        let at = offset.to_usize();
        before(at.saturating_sub(margin)).or_else(|| before(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Builder, Format};

    #[test]
    fn the_last_landmark_with_room_behind_it_is_taken() {
        let mut builder = Builder::new(Format::Text);
        builder.block(BlockKind::Paragraph, "Before all.");
        for source in [100, 200, 300] {
            builder.landmark(source);
            builder.block(BlockKind::Paragraph, "0123456789");
        }
        let document = builder.finish();
        let source = |at, margin| {
            let landmark = document.landmark_before(Offset::new(at), margin)?;
            assert!(document.text()[landmark.text.to_usize()..].starts_with("0123456789"));
            Some(landmark.source)
        };
        assert_eq!(source(11, 0), None);
        assert_eq!(source(12, 0), Some(100));
        assert_eq!(source(12, 50), Some(100));
        assert_eq!(source(40, 0), Some(300));
        assert_eq!(source(40, 6), Some(300));
        assert_eq!(source(40, 7), Some(200));
        assert_eq!(source(40, 17), Some(200));
        assert_eq!(source(40, 18), Some(100));
    }

    #[test]
    fn of_landmarks_at_one_place_the_last_counts() {
        let mut builder = Builder::new(Format::Text);
        builder.landmark(1);
        builder.block(BlockKind::Paragraph, " ");
        builder.landmark(2);
        builder.block(BlockKind::Paragraph, "word");
        builder.landmark(3);
        let document = builder.finish();
        let text = Offset::ZERO;
        let landmark = document.landmark_before(document.end(), 0);
        assert_eq!(landmark, Some(Landmark { text, source: 2 }));
    }
}
