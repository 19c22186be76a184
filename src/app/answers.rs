//! Answers to what was asked: a book, a match, page numbers, a list. Those to questions that are no longer asked
//! bear another ticket and are dropped.

use super::{App, Event};

impl App {
    pub(super) fn on_answer(&mut self, event: Event) {
        match event {
            Event::Opened { ticket, result } if ticket == self.bench.open => {
                self.bench.is_opening = false;
                match *result {
                    Ok(opened) => self.on_opened(opened),
                    Err(error) => self.on_not_opened(error),
                }
            }
            Event::PartRead { ticket, part } => self.on_part(ticket, part),
            Event::Found { ticket, finding } if ticket == self.bench.search => {
                self.on_found(finding);
            }
            Event::Measured { ticket, pages } if ticket == self.bench.measure => {
                for (id, starts) in pages {
                    self.book.window.record_pages(id, starts);
                }
            }
            Event::Examined {
                ticket,
                sketch,
                edition,
            } if ticket == self.bench.examine => self.on_examined(&sketch, edition),
            Event::Books { ticket, library } if ticket == self.bench.library => {
                self.on_books(*library);
            }
            Event::Marks { ticket, marks } if ticket == self.bench.library => {
                if let Some(library) = self.open_library() {
                    library.take_marks(marks);
                }
                self.press_held();
            }
            // Answers to what is no longer asked, and what is no answer.
            Event::Opened { .. }
            | Event::Found { .. }
            | Event::Measured { .. }
            | Event::Examined { .. }
            | Event::Books { .. }
            | Event::Marks { .. }
            | Event::Together(_)
            | Event::Key(_)
            | Event::Paste(_)
            | Event::Wheel(_)
            | Event::Button { .. }
            | Event::Resize(..)
            | Event::NotKept(_)
            | Event::KeptAgain
            | Event::Failed(_)
            | Event::GivenUp(_)
            | Event::NoteEdited { .. }
            | Event::Resumed
            | Event::Terminated => {}
        }
    }
}
