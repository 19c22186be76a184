//! What can be typed after `folio` or one of its verbs: said once, and both read by it and shown as help.
//!
//! `lexopt` takes words apart into options and their values; this knows which there are.

use std::ffi::OsString;
use std::fmt::Write;
use std::ops::RangeInclusive;

use lexopt::{Arg, Parser};
use textwrap::Options;

use super::advice::Wrong;

/// The operands and options of a verb, or of the program without one.
#[derive(Debug)]
pub(super) struct Form {
    /// Its name; empty for the program without a verb.
    pub verb: &'static str,
    /// What it does, in a line.
    pub about: &'static str,
    pub operands: &'static [Operand],
    pub options: &'static [Choice],
    /// What else is to be known, in paragraphs parted by blank lines.
    pub more: &'static str,
}

/// What is typed without a name before it.
#[derive(Debug)]
pub(super) struct Operand {
    pub name: &'static str,
    pub times: Times,
    pub help: &'static str,
}

/// How often an operand may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    AtMostOnce,
    Once,
    Any,
}

/// An option: `-w`, `--width <N>`.
#[derive(Debug)]
pub(super) struct Choice {
    short: Option<char>,
    long: &'static str,
    /// Another name, which help does not mention.
    also: Option<&'static str>,
    /// What its value is called, if it has one.
    value: Option<&'static str>,
    help: &'static str,
    /// The names of options that make no sense beside it, and [`OPERANDS`].
    not_with: &'static [&'static str],
}

/// Stands among the options that one is not typed with for all that is typed without a name.
pub(super) const OPERANDS: &str = "";

impl Choice {
    /// One that is typed or not.
    pub const fn flag(long: &'static str, help: &'static str) -> Self {
        Self {
            short: None,
            long,
            also: None,
            value: None,
            help,
            not_with: &[],
        }
    }

    /// One with a value.
    pub const fn valued(long: &'static str, value: &'static str, help: &'static str) -> Self {
        Self {
            value: Some(value),
            ..Self::flag(long, help)
        }
    }

    pub const fn short(self, short: char) -> Self {
        Self {
            short: Some(short),
            ..self
        }
    }

    pub const fn also(self, name: &'static str) -> Self {
        Self {
            also: Some(name),
            ..self
        }
    }

    pub const fn not_with(self, others: &'static [&'static str]) -> Self {
        Self {
            not_with: others,
            ..self
        }
    }

    /// As errors name it: `--width <N>`.
    fn name(&self) -> String {
        self.value.map_or_else(
            || format!("--{}", self.long),
            |value| format!("--{} <{value}>", self.long),
        )
    }

    /// As help lists it: `-w, --width <N>`.
    fn listed(&self) -> String {
        let short = self
            .short
            .map_or_else(|| "    ".to_owned(), |short| format!("-{short}, "));
        short + &self.name()
    }
}

/// What every form has.
const HELP: Choice = Choice::flag("help", "Print help").short('h');

/// What the program has without a verb.
const VERSION: Choice = Choice::flag("version", "Print version").short('V');

/// What was typed.
#[derive(Debug)]
pub(super) enum Typed {
    Given(Given),
    Help,
    Version,
}

