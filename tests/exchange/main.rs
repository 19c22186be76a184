//! Bookmarks as scripts give and take them: output, errors, exit status.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod giving;
mod returning;
mod several;
mod taking;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use folio::document::{Anchor, Document, Passage};
use folio::format;
use folio::search::Quoted;
use folio::store::{
    Annotation, AnyMark, BookRecord, Content, Journal, Mark, Source, Store, Style, Timestamp,
};
use folio::text::{Offset, TextRange};
use serde_json::{Value, json};
use tempfile::TempDir;

const BOOK: &str = "\
# The Lighthouse

## Evening

The lamp is lit *at dusk*. It is a small lamp, and the sea is wide.

And so they went on, and on, until the lamp was lit and the night had come at last.

## Night

Nothing happens; and it's 北方的灯 `that` shines.

And so they went on, and on, until the lamp was lit and the night had come at last.
";

/// A folder with a book in it and what is remembered.
struct House {
    folder: TempDir,
    book: PathBuf,
}

impl House {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let book = folder
            .path()
            .canonicalize()
            .expect("a folder")
            .join("it's a book.md");
        fs::write(&book, BOOK).expect("a file");
        Self { folder, book }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn document(&self) -> Document {
        open(BOOK)
    }

    /// Marks these words, where they stand last.
    fn mark(&self, words: &str, style: Option<Style>, note: &str) {
        self.mark_in(BOOK, words, style, note);
    }

    /// The same in another text that lies in the file.
    fn mark_in(&self, text: &str, words: &str, style: Option<Style>, note: &str) {
        let store = Store::at(self.state().join("folio"));
        let document = open(text);
        let start = document.text().rfind(words).expect("the words");
        let end = if style.is_some() {
            start + words.len()
        } else {
            start
        };
        let annotation = Annotation {
            style,
            note: note.to_owned(),
            name: "a *name*".to_owned(),
            ..Annotation::new(
                Passage::new(&document, TextRange::new(start, end)),
                Timestamp(1_700_000_000_000),
            )
        };
        let mut record = store.load(document.fingerprint()).value;
        let path = self.book.clone();
        for content in [
            Content::Source(Source { path }),
            Content::Annotation(annotation),
        ] {
            let change = record.change(content, Timestamp::now());
            record.apply(&change.entry);
            store
                .save_all(Journal::Book(record.book), [&change.entry])
                .expect("a journal");
        }
    }

    fn record(&self) -> BookRecord {
        let store = Store::at(self.state().join("folio"));
        store.load(self.document().fingerprint()).value
    }

    fn folio(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(arguments)
            .env("XDG_STATE_HOME", self.state())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // A program that does not read its input may have closed it.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        child.wait_with_output().expect("an end")
    }

    fn out(&self, arguments: &[&str]) -> String {
        let output = self.folio(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    }

    fn forget_all(&self) {
        fs::remove_dir_all(self.state()).expect("a state folder");
    }

    fn book(&self) -> &str {
        self.book.to_str().expect("Unicode")
    }
}

fn open(text: &str) -> Document {
    format::open(text.as_bytes(), Some("a book.md")).expect("a text")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn marked() -> House {
    let house = House::new();
    house.mark("small lamp", Some(Style::Green), "a note\nof two lines");
    house.mark("And so they", None, "");
    house.mark("it's 北方的灯 that", Some(Style::Underline), "");
    house
}
