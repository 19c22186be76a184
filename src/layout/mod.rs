//! A document and a measure in, lines and pages out.
//!
//! The way of a block through this room: `fragment` collects what may not be broken, [`fit`] chooses
//! where lines end, `block` and its neighbours make lines of it, `page` cuts lines into pages. All
//! of it is functions of the document, the [`Typography`] and the page height: no clock, no screen, no
//! state.
//!
//! A long book is not set at once. It is divided into gatherings (`gathering`), stretches of some
//! pages that are set and paged each by itself; the [`Galley`] sets those the eye is near and keeps a
//! few, and [`Pagination`] knows how many pages each has, or guesses until it is told. So nothing the
//! reader waits for depends on the length of the book, and laziness cannot change an answer.

mod block;
mod compose;
mod compositor;
mod cost;
mod division;
mod fit;
mod flow;
mod foot;
mod fragment;
mod galley;
mod gathering;
mod hanging;
mod hyphens;
mod joints;
mod line;
mod page;
mod pagination;
mod patterns;
mod preformatted;
mod record;
mod rivers;
mod share;
mod sheet;
mod spot;
mod spread;
mod strip;
mod table;
mod typography;

pub use compose::compose;
pub use compositor::Compositor;
pub use cost::{Cost, Justified, LastLine, Penalties, Ragged};
pub use fit::{Fitting, fit};
pub use fragment::{Fragment, Joint};
pub use galley::Galley;
pub use gathering::{GatheringId, Gatherings};
pub use hanging::Hang;
pub use line::{Content, Ending, Line, Piece, Stretch};
pub use page::Page;
pub use pagination::{Measured, Pagination, measure, page_starts};
pub use sheet::{Columns, Sheet};
pub use spot::{Spot, nearest_spot, spots};
pub use strip::{Part, Strip};
pub use typography::{Bidi, Hanging, Hyphens, Paragraphs, TextAlign, Typography};

pub use block::{NARROWEST, indent_of, set_block};

#[cfg(test)]
mod tests;
