//! Bookmarks come in.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use super::groups::{Group, found, grouped};
use super::{Bookmarks, complain, complain_of, path_of, status};
use crate::app::Source;
use crate::cli::open::in_words;
use crate::cli::{CliError, open_document, page_extent};
use crate::document::{Document, Fingerprint, in_quotation_marks, sanitized};
use crate::exchange::{self, Incoming, LARGEST, Memory, Merged, merge, merge_unread};
use crate::format::PageExtent;
use crate::store::{
    About, AnyMarks, BookRecord, Change, Content, Journal, Loaded, Source as SourceFile, Store,
    Timestamp, book_name,
};

/// What could not be taken is named one by one up to so many.
const NAMED: usize = 20;

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

/// What is remembered of a book, and the marks A–Z.
struct Remembered {
    record: BookRecord,
    any_marks: AnyMarks,
}

impl Remembered {
    fn memory<'m>(&'m mut self, file: Option<&'m Path>) -> Memory<'m> {
        Memory {
            record: &mut self.record,
            any_marks: &mut self.any_marks,
            file,
        }
    }
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
        let mut unread = Vec::new();
        while let Some(mut group) = groups.pop_front() {
            let Some((text, source)) = found(&group, &library, page) else {
                unread.push(group);
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
        // What lies in a file now is known by then, so no edition that lay there before takes its place.
        unread
            .into_iter()
            .try_for_each(|group| self.take_unread(&group))
    }

    /// Into a book whose text is not at hand, such as an earlier edition.
    fn take_unread(&mut self, group: &Group) -> Result<(), CliError> {
        let Some(book) = group.book else {
            self.refuse(&[group.not_at_hand(group.annotations.len())]);
            return Ok(());
        };
        let mut remembered = self.remembered(book);
        let known = remembered.record.about.as_ref();
        let title = known.and_then(|about| about.title.clone());
        let title = title.or_else(|| group.title());
        let about = known.is_none().then(|| About {
            title: title.clone(),
            ..About::default()
        });
        let file = group.files.first().cloned();
        let mut memory = remembered.memory(file.as_deref());
        let now = Timestamp::now();
        let all = &group.annotations;
        let (merged, others) = merge_unread(&mut memory, title.as_deref(), all, now);
        if others > 0 {
            self.refuse(&[group.not_at_hand(others)]);
        }
        if others == all.len() {
            return Ok(());
        }
        self.keep(&mut remembered.record, &merged, about, file.as_deref())?;
        let name = book_name(title.as_deref(), file.as_deref());
        self.tell(&name, &merged)
            .and_then(|()| {
                writeln!(
                    self.out,
                    "  its text is not at hand; they are kept as they were written down"
                )
            })
            .map_err(CliError::Output)
    }

    fn take_into(
        &mut self,
        text: &Document,
        source: Source,
        all: &[Incoming],
    ) -> Result<(), CliError> {
        let mut remembered = self.remembered(text.fingerprint());
        let file = path_of(source);
        let mut memory = remembered.memory(file.as_deref());
        let merged = merge(&mut memory, text, all, Timestamp::now());
        let record = &mut remembered.record;
        let about = About::of(text, record.about.as_ref());
        let about = (record.about.as_ref() != Some(&about)).then_some(about);
        self.keep(record, &merged, about, file.as_deref())?;
        let name = book_name(text.title(), file.as_deref());
        self.tell(&name, &merged).map_err(CliError::Output)
    }

    /// What is remembered of a book.
    fn remembered(&mut self, book: Fingerprint) -> Remembered {
        let Loaded {
            value: record,
            problems,
        } = self.store.load(book);
        self.is_whole &= complain_of(&problems);
        let Loaded {
            value: any_marks,
            problems,
        } = self.store.load_marks();
        self.is_whole &= complain_of(&problems);
        Remembered { record, any_marks }
    }

    /// Writes down what was taken over, and what the library is to show of the book.
    fn keep(
        &mut self,
        record: &mut BookRecord,
        merged: &Merged,
        about: Option<About>,
        file: Option<&Path>,
    ) -> Result<(), CliError> {
        if !merged.changes.is_empty() {
            let mut changes = introduced(record, about, file, Timestamp::now());
            changes.extend(merged.changes.iter().cloned());
            self.save(&changes)?;
        }
        let led_nowhere = merged.without_file.iter().map(|letter| {
            format!("mark {letter}: leads to a file, and the book has none; it is not taken")
        });
        self.refuse(&led_nowhere.collect::<Vec<_>>());
        Ok(())
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

/// What the book is called, if that is new, and where it lies, if that is not known: else the library would not
/// show it.
fn introduced(
    record: &mut BookRecord,
    about: Option<About>,
    file: Option<&Path>,
    now: Timestamp,
) -> Vec<Change> {
    let file = file
        .filter(|_| record.own_source().is_none())
        .map(Path::to_owned);
    let source = file.map(|path| Content::Source(SourceFile { path }));
    let about = about.map(Content::Book);
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
