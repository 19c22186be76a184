//! Books made to do harm: each ends soon, with a document or a word, and takes no more than it may.
//!
//! They are made here, for none belongs into a repository. That a case ends at all is the test; what is
//! said of it is looked at where it matters.
#![expect(clippy::unwrap_used, reason = "what fails here is the test")]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use folio::document::{Document, LinkTarget};
use folio::format;
use proptest::prelude::*;
use rawzip::{CompressionMethod, ZipArchiveWriter};

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let file = archive
            .new_file(*name)
            .compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let encoder = DeflateEncoder::new(&mut entry, Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

/// A book of these pages, in this order.
fn book(pages: &[(&str, &[u8])], others: &str, spine: &str) -> Vec<u8> {
    let items: String = pages
        .iter()
        .map(|(name, _)| {
            format!("<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let package = format!(
        "<package><metadata/><manifest>{items}{others}</manifest><spine>{spine}</spine></package>"
    );
    let mut files = vec![
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
    ];
    files.extend(pages);
    zip(&files)
}

fn open(bytes: &[u8]) -> Result<Document, String> {
    format::open(bytes, Some("book.epub")).map_err(|error| error.to_string())
}

fn problems(document: &Document) -> String {
    let problems = document.problems().iter();
    problems
        .map(|p| format!("{}: {}\n", p.place, p.what))
        .collect()
}

const GOOD: (&str, &[u8]) = (
    "good.xhtml",
    b"<html><body><p>The kettle is on.</p></body></html>",
);

#[test]
fn a_bomb_is_left_out_and_said_and_the_rest_is_read() {
    let bomb = vec![b' '; 200 << 20];
    let spine = "<itemref idref='bomb.xhtml'/><itemref idref='good.xhtml'/>";
    let document = open(&book(&[("bomb.xhtml", &bomb), GOOD], "", spine)).unwrap();
    assert_eq!(document.text(), "The kettle is on.");
    assert!(problems(&document).contains("bomb.xhtml: unpacks to over"));
}

#[test]
fn a_link_to_a_later_page_that_is_none_leads_out_of_the_book() {
    let one: (&str, &[u8]) = (
        "one.xhtml",
        b"<p>The <a href='blob.xhtml'>picture</a> is lost.</p>",
    );
    let blob: (&str, &[u8]) = ("blob.xhtml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    let spine =
        "<itemref idref='one.xhtml'/><itemref idref='blob.xhtml'/><itemref idref='good.xhtml'/>";
    let document = open(&book(&[one, blob, GOOD], "", spine)).unwrap();
    assert_eq!(document.text(), "The picture is lost.\nThe kettle is on.");
    let targets: Vec<_> = document.links().iter().map(|link| &link.target).collect();
    assert_eq!(targets, [&LinkTarget::Outside("blob.xhtml".into())]);
    assert_eq!(
        problems(&document),
        "blob.xhtml: no text, whatever it is called\n"
    );
}

#[test]
fn one_page_ten_thousand_times_comes_to_an_end() {
    let page = format!("<p>{}</p>", "word ".repeat(20_000));
    let spine = "<itemref idref='page.xhtml'/>".repeat(10_000);
    let document = open(&book(&[("page.xhtml", page.as_bytes())], "", &spine)).unwrap();
    assert!(document.text().len() <= 256 << 20);
    assert!(problems(&document).contains("this archive unpacks to over"));
}

#[test]
fn a_sheet_of_a_megabyte_is_shared_by_ten_thousand_pages_that_have_their_own() {
    let sheet: String = (0..60_000).map(|n| format!(".c{n}{{font:1}}")).collect();
    let page = "<html><head><link rel='stylesheet' href='s.css'/><style>p{font-weight:bold}</style></head>\
                <body><p class='c1'>Word</p></body></html>";
    let pages = [("s.css", sheet.as_bytes()), ("page.xhtml", page.as_bytes())];
    let spine = "<itemref idref='page.xhtml'/>".repeat(10_000);
    let document = open(&book(&pages, "", &spine)).unwrap();
    assert_eq!(document.blocks().len(), 10_000);
}

#[test]
fn a_note_of_a_page_that_the_spine_names_again_and_again_is_looked_for_once() {
    let note = "<p id='n'><a href='#r'>1</a> The note.</p>";
    let page = format!("<p>a<a id='r' href='#n'><sup>1</sup></a></p>{note}<p>b</p>");
    let spine = "<itemref idref='page.xhtml'/>".repeat(3);
    let document = open(&book(&[("page.xhtml", page.as_bytes())], "", &spine)).unwrap();
    // The first is what all references lead to, and where it stands again it stands as it is printed.
    assert_eq!(document.text().matches("a¹").count(), 3);
    assert_eq!(document.text().matches("1 The note.").count(), 2);
    assert_eq!(document.notes().len(), 1);
}

#[test]
fn a_hundred_thousand_places_in_the_spine_that_lead_nowhere_are_passed_over() {
    let spine = "<itemref idref='nobody'/>".repeat(100_000);
    let spine = format!("{spine}<itemref idref='good.xhtml'/>");
    let document = open(&book(&[GOOD], "", &spine)).unwrap();
    assert_eq!(document.text(), "The kettle is on.");
}

#[test]
fn fallbacks_in_a_circle_end() {
    let others = "<item id='a' href='a.bin' media-type='x/y' fallback='b'/>\
                  <item id='b' href='b.bin' media-type='x/y' fallback='a'/>";
    let spine = "<itemref idref='a'/><itemref idref='good.xhtml'/>";
    let document = open(&book(&[GOOD], others, spine)).unwrap();
    assert_eq!(document.text(), "The kettle is on.");
}

#[test]
fn contents_ten_thousand_deep_and_with_a_hundred_thousand_entries_are_read() {
    let deep = "<ol><li><a href='good.xhtml'>deeper</a>".repeat(10_000);
    let wide = "<li><a href='good.xhtml#x'>entry</a></li>".repeat(100_000);
    let nav = format!("<nav epub:type='toc'>{deep}<ol>{wide}</ol></nav>");
    let others =
        "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>";
    let mut bytes = book(
        &[GOOD, ("nav.xhtml", nav.as_bytes())],
        others,
        "<itemref idref='good.xhtml'/>",
    );
    let document = open(&bytes).unwrap();
    assert_eq!(document.sections().len(), 110_000);
    assert!(document.sections().iter().all(|s| s.level <= 12));
    bytes.truncate(bytes.len() / 2);
    let _ = open(&bytes);
}

#[test]
fn a_title_of_a_megabyte_is_cut_and_contents_that_lead_to_themselves_are_read() {
    let title = "T".repeat(1 << 20);
    let nav = "<nav epub:type='toc'><ol><li><a href='nav.xhtml'>me</a></li></ol></nav>";
    let package = format!(
        "<package><metadata><dc:title>{title}</dc:title></metadata><manifest>\
         <item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='nav'/></spine></package>"
    );
    let files = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
        ("nav.xhtml", nav.as_bytes()),
    ];
    let document = open(&zip(&files)).unwrap();
    assert_eq!(document.title().map(str::len), Some(4096));
    assert_eq!(document.sections().len(), 1);
}

#[test]
fn entities_neither_grow_nor_reach_outside() {
    let declared: String = (1..10)
        .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
        .collect();
    let package = format!(
        "<!DOCTYPE p [<!ENTITY e0 \"ten\">{declared}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <package><metadata><dc:title>&e9; &f; &e0;</dc:title></metadata><manifest>\
         <item id='a' href='good.xhtml' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='a'/></spine></package>"
    );
    let files = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
        GOOD,
    ];
    let document = open(&zip(&files)).unwrap();
    assert_eq!(document.title(), Some("&e9; &f; ten"));
}

#[test]
fn a_million_nested_tags_and_attributes_are_read() {
    let deep = format!("{}<p>At the bottom.</p>", "<div>".repeat(1_000_000));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='x'")).collect();
    let wide = format!("<p{attributes}>Wide.</p>");
    let pages: [(&str, &[u8]); 2] = [
        ("deep.xhtml", deep.as_bytes()),
        ("wide.xhtml", wide.as_bytes()),
    ];
    let spine = "<itemref idref='deep.xhtml'/><itemref idref='wide.xhtml'/>";
    let document = open(&book(&pages, "", spine)).unwrap();
    assert_eq!(document.text(), "At the bottom.\nWide.");
    let package = format!("<package>{}", "<x>".repeat(1_000_000));
    let files = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
        GOOD,
    ];
    assert_eq!(open(&zip(&files)).unwrap().text(), "The kettle is on.");
}

#[test]
fn seventy_thousand_files_and_an_archive_in_an_archive_are_bounded() {
    let names: Vec<String> = (0..70_000).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    let many = zip(&files);
    assert!(open(&many).is_err());
    let inner = zip(&[("inner.epub", &many)]);
    assert_eq!(
        open(&inner).unwrap_err(),
        "this is a zip archive without a book in it, not a text; \
         folio reads plain text, Markdown, HTML, EPUB and FictionBook"
    );
}

#[test]
fn a_bomb_on_every_page_is_left_out_everywhere() {
    let bomb = vec![b' '; 20 << 20];
    let spine = "<itemref idref='bomb.xhtml'/>".repeat(10_000);
    let spine = format!("<itemref idref='good.xhtml'/>{spine}");
    let document = open(&book(&[GOOD, ("bomb.xhtml", &bomb)], "", &spine)).unwrap();
    assert_eq!(document.text(), "The kettle is on.");
}

#[test]
fn junk_for_dates_languages_and_addresses_is_kept_short_or_left_out() {
    let page = format!(
        "<html><body><p id='a'><a href='#{}'>far</a> <a href='#b'>round</a></p><p id='b'><a href='#a'>and round</a></p>\
         <img width='1000000' height='1000000' src='x.png' alt='large'/></body></html>",
        "f".repeat(1 << 20)
    );
    let package = format!(
        "<package><metadata><dc:language>{}\u{1b}[2J</dc:language><dc:date>yesterday\u{9b}</dc:date></metadata>\
         <manifest><item id='a' href='a.xhtml#{}' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='a'/></spine></package>",
        "x".repeat(1 << 20),
        "y".repeat(1 << 20),
    );
    let files = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
        ("a.xhtml", page.as_bytes()),
    ];
    let document = open(&zip(&files)).unwrap();
    assert_eq!(document.text(), "far round\nand round\nlarge");
    let language = document.metadata().language.clone().unwrap_or_default();
    assert!(language.len() <= 4096 && !language.contains(['\u{1b}', '\u{9b}']));
}

