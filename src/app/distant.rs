//! Going far in a plain text of which a part only is there: to its end, its beginning, or so many hundredths.
//!
//! The part there is read at once and stands in place of the one that was left, as the first one stood there. When
//! all is read, one stands at the same words; the places that were left on the way are those the way back leads
//! to. They are known exactly by the landmarks around them ([`Document::place_in`]). Where a part cannot be shown,
//! or turns out to be another text than the whole is, the whole is waited for and gone through.

use std::sync::Arc;

use crate::command::{Action, Command, Key, KeyCode, Lookup, parse_command};
use crate::document::{Document, Format};
use crate::reader::{Motion, Percent, Unit, Window};
use crate::text::Offset;

use super::{App, Book, Effect, Extent, Opened, Panel, PromptKind, Source, Ticket};

/// Which part of a text is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Its first pages.
    Beginning,
    /// Those around so much of its file, neither nothing nor all.
    Around(Percent),
    /// Its last pages.
    End,
}

/// A part of a text that was read because somebody goes there.
#[derive(Clone, Debug)]
pub struct Part {
    /// The text.
    pub document: Arc<Document>,
    /// Which part it is.
    pub extent: Extent,
    /// About where in it is what was asked for, if that is neither its beginning nor its end.
    pub at: Offset,
}

/// What was gone through before the whole text is there.
#[derive(Debug, Default)]
pub(super) struct Travels {
    /// What is being gone to: then keys wait.
    asked: Option<(Ticket, Motion)>,
    /// How one has come to the part that is there, and where in it.
    came_by: Option<(Motion, Offset)>,
    /// The places that were jumped from, the last one last.
    left: Vec<(Arc<Document>, Offset)>,
}

impl Travels {
    pub const fn is_under_way(&self) -> bool {
        self.asked.is_some()
    }

    /// What is still to be gone to.
    pub const fn take_asked(&mut self) -> Option<Motion> {
        match self.asked.take() {
            Some((_, motion)) => Some(motion),
            None => None,
        }
    }

    /// How one has come to the part that is there, if one has.
    pub fn came_by(&self) -> Option<Motion> {
        self.came_by.map(|(motion, _)| motion)
    }

    /// The same, if one still stands where one came to, and that is the same place in the whole: an end is an end.
    pub fn stands_at_end(&self, here: Offset) -> Option<Motion> {
        let (motion, place) = self.came_by?;
        let is_end = !matches!(motion, Motion::ToPercent(percent) if percent.is_between());
        (is_end && place == here).then_some(motion)
    }

    /// Somebody leaves a part, in which he may have jumped already.
    fn leave(&mut self, window: &Window) {
        self.pass(window);
        let here = window.offset();
        self.left.push((Arc::clone(window.document()), here));
    }

    /// Notes down the jumps within a part.
    pub fn pass(&mut self, window: &Window) {
        let jumps = window.jumps().behind().iter();
        let part = window.document();
        self.left
            .extend(jumps.map(|place| (Arc::clone(part), *place)));
    }

    /// The places that were jumped from on the way to `here`, as they are in the whole.
    pub fn trail(&self, whole: &Document, here: Offset) -> Vec<Offset> {
        let places = self.left.iter();
        let mut trail: Vec<Offset> = places
            .filter_map(|(part, place)| part.place_in(whole, *place))
            .collect();
        // Where one already stood there was no jump.
        trail.dedup();
        trail.pop_if(|last| *last == here);
        trail
    }
}

impl App {
    /// Goes where another part of the text has to be read for it than the one there is. `false` where that is not so.
    pub(super) fn goes_afar(&mut self, motion: Motion) -> bool {
        let (Some(region), Source::File(path)) = (self.region(motion), &self.book.source) else {
            return false;
        };
        let path = path.clone();
        let title = self.book.window.document().title().map(str::to_owned);
        let ticket = self.bench.ticket();
        self.travels.asked = Some((ticket, motion));
        self.effects.push(Effect::ReadPart {
            ticket,
            path,
            region,
            title,
        });
        true
    }

