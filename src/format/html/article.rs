//! The article of a saved page: where it is, and what in it is not of it.
//!
//! Prose has weight: a block weighs as much as its text that is no link, if that is more than a label.
//! The article is the innermost element that holds most of the page's weight, found from the root down;
//! so a book whose chapters weigh alike is not taken for one of them. All sums come from one walk over
//! the table, and a second goes down: linear, whatever the page is like. The judgement of what is a
//! menu or a bar goes by the names that pages give such things, as Mozilla's Readability does.

use std::collections::HashSet;

use super::markup::{Attribute, ElementId, Markup, Node};
use super::style::Styles;
use super::tag::{Kind, Tag};

/// Bytes of text that are no label any more.
const LABEL: usize = 25;

/// Of the weight of what is around it an element must hold so much to be the article.
const MOST: f64 = 0.62;

/// A page with less prose than this many bytes has no article.
const LEAST: usize = 400;

/// If so much of a page's text is the article, the rest is no trouble: the page is read whole.
const NEARLY_ALL: f64 = 0.93;

/// If less than this is, what was found is not what the page is about.
const TOO_LITTLE: f64 = 0.12;

/// Names of what stands around an article.
const AROUND: [&str; 42] = [
    "banner",
    "breadcrumb",
    "combx",
    "comment",
    "community",
    "cookie",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "legends",
    "menu",
    "navbar",
    "navbox",
    "related",
    "remark",
    "replies",
    "rss",
    "shoutbox",
    "sidebar",
    "skyscraper",
    "social",
    "sponsor",
    "supplemental",
    "ad-break",
    "agegate",
    "pagination",
    "pager",
    "popup",
    "share",
    "sharing",
    "promo",
    "newsletter",
    "subscribe",
    "outbrain",
    "toolbar",
    "mw-editsection",
    "noprint",
    "metadata",
    "tags",
    "masthead",
];

/// Names that an article may have besides those.
const WITHIN: [&str; 9] = [
    // Project Gutenberg's header and licence belong to its books.
    "pg-", "article", "body", "column", "content", "main", "shadow", "entry", "mathjax",
];

/// An article within a page.
#[derive(Debug)]
pub(super) struct Article {
    /// The element it stands in.
    pub(super) root: ElementId,
    /// Elements inside that are not of it.
    pub(super) left_out: HashSet<ElementId>,
}

/// What is taken for chaff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chaff {
    /// What says that it stands around an article.
    Named,
    /// Lists of links as well.
    All,
}

/// What is known of each element after one walk.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// Bytes of visible text, blanks not counted at the ends of each piece.
    text: usize,
    /// Of these, in links.
    links: usize,
    /// Bytes of prose.
    prose: usize,
    /// It is, or stands in, what is hidden or around the article.
    is_out: bool,
    commas: usize,
}

/// Finds the article; `None` where a page is to be read whole.
pub(super) fn find(markup: &Markup, styles: &Styles) -> Option<Article> {
    let weights = weigh(markup, styles);
    let page = outermost(markup, &weights)?;
    if of(&weights, page).prose < LEAST {
        return None;
    }
    let root = heaviest(markup, &weights, page);
    let left_out = chaff(markup, &weights, root, Chaff::All);
    let all = markup_text(markup, &weights);
    let found = share(kept(&weights, root, &left_out), all);
    if (TOO_LITTLE..NEARLY_ALL).contains(&found) {
        return Some(Article { root, left_out });
    }
    if found < TOO_LITTLE {
        return None;
    }
    // Nearly all of it: a book, of which nothing is left out, or a page with a bar or two.
    let left_out = chaff(markup, &weights, page, Chaff::Named);
    let has_bars = left_out.iter().any(|id| of(&weights, *id).text > 0);
    has_bars.then_some(Article {
        root: page,
        left_out,
    })
}

/// The element that holds the page: its body, or of those that stand alone the one with most of the prose. Of
/// paragraphs in a row without anything around them none does.
fn outermost(markup: &Markup, weights: &[Weight]) -> Option<ElementId> {
    if let Some((body, _)) = markup.elements().find(|(_, e)| e.tag == Tag::Body) {
        return Some(body);
    }
    let alone = || markup.elements().filter(|(_, e)| e.parent.is_none());
    let prose = |id| of(weights, id).prose;
    let all: usize = alone().map(|(id, _)| prose(id)).sum();
    let (heaviest, _) = alone().max_by_key(|(id, _)| prose(*id))?;
    (is_place(markup.tag(heaviest)) && share(prose(heaviest), all) >= MOST).then_some(heaviest)
}

