//! All bookmarks, highlights, notes and quick marks: a list over the text that shows the place of the chosen one.

use crate::command::{Action, Key, KeyCode};
use crate::document::sanitized;
use crate::text::sort_by_key;

use super::super::{App, Book, Effect, Origin};
use super::entry::Item;
use super::form::{BookmarkForm, Field};
use super::list::{List, Listed};
use super::{After, Panel};

/// The panel of what is annotated.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Entries are places in the order they are listed in.
    pub list: List,
    /// In which order they are listed.
    pub sorting: Sorting,
    /// Which are.
    pub kind: Kind,
    /// In that order; those that were not found come last.
    order: Vec<Item>,
    /// How many of them were found.
    found: usize,
    origin: Origin,
    /// Whether it was opened where nothing was marked.
    pub is_of_nothing: bool,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// As they stand in the text.
    #[default]
    Place,
    /// The newest first.
    Time,
}

/// Which entries are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// All.
    #[default]
    All,
    /// Bookmarks.
    Bookmarks,
    /// Highlights.
    Highlights,
    /// Whatever has a note.
    Notes,
    /// Quick marks.
    QuickMarks,
}

impl Kind {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::Bookmarks,
            Self::Bookmarks => Self::Highlights,
            Self::Highlights => Self::Notes,
            Self::Notes => Self::QuickMarks,
            Self::QuickMarks => Self::All,
        }
    }

    fn has(self, item: Item, book: &Book) -> bool {
        let located = match item {
            Item::Annotation(index) => book.annotations.at_index(index),
            Item::QuickMark(_) => None,
        };
        match self {
            Self::All => true,
            Self::Bookmarks => located.is_some_and(|l| l.pen.is_none()),
            Self::Highlights => located.is_some_and(|l| l.pen.is_some()),
            Self::Notes => located.is_some_and(|l| l.has_note),
            Self::QuickMarks => matches!(item, Item::QuickMark(_)),
        }
    }
}

impl Marked {
    pub(in super::super) fn new(book: &Book) -> Self {
        let mut marked = Self {
            list: List::new(0, 0),
            sorting: Sorting::default(),
            kind: Kind::default(),
            order: Vec::new(),
            found: 0,
            origin: book.origin(),
            is_of_nothing: book.items().iter().all(Vec::is_empty),
        };
        marked.arrange(book);
        let here = book.window.offset();
        let found = marked.order.get(..marked.found).unwrap_or(&[]);
        let is_before = |item: &Item| book.place_of(*item).is_some_and(|p| p.place().start < here);
        let near = found.partition_point(is_before);
        // Behind the last one it is nearer than what was not found.
        marked
            .list
            .choose_entry(near.min(marked.found.saturating_sub(1)));
        marked
    }

    /// What is shown in this place.
    pub fn nth(&self, at: usize) -> Option<Item> {
        self.order.get(self.list.nth(at)?).copied()
    }

    /// What is chosen.
    pub(super) fn chosen(&self) -> Option<Item> {
        self.nth(self.list.chosen())
    }

    /// Whether what is shown in this place is the first of those that were not found.
    pub fn is_first_lost(&self, at: usize) -> bool {
        let is_lost = |at: usize| self.list.nth(at).is_some_and(|n| n >= self.found);
        is_lost(at) && !at.checked_sub(1).is_some_and(is_lost)
    }

    /// Lists anew what has become of all that is marked. What was chosen stays so, or the next is.
    pub(in super::super) fn arrange(&mut self, book: &Book) {
        let chosen = self.chosen();
        let listed = |mut items: Vec<Item>| {
            items.retain(|item| self.kind.has(*item, book));
            if self.sorting == Sorting::Time {
                let made = |item: &Item| match *item {
                    Item::Annotation(index) => (book.made(*item), index),
                    Item::QuickMark(_) => (book.made(*item), usize::MAX),
                };
                sort_by_key(&mut items, |item| std::cmp::Reverse(made(item)));
            }
            items
        };
        let [found, lost] = book.items();
        let mut order = listed(found);
        self.found = order.len();
        order.append(&mut listed(lost));
        self.order = order;
        self.filter(book);
        let at = chosen.and_then(|item| self.order.iter().position(|n| *n == item));
        if let Some(at) = at {
            self.list.choose_entry(at);
        }
    }

