//! Everything a reader can ask for by name.

/// The heading in the help under which an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Rows and pages.
    Reading,
    /// Sections, paragraphs, sentences.
    Structure,
    /// Finding words.
    Search,
    /// Marks and bookmarks.
    Bookmarks,
    /// Selecting words, and what can be done with them.
    Selecting,
    /// The way back.
    Jumps,
    /// How the page looks.
    Looks,
    /// The rest.
    Program,
}

impl Group {
    /// As the help's heading says it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reading => "Rows and pages",
            Self::Structure => "Sections, paragraphs, sentences",
            Self::Search => "Search",
            Self::Bookmarks => "Marks and bookmarks",
            Self::Selecting => "While selecting",
            Self::Jumps => "Jumps, links, notes",
            Self::Looks => "The look of the page",
            Self::Program => "The program",
        }
    }
}

/// Makes the enum and, from the same lines, each action's name, help and group: they cannot drift apart.
macro_rules! actions {
    ($( $(#[doc = $help:literal])+ $name:literal $group:ident $variant:ident, )+) => {
        /// Something a reader can ask for. The doc comment of each is its line in the help.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $( $(#[doc = $help])+ $variant, )+
        }

        impl Action {
            /// All of them, in the order of the help.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// Its name on the command line and in the keymap.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// What it does, in a line.
            pub fn help(self) -> &'static str {
                match self { $( Self::$variant => concat!($($help),+).trim().trim_end_matches('.'), )+ }
            }

            /// Where it stands in the help.
            pub const fn group(self) -> Group {
                match self { $( Self::$variant => Group::$group, )+ }
            }
        }
    };
}

