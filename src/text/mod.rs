//! Strings as cells: the lowest room.
//!
//! Everything here is about one string and knows neither books nor screens:
//! where a place in it is ([`Offset`], [`TextRange`]), how wide a piece of it
//! is drawn ([`text_width`], [`clusters`]), where it may be broken into lines
//! ([`break_opportunities`], [`for_each_piece`]), which [`sentences`] and [`words`] it has, and what it is when a reader looks for it
//! ([`Folded`]). And how a list is put in order without much code ([`sort_by`]), and
//! eight bytes are looked at together ([`Lanes`]).

mod bidi;
mod breaks;
mod cells;
mod dictionary;
mod fold;
mod ideographs;
mod lanes;
mod lexicon;
mod offset;
mod order;
mod pieces;
mod plain;
mod sentences;
mod width;
mod words;

pub use bidi::{
    Direction, VisualRun, direction_of, has_right_to_left, mirrored, visual, visual_runs,
};
pub use breaks::break_opportunities;
pub use cells::{Cells, Rows};
pub use dictionary::has_dictionary;
#[cfg(test)]
pub(crate) use fold::tests::{by_hand, hard_text};
pub use fold::{
    Folded, Folding, Standing, Units, folded, is_diacritic, is_of_word, is_undrawn, push_folded,
};
pub use lanes::{AsciiLanes, LANES, Lanes, Which};
pub use lexicon::Lexicon;
pub use offset::{Offset, TextRange};
pub use order::{sort_by, sort_by_key};
pub use pieces::{Piece, for_each_piece, is_blank};
pub use plain::{Plain, plain_char};
pub use sentences::{
    SENTENCE_CONTEXT, is_initial_or_title, is_opening, is_title, sentences, starts_upper,
};
pub use width::{
    Cluster, char_width, cluster_width, clusters, fits, needs_whole_repaint, push_drawn, shortened,
    shortened_within, text_width,
};
pub use words::{is_written_without_blanks, with_whole_runs, words};
