//! Where the answer goes: a terminal, a file, a pipe that is closed.

use super::*;

/// What is shown on a terminal of so many columns, without its colours if it is asked for so.
#[cfg(unix)]
fn on_terminal(place: &Place, columns: u16, arguments: &[&str]) -> String {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    let size = PtySize {
        rows: 24,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_folio"));
    command.arg("search");
    command.args(arguments);
    command.cwd(place.folder.path());
    command.env_remove("NO_COLOR");
    let mut child = pair.slave.spawn_command(command).expect("the program");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut shown = Vec::new();
    let mut buffer = [0; 4096];
    // A terminal that nobody writes to any more ends with an error.
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        shown.extend_from_slice(&buffer[..n]);
    }
    child.wait().expect("an end");
    String::from_utf8(shown).expect("UTF-8").replace('\r', "")
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let place = Place::new(&[("log.md", LOG)]);
    assert!(!place.search(&["keeper", "log.md"]).out.contains('\x1b'));
    let never = place.search(&["--color", "never", "keeper", "log.md"]);
    assert!(!never.out.contains('\x1b'));
    assert_eq!(
        place
            .search(&["--color", "always", "-C", "8", "keeper", "log.md", "log.md"])
            .out
            .lines()
            .next(),
        Some("\x1b[35mlog.md\x1b[0m:\x1b[32mDay\x1b[0m:…and the \x1b[1;31mkeeper\x1b[0m sleeps.")
    );
    let json = place.search(&["--json", "--color", "always", "keeper", "log.md"]);
    assert!(!json.out.contains('\x1b'));
}

#[cfg(unix)]
#[test]
fn nothing_that_a_terminal_obeys_comes_out_of_a_name_a_title_or_a_text() {
    let name = "a\u{1b}[31m\u{202e}b\u{9b}\n.md";
    let place = Place::new(&[(
        name,
        "# T\u{1b}]0;x\u{7}itle\n\nThe s\u{9b}ea \u{1b}[2Jis calm.\n",
    )]);
    for options in [&[][..], &["-c"], &["-l"], &["--json"]] {
        for more in ["gone\u{1b}[2J", name] {
            let answer = place.search(&[options, &["is calm", name, more]].concat());
            for shown in [&answer.out, &answer.err] {
                let is_fine = |c: char| c == '\n' || is_drawable(c);
                assert!(shown.chars().all(is_fine), "{shown:?}");
            }
        }
    }
    let objects = place.search(&["--json", "is calm", name]).objects();
    assert_eq!(objects[0]["file"], name);
}

#[cfg(unix)]
#[test]
fn on_a_terminal_matches_stand_under_their_files_and_sections_and_fit_its_width() {
    let place = Place::new(&[
        ("log.md", LOG),
        (
            "novel.md",
            "# N\n\n## Part One\n\n### Chapter I\n\nAt night the sea.\n\n## Part Two\n\n### Chapter I\n\n\
             A long way from here there is no sea, and nobody who lives there has ever seen a lamp in the night.\n",
        ),
        ("plain.txt", "The sea.\n"),
    ]);
    let color = "--color=never";
    assert_eq!(
        on_terminal(
            &place,
            40,
            &[color, "sea", "log.md", "novel.md", "plain.txt"]
        ),
        "\
log.md
  Night
    …has seen the lamp from the sea.
  Day
    The sea is calm, and the keeper…

novel.md
  Part One › Chapter I
    At night the sea.
  Part Two › Chapter I
    …there is no sea, and nobody who…

plain.txt
  The sea.
"
    );
    assert_eq!(
        on_terminal(&place, 60, &[color, "sea", "novel.md"]),
        "\
Part One › Chapter I
  At night the sea.
Part Two › Chapter I
  …way from here there is no sea, and nobody who lives…
"
    );
    assert_eq!(
        on_terminal(&place, 60, &["calm", "log.md"]),
        "\x1b[32mDay\x1b[0m\n  The sea is \x1b[1;31mcalm\x1b[0m, and the keeper sleeps.\n"
    );
}

#[cfg(unix)]
#[test]
fn a_line_keeps_to_one_row_of_a_narrow_terminal_and_the_essay_is_named() {
    let line = "The keeper of the lamp looked at the wide sea for a long time.\n";
    let place = Place::new(&[
        ("a.md", &format!("# A\n\n## Night\n\n{line}")),
        ("b.txt", line),
    ]);
    let shown = on_terminal(&place, 20, &["--color=never", "looked", "a.md", "b.txt"]);
    for row in shown.lines() {
        assert!(row.chars().count() <= 20, "{shown}");
    }
    let essay = on_terminal(&place, 80, &["--color=never", "-c", "zyzzyva"]);
    assert_eq!(
        essay,
        "folio: no FILE was named, so the essay is looked through\n0\n"
    );
}

#[cfg(unix)]
#[test]
fn a_broken_pipe_is_success_however_much_there_would_be_to_say() {
    let place = Place::new(&[]);
    for n in 0..50 {
        place.add(
            &format!("{n}.txt"),
            "A needle in the hay.\n\n".repeat(2000).as_bytes(),
        );
    }
    for form in ["--json", "--color=always"] {
        let mut command = place.command(&["-r", form, "needle", "."]);
        let mut child = command.spawn().expect("the program");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(output.stderr, b"");
    }
}
