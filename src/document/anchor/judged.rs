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

/// What becomes of the place `^` of a text in another, in which `^` is where it belongs.
fn judged(old: &[&str], new: &[&str]) -> (Resolved, Option<usize>) {
    let unmarked = |text: &[&str]| {
        let text: Vec<String> = text.iter().map(|line| line.replace('^', "")).collect();
        document(&text.iter().map(|line| &**line).collect::<Vec<_>>())
    };
    let (marked_old, marked_new) = (document(old), document(new));
    let at = Offset::new(marked_old.text().find('^').unwrap_or(0));
    let found = Anchor::new(&unmarked(old), at).resolve(&unmarked(new));
    (found, marked_new.text().find('^'))
}

fn is_known(old: &[&str], new: &[&str]) {
    let (found, wanted) = judged(old, new);
    assert_eq!(wanted, Some(found.offset().to_usize()));
    assert!(found.is_certain(), "{found:?}");
}

fn is_in_doubt(old: &[&str], new: &[&str]) {
    let (found, _) = judged(old, new);
    assert!(!found.is_certain(), "{found:?}");
}

const FERRY: &str = "The ferry was moored below the old stone bridge at noon.";
const WINTER: &str = "^Nobody in the village remembered such a hard and early winter.";
const HARBOUR: &str = "He walked along the harbour wall until the lamps were lit.";
const LETTER: &str = "A letter came from the town in spring and said no more.";
const RIVER: &str = "And the river ran on, and nobody asked where it went.";

#[test]
fn a_sentence_that_stands_elsewhere_is_a_rival_of_one_that_was_altered_in_its_place() {
    let old = [FERRY, "^She took his hat and went.", HARBOUR];
    let altered = [FERRY, "^She took his hoe to town.", HARBOUR];
    is_known(&old, &[&altered[..], &[LETTER]].concat());
    let elsewhere = [LETTER, "She took his hats and went.", "The end."];
    is_in_doubt(&old, &[&altered[..], &elsewhere].concat());
}

#[test]
fn a_sentence_that_stands_twice_between_new_neighbours_is_in_doubt() {
    let old = [FERRY, WINTER, HARBOUR];
    is_known(&old, &["A dog barked.", WINTER, LETTER]);
    is_in_doubt(&old, &["A dog barked.", WINTER, LETTER, &WINTER[1..]]);
}

#[test]
fn a_refrain_that_was_taken_out_is_not_the_next_one() {
    let marked_one = format!("^{RIVER}");
    let old = [FERRY, &marked_one, HARBOUR, LETTER, RIVER, "The snow went."];
    is_in_doubt(&old, &[FERRY, HARBOUR, LETTER, RIVER, "The snow went."]);
    is_known(&old, &[&["A preface."][..], &old].concat());
}

#[test]
fn of_a_sentence_said_twice_side_by_side_the_one_that_is_left_is_in_doubt() {
    for said in [RIVER, "The river ran on."] {
        let both = format!("^{said} {said}");
        let old = [FERRY, &both, HARBOUR];
        is_in_doubt(&old, &["A preface.", FERRY, said, HARBOUR]);
        is_known(&old, &["A preface.", FERRY, &both, HARBOUR]);
    }
}

#[test]
fn a_refrain_that_begins_within_another_sentence_now_is_in_doubt() {
    let marked_one = format!("^{RIVER}");
    let old = [FERRY, &marked_one, HARBOUR, LETTER, RIVER, "The snow went."];
    let within = format!("A dog barked {}", RIVER.replacen("And", "and", 1));
    is_in_doubt(&old, &[&within, HARBOUR]);
}

#[test]
fn a_long_sentence_with_another_word_is_known_by_a_little_of_a_neighbour() {
    let old = [FERRY, WINTER, HARBOUR];
    let altered = WINTER.replace("early", "bleak");
    is_known(&old, &["It began anew.", &altered, "He walked away."]);
    is_in_doubt(&old, &["It began anew.", &altered, "Snow fell."]);
}

#[test]
fn half_of_a_sentence_is_known_beside_its_neighbour() {
    let old = [FERRY, WINTER, HARBOUR];
    let half = "^Nobody in the village remembered such a storm or snow.";
    is_known(&old, &[FERRY, half, "A dog barked."]);
    is_in_doubt(&old, &["A dog barked.", half, "The end."]);
}

#[test]
fn a_place_whose_first_word_was_exchanged_is_before_the_words_that_are_left() {
    let old = [FERRY, WINTER, HARBOUR];
    let asked =
        "So they say that ^somebody in the village remembered such a hard and early winter.";
    is_known(&old, &[asked, HARBOUR]);
    // Here a sentence ends between the place and its words.
    let signed =
        "It was signed by one N. ^Body in the village remembered such a hard and early winter.";
    is_in_doubt(&old, &[signed, HARBOUR]);
}

#[test]
fn a_place_begins_behind_the_number_of_a_note() {
    let old = [FERRY, " ", WINTER].concat();
    let noted = [FERRY, "[30] ", WINTER].concat();
    is_known(&[&old], &[&noted]);
}

#[test]
fn a_place_that_can_begin_at_the_number_of_a_note_only_is_in_doubt() {
    let old = [FERRY, " ", WINTER].concat();
    is_in_doubt(&[&old], &[&[FERRY, "30", &WINTER[1..]].concat()]);
    // The word or two that stood behind the number are gone.
    let old = [FERRY, " ^In fact he", &HARBOUR[2..]].concat();
    is_in_doubt(&[&old], &[&[FERRY, "[30] ", HARBOUR].concat()]);
}
