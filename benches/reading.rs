//! Opening, setting, paging and searching, on the embedded essay and, where it is at hand, on War and
//! Peace (`FOLIO_CORPUS`, else `../shared/corpus`).
//!
//! `cargo bench`

use std::path::PathBuf;
use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use folio::document::{Anchor, Document, Sketch};
use folio::format;
use folio::layout::{Compositor, GatheringId, Gatherings, Page, TextAlign, Typography, measure};
use folio::reader::{Motion, Percent, Window};
use folio::search::{Hits, Hunt, Matcher, Query, Shelf};
use folio::text::{Cells, Offset, Rows};

fn main() {
    divan::main();
}

/// A book to read: its name as a file, and its bytes.
type Book = (&'static str, Vec<u8>);

const ESSAY: &str = "essay";
const NOVEL: &str = "war-and-peace";

fn books() -> Vec<&'static str> {
    if novel().exists() {
        vec![ESSAY, NOVEL]
    } else {
        vec![ESSAY]
    }
}

fn novel() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or(beside, PathBuf::from);
    corpus.join("text/war-and-peace.txt")
}

/// A book in an archive, by its path.
struct Packed(PathBuf);

impl std::fmt::Display for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("war-and-peace")
    }
}

fn packed() -> Vec<Packed> {
    let path = novel().with_file_name("../epub/gutenberg-war-and-peace-epub2.epub");
    path.exists().then_some(Packed(path)).into_iter().collect()
}

fn book(name: &str) -> Book {
    if name == NOVEL {
        (
            "war-and-peace.txt",
            std::fs::read(novel()).unwrap_or_default(),
        )
    } else {
        ("essay.md", include_bytes!("../assets/essay.md").to_vec())
    }
}

fn document(name: &str) -> Arc<Document> {
    let (file, bytes) = book(name);
    Arc::new(format::open(&bytes, Some(file)).unwrap_or_default())
}

fn window(name: &str) -> Window {
    Window::new(document(name), Typography::new(Cells(66)), Rows(26))
}

/// The same novel as a book, title to last chapter.
#[divan::bench(args = packed())]
fn open_epub(bencher: Bencher<'_, '_>, book: &Packed) {
    let bytes = std::fs::read(&book.0).unwrap_or_default();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench_local(|| format::open(black_box(&bytes), Some("book.epub")));
}

/// Its first pages.
#[divan::bench(args = packed())]
fn open_epub_beginning(bencher: Bencher<'_, '_>, book: &Packed) {
    let bytes = std::fs::read(&book.0).unwrap_or_default();
    bencher.bench_local(|| format::open_beginning(black_box(&bytes), Some("book.epub")));
}

/// Bytes to a document.
#[divan::bench(args = books())]
fn open(bencher: Bencher<'_, '_>, name: &str) {
    let (file, bytes) = book(name);
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench_local(|| format::open(black_box(&bytes), Some(file)));
}

/// The whole text to lines, ragged, at 66 cells, on one core.
#[divan::bench(args = books())]
fn set_ragged(bencher: Bencher<'_, '_>, name: &str) {
    set(bencher, name, TextAlign::Ragged);
}

/// The same, justified.
#[divan::bench(args = books())]
fn set_justified(bencher: Bencher<'_, '_>, name: &str) {
    set(bencher, name, TextAlign::Justified);
}

/// The same paragraphs by textwrap's optimal fit, as the measure of the two above.
#[divan::bench(args = books())]
fn set_by_textwrap(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| {
            let blocks = document.blocks().iter();
            let wrap = |range| textwrap::wrap(document.slice(range), 66).len();
            blocks.map(|block| wrap(block.range)).sum::<usize>()
        });
}

fn set(bencher: Bencher<'_, '_>, name: &str, alignment: TextAlign) {
    let document = document(name);
    let gatherings = Gatherings::new(&document);
    let mut typography = Typography::new(Cells(66));
    typography.alignment = alignment;
    let mut compositor = Compositor::default();
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| {
            let ids = (0..gatherings.count()).map(GatheringId);
            ids.map(|id| {
                gatherings
                    .set_by(&mut compositor, &document, &typography, id)
                    .len()
            })
            .sum::<usize>()
        });
}

/// All page numbers: the whole text set and cut.
#[divan::bench(args = books())]
fn measure_all(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let gatherings = Gatherings::new(&document);
    let typography = Typography::new(Cells(66));
    let mut compositor = Compositor::default();
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| {
            let ids = (0..gatherings.count()).map(GatheringId);
            ids.map(|id| {
                measure(
                    &mut compositor,
                    &document,
                    &gatherings,
                    &typography,
                    Rows(26),
                    id,
                )
                .len()
            })
            .sum::<usize>()
        });
}

/// Lines to pages.
#[divan::bench(args = books())]
fn cut_pages(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let gatherings = Gatherings::new(&document);
    let lines = gatherings.set(&document, &Typography::new(Cells(66)), GatheringId(0));
    bencher.bench_local(|| Page::cut(&document, black_box(&lines), Rows(26)).len());
}

/// The first screen of a book that has just been opened.
#[divan::bench(args = books())]
fn first_screen(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench_local(|| {
        Window::new(Arc::clone(&document), Typography::new(Cells(66)), Rows(26)).screen()
    });
}

