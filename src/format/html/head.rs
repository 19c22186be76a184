//! What a page says about itself: its title, who wrote it, what it is about, in which language.

use super::linked_data;
use super::markup::{Attribute, ElementId, Markup};
use super::tag::Tag;
use crate::document::{Metadata, sanitized};
use crate::format::byline::{authors_of, is_one_name};

/// Longest text of a field, in bytes; a longer one is cut.
const LONGEST: usize = 1000;

/// Signs between the title of a page and the name of its site.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " » ", " :: ", " · ", " / "];

/// What Project Gutenberg has put before the titles of its books.
const GUTENBERG: [&str; 3] = [
    "The Project Gutenberg eBook of ",
    "The Project Gutenberg E-text of ",
    "The Project Gutenberg Etext of ",
];

/// Fields of a page, the most telling names first.
const TITLES: [&str; 5] = [
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "title",
];
const AUTHORS: [&str; 6] = [
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "byl",
];
const DESCRIPTIONS: [&str; 5] = [
    "dc.description",
    "dcterms.description",
    "og:description",
    "description",
    "twitter:description",
];
const LANGUAGES: [&str; 3] = ["dc.language", "dcterms.language", "content-language"];
const DATES: [&str; 5] = [
    "article:published_time",
    "dc.date",
    "dcterms.date",
    "date",
    "dc.date.issued",
];

/// Fills in the metadata where nothing is said yet.
pub(super) fn read(markup: &Markup, metadata: &mut Metadata) {
    let fields = fields(markup);
    let field = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| {
            let (_, value) = fields.iter().find(|(known, _)| known == name)?;
            Some(value.clone())
        });
        found.next()
    };
    let data = linked_data::read(markup);
    let said = |text: Option<String>| text.map(|text| cleaned(&text)).filter(|t| !t.is_empty());
    if metadata.title.is_none() {
        let named = || said(data.title).or_else(|| title(markup));
        metadata.title = field(&TITLES).or_else(named);
    }
    if metadata.authors.is_empty() {
        // A link to a profile is nobody's name.
        let author = field(&AUTHORS).filter(|name| !name.contains("://"));
        if let Some(author) = author {
            let names = authors_of(&author);
            metadata.authors = if names.is_empty() {
                vec![author]
            } else {
                names
            };
        }
    }
    if metadata.authors.is_empty() {
        metadata.authors = data.authors.iter().map(|name| cleaned(name)).collect();
    }
    if let Some((title, author)) = metadata.title.as_deref().and_then(title_and_author) {
        if metadata.authors.is_empty() {
            metadata.authors.push(author.to_owned());
        }
        metadata.title = Some(title.to_owned());
    }
    let standfirst = metadata.standfirst.take();
    let standfirst = standfirst.or_else(|| field(&DESCRIPTIONS));
    metadata.standfirst = standfirst.or_else(|| said(data.description));
    let date = metadata.date.take().or_else(|| field(&DATES));
    metadata.date = date.or_else(|| said(data.date));
    metadata.language = metadata
        .language
        .take()
        .or_else(|| language(markup))
        .or_else(|| field(&LANGUAGES));
}

/// The names and contents of all `meta` elements.
fn fields(markup: &Markup) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let metas = markup
        .elements()
        .filter(|(_, element)| element.tag == Tag::Meta);
    for (id, _) in metas.take(200) {
        let Some(content) = markup.attribute(id, Attribute::Content) else {
            continue;
        };
        let content = cleaned(content);
        for attribute in [Attribute::Property, Attribute::Name, Attribute::Itemprop] {
            let names = markup.attribute(id, attribute).unwrap_or("");
            for name in names.split_ascii_whitespace().take(4) {
                // `DC.title`, `dc:title`: the same.
                let name = name.to_ascii_lowercase();
                let name = match name.split_once(':') {
                    Some(("dc", field)) => format!("dc.{field}"),
                    Some(("dcterm" | "dcterms", field)) => format!("dcterms.{field}"),
                    _ => name,
                };
                if !content.is_empty() {
                    fields.push((name, content.clone()));
                }
            }
        }
    }
    fields
}

fn cleaned(text: &str) -> String {
    let short = text
        .get(..text.floor_char_boundary(LONGEST))
        .unwrap_or(text);
    let words: Vec<&str> = short.split_whitespace().collect();
    sanitized(&words.join(" "))
}

/// The text of `<title>`, without the name of the site if a heading of the page has the rest.
fn title(markup: &Markup) -> Option<String> {
    let is_title = |id: ElementId| {
        let parent = markup.element(id).parent.map(|parent| markup.tag(parent));
        markup.tag(id) == Tag::Title && !matches!(parent, Some(Tag::Svg))
    };
    let (id, _) = markup.elements().find(|(id, _)| is_title(*id))?;
    let whole = cleaned(&markup.short_text(id, LONGEST).unwrap_or_default());
    if whole.is_empty() {
        return None;
    }
    let headings: Vec<String> = markup
        .elements()
        .filter(|(_, element)| matches!(element.tag, Tag::H1 | Tag::H2))
        .take(20)
        .map(|(id, _)| cleaned(&markup.short_text(id, LONGEST).unwrap_or_default()))
        .collect();
    if headings.contains(&whole) {
        return Some(whole);
    }
    for separator in SEPARATORS {
        let mut parts = whole
            .split(separator)
            .chain(whole.rsplit_once(separator).map(|(first, _)| first));
        if let Some(part) =
            parts.find(|part| headings.iter().any(|h| h.eq_ignore_ascii_case(part.trim())))
        {
            return Some(part.trim().to_owned());
        }
    }
    Some(without_site(&whole).to_owned())
}

/// A title without its last part, if what is left is long enough to be one.
fn without_site(title: &str) -> &str {
    let ends = SEPARATORS.iter().filter_map(|sign| title.rsplit_once(sign));
    let longest = ends
        .map(|(before, _)| before.trim())
        .max_by_key(|before| before.len());
    match longest {
        Some(before) if before.split_whitespace().count() >= 3 => before,
        _ => title,
    }
}

/// The two parts of a title that names who wrote it: "Emma, by Jane Austen".
fn title_and_author(title: &str) -> Option<(&str, &str)> {
    let (title, author) = title.rsplit_once(", by ")?;
    let (title, author) = (title.trim(), author.trim());
    let bare = GUTENBERG.iter().find_map(|start| {
        let head = title.get(..start.len())?;
        head.eq_ignore_ascii_case(start)
            .then(|| title.get(start.len()..))?
    });
    let title = bare.unwrap_or(title).trim();
    (!title.is_empty() && is_one_name(author)).then_some((title, author))
}

/// The language of the outermost element that has one.
fn language(markup: &Markup) -> Option<String> {
    let outer = markup
        .elements()
        .filter(|(_, element)| matches!(element.tag, Tag::Html | Tag::Body));
    let mut said = outer.filter_map(|(id, _)| markup.attribute(id, Attribute::Lang));
    let tag = said.find(|tag| !tag.trim().is_empty())?.trim();
    let is_tag = tag.len() <= 35
        && tag
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_tag.then(|| tag.replace('_', "-"))
}
