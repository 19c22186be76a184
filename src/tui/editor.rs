//! The reader's own editor, to write a note in.
//!
//! It is what `$VISUAL` names, else `$EDITOR`, else the system's. The note is in a file of its own that
//! nobody else may read and that is gone afterwards, unless what was written could not be taken.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The longest note, in bytes: more is no note.
const LONGEST: usize = 1_000_000;

/// So many names are tried for the file.
const TRIES: u32 = 100;

#[cfg(unix)]
const OTHERWISE: &str = "vi";
#[cfg(not(unix))]
const OTHERWISE: &str = "notepad";

/// Has a note written in the reader's editor. Answers with the note as it is then, or with what was wrong,
/// in words.
pub(super) fn edit(note: &str) -> Result<String, String> {
    edit_in(note, &editor(|name| std::env::var_os(name)))
}

/// The editor that the environment names.
fn editor(variable: impl Fn(&str) -> Option<OsString>) -> OsString {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(variable);
    let mut named = named.filter(|value| !value.is_empty());
    named.next().unwrap_or_else(|| OTHERWISE.into())
}

fn edit_in(note: &str, editor: &OsStr) -> Result<String, String> {
    let path = write_file(&std::env::temp_dir(), note)
        .map_err(|error| format!("the note could not be handed to an editor: {error}"))?;
    let name = editor.to_string_lossy();
    let edited = match run(editor, &path) {
        Ok(status) if status.success() => take_file(&path),
        Ok(status) if status.code() == Some(NOT_FOUND) => Err(format!(
            "{name} could not be started; $EDITOR names another"
        )),
        Ok(_) => Err(format!("{name} gave up; the note is as it was")),
        Err(error) => Err(format!("{name} could not be started: {error}")),
    };
    match edited {
        Err(says) if is_written(&path, note) => {
            Err(format!("{says}; what was written is in {}", path.display()))
        }
        edited => {
            let _ = fs::remove_file(&path);
            edited
        }
    }
    .map_err(|says| crate::document::sanitized(&says))
}

/// What the shell ends with where there is no such program.
const NOT_FOUND: i32 = 127;

/// Runs the editor on the file. What it is called with may stand in the variable too, as the shell reads it.
#[cfg(unix)]
fn run(editor: &OsStr, path: &Path) -> io::Result<std::process::ExitStatus> {
    let mut script = editor.to_owned();
    script.push(" \"$@\"");
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(script).arg("folio").arg(path);
    command.stdin(keyboard());
    command.status()
}

#[cfg(not(unix))]
fn run(editor: &OsStr, path: &Path) -> io::Result<std::process::ExitStatus> {
    let editor = editor.to_string_lossy();
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(OTHERWISE));
    command.args(words).arg(path).status()
}

/// The keyboard, also where the book came by standard input.
#[cfg(unix)]
fn keyboard() -> Stdio {
    if io::stdin().is_terminal() {
        return Stdio::inherit();
    }
    File::open("/dev/tty").map_or_else(|_| Stdio::inherit(), Stdio::from)
}

/// Writes the note to a new file in this folder, which nobody else may read.
fn write_file(folder: &Path, note: &str) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for n in 0..TRIES {
        let path = folder.join(format!("folio-note-{}-{n}.md", std::process::id()));
        match options.open(&path) {
            Ok(mut file) => {
                return write_note(&mut file, &path, note).map(|()| path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes the note to its file at `path`, which does not stay where that fails.
fn write_note(file: &mut impl Write, path: &Path, note: &str) -> io::Result<()> {
    // As editors expect a text to end.
    let end = if note.is_empty() { "" } else { "\n" };
    let written = [note, end].map(str::as_bytes);
    let written = written
        .into_iter()
        .try_for_each(|text| file.write_all(text));
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

/// The note in the file.
fn take_file(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| {
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        file.take(most + 1).read_to_end(&mut bytes)
    });
    match read {
        Err(error) => Err(format!("the note could not be read again: {error}")),
        Ok(length) if length > LONGEST => Err("too long for a note".to_owned()),
        Ok(_) => {
            let text = String::from_utf8_lossy(&bytes);
            let lines: Vec<&str> = text.trim_end().lines().collect();
            Ok(lines.join("\n"))
        }
    }
}

/// Whether there is something in the file that is not the note.
fn is_written(path: &Path, note: &str) -> bool {
    fs::metadata(path).is_ok_and(|file| {
        let is_large = file.len() > u64::try_from(LONGEST).unwrap_or(u64::MAX);
        is_large || take_file(path).is_ok_and(|text| !text.is_empty() && text != note.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_the_one_that_the_environment_names() {
        let named = |visual: &'static str, editor_named: &'static str| {
            editor(|name| match name {
                "VISUAL" => Some(visual.into()),
                "EDITOR" => Some(editor_named.into()),
                _ => None,
            })
        };
        assert_eq!(named("code -w", "ed"), "code -w");
        assert_eq!(named("", "ed"), "ed");
        assert_eq!(named("", ""), OTHERWISE);
        assert_eq!(editor(|_| None), OTHERWISE);
    }

    #[cfg(unix)]
    #[test]
    fn a_note_comes_back_as_it_was_written_and_its_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("path");
        // The editor notes down where the file was.
        let script = format!(
            "sh -c 'echo \"$0\" > {}; printf \"%s\\n\" \"a second line\" \"\" >> \"$0\"'",
            kept.display()
        );
        let note = edit_in("灯塔, first", OsStr::new(&script));
        assert_eq!(note.as_deref(), Ok("灯塔, first\na second line"));
        let path = fs::read_to_string(&kept).unwrap();
        assert!(!Path::new(path.trim()).exists());
    }

    #[cfg(unix)]
    #[test]
    fn an_editor_that_fails_changes_nothing_and_says_so() {
        let edited = |script: &str| edit_in("a note", OsStr::new(script)).unwrap_err();
        assert!(edited("no-such-editor-of-folio").contains("could not be started"));
        assert!(edited("false").contains("the note is as it was"));
        assert!(edited("rm").contains("could not be read again"));
        let says = edited("sh -c 'echo more >> \"$0\"; exit 3'");
        let (_, path) = says.split_once("what was written is in ").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "a note\nmore\n");
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_note_that_cannot_be_handed_over_stays_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let path = write_file(folder.path(), "a note").unwrap();
        // Of its bytes there is room for two.
        let mut room = [0; 2];
        assert!(write_note(&mut room.as_mut_slice(), &path, "a note").is_err());
        assert!(!path.exists());
    }

    #[test]
    fn where_nothing_can_be_written_it_is_said() {
        assert!(write_file(Path::new("/no-such-folder-of-folio"), "a note").is_err());
    }
}
