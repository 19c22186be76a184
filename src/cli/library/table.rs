//! The library as a table: a line a book, no wider than the terminal.

use crate::document::sanitized;
use crate::store::{KnownBook, Timestamp, Whereabouts};
use crate::text::{Cells, clusters, shortened, sort_by_key, text_width};

/// Cells between two columns.
const GAP: usize = 2;

/// Below this width a file is said in one word: of a path nothing of use would be left.
const FILES: u32 = 70;

/// Below this there is no room for authors.
const AUTHORS: u32 = 54;

/// Below this there is room for title, progress and when it was read.
const MARKS: u32 = 40;

/// Below this for title and progress.
const MOMENTS: u32 = 28;

/// Before the path of a file that is not there any more.
const GONE: &str = "gone: ";

/// Before the path of a file in which a later edition lies now.
const EARLIER: &str = "earlier edition: ";

/// Before the path from which both are gone.
const EARLIER_GONE: &str = "earlier edition, gone: ";

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Title,
    Author,
    Progress,
    Read,
    Marks,
    /// How many marks, where there is no room for what they are.
    Count,
    File,
    /// Whether the file is there, where there is no room for its path.
    Word,
}

impl Column {
    const fn heading(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Author => "author",
            Self::Progress => "at",
            Self::Read => "last read",
            Self::Marks | Self::Count => "marked",
            Self::File | Self::Word => "file",
        }
    }

    /// Whether it may be made narrower than what stands in it.
    const fn gives_way(self) -> bool {
        matches!(self, Self::Title | Self::Author | Self::File)
    }

    /// What it says of a book, without anything that a terminal would obey.
    fn cell(self, book: &KnownBook, now: Timestamp) -> String {
        let counts = book.counts;
        match self {
            Self::Title => one_line(&book.name()),
            Self::Author => one_line(&book.about.authors.join(", ")),
            Self::Progress => format!("{}%", book.percent()),
            Self::Read => book.last_read(now),
            Self::Marks => counts.in_words(),
            Self::Count => match counts.bookmarks + counts.highlights + counts.marks {
                0 => String::new(),
                count => count.to_string(),
            },
            Self::File => match &book.whereabouts {
                Whereabouts::Here(path) if book.later.is_some() => {
                    format!("{EARLIER}{}", one_line(&path.to_string_lossy()))
                }
                Whereabouts::Here(path) => one_line(&path.to_string_lossy()),
                Whereabouts::Gone(path) if book.later.is_some() => {
                    format!("{EARLIER_GONE}{}", one_line(&path.to_string_lossy()))
                }
                Whereabouts::Gone(path) => format!("{GONE}{}", one_line(&path.to_string_lossy())),
                Whereabouts::Elsewhere => "on another machine".to_owned(),
                Whereabouts::Nowhere => "no file".to_owned(),
            },
            Self::Word if book.later.is_some() => "earlier".to_owned(),
            Self::Word => match &book.whereabouts {
                Whereabouts::Here(_) => "here".to_owned(),
                Whereabouts::Gone(_) => "gone".to_owned(),
                Whereabouts::Elsewhere => "away".to_owned(),
                Whereabouts::Nowhere => "none".to_owned(),
            },
        }
    }

    /// The cell in `width` cells. A path is told by its end.
    fn fitted(self, cell: &str, width: usize) -> String {
        let room = cells(width);
        if self != Self::File || text_width(cell) <= room {
            return shortened(cell, room).into_owned();
        }
        let heads = [GONE, EARLIER, EARLIER_GONE];
        let head = heads.into_iter().find(|head| cell.starts_with(head));
        let head = head.unwrap_or("");
        let path = &cell[head.len()..];
        let head = format!("{head}…");
        let mut left = width.saturating_sub(text_width(&head).to_usize());
        let all: Vec<_> = clusters(path).collect();
        let kept = all.iter().rev().take_while(|cluster| {
            let fits = cluster.width.to_usize() <= left;
            left -= if fits { cluster.width.to_usize() } else { 0 };
            fits
        });
        let kept = kept.count();
        let tail: String = all[all.len() - kept..].iter().map(|c| c.text).collect();
        shortened(&format!("{head}{tail}"), room).into_owned()
    }
}

