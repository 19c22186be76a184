//! What can be typed after `folio` or one of its verbs: said once, read by it ([`super::given`]) and shown as help.

use std::fmt::Write;

use textwrap::Options;

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
    pub short: Option<char>,
    pub long: &'static str,
    /// Another name, which help does not mention.
    pub also: Option<&'static str>,
    /// What its value is called, if it has one.
    pub value: Option<&'static str>,
    help: &'static str,
    /// The names of options that make no sense beside it, and [`OPERANDS`].
    pub not_with: &'static [&'static str],
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
    pub fn name(&self) -> String {
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

impl Form {
    /// The option that is meant, if there is one.
    pub fn choice(&self, is_meant: impl Fn(&Choice) -> bool) -> Option<&'static Choice> {
        self.choices().find(|choice| is_meant(choice))
    }

    /// All options, those that every form has among them.
    fn choices(&self) -> impl Iterator<Item = &'static Choice> {
        let version = self.verb.is_empty().then_some(&VERSION);
        self.options.iter().chain([&HELP]).chain(version)
    }

    /// The long names of the options.
    pub fn long_names(&self) -> impl Iterator<Item = &'static str> {
        self.choices().map(|choice| choice.long)
    }

    /// All of this for a person, in lines of at most eighty cells. `verbs` are told where there are some.
    pub fn help(&self, verbs: &[&Self]) -> String {
        let about = filled(self.about, Options::new(LINE));
        let mut help = format!("{about}\n\nUsage: {}\n", self.usage());
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
        let options = self.choices();
        let options = options.map(|choice| (choice.listed(), choice.help));
        list(&mut help, "Options", options);
        if !self.more.is_empty() {
            let _ = write!(help, "\n{}\n", filled(self.more, Options::new(LINE)));
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
    pub fn shown(&self) -> String {
        match self.times {
            Times::AtMostOnce => format!("[{}]", self.name),
            Times::Once => format!("<{}>", self.name),
            Times::Any => format!("[{}]...", self.name),
        }
    }
}

/// Cells of a line of help.
const LINE: usize = 80;

/// A text in lines.
fn filled(text: &str, options: Options<'_>) -> String {
    textwrap::wrap(text, options).join("\n")
}

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
        let _ = writeln!(help, "{}", filled(what, options));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::arguments::{form_of, verbs};
    use super::*;

    pub(in crate::cli) const FORM: Form = Form {
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