actions! {
    /// A row down.
    "line-down" Reading LineDown,
    /// A row up.
    "line-up" Reading LineUp,
    /// A page forward.
    "page-forward" Reading PageForward,
    /// A page back.
    "page-back" Reading PageBack,
    /// Half a page down.
    "half-page-down" Reading HalfPageDown,
    /// Half a page up.
    "half-page-up" Reading HalfPageUp,
    /// To the start.
    "start" Reading Start,
    /// To the end; with a count, to that page.
    "end" Reading End,
    /// With a count, to that percentage of the text.
    "percent" Reading Percent,

    /// The next section.
    "section-forward" Structure SectionForward,
    /// The previous section, or the beginning of this one.
    "section-back" Structure SectionBack,
    /// The next section of the top level.
    "chapter-forward" Structure ChapterForward,
    /// The previous section of the top level.
    "chapter-back" Structure ChapterBack,
    /// The next paragraph.
    "paragraph-forward" Structure ParagraphForward,
    /// The previous paragraph.
    "paragraph-back" Structure ParagraphBack,
    /// The next sentence.
    "sentence-forward" Structure SentenceForward,
    /// The previous sentence.
    "sentence-back" Structure SentenceBack,
    /// The contents; / filters them.
    "contents" Structure Contents,

    /// Search as you type.
    "search" Search Search,
    /// The next match.
    "match-forward" Search MatchForward,
    /// The previous match.
    "match-back" Search MatchBack,
    /// All matches, by section; / filters them.
    "matches" Search Matches,
    /// Search the words that are selected, or under the eye: the chosen link, the match, or the first word of the line.
    "search-words" Search SearchWords,
    /// Search regular expressions or words, also while typing.
    "toggle-regex" Search ToggleRegex,
    /// Search whole words only or parts of words too, also while typing.
    "toggle-whole-words" Search ToggleWholeWords,
    /// Search this section or the whole text, also while typing.
    "toggle-scope" Search ToggleScope,

    /// Set a quick mark: a–z in this book, A–Z in any.
    "set-mark" Bookmarks SetMark,
    /// Go to a quick mark.
    "go-to-mark" Bookmarks GoToMark,
    /// A bookmark here, with a name and a note.
    "add-bookmark" Bookmarks AddBookmark,
    /// The list of all that is marked: bookmarks, highlights, notes, quick marks; / filters it.
    "bookmarks" Bookmarks Bookmarks,
    /// The next bookmark or highlight.
    "bookmark-forward" Bookmarks BookmarkForward,
    /// The previous bookmark or highlight.
    "bookmark-back" Bookmarks BookmarkBack,

    /// Select: what moves the page now moves an end of what is selected.
    "select" Bookmarks Select,
    /// Highlight what is selected; in a highlight, or on a line with one, its next style, and after the last none.
    "highlight" Bookmarks Highlight,
    /// Highlight what is selected and note something; on a marked line, edit its note.
    "annotate" Bookmarks Annotate,
    /// Undo the last change of a bookmark, highlight, note or quick mark.
    "undo" Bookmarks Undo,

    /// A character to the right, or forward in the text.
    "extend-right" Selecting ExtendRight,
    /// A character to the left, or back in the text.
    "extend-left" Selecting ExtendLeft,
    /// Over the next word.
    "extend-word" Selecting ExtendWord,
    /// Over the word before.
    "extend-word-back" Selecting ExtendWordBack,
    /// To the beginning of the line.
    "extend-line-start" Selecting ExtendLineStart,
    /// To the end of the line.
    "extend-line-end" Selecting ExtendLineEnd,
    /// Whole sentences; again, whole paragraphs.
    "widen-selection" Selecting WidenSelection,
    /// Move the other end.
    "swap-ends" Selecting SwapEnds,
    /// Copy.
    "copy" Selecting Copy,

    /// Back and forth between here and before the last jump.
    "jump-exchange" Jumps JumpExchange,
    /// Back through the jumps.
    "jump-back" Jumps JumpBack,
    /// Forward through the jumps.
    "jump-forward" Jumps JumpForward,
    /// The next link or note on the page.
    "next-link" Jumps NextLink,
    /// The previous link or note on the page.
    "previous-link" Jumps PreviousLink,
    /// Look into the link or note, and again go there; to a chapter at once.
    "follow-link" Jumps FollowLink,

    /// A wider measure.
    "wider" Looks Wider,
    /// A narrower measure.
    "narrower" Looks Narrower,
    /// The default measure.
    "default-measure" Looks DefaultMeasure,
    /// Pages or continuous scrolling.
    "toggle-view" Looks ToggleView,
    /// One column or two, where there is room.
    "toggle-columns" Looks ToggleColumns,
    /// Ragged or justified lines.
    "toggle-justify" Looks ToggleJustify,
    /// The next theme.
    "next-theme" Looks NextTheme,
    /// Hide or show everything but the text.
    "toggle-chrome" Looks ToggleChrome,

    /// Where am I: section, page, percent, time left.
    "where-am-i" Program WhereAmI,
    /// The books that were read, and with B what is marked in them; / filters them.
    "library" Program Library,
    /// What was wrong with this file, and how it was read all the same.
    "problems" Program Problems,
    /// This help; / filters it.
    "help" Program Help,
    /// The command line: a page (12), 40%, a section (#5), or the name of an action, which Tab completes.
    "command-line" Program CommandLine,
    /// Draw the screen again.
    "redraw" Program Redraw,
    /// Suspend; `fg` comes back.
    "suspend" Program Suspend,
    /// Quit; in a panel, close it.
    "quit" Program Quit,
    /// Cancel or close what is open; then unmark the matches, which the next step marks again.
    "cancel" Program Cancel,
}

impl Action {
    /// The action with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// Whether the next key is its object: the letter of a mark.
    pub const fn takes_letter(self) -> bool {
        matches!(self, Self::SetMark | Self::GoToMark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_helps_are_there_and_different() {
        for (n, action) in Action::ALL.iter().enumerate() {
            assert!(!action.help().is_empty());
            assert_eq!(Action::named(action.name()), Some(*action));
            for other in &Action::ALL[..n] {
                assert_ne!(other.help(), action.help());
            }
        }
    }
}
