//! A passage of which one end is in doubt: the other, and the words between them, may tell.

use super::super::{BlockKind, Builder, Document, Format};
use super::*;

const FERRY: &str = "The ferry was moored below the old stone bridge at noon.";
const RIVER: &str = "And the river ran on, and nobody asked where it went.";
const BELLS: &str = "The bells rang in the town behind the hills.";
const HARBOUR: &str = "He walked along the harbour wall until the lamps were lit.";
const LETTER: &str = "A letter came from the town in spring and said no more.";

fn document(paragraphs: &[&str]) -> Document {
    let mut builder = Builder::new(Format::Text);
    for paragraph in paragraphs {
        builder.block(BlockKind::Paragraph, paragraph);
    }
    builder.finish()
}

/// The passage from the first of some words to the end of others behind them.
fn marked(document: &Document, from: &str, to: &str) -> Passage {
    let start = document.text().find(from).unwrap_or(0);
    let rest = document.text().get(start..).unwrap_or("");
    let end = start + rest.find(to).map_or(0, |at| at + to.len());
    Passage::new(document, TextRange::new(start, end))
}

/// What becomes of a refrain with the verse behind it, if other words stand before it now. Where it begins is in
/// doubt: the refrain stood elsewhere too.
fn of_a_verse(new: [&str; 3]) -> (bool, String) {
    let old = document(&[
        FERRY,
        RIVER,
        BELLS,
        HARBOUR,
        LETTER,
        RIVER,
        BELLS,
        "The snow went.",
    ]);
    let passage = marked(&old, RIVER, HARBOUR);
    let new = document(&[&["A dog barked."][..], &new, &[LETTER]].concat());
    assert!(!passage.start.resolve(&new).is_certain());
    let found = passage.resolve(&new);
    (found.is_certain(), new.slice(found.range()).to_owned())
}

#[test]
fn a_passage_with_one_end_for_certain_has_the_other_where_its_very_words_stand() {
    let words = [RIVER, BELLS, HARBOUR];
    assert_eq!(of_a_verse(words), (true, words.join("\n")));
}

#[test]
fn one_word_of_a_passage_may_be_another_far_from_its_ends() {
    let cities = BELLS.replace("town", "city");
    let words = [RIVER, &cities, HARBOUR];
    assert_eq!(of_a_verse(words), (true, words.join("\n")));
    let waters = RIVER.replace("river", "water");
    assert!(!of_a_verse([&waters, BELLS, HARBOUR]).0);
}

#[test]
fn a_passage_of_which_two_words_are_others_is_in_doubt() {
    let horns = BELLS.replace("bells", "horns").replace("town", "city");
    assert!(!of_a_verse([RIVER, &horns, HARBOUR]).0);
}

#[test]
fn a_passage_that_begins_with_one_of_two_that_say_the_same_is_in_doubt() {
    let twice = "The river ran on. The river ran on. The bells rang in the town behind the hills.";
    let old = document(&[FERRY, twice, HARBOUR, LETTER]);
    let passage = marked(&old, "The river", HARBOUR);
    let found = passage.resolve(&document(&["A dog barked.", twice, HARBOUR, LETTER]));
    assert!(!found.is_certain(), "{found:?}");
}

#[test]
fn a_passage_whose_ends_were_written_the_wrong_way_round_does_not_run_backwards() {
    let d = document(&[FERRY, HARBOUR]);
    let passage = Passage {
        start: Anchor::new(&d, d.end()),
        end: Some(Box::new(Anchor::new(&d, Offset::ZERO))),
        words: String::new(),
    };
    let range = passage.resolve(&d).range();
    assert!(range.start <= range.end, "{range:?}");
}

#[test]
fn where_the_end_of_a_passage_is_guessed_no_word_is_cut() {
    let old = document(&[FERRY, HARBOUR, LETTER]);
    let passage = marked(&old, "He walked", "the lamps");
    // Diacritics that are chars of their own, a virama, a soft hyphen: where the passage was as long as it was, each
    // of them may stand.
    for word in ["cafe\u{301}te\u{301}ria", "हिन्दी", "exam\u{AD}ple"] {
        for before in 0..word.len() {
            let (moved, others) = ("x".repeat(before), format!(" {word}").repeat(12));
            let new = format!("He walked along the harbour {moved}{others}");
            let new = document(&[FERRY, &new, BELLS]);
            let found = passage.resolve(&new);
            assert!(!found.is_certain());
            let rest = new.text().get(found.range().end.to_usize()..).unwrap_or("");
            assert!(rest.starts_with(' '), "{:?}", new.slice(found.range()));
        }
    }
}
