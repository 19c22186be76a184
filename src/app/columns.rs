//! One column or two.
//!
//! What is set is a wish: a terminal that is too narrow shows one column and keeps the wish, and so does
//! scrolling, which has no pages to lay side by side.

use crate::layout::Columns;
use crate::reader::View;

use super::App;
use super::frame::{self, TWO_PAGES};

impl App {
    /// How many pages are shown at once.
    pub(super) fn columns_shown(&self) -> Columns {
        frame::columns_shown(self.size.0, &self.look, self.book.window.view())
    }

    /// Goes over to the other number of columns. Who scrolls sees one, and so is given two.
    pub(super) fn toggle_columns(&mut self) {
        let view = self.book.window.view();
        self.look.columns = match (self.look.columns, view) {
            (Columns::Two, View::Pages) => Columns::One,
            (Columns::One, _) | (Columns::Two, View::Scroll) => Columns::Two,
        };
        self.book.window.set_view(View::Pages);
        self.lay_out();
        self.say(match self.columns_shown() {
            Columns::One => "one column",
            Columns::Two => "two columns",
        });
        self.say_if_too_narrow();
    }

    /// Says why there is one column where two are wished for, and no longer where there are two.
    pub(super) fn say_if_too_narrow(&mut self) {
        let is_wished = self.look.columns == Columns::Two;
        let says = format!("one column: two need {TWO_PAGES} cells of width");
        if is_wished && self.book.window.view() == View::Pages && self.size.0 < TWO_PAGES {
            self.notice = Some(says);
        } else if self.notice.as_ref() == Some(&says) {
            self.notice = None;
        }
    }
}
