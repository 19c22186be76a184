//! What is typed after `:`.

use super::Action;

/// What a command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// To the page with this number.
    Page(u32),
    /// To this percentage of the text.
    Percent(u32),
    /// An action by its name.
    Do(Action),
}

/// Reads a command line: `12`, `40%`, `q`, or the name of an action. `None` if it is none of these.
pub fn parse_command(text: &str) -> Option<Command> {
    let text = text.trim();
    if let Some(number) = text.strip_suffix('%') {
        return number
            .trim()
            .parse()
            .ok()
            .map(|n: u32| Command::Percent(n.min(100)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_percentages_and_names_are_understood() {
        assert_eq!(parse_command("12"), Some(Command::Page(12)));
        assert_eq!(parse_command(" 40 % "), Some(Command::Percent(40)));
        assert_eq!(parse_command("400%"), Some(Command::Percent(100)));
        assert_eq!(parse_command("q"), Some(Command::Do(Action::Quit)));
        assert_eq!(
            parse_command("next-theme"),
            Some(Command::Do(Action::NextTheme))
        );
        assert_eq!(parse_command("dance"), None);
        assert_eq!(parse_command(""), None);
    }
}
