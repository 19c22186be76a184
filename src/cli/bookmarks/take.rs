//! Bookmarks come in.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{Bookmarks, complain, complain_of, essay, path_of, status, text_at, text_of};
use crate::app::Source;
use crate::cli::open::in_words;
use crate::cli::{CliError, open_document, page_extent};
use crate::document::{Document, Fingerprint, sanitized};
use crate::exchange::{self, Incoming, LARGEST, Merged, Volume, merge};
use crate::format::PageExtent;
use crate::store::{
    About, BookRecord, Content, Entry, Journal, KnownBook, Source as SourceFile, Store, Timestamp,
};

/// What could not be taken is named one by one up to so many.
const NAMED: usize = 20;

/// Annotations that were made in one book, as they say.
struct Group {
    book: Option<Fingerprint>,
    file: Option<PathBuf>,
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
        let groups = grouped(all);
        let has_books = groups.iter().any(|group| group.book.is_some());
        let library = if has_books {
            self.store.library().books
        } else {
            Vec::new()
        };
        for group in groups {
            match found(&group, &library, page) {
                Some((text, source)) => self.take_into(&text, source, &group.annotations)?,
                None => {
                    let count = group.annotations.len();
                    let title = group.annotations.iter().find_map(|a| a.title.clone());
                    let file = || {
                        group
                            .file
                            .as_ref()
                            .map(|file| file.to_string_lossy().into_owned())
                    };
                    let book = title
                        .or_else(file)
                        .unwrap_or_else(|| "a book that is not named".to_owned());
                    self.refuse(&[format!(
                        "{book}: the text of {count} is not at hand; name its file after the JSON"
                    )]);
                }
            }
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
        let merged = merge(&mut record, text, all, now);
        let file = path_of(source);
        if !merged.entries.is_empty() {
            let mut entries = introduced(&mut record, text, file.as_deref(), now);
            entries.extend(merged.entries.iter().cloned());
            let notice = self
                .store
                .save_all(Journal::Book(record.book), &entries)
                .map_err(|error| CliError::Usage(error.to_string()))?;
            if let Some(notice) = notice {
                complain(&notice.to_string());
            }
        }
        let volume = Volume {
            book: record.book,
            title: text.title(),
            authors: &[],
            file: file.as_deref(),
            text: Some(text),
        };
        self.tell(&volume.name(), &merged).map_err(CliError::Output)
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
            let (wanted, found) = (sanitized(&doubt.wanted), sanitized(&doubt.found));
            writeln!(self.out, "  doubtful: “{wanted}”; there is “{found}”")?;
        }
        for words in lost {
            writeln!(self.out, "  lost: “{}”", sanitized(words))?;
        }
        Ok(())
    }
}

/// What the book is called and where it lies, if that is not known: else the library would not show it.
fn introduced(
    record: &mut BookRecord,
    text: &Document,
    file: Option<&Path>,
    now: Timestamp,
) -> Vec<Entry> {
    let about = About::of(text, record.about.as_ref());
    let about = (record.about.as_ref() != Some(&about)).then_some(Content::Book(about));
    let is_known = record.sources.contains_key(record.device.as_str());
    let file = file.filter(|_| !is_known).map(Path::to_owned);
    let source = file.map(|path| Content::Source(SourceFile { path }));
    let contents = about.into_iter().chain(source);
    contents
        .map(|content| {
            let change = record.change(content, now);
            record.apply(&change.entry);
            change.entry
        })
        .collect()
}

/// By the books they were made in, in the order in which these come first.
fn grouped(all: Vec<Incoming>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = HashMap::new();
    for annotation in all {
        let key = (annotation.book, annotation.file.clone());
        let at = *places.entry(key.clone()).or_insert(groups.len());
        if at == groups.len() {
            let (book, file) = key;
            groups.push(Group {
                book,
                file,
                annotations: Vec::new(),
            });
        }
        if let Some(group) = groups.get_mut(at) {
            group.annotations.push(annotation);
        }
    }
    groups
}

/// The book of a group: by its text from the library, else the file it says.
fn found(group: &Group, library: &[KnownBook], page: PageExtent) -> Option<(Document, Source)> {
    let known = library.iter().find(|known| Some(known.book) == group.book);
    let at_file = || {
        let path = group.file.as_ref()?;
        Some((text_at(path, page)?, Source::File(path.clone())))
    };
    known
        .and_then(|known| text_of(known, page))
        .or_else(at_file)
        .or_else(|| essay(group.book?, page))
}