    pub(in super::super) fn filter(&mut self, book: &Book) {
        let order = &self.order;
        self.list.refilter(order.len(), |n, words| {
            let entry = order.get(n).and_then(|item| book.entry(*item));
            entry.is_some_and(|entry| entry.has(words))
        });
    }
}

impl App {
    pub(in super::super) fn show_marked(&mut self) {
        if !self.is_anything_marked() && self.ask_about_edition() {
            return;
        }
        self.panels.push(Panel::Bookmarks(Marked::new(&self.book)));
    }

    fn is_anything_marked(&self) -> bool {
        !self.book.items().iter().all(Vec::is_empty)
    }

    /// What is said in place of a list of what is marked, where nothing is.
    pub fn nothing_marked(&self) -> Option<String> {
        let keys = |action| self.keymap.keys_of(action).join(" ");
        let (bookmark, select) = (keys(Action::AddBookmark), keys(Action::Select));
        (!self.is_anything_marked()).then(|| {
            format!("nothing is marked yet; {bookmark} makes a bookmark, {select} selects words")
        })
    }

    /// Something was annotated: lists of it are listed anew.
    pub(in super::super) fn refresh_marked(&mut self) {
        for panel in &mut self.panels {
            if let Panel::Bookmarks(marked) = panel {
                marked.arrange(&self.book);
            }
        }
    }

    pub(super) fn on_marked_key(&mut self, marked: &mut Marked, key: Key) -> After {
        let before = marked.chosen();
        let is_typing = marked.list.filter().is_some();
        if !is_typing && self.asks_for(key, Action::Bookmarks) {
            self.book.stand_back_at(marked.origin);
            return After::Close;
        }
        match key.code {
            KeyCode::Tab => {
                marked.kind = marked.kind.next();
                marked.arrange(&self.book);
            }
            KeyCode::Delete if !is_typing => self.on_marked_letter(marked, 'd'),
            _ => match marked
                .list
                .on_key(key, &|list| self.entries_seen_below(list, 2))
            {
                Listed::Filter => marked.filter(&self.book),
                Listed::Letter(letter @ ('e' | 'r')) => {
                    if let Some(form) = self.form_of_chosen(marked, letter) {
                        self.panels.push(Panel::Bookmarks(marked.clone()));
                        self.panels.push(form);
                        return After::Close;
                    }
                    self.on_marked_letter(marked, letter);
                }
                Listed::Letter(letter) => self.on_marked_letter(marked, letter),
                Listed::Take(_) => {
                    self.take_marked(marked);
                    return After::Close;
                }
                Listed::Close => {
                    self.book.stand_back_at(marked.origin);
                    return After::Close;
                }
                Listed::Done => {}
            },
        }
        self.preview_marked(marked, before);
        After::Stay
    }

    pub(super) fn on_marked_typing(&mut self, marked: &mut Marked) {
        let before = marked.chosen();
        marked.filter(&self.book);
        self.preview_marked(marked, before);
    }

    /// The wheel was turned over the list.
    pub(in super::super) fn scroll_marked(&mut self, rows: i32) {
        let Some(mut panel) = self.panels.pop() else {
            return;
        };
        if let Panel::Bookmarks(marked) = &mut panel {
            let before = marked.chosen();
            marked.list.step(rows);
            self.preview_marked(marked, before);
        }
        self.panels.push(panel);
    }

    /// The form for the name (`r`) or the note of the chosen one.
    fn form_of_chosen(&self, marked: &Marked, letter: char) -> Option<Panel> {
        let Item::Annotation(index) = marked.chosen()? else {
            return None;
        };
        let annotation = self.book.record.annotations.get(index)?;
        let field = if letter == 'r' {
            Field::Name
        } else {
            Field::Note
        };
        Some(Panel::BookmarkForm(BookmarkForm::edit_of(
            annotation, field,
        )))
    }

