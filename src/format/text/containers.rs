//! Quotations and list items while a text is written: which are open, and which the next piece needs.

use super::pieces::Apart;
use crate::document::{Builder, Marker, Spacing};

/// What is open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Containers {
    quotations: u8,
    items: u8,
}

impl Containers {
    /// Opens and closes what the next piece stands in. `spacing` is for an item after another.
    pub(super) fn enter(&mut self, apart: Apart, spacing: Spacing, builder: &mut Builder) {
        match apart {
            Apart::No => self.close_to(0, 0, builder),
            Apart::Quoted(depth) => {
                self.close_to(depth.min(self.quotations), 0, builder);
                while self.quotations < depth {
                    builder.open_quotation();
                    self.quotations += 1;
                }
            }
            Apart::Item { number, depth } => {
                let marker = number.map_or(Marker::Bullet, |number| Marker::Number(number.into()));
                self.enter_item(marker, depth, spacing, builder);
            }
        }
    }

    /// Closes all.
    pub(super) fn leave(&mut self, builder: &mut Builder) {
        self.close_to(0, 0, builder);
    }

    fn enter_item(&mut self, marker: Marker, depth: u8, spacing: Spacing, builder: &mut Builder) {
        let is_further = self.items > 0;
        self.close_to(0, self.items.min(depth.saturating_sub(1)), builder);
        builder.open_item(marker);
        self.items += 1;
        if is_further {
            builder.space_next(spacing);
        }
    }

    fn close_to(&mut self, quotations: u8, items: u8, builder: &mut Builder) {
        while self.items > items {
            builder.close();
            self.items -= 1;
        }
        while self.quotations > quotations {
            builder.close();
            self.quotations -= 1;
        }
    }
}
