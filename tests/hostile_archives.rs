//! Archives that lie about themselves, and those that only look as if they did.
//!
//! They are written here byte by byte, so that every field can be wrong by itself.
#![expect(clippy::unwrap_used, reason = "what fails here is the test")]

use folio::document::Document;
use folio::format;

/// A file of an archive as it is written down: what its headers say, and what is there.
#[derive(Clone, Debug)]
struct File {
    name: Vec<u8>,
    data: Vec<u8>,
    /// Bit 0 encrypted, bit 3 sizes behind the data.
    flags: u16,
    /// 0 stored, 8 deflated, 12 bzip2.
    method: u16,
    crc: u32,
    /// Sizes as told, packed and unpacked.
    sizes: [u32; 2],
    /// The field of more information, in the header and in the directory.
    extra: Vec<u8>,
    comment: Vec<u8>,
    /// Permissions and kind of a Unix file, such as a symbolic link.
    mode: u16,
    /// Where the directory says that it stands, if not where it does.
    at: Option<u32>,
}

fn file(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> File {
    let data = data.as_ref().to_vec();
    let mut crc = flate2::Crc::new();
    crc.update(&data);
    let size = u32::try_from(data.len()).unwrap();
    File {
        name: name.as_ref().to_vec(),
        data,
        flags: 0,
        method: 0,
        crc: crc.sum(),
        sizes: [size; 2],
        extra: Vec::new(),
        comment: Vec::new(),
        mode: 0o100_644,
        at: None,
    }
}

impl File {
    /// What header and directory say alike, from the flags to the length of the extra field.
    fn told(&self) -> Vec<u8> {
        let mut told = Vec::new();
        told.extend(self.flags.to_le_bytes());
        told.extend(self.method.to_le_bytes());
        told.extend([0; 4]);
        told.extend(self.crc.to_le_bytes());
        told.extend(self.sizes.iter().flat_map(|size| size.to_le_bytes()));
        told.extend(length(&self.name));
        told.extend(length(&self.extra));
        told
    }
}

fn length(field: &[u8]) -> [u8; 2] {
    u16::try_from(field.len()).unwrap().to_le_bytes()
}

/// How an archive ends.
#[derive(Clone, Debug, Default)]
struct End {
    comment: Vec<u8>,
    /// Whether the numbers stand in the records of zip64, and by how much the place of the directory is
    /// wrong there.
    zip64: Option<u64>,
}

fn archive(files: &[File], end: &End) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let at = file.at.unwrap_or(u32::try_from(out.len()).unwrap());
        let told = file.told();
        out.extend(b"PK\x03\x04\x2d\0");
        out.extend(&told);
        out.extend(&file.name);
        out.extend(&file.extra);
        out.extend(&file.data);
        directory.extend(b"PK\x01\x02\x2d\x03\x2d\0");
        directory.extend(&told);
        directory.extend(length(&file.comment));
        directory.extend([0; 4]);
        directory.extend((u32::from(file.mode) << 16).to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(&file.name);
        directory.extend(&file.extra);
        directory.extend(&file.comment);
    }
    let (start, size) = (out.len() as u64, directory.len() as u64);
    let count = files.len() as u64;
    out.extend(directory);
    if let Some(wrong) = end.zip64 {
        let record = out.len() as u64;
        out.extend(b"PK\x06\x06");
        out.extend(44_u64.to_le_bytes());
        out.extend([45, 3, 45, 0]);
        out.extend([0; 8]);
        let numbers = [count, count, size, start.wrapping_add(wrong)];
        out.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
        out.extend(b"PK\x06\x07\0\0\0\0");
        out.extend(record.to_le_bytes());
        out.extend(1_u32.to_le_bytes());
    }
    let narrow = |n: u64| u32::try_from(n).unwrap();
    out.extend(b"PK\x05\x06\0\0\0\0");
    if end.zip64.is_some() {
        out.extend([0xFF; 12]);
    } else {
        let count = u16::try_from(count).unwrap().to_le_bytes();
        out.extend([count, count].concat());
        out.extend(narrow(size).to_le_bytes());
        out.extend(narrow(start).to_le_bytes());
    }
    out.extend(length(&end.comment));
    out.extend(&end.comment);
    out
}

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";

/// A book of one page with these files besides.
fn book(page: File, others: Vec<File>) -> Vec<File> {
    let href = String::from_utf8_lossy(&page.name).into_owned();
    let href = href.replace('\0', "%00");
    let package = format!(
        "<package><metadata/><manifest><item id='a' href='{href}' media-type='application/xhtml+xml'/>\
         </manifest><spine><itemref idref='a'/></spine></package>"
    );
    let mut files = vec![
        file("META-INF/container.xml", CONTAINER),
        file("p.opf", package),
        page,
    ];
    files.extend(others);
    files
}

const PAGE: &str = "<html><body><p>The kettle is on.</p></body></html>";
const WORDS: &str = "The kettle is on.";

fn open(bytes: &[u8]) -> Result<Document, String> {
    format::open(bytes, Some("book.epub")).map_err(|error| error.to_string())
}

