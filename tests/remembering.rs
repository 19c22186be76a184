//! What is remembered survives: processes that are killed, disks that are full, folders that cannot be
//! written, two folios at once.
//!
//! The writing is done by processes of their own: this program runs itself again, as [`a_writing_session`].
//! A session says that something is kept when the store has said so, and not before; what was said must be
//! there afterwards. `FOLIO_KILLS` is how many sessions are killed, 40 unless told otherwise.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use folio::document::{Anchor, Fingerprint};
use folio::store::{Annotation, BookRecord, Content, Device, Entry, Journal, Store, Timestamp};
use tempfile::TempDir;

fn book() -> Fingerprint {
    Fingerprint::of("a book")
}

fn journal() -> Journal {
    Journal::Book(book())
}

/// All sessions are on one machine, so they write to one file.
fn store(folder: &Path) -> Store {
    Store::at(folder).on_device(Device::named("desk").expect("a name"))
}

/// What a session is to write.
#[derive(Clone, Copy)]
struct Plan<'p> {
    folder: &'p Path,
    /// What its notes are called, so that no two sessions' are alike.
    name: &'p str,
    notes: usize,
    /// Pages turned after each note; all but the last are superseded.
    pages: usize,
}

impl Plan<'_> {
    /// Runs this program again, as a session.
    fn command(&self, through: Option<&str>) -> Command {
        let program = std::env::current_exe().expect("this program");
        let mut command = match through {
            Some(script) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", script]).arg(program);
                shell
            }
            None => Command::new(program),
        };
        command
            .args(["--exact", "a_writing_session", "--ignored", "--nocapture"])
            .env("FOLIO_SESSION_FOLDER", self.folder)
            .env("FOLIO_SESSION_NAME", self.name)
            .env("FOLIO_SESSION_NOTES", self.notes.to_string())
            .env("FOLIO_SESSION_PAGES", self.pages.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }
}

/// Pages after which a session looks whether its file should be written anew.
const TIDY: usize = 40;

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[test]
#[ignore = "is run by the others, as a process of its own"]
fn a_writing_session() {
    let folder = variable("FOLIO_SESSION_FOLDER").expect("run by another test");
    let name = variable("FOLIO_SESSION_NAME").expect("a name");
    let number = |name| {
        variable(name)
            .and_then(|n| n.parse().ok())
            .expect("a number")
    };
    let (notes, pages): (usize, usize) =
        (number("FOLIO_SESSION_NOTES"), number("FOLIO_SESSION_PAGES"));
    let store = store(Path::new(&folder));
    let mut record = store.load(book()).value;
    let mut out = std::io::stdout();
    for n in 0..notes {
        let id = format!("{name}-{n}");
        let entry = entry(&mut record, note(&id));
        let said = match store.save_all(journal(), [&entry]) {
            Ok(_) => "kept",
            Err(_) => "failed",
        };
        writeln!(out, "\n{said} {id}").expect("somebody who listens");
        let pages: Vec<Entry> = (0..pages)
            .map(|page| entry_of_page(&mut record, page))
            .collect();
        // Places and tidying may fail here as well; what counts is what was said to be kept.
        let _ = store.save_all(journal(), &pages);
        if n % TIDY.div_ceil(pages.len()) == 0 {
            let _ = store.tidy(journal());
        }
    }
}

fn entry(record: &mut BookRecord, content: Content) -> Entry {
    let change = record.change(content, Timestamp::now());
    record.apply(&change.entry);
    change.entry
}

fn note(id: &str) -> Content {
    Content::Annotation(Annotation {
        id: id.to_owned(),
        note: "Words that somebody wrote and wants to read again.".to_owned(),
        passage: Anchor::default().into(),
        ..Annotation::default()
    })
}

fn entry_of_page(record: &mut BookRecord, page: usize) -> Entry {
    let anchor = Anchor {
        offset: page,
        exact: "The lamp is lit a quarter of an hour before the sun goes down.".repeat(6),
        ..Anchor::default()
    };
    entry(record, Content::Place(anchor.into()))
}

/// What a session says, line by line.
struct Session {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Session {
    fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("a process");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, out }
    }

    /// The next note it says something of, and whether that is kept; `None` when it has ended.
    fn next(&mut self) -> Option<(bool, String)> {
        let mut line = String::new();
        while self.out.read_line(&mut line).expect("its output") > 0 {
            // A line that the process did not finish says nothing.
            let whole = line.strip_suffix('\n').and_then(|l| l.split_once(' '));
            match whole {
                Some(("kept", id)) => return Some((true, id.to_owned())),
                Some(("failed", id)) => return Some((false, id.to_owned())),
                _ => line.clear(),
            }
        }
        None
    }

    /// What is kept of all it says from now on; then it is over.
    fn rest(&mut self) -> Vec<String> {
        let mut kept = Vec::new();
        while let Some((is_kept, id)) = self.next() {
            kept.extend(is_kept.then_some(id));
        }
        self.child.wait().expect("its end");
        kept
    }
}

/// The ids that are said to be kept and are not there.
fn lost(folder: &Path, kept: &BTreeSet<String>) -> Vec<String> {
    let record = store(folder).load(book()).value;
    let there: BTreeSet<&str> = record.annotations.iter().map(|a| a.id.as_str()).collect();
    let lost = kept.iter().filter(|id| !there.contains(id.as_str()));
    lost.cloned().collect()
}

