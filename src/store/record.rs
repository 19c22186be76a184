//! What is remembered of a book, all machines' files together.

use std::collections::BTreeMap;

use super::known::Known;
use super::merge::Merged;
use super::{
    About, Annotation, AnnotationList, Answer, Change, Content, Device, Entry, Journal, Mark, Pace,
    Place, Source, Timestamp, Trail, legacy,
};
use crate::document::{Anchor, Fingerprint};
use crate::text::sort_by;

/// All that is remembered of one book. It is changed by entries alone: [`Self::change`] makes one, which
/// [`Self::apply`] takes over here and the [`Saver`](super::Saver) writes down, so what is written never
/// depends on how much there is.
#[derive(Clone, Debug, PartialEq)]
pub struct BookRecord {
    /// The fingerprint of the book's text.
    pub book: Fingerprint,
    /// The machine it is read on.
    pub device: Device,
    /// What the library shows of it.
    pub about: Option<About>,
    /// The file it was last read from on each machine, and when.
    pub sources: BTreeMap<String, (Source, Timestamp)>,
    /// Where the reader is.
    pub place: Option<Place>,
    /// The quick marks a–z.
    pub marks: BTreeMap<char, Anchor>,
    /// Bookmarks, highlights and notes, in the order they were made; deleted ones too.
    pub annotations: AnnotationList,
    /// The jumps made on each machine.
    pub jumps: BTreeMap<String, Trail>,
    /// How fast it was read on each machine.
    pub paces: BTreeMap<String, Pace>,
    /// Of which other editions it was asked whether their places are carried over, by fingerprint.
    pub editions: BTreeMap<String, Answer>,
    pub(super) known: Known,
}

impl BookRecord {
    /// The record of a book of which nothing is remembered.
    pub fn new(book: Fingerprint) -> Self {
        Self::on(Device::this_machine(), book)
    }

    /// The same, on another machine.
    pub fn on(device: Device, book: Fingerprint) -> Self {
        Self {
            book,
            device,
            about: None,
            sources: BTreeMap::new(),
            place: None,
            marks: BTreeMap::new(),
            annotations: AnnotationList::default(),
            jumps: BTreeMap::new(),
            paces: BTreeMap::new(),
            editions: BTreeMap::new(),
            known: Known::default(),
        }
    }

    pub(super) fn of(merged: Merged<'_>, device: Device, book: Fingerprint) -> Self {
        let mut record = Self {
            known: Known::of(&merged),
            ..Self::on(device, book)
        };
        let mut annotations = Vec::new();
        for (entry, _) in merged.entries {
            match entry.content {
                Content::Annotation(annotation) => annotations.push(annotation),
                _ => record.set(&entry),
            }
        }
        sort_by(&mut annotations, |a, b| {
            (a.created, &a.id).cmp(&(b.created, &b.id))
        });
        record.annotations = annotations.into();
        record
    }

    /// That something is so from now on, to be written down. Of the record nothing is changed yet. An
    /// annotation is said to have been changed when it says itself: see [`Self::revision`].
    pub fn change(&self, content: Content, now: Timestamp) -> Change {
        self.entry(content, false, now)
    }

    /// That something is deleted from now on. What it was is kept with it.
    pub fn deletion(&self, content: Content, now: Timestamp) -> Change {
        match content {
            Content::Annotation(annotation) => self.revision(
                Annotation {
                    deleted: true,
                    ..annotation
                },
                now,
            ),
            content => self.entry(content, true, now),
        }
    }

    /// That the reader has made, changed or deleted an annotation. It is later than what is known of it,
    /// whatever the clock says, so that no import puts back what he has seen before.
    pub fn revision(&self, annotation: Annotation, now: Timestamp) -> Change {
        let known = self.annotation(&annotation.id);
        let changed = known.map_or(now, |known| now.after(known.changed));
        let deleted = annotation.deleted;
        let content = Content::Annotation(Annotation {
            changed,
            ..annotation
        });
        self.entry(content, deleted, now)
    }

    fn entry(&self, content: Content, deleted: bool, now: Timestamp) -> Change {
        // A book that is read again is not forgotten, whatever the clock says.
        let forgotten = self.known.written("forgotten");
        let now = match content {
            Content::Source(_) if forgotten > Timestamp::default() => now.after(forgotten),
            _ => now,
        };
        Change {
            journal: Journal::Book(self.book),
            entry: self.known.entry(content, &self.device, deleted, now),
        }
    }

