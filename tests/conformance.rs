//! The rules of the EPUB standard, as the W3C's own test books state them, one by one.
//!
//! The books lie beside the package or where `FOLIO_CORPUS` says; without them this test has nothing to
//! say. Every book of the folder is in one of two tables: what must be seen of it, or why its rule is
//! none for a reader of text.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use folio::document::{Document, Fingerprint, LinkTarget};
use folio::format;
use folio::text::visual;

use Seen::{
    Author, Contents, Known, Language, Leads, Never, Outside, Problem, Refused, Text, Title,
};

/// What is to be seen of a book.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// These words, in this order.
    Text(&'static [&'static str]),
    /// These words nowhere in the text.
    Never(&'static str),
    /// The title, as it stands on the screen.
    Title(&'static str),
    /// The first author, as it stands on the screen.
    Author(&'static str),
    /// The language of the book.
    Language(&'static str),
    /// The entries of the contents.
    Contents(&'static [&'static str]),
    /// A link from these words to a place that begins with those.
    Leads(&'static str, &'static str),
    /// A link from these words out of the book, which is shown and never opened.
    Outside(&'static str),
    /// What was wrong with a file, in these words among others.
    Problem(&'static str, &'static str),
    /// It is not opened, with these words among others.
    Refused(&'static str),
    /// It is known again by its text and by nothing else.
    Known,
}

/// A book, its rule, and what must be seen where the rule is kept.
type Rule = (&'static str, &'static str, &'static [Seen]);

const RULES: &[Rule] = &[
    (
        "nav-spine_in-spine-hidden-toc-html",
        "what hides an entry on the page does not hide it in the contents",
        &[
            Contents(&["The first link", "The second link"]),
            Text(&["The first link", "Hello"]),
            Never("The second link\n"),
        ],
    ),
    (
        "nav-spine_not-in-spine",
        "a navigation document outside the spine gives the contents and is no page",
        &[
            Contents(&[
                "Test passes if you can see two links (first link)",
                "Test passes if you can see two links (second link)",
            ]),
            Never("first link"),
        ],
    ),
    (
        "ocf-package_arbitrary",
        "the package document is the one the container names, wherever it lies",
        &[Text(&["Test passes if you see this"]), Never("Test fails")],
    ),
    (
        "ocf-package_multiple",
        "of several package documents the first counts",
        &[Text(&["Test passes if you see this"]), Never("Test fails")],
    ),
    (
        "ocf-metainf-inc",
        "unknown files in META-INF are ignored",
        &[Text(&["Test passes"])],
    ),
    (
        "ocf-url_link-leaking-relative",
        "an address that climbs out of the root ends at the root",
        &[Text(&["Photograph of a medieval monastery"])],
    ),
    (
        "ocf-url_relative",
        "addresses of the manifest begin at the package document",
        &[Text(&["Test passes if this page opens"])],
    ),
    (
        "ocf-zip-comp",
        "compression other than deflate is an error, and named",
        &[Refused(
            "packed by a method that folio does not know (BZIP2)",
        )],
    ),
    (
        "pkg-title-order",
        "of several titles the first is shown",
        &[Title("pkg-title-order")],
    ),
    (
        "pkg-creator-order",
        "creators keep their order",
        &[Author("Dave Cramer")],
    ),
    (
        "pkg-meta-whitespace",
        "blanks around and inside titles and names are one or none",
        &[Title("pkg-meta-whitespace"), Author("Dave Cramer")],
    ),
    (
        "pkg-spine-nonlinear-activation",
        "a page set apart is reached by a link",
        &[
            Leads("this link", "Test passes if following"),
            Text(&["Test passes if following the link opens this page"]),
        ],
    ),
    (
        "pkg-spine-duplicate-item-rendering",
        "a page that stands in the spine three times is read three times",
        &[Text(&[
            "three identical pages",
            "occurs three times",
            "occurs three times",
            "occurs three times",
        ])],
    ),
    (
        "pkg-spine-unknown",
        "unknown properties of an itemref do no harm",
        &[Text(&["Test passes if the EPUB opens"])],
    ),
    (
        "pkg-spine-order",
        "pages are read in the order of the spine",
        &[Text(&[
            "must appear first",
            "must appear second",
            "must appear third",
            "must appear last",
        ])],
    ),
    (
        "pkg-version-backward",
        "a version that does not exist is read like any",
        &[Text(&["Test passes if the EPUB opens"])],
    ),
    (
        "pkg-unique-id_duplicate",
        "two books with one identifier are two books",
        &[Known, Text(&["Unique identifier reused, separately"])],
    ),
    (
        "pub-foreign_bad-fallback",
        "an item that can be shown in no form is told",
        &[Problem("EPUB/foo.dmg", "left out")],
    ),
    (
        "pub-foreign_json-spine",
        "JSON gives way to its fallback",
        &[Text(&["Test passes if you see this text"]), Never("{")],
    ),
    (
        "pub-foreign_xml-spine",
        "XML without a meaning gives way to its fallback",
        &[Text(&["Test passes if you see this text"])],
    ),
    (
        "pub-xml-names",
        "a name that XML does not know is told",
        &[Problem("EPUB/content_001.xhtml", "<p::p> is no name")],
    ),
    (
        "pub-xml-external-id",
        "an external entity is not resolved, and told",
        &[
            Text(&["Test passes unless"]),
            Never("The test fails"),
            Problem("EPUB/content_001.xhtml", "&xxe; is not defined"),
        ],
    ),
    (
        "pub-xml-non-validating_unclosed",
        "an element that does not end is told",
        &[Problem("EPUB/content_001.xhtml", "<p> has no end tag")],
    ),
    (
        "pub-xml-non-validating_comment",
        "what is commented out of the spine is no page",
        &[Text(&["Test passes"]), Never("Test fails")],
    ),
    (
        "pub-external-links",
        "a link out of the book is shown, and nothing opens it unasked",
        &[Outside("External Links")],
    ),
    (
        "pub-file-urls",
        "no file of the machine is read for a frame",
        &[Text(&["Test passes if none"]), Never("root:")],
    ),
    (
        "sec-untrusted-consent_network",
        "nothing is fetched for a page",
        &[Text(&[
            "Test passes if none",
            "The remote script is not fetched",
        ])],
    ),
    (
        "pkg-dir_rtl-root-ltr",
        "a title is read in the direction that it says itself",
        &[Title("!השדח הקתפרה :CSS")],
    ),
    (
        "pkg-dir_creator-rtl",
        "so is a name; without letters of that direction it looks the same",
        &[Author("Dave Cramer")],
    ),
    (
        "pkg-manifest-unlisted-resource",
        "an image that is not listed is not shown; the words for it stand in the page itself",
        &[Text(&[
            "red square",
            "Test fails if a red image is visible",
        ])],
    ),
    (
        "pkg-lang_but_not_content",
        "the language of the book is not that of the quotation marks on a page without one",
        &[Language("fr"), Text(&["“Le mieux"]), Never("«Le")],
    ),
    (
        "scr-support-fallback",
        "a page made by a program gives way to its fallback",
        &[
            Text(&["followed through the scripted content fallback"]),
            Never("does not support scripting. The"),
        ],
    ),
];

/// Rules that are none for a reader of text: book and reason.
const OTHERS: &[(&str, &str)] = &[
    (
        "css-epub-text-transform",
        "how wide letters are drawn; a terminal has one width for each",
    ),
    (
        "css-epub-writing-mode",
        "vertical lines, which a terminal does not have; the words are there",
    ),
    (
        "pkg-spine-progression_rtl",
        "on which side the next page lies; rows go on below, in the order of the spine",
    ),
];

fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join("epub-conformance")).filter(|path| path.exists())
}

fn open(folder: &Path, book: &str) -> Result<Document, String> {
    let bytes = std::fs::read(folder.join(format!("{book}.epub"))).expect("a book");
    format::open(&bytes, Some("book.epub")).map_err(|error| error.to_string())
}

/// Whether the words stand in the text, in this order.
fn stand_in_order(words: &[&str], text: &str) -> bool {
    let mut rest = text;
    words.iter().all(|words| {
        let after = rest.split_once(words).map(|(_, after)| after);
        rest = after.unwrap_or("");
        after.is_some()
    })
}

/// Whether this is seen of a book.
fn is_seen(seen: Seen, opened: &Result<Document, String>) -> bool {
    let Ok(document) = opened else {
        return matches!((seen, opened), (Refused(why), Err(said)) if said.contains(why));
    };
    let metadata = document.metadata();
    let link = |words: &str| {
        let mut links = document.links().iter();
        links.find(|link| document.slice(link.range) == words)
    };
    match seen {
        Text(words) => stand_in_order(words, document.text()),
        Never(words) => !document.text().contains(words),
        Title(title) => document
            .title()
            .is_some_and(|is| visual(is).trim_matches(MARKS) == title),
        Author(name) => metadata
            .authors
            .first()
            .is_some_and(|is| visual(is) == name),
        Language(language) => document.language() == Some(language),
        Contents(titles) => {
            let sections = document.sections().iter();
            sections
                .map(|s| document.section_title(s))
                .eq(titles.iter().copied())
        }
        Leads(from, to) => match link(from).map(|link| &link.target) {
            Some(LinkTarget::Inside(place)) => document.text()[place.to_usize()..].starts_with(to),
            _ => false,
        },
        Outside(from) => link(from).is_some_and(|l| matches!(l.target, LinkTarget::Outside(_))),
        Problem(place, what) => {
            let mut problems = document.problems().iter();
            problems.any(|problem| problem.place == place && problem.what.contains(what))
        }
        Refused(_) => false,
        Known => document.fingerprint() == Fingerprint::of(document.text()),
    }
}

/// Marks of direction, which take no room.
const MARKS: [char; 2] = ['\u{200E}', '\u{200F}'];

#[test]
fn each_rule_of_the_standard_that_a_reader_of_text_can_keep_is_kept() {
    let Some(folder) = folder() else {
        return;
    };
    let mut broken = Vec::new();
    for (book, rule, all_seen) in RULES {
        let opened = open(&folder, book);
        for seen in *all_seen {
            if !is_seen(*seen, &opened) {
                let text = opened.as_ref().map(Document::text);
                broken.push(format!("{book}: {rule}: {seen:?} in {text:?}"));
            }
        }
    }
    println!("{} rules, {} broken", RULES.len(), broken.len());
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_book_of_rules_is_in_one_of_the_tables_and_those_without_a_rule_open_too() {
    let Some(folder) = folder() else {
        return;
    };
    let entries = std::fs::read_dir(&folder).expect("a folder");
    let names = entries.filter_map(|entry| {
        let name = entry.expect("an entry").file_name().into_string();
        let name = name.expect("a name");
        name.strip_suffix(".epub").map(str::to_owned)
    });
    let there: BTreeSet<String> = names.collect();
    let ruled = RULES.iter().map(|(book, ..)| *book);
    let listed: Vec<&str> = ruled.chain(OTHERS.iter().map(|(book, _)| *book)).collect();
    let unique: BTreeSet<String> = listed.iter().map(|&book| book.to_owned()).collect();
    assert_eq!(unique, there);
    assert_eq!(unique.len(), listed.len(), "a book is listed twice");
    for (book, why) in OTHERS {
        let document = open(&folder, book);
        assert!(
            document.is_ok_and(|d| !d.text().is_empty()),
            "{book}: {why}"
        );
    }
}
