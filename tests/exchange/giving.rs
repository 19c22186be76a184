//! What goes out.

use super::*;

#[test]
fn for_people_marks_stand_under_their_sections() {
    let house = marked();
    let expected = format!(
        "The Lighthouse\n{}\n\nEvening\n\n 14%  “small lamp”\n      a *name*\n      a note\n      of two \
         lines\n\nNight\n\n 58%  “it's 北方的灯 that”\n      a *name*\n\n 72%  “And so they went on, and on, \
         until the lamp was lit and the nigh…”\n      a *name*\n",
        house.book()
    );
    let strip = |text: &str| -> String {
        // How far they are is a matter of a letter more or less in the text.
        text.lines()
            .map(|line| {
                line.split_once("%  ")
                    .map_or(line, |(_, words)| words)
                    .to_owned()
                    + "\n"
            })
            .collect()
    };
    assert_eq!(strip(&house.out(&["bookmarks"])), strip(&expected));
    assert_eq!(
        house.out(&["bookmarks"]),
        house.out(&["bookmarks", house.book()])
    );
}

#[test]
fn every_command_in_the_markdown_leads_back_to_its_very_passage() {
    let house = marked();
    let markdown = house.out(&["bookmarks", "--markdown"]);
    assert!(
        markdown.contains("\n> small lamp\n\n**a \\*name\\***\n\na note\n\nof two lines\n"),
        "{markdown}"
    );
    let document = house.document();
    let mut places = Vec::new();
    for line in markdown.lines().filter(|line| line.contains("folio '")) {
        let command = line.split_once('`').expect("code").1.trim_end_matches('`');
        // The shell takes the command apart as it would for a reader.
        let script = format!("folio() {{ printf '%s\\n' \"$@\"; }}; {command}");
        let output = Command::new("sh")
            .args(["-c", &script])
            .output()
            .expect("a shell");
        let words = out(&output);
        let words: Vec<&str> = words.lines().collect();
        assert_eq!(words[..2], [house.book(), "--at"], "{command}");
        let found = Quoted::parse(words[2]).find(&document).expect("the words");
        places.push(found.start.to_usize());
    }
    let place = |words: &str| document.text().rfind(words).expect("the words");
    assert_eq!(
        places,
        [place("small lamp"), place("it's"), place("And so they")]
    );
}

#[test]
fn where_nothing_is_marked_nothing_is_said() {
    let house = House::new();
    assert_eq!(house.out(&["bookmarks"]), "");
    assert_eq!(house.out(&["bookmarks", "--markdown", house.book()]), "");
    let value: Value = serde_json::from_str(&house.out(&["bookmarks", "--json"])).expect("JSON");
    assert_eq!(
        (&value["total"], &value["first"]["items"]),
        (&json!(0), &json!([]))
    );
}

#[test]
fn a_backup_in_which_a_journal_is_missing_says_so_in_its_status() {
    let house = marked();
    let books = house.state().join("folio/books");
    let journal = books.join(house.document().fingerprint().to_string());
    fs::create_dir(journal.join("other.jsonl")).expect("a folder");
    for arguments in [
        &["bookmarks", "--json"][..],
        &["bookmarks", "--markdown", house.book()],
        &["bookmarks", "--import", "-", house.book()],
    ] {
        let output = house.folio(arguments, b"[]");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("other.jsonl"), "{}", err(&output));
    }
    fs::remove_dir(journal.join("other.jsonl")).expect("a folder");
    // Of a line that is torn nobody was told that it is kept.
    fs::write(journal.join("other.jsonl"), "{\"v\":1,").expect("a file");
    let output = house.folio(&["bookmarks", "--json"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("other.jsonl"), "{}", err(&output));
}
