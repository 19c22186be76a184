//! Files that change meanwhile, or of which no part can be read, and those that people read.

use super::*;

#[test]
fn of_a_file_that_is_another_by_now_the_end_is_shown_that_it_has() {
    let mut book = Book::of(essay(5, 1 << 20).as_bytes());
    for other in [
        essay(8, 700 << 10),
        "All is gone.".to_owned(),
        essay(5, 1 << 20).replace("of words", "of omega"),
    ] {
        let mut reader = book.begun((60, 20));
        reader.keys("G<pageup>");
        book = Book::of(other.as_bytes());
        reader.whole_comes(&book);
        assert_eq!(reader.text(), book.read((60, 20), "G").text());
        book = Book::of(essay(5, 1 << 20).as_bytes());
    }
}

#[test]
fn what_can_not_be_read_from_its_midst_is_waited_for() {
    let beginning = essay(1, 40 << 10);
    let behind = |rest: Vec<u8>| [beginning.clone().into_bytes(), rest].concat();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for (bytes, comes) in [
        // A line without end, one with one, letters of an old encoding, another one, and naughts.
        (behind(b"word ".repeat(200_000)), false),
        (
            behind([b"word ".repeat(200_000), b"\n\nEnd.\n".to_vec()].concat()),
            true,
        ),
        (behind(b"\xE9t\xE9 or winter\n\n".repeat(40_000)), false),
        (behind(wide(&essay(4, 400 << 10))), false),
        (behind(b"a\0b\n\n".repeat(100_000)), false),
        (behind("é".repeat(200_000).into_bytes()), false),
        // The last paragraph is cut within a letter.
        (
            behind(essay(2, 900_000).replace('.', "é").into_bytes()[..800_001].to_vec()),
            true,
        ),
    ] {
        let shelf = Shelf::with(".txt", &bytes);
        let is_text = String::from_utf8(bytes.clone()).is_ok();
        let part = read(&shelf.path, Region::End, None);
        assert_eq!(
            part.is_some(),
            comes && is_text,
            "{:?}",
            &bytes[bytes.len() - 20..]
        );
        let Ok(document) = open_file(&shelf.path, PageExtent::Article) else {
            continue;
        };
        let document = document.into();
        let book = Book { shelf, document };
        let mut reader = book.begun((60, 20));
        reader.keys("Gk");
        reader.whole_comes(&book);
        let other = book.read((60, 20), "Gk");
        assert_eq!(reader.text(), other.text());
        assert_eq!(reader.way(), other.way());
    }
}

#[test]
fn the_long_texts_of_the_corpus_show_their_ends_as_they_stand() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    let Ok(files) = fs::read_dir(corpus.join("text")) else {
        return;
    };
    for file in files.map(|file| file.unwrap().path()) {
        let is_text = file.extension().is_some_and(|e| e == "txt");
        if !is_text || file.metadata().unwrap().len() < LONG {
            continue;
        }
        let book = Book::of(&fs::read(&file).unwrap());
        for keys in ["G", "20%", "50%", "70%", "95%"] {
            let mut reader = book.begun((60, 20));
            reader.keys(keys);
            let early = reader.text();
            reader.whole_comes(&book);
            assert_eq!(early, reader.text(), "{keys} of {}", file.display());
        }
    }
}
