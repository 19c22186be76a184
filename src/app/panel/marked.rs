//! All bookmarks, highlights and notes: a list over the text that shows the place of the chosen one.

use crate::command::{Action, Key, KeyCode};
use crate::document::sanitized;

use super::super::{App, Book, Effect, Located, Origin};
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
    /// Their indices in the record, in that order; those that were not found come last.
    order: Vec<usize>,
    /// How many of them were found.
    found: usize,
    origin: Origin,
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
}

impl Kind {
    const fn next(self) -> Self {
        match self {
            Self::All => Self::Bookmarks,
            Self::Bookmarks => Self::Highlights,
            Self::Highlights => Self::Notes,
            Self::Notes => Self::All,
        }
    }

    fn has(self, located: &Located) -> bool {
        match self {
            Self::All => true,
            Self::Bookmarks => located.pen.is_none(),
            Self::Highlights => located.pen.is_some(),
            Self::Notes => located.has_note,
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
        };
        marked.arrange(book);
        let here = book.window.offset();
        let found = book.annotations.found();
        let near = found.partition_point(|l| l.range().start < here);
        // Behind the last one it is nearer than what was not found.
        marked
            .list
            .choose_entry(near.min(marked.found.saturating_sub(1)));
        marked
    }

    /// The annotation that is shown in this place: its index in the record.
    pub fn nth(&self, at: usize) -> Option<usize> {
        self.order.get(self.list.nth(at)?).copied()
    }

    /// The annotation that is chosen.
    pub(super) fn chosen(&self) -> Option<usize> {
        self.nth(self.list.chosen())
    }

    /// Whether what is shown in this place is the first of those that were not found.
    pub fn is_first_lost(&self, at: usize) -> bool {
        let is_lost = |at: usize| self.list.nth(at).is_some_and(|n| n >= self.found);
        is_lost(at) && !at.checked_sub(1).is_some_and(is_lost)
    }

    /// Lists anew what has become of the annotations. What was chosen stays so, or the next is.
    pub(in super::super) fn arrange(&mut self, book: &Book) {
        let chosen = self.chosen();
        let annotations = book.annotations();
        let all = &book.record.annotations;
        let listed = |table: &[Located]| {
            let kept = table.iter().filter(|l| self.kind.has(l));
            let mut kept: Vec<usize> = kept.map(|l| l.index).collect();
            if self.sorting == Sorting::Time {
                let made = |n: &usize| all.get(*n).map(|a| (a.created, *n));
                kept.sort_by_key(|n| std::cmp::Reverse(made(n)));
            }
            kept
        };
        let mut order = listed(annotations.found());
        self.found = order.len();
        order.append(&mut listed(annotations.lost()));
        self.order = order;
        self.filter(book);
        let at = chosen.and_then(|index| self.order.iter().position(|n| *n == index));
        if let Some(at) = at {
            self.list.choose_entry(at);
        }
    }

    pub(in super::super) fn filter(&mut self, book: &Book) {
        let order = &self.order;
        self.list.refilter(order.len(), |n, words| {
            let entry = order.get(n).and_then(|index| book.entry(*index));
            entry.is_some_and(|entry| entry.has(words))
        });
    }
}

impl App {
    pub(in super::super) fn show_marked(&mut self) {
        let annotations = self.book.annotations();
        if annotations.found().is_empty() && annotations.lost().is_empty() {
            if self.ask_about_edition() {
                return;
            }
            let keys = |action| self.keymap.keys_of(action).join(" ");
            let (bookmark, select) = (keys(Action::AddBookmark), keys(Action::Select));
            self.notice = Some(format!(
                "nothing is marked yet; {bookmark} makes a bookmark, {select} selects words"
            ));
            return;
        }
        self.panels.push(Panel::Bookmarks(Marked::new(&self.book)));
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
            _ => match marked.list.on_key(key) {
                Listed::Filter => marked.filter(&self.book),
                Listed::Letter(letter @ ('e' | 'r')) => {
                    if let Some(form) = self.form_of_chosen(marked, letter) {
                        self.panels.push(Panel::Bookmarks(marked.clone()));
                        self.panels.push(form);
                        return After::Close;
                    }
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
        let annotation = self.book.record.annotations.get(marked.chosen()?)?;
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
        let chosen = marked.chosen();
        let annotation = chosen.and_then(|index| self.book.record.annotations.get(index));
        match (letter, chosen, annotation) {
            ('d', _, Some(annotation)) => {
                self.delete_annotation(annotation.clone());
                self.say("deleted; u undoes it");
            }
            ('u', ..) => self.undo(),
            ('s', ..) => {
                marked.sorting = match marked.sorting {
                    Sorting::Place => Sorting::Time,
                    Sorting::Time => Sorting::Place,
                };
            }
            ('c', Some(index), _) => self.confirm(index),
            ('y', Some(index), _) => self.copy_marked(index),
            ('E', _, Some(annotation)) => {
                let (id, note) = (annotation.id.clone(), annotation.note.clone());
                self.effects.push(Effect::EditNote { id, note });
            }
            ('d' | 'c' | 'y' | 'E', ..) => {}
            _ => self.say_how_to_filter(letter),
        }
        marked.arrange(&self.book);
    }

    /// Copies what is quoted: what stands there, or where that is not certain, what stood there.
    fn copy_marked(&mut self, index: usize) {
        let (Some(located), Some(annotation)) = (
            self.book.annotations().at_index(index),
            self.book.record.annotations.get(index),
        ) else {
            return;
        };
        let passage = &annotation.passage;
        let is_there = located.resolved.is_certain() && !located.range().is_empty();
        let text = if is_there {
            self.book.window.document().copied(located.range())
        } else {
            let words = passage.quoted().trim_end();
            let lines: Vec<String> = words.lines().map(sanitized).collect();
            lines.join("\n")
        };
        self.effects.push(Effect::Copy(text));
        self.say("quotation copied");
    }

    fn take_marked(&mut self, marked: &Marked) {
        let Some(index) = marked.chosen() else {
            return;
        };
        self.stand_at_marked(index);
        self.book.window.jumped_from(marked.origin.offset());
        self.say_annotation(index);
    }

    /// Shows the place of the chosen one behind the list, if it is another than before.
    fn preview_marked(&mut self, marked: &Marked, before: Option<usize>) {
        let chosen = marked.chosen();
        if let Some(index) = chosen.filter(|_| chosen != before) {
            self.stand_at_marked(index);
        }
    }

    fn stand_at_marked(&mut self, index: usize) {
        if let Some(located) = self.book.annotations().at_index(index) {
            self.book.window.stand_at(located.range().start);
        }
    }
}
