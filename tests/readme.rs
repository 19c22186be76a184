//! README's table of keys is the live keymap's.

use std::fmt::Write;

use folio::command::Action;
use folio::config::Config;

fn table() -> String {
    let keymap = Config::default().keymap;
    let mut table = String::from("| keys | what | name |\n| --- | --- | --- |\n");
    let mut group = None;
    for action in Action::ALL {
        if group != Some(action.group()) {
            group = Some(action.group());
            let _ = writeln!(table, "| **{}** | | |", action.group().title());
        }
        let keys: Vec<String> = keymap
            .keys_of(*action)
            .iter()
            .map(|keys| code(keys))
            .collect();
        let _ = writeln!(
            table,
            "| {} | {} | {} |",
            keys.join(" "),
            action.help(),
            action.name()
        );
    }
    table
}

/// Keys as code; a backtick needs two around it, and a bar would end the cell.
fn code(keys: &str) -> String {
    if keys.contains('`') {
        format!("`` {keys} ``")
    } else {
        format!("`{}`", keys.replace('|', "\\|"))
    }
}

#[test]
fn the_table_of_keys_is_the_live_keymap() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README");
    let (_, rest) = readme
        .split_once("<!-- keys -->\n")
        .expect("the beginning of the table");
    let (written, _) = rest
        .split_once("<!-- /keys -->")
        .expect("the end of the table");
    assert!(
        written.trim() == table().trim(),
        "README's table of keys should be:\n\n{}",
        table()
    );
}
