//! What happens inside a line: roles, links, text.

use std::borrow::Cow;

use super::{Ends, Frame, Writer};
use crate::document::{BlockKind, Role};
use crate::format::html::markup::{Attribute, ElementId};
use crate::format::html::style::Look;
use crate::format::html::tag::Tag;

/// Text above or below the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Raised,
    Lowered,
}

/// Longest text that is set in raised or lowered signs, in bytes.
const LONGEST_SCRIPT: usize = 24;

/// What parts the number of a line of verse from it.
const BEFORE_NUMBER: &str = "    ";

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str) {
        let mut text = text;
        if self.context.is_preformatted {
            if std::mem::take(&mut self.skips_line_end) {
                text = text
                    .strip_prefix("\r\n")
                    .or(text.strip_prefix('\n'))
                    .unwrap_or(text);
            }
            if self.is_open || !text.trim_matches(['\n', '\r']).is_empty() {
                self.need_block();
                self.builder.text(text);
            }
            return;
        }
        let is_verse = self.context.kind == BlockKind::Verse && !self.context.in_cell;
        if text.trim_ascii().is_empty() {
            self.has_gap = true;
            if is_verse || self.lines.is_between {
                return;
            }
            if self.breaks == 0 && (self.is_open || self.context.in_cell) {
                self.builder.text(text);
            }
            return;
        }
        if let Some(mark) = self.mark.take() {
            text = without_mark(text, mark);
        }
        if text.trim_ascii().is_empty() {
            return;
        }
        self.need_block();
        self.say(&scripted(text, self.context.script));
    }

    /// Words of the open block.
    pub(super) fn say(&mut self, text: &str) {
        if self.context.kind == BlockKind::Verse
            && !self.context.in_cell
            && !self.context.is_preformatted
        {
            self.verse(text);
        } else {
            self.builder.text(text);
        }
    }

    /// Writes the blank that waits in a line of verse, before what begins here.
    pub(super) fn close_gap(&mut self) {
        let is_verse = self.context.kind == BlockKind::Verse && self.is_open && self.in_line;
        if is_verse && self.breaks == 0 && std::mem::take(&mut self.has_gap) {
            self.builder.text(" ");
        }
    }

    /// Words of verse. The builder keeps the blanks of verse as they are; those of a page are joined.
    fn verse(&mut self, text: &str) {
        let is_blank = |c: char| c.is_ascii_whitespace();
        let mut has_gap = self.has_gap || text.starts_with(is_blank);
        for word in text.split(is_blank).filter(|word| !word.is_empty()) {
            if has_gap && self.in_line {
                self.builder.text(" ");
            }
            self.builder.text(word);
            has_gap = true;
            self.in_line = true;
        }
        self.has_gap = text.ends_with(is_blank);
    }

    /// Begins an element inside a line; answers what its end ends.
    pub(super) fn open_inline(&mut self, id: ElementId, tag: Tag, look: Look) -> Ends {
        match tag {
            Tag::Q => {
                let (open, close) = if self.quotes.is_multiple_of(2) {
                    ("\u{201C}", "\u{201D}")
                } else {
                    ("\u{2018}", "\u{2019}")
                };
                self.quotes += 1;
                self.sign(open);
                Ends::With(close)
            }
            Tag::Ruby => self.open_ruby(id),
            Tag::Sup => {
                self.script(id, Script::Raised);
                Ends::Nothing
            }
            Tag::Sub => {
                self.script(id, Script::Lowered);
                Ends::Nothing
            }
            _ => {
                if look.raised == Some(true) {
                    self.script(id, Script::Raised);
                }
                if look.apart == Some(true) {
                    self.part(id);
                    return Ends::With(" ");
                }
                let is_verse = self.context.kind == BlockKind::Verse && !self.context.in_cell;
                if is_verse && !self.context.is_preformatted {
                    self.set_in(id, look.inset());
                }
                Ends::Nothing
            }
        }
    }

    fn sign(&mut self, sign: &str) {
        self.need_block();
        self.say(sign);
    }

    /// A blank, where words stand before; more than one before the number of a line of verse, which is
    /// no part of it.
    fn part(&mut self, id: ElementId) {
        if !self.is_open && !self.context.in_cell {
            return;
        }
        let number = || self.markup.short_text(id, 8);
        let is_number = |text: String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if self.context.kind == BlockKind::Verse && self.in_line && number().is_some_and(is_number)
        {
            self.builder.text(BEFORE_NUMBER);
            self.has_gap = false;
        } else {
            self.say(" ");
        }
    }

    pub(super) fn close_sign(&mut self, id: ElementId, sign: &str) {
        if self.markup.tag(id) == Tag::Q {
            self.quotes = self.quotes.saturating_sub(1);
        }
        if self.is_open || self.context.in_cell {
            self.say(sign);
        }
    }

    /// Sets the text of an element in raised or lowered signs, if there is one for each of its letters.
    fn script(&mut self, id: ElementId, script: Script) {
        let text = self.markup.short_text(id, LONGEST_SCRIPT);
        let has_sign = |c: char| c.is_whitespace() || sign_of(c, script).is_some();
        if text.is_some_and(|text| text.len() < LONGEST_SCRIPT && text.chars().all(has_sign)) {
            self.context.script = Some(script);
        }
    }

    pub(super) fn begin_roles(&mut self, frame: &mut Frame, tag: Tag, look: Look) {
        let is_code = self.context.is_preformatted;
        let by_tag = match tag {
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var | Tag::U => Some(Role::Emphasis),
            Tag::Strong | Tag::B => Some(Role::Strong),
            Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt if !is_code => Some(Role::Code),
            Tag::Del | Tag::S | Tag::Strike => Some(Role::Struck),
            _ => self.block_role(tag),
        };
        let by_look = [
            (Role::Emphasis, look.italic),
            (Role::Strong, look.bold),
            (Role::Struck, look.struck),
            (Role::SmallCaps, look.small_caps),
        ];
        for (role, said) in by_look {
            if said.unwrap_or(by_tag == Some(role)) {
                frame.roles.push(role);
            }
        }
        frame
            .roles
            .extend(by_tag.filter(|role| *role == Role::Code));
        if !frame.roles.is_empty() || tag == Tag::A {
            self.close_gap();
        }
        for role in &frame.roles {
            self.builder.begin_role(*role);
        }
        if tag == Tag::A
            && let Some(href) = self.markup.attribute(frame.id, Attribute::Href)
            && let Some(target) = self.reading.links.target(href)
        {
            self.builder.begin_link(target);
            frame.is_link = true;
        }
    }

    pub(super) fn end_roles(&mut self, frame: &Frame) {
        if frame.is_link {
            self.builder.end_link();
        }
        for role in &frame.roles {
            self.builder.end_role(*role);
        }
    }
}

