//! A new edition of a book that was read: its places are carried over, if the reader wants that.
//!
//! It is asked once, in the foot, and any other key goes on reading. That it was asked is written down at once:
//! however the question is ignored, it does not come again. What is carried over are copies: of the
//! other edition's records none is touched. They keep their ids, so that two machines on which the reader says yes
//! before they have met have the same marks afterwards and not each twice. A mark A–Z belongs to no edition, and
//! leads into the new one then.

mod carrying;
mod question;

pub use carrying::{Carrying, Examination};

use crate::command::Key;
use crate::document::{Resolved, Sketch};
use crate::store::{Annotation, Answer, Content, Edition};
use crate::text::{Offset, TextRange};

use super::marks::QuickMark;
use super::{App, Effect, Keeping, Located, Source};
use question::counted;

/// What the next key may answer.
#[derive(Debug)]
pub(super) enum Offer {
    /// A question that has not been asked yet: something else is being said.
    Waiting(Box<Carrying>),
    /// It stands in the foot.
    Asked(Box<Carrying>),
    /// It was passed over, now or when the book was open before, or taken back. Who looks for marks and finds none
    /// is asked again.
    PassedOver(Box<Carrying>),
    /// It was answered by yes, which can be taken back.
    Carried(Carried),
}

/// What was carried over.
#[derive(Debug)]
pub(super) struct Carried {
    /// What there was to carry over, for who changes his mind twice.
    all: Box<Carrying>,
    /// Where the reader stood.
    from: Offset,
    /// The quick marks as they were.
    marks: Vec<QuickMark>,
    annotations: Vec<String>,
}

impl App {
    /// Has the text looked through, once it is there.
    pub(super) fn examine(&mut self) {
        self.input.offer = None;
        if !self.book.is_the_book() || self.book.keeping != Keeping::Yes {
            return;
        }
        let ticket = self.bench.ticket();
        self.bench.examine = ticket;
        let path = match &self.book.source {
            Source::File(path) => Some(path.clone()),
            Source::Essay | Source::Stdin => None,
        };
        self.effects.push(Effect::Examine(Examination {
            ticket,
            document: std::sync::Arc::clone(self.book.window.document()),
            path,
            is_open: self.book.record.may_take_over() && self.book.source != Source::Essay,
        }));
    }

    pub(super) fn on_examined(&mut self, sketch: &Sketch, edition: Option<Box<Carrying>>) {
        self.keep_sketch(sketch.into());
        let was_asked = self.book.record.was_asked();
        self.input.offer = edition.map(|carrying| {
            if was_asked {
                Offer::PassedOver(carrying)
            } else {
                Offer::Waiting(carrying)
            }
        });
    }

    /// Asks, if there is something to ask and nothing else is being said.
    pub(super) fn offer_edition(&mut self) {
        let is_free = self.notice.is_none() && self.panels.is_empty() && self.selecting.is_none();
        if !is_free || !self.input.typed.to_string().is_empty() {
            return;
        }
        if let Some(Offer::Waiting(_) | Offer::Asked(_)) = &self.input.offer {
            self.ask_about_edition();
        }
    }

    /// Asks. Answers whether there is something to ask.
    pub(super) fn ask_about_edition(&mut self) -> bool {
        let offer = self.input.offer.take();
        if let Some(Offer::Waiting(carrying)) = &offer {
            self.note_asked(carrying.of.clone());
        }
        match offer {
            Some(
                Offer::Waiting(carrying) | Offer::Asked(carrying) | Offer::PassedOver(carrying),
            ) => {
                self.notice = Some(self.question(&carrying));
                self.input.offer = Some(Offer::Asked(carrying));
                true
            }
            other => {
                self.input.offer = other;
                false
            }
        }
    }

    fn question(&self, carrying: &Carrying) -> String {
        // What is said may be as wide as the screen.
        let room = usize::from(self.size.0.saturating_sub(2));
        question::question(carrying, room)
    }

    /// Whether a key answers what was asked. Any other goes on reading, and it is not asked again until one looks
    /// for the marks of this book and there are none.
    pub(super) fn answer(&mut self, key: Key) -> bool {
        match self.input.offer.take() {
            None => return false,
            Some(offer @ (Offer::Waiting(_) | Offer::PassedOver(_))) => {
                self.input.offer = Some(offer);
                return false;
            }
            Some(Offer::Asked(carrying)) => {
                let is_seen = self.notice.as_ref() == Some(&self.question(&carrying));
                match key.typed() {
                    Some('y') if is_seen => self.carry_over(*carrying),
                    Some('n') if is_seen => {
                        self.save_answer(carrying.of, Answer::Declined);
                        self.say("not carried over; the other edition keeps them");
                    }
                    _ => {
                        self.input.offer = Some(Offer::PassedOver(carrying));
                        return false;
                    }
                }
            }
            Some(Offer::Carried(carried)) => match key.typed() {
                Some('u') => self.take_back(carried),
                _ => return false,
            },
        }
        true
    }

