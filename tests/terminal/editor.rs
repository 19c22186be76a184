//! A note is written in the reader's own editor, which has the terminal meanwhile.

use std::fs;

use super::*;

/// What the note is before.
const NOTE: &str = "of lanterns";

/// The program with an editor that is this script; the file with the note is its `$1`.
fn folio_with_editor(home: &Path, script: &str) -> CommandBuilder {
    let editor = home.join("editor");
    fs::write(&editor, script).expect("a script");
    fs::create_dir(handed_over(home)).expect("a folder");
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "export EDITOR='sh {}' TMPDIR='{}'; exec '{}'",
        editor.display(),
        handed_over(home).display(),
        env!("CARGO_BIN_EXE_folio")
    ));
    command
}

/// The folder of the file in which a note is handed to an editor.
fn handed_over(home: &Path) -> std::path::PathBuf {
    home.join("notes")
}

fn is_nothing_left(home: &Path) -> bool {
    let left = fs::read_dir(handed_over(home)).expect("a folder");
    left.count() == 0
}

/// The screen above its foot, where notices come and go.
fn above_the_foot(t: &Terminal) -> String {
    let screen = t.screen();
    let above = screen.rsplit_once('\n').map(|(above, _)| above);
    above.unwrap_or_default().to_owned()
}

/// Makes a note and chooses it in the list.
fn choose_a_note(t: &mut Terminal) {
    t.wait_for_text(TITLE);
    t.type_keys(&format!("va{NOTE}\r"));
    t.wait_for_record(NOTE);
    t.wait_for_text("note kept");
    t.type_keys("B");
    t.wait_for_text("by place");
}

/// Leaves the list and the program.
fn quit(t: &mut Terminal) {
    t.type_keys("qq");
    assert_eq!(t.end().0, 0);
    t.assert_given_back();
}

#[test]
fn an_editor_has_the_terminal_and_what_was_written_is_the_note() {
    let home = home();
    let command = folio_with_editor(
        home.path(),
        "case $(stty -a) in *-icanon*|*' -echo '*) exit 1;; esac\n\
         echo 'What is to be said?'; read -r words; echo \"$words\" >> \"$1\"\n",
    );
    let mut t = Terminal::start(command, home.path());
    choose_a_note(&mut t);
    t.type_keys("E");
    t.wait_for_text("What is to be said?");
    assert!(!t.parser.screen().alternate_screen());
    assert!(!t.parser.screen().hide_cursor());
    // None of this is for the reader: it would quit.
    t.type_keys("qq, and of lamps\r");
    t.wait_for_record("of lanterns\\nqq, and of lamps");
    t.wait_for_text("note kept");
    assert!(t.parser.screen().alternate_screen());
    assert!(!t.screen().contains("What is to be said?"));
    let screen = t.screen();
    assert!(
        screen.contains("by place") && screen.contains(NOTE),
        "{screen}"
    );
    assert!(is_nothing_left(home.path()));
    quit(&mut t);
}

#[test]
fn an_editor_that_fails_or_is_killed_leaves_the_note_as_it_was() {
    for end in ["exit 1", "kill -9 $$"] {
        let home = home();
        let script = format!("echo 'What is to be said?'; read -r words; {end}\n");
        let command = folio_with_editor(home.path(), &script);
        let mut t = Terminal::start(command, home.path());
        choose_a_note(&mut t);
        let before = above_the_foot(&t);
        let notes = |t: &Terminal| t.records().matches("\"note\":").count();
        let kept = notes(&t);
        t.type_keys("E");
        t.wait_for_text("What is to be said?");
        t.type_keys("nothing\r");
        t.wait_for_text("gave up; the note is as it was");
        t.wait_for("the screen as it was", |t| above_the_foot(t) == before);
        assert!(is_nothing_left(home.path()), "{end}");
        quit(&mut t);
        assert_eq!(notes(&t), kept, "{end}");
    }
}
