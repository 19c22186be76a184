//! What the library says of a book, or of something that is marked in one.

use crate::document::{in_quotation_marks, opening_words, sanitized};
use crate::store::{KnownBook, KnownMark, Timestamp, Whereabouts};
use crate::text::{Cells, clusters, shortened, text_width};

/// What parts two things that are said.
const BETWEEN: &str = " · ";

/// Stands for what is left out.
const CUT: &str = "…";

/// What the library says of a book or of something that is marked in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryLine {
    /// The title and who wrote it; or what is marked.
    pub head: String,
    /// How far it is read; or when it was marked.
    pub right: String,
    /// What there is to say besides, the most needed first.
    below: Vec<String>,
    /// Where its file is.
    file: Option<FileLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FileLine {
    /// What there is to say of the file, before its path.
    says: &'static str,
    path: String,
}

impl LibraryLine {
    pub(super) fn of_book(book: &KnownBook, is_open: bool, now: Timestamp) -> Self {
        let mut head = vec![book.name()];
        head.extend(book.about.authors.iter().cloned());
        let read = if is_open {
            "open now".to_owned()
        } else {
            book.last_read(now)
        };
        let mut below = vec![read, book.counts.in_words()];
        below.extend(book.later.map(|_| "an earlier edition".to_owned()));
        let file = match &book.whereabouts {
            Whereabouts::Here(path) => Some(("", path)),
            Whereabouts::Gone(path) => Some(("gone from ", path)),
            Whereabouts::Elsewhere => {
                below.push("on another machine".to_owned());
                None
            }
            Whereabouts::Nowhere => {
                below.push("no file".to_owned());
                None
            }
        };
        let file = file.map(|(says, path)| FileLine {
            says,
            path: in_a_row(&path.to_string_lossy()),
        });
        Self {
            head: joined(head),
            right: format!("{}%", book.percent()),
            below: said(below),
            file,
        }
    }

    pub(super) fn of_mark(mark: &KnownMark, now: Timestamp) -> Self {
        let annotation = &mark.annotation;
        let anchor = &annotation.passage.start;
        let quoted = opening_words(annotation.passage.quoted());
        let head = if annotation.name.is_empty() {
            vec![in_quotation_marks(&format!("{quoted}{CUT}"))]
        } else {
            vec![annotation.name.clone()]
        };
        let section = anchor.section.last().cloned().unwrap_or_default();
        Self {
            head: joined(head),
            right: annotation.created.ago(now),
            below: said(vec![mark.title.clone(), section, annotation.note.clone()]),
            file: None,
        }
    }

    /// What there is to say besides, in so many cells. The path of its file is in the list to be known by its end,
    /// and has the room that is left.
    pub fn below(&self, room: Cells) -> String {
        let forms = (1..=self.below.len()).rev();
        let mut forms = forms.filter_map(|count| Some(self.below.get(..count)?.join(BETWEEN)));
        let said = forms.find(|form| text_width(form) <= room);
        let Some(said) = said else {
            let first = self.below.first().map_or("", String::as_str);
            return shortened(first, room).into_owned();
        };
        let Some(file) = self.file.as_ref() else {
            return said;
        };
        let before = if said.is_empty() { "" } else { BETWEEN };
        let with_file = |file: &str| format!("{said}{before}{file}");
        let left = room.0.checked_sub(text_width(&with_file(file.says)).0);
        let path = left.and_then(|left| file.in_cells(Cells(left)));
        let whole = path.map(|path| with_file(&format!("{}{path}", file.says)));
        // That it is gone is more than where it was.
        let word = with_file(file.says.split(' ').next().unwrap_or(""));
        let has_word = !file.says.is_empty() && text_width(&word) <= room;
        whole.unwrap_or_else(|| match self.below.len() {
            _ if has_word => word,
            // When it was read is less than which file it was.
            0 | 1 => end_of(file.name(), room),
            _ => said,
        })
    }

    /// All its words, for a filter.
    pub(super) fn searched(&self) -> String {
        let file = self.file.as_ref();
        let file = file.map_or_else(String::new, |file| format!("{}{}", file.says, file.path));
        format!("{}\n{}\n{file}", self.head, self.below.join("\n"))
    }
}

impl FileLine {
    fn name(&self) -> &str {
        let name = self.path.trim_end_matches('/').rsplit('/').next();
        name.unwrap_or(&self.path)
    }

