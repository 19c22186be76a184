//! HTML: whole pages, the chapters of books, and what stands inside Markdown.
//!
//! A source goes through four hands, each a walk over a flat table and none recursive, so that a
//! million nested tags cost what a million tags side by side do:
//!
//! 1. [`tokens`] tells a [`Tree`](tree::Tree) of tags and text, which knows what ends what and makes a [`Markup`](markup::Markup);
//! 2. [`Styles`] know which classes and elements are italic, bold, hidden …;
//! 3. [`Notes`] know which links are references to notes and which blocks their texts;
//! 4. [`write()`] tells a [`Builder`] what there is to read.
//!
//! A book's chapters are read one by one and written into the same builder; each has its own [`Links`](links::Links),
//! which give the places of a chapter names that no other chapter has.
//!
//! ```text
//! let pages: Vec<Markup> = chapters.map(|source| html::read(source, Dialect::Xhtml));
//! let notes = Notes::of(&[(&pages[0], &links[0]), …]);       // over all chapters at once
//! for each page: html::write(&page, &Reading { links, styles, notes: &notes[n], .. }, &mut builder);
//! ```

mod css;
pub(in crate::format) mod links;
pub(in crate::format) mod markup;
mod notes;
pub(in crate::format) mod style;
mod tables;
pub(in crate::format) mod tag;
pub(in crate::format) mod tokens;
pub(in crate::format) mod tree;
mod write;

use crate::document::{Builder, Document};

pub(in crate::format) use links::Alone;
pub(in crate::format) use notes::{Notes, PageNotes};
pub(in crate::format) use style::Styles;
pub(in crate::format) use tokens::read;
pub(in crate::format) use write::{Reading, write};

/// Reads a page that is a document of its own.
pub(super) fn read_page(source: &str, mut builder: Builder) -> Document {
    let markup = read(source, dialect_of(source));
    let mut styles = Styles::default();
    styles.add_sheets_of(&markup);
    let notes = Notes::of(&[(&markup, &Alone)]);
    let none = PageNotes::default();
    let reading = Reading::new(&Alone, &styles, notes.first().unwrap_or(&none));
    write(&markup, &reading, &mut builder);
    builder.finish()
}

/// Which rules a source says it keeps.
pub(in crate::format) fn dialect_of(source: &str) -> Dialect {
    /// What it says stands at the top.
    const TOP: usize = 1024;
    let top = source
        .get(..source.floor_char_boundary(TOP))
        .unwrap_or(source);
    if top.contains("http://www.w3.org/1999/xhtml") {
        Dialect::Xhtml
    } else {
        Dialect::Html
    }
}

/// Which rules a source keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) enum Dialect {
    /// `<a/>` is a start tag.
    #[default]
    Html,
    /// `<a/>` is an element without content, `<![CDATA[…]]>` is text.
    Xhtml,
}
