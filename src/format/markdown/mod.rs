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

use pulldown_cmark::{Options, Parser};

use crate::document::{Builder, Document};
use article::{Article, OneTitle};
use writer::Writer;

/// Reads Markdown. Front matter is split off by `front_matter` and not by the parser, which takes
/// any two rules in a text for it.
pub(super) fn read(source: &str, mut builder: Builder) -> Document {
    let (fields, body) = front_matter::split(source);
    if let Some(fields) = fields {
        front_matter::read(fields, &mut builder);
    }
    let body = depth::bounded(body);
    let has_other = builder.metadata_mut().title.is_some();
    let article = Article::new(OneTitle::of(parser(&body), has_other));
    let mut writer = Writer::new(article);
    writer.write(parser(&body));
    writer.finish(builder)
}

fn parser(body: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(body, options)
}
