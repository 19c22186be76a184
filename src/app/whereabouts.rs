//! Where am I: section, page, percent, time left, in one row.
//!
//! Where that has no room for all of it, a long title gives way to the numbers, and the time left to both.

use crate::reader::Screen;
use crate::text::{Cells, shortened, text_width};

use super::App;

/// So much of a title, in cells, tells it from most others.
const TITLE: u32 = 16;

/// Of less than so much of it nothing can be told.
const LEAST_TITLE: u32 = 6;

const BETWEEN: &str = " · ";

impl App {
    pub(super) fn say_whereabouts(&mut self) {
        let screen = self.book.window.screen();
        let title = self.title_at(&screen);
        let room = self.foot_room();
        let forms = self.forms_of_place(&screen);
        // Quotation marks, and what parts it from the rest.
        let beside = |form: &String| room.0.saturating_sub(text_width(form).0 + 5);
        let wish = text_width(&title).0.min(TITLE);
        let with_title = forms.iter().find(|form| beside(form) >= wish);
        let form = with_title.or_else(|| forms.iter().find(|form| text_width(form) <= room));
        let form = form.or(forms.last()).cloned().unwrap_or_default();
        let left = beside(&form);
        self.notice = Some(if title.is_empty() || left < wish.min(LEAST_TITLE) {
            form
        } else {
            format!("“{}”{BETWEEN}{form}", shortened(&title, Cells(left)))
        });
    }

    fn title_at(&self, screen: &Screen) -> String {
        let document = self.book.window.document();
        let section = screen.head.and_then(|n| document.sections().get(n));
        section.map_or_else(String::new, |section| {
            document.section_title(section).replace('\n', " ")
        })
    }

    /// The place in numbers and what there is to say besides, with less and less of that.
    fn forms_of_place(&self, screen: &Screen) -> Vec<String> {
        let document = self.book.window.document();
        let page = screen.page;
        let printed = document.printed_page_at(screen.shown.start);
        let printed = printed.map_or(String::new(), |page| format!(" (printed: {})", page.label));
        let long = format!("page {} of {}", page.number, page.of);
        let percent = format!("{BETWEEN}{}%", screen.percent);
        let time = screen.time_left();
        let time = time.map_or(String::new(), |left| format!("{BETWEEN}{left}"));
        let section = screen.section_left();
        let section = section.map_or(String::new(), |left| format!(" ({left})"));
        let kept = match self.book.not_kept_for() {
            None => "",
            Some(_) => " · places are not kept",
        };
        vec![
            format!("{long}{printed}{percent}{time}{section}{kept}"),
            format!("{long}{printed}{percent}{time}{kept}"),
            format!("{long}{printed}{percent}{kept}"),
            format!("{long}{percent}"),
            format!("{}/{}{percent}", page.number, page.of),
        ]
    }

    /// Cells for what is said in the foot. Where matches are counted beside it, half of it is certain.
    fn foot_room(&self) -> Cells {
        let width = self.frame().map_or(self.size.0, |frame| frame.width());
        let is_shared = self.match_count().is_some();
        Cells::from(if is_shared { width / 2 } else { width })
    }
}