    /// Which part has to be read for a motion; `None` where that is the one there is, or all.
    fn region(&self, motion: Motion) -> Option<Region> {
        let extent = self.book.extent;
        if !self.has_regions() {
            return None;
        }
        match motion {
            Motion::ToPercent(percent) if percent.is_between() => Some(Region::Around(percent)),
            Motion::Start | Motion::ToPercent(Percent::ZERO) => {
                (extent != Extent::BEGINNING).then_some(Region::Beginning)
            }
            Motion::End | Motion::ToPercent(_) => {
                (!matches!(extent, Extent::Rest { .. })).then_some(Region::End)
            }
            _ => None,
        }
    }

    /// Whether it is a part of a text of which other parts can be read.
    fn has_regions(&self) -> bool {
        let is_text = self.book.window.document().metadata().format == Format::Text;
        let is_file = matches!(self.book.source, Source::File(_));
        self.book.extent.is_awaiting() && is_text && is_file
    }

    /// The part that was asked for is there, or it cannot be shown; then the whole is waited for.
    pub(super) fn on_part(&mut self, ticket: Ticket, part: Option<Part>) {
        let asked = self.travels.asked.filter(|(asked, _)| *asked == ticket);
        let (Some((_, motion)), Some(part)) = (asked, part) else {
            return;
        };
        self.travels.asked = None;
        self.travels.leave(&self.book.window);
        let at = part.at;
        let opened = Opened {
            extent: part.extent,
            keeping: self.book.keeping.clone(),
            ..Opened::new(part.document, self.book.source.clone())
        };
        let (typography, sheet) = self.layout();
        let view = self.book.window.view();
        self.book = Book::new(opened, typography, sheet, view);
        let window = &mut self.book.window;
        match motion {
            Motion::ToPercent(percent) if percent.is_between() => {
                let word = Unit::word_from(window.document(), at);
                window.stand_at(word);
            }
            _ => window.stand_by(motion),
        }
        self.travels.came_by = Some((motion, self.book.window.offset()));
        self.say_if_beyond(motion);
        self.begin_reading();
        self.press_held();
    }

    /// Whether what a key asks for is answered by a part, the one there is or another.
    pub(super) fn is_local(&self, key: Key) -> bool {
        if let Some(panel) = self.panels.last() {
            return self.is_local_in(panel, key);
        }
        let typed = &self.input.typed;
        if typed.is_free() && self.digit(key).is_some() {
            return true;
        }
        let keys = typed.keys_with(key);
        match self.keymap.lookup(&keys) {
            Lookup::Matched(action, _) => self.is_local_action(action, typed.count()),
            // Whatever else may come of it waits with the key that makes it something else.
            Lookup::Pending => {
                self.has_regions()
                    && [Action::Start, Action::End, Action::Percent]
                        .iter()
                        .any(|action| self.keymap.leads_to(&keys, *action))
            }
            Lookup::NotFound => false,
        }
    }

    /// A command is typed at once, and carried out at once if that needs no more than a part.
    fn is_local_in(&self, panel: &Panel, key: Key) -> bool {
        let Panel::Prompt(prompt) = panel else {
            return false;
        };
        if prompt.kind != PromptKind::Command {
            return false;
        }
        if key.code != KeyCode::Enter {
            return true;
        }
        match parse_command(prompt.edit.text()) {
            Some(Command::Percent(percent)) => self.is_regional(Motion::ToPercent(percent)),
            Some(Command::Do(action)) => self.is_local_action(action, None),
            Some(Command::Page(_) | Command::Section(_)) => false,
            None => true,
        }
    }

    /// Whether a motion leads to a part that can be read by itself.
    fn is_regional(&self, motion: Motion) -> bool {
        let leads_there = matches!(motion, Motion::Start | Motion::End | Motion::ToPercent(_));
        leads_there && self.has_regions()
    }

    fn is_local_action(&self, action: Action, count: Option<u32>) -> bool {
        match action {
            Action::LineDown | Action::PageForward | Action::HalfPageDown => {
                count.is_none() && self.is_far_from_end()
            }
            Action::LineUp | Action::PageBack | Action::HalfPageUp => {
                count.is_none() && self.is_far_from_start()
            }
            Action::Start | Action::End | Action::Percent => {
                let motion = super::input::motion(action, count.unwrap_or(1), count);
                motion.is_some_and(|motion| self.is_regional(motion))
            }
            _ => matches!(
                action,
                Action::NextTheme
                    | Action::Redraw
                    | Action::Suspend
                    | Action::Quit
                    | Action::CommandLine
            ),
        }
    }
}