/// The text of a note without the mark it begins with.
fn without_mark<'t>(text: &'t str, mark: &str) -> &'t str {
    let is_around = |c: char| c.is_whitespace() || "[](){}.:".contains(c);
    let mark = mark.trim_matches(is_around);
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || "[({".contains(c));
    match begins.strip_prefix(mark) {
        Some(rest) if !mark.is_empty() && !rest.starts_with(char::is_alphanumeric) => {
            rest.trim_start_matches(is_around)
        }
        _ => text,
    }
}

/// The text in raised or lowered signs.
fn scripted(text: &str, script: Option<Script>) -> Cow<'_, str> {
    match script {
        None => Cow::Borrowed(text),
        Some(script) => {
            let signs = text.chars().map(|c| sign_of(c, script).unwrap_or(c));
            Cow::Owned(signs.collect())
        }
    }
}

/// The raised or lowered sign of a character. Letters are left on the line: what Unicode has of them is
/// patchy and hard to read.
fn sign_of(char: char, script: Script) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = match script {
        Script::Raised => RAISED,
        Script::Lowered => LOWERED,
    };
    match (char, script) {
        ('0'..='9', _) => digits.get(char.to_digit(10)? as usize).copied(),
        ('+', Script::Raised) => Some('⁺'),
        ('-' | '−' | '–', Script::Raised) => Some('⁻'),
        ('+', Script::Lowered) => Some('₊'),
        ('-' | '−' | '–', Script::Lowered) => Some('₋'),
        _ if RAISED.contains(&char) || LOWERED.contains(&char) => Some(char),
        _ => None,
    }
}