fn file(folder: &Path) -> PathBuf {
    folder
        .join("books")
        .join(book().to_string())
        .join("desk.jsonl")
}

fn draw(most: u64) -> u64 {
    RandomState::new().hash_one(0) % most
}

#[test]
fn killed_at_any_moment_a_session_has_lost_nothing_it_said_was_kept() {
    let kills: usize = variable("FOLIO_KILLS")
        .and_then(|n| n.parse().ok())
        .unwrap_or(40);
    let mut counts = (0, 0, 0);
    // Some sessions one after another write to the same folder, so that they meet what the killed left.
    for group in 0..kills.div_ceil(20) {
        let folder = TempDir::new().expect("a folder");
        let mut kept = BTreeSet::new();
        for run in group * 20..kills.min((group + 1) * 20) {
            let name = format!("run{run}");
            let plan = Plan {
                folder: folder.path(),
                name: &name,
                notes: 1000,
                pages: 40,
            };
            let mut session = Session::start(plan.command(None));
            let before = 1 + draw(12);
            for _ in 0..before {
                let (is_kept, id) = session.next().expect("a session that goes on");
                assert!(is_kept, "{id}");
                kept.insert(id);
            }
            // Somewhere in the midst of the next write, or of tidying.
            (0..draw(1_000_000)).for_each(|_| std::hint::spin_loop());
            session.child.kill().expect("a process");
            kept.extend(session.rest());
            let lost = lost(folder.path(), &kept);
            assert!(lost.is_empty(), "{lost:?}");
            let bytes = fs::read(file(folder.path())).expect("a journal");
            counts.2 += usize::from(!bytes.ends_with(b"\n"));
        }
        counts.0 += kept.len();
        counts.1 += asides(folder.path());
    }
    let (kept, asides, torn) = counts;
    println!("{kills} killed, {kept} kept, 0 lost; {torn} lines torn, {asides} moved aside");
    assert!(kept >= kills);
}

fn asides(folder: &Path) -> usize {
    let file_there = file(folder);
    let entries = fs::read_dir(file_there.parent().expect("a folder")).expect("a folder");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.contains(".damaged-")).count()
}

#[test]
fn two_folios_that_write_at_once_lose_nothing_to_each_other() {
    const NOTES: usize = 1000;
    let folder = TempDir::new().expect("a folder");
    let start = |name| {
        let plan = Plan {
            folder: folder.path(),
            name,
            notes: NOTES,
            pages: 2,
        };
        Session::start(plan.command(None))
    };
    let (mut one, mut two) = (start("one"), start("two"));
    let kept: BTreeSet<String> = std::thread::scope(|scope| {
        let one = scope.spawn(move || one.rest());
        let mut all = two.rest();
        all.extend(one.join().expect("what the other says"));
        all.into_iter().collect()
    });
    assert_eq!(kept.len(), 2 * NOTES);
    assert_eq!(lost(folder.path(), &kept), Vec::<String>::new());
    let loaded = store(folder.path()).load(book());
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    assert_eq!(loaded.value.annotations.len(), 2 * NOTES);
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_for_more_what_was_kept_stays_and_no_half_line_does() {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan {
        folder: folder.path(),
        name: "short",
        notes: 300,
        pages: 1,
    };
    // The system refuses to let the file grow beyond so many blocks, as a full disk does.
    let limited = "trap '' XFSZ; ulimit -f 40; exec \"$0\" \"$@\"";
    let mut session = Session::start(plan.command(Some(limited)));
    let mut said = Vec::new();
    while let Some(note) = session.next() {
        said.push(note);
    }
    session.child.wait().expect("its end");
    assert_eq!(said.len(), plan.notes);
    let (kept, failed): (Vec<_>, Vec<_>) = said.into_iter().partition(|(is_kept, _)| *is_kept);
    assert!(!kept.is_empty() && !failed.is_empty());
    let mut kept: BTreeSet<String> = kept.into_iter().map(|(_, id)| id).collect();
    assert_eq!(lost(folder.path(), &kept), Vec::<String>::new());
    let loaded = store(folder.path()).load(book());
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let there = loaded.value.annotations.len();
    assert_eq!(there, kept.len(), "what was refused is not there by halves");

    let more = Plan {
        name: "roomy",
        notes: 20,
        ..plan
    };
    kept.extend(Session::start(more.command(None)).rest());
    assert_eq!(kept.len(), there + 20);
    assert_eq!(lost(folder.path(), &kept), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_is_read_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let store = store(folder.path());
    let mut record = store.load(book()).value;
    let first = entry(&mut record, note("first"));
    store.save_all(journal(), [&first]).expect("a journal");
    let file_there = file(folder.path());
    let before = fs::read(&file_there).expect("a journal");
    let closed = |path: &Path, mode| {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(path, mode).expect("permissions");
    };
    closed(&file_there, 0o400);
    closed(file_there.parent().expect("a folder"), 0o500);
    let second = entry(&mut record, note("second"));
    let saved = store.save_all(journal(), [&second]);
    let after = fs::read(&file_there).expect("a journal");
    let loaded = store.load(book());
    closed(file_there.parent().expect("a folder"), 0o700);
    // Whoever may do everything may write here too; for everybody else it is an error that names the file.
    match saved {
        Ok(_) => assert!(after.starts_with(&before) && after.len() > before.len()),
        Err(error) => {
            assert!(error.to_string().contains("desk.jsonl"), "{error}");
            assert_eq!(after, before);
        }
    }
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    assert!(loaded.value.annotation("first").is_some());
}