    /// The path, or as many of its last parts as there is room for, or the end of its name; `None` where that
    /// would be too little.
    fn in_cells(&self, room: Cells) -> Option<String> {
        if text_width(&self.path) <= room {
            return Some(self.path.clone());
        }
        let least = self.path.len() - self.name().len().min(self.path.len());
        let mut parts = self.path.match_indices('/').map(|(at, _)| at);
        let ends = parts.by_ref().skip(1).filter(|at| *at < least);
        let mut ends = ends.filter_map(|at| self.path.get(at..));
        let fits = |end: &&str| text_width(end) + text_width(CUT) <= room;
        let parts = ends.find(fits).map(|end| format!("{CUT}{end}"));
        parts.or_else(|| (room >= LEAST).then(|| end_of(self.name(), room)))
    }
}

/// Fewer cells show too little of a path.
const LEAST: Cells = Cells(10);

/// The end of a name that is too long by itself.
fn end_of(name: &str, room: Cells) -> String {
    if text_width(name) <= room {
        return name.to_owned();
    }
    let mut over = (text_width(name) + text_width(CUT))
        .0
        .saturating_sub(room.0);
    let mut from = 0;
    for cluster in clusters(name) {
        if over == 0 {
            break;
        }
        over = over.saturating_sub(cluster.width.0);
        from = cluster.start + cluster.text.len();
    }
    format!("{CUT}{}", name.get(from..).unwrap_or_default())
}

/// What there is of it on one line.
fn joined(parts: Vec<String>) -> String {
    said(parts).join(BETWEEN)
}

/// What there is of it, without anything that a terminal would obey.
fn said(mut parts: Vec<String>) -> Vec<String> {
    parts.retain(|part| !part.trim().is_empty());
    parts.iter().map(|part| in_a_row(part)).collect()
}

fn in_a_row(text: &str) -> String {
    sanitized(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(path: &str) -> LibraryLine {
        LibraryLine {
            head: String::new(),
            right: String::new(),
            below: said(vec!["today".to_owned(), "2 bookmarks".to_owned()]),
            file: Some(FileLine {
                says: "",
                path: path.to_owned(),
            }),
        }
    }

    #[test]
    fn a_path_gives_way_to_what_else_there_is_to_say() {
        let table = [
            (60, "today · 2 bookmarks · /home/reader/books/moby-dick.txt"),
            (50, "today · 2 bookmarks · …/reader/books/moby-dick.txt"),
            (49, "today · 2 bookmarks · …/books/moby-dick.txt"),
            (40, "today · 2 bookmarks · …/moby-dick.txt"),
            (36, "today · 2 bookmarks · moby-dick.txt"),
            (34, "today · 2 bookmarks · …by-dick.txt"),
            (32, "today · 2 bookmarks · …-dick.txt"),
            (31, "today · 2 bookmarks"),
            (19, "today · 2 bookmarks"),
            (18, "today · …-dick.txt"),
            (17, "today"),
            (4, "tod…"),
            (0, ""),
        ];
        let mut moby = line("/home/reader/books/moby-dick.txt");
        for (room, expected) in table {
            assert_eq!(moby.below(Cells(room)), expected, "{room}");
        }
        moby.below.pop();
        assert_eq!(moby.below(Cells(17)), "moby-dick.txt");
        assert_eq!(
            line("/a.txt").below(Cells(28)),
            "today · 2 bookmarks · /a.txt"
        );
        assert_eq!(
            line("紅樓夢紅樓夢.txt").below(Cells(32)),
            "today · 2 bookmarks · …樓夢.txt"
        );
    }

    #[test]
    fn that_a_file_is_gone_is_said_without_its_path() {
        let mut moby = line("/home/reader/books/moby-dick.txt");
        moby.file = moby.file.map(|file| FileLine {
            says: "gone from ",
            ..file
        });
        let table = [
            (50, "today · 2 bookmarks · gone from …/moby-dick.txt"),
            (42, "today · 2 bookmarks · gone from …-dick.txt"),
            (41, "today · 2 bookmarks · gone"),
            (26, "today · 2 bookmarks · gone"),
            (25, "today · 2 bookmarks"),
        ];
        for (room, expected) in table {
            assert_eq!(moby.below(Cells(room)), expected, "{room}");
        }
    }
}
