//! Annotations that come in, by the books they were made in.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use super::{essay, text_at, text_of};
use crate::app::Source;
use crate::document::{Document, Fingerprint};
use crate::exchange::Incoming;
use crate::format::PageExtent;
use crate::store::KnownBook;

/// Files that are looked into for a book: somebody may have named a thousand that are others.
const MOST_FILES: usize = 8;

/// Annotations that were made in one book, as they say: in the same text, or where they do not say in which, in
/// the same file.
pub(super) struct Group {
    pub book: Option<Fingerprint>,
    /// The first that are named, no more than are looked into.
    pub files: Vec<PathBuf>,
    pub annotations: Vec<Incoming>,
}

/// By the books they were made in, in the order in which these come first.
pub(super) fn grouped(all: Vec<Incoming>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = HashMap::new();
    for annotation in all {
        let key = match annotation.book {
            Some(book) => Ok(book),
            None => Err(annotation.file.clone()),
        };
        let at = *places.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group {
                book: annotation.book,
                files: Vec::new(),
                annotations: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(at) {
            let file = annotation.file.as_ref();
            // No more than are looked into: each is compared with all, and there may be as many as annotations.
            if let Some(file) = file.filter(|_| group.files.len() < MOST_FILES)
                && !group.files.contains(file)
            {
                group.files.push(file.clone());
            }
            group.annotations.push(annotation);
        }
    }
    groups
}

impl Group {
    /// Whether they were made in this text, or in its file.
    pub fn is_of(&self, text: &Document, source: &Source) -> bool {
        match (self.book, source) {
            (Some(book), _) => book == text.fingerprint(),
            (None, Source::File(path)) => {
                let is_it = |file: &PathBuf| {
                    file == path || fs::canonicalize(file).is_ok_and(|full| full == *path)
                };
                self.files.iter().any(is_it)
            }
            (None, Source::Essay | Source::Stdin) => false,
        }
    }

    /// What their book is called, if they say so.
    pub fn title(&self) -> Option<String> {
        self.annotations.iter().find_map(|a| a.title.clone())
    }

    /// That the text of so many is not.
    pub fn not_at_hand(&self, count: usize) -> String {
        let file = || Some(self.files.first()?.to_string_lossy().into_owned());
        let book = self
            .title()
            .or_else(file)
            .unwrap_or_else(|| "a book that is not named".to_owned());
        format!("{book}: the text of {count} is not at hand; name its file after the JSON")
    }
}

/// The book of a group: by its text from the library, else the file it says. A file that holds another text now is
/// that of another book where the group's own is known, or all of the group is written down. One that is not can only
/// be looked for there, and the others go with it: one that is lost there is kept there as it was written down.
pub(super) fn found(
    group: &Group,
    library: &[KnownBook],
    page: PageExtent,
) -> Option<(Document, Source)> {
    let known = library.iter().find(|known| Some(known.book) == group.book);
    let is_kept = known.is_some() || group.annotations.iter().all(Incoming::is_written_down);
    let is_it = |text: &Document| group.book == Some(text.fingerprint());
    let at_file = || {
        group.files.iter().find_map(|path| {
            let text = text_at(path, page)?;
            let is_taken = is_it(&text) || group.book.is_none() || !is_kept;
            // As a book is remembered that is opened from there.
            let full = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            is_taken.then_some((text, Source::File(full)))
        })
    };
    known
        .and_then(|known| text_of(known, page))
        .or_else(at_file)
        .or_else(|| essay(group.book?, page))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::document::{Builder, Format};

    #[test]
    fn of_a_book_that_lies_in_very_many_files_no_more_are_kept_than_are_looked_into() {
        let book = Builder::new(Format::Text).finish().fingerprint();
        let marks = MOST_FILES * 4;
        // Each file comes twice.
        let all = (0..marks).map(|n| {
            let source = format!("file:///books/{}.md", n / 2);
            let selector = json!({"type": "TextQuoteSelector", "exact": "lamp"});
            json!({
                "target": {"source": source, "selector": selector},
                "folio": {"fingerprint": book.to_string()},
            })
        });
        let all = Value::Array(all.collect());
        let intake = crate::exchange::read(all.to_string().as_bytes()).unwrap();
        let groups = grouped(intake.annotations);
        let [group] = groups.as_slice() else {
            panic!("{} books", groups.len());
        };
        let first: Vec<PathBuf> = (0..MOST_FILES)
            .map(|n| format!("/books/{n}.md").into())
            .collect();
        assert_eq!(group.files, first);
        assert_eq!(group.annotations.len(), marks);
    }
}
