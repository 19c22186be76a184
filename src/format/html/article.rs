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
const WITHIN: [&str; 8] = [
    "article", "body", "column", "content", "main", "shadow", "entry", "mathjax",
];

/// An article within a page.
#[derive(Debug)]
pub(super) struct Article {
    /// The element it stands in.
    pub(super) root: ElementId,
    /// Elements inside that are not of it.
    pub(super) left_out: HashSet<ElementId>,
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
    let root = markup
        .elements()
        .find(|(_, e)| e.tag == Tag::Body)
        .map_or_else(
            || markup.elements().next().map(|(id, _)| id),
            |(body, _)| Some(body),
        )?;
    let whole = of(&weights, root);
    if whole.prose < LEAST {
        return None;
    }
    let root = heaviest(markup, &weights, root);
    let left_out = chaff(markup, &weights, root);
    let lost: usize = left_out.iter().map(|id| of(&weights, *id).text).sum();
    let kept = of(&weights, root).text.saturating_sub(lost);
    let all = markup_text(markup, &weights);
    let share = share(kept, all);
    (TOO_LITTLE..NEARLY_ALL)
        .contains(&share)
        .then_some(Article { root, left_out })
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
    let mut names = String::new();
    for attribute in [Attribute::Class, Attribute::Id] {
        if let Some(value) = markup.attribute(id, attribute) {
            names.push_str(
                &value
                    .get(..value.floor_char_boundary(200))
                    .unwrap_or("")
                    .to_ascii_lowercase(),
            );
            names.push(' ');
        }
    }
    !names.is_empty()
        && AROUND.iter().any(|name| names.contains(name))
        && !WITHIN.iter().any(|name| names.contains(name))
}

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
        let tag = markup.tag(child);
        let is_place = matches!(tag.kind(), Kind::Block | Kind::Inline)
            && !matches!(
                tag,
                Tag::P | Tag::Ul | Tag::Ol | Tag::Li | Tag::Dl | Tag::Pre | Tag::Blockquote
            );
        if !is_place || share(of(weights, child).prose, of(weights, at).prose) < MOST {
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
fn chaff(markup: &Markup, weights: &[Weight], root: ElementId) -> HashSet<ElementId> {
    let mut left_out = HashSet::new();
    let (first, last) = (markup.element(root).open, markup.element(root).close);
    let mut beyond = first;
    for (id, element) in markup.elements() {
        // What is inside something left out is left out with it.
        if element.open <= beyond || element.open > last || id == root {
            continue;
        }
        if is_chaff(markup, id, of(weights, id)) {
            beyond = element.close;
            left_out.insert(id);
        }
    }
    left_out
}

fn is_chaff(markup: &Markup, id: ElementId, weight: Weight) -> bool {
    let tag = markup.tag(id);
    if tag == Tag::Footer && weight.prose > LEAST {
        return false;
    }
    if weight.is_out {
        return true;
    }
    let above = markup.element(id).parent.map(|above| markup.tag(above));
    if matches!(above, Some(Tag::Td | Tag::Th | Tag::Li | Tag::Dd)) {
        return false;
    }
    let is_group = matches!(
        tag,
        Tag::Div | Tag::Ul | Tag::Ol | Tag::Section | Tag::Header | Tag::Dl | Tag::Fieldset
    );
    // A list of links with hardly a word between them; notes are such too, but have more.
    let density = share(weight.links, weight.text);
    is_group && weight.text > 0 && weight.commas < 10 && density > 0.6 && weight.prose < LEAST
}
