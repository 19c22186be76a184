//! What is remembered: how long a mark takes to the disk, and how long many marks and many books keep somebody
//! waiting.
#![expect(clippy::expect_used, reason = "what fails here is the bench")]

use std::path::PathBuf;

use divan::Bencher;
use folio::document::{Anchor, Fingerprint};
use folio::store::{
    About, Annotation, BookRecord, Content, Entry, Journal, Source, Store, Timestamp,
};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const MARKS: usize = 5000;
const BOOKS: usize = 5000;

fn anchor(n: usize) -> Anchor {
    Anchor {
        offset: n * 600,
        section: vec!["Part the Second, Chapter the Eleventh".to_owned()],
        before: "and there was no more to be said".to_owned(),
        exact: format!("{n:06} of the words that stand there, so many that they stand once"),
        after: ", and then some more behind them".to_owned(),
        fraction: 0.5,
        ..Anchor::default()
    }
}

fn annotation(n: usize) -> Content {
    let now = Timestamp(1_000 + n as u64);
    Content::Annotation(Annotation {
        note: "A thought that came while reading this.".to_owned(),
        ..Annotation::new(anchor(n), now)
    })
}

fn write(store: &Store, book: Fingerprint, contents: impl Iterator<Item = Content>) {
    let record = BookRecord::new(book);
    let entries: Vec<Entry> = contents
        .map(|content| record.change(content, Timestamp(1)).entry)
        .collect();
    let saved = store.save_all(Journal::Book(book), &entries);
    saved.expect("a folder that can be written");
}

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().expect("a folder");
    let store = Store::at(folder.path());
    (folder, store)
}

/// From a change in memory to where a power failure leaves it.
#[divan::bench(sample_count = 200)]
fn save_a_mark(bencher: Bencher<'_, '_>) {
    let (_folder, store) = store();
    let book = Fingerprint::of("a book");
    write(&store, book, (0..MARKS).map(annotation));
    let record = store.load(book).value;
    let mut n = MARKS;
    bencher.bench_local(|| {
        n += 1;
        store.save(&record.change(annotation(n), Timestamp(1)))
    });
}

/// What the reader's thread does for it.
#[divan::bench]
fn change_and_apply(bencher: Bencher<'_, '_>) {
    let (_folder, store) = store();
    let book = Fingerprint::of("a book");
    write(&store, book, (0..MARKS).map(annotation));
    let mut record = store.load(book).value;
    bencher.bench_local(|| {
        let anchor = anchor(7);
        let change = record.change(Content::Place(anchor.into()), Timestamp(1));
        record.apply(&change.entry);
        change
    });
}

#[divan::bench(args = [0, 100, MARKS])]
fn load_a_book_with_marks(bencher: Bencher<'_, '_>, marks: usize) {
    let (_folder, store) = store();
    let book = Fingerprint::of("a book");
    write(&store, book, (0..marks).map(annotation));
    bencher.bench_local(|| store.load(book));
}

#[divan::bench(sample_count = 30)]
fn list_the_library(bencher: Bencher<'_, '_>) {
    let (_folder, store) = store();
    for n in 0..BOOKS {
        let about = About {
            title: Some(format!("Book {n}")),
            authors: vec!["Somebody or Other".to_owned()],
            ..About::default()
        };
        let path = PathBuf::from(format!("/books/{n}.epub"));
        let contents = [
            Content::Book(about),
            Content::Source(Source { path }),
            annotation(1),
            annotation(2),
        ];
        let places = (0..10).map(|n| Content::Place(anchor(n).into()));
        let book = Fingerprint::of(&n.to_string());
        write(&store, book, contents.into_iter().chain(places));
    }
    bencher.bench_local(|| store.library());
}

/// A book on which so much is highlighted is shown for the first time.
#[divan::bench(args = [0, MARKS], sample_count = 50)]
fn open_an_annotated_book(bencher: Bencher<'_, '_>, marks: usize) {
    let text: Vec<String> = (0..MARKS)
        .map(|n| format!("Paragraph {n} says what no other says, and goes on for a line or two.\n"))
        .collect();
    let document = folio::format::open(text.join("\n").as_bytes(), Some("book.txt"));
    let document = std::sync::Arc::new(document.expect("a text"));
    let mut record = BookRecord::new(document.fingerprint());
    let blocks = document.blocks().iter().take(marks);
    record.annotations = blocks
        .map(|block| Annotation {
            style: Some(folio::store::Style::Green),
            ..Annotation::new(
                folio::document::Passage::new(&document, block.range),
                Timestamp(1),
            )
        })
        .collect();
    assert_eq!(record.annotations.len(), marks);
    let start = || folio::app::Opened {
        record: record.clone(),
        ..folio::app::Opened::new(std::sync::Arc::clone(&document), folio::app::Source::Essay)
    };
    bencher.with_inputs(start).bench_values(|opened| {
        let config = folio::config::Config::default();
        folio::app::App::start(opened, config, (100, 30), Timestamp(2))
    });
}

/// The key that carries so many marks over into a text of which every third paragraph was written anew, and the one
/// that takes them back. What can be looked for has been by then.
#[divan::bench(args = [0, MARKS], sample_count = 20)]
fn carry_over_and_take_back(bencher: Bencher<'_, '_>, marks: usize) {
    let old = paragraphs("says what no other says");
    let new = paragraphs("is of another opinion in all that it says");
    let (_folder, store) = store();
    let blocks = old.blocks().iter().take(marks);
    let highlights = blocks.map(|block| {
        let passage = folio::document::Passage::new(&old, block.range);
        let style = Some(folio::store::Style::Green);
        Content::Annotation(Annotation {
            style,
            ..Annotation::new(passage, Timestamp(1))
        })
    });
    let about = About {
        sketch: (&folio::document::Sketch::of(&old)).into(),
        ..About::of(&old, None)
    };
    let anchor = Anchor::new(&old, old.at_fraction(0.5));
    let place = [Content::Book(about), Content::Place(anchor.into())];
    write(
        &store,
        old.fingerprint(),
        place.into_iter().chain(highlights),
    );
    let reading = || {
        let source = folio::app::Source::File("/books/a book.txt".into());
        let opened = folio::app::Opened::new(std::sync::Arc::clone(&new), source);
        let config = folio::config::Config::default();
        let (mut app, effects) = folio::app::App::start(opened, config, (100, 30), Timestamp(1));
        let job = effects.into_iter().find_map(|effect| match effect {
            folio::app::Effect::Examine(job) => Some(job),
            _ => None,
        });
        let examined = folio::tui::examined(&job.expect("it is looked through"), &store);
        app.update(examined, Timestamp(2));
        app
    };
    bencher.with_inputs(reading).bench_local_values(|mut app| {
        for key in ['y', 'u'] {
            let event = folio::app::Event::Key(folio::command::Key::char(key));
            let effects = app.update(event, Timestamp(3));
            assert!(effects.len() >= marks);
        }
        app
    });
}

fn paragraphs(third: &str) -> std::sync::Arc<folio::document::Document> {
    let text: Vec<String> = (0..MARKS)
        .map(|n| {
            let says = if n % 3 == 0 {
                third
            } else {
                "says what no other says"
            };
            format!("Paragraph {n} {says}, and goes on for a line or two.\n")
        })
        .collect();
    let document = folio::format::open(text.join("\n").as_bytes(), Some("book.txt"));
    std::sync::Arc::new(document.expect("a text"))
}
