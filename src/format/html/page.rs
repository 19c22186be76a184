//! A page that is a document of its own: saved from the web, or a book in one file.

use std::collections::HashMap;

use super::article::{self, Article};
use super::links::Links;
use super::markup::{Attribute, ElementId, Markup};
use super::tag::Tag;
use super::{Alone, Dialect, PageNotes, Reading, References, Styles, head, read, write};
use crate::document::{BlockKind, Builder, Document};
use crate::format::byline::{is_one_name, only_name};

/// How much of a saved page is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageExtent {
    /// Its article, without the menus and bars around it; all of it where it has none.
    #[default]
    Article,
    /// All of it.
    Whole,
}

/// Reads a page.
pub(in crate::format) fn read_page(
    source: &str,
    extent: PageExtent,
    mut builder: Builder,
) -> Document {
    let markup = read(source, dialect_of(source));
    for problem in markup.problems() {
        builder.problem("text", problem);
    }
    head::read(&markup, builder.metadata_mut());
    let mut styles = Styles::default();
    styles.add_sheets_of(&markup);
    // Sheets that lie elsewhere are not fetched.
    let is_sheet = |word: &str| word.eq_ignore_ascii_case("stylesheet");
    if markup
        .elements()
        .any(|(id, _)| markup.has_word(id, Attribute::Rel, is_sheet))
    {
        styles.miss_sheets();
    }
    let pages: [(&Markup, &dyn Links); 1] = [(&markup, &Alone)];
    let notes = References::of(&pages).notes(&pages);
    let none = PageNotes::default();
    let mut reading = Reading::new(&Alone, &styles, notes.first().unwrap_or(&none));
    let article = match extent {
        PageExtent::Article => article::find(&markup, &styles),
        PageExtent::Whole => None,
    };
    let title = builder.metadata_mut().title.clone();
    match article {
        Some(Article { root, left_out }) => {
            let element = markup.element(root);
            reading.part = Some(element.open as usize..element.close as usize + 1);
            reading.left_out = left_out;
            if let Some(title) = title {
                give_title(&markup, root, &title, &mut reading, &mut builder);
            }
        }
        None => reading.kinds = only_title(&markup),
    }
    for id in bylines(&markup, &builder.metadata_mut().authors) {
        reading.kinds.entry(id).or_insert(BlockKind::Byline);
    }
    write(&markup, &reading, &mut builder);
    if builder.is_empty() {
        // A page that hides all of itself waits for a program to show it.
        reading.shows_hidden = true;
        write(&markup, &reading, &mut builder);
    }
    builder.finish()
}

/// Gives an article its title: the heading inside it that says the same, or one of its own.
fn give_title(
    markup: &Markup,
    root: ElementId,
    title: &str,
    reading: &mut Reading<'_>,
    builder: &mut Builder,
) {
    let place = markup.element(root);
    let mut headings = markup.elements().filter(|(_, element)| {
        matches!(element.tag, Tag::H1 | Tag::H2)
            && element.open > place.open
            && element.close < place.close
    });
    let says_so = |id: ElementId| {
        let heading = markup.short_text(id, 2 * title.len() + 64);
        let heading = heading.unwrap_or_default();
        !heading.is_empty() && (title.contains(&heading) || heading.contains(title))
    };
    match headings.find(|(id, _)| says_so(*id)) {
        Some((id, _)) if !reading.left_out.contains(&id) => {
            reading.kinds.insert(id, BlockKind::Title);
        }
        _ => builder.block(BlockKind::Title, title),
    }
}

/// The only heading of the first level, if no other heading stands before it, is the title.
fn only_title(markup: &Markup) -> HashMap<ElementId, BlockKind> {
    let mut headings = markup
        .elements()
        .filter(|(_, element)| element.tag.heading().is_some());
    let first = headings
        .next()
        .filter(|(_, element)| element.tag == Tag::H1);
    match first {
        Some((id, _)) if headings.all(|(_, element)| element.tag != Tag::H1) => {
            HashMap::from([(id, BlockKind::Title)])
        }
        _ => HashMap::new(),
    }
}

/// The headings that only say who wrote it, which books have for the look of it: "By" and an author that is known, or
/// under the title any name; or "by" alone, and the name in the next heading.
fn bylines(markup: &Markup, authors: &[String]) -> Vec<ElementId> {
    /// A longer heading is no name.
    const LONGEST: usize = 80;
    let headings = markup
        .elements()
        .filter(|(_, element)| element.tag.heading().is_some());
    let mut bylines = Vec::new();
    // The heading before, if it says "by" alone.
    let mut by = None;
    for (n, (id, _)) in headings.enumerate() {
        let text = markup.short_text(id, LONGEST).unwrap_or_default();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(by) = by.take().filter(|_| is_one_name(&words)) {
            bylines.extend([by, id]);
        } else if let Some(name) = only_name(&words) {
            let is_known = authors.iter().any(|author| author == name);
            // "By Moonlight" may be a chapter.
            if is_known || (n == 1 && name.contains(' ')) {
                bylines.push(id);
            }
        }
        by = words.eq_ignore_ascii_case("by").then_some(id);
    }
    bylines
}

/// Which rules a source says it keeps.
fn dialect_of(source: &str) -> Dialect {
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