/// Whether an article can stand in such an element: it is not a paragraph, a list or an item itself.
fn is_place(tag: Tag) -> bool {
    matches!(tag.kind(), Kind::Block | Kind::Inline)
        && !matches!(
            tag,
            Tag::P | Tag::Ul | Tag::Ol | Tag::Li | Tag::Dl | Tag::Pre | Tag::Blockquote
        )
}

/// Bytes of visible text in `root` without what is left out.
fn kept(weights: &[Weight], root: ElementId, left_out: &HashSet<ElementId>) -> usize {
    let lost: usize = left_out.iter().map(|id| of(weights, *id).text).sum();
    of(weights, root).text.saturating_sub(lost)
}

fn of(weights: &[Weight], id: ElementId) -> Weight {
    weights.get(id.to_usize()).copied().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a share is rough")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Visible text of the whole page.
fn markup_text(markup: &Markup, weights: &[Weight]) -> usize {
    let outer = markup
        .elements()
        .filter(|(_, element)| element.parent.is_none());
    outer.map(|(id, _)| of(weights, id).text).sum()
}

/// Sums up what each element holds. Elements open before what is inside them, so walking over them
/// backwards meets children first.
fn weigh(markup: &Markup, styles: &Styles) -> Vec<Weight> {
    let count = markup.elements().count();
    let mut weights = vec![Weight::default(); count];
    let mut hidden = vec![false; count];
    for (id, element) in markup.elements() {
        let above = element.parent.map(ElementId::to_usize);
        let is_hidden = element.tag.kind() == Kind::Hidden
            || styles.look(markup, id).hidden == Some(true)
            || markup.attribute(id, Attribute::Hidden).is_some()
            || above.is_some_and(|above| hidden[above]);
        hidden[id.to_usize()] = is_hidden;
        weights[id.to_usize()].is_out = is_hidden
            || above.is_some_and(|above| weights[above].is_out)
            || stands_around(markup, id);
    }
    own_text(markup, &hidden, &mut weights);
    for (id, element) in markup.elements().collect::<Vec<_>>().into_iter().rev() {
        let mut weight = weights[id.to_usize()];
        let own = weight.text - weight.links;
        if is_prose(element.tag) && !weight.is_out && own >= LABEL && weight.prose == 0 {
            weight.prose = own;
            weights[id.to_usize()] = weight;
        }
        if element.tag == Tag::A {
            weight.links = weight.text;
        }
        if let Some(above) = element.parent {
            let above = &mut weights[above.to_usize()];
            above.text += weight.text;
            above.links += weight.links;
            above.prose += weight.prose;
            above.commas += weight.commas;
        }
    }
    weights
}

/// The text that stands in each element itself.
fn own_text(markup: &Markup, hidden: &[bool], weights: &mut [Weight]) {
    let mut open: Vec<ElementId> = Vec::new();
    for node in markup.nodes() {
        match node {
            Node::Open(id) => open.push(*id),
            Node::Close(_) => {
                open.pop();
            }
            Node::Text(range) => {
                let Some(id) = open.last().filter(|id| !hidden[id.to_usize()]) else {
                    continue;
                };
                let text = markup.slice(range).trim();
                let weight = &mut weights[id.to_usize()];
                weight.text += text.len();
                weight.commas += memchr::memchr_iter(b',', text.as_bytes()).count();
            }
            Node::Released(_) => {}
        }
    }
}

/// Elements whose text is a paragraph.
fn is_prose(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::P
            | Tag::Pre
            | Tag::Td
            | Tag::Blockquote
            | Tag::Div
            | Tag::Section
            | Tag::Article
            | Tag::Li
            | Tag::Dd
            | Tag::Main
            | Tag::Center
            | Tag::Body
    )
}