/// The text of an archive and what is said about it.
fn read(files: &[File], end: &End) -> (String, String) {
    let document = open(&archive(files, end)).unwrap();
    let problems = document.problems().iter();
    let said = problems.map(|p| format!("{}: {}\n", p.place, p.what));
    (document.text().to_owned(), said.collect())
}

fn kettle() -> File {
    file("a.xhtml", PAGE)
}

#[test]
fn an_archive_written_byte_by_byte_is_sound() {
    let (text, said) = read(&book(kettle(), Vec::new()), &End::default());
    assert_eq!((text.as_str(), said.as_str()), (WORDS, ""));
}

#[test]
fn files_that_lie_over_one_another_are_read_once_each_and_no_more() {
    // A thousand names for one file of two megabytes: 2 GB, were they all read.
    let large = format!("<p>{}</p>", "word ".repeat(400_000));
    let mut files = book(file("a.xhtml", &large), Vec::new());
    let start = archive(&files[..2], &End::default());
    let at = memchr::memmem::find(&start, b"PK\x01\x02").unwrap();
    let at = u32::try_from(at).unwrap();
    let mut items = String::new();
    let mut spine = String::new();
    for n in 0..1000 {
        items += &format!("<item id='i{n}' href='{n}.xhtml' media-type='application/xhtml+xml'/>");
        spine += &format!("<itemref idref='i{n}'/>");
        files.push(File {
            at: Some(at),
            data: Vec::new(),
            ..file(format!("{n}.xhtml"), &large)
        });
    }
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let old = files[1].data.len();
    files[1] = file("p.opf", package);
    // The package has grown, and all behind it has moved.
    let moved = u32::try_from(files[1].data.len() - old).unwrap();
    for file in &mut files {
        file.at = file.at.map(|at| at + moved);
    }
    let (text, said) = read(&files, &End::default());
    assert!(text.len() <= 256 << 20, "{}", text.len());
    assert!(text.starts_with("word word"));
    assert!(
        said.contains("this archive unpacks to over 256 MiB"),
        "{said}"
    );
}

#[test]
fn zip64_is_read_and_where_it_lies_the_files_are_looked_for() {
    let sizes = |packed: u64, unpacked: u64| {
        let mut extra = vec![1, 0, 16, 0];
        extra.extend(unpacked.to_le_bytes());
        extra.extend(packed.to_le_bytes());
        extra
    };
    let huge = |extra: Vec<u8>| File {
        sizes: [u32::MAX; 2],
        extra,
        ..kettle()
    };
    let size = PAGE.len() as u64;
    let sound = End {
        zip64: Some(0),
        ..End::default()
    };
    let (text, said) = read(&book(huge(sizes(size, size)), Vec::new()), &sound);
    assert_eq!((text.as_str(), said.as_str()), (WORDS, ""));
    // The directory is somewhere else, or nowhere.
    for wrong in [1, 1 << 40, u64::MAX - 7] {
        let lying = End {
            zip64: Some(wrong),
            ..End::default()
        };
        let (text, said) = read(&book(kettle(), Vec::new()), &lying);
        assert_eq!(text, WORDS);
        assert!(said.contains("looked for one by one"), "{said}");
    }
    // A file says that it has 2^63 bytes: what is there is read.
    let (text, _) = read(&book(huge(sizes(1 << 63, 1 << 63)), Vec::new()), &sound);
    assert!(text.starts_with(WORDS), "{text}");
}

#[test]
fn names_and_comments_of_64_kilobytes_do_no_harm() {
    let long = vec![b'x'; usize::from(u16::MAX)];
    let mut files = book(kettle(), vec![file(&long, "x")]);
    files[0].comment.clone_from(&long);
    let end = End {
        comment: long,
        ..End::default()
    };
    let (text, said) = read(&files, &end);
    assert_eq!((text.as_str(), said.as_str()), (WORDS, ""));
    // A comment that looks like the end of an archive is not it.
    let comment = b"PK\x05\x06 and so on ".repeat(20);
    let (text, _) = read(
        &book(kettle(), Vec::new()),
        &End {
            comment,
            ..End::default()
        },
    );
    assert_eq!(text, WORDS);
}

#[test]
fn a_book_that_was_cut_off_before_it_is_described_is_read_as_far_as_it_goes() {
    let mut files = book(kettle(), vec![file("b.xhtml", "<p>The cup is full.</p>")]);
    let package = files.remove(1);
    assert!(open(&archive(&files, &End::default())).is_err());
    files.push(package);
    let whole = archive(&files, &End::default());
    let package = memchr::memmem::find(&whole, b"p.opf<package>").unwrap();
    let document = open(&whole[..package]).unwrap();
    assert_eq!(document.text(), "The kettle is on.\nThe cup is full.");
    let problems = document.problems().iter();
    let said: Vec<String> = problems
        .map(|p| format!("{}: {}", p.place, p.what))
        .collect();
    assert_eq!(
        said[2..],
        [
            "package document: missing; title and contents are not known",
            "spine: not there; the pages are read in the order of the archive"
        ]
    );
}

