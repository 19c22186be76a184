//! A part shows the words that the whole shows there.

mod far;

use std::cell::Cell;
use std::io::Write as _;
use std::path::PathBuf;

use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::*;
use crate::app::Start;
use crate::cli::open::open_file;
use crate::document::Fingerprint;
use crate::format::PageExtent;
use crate::store::{Change, Content, Source as SourceFile, Timestamp};
use crate::text::Offset;

/// A file, and a folder for what is remembered of it.
struct Shelf {
    path: PathBuf,
    store: Store,
    now: Cell<u64>,
    folder: tempfile::TempDir,
}

impl Shelf {
    /// A file of these bytes; its name ends so.
    fn with(end: &str, bytes: &[u8]) -> Self {
        let shelf = Self::of(PathBuf::new());
        let path = shelf.folder.path().join(String::from("a") + end);
        let shelf = Self { path, ..shelf }.holding(bytes);
        let path = fs::canonicalize(&shelf.path).unwrap();
        Self { path, ..shelf }
    }

    /// A file that is there.
    fn of(path: PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            path,
            store: Store::at(folder.path().join("state")),
            now: Cell::default(),
            folder,
        }
    }

    /// The same with these bytes in its file.
    fn holding(self, bytes: &[u8]) -> Self {
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).unwrap();
        file.write_all(bytes).unwrap();
        // It goes with the folder.
        file.persist(&self.path).unwrap();
        self
    }

    fn save(&self, change: Change) {
        self.store.save(&change).unwrap();
    }

    /// Remembers that the book was left at a place.
    fn leave(&self, document: &Document, place: Place) {
        let record = BookRecord::new(document.fingerprint());
        let source = SourceFile {
            path: self.path.clone(),
        };
        let about = About::of(document, None);
        for content in [
            Content::Book(about),
            Content::Source(source),
            Content::Place(place),
        ] {
            self.now.set(self.now.get() + 1);
            self.save(record.change(content, Timestamp(self.now.get())));
        }
    }

    fn part(&self) -> Option<Opened> {
        part(self.path.as_os_str(), &self.store, &Keeping::Yes)
    }

    fn whole(&self) -> Document {
        open_file(&self.path, PageExtent::Article).unwrap()
    }
}

/// How much of the text is held against the whole: a small screen of it.
const SCREEN: usize = 400;

/// Whether a part stands at a place of the whole, before the same words.
fn shows(part: &Opened, whole: &Document, offset: Offset) -> bool {
    let (Some(Start::Found(found)), Extent::Part { before }) = (&part.at, part.extent) else {
        return false;
    };
    let in_part = found.offset().to_usize();
    let rest = |text: &str, from: usize| -> String { text[from..].chars().take(SCREEN).collect() };
    found.is_certain()
        && in_part + before == offset.to_usize()
        && rest(part.document.text(), in_part) == rest(whole.text(), offset.to_usize())
}

/// The parts that are shown of places all over a book and are not as the whole is there, and those of which none can
/// be shown.
fn wrong_and_none(shelf: &Shelf, places: usize) -> (Vec<usize>, Vec<usize>) {
    let whole = shelf.whole();
    let (mut wrong, mut none) = (Vec::new(), Vec::new());
    for n in 0..places {
        let offset = whole.floor_char(whole.text().len() * n / places);
        shelf.leave(&whole, Place::passing(&whole, offset));
        match shelf.part() {
            None => none.push(offset.to_usize()),
            Some(part) if shows(&part, &whole, offset) => {}
            Some(_) => wrong.push(offset.to_usize()),
        }
    }
    (wrong, none)
}

fn paragraphs(count: usize, of: impl Fn(usize) -> String) -> String {
    (0..count).map(|n| of(n) + "\n\n").collect()
}

#[test]
fn a_long_text_that_is_known_and_was_never_left_shows_its_beginning_at_once() {
    let text = paragraphs(10_000, |_| {
        "A paragraph of a long text, which goes on.".to_owned()
    });
    let shelf = Shelf::with(".txt", text.as_bytes());
    let record = BookRecord::new(Fingerprint::of("a long text"));
    let path = shelf.path.clone();
    let source = Content::Source(SourceFile { path });
    shelf.save(record.change(source, Timestamp::default()));
    let book = Fingerprint::of("a long text");
    assert_eq!(shelf.store.lying_at(&shelf.path), Lying::Book(book));
    let part = shelf.part().unwrap();
    assert_eq!(part.extent, Extent::Part { before: 0 });
    assert!(part.at.is_none() && part.document.text().starts_with("A paragraph"));
}

