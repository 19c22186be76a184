//! Who goes far while the rest is read sees what he sees in the whole, and stands there when it is there.

mod hostile;

use super::*;
use crate::app::{App, Effect, Event, Region, Ticket};
use crate::command::parse_keys;
use crate::config::Config;

/// A long file, and all of it as it was read.
struct Book {
    shelf: Shelf,
    document: Arc<Document>,
}

impl Book {
    fn of(bytes: &[u8]) -> Self {
        let shelf = Shelf::with(".txt", bytes);
        let document = shelf.whole().into();
        Self { shelf, document }
    }

    /// All of it is opened.
    fn whole(&self) -> Opened {
        let document = Arc::clone(&self.document);
        Opened {
            record: self.shelf.store.load(document.fingerprint()).value,
            ..Opened::new(document, Source::File(self.shelf.path.clone()))
        }
    }

    /// A part of it is.
    fn begun(&self, size: (u16, u16)) -> Reader {
        Reader::begin(self.shelf.part().unwrap(), size)
    }

    /// All of it is, and these keys are pressed.
    fn read(&self, size: (u16, u16), keys: &str) -> Reader {
        let mut reader = Reader::begin(self.whole(), size);
        reader.keys(keys);
        reader
    }
}

/// The program, with what it asks for.
struct Reader {
    app: App,
    rest: Option<Ticket>,
    /// Whether parts are read when they are asked for.
    has_parts: bool,
    asked: Option<(Ticket, PathBuf, Region)>,
    has_quit: bool,
    changes: Vec<Change>,
}

impl Reader {
    fn begin(opened: Opened, size: (u16, u16)) -> Self {
        let (app, effects) = App::start(opened, Config::default(), size, Timestamp(1));
        let mut reader = Self {
            app,
            rest: None,
            has_parts: true,
            asked: None,
            has_quit: false,
            changes: Vec::new(),
        };
        reader.carry_out(effects);
        reader
    }

    fn send(&mut self, event: Event) {
        let effects = self.app.update(event, Timestamp(2));
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Open { ticket, .. } => self.rest = Some(ticket),
                Effect::Quit => self.has_quit = true,
                Effect::Remember(change) | Effect::Save(change) => self.changes.push(*change),
                Effect::ReadPart {
                    ticket,
                    path,
                    region,
                    ..
                } => {
                    self.asked = Some((ticket, path, region));
                    if self.has_parts {
                        self.part_comes();
                    }
                }
                _ => {}
            }
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).unwrap() {
            self.send(Event::Key(key));
        }
        self
    }

    /// The part that was asked for last is read.
    fn part_comes(&mut self) {
        let (ticket, path, region) = self.asked.take().unwrap();
        let part = read(&path, region, None);
        self.send(Event::PartRead { ticket, part });
    }

    /// All of the book is there now.
    fn whole_comes(&mut self, book: &Book) {
        let ticket = self.rest.take().unwrap();
        let result = Box::new(Ok(book.whole()));
        self.send(Event::Opened { ticket, result });
    }

    /// The rows of the text.
    fn text(&self) -> Vec<String> {
        let document = self.app.window().document();
        let rows = self.app.screen().lines.iter();
        rows.map(|line| line.ranges().map(|range| document.slice(range)).collect())
            .collect()
    }

    /// The place that was written down last.
    fn kept(&self) -> Option<&Place> {
        let contents = self.changes.iter().rev().map(|c| &c.entry.content);
        contents.into_iter().find_map(|content| match content {
            Content::Place(place) => Some(place),
            _ => None,
        })
    }

    /// The place, and those the way back leads to.
    fn way(&self) -> (Offset, Vec<Offset>) {
        let window = self.app.window();
        (window.offset(), window.jumps().behind().to_vec())
    }
}

/// A text without chapters, of paragraphs that differ in length.
fn essay(seed: u64, bytes: usize) -> String {
    let words = [
        "alpha", "be", "gamma", "deltas", "o", "of words", "très", "—",
    ];
    let mut x = seed;
    let mut text = String::new();
    while text.len() < bytes {
        x = x
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let count = 5 + usize::try_from(x >> 33).unwrap() % 90;
        text += "This one";
        for n in 0..count {
            text += if n % 12 == 11 { "\n" } else { " " };
            text += words[(count * 7 + n * n + text.len()) % words.len()];
        }
        text += ".\n\n";
    }
    text
}

/// A novel, said over and over.
fn novel(chapters: usize) -> String {
    (0..chapters)
        .map(|n| {
            let said = essay(n as u64 % 7, 7000 + n % 7 * 900);
            format!("CHAPTER {}\n\n{said}\n\n", n % 40 + 1)
        })
        .collect()
}

/// A novel whose lines are its paragraphs.
fn lines(chapters: usize) -> String {
    let paragraphs = essay(3, chapters * 6000);
    let paragraphs: Vec<&str> = paragraphs.split_terminator("\n\n").collect();
    let per_chapter = paragraphs.len() / chapters;
    let chapter = |(n, said): (usize, &[&str])| {
        let said: Vec<String> = said.iter().map(|said| said.replace('\n', " ")).collect();
        format!("CHAPTER {}\n{}\n", n + 1, said.join("\n"))
    };
    paragraphs
        .chunks(per_chapter)
        .enumerate()
        .map(chapter)
        .collect()
}

/// The same in Chinese: lines that are short, and set in or not.
fn chinese(chapters: usize, before: &str) -> String {
    let signs: Vec<char> = "雪下了整一夜到天亮也没有停他终于站起来披上大衣"
        .chars()
        .collect();
    let mut at = 0;
    let mut clause = |length: usize| -> String {
        at += length;
        (at..at + length)
            .map(|at| signs[at * at % signs.len()])
            .collect()
    };
    let mut text = String::new();
    for n in 1..=chapters {
        text += &format!("第{n}章　{}\n", clause(3));
        for n in 0..60 {
            let said: Vec<String> = (0..1 + n * n % 5)
                .map(|k| clause(4 + (n + k) % 9))
                .collect();
            text += &format!("{before}{}。\n", said.join("，"));
        }
    }
    text
}

