//! What was typed wrongly, and what to type instead, in a line.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::Arguments;

/// What to say of arguments that make no sense. `typed` begins with the program's name.
pub(super) fn advice(typed: &[OsString], error: &clap::Error) -> String {
    let command = Arguments::command();
    let typed: Vec<Cow<'_, str>> = typed.iter().map(|word| word.to_string_lossy()).collect();
    let words = typed.get(1..).unwrap_or(&[]);
    let is_verb = |word: &str| {
        command
            .get_subcommands()
            .any(|verb| verb.get_name() == word)
    };
    if let Some((word, verb)) = meant_verb(&command, words) {
        let rest: Vec<String> = words.iter().skip(1).map(|word| quoted(word)).collect();
        return format!(
            "{word} is neither a file nor a verb; did you mean folio {verb} {}?",
            rest.join(" ")
        );
    }
    let verb = words.iter().position(|word| is_verb(word));
    if let (ErrorKind::ArgumentConflict, Some(ContextValue::String(second))) =
        (error.kind(), error.get(ContextKind::InvalidSubcommand))
    {
        return match verb {
            Some(at) => format!("the verb comes first: folio {}", verb_first(words, at)),
            None => format!("one text is read at a time; {second} is one too many"),
        };
    }
    let text = error.to_string();
    let lines = text.lines().take_while(|line| !line.is_empty());
    let said: Vec<&str> = lines.map(str::trim).collect();
    let said = said.join(" ");
    let of_verb = verb.and_then(|at| words.get(at));
    let of_verb = of_verb.map_or_else(String::new, |verb| format!(" {verb}"));
    format!(
        "{}; folio{of_verb} --help says more",
        said.trim_start_matches("error: ")
    )
}

/// The first word and the verb it was probably meant to be: the nearest, if it is no more than two slips away
/// and no file is called so.
fn meant_verb<'c>(
    command: &'c clap::Command,
    words: &'c [Cow<'_, str>],
) -> Option<(&'c str, &'c str)> {
    const SLIPS: usize = 2;
    let word: &str = words.first()?;
    let slips = |verb: &&str| strsim::osa_distance(word, verb);
    let verbs = command.get_subcommands().map(clap::Command::get_name);
    let nearest = verbs.min_by_key(slips)?;
    let is_meant = (1..=SLIPS).contains(&slips(&nearest)) && !Path::new(word).exists();
    is_meant.then_some((word, nearest))
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
