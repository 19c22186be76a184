//! What is typed after `:`.

use super::Action;
use crate::reader::Percent;

/// What a command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// To the page with this number.
    Page(u32),
    /// To this percentage of the text.
    Percent(Percent),
    /// To the section with this number, counted from 1.
    Section(usize),
    /// An action by its name.
    Do(Action),
}

/// Reads a command line: `12`, `40%`, `62.5%`, `#5`, `q`, or the name of an action. `None` if it is none of these.
pub fn parse_command(text: &str) -> Option<Command> {
    let text = text.trim();
    if let Some(number) = text.strip_suffix('%') {
        return Percent::parse(number).map(Command::Percent);
    }
    if let Some(number) = text.strip_prefix('#') {
        return number.trim().parse().ok().map(Command::Section);
    }
    if let Ok(page) = text.parse() {
        return Some(Command::Page(page));
    }
    match text {
        "q" | "q!" | "x" | "wq" => Some(Command::Do(Action::Quit)),
        "h" => Some(Command::Do(Action::Help)),
        name => Action::named(name).map(Command::Do),
    }
}

/// The names that what was typed may become: those that begin so, and then those that have it in them.
pub fn completions(typed: &str) -> Vec<&'static str> {
    let typed = typed.trim().to_lowercase();
    let names = Action::ALL.iter().map(|action| action.name());
    let (mut begin, rest): (Vec<_>, Vec<_>) = names.partition(|name| name.starts_with(&typed));
    begin.extend(rest.into_iter().filter(|name| name.contains(&typed)));
    begin
}

/// More names than this are no hint.
const MOST_NEAREST: usize = 3;

/// Letters of which one may be another, missing or too much: of so many typed ones, one.
const LETTERS_A_SLIP: usize = 3;

/// The names that were probably meant by one that there is not, the likeliest first; few or none.
pub fn nearest(typed: &str) -> Vec<&'static str> {
    let typed = typed.trim().to_lowercase();
    let mut found = completions(&typed);
    if found.is_empty() {
        let most = typed.chars().count() / LETTERS_A_SLIP;
        let slips = |name: &str| {
            let parts = name.split('-').chain([name]);
            parts.map(|part| strsim::osa_distance(&typed, part)).min()
        };
        let names = Action::ALL.iter().map(|action| action.name());
        let mut near: Vec<(usize, &str)> = names
            .filter_map(|name| Some((slips(name)?, name)))
            .filter(|(slips, _)| *slips <= most)
            .collect();
        near.sort_by_key(|(slips, _)| *slips);
        found.extend(near.into_iter().map(|(_, name)| name));
    }
    found.truncate(MOST_NEAREST);
    found
}

/// What is said of a name that there is not.
pub fn no_such_name(typed: &str, kind: &str) -> String {
    match nearest(typed).as_slice() {
        [] => format!("{typed} is no {kind}; after : Tab goes through their names"),
        [one] => format!("{typed} is no {kind}; {one} is"),
        [many @ .., last] => format!("{typed} is no {kind}; {} and {last} are", many.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_percentages_sections_and_names_are_understood() {
        assert_eq!(parse_command("12"), Some(Command::Page(12)));
        for (typed, percent) in [(" 40 % ", "40"), ("400%", "400"), ("62.5%", "62.5")] {
            let percent = Percent::parse(percent).map(Command::Percent);
            assert!(
                percent.is_some() && parse_command(typed) == percent,
                "{typed}"
            );
        }
        assert_eq!(parse_command("#5"), Some(Command::Section(5)));
        assert_eq!(parse_command("q"), Some(Command::Do(Action::Quit)));
        assert_eq!(
            parse_command("next-theme"),
            Some(Command::Do(Action::NextTheme))
        );
        for none in ["dance", "", "#", "#x", "%", ".%", "-1", "-1%", "1e1%"] {
            assert_eq!(parse_command(none), None);
        }
    }

    #[test]
    fn the_names_that_were_meant_are_named() {
        let table = [
            ("theme", "theme is no command; next-theme is"),
            ("serch", "serch is no command; search and search-words are"),
            ("next-tehme", "next-tehme is no command; next-theme is"),
            (
                "toggle-c",
                "toggle-c is no command; toggle-columns and toggle-chrome are",
            ),
            (
                "dance",
                "dance is no command; after : Tab goes through their names",
            ),
        ];
        for (typed, says) in table {
            assert_eq!(no_such_name(typed, "command"), says);
        }
        assert_eq!(completions("").len(), Action::ALL.len());
        assert_eq!(
            completions("bookmark"),
            [
                "bookmarks",
                "bookmark-forward",
                "bookmark-back",
                "add-bookmark"
            ]
        );
    }
}
