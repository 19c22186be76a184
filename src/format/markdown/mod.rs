//! Markdown, by pulldown-cmark: CommonMark, and GitHub's tables, notes, task lists and strikethrough.
//!
//! The parser's events are told to the builder one by one. Notes are gathered and put at the end, in
//! the order they are referred to in, so that the text is what an author wrote and the notes are where
//! a printer puts them.

mod front_matter;
mod html;
mod opening;
mod reader;

use pulldown_cmark::{Options, Parser};

use crate::document::{Builder, Format};
use reader::Reader;

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Builder {
    let mut builder = Builder::new(Format::Markdown);
    let body = front_matter::take(text, builder.metadata_mut());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events: Vec<_> = Parser::new_ext(body, options).collect();
    let opening = opening::Opening::of(&events);
    Reader::new(builder, opening).read(events)
}
