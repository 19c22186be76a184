//! The house: which room may know which.
//!
//! Every `use crate::room` in `src` is read, and each must go down. So the arrows of the map in `lib.rs`
//! cannot turn by accident.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up; a room may use those before it and those it lists.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("document", &["text"]),
    ("format", &["document", "text"]),
    ("search", &["document", "text"]),
    ("layout", &["document", "text"]),
    ("reader", &["layout", "search", "document", "text"]),
    ("store", &["document", "text"]),
    ("exchange", &["store", "search", "document", "text"]),
    ("command", &["reader", "document", "text"]),
    ("config", &["command", "layout", "text"]),
    (
        "app",
        &[
            "config", "command", "store", "reader", "layout", "search", "document", "text",
        ],
    ),
    (
        "tui",
        &[
            "app", "config", "command", "store", "reader", "layout", "search", "document", "text",
        ],
    ),
    (
        "cli",
        &[
            "tui", "app", "config", "command", "exchange", "store", "reader", "layout", "search",
            "format", "document", "text",
        ],
    ),
];

/// By what files are written.
const WRITING: [&str; 7] = [
    "fs::write",
    "fs::rename",
    "OpenOptions",
    "File::create",
    "remove_file",
    "remove_dir",
    "create_dir",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The rooms a source names after `crate::`, also inside braces.
fn named(source: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names = rest.strip_prefix('{').map_or_else(|| vec![rest], members);
        for name in names {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let name = name.trim();
            rooms.push(name.chars().take_while(|c| is_name(*c)).collect());
        }
    }
    rooms
}

/// What stands between braces after the first, those inside others apart.
fn members(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut begins = 0;
    let mut members = Vec::new();
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(&group[begins..at]);
                begins = at + 1;
            }
            _ => {}
        }
        if char == '}' && begins == at + 1 {
            break;
        }
    }
    members.retain(|name| !name.trim().is_empty());
    members
}

#[test]
fn names_are_read_behind_braces_in_braces() {
    let source = "use crate::{text::{Offset, Cells}, tui, app::Panel};\nuse crate::store;";
    assert_eq!(named(source), ["text", "tui", "app", "store"]);
}

#[test]
fn lower_rooms_know_nothing_of_upper_ones() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut looked_at = 0;
    for (room, may) in ROOMS {
        let mut files = Vec::new();
        sources(&src.join(room), &mut files);
        for file in files {
            let source = fs::read_to_string(&file).expect("a source");
            for name in named(&source) {
                looked_at += 1;
                assert!(
                    name == *room || may.contains(&name.as_str()),
                    "{} must not know {name}",
                    file.display()
                );
            }
        }
    }
    assert!(looked_at > 100, "only {looked_at} uses were found");
}

#[test]
fn every_room_is_in_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).expect("src") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_room = entry.path().is_dir();
        assert!(
            !is_room || ROOMS.iter().any(|(room, _)| *room == name),
            "{name} is not in the table"
        );
    }
}

#[test]
fn only_one_room_names_the_terminal_and_only_one_the_state_folder() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for file in files {
        let source = fs::read_to_string(&file).expect("a source");
        let code: String = source
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect();
        let within = |room: &str| file.starts_with(src.join(room));
        let names_terminal = code.contains("crossterm::") || code.contains("ratatui::");
        assert!(
            !names_terminal || within("tui"),
            "{} names the terminal",
            file.display()
        );
        let writes = WRITING.iter().any(|call| code.contains(call));
        // The note that an editor is given lies in a file as long as it is edited.
        let is_editor = file == src.join("tui/editor.rs");
        assert!(
            !writes || within("store") || is_editor,
            "{} writes files",
            file.display()
        );
        let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        let names_disk = code.contains("fs::") || words.any(|word| word == "Store");
        assert!(
            !within("app") || !names_disk,
            "{} names the disk, and the machine has none",
            file.display()
        );
    }
}