/// Whether an element says that it stands around the article.
fn stands_around(markup: &Markup, id: ElementId) -> bool {
    match markup.tag(id) {
        Tag::Nav | Tag::Aside | Tag::Form | Tag::Menu | Tag::Footer => return true,
        Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::A | Tag::P => return false,
        tag if tag.heading().is_some() => return false,
        _ => {}
    }
    let role = markup.attribute(id, Attribute::Role).unwrap_or("");
    if matches!(
        role,
        "menu"
            | "menubar"
            | "complementary"
            | "navigation"
            | "alert"
            | "alertdialog"
            | "dialog"
            | "contentinfo"
            | "search"
    ) {
        return true;
    }
    let lower = |attribute| {
        let value = markup.attribute(id, attribute).unwrap_or("");
        let short = value.get(..value.floor_char_boundary(LONGEST_NAME));
        short.unwrap_or("").to_ascii_lowercase()
    };
    let (classes, name) = (lower(Attribute::Class), lower(Attribute::Id));
    // A class is a kind of thing; an id may also be the title of a section, "sharing-with-one-developer",
    // and so it is taken by its words, if they are one or two.
    let words: Vec<&str> = name.split(['-', '_', ' ', '.']).collect();
    let is_around =
        |word: &&str| AROUND.contains(word) || AROUND.contains(&word.trim_end_matches('s'));
    let is_named = AROUND.iter().any(|known| classes.contains(known))
        || (words.len() <= 2 && words.iter().any(is_around));
    let is_within = |known: &&str| classes.contains(*known) || name.contains(*known);
    is_named && !WITHIN.iter().any(is_within)
}

/// Bytes of a class or id that are looked at.
const LONGEST_NAME: usize = 200;

/// Goes down from `root` as long as one child holds most of the prose.
fn heaviest(markup: &Markup, weights: &[Weight], root: ElementId) -> ElementId {
    let mut best: Vec<Option<ElementId>> = vec![None; weights.len()];
    for (id, element) in markup.elements() {
        if let Some(above) = element.parent {
            let slot = &mut best[above.to_usize()];
            let is_heavier =
                slot.is_none_or(|best| of(weights, id).prose > of(weights, best).prose);
            if is_heavier {
                *slot = Some(id);
            }
        }
    }
    let mut at = root;
    while let Some(child) = best[at.to_usize()] {
        if !is_place(markup.tag(child))
            || share(of(weights, child).prose, of(weights, at).prose) < MOST
        {
            break;
        }
        at = child;
    }
    // A row or a cell means nothing without its table.
    while matches!(markup.tag(at), Tag::Tr | Tag::Tbody | Tag::Thead) {
        match markup.element(at).parent {
            Some(above) => at = above,
            None => break,
        }
    }
    at
}

/// Elements inside the article that are not of it.
fn chaff(markup: &Markup, weights: &[Weight], root: ElementId, which: Chaff) -> HashSet<ElementId> {
    let mut left_out = HashSet::new();
    let (first, last) = (markup.element(root).open, markup.element(root).close);
    let mut beyond = first;
    for (id, element) in markup.elements() {
        // What is inside something left out is left out with it.
        if element.open <= beyond || element.open > last || id == root {
            continue;
        }
        let weight = of(weights, id);
        let is_bar = weight.is_out && !(element.tag == Tag::Footer && weight.prose > LEAST);
        if is_bar || (which == Chaff::All && is_list_of_links(markup, id, weight)) {
            beyond = element.close;
            left_out.insert(id);
        }
    }
    left_out
}

/// A list of links with hardly a word between them, which is no part of a table or an item. Notes are
/// such lists too, but have more words.
fn is_list_of_links(markup: &Markup, id: ElementId, weight: Weight) -> bool {
    let above = std::iter::successors(markup.element(id).parent, |&id| markup.element(id).parent);
    let is_cell = |id| matches!(markup.tag(id), Tag::Td | Tag::Th | Tag::Li | Tag::Dd);
    if above.take(3).any(is_cell) {
        return false;
    }
    let is_group = matches!(
        markup.tag(id),
        Tag::Div | Tag::Ul | Tag::Ol | Tag::Section | Tag::Header | Tag::Dl | Tag::Fieldset
    );
    let density = share(weight.links, weight.text);
    is_group && weight.text > 0 && weight.commas < 10 && density > 0.6 && weight.prose < LEAST
}