/// Options and operands, as they were typed.
#[derive(Debug, Default)]
pub(super) struct Given {
    options: Vec<(&'static Choice, Option<OsString>)>,
    operands: Vec<OsString>,
}

impl Form {
    /// Takes apart what was typed behind the verb.
    ///
    /// # Errors
    ///
    /// What makes no sense, the first of it.
    pub fn read(&'static self, words: &[OsString]) -> Result<Typed, Wrong> {
        let mut parser = Parser::from_args(words.iter().cloned());
        let mut given = Given::default();
        let mut is_behind_dashes = false;
        loop {
            is_behind_dashes |= parser
                .try_raw_args()
                .is_some_and(|words| words.peek().is_some_and(|word| word == "--"));
            let choice = match parser.next().map_err(Wrong::from)? {
                None => break,
                Some(Arg::Value(word)) => {
                    self.take_operand(word, is_behind_dashes, &mut given)?;
                    continue;
                }
                Some(Arg::Short(short)) => self
                    .choice(|choice| choice.short == Some(short))
                    .ok_or_else(|| Wrong::Unknown(format!("-{short}")))?,
                Some(Arg::Long(long)) => self
                    .choice(|choice| choice.long == long || choice.also == Some(long))
                    .ok_or_else(|| Wrong::Unknown(format!("--{long}")))?,
            };
            match choice.long {
                "help" => return Ok(Typed::Help),
                "version" => return Ok(Typed::Version),
                _ => {}
            }
            let value = match choice.value {
                Some(_) => {
                    let missing = |_| Wrong::NoValue(choice.name());
                    Some(parser.value().map_err(missing)?)
                }
                None => None,
            };
            if given.has(choice.long) {
                return Err(Wrong::Twice(choice.name()));
            }
            given.options.push((choice, value));
        }
        self.check(&given)?;
        Ok(Typed::Given(given))
    }

    fn choice(&self, is_meant: impl Fn(&Choice) -> bool) -> Option<&'static Choice> {
        let version = self.verb.is_empty().then_some(&VERSION);
        let all = self.options.iter().chain([&HELP]).chain(version);
        all.into_iter().find(|choice| is_meant(choice))
    }

    /// The long names of the options.
    pub fn long_names(&self) -> impl Iterator<Item = &'static str> {
        self.options.iter().map(|choice| choice.long)
    }

    fn take_operand(
        &self,
        word: OsString,
        is_behind_dashes: bool,
        given: &mut Given,
    ) -> Result<(), Wrong> {
        if self.verb.is_empty() && !is_behind_dashes && super::arguments::is_verb(&word) {
            return Err(Wrong::VerbBehind);
        }
        let takes_any = self.operands.iter().any(|o| o.times == Times::Any);
        if given.operands.len() >= self.operands.len() && !takes_any {
            return Err(Wrong::TooMany(word.to_string_lossy().into_owned()));
        }
        given.operands.push(word);
        Ok(())
    }

    /// Whether what was typed goes together, and is all that must be.
    fn check(&self, given: &Given) -> Result<(), Wrong> {
        let must = self.operands.iter().filter(|o| o.times == Times::Once);
        if let Some(missing) = must.into_iter().nth(given.operands.len()) {
            return Err(Wrong::Missing(format!("<{}>", missing.name)));
        }
        for (choice, _) in &given.options {
            let other = given
                .options
                .iter()
                .find(|(other, _)| choice.not_with.contains(&other.long));
            if let Some((other, _)) = other {
                return Err(Wrong::Conflict(choice.name(), other.name()));
            }
            let musts = self
                .operands
                .iter()
                .filter(|o| o.times == Times::Once)
                .count();
            if choice.not_with.contains(&OPERANDS) && given.operands.len() > musts {
                let names = self.operands.get(musts..).unwrap_or(&[]);
                let names: Vec<String> = names.iter().map(Operand::shown).collect();
                return Err(Wrong::Conflict(choice.name(), names.join(" ")));
            }
        }
        Ok(())
    }

    /// All of this for a person, in lines of at most eighty cells. `verbs` are told where there are some.
    pub fn help(&self, verbs: &[&Self]) -> String {
        let mut help = format!("{}\n\nUsage: {}\n", self.about, self.usage());
        if !verbs.is_empty() {
            help += "       folio <COMMAND>\n";
            let verbs = verbs.iter().map(|form| (form.verb.to_owned(), form.about));
            let of_help = (
                "help".to_owned(),
                "Print this message or the help of a command",
            );
            list(&mut help, "Commands", verbs.chain([of_help]));
        }
        let operands = self.operands.iter().map(|o| (o.shown(), o.help));
        list(&mut help, "Arguments", operands);
        let version = self.verb.is_empty().then_some(&VERSION);
        let options = self.options.iter().chain([&HELP]).chain(version);
        let options = options.map(|choice| (choice.listed(), choice.help));
        list(&mut help, "Options", options);
        if !self.more.is_empty() {
            let _ = write!(help, "\n{}\n", textwrap::fill(self.more, LINE));
        }
        help
    }

    fn usage(&self) -> String {
        let verb = Some(self.verb).filter(|verb| !verb.is_empty());
        let parts = ["folio"].into_iter().chain(verb).chain(["[OPTIONS]"]);
        let operands = self.operands.iter().map(Operand::shown);
        let parts: Vec<String> = parts.map(str::to_owned).chain(operands).collect();
        parts.join(" ")
    }
}

