//! References: which links may refer to a note. Whether they do, the blocks say that they lead to (`notes`).

use super::links::Links;
use super::markup::{Attribute, ElementId, Markup, Node};
use super::tag::{Kind, Tag};
use crate::document::LinkTo;

/// The links of a book that may refer to notes.
#[derive(Debug)]
pub(in crate::format) struct References {
    pub(super) candidates: Vec<Candidate>,
}

/// A link that may be a reference.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) page: usize,
    pub(super) link: ElementId,
    /// The place it leads to.
    pub(super) to: String,
    /// Names of the place where it stands.
    pub(super) from: Vec<String>,
    /// What is printed: a number, a star.
    pub(super) mark: String,
    /// The source says that it is one.
    pub(super) is_declared: bool,
    /// Its mark is raised or in brackets.
    pub(super) is_marked: bool,
}

/// Longest text of a link that refers to a note: `[Note 123]`.
pub(super) const LONGEST_MARK: usize = 12;

impl References {
    /// Those of pages, in order, each with its links.
    pub(in crate::format) fn of(pages: &[(&Markup, &dyn Links)]) -> Self {
        let mut candidates = Vec::new();
        for (page, (markup, links)) in pages.iter().enumerate() {
            find_candidates(page, markup, *links, &mut candidates);
        }
        Self { candidates }
    }

    /// Whether there are none.
    pub(in crate::format) fn is_empty(&self) -> bool {
        self.candidates.is_empty()
    }

    /// The names of the places they lead to.
    pub(in crate::format) fn places(&self) -> impl Iterator<Item = &str> {
        self.candidates
            .iter()
            .map(|candidate| candidate.to.as_str())
    }
}

fn find_candidates(page: usize, markup: &Markup, links: &dyn Links, out: &mut Vec<Candidate>) {
    for (link, element) in markup.elements() {
        if element.tag != Tag::A {
            continue;
        }
        let Some(href) = markup.attribute(link, Attribute::Href) else {
            continue;
        };
        let is_declared = says(markup, link, &["noteref", "doc-noteref"])
            || element
                .parent
                .is_some_and(|p| says(markup, p, &["noteref", "doc-noteref"]));
        if !is_declared && !href.contains('#') {
            continue;
        }
        let mark = markup.short_text(link, LONGEST_MARK * 2);
        let mark = mark.unwrap_or_default();
        let is_mark = mark.len() <= LONGEST_MARK && is_mark(&mark);
        if !is_declared && !is_mark {
            continue;
        }
        let Some(LinkTo::Place(to)) = links.target(href) else {
            continue;
        };
        let is_raised = mark.starts_with(['[', '(', '{'])
            || markup
                .inside(link)
                .iter()
                .any(|n| matches!(n, Node::Open(id) if markup.tag(*id) == Tag::Sup))
            || ancestors(markup, link)
                .take(3)
                .any(|id| markup.tag(id) == Tag::Sup)
            || mark
                .chars()
                .all(|c| !c.is_alphanumeric() || "¹²³⁰⁴⁵⁶⁷⁸⁹".contains(c));
        out.push(Candidate {
            page,
            link,
            to,
            from: names_around(markup, links, link),
            mark,
            is_declared,
            is_marked: is_raised,
        });
    }
}

/// Whether an element's `epub:type` or `role` is one of `words`.
pub(super) fn says(markup: &Markup, id: ElementId, words: &[&str]) -> bool {
    [Attribute::Type, Attribute::Role]
        .into_iter()
        .any(|attribute| markup.has_word(id, attribute, |word| words.contains(&word)))
}

pub(super) fn ancestors(markup: &Markup, id: ElementId) -> impl Iterator<Item = ElementId> {
    std::iter::successors(markup.element(id).parent, |&id| markup.element(id).parent)
}

/// Whether a text is a number, a letter or signs such as `*` and `†`, maybe in brackets.
pub(super) fn is_mark(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "[](){}.:".contains(c));
    let inner = inner.strip_prefix("Note").map_or(inner, str::trim_start);
    let count = inner.chars().count();
    let all = |fits: fn(char) -> bool| inner.chars().all(fits);
    match count {
        0 => false,
        _ if count <= 4 && all(char::is_numeric) => true,
        _ if count <= 4 && all(|c| "*†‡§¶‖#※⁂".contains(c)) => true,
        _ if count <= 2 && all(|c| c.is_ascii_alphabetic()) => true,
        _ => count <= 6 && all(|c| "ivxlc".contains(c)),
    }
}

/// Elements around a link that may name the place where it stands. Each name is kept for each link: a page
/// of many links deep inside would be multiplied by its depth.
const MOST_AROUND: usize = 16;

/// Names of the place where a link stands: its own, those of the stretches around it, of its block,
/// and of an empty anchor just before it.
fn names_around(markup: &Markup, links: &dyn Links, link: ElementId) -> Vec<String> {
    let mut names = Vec::new();
    let mut name = |id: ElementId| {
        for attribute in [Attribute::Id, Attribute::Name] {
            names.extend(markup.attribute(id, attribute).map(|n| links.place(n)));
        }
    };
    name(link);
    for id in ancestors(markup, link).take(MOST_AROUND) {
        name(id);
        if markup.tag(id).kind() == Kind::Block {
            break;
        }
    }
    let open = markup.element(link).open as usize;
    for node in markup
        .nodes()
        .get(open.saturating_sub(4)..open)
        .unwrap_or_default()
    {
        if let Node::Open(id) = node {
            name(*id);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::links::Alone;
    use super::super::{Dialect, read};
    use super::*;

    #[test]
    fn a_link_far_inside_keeps_the_names_near_to_it_alone() {
        let page = format!("{}<a href='#n'>1</a>", "<span id=x>".repeat(500));
        let markup = read(&page, Dialect::Html);
        let References { candidates } = References::of(&[(&markup, &Alone)]);
        let from: Vec<_> = candidates.iter().map(|c| c.from.len()).collect();
        assert!(matches!(from[..], [1..32]), "{from:?}");
    }
}
