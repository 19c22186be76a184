//! Bookmarks: places with a name and a note.

use crate::document::Resolved;
use crate::store::Annotation;

use super::{App, BookmarkForm, Marked, Panel};

impl App {
    pub(super) fn begin_bookmark(&mut self) {
        let anchor = self.book.here();
        self.panels
            .push(Panel::BookmarkForm(BookmarkForm::new(anchor)));
    }

    /// The form was filled in.
    pub(super) fn keep_bookmark(&mut self, form: &BookmarkForm) {
        let known = form
            .id
            .as_ref()
            .and_then(|id| self.book.record.annotation(id));
        let annotation = known
            .cloned()
            .unwrap_or_else(|| Annotation::new(form.anchor.clone(), self.now));
        self.save_annotation(Annotation {
            name: form.name.text().to_owned(),
            note: form.note.text().to_owned(),
            ..annotation
        });
        self.say("bookmark kept");
    }

    pub(super) fn show_bookmarks(&mut self) {
        if self.book.bookmarks.is_empty() {
            let keys = self
                .keymap
                .keys_of(crate::command::Action::AddBookmark)
                .join(" ");
            self.notice = Some(format!("no bookmarks yet; {keys} makes one"));
            return;
        }
        self.panels.push(Panel::Bookmarks(Marked::new(&self.book)));
    }

    /// Deletes the bookmark with this index in the record, or brings it back.
    pub(super) fn set_deleted(&mut self, index: usize, deleted: bool) {
        if let Some(annotation) = self.book.record.annotations.get(index) {
            self.save_annotation(Annotation {
                deleted,
                ..annotation.clone()
            });
        }
        self.say(if deleted {
            "deleted; u undoes it"
        } else {
            "brought back"
        });
    }

    pub(super) fn next_bookmark(&mut self, n: u32) {
        let here = self.book.window.offset();
        let ahead = self
            .book
            .bookmarks
            .iter()
            .filter(|(place, _)| *place > here);
        let to = ahead.take(n as usize).last().copied();
        self.go_to_bookmark(to, "no bookmark further on");
    }

    pub(super) fn previous_bookmark(&mut self, n: u32) {
        let here = self.book.window.offset();
        let behind = self
            .book
            .bookmarks
            .iter()
            .rev()
            .filter(|(place, _)| *place < here);
        let to = behind.take(n as usize).last().copied();
        self.go_to_bookmark(to, "no bookmark before this");
    }

    fn go_to_bookmark(&mut self, to: Option<(crate::text::Offset, usize)>, otherwise: &str) {
        let Some((offset, index)) = to else {
            self.say(otherwise);
            return;
        };
        self.jump(offset);
        self.say_bookmark(index);
    }

    /// Says what the bookmark is called, and whether its words were found.
    pub(super) fn say_bookmark(&mut self, index: usize) {
        let Some(bookmark) = self.book.record.annotations.get(index) else {
            return;
        };
        let resolved = bookmark.passage.start.resolve(self.book.window.document());
        let called: Vec<&str> = [bookmark.name.as_str(), bookmark.note.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let mut says = called.join(": ");
        match resolved {
            Resolved::Exact(_) | Resolved::Moved(_) => {}
            Resolved::Near(_) => {
                says = format!("its words have changed; perhaps they stood here. {says}");
            }
            Resolved::Lost(_) => {
                says = format!("its words are gone; this is near them. {says}");
            }
        }
        self.notice = Some(says).filter(|says| !says.is_empty());
    }
}