fn cells(width: usize) -> Cells {
    Cells(u32::try_from(width).unwrap_or(u32::MAX))
}

fn one_line(text: &str) -> String {
    sanitized(text).replace('\n', " ")
}

/// The table, with a line of headings. Without `width` every column is as wide as it needs to be.
pub(super) fn table(books: &[KnownBook], width: Option<Cells>, now: Timestamp) -> String {
    let long = columns_for(width, Column::Marks);
    let rows = rows(books, &long, now);
    if width.is_none_or(|width| total(&natural(&rows)) <= width.to_usize()) {
        return write(&long, &rows, &natural(&rows));
    }
    // The words of the marks are the first that give way.
    let columns = columns_for(width, Column::Count);
    let rows = self::rows(books, &columns, now);
    let widths = fit(&columns, natural(&rows), width.map(Cells::to_usize));
    write(&columns, &rows, &widths)
}

/// What there is room for.
fn columns_for(width: Option<Cells>, marks: Column) -> Vec<Column> {
    let width = width.map_or(u32::MAX, |width| width.0);
    let file = if width < FILES {
        Column::Word
    } else {
        Column::File
    };
    let all = [
        (Column::Title, 0),
        (Column::Author, AUTHORS),
        (Column::Progress, 0),
        (Column::Read, MOMENTS),
        (marks, MARKS),
        (file, MARKS),
    ];
    let fitting = all.into_iter().filter(|(_, least)| width >= *least);
    fitting.map(|(column, _)| column).collect()
}

/// The cells of all lines, that of the headings first.
fn rows(books: &[KnownBook], columns: &[Column], now: Timestamp) -> Vec<Vec<String>> {
    let headings = columns.iter().map(|column| column.heading().to_owned());
    let books = books.iter().map(|book| {
        columns
            .iter()
            .map(|column| column.cell(book, now))
            .collect()
    });
    [headings.collect()].into_iter().chain(books).collect()
}

