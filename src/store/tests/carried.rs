//! What was carried over into another edition, in the list of all marks.

use super::*;

/// Two editions, an earlier and a later one into which a mark was carried over.
struct Editions {
    folder: TempDir,
    store: Store,
}

const EARLIER: &str = "earlier";
const LATER: &str = "later";

impl Editions {
    fn new() -> Self {
        let (folder, store) = store();
        let editions = Self { folder, store };
        editions.mark(EARLIER, "x", "both", 1);
        editions.mark(EARLIER, "y", "in the earlier alone", 2);
        editions.mark(LATER, "x", "both", 10);
        editions.mark(LATER, "z", "in the later alone", 11);
        editions.take(LATER, EARLIER);
        editions
    }

    fn save(&self, book: &str, content: Content) {
        let record = self.store.load(Fingerprint::of(book)).value;
        self.store
            .save(&record.change(content, Timestamp(1)))
            .unwrap();
    }

    fn mark(&self, book: &str, id: &str, name: &str, changed: u64) {
        self.save(book, annotation(id, name, changed));
    }

    fn take(&self, into: &str, of: &str) {
        self.answer(into, of, Answer::Taken);
    }

    fn answer(&self, into: &str, of: &str, answer: Answer) {
        let of = Fingerprint::of(of).to_string();
        self.save(into, Content::Edition(Edition { of, answer }));
    }

    fn read_from(&self, book: &str, path: PathBuf) {
        self.save(book, Content::Source(Source { path }));
    }

    /// The marks that are listed, with the books they are listed in.
    fn listed(&self) -> Vec<(String, &'static str)> {
        let marks = self.store.known_marks().into_iter();
        let listed = marks.map(|mark| {
            let books = [EARLIER, LATER, "latest"];
            let book = books.into_iter().find(|b| Fingerprint::of(b) == mark.book);
            (mark.annotation.id, book.unwrap())
        });
        let mut listed: Vec<_> = listed.collect();
        listed.sort();
        listed
    }
}

fn annotation(id: &str, name: &str, changed: u64) -> Content {
    Content::Annotation(Annotation {
        id: id.to_owned(),
        passage: anchor(3).into(),
        name: name.to_owned(),
        changed: Timestamp(changed),
        ..Annotation::default()
    })
}

fn rows(rows: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let rows = rows.iter();
    rows.map(|(id, book)| ((*id).to_owned(), *book)).collect()
}

const ONCE: [(&str, &str); 3] = [("x", LATER), ("y", EARLIER), ("z", LATER)];
const TWICE: [(&str, &str); 4] = [("x", EARLIER), ("x", LATER), ("y", EARLIER), ("z", LATER)];

#[test]
fn what_was_carried_over_is_listed_once_in_the_later_edition() {
    let editions = Editions::new();
    assert_eq!(editions.listed(), rows(&ONCE));
    // And from there into the next.
    editions.mark("latest", "x", "both", 20);
    editions.take("latest", LATER);
    let mut expected = ONCE;
    expected[0] = ("x", "latest");
    assert_eq!(editions.listed(), rows(&expected));
    // Nothing was lost by it.
    let earlier = editions.store.load(Fingerprint::of(EARLIER)).value;
    assert_eq!(earlier.live_annotations().count(), 2);
}

#[test]
fn what_only_looks_like_a_copy_is_listed_in_both() {
    let editions = Editions::new();
    for answer in [Answer::Asked, Answer::Declined] {
        editions.answer(LATER, EARLIER, answer);
        assert_eq!(editions.listed(), rows(&TWICE), "{answer:?}");
    }
}

#[test]
fn what_is_in_one_edition_only_as_it_is_now_is_not_hidden() {
    let editions = Editions::new();
    editions.mark(EARLIER, "x", "noted since", 12);
    assert_eq!(editions.listed(), rows(&TWICE));
    // A copy that was deleted is no copy.
    let editions = Editions::new();
    let record = editions.store.load(Fingerprint::of(LATER)).value;
    let deletion = record.deletion(annotation("x", "both", 10), Timestamp(13));
    editions.store.save(&deletion).unwrap();
    let expected = [("x", EARLIER), ("y", EARLIER), ("z", LATER)];
    assert_eq!(editions.listed(), rows(&expected));
    // Nor is one in a book that is forgotten.
    let editions = Editions::new();
    let forget = editions.store.forget(Fingerprint::of(LATER), Timestamp(14));
    editions.store.save(&forget).unwrap();
    let expected = [("x", EARLIER), ("y", EARLIER)];
    assert_eq!(editions.listed(), rows(&expected));
}

#[test]
fn a_mark_that_can_be_gone_to_is_not_hidden_by_one_that_cannot() {
    let editions = Editions::new();
    let here = |name: &str| editions.folder.path().join(name);
    fs::write(here("earlier.txt"), "words").unwrap();
    editions.read_from(EARLIER, here("earlier.txt"));
    editions.read_from(LATER, here("later.txt"));
    assert_eq!(editions.listed(), rows(&TWICE));
    fs::write(here("later.txt"), "words").unwrap();
    assert_eq!(editions.listed(), rows(&ONCE));
}

#[test]
fn of_editions_that_have_taken_from_each_other_one_has_the_mark() {
    let editions = Editions::new();
    editions.take(EARLIER, LATER);
    assert_eq!(editions.listed(), rows(&ONCE));
    // Of copies that are as old as each other none is the later one.
    editions.mark(EARLIER, "x", "both", 10);
    assert_eq!(editions.listed(), rows(&TWICE));
}
