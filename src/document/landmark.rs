//! Places of a text from which its source can be read without what comes before.
//!
//! Where a book was left is a place of its text; to show that page the source is needed around it, and where in the
//! source that is, only who has read all of it knows. So that is noted down while it is read, and remembered
//! with the place. A landmark is one by what stands around it alone; so a part of a text has those of the whole,
//! and a place in it is known exactly there, also where its words stand a hundred times.

use serde::{Deserialize, Serialize};

use super::{Anchor, Document};
use crate::text::{Offset, sort_by_key};

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

    /// Where a place of this part of a plain text is in the whole; `None` where it is not known, or other words stand
    /// there.
    pub fn place_in(&self, whole: &Document, offset: Offset) -> Option<Offset> {
        let here = Anchor::passing(self, offset);
        let mut near = self.landmarks.clone();
        sort_by_key(&mut near, |l| l.text.to_usize().abs_diff(here.offset));
        near.iter().find_map(|landmark| {
            let at = whole.landmark_at(landmark.source)?.text.to_usize();
            let place = (at + here.offset).checked_sub(landmark.text.to_usize())?;
            let there = Anchor {
                offset: place,
                ..here.clone()
            };
            there.in_part(whole, 0)
        })
    }

    /// About where in the text a byte of its file is; `None` where the source can be read from its beginning only.
    pub fn place_from(&self, source: u32) -> Option<Offset> {
        let after = self.landmarks.partition_point(|l| l.source <= source);
        let landmark = self.landmarks.get(after.saturating_sub(1))?;
        let behind = source.saturating_sub(landmark.source) as usize;
        Some(self.floor_char((landmark.text.to_usize() + behind).min(self.text.len())))
    }

    fn landmark_at(&self, source: u32) -> Option<Landmark> {
        let at = self
            .landmarks
            .binary_search_by_key(&source, |landmark| landmark.source)
            .ok()?;
        self.landmarks.get(at).copied()
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

    /// A text that says the same on and on, from a paragraph on, with a landmark before every third.
    fn refrain(from: u32, last: &str) -> Document {
        let mut builder = Builder::new(Format::Text);
        for n in from..30 {
            if n % 3 == 0 {
                builder.landmark(n as usize * 50);
            }
            builder.block(BlockKind::Paragraph, "And so on and on, and over again.");
        }
        builder.block(BlockKind::Paragraph, last);
        builder.finish()
    }

    #[test]
    fn a_place_of_a_part_is_known_in_the_whole_though_its_words_stand_everywhere() {
        let whole = refrain(0, "The end.");
        for from in [0, 4, 11] {
            let part = refrain(from, "The end.");
            let before = whole.text().len() - part.text().len();
            for at in 40..=part.text().len() {
                let place = part.place_in(&whole, Offset::new(at));
                assert_eq!(place, Some(Offset::new(before + at)));
            }
            let other = refrain(0, "An end.");
            assert_eq!(part.place_in(&other, part.end()), None);
            assert_eq!(part.place_in(&Document::default(), part.end()), None);
        }
        // Where its landmarks are not those of the whole.
        assert_eq!(refrain(28, "The end.").place_in(&whole, Offset::ZERO), None);
    }

    #[test]
    fn a_byte_of_the_file_is_about_where_the_landmark_before_it_says() {
        let document = refrain(0, "The end.");
        for (source, text) in [(0, 0), (10, 10), (150, 102), (155, 107), (u32::MAX, 1028)] {
            assert_eq!(
                document.place_from(source),
                Some(Offset::new(text)),
                "{source}"
            );
        }
        assert_eq!(Document::default().place_from(5), None);
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