    fn on_marked_letter(&mut self, marked: &mut Marked, letter: char) {
        match (letter, marked.chosen()) {
            ('u', _) => self.undo(),
            ('s', _) => {
                marked.sorting = match marked.sorting {
                    Sorting::Place => Sorting::Time,
                    Sorting::Time => Sorting::Place,
                };
            }
            ('d' | 'c' | 'y' | 'E' | 'e' | 'r', None) => {}
            ('y', Some(item)) => self.copy_marked(item),
            (_, Some(Item::Annotation(index))) => self.change_marked(index, letter),
            ('d', Some(Item::QuickMark(letter))) => {
                self.delete_quick_mark(letter);
                self.say("deleted; u undoes it");
            }
            ('c', Some(Item::QuickMark(letter))) => self.confirm_mark(letter),
            ('E' | 'e' | 'r', Some(Item::QuickMark(letter))) => {
                let keys = self.keymap.keys_of(Action::AddBookmark).join(" ");
                let says =
                    format!("mark {letter} has no name and no note; {keys} makes a bookmark");
                self.notice = Some(says);
            }
            _ => self.say_how_to_filter(letter),
        }
        marked.arrange(&self.book);
    }

    fn change_marked(&mut self, index: usize, letter: char) {
        let annotation = self.book.record.annotations.get(index);
        match (letter, annotation) {
            ('d', Some(annotation)) => {
                self.delete_annotation(annotation.clone());
                self.say("deleted; u undoes it");
            }
            ('c', _) => self.confirm(index),
            ('E', Some(annotation)) => {
                let (id, note) = (annotation.id.clone(), annotation.note.clone());
                self.effects.push(Effect::EditNote { id, note });
            }
            ('d' | 'E', None) => {}
            _ => self.say_how_to_filter(letter),
        }
    }

    /// Copies what is quoted: what stands there, or where that is not certain, what stood there.
    fn copy_marked(&mut self, item: Item) {
        let Some(resolved) = self.book.place_of(item) else {
            return;
        };
        let passage = match item {
            Item::Annotation(index) => {
                let annotation = self.book.record.annotations.get(index);
                annotation.map(|a| a.passage.clone())
            }
            Item::QuickMark(letter) => {
                let mark = self.book.marks.get(letter);
                mark.map(|(anchor, _)| anchor.clone().into())
            }
        };
        let passage = passage.unwrap_or_default();
        let is_there = resolved.is_certain() && !resolved.place().is_empty();
        let text = if is_there {
            self.book.window.document().copied(resolved.place())
        } else {
            let words = passage.quoted().trim_end();
            let lines: Vec<String> = words.lines().map(sanitized).collect();
            lines.join("\n")
        };
        self.effects.push(Effect::Copy(text));
        self.say("quotation copied");
    }

    fn take_marked(&mut self, marked: &Marked) {
        let Some(item) = marked.chosen() else {
            return;
        };
        self.stand_at_marked(item);
        self.book.window.jumped_from(marked.origin.offset());
        match item {
            Item::Annotation(index) => self.say_annotation(index),
            Item::QuickMark(letter) => {
                if let Some((anchor, resolved)) = self.book.marks.get(letter).cloned() {
                    self.say_how_certain(letter, &anchor, resolved);
                }
            }
        }
    }

    /// Shows the place of the chosen one behind the list, if it is another than before.
    fn preview_marked(&mut self, marked: &Marked, before: Option<Item>) {
        let chosen = marked.chosen();
        if let Some(item) = chosen.filter(|_| chosen != before) {
            self.stand_at_marked(item);
        }
    }

    fn stand_at_marked(&mut self, item: Item) {
        if let Some(resolved) = self.book.place_of(item) {
            self.book.window.stand_at(resolved.place().start);
        }
    }
}
