//! What a place in an edited text must not be taken for.

use super::super::{BlockKind, Builder, Document, Format};
use super::{Anchor, Resolved};
use crate::text::Offset;

const BEFORE: &str = "Down the hill they went, past the mill and the old bridge, and nobody spoke.";
const AFTER: &str =
    "It was late when the lights of the village came in sight, and the rain had stopped.";

fn document(paragraphs: &[&str]) -> Document {
    let mut builder = Builder::new(Format::Text);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish()
}

/// Where what was marked at the last of some words is found in another text.
fn marked(old: &[&str], words: &str, new: &[&str]) -> (Resolved, Document) {
    let old = document(old);
    let at = Offset::new(old.text().rfind(words).unwrap_or(0));
    let new = document(new);
    (Anchor::new(&old, at).resolve(&new), new)
}

#[test]
fn of_two_sentences_that_say_the_same_the_one_that_is_left_is_in_doubt() {
    let both = "He looked up. No room! No room! they cried out together.";
    let one = "He looked up. No room! they cried out together.";
    let old = [BEFORE, both, AFTER];
    let (found, _) = marked(&old, "No room!", &[BEFORE, one, AFTER]);
    assert!(!found.is_certain(), "{found:?}");
    let (found, new) = marked(&old, "No room!", &["A preface.", BEFORE, both, AFTER]);
    assert_eq!(
        new.text().rfind("No room!"),
        Some(found.offset().to_usize())
    );
    assert!(found.is_certain(), "{found:?}");
}

#[test]
fn a_short_sentence_with_a_mistake_is_known_between_its_neighbours() {
    let old = [BEFORE, "Yes, of course.", AFTER];
    let (found, new) = marked(
        &old,
        "Yes",
        &["A preface.", BEFORE, "Yes, of cuorse.", AFTER],
    );
    assert_eq!(new.text().find("Yes"), Some(found.offset().to_usize()));
    assert!(found.is_certain(), "{found:?}");
}

#[test]
fn a_chapter_with_another_number_is_in_doubt_between_the_same_neighbours() {
    let old = [BEFORE, "Chapter 11.", AFTER];
    let (found, _) = marked(&old, "Chapter", &[BEFORE, "Chapter 21.", AFTER, "The end."]);
    assert!(!found.is_certain(), "{found:?}");
}

#[test]
fn a_letter_that_strayed_behind_the_stop_is_not_of_the_next_sentence() {
    let old = [
        "任何人的家庭不得任意干涉，他的名誉不得加以攻击。人人有权享受法律保护，以免受这种干涉或攻击。",
    ];
    let new = [
        "任何人的家庭不得任意干涉，他的名誉不得加以攻。击人人有权享受法律保护，以免受这种干涉或攻击。",
    ];
    let (found, new) = marked(&old, "人人", &new);
    assert_eq!(new.text().find("人人"), Some(found.offset().to_usize()));
}

#[test]
fn a_sentence_that_only_begins_with_the_same_words_is_in_doubt() {
    let marked_one =
        "You might just as well say, added the Hare, that you like what you get every day.";
    let other = "You might just as well say, added the Dormouse, who seemed to be asleep again.";
    let old = [BEFORE, marked_one, AFTER, other];
    let (found, _) = marked(
        &old,
        "You might just as well say, added the Hare",
        &[BEFORE, other],
    );
    assert!(!found.is_certain(), "{found:?}");
}
