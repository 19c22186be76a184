//! Many books at once: what is said of them is what is said of each, in their order.

use super::*;

const BOOKS: usize = 16;

/// A house with some long books and some short ones, in most of which something is marked; and their files.
fn shelf() -> (House, Vec<String>) {
    let mut house = House::new();
    let folder = house.book.parent().expect("a folder").to_owned();
    let mut files = Vec::new();
    for n in 0..BOOKS {
        let (sentences, words) = if n % 5 == 0 { (4000, 9000) } else { (n, n) };
        let sea = "And the sea is wide. ".repeat(sentences);
        let text = format!("# Book {n}\n\nThe lamp of book {n} is lit.\n\n{sea}\n");
        house.book = folder.join(format!("{n}.md"));
        fs::write(&house.book, &text).expect("a file");
        if n % 4 != 3 {
            // Of the long ones more is to be said than is told in one piece.
            let note = "a word or two ".repeat(words);
            house.mark_in(
                &text,
                &format!("lamp of book {n}"),
                Some(Style::Green),
                &note,
            );
        }
        files.push(house.book().to_owned());
    }
    (house, files)
}

/// What is said of books one by one, put together.
fn one_by_one(house: &House, form: &[&str], files: &[&str]) -> (String, String) {
    let each = files.iter().map(|file| {
        let output = house.folio(&[&["bookmarks"], form, &[file]].concat(), b"");
        (out(&output), err(&output))
    });
    let (outs, errs): (Vec<String>, Vec<String>) = each.unzip();
    let said: Vec<String> = outs.into_iter().filter(|out| !out.is_empty()).collect();
    (said.join("\n\n"), errs.concat())
}

#[test]
fn of_several_files_the_same_is_said_as_one_by_one_and_in_their_order() {
    let (house, files) = shelf();
    let mut files: Vec<&str> = files.iter().rev().map(String::as_str).collect();
    files.insert(5, "/no/such.md");
    files.insert(9, "/nor/this.md");
    for form in [&[][..], &["--markdown"]] {
        let output = house.folio(&[&["bookmarks"], form, &files[..]].concat(), b"");
        let (said, complaints) = one_by_one(&house, form, &files);
        assert!(said.contains("Book 14") && !said.contains("Book 15"));
        assert!(out(&output) == said, "{form:?}: {}", out(&output));
        assert_eq!(err(&output), complaints);
        assert_eq!(complaints.lines().count(), 2, "{complaints}");
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn as_json_all_are_in_one_list_in_the_order_of_their_books() {
    let (house, files) = shelf();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let items = |files: &[&str]| -> Vec<Value> {
        let given = house.out(&[&["bookmarks", "--json"], files].concat());
        let value: Value = serde_json::from_str(&given).expect("JSON");
        let items = value["first"]["items"].as_array().expect("a list").clone();
        assert_eq!(value["total"], items.len());
        items
    };
    let each: Vec<Value> = files.iter().flat_map(|file| items(&[file])).collect();
    assert_eq!(each.len(), BOOKS - BOOKS / 4);
    assert_eq!(items(&files), each);
}

#[test]
fn the_library_is_given_in_its_own_order() {
    let (house, _) = shelf();
    let library = house.out(&["library", "--json"]);
    let files: Vec<String> = library
        .lines()
        .filter_map(|line| {
            let book: Value = serde_json::from_str(line).expect("JSON");
            Some(book["file"].as_str()?.to_owned())
        })
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let (said, _) = one_by_one(&house, &["--markdown"], &files);
    assert!(house.out(&["bookmarks", "--markdown"]) == said);
}

#[test]
fn standard_input_is_read_once_however_often_it_is_named() {
    let text = "The small lamp is lit at dusk.\n\nAnd the sea is wide.\n";
    let house = House::new();
    house.mark_in(text, "small lamp", None, "");
    let once = house.folio(&["bookmarks", "-"], text.as_bytes());
    assert!(out(&once).contains("small lamp"), "{}", out(&once));
    let twice = house.folio(&["bookmarks", "-", "-"], text.as_bytes());
    assert_eq!(out(&twice), out(&once));
}
