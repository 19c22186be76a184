//! Plain text: the shape of a text without markup.
//!
//! Lines are gathered into stretches between blank lines, each stretch is looked at by itself (one line
//! a paragraph, hard-wrapped, indented, verse, preformatted, a heading), and told to the builder. What a
//! book's head says of title and author, and how an article opens and closes, is read where it stands.

mod contents;
mod heading;
mod lines;
mod opening;
mod shape;

use crate::document::{BlockKind, Builder, Format, Spacing};

use contents::Listed;
use heading::Heading;
use lines::{Stretch, stretches};
use shape::Shape;

/// Reads a plain text.
pub(super) fn read(text: &str) -> Builder {
    let mut builder = Builder::new(Format::Text);
    opening::note_gutenberg(text, builder.metadata_mut());
    let stretches = stretches(text);
    if let Some(article) = opening::Article::of(text, &stretches) {
        article.tell(&mut builder);
        return builder;
    }
    let shape = Shape::of(&stretches);
    let headings: Vec<Option<Heading>> = stretches.iter().map(Heading::of).collect();
    let listed = Listed::of(&headings, &stretches);
    for (n, stretch) in stretches.iter().enumerate() {
        let heading = headings
            .get(n)
            .copied()
            .flatten()
            .filter(|_| !listed.contains(n));
        match heading {
            Some(heading) => heading.tell(&mut builder, stretch),
            None => tell_stretch(&mut builder, stretch, shape),
        }
    }
    builder
}

fn tell_stretch(builder: &mut Builder, stretch: &Stretch<'_>, shape: Shape) {
    if stretch.is_rule() {
        builder.block(BlockKind::Rule, "");
        return;
    }
    match shape.kind_of(stretch) {
        shape::Kind::Joined => builder.block(BlockKind::Paragraph, stretch.text),
        shape::Kind::Lines => {
            for (n, line) in stretch.lines().enumerate() {
                let loose = n == 0 || shape.is_spaced();
                builder.space_next(if loose {
                    Spacing::Loose
                } else {
                    Spacing::Tight
                });
                builder.block(BlockKind::Paragraph, line);
            }
        }
        shape::Kind::Indented => {
            for paragraph in stretch.indented_paragraphs() {
                builder.block(BlockKind::Paragraph, paragraph);
            }
        }
        shape::Kind::Verse => builder.block(BlockKind::Verse, &stretch.dedented()),
        shape::Kind::Kept => builder.block(BlockKind::Code, &stretch.dedented()),
    }
}