#[test]
fn a_long_text_in_two_bytes_a_character_shows_its_beginning() {
    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS};
    for (encoding, said) in [
        (GBK, "他没有回答，只是看着窗外的雪，看了很久很久。"),
        (BIG5, "他沒有回答，只是看著窗外的雪，看了很久很久。"),
        (SHIFT_JIS, "彼は答えなかった、ただ窓の外の雪を眺めていた。"),
        (EUC_KR, "그는 대답하지 않고 창밖의 눈을 바라보았다."),
    ] {
        for gap in ["\n", "\r\n\r\n"] {
            let text = format!("{said}{gap}").repeat(20_000);
            let (bytes, _, _) = encoding.encode(&text);
            let shelf = Shelf::with(".txt", &bytes);
            let (part, whole) = (shelf.part().unwrap(), shelf.whole());
            let beginning = part.document.text();
            assert!(beginning.len() > 10_000 && whole.text().starts_with(beginning));
            assert_eq!(part.extent, Extent::Part { before: 0 });
        }
    }
    // One byte a letter: too little is known by then.
    let text = "Ein Käse für Ödön, über Äcker.\n\n".repeat(20_000);
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(Shelf::with(".txt", &bytes).part().is_none());
}

#[test]
fn a_text_in_two_bytes_a_character_is_shown_where_it_was_left() {
    for gap in ["\n", "\r\n", "\n\n"] {
        let said = |n| {
            format!(
                "第{n}段，他没有回答，只是看着窗外的雪，看了{}次。{gap}",
                n * n
            )
        };
        let text: String = (0..9000).map(said).collect();
        let (bytes, _, _) = encoding_rs::GBK.encode(&text);
        assert!(bytes.len() as u64 > LONG);
        let shelf = Shelf::with(".txt", &bytes);
        assert_eq!(wrong_and_none(&shelf, 50), (vec![], vec![]));
    }
}

#[test]
fn a_text_that_says_everything_twice_is_shown_where_it_was_left() {
    let novel = paragraphs(4000, |n| {
        format!("Paragraph {n} of a novel that\nis printed over and over, — {n} times.")
    });
    for line_end in ["\n", "\r\n"] {
        let mark = "\u{feff}";
        let text = format!("{mark}{novel}{novel}{novel}").replace('\n', line_end);
        let shelf = Shelf::with(".txt", text.as_bytes());
        assert_eq!(wrong_and_none(&shelf, 50), (vec![], vec![]));
    }
}

#[test]
fn without_a_landmark_its_words_are_looked_for_where_they_should_be() {
    let text = paragraphs(8000, |n| {
        format!("Paragraph {n} of a long text, in which little happens {n} times.")
    });
    let shelf = Shelf::with(".txt", text.as_bytes());
    let whole = shelf.whole();
    let offset = whole.floor_char(whole.text().len() / 3);
    let landmark = None;
    let anchor = Place::passing(&whole, offset).anchor;
    shelf.leave(
        &whole,
        Place {
            landmark,
            ..anchor.into()
        },
    );
    let part = shelf.part().unwrap();
    assert!(shows(&part, &whole, offset), "{:?}", part.at);
}

#[test]
fn of_a_text_that_is_another_by_now_no_other_words_are_shown() {
    let words = |n| format!("Paragraph {n} of a long text, in which little happens {n} times.");
    let shelf = Shelf::with(".txt", paragraphs(8000, words).as_bytes());
    let whole = shelf.whole();
    let offset = whole.floor_char(whole.text().len() / 3);
    shelf.leave(&whole, Place::passing(&whole, offset));
    let other = paragraphs(8000, |n| {
        format!("Something else, and not {n}, but {}.", n + 1)
    });
    let shelf = shelf.holding(other.as_bytes());
    assert!(shelf.part().is_none());
    // A preface was put in: the words stand further on.
    let preface = paragraphs(40, |n| format!("A preface, of which this is part {n}."));
    let shelf = shelf.holding((preface + &paragraphs(8000, words)).as_bytes());
    let part = shelf.part().unwrap();
    let found = part.at.and_then(|start| match start {
        Start::Found(found) => Some(found.offset().to_usize()),
        _ => None,
    });
    let there = &part.document.text()[found.unwrap()..];
    assert!(there.starts_with(&whole.text()[offset.to_usize()..][..60]));
}

