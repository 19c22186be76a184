//! What is looked through: files as they are named, all files of a folder, every book that was read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::arguments::Place;
use crate::cli::open::{ESSAY_SHOWN, STDIN_SHOWN, in_words, is_stdin_given, without_second_stdin};
use crate::store::Store;

/// Something to look through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The embedded essay.
    Essay,
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// As it is opened and as it is shown.
        path: PathBuf,
        /// Who named it.
        origin: Origin,
    },
}

/// Why a file is looked through, and so what its failing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was named.
    Named,
    /// It lies in a folder that was; there it need not be a text.
    Folder,
    /// It was read once, and may be gone.
    Library,
}

impl Subject {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::Essay => ESSAY_SHOWN.to_owned(),
            Self::Stdin => STDIN_SHOWN.to_owned(),
            Self::File { path, .. } => path.to_string_lossy().into_owned(),
        }
    }
}

/// A subject, or in a line why there is none.
pub(super) type Found = Result<Subject, String>;

/// Whether several files may be looked through, so that each has to be named in the answer.
pub(super) fn are_several(place: &Place) -> bool {
    let has_folder = || place.files.iter().any(|file| Path::new(file).is_dir());
    place.library
        || place.files.len() > 1
        || place.recursive && (place.files.is_empty() || has_folder())
}

/// Whether nothing was named or piped in, so that the essay is looked through.
pub(super) fn is_essay(place: &Place) -> bool {
    place.files.is_empty() && !place.recursive && !place.library && !is_stdin_given()
}

/// All that is looked through, in order. Folders are read as the iterator comes to them.
pub(super) fn subjects(place: &Place) -> Box<dyn Iterator<Item = Found> + Send> {
    if place.library {
        return Box::new(library());
    }
    if place.files.is_empty() && place.recursive {
        return Box::new(walk(Path::new(".")).map(without_dot));
    }
    if place.files.is_empty() {
        let unnamed = if is_essay(place) {
            Subject::Essay
        } else {
            Subject::Stdin
        };
        return Box::new(std::iter::once(Ok(unnamed)));
    }
    let is_recursive = place.recursive;
    let files = without_second_stdin(&place.files);
    Box::new(files.into_iter().flat_map(move |f| named(f, is_recursive)))
}

fn named(file: OsString, is_recursive: bool) -> Box<dyn Iterator<Item = Found> + Send> {
    if file == "-" {
        return Box::new(std::iter::once(Ok(Subject::Stdin)));
    }
    let path = PathBuf::from(file);
    if !path.is_dir() {
        let origin = Origin::Named;
        return Box::new(std::iter::once(Ok(Subject::File { path, origin })));
    }
    if is_recursive {
        return Box::new(walk(&path));
    }
    let is_folder = format!(
        "{}: is a folder; --recursive looks through it",
        path.display()
    );
    Box::new(std::iter::once(Err(is_folder)))
}

/// What the names of files end with that hold data or code rather than a text to be read. README.md has the list.
const DATA: [&str; 36] = [
    "bash", "c", "cc", "cfg", "cpp", "cs", "css", "csv", "go", "h", "hpp", "ini", "java", "js",
    "json", "jsonl", "jsx", "kt", "lock", "lua", "map", "php", "pl", "ps1", "py", "rb", "rs",
    "scss", "sh", "sql", "swift", "toml", "ts", "tsv", "yaml", "yml",
];

fn is_data(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| DATA.iter().any(|data| ending == *data))
}

/// The files in a folder and in the folders in it, by name. Hidden ones are passed over, those that are data by
/// their names, and links, pipes and devices: a link may lead out of the folder, or back to where it lies.
fn walk(folder: &Path) -> impl Iterator<Item = Found> + Send + use<> {
    let is_shown = |entry: &DirEntry| {
        let name = entry.file_name().as_encoded_bytes();
        entry.depth() == 0 || !name.starts_with(b".")
    };
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_shown)
        .filter_map(|entry| match entry {
            Ok(entry) => (entry.file_type().is_file() && !is_data(entry.path())).then(|| {
                let (path, origin) = (entry.into_path(), Origin::Folder);
                Ok(Subject::File { path, origin })
            }),
            Err(error) => Some(Err(walk_failed(&error))),
        })
}

fn walk_failed(error: &walkdir::Error) -> String {
    let why = error.io_error().map_or_else(|| error.to_string(), in_words);
    match error.path() {
        Some(path) => format!("{}: {why}", path.display()),
        None => why,
    }
}

/// Nobody has typed the `.`, so it is not shown.
fn without_dot(found: Found) -> Found {
    found.map(|subject| match subject {
        Subject::File { path, origin } => Subject::File {
            path: path.strip_prefix(".").map(Path::to_owned).unwrap_or(path),
            origin,
        },
        other => other,
    })
}

/// The books that were read from files, the last one first.
fn library() -> impl Iterator<Item = Found> + Send {
    let (paths, problems) = match Store::open_default() {
        Ok(store) => {
            let library = store.library();
            (library.paths(), library.problems)
        }
        Err(error) => (Vec::new(), vec![error]),
    };
    let problems = problems.into_iter().map(|problem| Err(problem.to_string()));
    let files = paths.into_iter().map(|path| {
        let origin = Origin::Library;
        Ok(Subject::File { path, origin })
    });
    problems.chain(files)
}