    /// Takes an entry over, unless a later one is known. Annotations keep their places in the list, and
    /// new ones come to its end.
    pub fn apply(&mut self, entry: &Entry) {
        if self.known.note(entry) {
            self.set(entry);
        }
    }

    fn set(&mut self, entry: &Entry) {
        let is_there = !entry.deleted;
        match &entry.content {
            Content::Place(place) => self.place = is_there.then(|| place.clone()),
            Content::Mark(mark) => {
                set_in(
                    &mut self.marks,
                    mark.letter,
                    is_there.then(|| mark.anchor.clone()),
                );
            }
            Content::Annotation(annotation) => self.set_annotation(entry, annotation),
            Content::Book(about) => self.about = is_there.then(|| about.clone()),
            Content::Source(source) => {
                let seen = is_there.then(|| (source.clone(), entry.written));
                set_in(&mut self.sources, device_of(&entry.id), seen);
            }
            Content::Jumps(trail) => {
                set_in(
                    &mut self.jumps,
                    device_of(&entry.id),
                    is_there.then(|| trail.clone()),
                );
            }
            Content::Pace(pace) => {
                set_in(
                    &mut self.paces,
                    device_of(&entry.id),
                    is_there.then_some(*pace),
                );
            }
            Content::Edition(edition) => {
                set_in(
                    &mut self.editions,
                    edition.of.clone(),
                    is_there.then_some(edition.answer),
                );
            }
            // The library asks for the first, and the others are in other journals.
            Content::Forgotten(_) | Content::AnyMark(_) | Content::Search(_) => {}
        }
    }

    fn set_annotation(&mut self, entry: &Entry, annotation: &Annotation) {
        let new = Annotation {
            id: entry.id.clone(),
            deleted: entry.deleted,
            ..annotation.clone()
        };
        self.annotations.put(new);
    }

    /// Whether places of another edition may be carried over into it: nothing is marked in it, and it was neither
    /// read before that was asked nor answered.
    pub fn may_take_over(&self) -> bool {
        let is_new = self.place.is_none() || self.was_asked();
        let answers = self.editions.values();
        let is_open = answers.into_iter().all(|answer| *answer == Answer::Asked);
        is_new && is_open && self.marks.is_empty() && self.annotations.is_empty()
    }

    /// Whether it was asked already whether places are carried over into it.
    pub fn was_asked(&self) -> bool {
        !self.editions.is_empty()
    }

    /// When it was last read, on any machine.
    pub fn last_read(&self) -> Timestamp {
        let sources = self.sources.values().map(|(_, read)| *read);
        sources.fold(self.known.written("place"), Timestamp::max)
    }

    /// When a quick mark a–z was last set or deleted; 1970 if it never was.
    pub fn mark_set(&self, letter: char) -> Timestamp {
        self.known.written(&Mark::id(letter))
    }

    /// The annotation with this id.
    pub fn annotation(&self, id: &str) -> Option<&Annotation> {
        self.annotations.with_id(id)
    }

    /// The annotations that are not deleted.
    pub fn live_annotations(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.iter().filter(|a| !a.deleted)
    }

    /// The file it was last read from on this machine, or before machines were told apart.
    pub fn own_source(&self) -> Option<&Source> {
        let own = self.sources.get(self.device.as_str());
        let own = own.or_else(|| self.sources.get(legacy::DEVICE));
        own.map(|(source, _)| source)
    }

    /// The jumps made on this machine.
    pub fn own_jumps(&self) -> Option<&Trail> {
        self.jumps.get(self.device.as_str())
    }

    /// How fast it was read on this machine.
    pub fn own_pace(&self) -> Pace {
        let own = self.paces.get(self.device.as_str());
        own.copied().unwrap_or_default()
    }

    /// How fast it was read on all machines together.
    pub fn pace(&self) -> Pace {
        self.paces.values().copied().sum()
    }
}

pub(super) fn set_in<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

/// The machine in an id such as `source:desk`.
pub(super) fn device_of(id: &str) -> String {
    id.split_once(':')
        .map_or(id, |(_, device)| device)
        .to_owned()
}
