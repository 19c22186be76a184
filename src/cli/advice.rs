//! What was typed wrongly, and what to type instead, in a line.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::Path;

use super::arguments::{form_of, verbs};

/// Why arguments make no sense.
#[derive(Debug, thiserror::Error)]
pub(super) enum Wrong {
    /// An option that there is not.
    #[error("unexpected argument '{0}' found")]
    Unknown(String),
    /// A word more than can be made use of.
    #[error("unexpected argument '{0}' found")]
    TooMany(String),
    /// A verb behind something else.
    #[error("the verb comes first")]
    VerbBehind,
    #[error("there is no verb '{0}'")]
    NoVerb(String),
    #[error("a value is required for '{0}' but none was supplied")]
    NoValue(String),
    #[error("unexpected value '{value}' for '{option}' found; no more were expected")]
    ValueTooMany { option: String, value: String },
    #[error("invalid value '{value}' for '{option}': {why}")]
    Value {
        option: String,
        value: String,
        why: String,
    },
    #[error("the following required arguments were not provided: {0}")]
    Missing(String),
    #[error("the argument '{0}' cannot be used multiple times")]
    Twice(String),
    #[error("the argument '{0}' cannot be used with '{1}'")]
    Conflict(String, String),
}

impl Wrong {
    /// A value that cannot be one of an option.
    pub fn value(value: &str, option: String, why: impl Into<String>) -> Self {
        Self::Value {
            option,
            value: value.to_owned(),
            why: why.into(),
        }
    }
}

impl From<lexopt::Error> for Wrong {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::UnexpectedValue { option, value } => Self::ValueTooMany {
                option,
                value: value.to_string_lossy().into_owned(),
            },
            // Taking words apart fails for nothing else.
            other => Self::Unknown(other.to_string()),
        }
    }
}

/// What to say of arguments that make no sense. `typed` begins with the program's name.
pub(super) fn advice(typed: &[OsString], wrong: &Wrong) -> String {
    let typed: Vec<Cow<'_, str>> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let words = typed.get(1..).unwrap_or(&[]);
    if let Some((word, verb)) = meant_verb(words) {
        let rest: Vec<String> = words.iter().skip(1).map(|word| quoted(word)).collect();
        return format!(
            "{word} is neither a file nor a verb; did you mean folio {verb} {}?",
            rest.join(" ")
        );
    }
    let verb = words
        .iter()
        .position(|word| verbs().any(|verb| verb == word));
    match (wrong, verb) {
        (Wrong::VerbBehind, Some(at)) => {
            return format!("the verb comes first: folio {}", verb_first(words, at));
        }
        (Wrong::NoVerb(word), _) => {
            let meant = nearest(word, verbs());
            let meant = meant.map_or_else(String::new, |verb| format!("; did you mean {verb}?"));
            return format!("{wrong}{meant}; folio --help lists them");
        }
        (Wrong::TooMany(word), None) if words.first().is_none_or(|word| word != "help") => {
            return format!("one text is read at a time; {word} is one too many");
        }
        _ => {}
    }
    let verb = verb.and_then(|at| words.get(at)).map(AsRef::as_ref);
    let of_verb = verb.map_or_else(String::new, |verb| format!(" {verb}"));
    let meant = meant_option(wrong, verb.unwrap_or(""));
    let meant = meant.map_or_else(String::new, |meant| format!("; did you mean --{meant}?"));
    format!("{wrong}{meant}; folio{of_verb} --help says more")
}

/// Slips between what was typed and what was meant, at most.
const SLIPS: usize = 2;

/// The nearest of some names to what was typed, if it is not the same and no more than two slips away.
fn nearest<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let slips = |name: &&str| strsim::osa_distance(typed, name);
    let nearest = names.min_by_key(slips)?;
    (1..=SLIPS).contains(&slips(&nearest)).then_some(nearest)
}

/// The first word and the verb it was probably meant to be, if no file is called so.
fn meant_verb<'w>(words: &'w [Cow<'_, str>]) -> Option<(&'w str, &'static str)> {
    let word: &str = words.first()?;
    let verb = nearest(word, verbs())?;
    (!Path::new(word).exists()).then_some((word, verb))
}

/// The option that one that there is not was probably meant to be.
fn meant_option(wrong: &Wrong, verb: &str) -> Option<&'static str> {
    let Wrong::Unknown(option) = wrong else {
        return None;
    };
    nearest(option.strip_prefix("--")?, form_of(verb)?.long_names())
}

/// The words with the verb at `at` before the others, as they would be typed.
fn verb_first(words: &[Cow<'_, str>], at: usize) -> String {
    let (before, rest) = words.split_at(at);
    let (verb, after) = rest.split_at(rest.len().min(1));
    let all = verb.iter().chain(before).chain(after);
    let typed: Vec<String> = all.map(|word| quoted(word)).collect();
    typed.join(" ")
}

/// A word as a shell wants it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,:=+%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