fn zip(files: &[(String, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, text) in files {
        let file = archive.new_file(name);
        let (mut entry, config) = file
            .compression_method(CompressionMethod::STORE)
            .start()
            .unwrap();
        let mut writer = config.wrap(&mut entry);
        writer.write_all(text.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// A book of so many files, each of so many paragraphs; every other file is an empty page.
fn book(files: usize, of: impl Fn(usize) -> usize) -> Vec<u8> {
    let chapters = (0..files).map(|file| {
        let paragraphs: String = (0..of(file))
            .map(|n| {
                format!("<p class='indent'>Page <i>{n}</i> of file {file}, &amp; no more.</p>\n")
            })
            .collect();
        let page = format!("<html><body><h2>File {file}</h2>{paragraphs}</body></html>");
        (format!("{file}.xhtml"), page)
    });
    let items: String = (0..files)
        .map(|n| format!("<item id='i{n}' href='{n}.xhtml' media-type='application/xhtml+xml'/>"))
        .collect();
    let spine: String = (0..files)
        .map(|n| format!("<itemref idref='i{n}'/>"))
        .collect();
    let package = format!(
        "<package><metadata><title>A book</title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let all: Vec<_> = [("book.opf".to_owned(), package)]
        .into_iter()
        .chain(chapters)
        .collect();
    zip(&all)
}

#[test]
fn a_book_of_several_files_is_shown_where_it_was_left() {
    // Short ones, long ones and some with nothing but a heading.
    for sizes in [&[40][..], &[3000], &[0, 2000, 3, 500]] {
        let bytes = book(5000 / sizes.iter().sum::<usize>() * sizes.len() + 4, |n| {
            sizes[n % sizes.len()]
        });
        let shelf = Shelf::with(".epub", &bytes);
        let whole = shelf.whole();
        assert_eq!(wrong_and_none(&shelf, 40), (vec![], vec![]), "{sizes:?}");
        shelf.leave(
            &whole,
            Place::passing(&whole, whole.floor_char(whole.text().len() / 2)),
        );
        let part = shelf.part().unwrap();
        assert_eq!(part.document.title(), Some("A book"));
        let is_part = part.document.text().len() < whole.text().len();
        assert!(is_part, "all of it was read: {sizes:?}");
    }
}

#[test]
fn a_book_that_says_its_files_are_larger_than_they_can_be_is_shown_all_the_same() {
    let mut bytes = book(60, |_| 100);
    // The sizes in the directory at the end, 24 bytes behind its signs.
    let signs = b"PK\x01\x02";
    let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, signs).collect();
    for entry in entries {
        bytes[entry + 24..entry + 28].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    }
    let shelf = Shelf::with(".epub", &bytes);
    let (wrong, _) = wrong_and_none(&shelf, 20);
    assert_eq!(wrong, Vec::<usize>::new());
}

#[test]
fn a_landmark_that_no_folio_wrote_does_no_harm() {
    let text = paragraphs(8000, |n| {
        format!("Paragraph {n} of a long text, in which — little happens.")
    });
    let texts = [(".txt", text.into_bytes()), (".epub", book(50, |_| 100))];
    for (name, bytes) in texts {
        let shelf = Shelf::with(name, &bytes);
        let whole = shelf.whole();
        let offset = whole.floor_char(whole.text().len() / 2);
        let place = Place::passing(&whole, offset);
        let sources = [0, 1, 7, 1_000_003, u32::MAX];
        let texts = [
            0,
            1,
            offset.to_usize() - 1,
            offset.to_usize(),
            u32::MAX as usize,
        ];
        for (source, text) in sources.into_iter().flat_map(|s| texts.map(|t| (s, t))) {
            let landmark = Some(Landmark {
                text: Offset::new(text),
                source,
            });
            shelf.leave(
                &whole,
                Place {
                    landmark,
                    ..place.clone()
                },
            );
            if let Some(part) = shelf.part() {
                assert!(shows(&part, &whole, offset), "{name}: {landmark:?}");
            }
        }
    }
}

#[test]
fn the_long_books_of_the_corpus_are_shown_where_they_were_left() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    for folder in ["text", "epub"] {
        let Ok(files) = fs::read_dir(corpus.join(folder)) else {
            return;
        };
        for file in files.map(|file| file.unwrap().path()) {
            let is_book = file.extension().is_some_and(|e| e == "txt" || e == "epub");
            if !is_book || file.metadata().unwrap().len() < LONG {
                continue;
            }
            let file = fs::canonicalize(file).unwrap();
            let shelf = Shelf::of(file);
            let (wrong, none) = wrong_and_none(&shelf, 12);
            // Among its endnotes: which page refers to them a part does not know, and so not their numbers.
            let is_among_notes = shelf.path.ends_with("idpf-internallinks-cjk-ids.epub");
            let wrong = if is_among_notes { vec![] } else { wrong };
            assert_eq!((wrong, none), (vec![], vec![]), "{}", shelf.path.display());
        }
    }
}