#[test]
fn control_characters_reach_neither_text_nor_titles_nor_problems() {
    let package = "<package><metadata><dc:title>A\u{9b}31m\u{202e}B</dc:title>\
         <dc:creator>C\u{9d}0;x</dc:creator></metadata><manifest>\
         <item id='a' href='good.xhtml' media-type='application/xhtml+xml'/></manifest>\
         <spine><itemref idref='a'/><itemref idref='x&#x9b;y'/></spine></package>";
    let files = [
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("p.opf", package.as_bytes()),
        GOOD,
    ];
    let document = open(&zip(&files)).unwrap();
    let metadata = document.metadata();
    let shown = format!(
        "{:?}{:?}{}",
        metadata.title,
        metadata.authors,
        problems(&document)
    );
    assert!(!shown.contains(['\u{9b}', '\u{9d}', '\u{202e}']), "{shown}");
}

proptest! {
    #[test]
    fn a_book_with_any_bytes_changed_is_read_to_an_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..30),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = book(&[GOOD], "", "<itemref idref='good.xhtml'/>");
        let length = bytes.len();
        for (at, byte) in changes {
            bytes[at.index(length)] = byte;
        }
        let _ = open(&bytes);
        bytes.truncate(cut.index(length) + 1);
        let _ = open(&bytes);
    }

    #[test]
    fn any_package_and_page_are_read_to_an_end(
        package in "([<>&;/='\" a-d]|<item id='a' href='a'/>|<itemref idref='a'/>|<spine>|</|<dc:title>){0,40}",
        page in "([<>&;/='\" a-d]|<p>|</p>|<table>|<td>|<h1 id='a'>|<a href='#a'>|<svg>|<math>){0,40}",
    ) {
        let files = [
            ("META-INF/container.xml", CONTAINER.as_bytes()),
            ("p.opf", package.as_bytes()),
            ("a", page.as_bytes()),
            ("b.xhtml", page.as_bytes()),
        ];
        let _ = open(&zip(&files));
    }
}
