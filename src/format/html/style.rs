//! What style sheets say that matters to a page of text, and which elements they say it of.

use std::collections::HashMap;
use std::rc::Rc;

use super::markup::{Attribute, ElementId, Markup};
use super::tag::Tag;
use crate::document::{Alignment, Numerals};

/// How a text looks by its style; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) struct Look {
    /// `font-style: italic`, or upright.
    pub(in crate::format) italic: Option<bool>,
    /// `font-weight: bold`, or not.
    pub(in crate::format) bold: Option<bool>,
    /// `font-variant: small-caps`, or not.
    pub(in crate::format) small_caps: Option<bool>,
    /// `text-align`.
    pub(in crate::format) alignment: Option<Alignment>,
    /// `display: none` or `visibility: hidden`, or shown.
    pub(in crate::format) hidden: Option<bool>,
    /// `white-space: pre`, or flowing.
    pub(in crate::format) preformatted: Option<bool>,
    /// `list-style-type: none`, or marked.
    pub(in crate::format) unmarked: Option<bool>,
    /// `list-style-type`, where it counts.
    pub(in crate::format) numerals: Option<Numerals>,
    /// `display: block`, or inside a line.
    pub(in crate::format) block: Option<bool>,
    /// `float: right`: it stands in the margin, apart from what it is written behind.
    pub(in crate::format) apart: Option<bool>,
    /// `text-decoration: line-through`, or not.
    pub(in crate::format) struck: Option<bool>,
    /// `vertical-align: super`, or on the line.
    pub(in crate::format) raised: Option<bool>,
    /// A margin above or below parts it from what stands there, or none does.
    pub(in crate::format) spaced: Option<bool>,
    /// `text-indent`, or none.
    pub(in crate::format) indented: Option<bool>,
    /// Cells by which its first line is set in: `margin-left`, `padding-left` and `text-indent`.
    pub(super) inset: [Option<i8>; 3],
    /// A rule sets it apart by margin or indent that may be of others alone.
    pub(in crate::format) may_be_apart: Option<bool>,
}

impl Look {
    /// Where a value of `align` or `text-align` has lines lean.
    pub(in crate::format) fn aligned(value: &str) -> Option<Alignment> {
        match value.trim().to_ascii_lowercase().as_str() {
            "center" | "-webkit-center" | "middle" => Some(Alignment::Centre),
            "right" | "end" => Some(Alignment::Right),
            "left" | "start" | "justify" => Some(Alignment::Left),
            _ => None,
        }
    }

    /// Whether it sets a paragraph apart from its neighbours.
    pub(super) fn sets_apart(self) -> bool {
        let said = [self.spaced, self.indented, self.may_be_apart];
        said.contains(&Some(true))
    }

    /// Cells by which it is set in as a line of verse.
    pub(super) fn inset(self) -> usize {
        let sum: i32 = self.inset.into_iter().flatten().map(i32::from).sum();
        usize::try_from(sum).unwrap_or(0).min(FARTHEST)
    }

    /// This look where `later` says nothing else.
    pub(in crate::format) fn overlaid(self, later: Self) -> Self {
        Self {
            italic: later.italic.or(self.italic),
            bold: later.bold.or(self.bold),
            small_caps: later.small_caps.or(self.small_caps),
            alignment: later.alignment.or(self.alignment),
            hidden: later.hidden.or(self.hidden),
            preformatted: later.preformatted.or(self.preformatted),
            unmarked: later.unmarked.or(self.unmarked),
            numerals: later.numerals.or(self.numerals),
            block: later.block.or(self.block),
            apart: later.apart.or(self.apart),
            struck: later.struck.or(self.struck),
            raised: later.raised.or(self.raised),
            spaced: later.spaced.or(self.spaced),
            indented: later.indented.or(self.indented),
            inset: std::array::from_fn(|n| later.inset[n].or(self.inset[n])),
            may_be_apart: later.may_be_apart.or(self.may_be_apart),
        }
    }
}

/// Cells by which an element sets a line of verse in at most: farther in it would be taken for the end of the one before.
const FARTHEST: usize = 24;

/// Rules of style, by what they apply to.
#[derive(Debug, Default)]
pub(in crate::format) struct Styles {
    /// Those that come before all of these, and have none before them.
    before: Option<Rc<Styles>>,
    tags: HashMap<Tag, Rule>,
    /// By class: the looks of its elements, with the place among all rules by which the later wins.
    classes: HashMap<Box<str>, Vec<Rule>>,
    count: usize,
    is_partial: bool,
}

