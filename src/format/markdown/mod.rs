//! Markdown: CommonMark with the tables, footnotes, strikethrough, task lists and addresses of GitHub.
//!
//! The parser (`pulldown-cmark`) gives events; a [`Writer`] makes elements of them, as if HTML had been
//! written, and the reader of HTML does the rest. Four things need more than the event at hand and are
//! files of their own: what stands before the text (`front_matter`), notes, which are set at the end
//! (`notes`), addresses that are links (`autolink`), and the lines around the body that say who wrote it
//! and where it comes from (`article`). Nothing here calls itself; how deep a source can nest is bounded for the
//! parser's sake (`depth`).

mod article;
mod autolink;
mod depth;
mod front_matter;
mod inline;
mod leaf;
mod notes;
mod slugs;
mod writer;

use pulldown_cmark::{Event, Options, Parser};

use crate::document::{Builder, Document};
use article::{Article, Titles};
use writer::Writer;

/// Of a text of no more bytes all that the parser says is kept between looking for its title and writing it; a longer one
/// is parsed twice, for that takes several times its bytes.
const PARSED_ONCE: usize = 64 * 1024;

/// Reads Markdown. Front matter is split off by `front_matter` and not by the parser, which takes
/// any two rules in a text for it.
pub(super) fn read(source: &str, mut builder: Builder) -> Document {
    let (fields, body) = front_matter::split(source);
    if let Some(fields) = fields {
        front_matter::read(fields, &mut builder);
    }
    let body = depth::bounded(body);
    let has_other = builder.metadata_mut().title.is_some();
    let mut titles = Titles::default();
    let events: Box<dyn Iterator<Item = Event<'_>>> = if body.len() <= PARSED_ONCE {
        let events: Vec<Event<'_>> = parser(&body).collect();
        events.iter().for_each(|event| titles.take(event));
        Box::new(events.into_iter())
    } else {
        parser(&body).for_each(|event| titles.take(&event));
        Box::new(parser(&body))
    };
    let mut writer = Writer::new(Article::new(titles.told(has_other)));
    writer.write(events);
    writer.finish(builder)
}

fn parser(body: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(body, options)
}
