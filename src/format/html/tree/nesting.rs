//! What ends what: the elements that end where another begins, and what an end tag means where it stands.
//!
//! The rules are those of the HTML standard's tree construction as far as they show on a page: a
//! paragraph ends where a block begins, an item where the next does, a cell with its row; a wrongly
//! nested `</b>` ends what it can; tables keep end tags inside their cells.

use super::{Tree, fences};
use crate::format::html::markup::Node;
use crate::format::html::tag::{Kind, Tag};

impl Tree {
    /// Ends what cannot go on where `tag` begins.
    pub(super) fn end_what_ends_before(&mut self, tag: Tag) {
        if self.top() == Some(Tag::Head) && !belongs_into_head(tag) {
            self.pop_to(self.stack.len() - 1);
        }
        if tag.ends_paragraph()
            && let Some(at) = self.in_scope(Tag::P)
        {
            self.pop_to(at);
        }
        let ended = match tag {
            Tag::Li => self.in_scope(Tag::Li).and(self.within(Tag::Li, LISTS)),
            Tag::Dd | Tag::Dt => {
                let item = self
                    .within(Tag::Dd, &[Tag::Dl])
                    .max(self.within(Tag::Dt, &[Tag::Dl]));
                item.filter(|&at| at >= self.scope())
            }
            Tag::Td | Tag::Th => self.table_part(&[Tag::Td, Tag::Th, Tag::Caption]),
            Tag::Tr => self.table_part(&[Tag::Tr, Tag::Caption, Tag::Td, Tag::Th]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption | Tag::Colgroup => {
                self.table_part(GROUPS)
            }
            Tag::A => {
                self.end(Tag::A);
                None
            }
            Tag::Rt | Tag::Rp => self
                .within(Tag::Rt, &[Tag::Ruby])
                .max(self.within(Tag::Rp, &[Tag::Ruby])),
            Tag::Option | Tag::Optgroup => self.within(Tag::Option, &[Tag::Select]),
            _ if tag.heading().is_some() => {
                let heading = self.top().and_then(Tag::heading);
                heading.map(|_| self.stack.len() - 1)
            }
            _ => None,
        };
        if let Some(at) = ended {
            self.pop_to(at);
        }
    }

    /// The outermost of these parts that are open in the nearest table.
    fn table_part(&self, parts: &[Tag]) -> Option<usize> {
        let inside = |&part: &Tag| self.within(part, &[Tag::Table]);
        parts.iter().filter_map(inside).min()
    }

    /// An end tag.
    pub(in crate::format) fn end(&mut self, tag: Tag) {
        self.end_text();
        let at = match tag {
            // What follows the end of a page still belongs to it.
            Tag::Html | Tag::Body => None,
            Tag::Br => {
                let attributes = self.attribute_count();
                self.start(Tag::Br, attributes, false);
                None
            }
            // One that ends no paragraph is an empty one.
            Tag::P if self.in_scope(Tag::P).is_none() => {
                let attributes = self.attribute_count();
                self.start(Tag::P, attributes, false);
                self.in_scope(Tag::P)
            }
            Tag::Table => self.nearest(Tag::Table),
            _ if tag.is_table_part() => self.within(tag, &[Tag::Table]),
            Tag::Li => self.in_scope(Tag::Li).and(self.within(Tag::Li, LISTS)),
            _ if tag.heading().is_some() => HEADINGS.iter().filter_map(|&h| self.in_scope(h)).max(),
            _ if matches!(tag.kind(), Kind::Inline | Kind::Formatting) && !tag.is_scope() => {
                return self.end_inline(tag);
            }
            _ if tag.is_scope() => self.nearest(tag),
            _ => self.in_scope(tag),
        };
        if let Some(at) = at.filter(|at| self.solid.last().is_none_or(|solid| at > solid)) {
            self.pop_to(at);
        }
    }

    /// Ends a stretch inside a line; one that holds an open block only stops to act on its text.
    fn end_inline(&mut self, tag: Tag) {
        let Some(at) = self.in_scope(tag) else {
            if let Some(waiting) = self.reopen.iter().rposition(|(t, _)| *t == tag) {
                self.reopen.remove(waiting);
            }
            return;
        };
        let block = self.stack.last().map_or(0, |top| top.block);
        let has_block = self.stack.get(block).is_some_and(|frame| fences(frame.tag));
        if at > block || !has_block {
            return self.pop_to(at);
        }
        if let Some(frame) = self.stack.get(at) {
            self.nodes.push(Node::Released(frame.id));
        }
        if let Some(places) = self.open.get_mut(tag as usize) {
            places.pop();
        }
    }
}

const LISTS: &[Tag] = &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir];

const GROUPS: &[Tag] = &[
    Tag::Tbody,
    Tag::Thead,
    Tag::Tfoot,
    Tag::Caption,
    Tag::Colgroup,
    Tag::Tr,
    Tag::Td,
    Tag::Th,
];

const HEADINGS: &[Tag] = &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];

fn belongs_into_head(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Title
            | Tag::Meta
            | Tag::Link
            | Tag::Base
            | Tag::Basefont
            | Tag::Bgsound
            | Tag::Script
            | Tag::Style
            | Tag::Noscript
            | Tag::Noframes
            | Tag::Template
    )
}

#[cfg(test)]
mod tests {
    use crate::format::html::markup::Node;
    use crate::format::html::{Dialect, read};

    /// Elements as `tag(…)`; `~tag` where one stops to act before it ends.
    fn drawn(html: &str) -> String {
        let markup = read(html, Dialect::Html);
        let step = |node: &Node| match node {
            Node::Open(id) => format!("{}(", markup.tag(*id).name()),
            Node::Close(_) => ")".to_owned(),
            Node::Released(id) => format!("~{}", markup.tag(*id).name()),
            Node::Text(range) => markup.slice(range).to_owned(),
        };
        markup.nodes().iter().map(step).collect()
    }

    #[test]
    fn blocks_end_paragraphs_and_items_end_items() {
        assert_eq!(drawn("<p>a<div>b"), "p(a)div(b)");
        assert_eq!(
            drawn("<ul><li>a<ul><li>b</ul><li>c"),
            "ul(li(aul(li(b)))li(c))"
        );
        assert_eq!(drawn("<dl><dt>a<dd>b<dt>c"), "dl(dt(a)dd(b)dt(c))");
        assert_eq!(drawn("<h1>a<h2>b</h1>c"), "h1(a)h2(b)c");
        assert_eq!(drawn("a</p>b"), "ap()b");
    }

    #[test]
    fn cells_end_with_their_row_and_keep_end_tags_inside() {
        assert_eq!(
            drawn("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "table(tr(td(a)td(b))tr(td(c)))d"
        );
        assert_eq!(
            drawn("<div><table><td>a</div>b</table>c"),
            "div(table(td(ab))c)"
        );
        assert_eq!(
            drawn("<table><td><table><td>a</td></table>b"),
            "table(td(table(td(a))b))"
        );
    }

    #[test]
    fn formatting_goes_on_behind_the_block_that_ended_it() {
        assert_eq!(drawn("<p><b>a<p>b</b>c"), "p(b(a))p(b(b)c)");
        assert_eq!(drawn("<b>a<i>b</b>c</i>d"), "b(ai(b))i(c)d");
        assert_eq!(drawn("<b><p>a</b>b</p>c"), "b(p(a~bb)c)");
        assert_eq!(drawn("<a href=x>a<a href=y>b"), "a(a)a(b)");
    }
}
