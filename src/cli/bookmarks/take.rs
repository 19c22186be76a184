//! Bookmarks come in.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Bookmarks, complain, complain_of, essay, path_of, status, text_at, text_of};
use crate::app::Source;
use crate::cli::open::in_words;
use crate::cli::{CliError, open_document, page_extent};
use crate::document::{Document, Fingerprint, in_quotation_marks, sanitized};
use crate::exchange::{self, Incoming, LARGEST, Memory, Merged, Volume, merge};
use crate::format::PageExtent;
use crate::store::{
    About, BookRecord, Change, Content, Journal, KnownBook, Loaded, Source as SourceFile, Store,
    Timestamp,
};

/// What could not be taken is named one by one up to so many.
const NAMED: usize = 20;

/// Annotations that were made in one book, as they say: in the same text, or where they do not say in which, in
/// the same file.
struct Group {
    book: Option<Fingerprint>,
    files: Vec<PathBuf>,
    annotations: Vec<Incoming>,
}

pub(super) fn take(wish: &Bookmarks, from: &OsStr, store: &Store) -> Result<ExitCode, CliError> {
    let shown = if from == "-" {
        "standard input".into()
    } else {
        from.to_string_lossy()
    };
    let failed = |why: String| CliError::Usage(format!("{shown}: {why}"));
    if let [_, second, ..] = wish.files.as_slice() {
        let second = second.to_string_lossy();
        let why =
            format!("annotations are taken into one book at a time; {second} is one too many");
        return Err(CliError::Usage(why));
    }
    if from == "-" && wish.files.first().is_some_and(|file| file == "-") {
        let why = "standard input cannot be both the book and its annotations; name a file";
        return Err(CliError::Usage(why.to_owned()));
    }
    let bytes = read(from).map_err(|error| failed(in_words(&error)))?;
    let intake = exchange::read(&bytes).map_err(|error| failed(error.to_string()))?;
    let page = page_extent(wish.whole_page);
    let mut taking = Taking {
        store,
        out: BufWriter::new(io::stdout().lock()),
        is_whole: true,
    };
    taking.refuse(&intake.refused);
    match wish.files.first() {
        Some(file) => {
            let (text, source) = open_document(Some(file), page)?;
            taking.take_named(&text, source, intake.annotations)?;
        }
        None => taking.take_all(intake.annotations, page)?,
    }
    taking.out.flush().map_err(CliError::Output)?;
    Ok(status(taking.is_whole))
}

/// One byte more than is taken, so that it shows.
fn read(from: &OsStr) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if from == "-" {
        io::stdin()
            .lock()
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
    } else {
        File::open(Path::new(from))?
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

struct Taking<'s, W> {
    store: &'s Store,
    out: W,
    is_whole: bool,
}

impl<W: Write> Taking<'_, W> {
    /// Names what cannot be taken.
    fn refuse(&mut self, refused: &[String]) {
        refused.iter().take(NAMED).for_each(|why| complain(why));
        if let Some(more) = refused.len().checked_sub(NAMED).filter(|more| *more > 0) {
            complain(&format!("and {more} more could not be taken"));
        }
        self.is_whole &= refused.is_empty();
    }

    /// Into the book that was named. Where some say that they were made in this very text, those of other books
    /// are not for it; where none does, it is another edition of theirs.
    fn take_named(
        &mut self,
        text: &Document,
        source: Source,
        all: Vec<Incoming>,
    ) -> Result<(), CliError> {
        let own = text.fingerprint();
        let is_known = all.iter().any(|a| a.book == Some(own));
        let is_other = |a: &Incoming| is_known && a.book.is_some_and(|book| book != own);
        let (others, all): (Vec<Incoming>, Vec<Incoming>) = all.into_iter().partition(is_other);
        if !others.is_empty() {
            let others = others.len();
            self.refuse(&[format!(
                "{others} are of other books; without a FILE they are taken into theirs"
            )]);
        }
        self.take_into(text, source, &all)
    }

    /// Into the books they were made in.
    fn take_all(&mut self, all: Vec<Incoming>, page: PageExtent) -> Result<(), CliError> {
        let mut groups = VecDeque::from(grouped(all));
        let has_books = groups.iter().any(|group| group.book.is_some());
        let library = if has_books {
            self.store.library().books
        } else {
            Vec::new()
        };
        while let Some(mut group) = groups.pop_front() {
            let Some((text, source)) = found(&group, &library, page) else {
                self.refuse(&[group.not_at_hand()]);
                continue;
            };
            // Some say in which text they were made and some in which file, and it is one book.
            let (same, others): (Vec<Group>, Vec<Group>) = groups
                .into_iter()
                .partition(|other| other.is_of(&text, &source));
            groups = others.into();
            let more = same.into_iter().flat_map(|same| same.annotations);
            group.annotations.extend(more);
            self.take_into(&text, source, &group.annotations)?;
        }
        Ok(())
    }

    fn take_into(
        &mut self,
        text: &Document,
        source: Source,
        all: &[Incoming],
    ) -> Result<(), CliError> {
        let loaded = self.store.load(text.fingerprint());
        self.is_whole &= complain_of(&loaded.problems);
        let mut record = loaded.value;
        let now = Timestamp::now();
        let file = path_of(source);
        let Loaded {
            value: mut any_marks,
            problems,
        } = self.store.load_marks();
        self.is_whole &= complain_of(&problems);
        let mut memory = Memory {
            record: &mut record,
            any_marks: &mut any_marks,
            file: file.as_deref(),
        };
        let merged = merge(&mut memory, text, all, now);
        if !merged.changes.is_empty() {
            let mut changes = introduced(&mut record, text, file.as_deref(), now);
            changes.extend(merged.changes.iter().cloned());
            self.save(&changes)?;
        }
        let led_nowhere = merged.without_file.iter().map(|letter| {
            format!("mark {letter}: leads to a file, and the book has none; it is not taken")
        });
        self.refuse(&led_nowhere.collect::<Vec<_>>());
        let volume = Volume {
            book: record.book,
            title: text.title(),
            authors: &[],
            file: file.as_deref(),
            text: Some(text),
        };
        self.tell(&volume.name(), &merged).map_err(CliError::Output)
    }

    /// Writes changes down, those of each journal together.
    fn save(&self, changes: &[Change]) -> Result<(), CliError> {
        let journals: BTreeSet<Journal> = changes.iter().map(|change| change.journal).collect();
        for journal in journals {
            let own = changes.iter().filter(|change| change.journal == journal);
            let entries = own.map(|change| &change.entry);
            let notice = self.store.save_all(journal, entries)?;
            if let Some(notice) = notice {
                complain(&notice.to_string());
            }
        }
        Ok(())
    }

    fn tell(&mut self, name: &str, merged: &Merged) -> io::Result<()> {
        let Merged {
            new,
            changed,
            same,
            later_here,
            doubtful,
            lost,
            ..
        } = merged;
        writeln!(
            self.out,
            "{}: {new} new, {changed} changed, {same} the same, {later_here} later here; {} doubtful, {} lost",
            sanitized(name),
            doubtful.len(),
            lost.len()
        )?;
        for doubt in doubtful {
            let [wanted, found] = [&doubt.wanted, &doubt.found].map(|words| shown(words));
            writeln!(self.out, "  doubtful: {wanted}; there is {found}")?;
        }
        for words in lost {
            writeln!(self.out, "  lost: {}", shown(words))?;
        }
        Ok(())
    }
}

