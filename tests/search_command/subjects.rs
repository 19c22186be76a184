//! What is looked through.

use super::*;

#[test]
fn every_format_is_searched() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let place = Place::new(&[]);
    for (book, words) in [
        ("chapters.txt", "the"),
        ("article.md", "the"),
        ("figures.html", "the"),
        ("sections.fb2", "the"),
    ] {
        let book = books.join(book);
        let answer = place.search(&["-q", words, &book.to_string_lossy()]);
        assert_eq!(answer, said("", 0), "{}", book.display());
    }
}

#[test]
fn without_a_file_it_is_what_is_piped_in_and_else_the_essay() {
    let place = Place::new(&[("a", "no such city\n")]);
    for arguments in [&["-c", "such city"][..], &["-c", "such city", "-"]] {
        assert_eq!(
            place.search_with(arguments, "no such city\n"),
            said("1\n", 0)
        );
    }
    let with = |stdin: Stdio, words: &str| {
        let mut command = place.command(&["-c", words]);
        Answer::of(&command.stdin(stdin).output().expect("an end"))
    };
    let file = fs::File::open(place.path("a")).expect("a file");
    assert_eq!(with(file.into(), "such city"), said("1\n", 0));
    let answer = with(Stdio::null(), "Vladivostok");
    assert_eq!(answer.status, 0);
    assert!(answer.out.trim().parse::<u32>().is_ok_and(|n| n > 0));
    assert_eq!(place.search(&["-c", "Vladivostok"]), said("0\n", 1));
}

#[test]
fn standard_input_is_one_of_the_files() {
    let place = Place::new(&[
        ("a", "sea\n"),
        ("-", "a file with an odd name, and a sea\n"),
    ]);
    assert_eq!(
        place.search_with(&["-c", "sea", "-", "a", "-", "./-"], "sea, sea, sea\n"),
        said("standard input:3\na:1\n./-:1\n", 0)
    );
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others_and_is_told_at_the_end() {
    let place = Place::new(&[("a", "sea\n"), ("z", "sea\n")]);
    place.add("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let answer = place.search(&["sea", "a", "gone", "image", "z"]);
    assert_eq!(answer.status, 2);
    assert_eq!(answer.out, "a:sea\nz:sea\n");
    let lines: Vec<&str> = answer.err.lines().collect();
    assert!(lines[0].starts_with("folio: gone: there is no such file"));
    assert!(lines[1].starts_with("folio: image: this is a PNG image"));
    assert_eq!(lines.len(), 2);
    // Who only asks whether there is one has an answer.
    assert_eq!(place.search(&["-q", "sea", "a", "gone"]).status, 0);
    assert_eq!(place.search(&["-q", "whale", "gone", "a"]).status, 2);
}

#[test]
fn a_folder_is_looked_through_when_that_is_asked_for() {
    let place = Place::new(&[
        ("shelf/b.txt", "sea\n"),
        ("shelf/a/deep.md", "# T\n\n## D\n\nsea\n"),
        ("shelf/.hidden/x.txt", "sea\n"),
        ("shelf/.hidden.txt", "sea\n"),
        ("shelf/c.txt", "land\n"),
        ("z.txt", "sea\n"),
    ]);
    place.add("shelf/image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    place.add("shelf/noise", &[0, 1, 2, 3, 0, 0, 9, 255, 0, 14]);
    let answer = place.search(&["sea", "shelf", "z.txt"]);
    assert_eq!((answer.out.as_str(), answer.status), ("z.txt:sea\n", 2));
    assert_eq!(
        answer.err,
        "folio: shelf: is a folder; --recursive looks through it\n"
    );
    assert_eq!(
        place.search(&["-c", "--recursive", "sea", "z.txt", "shelf/"]),
        said(
            "z.txt:1\nshelf/a/deep.md:1\nshelf/b.txt:1\nshelf/c.txt:0\n",
            0
        )
    );
    assert_eq!(
        place.search(&["-rl", "sea"]),
        said("shelf/a/deep.md\nshelf/b.txt\nz.txt\n", 0)
    );
    // A folder with one file is a folder all the same.
    assert_eq!(
        place.search(&["-r", "sea", "shelf/a"]),
        said("shelf/a/deep.md:D:sea\n", 0)
    );
    assert_eq!(place.search(&["-r", "sea", "z.txt"]), said("sea\n", 0));
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_lead_nowhere_and_pipes_in_it_are_not_waited_for() {
    let place = Place::new(&[("shelf/a.txt", "sea\n"), ("elsewhere/b.txt", "sea\n")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, place.path(at)).expect("a link");
    link("..", "shelf/loop");
    link("../elsewhere", "shelf/other");
    link("self", "shelf/self");
    link("shelf", "way-in");
    let pipe = Command::new("mkfifo")
        .arg(place.path("shelf/pipe"))
        .status();
    assert!(pipe.is_ok_and(|status| status.success()));
    assert_eq!(
        place.search(&["-rl", "sea", "shelf"]),
        said("shelf/a.txt\n", 0)
    );
    // A link that was named is followed.
    assert_eq!(
        place.search(&["-rl", "sea", "way-in"]),
        said("way-in/a.txt\n", 0)
    );
}

#[test]
fn the_library_is_every_book_that_was_read_the_last_one_first() {
    let place = Place::new(&[("old.txt", "sea\n"), ("new.txt", "sea, sea\n")]);
    let empty = place.search(&["--library", "sea"]);
    assert_eq!((empty.status, empty.out.as_str()), (1, ""));
    assert!(empty.err.contains("no book has been read"), "{}", empty.err);

    let store = Store::at(place.path("state/folio"));
    let read = |text: &str, name: Option<&str>, when: u64| {
        let record = BookRecord::new(Fingerprint::of(text));
        let anchor = Anchor::default();
        let content = match name {
            Some(name) => Content::Source(Source {
                path: place.path(name),
            }),
            None => Content::Place(anchor.into()),
        };
        let change = record.change(content, Timestamp(when));
        store.save(&change).expect("a record");
    };
    read("gone", Some("gone.txt"), 5);
    read("the essay", None, 6);
    let gone = place.search(&["--library", "-c", "sea"]);
    assert_eq!((gone.status, gone.out.as_str()), (2, ""));

    read("old", Some("old.txt"), 10);
    read("new", Some("new.txt"), 20);
    read("new, as it was before", Some("new.txt"), 15);
    let answer = place.search(&["--library", "-c", "sea"]);
    let path = |name: &str| place.path(name).to_string_lossy().into_owned();
    assert_eq!(
        answer.out,
        format!("{}:2\n{}:1\n", path("new.txt"), path("old.txt"))
    );
    assert_eq!(answer.status, 0);
    let gone = path("gone.txt");
    assert!(
        answer
            .err
            .starts_with(&format!("folio: {gone}: read here once"))
    );
    assert_eq!(answer.err.lines().count(), 1);

    let book = place.path(&format!("state/folio/books/{}", Fingerprint::of("torn")));
    fs::create_dir(&book).expect("a folder");
    let damaged = book.join("desk.jsonl");
    fs::write(&damaged, "{").expect("a file");
    let answer = place.search(&["--library", "-q", "whale"]);
    assert_eq!(answer.status, 2);
    let first = answer.err.lines().next().unwrap_or_default();
    assert!(
        first.contains("1 line cannot be read") && first.ends_with("desk.jsonl"),
        "{first}"
    );
    let left = fs::read_to_string(damaged).expect("a file");
    assert_eq!(left, "{", "a search changes nothing that is remembered");
}
