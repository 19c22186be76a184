//! The library: what it lists, how a book is opened from it, forgotten and brought back; and the pace at
//! which a book is read.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
#[path = "../program/mod.rs"]
mod program;

mod command;
mod moving;
mod pace;
mod panel;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use folio::app::{Effect, Event, Opened, Source};
use folio::document::{Anchor, Fingerprint};
use folio::store::{
    About, Annotation, BookRecord, Content, Device, KnownBook, Library, Mark, Source as SourceFile,
    Store, Timestamp, Whereabouts,
};
use folio::text::{Cells, text_width};
use program::{Program, document, opened};
use tempfile::TempDir;

const DAY: u64 = 24 * 60 * 60 * 1000;

/// A state folder in which some books were read.
struct Shelf {
    folder: TempDir,
    store: Store,
}

impl Shelf {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let device = Device::named("desk").expect("a name");
        let store = Store::at(folder.path().join("folio")).on_device(device);
        Self { folder, store }
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, name).expect("a file");
        path
    }

    /// A book that was read so many days after the beginning of time.
    fn add(&self, title: &str, path: &Path, day: u64, fraction: f64) -> Fingerprint {
        let book = Fingerprint::of(title);
        let record = self.store.load(book).value;
        let about = About {
            title: Some(title.to_owned()),
            authors: vec!["Somebody".to_owned()],
            format: "text".to_owned(),
            ..About::default()
        };
        let anchor = Anchor {
            fraction,
            ..Anchor::default()
        };
        let path = path.to_owned();
        let contents = [
            Content::Book(about),
            Content::Source(SourceFile { path }),
            Content::Place(anchor.into()),
        ];
        for content in contents {
            let change = record.change(content, Timestamp(day * DAY));
            self.store.save(&change).expect("a journal");
        }
        book
    }

    fn note(&self, book: Fingerprint, name: &str, day: u64) {
        let record = self.store.load(book).value;
        let anchor = Anchor {
            exact: format!("words of {name}"),
            ..Anchor::default()
        };
        let annotation = Annotation {
            name: name.to_owned(),
            note: "a thought".to_owned(),
            ..Annotation::new(anchor, Timestamp(day * DAY))
        };
        let change = record.change(Content::Annotation(annotation), Timestamp(day * DAY));
        self.store.save(&change).expect("a journal");
    }

    fn folio(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(arguments)
            .env("XDG_STATE_HOME", self.folder.path())
            .env("FOLIO_DEVICE", "desk")
            .output()
            .expect("the program")
    }

    fn titles(&self) -> Vec<String> {
        let output = self.folio(&["library", "--json"]);
        let titles = out(&output);
        let titles = titles.lines().map(|line| {
            let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
            object["title"].as_str().unwrap_or_default().to_owned()
        });
        titles.collect()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// A text of so many pages' worth of sentences.
fn long_text() -> String {
    let sentence = "He said that there was no more to be said of it, and so they went home. ";
    let paragraph = format!("{}\n\n", sentence.repeat(6));
    format!(
        "# Part one\n\n{}# Part two\n\n{}",
        paragraph.repeat(60),
        paragraph.repeat(60)
    )
}