/// Words of a book as they are told.
fn shown(words: &str) -> String {
    in_quotation_marks(&sanitized(words))
}

/// What the book is called and where it lies, if that is not known: else the library would not show it.
fn introduced(
    record: &mut BookRecord,
    text: &Document,
    file: Option<&Path>,
    now: Timestamp,
) -> Vec<Change> {
    let about = About::of(text, record.about.as_ref());
    let about = (record.about.as_ref() != Some(&about)).then_some(Content::Book(about));
    let is_known = record.sources.contains_key(record.device.as_str());
    let file = file.filter(|_| !is_known).map(Path::to_owned);
    let source = file.map(|path| Content::Source(SourceFile { path }));
    let about = about.into_iter().map(|about| (about, now));
    // Where it lies is known now, and that it was ever opened there is not.
    let source = source
        .into_iter()
        .map(|source| (source, Timestamp::default()));
    about
        .chain(source)
        .map(|(content, at)| {
            let change = record.change(content, at);
            record.apply(&change.entry);
            change
        })
        .collect()
}

/// By the books they were made in, in the order in which these come first.
fn grouped(all: Vec<Incoming>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = HashMap::new();
    for annotation in all {
        let key = match annotation.book {
            Some(book) => Ok(book),
            None => Err(annotation.file.clone()),
        };
        let at = *places.entry(key).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group {
                book: annotation.book,
                files: Vec::new(),
                annotations: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(at) {
            let file = annotation.file.clone();
            group
                .files
                .extend(file.filter(|file| !group.files.contains(file)));
            group.annotations.push(annotation);
        }
    }
    groups
}

impl Group {
    /// Whether they were made in this text, or in its file.
    fn is_of(&self, text: &Document, source: &Source) -> bool {
        match (self.book, source) {
            (Some(book), _) => book == text.fingerprint(),
            (None, Source::File(path)) => {
                let is_it = |file: &PathBuf| {
                    file == path || fs::canonicalize(file).is_ok_and(|full| full == *path)
                };
                self.files.iter().any(is_it)
            }
            (None, Source::Essay | Source::Stdin) => false,
        }
    }

    /// That their book is not.
    fn not_at_hand(&self) -> String {
        let count = self.annotations.len();
        let title = self.annotations.iter().find_map(|a| a.title.clone());
        let file = || Some(self.files.first()?.to_string_lossy().into_owned());
        let book = title
            .or_else(file)
            .unwrap_or_else(|| "a book that is not named".to_owned());
        format!("{book}: the text of {count} is not at hand; name its file after the JSON")
    }
}

/// The book of a group: by its text from the library, else the file it says.
fn found(group: &Group, library: &[KnownBook], page: PageExtent) -> Option<(Document, Source)> {
    let known = library.iter().find(|known| Some(known.book) == group.book);
    let at_file = || {
        let mut files = group.files.iter();
        files.find_map(|path| Some((text_at(path, page)?, Source::File(path.clone()))))
    };
    known
        .and_then(|known| text_of(known, page))
        .or_else(at_file)
        .or_else(|| essay(group.book?, page))
}