impl Operand {
    /// As help has it: `<PATTERN>`, `[FILE]`, `[FILE]...`.
    fn shown(&self) -> String {
        match self.times {
            Times::AtMostOnce => format!("[{}]", self.name),
            Times::Once => format!("<{}>", self.name),
            Times::Any => format!("[{}]...", self.name),
        }
    }
}

/// Cells of a line of help.
const LINE: usize = 80;

/// Adds a list to a help, its explanations one under the other.
fn list(help: &mut String, title: &str, entries: impl Iterator<Item = (String, &'static str)>) {
    let entries: Vec<(String, &str)> = entries.collect();
    let Some(widest) = entries.iter().map(|(name, _)| name.len()).max() else {
        return;
    };
    let _ = write!(help, "\n{title}:\n");
    let indent = " ".repeat(widest + 4);
    for (name, what) in entries {
        let first = format!("  {name:widest$}  ");
        let options = Options::new(LINE)
            .initial_indent(&first)
            .subsequent_indent(&indent);
        let _ = writeln!(help, "{}", textwrap::fill(what, options));
    }
}

impl Given {
    /// Whether an option was typed, by its long name.
    pub fn has(&self, long: &str) -> bool {
        self.options.iter().any(|(choice, _)| choice.long == long)
    }

    /// The value of an option that has one, if it was typed.
    pub fn value(&mut self, long: &str) -> Option<OsString> {
        let typed = |(choice, _): &&mut (&Choice, _)| choice.long == long;
        self.options.iter_mut().find(typed)?.1.take()
    }

    /// The value of an option as a text.
    ///
    /// # Errors
    ///
    /// It is not UTF-8.
    pub fn text(&mut self, long: &str) -> Result<Option<String>, Wrong> {
        let name = self.name(long);
        let text = self.value(long).map(OsString::into_string).transpose();
        text.map_err(|value| Wrong::value(&value.to_string_lossy(), name, "it is not UTF-8"))
    }

    /// The value of an option as a number of a range.
    ///
    /// # Errors
    ///
    /// It is no number, or not of that range.
    pub fn number(&mut self, long: &str, range: RangeInclusive<u16>) -> Result<Option<u16>, Wrong> {
        let name = self.name(long);
        let Some(typed) = self.text(long)? else {
            return Ok(None);
        };
        let number = typed.parse().ok().filter(|number| range.contains(number));
        let of = format!("it is no number from {} to {}", range.start(), range.end());
        number
            .map(Some)
            .ok_or_else(|| Wrong::value(&typed, name, of))
    }

    /// An option as errors name it.
    fn name(&self, long: &str) -> String {
        let typed = self.options.iter().find(|(choice, _)| choice.long == long);
        typed.map_or_else(String::new, |(choice, _)| choice.name())
    }

    /// The next operand, if there is one more.
    pub fn operand(&mut self) -> Option<OsString> {
        (!self.operands.is_empty()).then(|| self.operands.remove(0))
    }

    /// The operands that are left.
    pub fn operands(self) -> Vec<OsString> {
        self.operands
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::{form_of, verbs};
    use super::*;

    const FORM: Form = Form {
        verb: "try",
        about: "Try something",
        operands: &[
            Operand {
                name: "WHAT",
                times: Times::Once,
                help: "What to try",
            },
            Operand {
                name: "FILE",
                times: Times::AtMostOnce,
                help: "What to try it on",
            },
        ],
        options: &[
            Choice::flag("all", "All of it").short('a').also("whole"),
            Choice::flag("none", "Nothing").not_with(&["all", OPERANDS]),
            Choice::valued(
                "size",
                "N",
                "How much, which is told in so many words that no line has room for it",
            )
            .short('s'),
        ],
        more: "",
    };

    fn read(words: &[&str]) -> Result<Given, String> {
        let words: Vec<OsString> = words.iter().map(Into::into).collect();
        match FORM.read(&words).map_err(|wrong| wrong.to_string())? {
            Typed::Given(given) => Ok(given),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn options_stand_where_they_like_and_in_every_spelling() {
        for words in [
            &["it", "f", "-a", "-s", "7"][..],
            &["-as7", "it", "f"],
            &["it", "--size=7", "f", "--all"],
            &["-s=7", "it", "--whole", "--", "f"],
        ] {
            let mut given = read(words).expect("what makes sense");
            assert!(given.has("all") && !given.has("none"), "{words:?}");
            assert_eq!(given.number("size", 1..=9).ok(), Some(Some(7)));
            assert_eq!(given.operand(), Some("it".into()));
            assert_eq!(given.operands(), ["f"]);
        }
        let given = read(&["--", "-a"]).expect("an operand");
        assert!(!given.has("all"));
        assert_eq!(given.operands(), ["-a"]);
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (words, says) in [
            (&["it", "-x"][..], "unexpected argument '-x' found"),
            (
                &["it", "--size"],
                "a value is required for '--size <N>' but none was supplied",
            ),
            (
                &["it", "--all=no"],
                "unexpected value 'no' for '--all' found; no more were expected",
            ),
            (
                &["it", "-aa"],
                "the argument '--all' cannot be used multiple times",
            ),
            (
                &["it", "-a", "--none"],
                "the argument '--none' cannot be used with '--all'",
            ),
            (
                &["it", "f", "--none"],
                "the argument '--none' cannot be used with '[FILE]'",
            ),
            (&["a", "b", "c"], "unexpected argument 'c' found"),
            (
                &["-a"],
                "the following required arguments were not provided: <WHAT>",
            ),
            (&["-V"], "unexpected argument '-V' found"),
        ] {
            assert_eq!(read(words).err().as_deref(), Some(says), "{words:?}");
        }
        let mut given = read(&["it", "-s", "70"]).expect("a number for now");
        let wrong = given
            .number("size", 1..=9)
            .map_err(|wrong| wrong.to_string());
        let says = "invalid value '70' for '--size <N>': it is no number from 1 to 9";
        assert_eq!(wrong.err().as_deref(), Some(says));
    }

    #[test]
    fn help_lists_all_of_it_in_lines_of_eighty_cells() {
        let expected = "\
Try something

Usage: folio try [OPTIONS] <WHAT> [FILE]

Arguments:
  <WHAT>  What to try
  [FILE]  What to try it on

Options:
  -a, --all       All of it
      --none      Nothing
  -s, --size <N>  How much, which is told in so many words that no line has room
                  for it
  -h, --help      Print help
";
        assert_eq!(FORM.help(&[]), expected);
    }

    #[test]
    fn every_form_makes_sense() {
        for verb in verbs().chain([""]) {
            let form = form_of(verb).expect("a form");
            let all = || form.options.iter().chain([&HELP, &VERSION]);
            for choice in all() {
                let names = |other: &&Choice| {
                    let shorts = choice.short.is_some() && other.short == choice.short;
                    other.long == choice.long || shorts || other.also == Some(choice.long)
                };
                assert_eq!(all().filter(names).count(), 1, "{verb} --{}", choice.long);
                for other in choice.not_with {
                    let is_one = all().any(|choice| choice.long == *other);
                    assert!(is_one || *other == OPERANDS, "{verb}: {other}");
                }
            }
            let lines = form.help(&[]);
            assert!(
                lines.lines().all(|line| line.chars().count() <= LINE),
                "{verb}"
            );
        }
    }
}