    /// Has it written down that it was asked, and nothing else: to be asked is not to read.
    fn note_asked(&mut self, of: String) {
        let answer = Answer::Asked;
        let change = Content::Edition(Edition { of, answer });
        let change = self.book.record.change(change, self.now);
        self.book.record.apply(&change.entry);
        self.write_down(Effect::Save, change);
    }

    fn save_answer(&mut self, of: String, answer: Answer) {
        self.save(Content::Edition(Edition { of, answer }));
    }

    fn carry_over(&mut self, carrying: Carrying) {
        let says = counted(&carrying);
        let mut carried = Carried {
            all: Box::new(carrying.clone()),
            from: self.book.window.offset(),
            marks: Vec::new(),
            annotations: Vec::new(),
        };
        let marks = carrying.marks.into_iter().map(|(letter, anchor, found)| {
            let place = Some((anchor.clone(), found));
            let own = Some(anchor);
            (letter, own, None, place)
        });
        let any_marks = carrying.any_marks.into_iter().map(|(mark, found)| {
            let place = Some((mark.anchor.clone(), found));
            (mark.letter, None, Some(mark), place)
        });
        for (letter, own, any, place) in marks.chain(any_marks) {
            let before = self.quick_mark(letter);
            // What there is already, from another machine or since it was asked, is newer.
            let led = before.any.as_ref().map(|mark| &mark.book);
            if any.is_none() && before.own.is_none() || led == Some(&carrying.of) {
                carried.marks.push(before);
                self.put_quick_mark(QuickMark {
                    letter,
                    own,
                    any,
                    place,
                });
            }
        }
        carried.annotations = self.take_annotations(carrying.annotations);
        self.save_answer(carrying.of, Answer::Taken);
        if let Some(place) = carrying.place {
            self.jump(place.offset());
        }
        self.notice = Some(match carrying.place {
            Some(Resolved::Lost(_)) => format!("{says}; this is about your place; u undoes it"),
            Some(Resolved::Near(_)) => format!("{says}; your place is near here; u undoes it"),
            _ => format!("{says}; u undoes it"),
        });
        self.input.offer = Some(Offer::Carried(carried));
    }

    /// Takes annotations over with their places, but for those that are here already; one that was taken back comes
    /// once more. Answers with their ids.
    fn take_annotations(
        &mut self,
        annotations: Vec<(Annotation, Resolved<TextRange>)>,
    ) -> Vec<String> {
        let (mut ids, mut located) = (Vec::new(), Vec::new());
        for (annotation, found) in annotations {
            let known = self.book.record.annotation(&annotation.id);
            if known.is_some_and(|known| !known.deleted) {
                continue;
            }
            // Later than what it is a copy of, whatever the clock says: so it is known for the one that counts.
            let changed = self.now.after(annotation.changed);
            let id = annotation.id.clone();
            self.save(Content::Annotation(Annotation {
                changed,
                ..annotation
            }));
            let all = &self.book.record.annotations;
            let index = all.index_of(&id);
            located.extend(index.and_then(|index| {
                let located = Located::new(all.get(index)?, found, index);
                Some((index, Some(located)))
            }));
            ids.push(id);
        }
        self.book.annotations.set_all(located);
        ids
    }

    /// What was carried over is deleted, and the reader stands where he did.
    fn take_back(&mut self, carried: Carried) {
        for mark in carried.marks {
            self.put_quick_mark(mark);
        }
        let mut gone = Vec::new();
        for id in &carried.annotations {
            if let Some(annotation) = self.book.record.annotation(id).cloned() {
                self.delete(Content::Annotation(annotation));
            }
            gone.extend(self.book.record.annotations.index_of(id));
        }
        let gone = gone.into_iter().map(|index| (index, None));
        self.book.annotations.set_all(gone);
        self.save_answer(carried.all.of.clone(), Answer::Declined);
        self.input.offer = Some(Offer::PassedOver(carried.all));
        self.jump(carried.from);
        self.say("taken back; the other edition keeps its places");
    }

    /// Has it written down at once that something is deleted.
    pub(super) fn delete(&mut self, content: Content) {
        let change = self.book.record.deletion(content, self.now);
        self.book.record.apply(&change.entry);
        self.write_down(Effect::Save, change);
    }
}