/// A page turned, in the middle of the book.
#[divan::bench(args = books())]
fn turn_page(bencher: Bencher<'_, '_>, name: &str) {
    let mut window = window(name);
    window.go(Motion::ToPercent(Percent::new(50)));
    window.screen();
    bencher.bench_local(|| {
        window.go(Motion::PagesForward(1));
        let screen = window.screen();
        window.go(Motion::PagesBack(1));
        screen
    });
}

/// Another width, in the middle of the book.
#[divan::bench(args = books())]
fn resize(bencher: Bencher<'_, '_>, name: &str) {
    let mut window = window(name);
    window.go(Motion::ToPercent(Percent::new(50)));
    let mut measure = 66;
    bencher.bench_local(|| {
        measure = if measure == 66 { 58 } else { 66 };
        window.set_layout(Typography::new(Cells(measure)), Rows(26));
        window.screen()
    });
}

/// All matches of a word, asked of a shelf.
fn hunted(document: &Arc<Document>, words: &str, shelf: &mut Shelf) -> usize {
    let query = Query::new(black_box(words));
    let Ok(matcher) = Matcher::new(&query, document.folding()) else {
        return 0;
    };
    let mut hunt = Hunt::new(Arc::clone(document), matcher, Offset::ZERO);
    let mut hits = Hits::new(query);
    while let Some(finding) = hunt.run(shelf, &mut || true) {
        hits.add(finding);
    }
    hits.count()
}

/// A common word and one that is nowhere.
const SOUGHT: [&str; 2] = ["the", "shepherdesses"];

/// The first search in a book, the fold included.
#[divan::bench(args = books(), consts = [0, 1])]
fn search_cold<const WORD: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| hunted(&document, SOUGHT[WORD], &mut Shelf::default()));
}

/// The next letter of a search: the fold is there.
#[divan::bench(args = books(), consts = [0, 1])]
fn search_warm<const WORD: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let mut shelf = Shelf::default();
    shelf.prepare(&document, &mut || true);
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| hunted(&document, SOUGHT[WORD], &mut shelf));
}

/// Five thousand places, all over a text.
fn places(document: &Document) -> Vec<Anchor> {
    let end = document.end().to_usize();
    let places = (0..5000).map(|n| document.floor_char(end / 5000 * n));
    places.map(|at| Anchor::new(document, at)).collect()
}

/// Five thousand places, found again in the text they were made in.
#[divan::bench(args = books())]
fn anchors_unchanged(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    let anchors = places(&document);
    bencher.bench_local(|| Anchor::resolve_all(&document, black_box(&anchors)));
}

/// The same in another edition: a preface, and a letter is another in every second line of a print.
#[divan::bench(args = books())]
fn anchors_changed(bencher: Bencher<'_, '_>, name: &str) {
    let anchors = places(&document(name));
    let (file, bytes) = book(name);
    let mut edition = b"A preface to the new edition.\n\n".to_vec();
    edition.extend(bytes.iter().enumerate().map(|(at, byte)| match byte {
        b'a'..=b'y' if at % 127 == 0 => byte + 1,
        byte => *byte,
    }));
    let edition = format::open(&edition, Some(file)).unwrap_or_default();
    bencher.bench_local(|| Anchor::resolve_all(&edition, black_box(&anchors)));
}

/// One place in that edition, as when a book is opened where it was left.
#[divan::bench(args = books())]
fn anchor_changed(bencher: Bencher<'_, '_>, name: &str) {
    let anchors = places(&document(name));
    let (file, mut bytes) = book(name);
    bytes.splice(0..0, *b"A preface to the new edition.\n\n");
    let edition = format::open(&bytes, Some(file)).unwrap_or_default();
    let anchor = anchors.get(3000).cloned().unwrap_or_default();
    bencher.bench_local(|| black_box(&anchor).resolve(&edition));
}

/// By what a text is recognised in another edition.
#[divan::bench(args = books())]
fn sketch(bencher: Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher
        .counter(BytesCount::of_str(document.text()))
        .bench_local(|| Sketch::of(&document));
}

/// A page of about 4 MB: a book in HTML, its body over and over.
fn page() -> Option<Vec<u8>> {
    const LENGTH: usize = 4_000_000;
    let book = novel().with_file_name("../html/books/gutenberg-alice.htm");
    let source = String::from_utf8(std::fs::read(book).ok()?).ok()?;
    let start = source.find("<body")?;
    let end = source.rfind("</body>")?;
    let body = source.get(start..end)?;
    Some(format!("{}{}", &source[..start], body.repeat(LENGTH / body.len())).into_bytes())
}

/// HTML to a document.
#[divan::bench]
fn open_html(bencher: Bencher<'_, '_>) {
    open_as(bencher, "page.html", page());
}

/// As much deeply nested, which must cost no more.
#[divan::bench]
fn open_nested_html(bencher: Bencher<'_, '_>) {
    open_as(
        bencher,
        "page.html",
        Some("<div><b>x".repeat(444_444).into_bytes()),
    );
}

/// Markdown to a document: the specification of CommonMark.
#[divan::bench]
fn open_markdown(bencher: Bencher<'_, '_>) {
    let specification = novel().with_file_name("../markdown/commonmark-spec.txt");
    open_as(bencher, "spec.md", std::fs::read(specification).ok());
}

fn open_as(bencher: Bencher<'_, '_>, name: &str, bytes: Option<Vec<u8>>) {
    let Some(bytes) = bytes else {
        return;
    };
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench_local(|| format::open(black_box(&bytes), Some(name)));
}