/// The widths that the columns need.
fn natural(rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(row.len().max(widths.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text_width(cell).to_usize().max(*width);
        }
    }
    widths
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// The widths that the columns get: those that give way share what is left, and who needs less than its
/// share leaves the rest to the others.
fn fit(columns: &[Column], natural: Vec<usize>, width: Option<usize>) -> Vec<usize> {
    let Some(width) = width.filter(|width| total(&natural) > *width) else {
        return natural;
    };
    let mut widths = natural;
    let mut giving: Vec<usize> = (0..columns.len())
        .filter(|n| columns[*n].gives_way())
        .collect();
    sort_by_key(&mut giving, |n| widths[*n]);
    let wished: usize = giving.iter().map(|n| widths[*n]).sum();
    let mut room = width.saturating_sub(total(&widths) - wished);
    let mut others = giving.len();
    for n in giving {
        widths[n] = widths[n].min(room / others.max(1));
        room -= widths[n];
        others -= 1;
    }
    widths
}

fn write(columns: &[Column], rows: &[Vec<String>], widths: &[usize]) -> String {
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for ((column, cell), width) in columns.iter().zip(row).zip(widths) {
            let cell = column.fitted(cell, *width);
            let blanks = width.saturating_sub(text_width(&cell).to_usize());
            // Numbers stand below one another by their last digit.
            let is_number = matches!(column, Column::Progress | Column::Count);
            let (before, after) = if is_number { (blanks, 0) } else { (0, blanks) };
            line.push_str(&" ".repeat(before));
            line.push_str(&cell);
            line.push_str(&" ".repeat(after + GAP));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Fingerprint;
    use crate::store::{About, Counts, Pace};

    const DAY: u64 = 24 * 60 * 60 * 1000;
    const NOW: Timestamp = Timestamp(1000 * DAY);

    fn book(title: &str, author: &str, whereabouts: Whereabouts) -> KnownBook {
        KnownBook {
            book: Fingerprint::of(title),
            about: About {
                title: Some(title.to_owned()),
                authors: vec![author.to_owned()],
                ..About::default()
            },
            progress: 0.423,
            read: Timestamp(NOW.0 - 3 * DAY),
            counts: Counts {
                marks: 1,
                bookmarks: 2,
                highlights: 0,
                notes: 1,
            },
            files: Vec::new(),
            whereabouts,
            pace: Pace::default(),
            is_forgotten: false,
            later: None,
        }
    }

    fn books() -> Vec<KnownBook> {
        vec![
            book(
                "The Voyage Out",
                "Virginia Woolf",
                Whereabouts::Here("/books/english/voyage.epub".into()),
            ),
            KnownBook {
                counts: Counts::default(),
                progress: 1.0,
                ..book(
                    "紅樓夢",
                    "曹雪芹",
                    Whereabouts::Gone("/books/hlm.txt".into()),
                )
            },
            book("Essay", "", Whereabouts::Nowhere),
        ]
    }

    fn drawn(width: u32) -> String {
        table(&books(), Some(Cells(width)), NOW)
    }

    #[test]
    fn a_wide_terminal_has_room_for_everything() {
        let expected = "\
title           author            at  last read   marked                            file
The Voyage Out  Virginia Woolf   42%  3 days ago  2 bookmarks, 1 note, 1 quick mark  /books/english/voyage.epub
紅樓夢          曹雪芹          100%  3 days ago                                     gone: /books/hlm.txt
Essay                            42%  3 days ago  2 bookmarks, 1 note, 1 quick mark  no file
";
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(&drawn(200)), squeezed(expected));
        assert_eq!(drawn(200), table(&books(), None, NOW));
    }

    #[test]
    fn what_gives_way_is_the_words_of_the_marks_then_the_path_from_its_beginning() {
        assert_eq!(
            drawn(80),
            "\
title           author            at  last read   marked  file
The Voyage Out  Virginia Woolf   42%  3 days ago       3  …s/english/voyage.epub
紅樓夢          曹雪芹          100%  3 days ago          gone: /books/hlm.txt
Essay                            42%  3 days ago       3  no file
"
        );
    }

    #[test]
    fn a_narrow_terminal_has_less_of_each_book_and_every_book_on_a_line() {
        assert_eq!(
            drawn(60),
            "\
title          author           at  last read   marked  file
The Voyage O…  Virginia Woo…   42%  3 days ago       3  here
紅樓夢         曹雪芹         100%  3 days ago          gone
Essay                          42%  3 days ago       3  none
"
        );
        assert_eq!(
            drawn(20),
            "\
title             at
The Voyage Out   42%
紅樓夢          100%
Essay            42%
"
        );
    }

    #[test]
    fn of_an_earlier_edition_the_file_says_so_and_keeps_its_name() {
        let here = Whereabouts::Here("/books/english/voyage.epub".into());
        let gone = Whereabouts::Gone("/books/english/voyage.epub".into());
        let later = Some(Fingerprint::of("later"));
        let books = [here, gone].map(|whereabouts| KnownBook {
            later,
            ..book("The Voyage Out", "Virginia Woolf", whereabouts)
        });
        let drawn = |width| table(&books, Some(Cells(width)), NOW);
        assert_eq!(
            drawn(96),
            "\
title           author           at  last read   marked  file
The Voyage Out  Virginia Woolf  42%  3 days ago       3  earlier edition: …s/english/voyage.epub
The Voyage Out  Virginia Woolf  42%  3 days ago       3  earlier edition, gone: …ish/voyage.epub
"
        );
        assert_eq!(
            drawn(58),
            "\
title        author        at  last read   marked  file
The Voyage…  Virginia W…  42%  3 days ago       3  earlier
The Voyage…  Virginia W…  42%  3 days ago       3  earlier
"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 8..140 {
            for line in drawn(width).lines() {
                assert!(text_width(line) <= Cells(width), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_terminal_obeys_nothing_that_is_in_a_title_or_a_path() {
        let hostile = book(
            "a\u{1b}[2Jb\nc",
            "\u{9b}31m",
            Whereabouts::Gone("/x\u{1b}]0;y\u{7}\u{202e}".into()),
        );
        let table = table(&[hostile], None, NOW);
        let is_drawn = |c: char| c == '\n' || crate::document::is_drawable(c);
        assert!(table.chars().all(is_drawn), "{table:?}");
        assert_eq!(table.lines().count(), 2);
    }
}