#[test]
fn a_book_that_was_cut_off_before_its_pages_is_said_to_be_cut_off() {
    let mut files = book(kettle(), Vec::new());
    let page = files.pop().unwrap();
    let sound = open(&archive(&files, &End::default())).unwrap_err();
    let why = "there is no page that can be shown";
    assert_eq!(sound, format!("nothing in it can be read: {why}"));
    files.push(page);
    let whole = archive(&files, &End::default());
    let page = memchr::memmem::find(&whole, PAGE.as_bytes()).unwrap();
    let header = memchr::memmem::rfind(&whole[..page], b"PK").unwrap();
    assert_eq!(
        open(&whole[..header]).unwrap_err(),
        format!("nothing in it can be read: the archive is cut off or damaged; {why}")
    );
}

#[test]
fn of_two_files_of_one_name_the_later_counts() {
    let later = file("a.xhtml", "<p>Later.</p>");
    let (text, _) = read(&book(kettle(), vec![later]), &End::default());
    assert_eq!(text, "Later.");
}

#[test]
fn files_behind_the_directory_are_not_there() {
    let mut bytes = archive(&book(kettle(), Vec::new()), &End::default());
    bytes.extend(archive(
        &[file("a.xhtml", "<p>Hidden.</p>")],
        &End::default(),
    ));
    let end = memchr::memmem::find(&bytes, b"PK\x05\x06").unwrap();
    // Without an end of its own what follows is junk behind the archive.
    let second = memchr::memmem::rfind(&bytes, b"PK\x05\x06").unwrap();
    assert!(second > end);
    bytes.truncate(second);
    assert_eq!(open(&bytes).unwrap().text(), WORDS);
}

#[test]
fn a_symbolic_link_is_the_text_of_its_target_and_is_not_followed() {
    let link = File {
        mode: 0o120_777,
        ..file("a.xhtml", "/etc/passwd")
    };
    let (text, _) = read(&book(link, Vec::new()), &End::default());
    assert_eq!(text, "/etc/passwd");
}

#[test]
fn names_that_lead_out_are_names_and_nothing_else() {
    for name in [
        "/etc/passwd",
        "../../../../etc/passwd",
        "C:\\Windows\\win.ini",
        "\\\\server\\share\\a.xhtml",
        "a\0b.xhtml",
        "....//....//a.xhtml",
    ] {
        let (text, _) = read(&book(file(name, PAGE), Vec::new()), &End::default());
        assert_eq!(text, WORDS, "{name:?}");
    }
}

#[test]
fn a_wrong_checksum_is_told_of_a_book_and_of_a_text_alone() {
    let wrong = |file: File| File { crc: 7, ..file };
    let (text, said) = read(&book(wrong(kettle()), Vec::new()), &End::default());
    assert_eq!(text, WORDS);
    let word = "its checksum is wrong; something in it may be damaged";
    assert_eq!(said, format!("a.xhtml: {word}\n"));
    let plain = archive(&[wrong(file("note.txt", WORDS))], &End::default());
    let document = format::open(&plain, Some("note.zip")).unwrap();
    assert_eq!(document.text(), WORDS);
    let said: Vec<_> = document
        .problems()
        .iter()
        .map(|p| (&*p.place, &*p.what))
        .collect();
    assert_eq!(said, [("note.txt", word)]);
}

#[test]
fn a_locked_or_unknown_page_is_left_out_and_named_and_the_rest_is_read() {
    for (page, word) in [
        (
            File {
                flags: 1,
                crc: 7,
                ..kettle()
            },
            "protected by a password",
        ),
        (
            File {
                method: 12,
                ..kettle()
            },
            "a method that folio does not know (BZIP2)",
        ),
        (
            File {
                method: 4242,
                ..kettle()
            },
            "a method that folio does not know",
        ),
    ] {
        let mut files = book(page, vec![file("b.xhtml", "<p>The rest.</p>")]);
        let package = String::from_utf8(files[1].data.clone()).unwrap();
        let package = package
            .replace(
                "</manifest>",
                "<item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>",
            )
            .replace("</spine>", "<itemref idref='b'/></spine>");
        files[1] = file("p.opf", package);
        let (text, said) = read(&files, &End::default());
        assert_eq!(text, "The rest.");
        assert!(said.contains("a.xhtml: ") && said.contains(word), "{said}");
    }
}

#[test]
fn utf_7_is_no_encoding_and_hides_no_tags() {
    let page = "<?xml version='1.0' encoding='UTF-7'?><html><body>\
        <p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- caf\u{e9}</p></body></html>";
    let (text, _) = read(&book(file("a.xhtml", page), Vec::new()), &End::default());
    assert_eq!(text, "+ADw-script+AD4-alert(1)+ADw-/script+AD4- café");
    let html = page.replace(
        "<?xml version='1.0' encoding='UTF-7'?>",
        "<meta charset=utf-7>",
    );
    let document = format::open(html.as_bytes(), Some("a.html")).unwrap();
    assert!(document.text().contains("+ADw-script") && document.text().ends_with("café"));
}