#[derive(Clone, Copy, Debug)]
struct Rule {
    tag: Option<Tag>,
    order: usize,
    look: Look,
}

impl Styles {
    /// None yet; those that are added come after `before`. What many pages share is copied for none.
    pub(in crate::format) fn over(before: Rc<Self>) -> Self {
        Self {
            count: before.count,
            is_partial: before.is_partial,
            before: Some(before),
            ..Self::default()
        }
    }

    /// Itself, behind what comes before it.
    fn layers(&self) -> impl Iterator<Item = &Self> {
        self.before.as_deref().into_iter().chain([self])
    }

    /// Adds a style sheet, whose rules come after those that are there. What is not understood is left
    /// out; nothing it imports is read.
    pub(in crate::format) fn add_sheet(&mut self, sheet: &str) {
        super::css::read_sheet(sheet, self);
    }

    /// Not all sheets are here: what they do not say is not known.
    pub(in crate::format) fn miss_sheets(&mut self) {
        self.is_partial = true;
    }

    /// Whether sheets are missing.
    pub(in crate::format) const fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Adds the sheets inside a page's `<style>` elements.
    pub(in crate::format) fn add_sheets_of(&mut self, markup: &Markup) {
        for (id, element) in markup.elements() {
            if element.tag == Tag::Style {
                let sheet: String = markup.texts(id).collect();
                self.add_sheet(&sheet);
            }
        }
    }

    /// Adds a rule for a tag, a class, or a class of a tag.
    pub(super) fn add(&mut self, tag: Option<Tag>, class: Option<&str>, look: Look) {
        self.count += 1;
        let order = self.count;
        if let Some(rule) = self.rule(tag, class, order) {
            rule.look = rule.look.overlaid(look);
            rule.order = order;
        }
    }

    /// Notes by how much lines are set in by a rule that may be for some of these elements only: it counts where
    /// none for all of them says otherwise, and nothing else of theirs comes later for it.
    pub(super) fn fill_inset(
        &mut self,
        tag: Option<Tag>,
        class: Option<&str>,
        inset: [Option<i8>; 3],
    ) {
        if inset == [None; 3] {
            return;
        }
        let look = Look {
            inset,
            ..Look::default()
        };
        if let Some(rule) = self.rule(tag, class, self.count) {
            rule.look = look.overlaid(rule.look);
        }
    }

    /// What is known of a tag, a class, or a class of a tag; of none a rule that says nothing and comes at `order`.
    fn rule(&mut self, tag: Option<Tag>, class: Option<&str>, order: usize) -> Option<&mut Rule> {
        let new = Rule {
            tag,
            order,
            look: Look::default(),
        };
        let Some(class) = class else {
            return tag.map(|tag| self.tags.entry(tag).or_insert(new));
        };
        let rules = self.classes.entry(class.into()).or_default();
        let place = rules.iter().position(|rule| rule.tag == tag);
        let place = place.unwrap_or_else(|| {
            rules.push(new);
            rules.len() - 1
        });
        rules.get_mut(place)
    }

    /// How an element looks by the rules and by its own `style`.
    pub(in crate::format) fn look(&self, markup: &Markup, id: ElementId) -> Look {
        let tag = markup.tag(id);
        let by_tag = self.layers().filter_map(|layer| layer.tags.get(&tag));
        let mut look = by_tag.fold(Look::default(), |look, later| look.overlaid(later.look));
        let classes = markup
            .attribute(id, Attribute::Class)
            .filter(|_| self.layers().any(|layer| !layer.classes.is_empty()));
        if let Some(classes) = classes {
            let mut rules: Vec<&Rule> = classes
                .split_ascii_whitespace()
                .take(MOST_CLASSES)
                .flat_map(|class| self.layers().filter_map(|layer| layer.classes.get(class)))
                .flatten()
                .filter(|rule| rule.tag.is_none_or(|wanted| wanted == tag))
                .collect();
            rules.sort_by_key(|rule| (rule.tag.is_some(), rule.order));
            for rule in rules {
                look = look.overlaid(rule.look);
            }
        }
        match markup.attribute(id, Attribute::Style) {
            Some(style) => look.overlaid(super::css::declarations(style)),
            None => look,
        }
    }
}

/// Classes of one element that are looked up.
const MOST_CLASSES: usize = 32;
