//! What is known about a text besides the text.

use std::fmt;

use xxhash_rust::xxh3::xxh3_128;

/// What kind of source a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// EPUB, 2 or 3.
    Epub,
    /// FictionBook 2.
    Fb2,
}

impl Format {
    /// Its name in `folio inspect --json`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Epub => "epub",
            Self::Fb2 => "fb2",
        }
    }
}

/// Title, authors and the like, as the source gives them; nothing is guessed from the file's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// What the source is.
    pub format: Format,
    /// The encoding it was read in, by its WHATWG name in small letters; `utf-8` unless told otherwise.
    pub encoding: Option<&'static str>,
    /// The title.
    pub title: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// The line under the title that says who wrote it.
    pub byline: Option<String>,
    /// The sentence or two between title and text.
    pub standfirst: Option<String>,
    /// The closing line that says where the text comes from.
    pub credit: Option<String>,
    /// When it was written or published, as the source has it.
    pub date: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// How many files are read one after another, where the source is a book of several.
    pub spine: Option<usize>,
}

/// Something that was wrong with the source and how it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a file in an archive, a line, or the file itself.
    pub place: String,
    /// What, in a few words.
    pub what: String,
}

/// The hash of a document's text (XXH3, 128 bits): the same for the same words, whatever the file
/// is called and wherever it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        Self(xxh3_128(text.as_bytes()))
    }

    /// Reads one as it is displayed; `None` for anything else.
    pub fn parse(digits: &str) -> Option<Self> {
        let fingerprint = u128::from_str_radix(digits, 16).map(Self).ok()?;
        (fingerprint.to_string() == digits).then_some(fingerprint)
    }
}

/// Thirty-two hexadecimal digits, fit for a file's name.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
