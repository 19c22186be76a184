//! What was typed, taken apart by what can be.
//!
//! `lexopt` takes words apart into options and their values; a [`Form`] knows which there are.

use std::ffi::{OsStr, OsString};
use std::ops::RangeInclusive;

use lexopt::{Arg, Parser};

use super::advice::Wrong;
use super::arguments::is_verb;
use super::form::{Choice, Form, OPERANDS, Operand, Times};

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
            let value = choice.value.map(|_| value_of(choice, &mut parser));
            let value = value.transpose()?;
            if given.has(choice.long) {
                return Err(Wrong::Twice(choice.name()));
            }
            given.options.push((choice, value));
        }
        self.check(&given)?;
        Ok(Typed::Given(given))
    }

    fn take_operand(
        &self,
        word: OsString,
        is_behind_dashes: bool,
        given: &mut Given,
    ) -> Result<(), Wrong> {
        if self.verb.is_empty() && !is_behind_dashes && is_verb(&word) {
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
}

/// The value that is typed behind an option, or in one with it. An option is none.
fn value_of(choice: &Choice, parser: &mut Parser) -> Result<OsString, Wrong> {
    if let Some(value) = parser.optional_value() {
        return Ok(value);
    }
    let is_option = |word: &OsStr| word.as_encoded_bytes().starts_with(b"-") && word != "-";
    let word = parser
        .try_raw_args()
        .and_then(|mut words| words.next_if(|word| !is_option(word)));
    word.ok_or_else(|| Wrong::NoValue(choice.name()))
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
    use super::super::form::tests::FORM;
    use super::*;

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
                &["--size", "--all", "it"],
                "a value is required for '--size <N>' but none was supplied",
            ),
            (
                &["-s", "--", "it"],
                "a value is required for '--size <N>' but none was supplied",
            ),
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
}