const SIZES: [(u16, u16); 3] = [(60, 20), (120, 40), (21, 9)];

fn books() -> impl Iterator<Item = Book> {
    let texts = [
        essay(1, 1 << 20),
        novel(90),
        essay(2, 300 << 10),
        lines(70),
        chinese(90, "　　"),
        chinese(90, ""),
        // Blank lines that are not empty.
        novel(40).replace("\n\n", "\n \t\n"),
    ];
    texts.into_iter().flat_map(|text| {
        ["\n", "\r\n"].map(|line_end| Book::of(text.replace('\n', line_end).as_bytes()))
    })
}

#[test]
fn what_is_gone_to_in_a_part_is_that_of_the_whole() {
    let ends = [
        "G",
        "100%",
        ":100%<enter>",
        "<end>",
        "GG",
        "<space>G",
        "30%G",
        "Gk",
        "Ggg",
    ];
    for book in books() {
        for size in SIZES {
            for keys in ends {
                let mut reader = book.begun(size);
                reader.keys(keys);
                assert_ne!(reader.app.book().extent(), Extent::Whole);
                let early = reader.text();
                reader.whole_comes(&book);
                assert_eq!(early, reader.text(), "{keys} at {size:?}");
                if keys.contains('%') && keys != "100%" && keys != ":100%<enter>" {
                    // Where so many hundredths are is known in the whole only.
                    continue;
                }
                let other = book.read(size, keys);
                assert_eq!(early, other.text(), "{keys} at {size:?}");
                assert_eq!(reader.way(), other.way(), "{keys} at {size:?}");
                assert_eq!(reader.kept(), other.kept(), "{keys} at {size:?}");
            }
        }
    }
}

/// Where its pages begin, a part does not know then.
#[test]
fn the_end_of_a_text_that_says_the_same_on_and_on_stays_its_end() {
    let text = "The same again and again.\n\n".repeat(20_000) + "The end.\n";
    let book = Book::of(text.as_bytes());
    for size in SIZES {
        for keys in ["G", "<space>G", "GbG", "Gbb", "Ggg"] {
            let mut reader = book.begun(size);
            reader.keys(keys);
            let place = &reader.app.window().document().text()[reader.way().0.to_usize()..];
            let place = place.len();
            reader.whole_comes(&book);
            if keys.ends_with("bb") {
                // Counted from the end, for the words say nothing.
                let behind = book.document.end().to_usize() - reader.way().0.to_usize();
                assert_eq!(behind, place, "{keys} at {size:?}");
                continue;
            }
            let other = book.read(size, keys);
            assert_eq!(reader.text(), other.text(), "{keys} at {size:?}");
            assert_eq!(reader.way().0, other.way().0, "{keys} at {size:?}");
        }
    }
}

#[test]
fn who_goes_to_a_percentage_stands_at_the_words_he_saw() {
    for book in books() {
        for size in SIZES {
            for percent in [1, 50, 77, 99] {
                let mut reader = book.begun(size);
                reader.keys(&format!("{percent}%"));
                let early = reader.text();
                reader.whole_comes(&book);
                assert_eq!(early, reader.text(), "{percent}% at {size:?}");
                let at = 100.0 * book.document.fraction(reader.way().0);
                assert!((at - f64::from(percent)).abs() < 1.5, "{percent}%: {at}");
                let kept = reader.kept().map(|place| place.anchor.offset);
                assert_eq!(kept, Some(reader.way().0.to_usize()));
            }
        }
    }
}

/// What comes after it is as in the whole, wherever between the keys that is there.
#[test]
fn keys_behind_a_far_one_do_what_they_do_in_the_whole() {
    let book = Book::of(essay(5, 1 << 20).as_bytes());
    let size = (60, 20);
    for keys in [
        "<space>G''",
        "<space>GkkG<C-o>",
        "G<pageup><pageup>",
        "Gbbb<space>''",
        "G/This<enter>",
        "<space>Ggg''",
        "G<C-o><C-i>",
        "5G",
        "G5j",
        "g<esc>G",
        "Gma<space>gg'a",
        ":end<enter>k",
        ":3<enter>G",
        "]G}",
    ] {
        let other = book.read(size, keys);
        let count = parse_keys(keys).unwrap().len();
        for early in 0..=count {
            for has_parts in [true, false] {
                let mut reader = book.begun(size);
                reader.has_parts = has_parts;
                for (n, key) in parse_keys(keys).unwrap().into_iter().enumerate() {
                    if n == early {
                        reader.whole_comes(&book);
                    }
                    reader.send(Event::Key(key));
                }
                if early == count {
                    reader.whole_comes(&book);
                }
                // A part that is read too late is not shown.
                if reader.asked.is_some() {
                    reader.part_comes();
                }
                assert_eq!(reader.text(), other.text(), "{keys}, whole before {early}");
                assert_eq!(reader.way(), other.way(), "{keys}, whole before {early}");
            }
        }
    }
}

#[test]
fn who_has_gone_far_quits_at_once_and_leaves_nothing_false() {
    let book = Book::of(essay(5, 1 << 20).as_bytes());
    for keys in ["Gq", "50%kq", ":q<enter>", "GG<C-c>", "Gggq"] {
        let mut reader = book.begun((60, 20));
        reader.keys(keys);
        assert!(reader.has_quit && reader.changes.is_empty(), "{keys}");
    }
}
