//! HTML: whole pages, the chapters of books, and what stands inside Markdown.
//!
//! A source goes through four hands, each a walk over a flat table and none recursive, so that a
//! million nested tags cost what a million tags side by side do:
//!
//! 1. [`tokens`] tells a [`Tree`](tree::Tree) of tags and text, which knows what ends what and makes a [`Markup`](markup::Markup);
//! 2. [`Styles`] know which classes and elements are italic, bold, hidden …;
//! 3. [`References`] know which links may refer to notes, and then which do and which blocks are their texts;
//! 4. [`write()`] tells a [`Builder`](crate::document::Builder) what there is to read.
//!
//! A book's chapters are read one by one and written into the same builder; each has its own [`Links`](links::Links),
//! which give the places of a chapter names that no other chapter has.
//!
//! ```text
//! let pages: Vec<Markup> = chapters.map(|source| html::read(source, Dialect::Xhtml));
//! let pages = [(&pages[0], &links[0]), …];                   // all chapters at once
//! let notes = References::of(&pages).notes(&pages);
//! for each page: html::write(&page, &Reading { links, styles, notes: &notes[n], .. }, &mut builder);
//! ```

mod article;
mod charset;
mod css;
mod head;
mod linked_data;
pub(in crate::format) mod links;
pub(in crate::format) mod markup;
mod notes;
mod page;
mod references;
pub(in crate::format) mod style;
mod tables;
pub(in crate::format) mod tag;
pub(in crate::format) mod tokens;
pub(in crate::format) mod tree;
mod write;
mod written;

pub(super) use charset::declared_label;
pub(in crate::format) use links::Alone;
pub(in crate::format) use notes::PageNotes;
pub use page::PageExtent;
pub(super) use page::read_page;
pub(in crate::format) use references::References;
pub(in crate::format) use style::Styles;
pub(in crate::format) use tokens::{feed, read, text_of_reference};
pub(in crate::format) use write::{Reading, write};

/// Which rules a source keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) enum Dialect {
    /// `<a/>` is a start tag.
    #[default]
    Html,
    /// `<a/>` is an element without content, `<![CDATA[…]]>` is text.
    Xhtml,
}
