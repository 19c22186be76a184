//! A stretch of the text as it is handed to another program.

use std::borrow::Cow;

use super::{Block, BlockKind, Document, Spacing, TableRow};
use crate::text::TextRange;

/// A place at which a word may be divided. Nothing is seen of it where the word is whole.
const SOFT_HYPHEN: char = '\u{AD}';

impl Document {
    /// The words of `range` as they stand in the text: lines and divided words whole, paragraphs apart by
    /// a blank line where a blank row parts them, the cells of a table by tabs.
    pub fn copied(&self, range: TextRange) -> String {
        let mut copied = String::with_capacity(range.len());
        for block in self.blocks_in(range) {
            let Some(shared) = block.range.intersection(range) else {
                continue;
            };
            if !copied.is_empty() {
                copied.push_str(match block.spacing {
                    Spacing::Loose => "\n\n",
                    Spacing::Tight => "\n",
                });
            }
            let lines = self.with_rows_as_lines(block, shared);
            copied.extend(lines.split(SOFT_HYPHEN));
        }
        copied
    }

    /// The part `range` of a block, in as many bytes, with a line for each row if the block is a table: the
    /// lines inside a cell are parted by blanks, as only what is set side by side tells them from rows.
    pub fn with_rows_as_lines(&self, block: &Block, range: TextRange) -> Cow<'_, str> {
        let text = self.slice(range);
        let BlockKind::Table(id) = block.kind else {
            return text.into();
        };
        let rows = self.table(id).map_or(&[][..], |table| &table.rows);
        let start = range.start.to_usize();
        let ends_row = |at: usize| {
            let end = |row: &TableRow| row.end().to_usize();
            rows.binary_search_by_key(&(start + at), end).is_ok()
        };
        let mut lines = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            lines.push_str(line);
            if line.ends_with('\n') && !ends_row(lines.len() - 1) {
                lines.pop();
                lines.push(' ');
            }
        }
        lines.into()
    }

    /// The blocks that touch `range`, in order.
    pub fn blocks_in(&self, range: TextRange) -> &[Block] {
        super::touching(&self.blocks, range, |block| block.range)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Builder, Format};
    use super::*;

    #[test]
    fn a_row_of_a_table_is_one_line_however_many_lines_its_cells_have() {
        let mut b = Builder::new(Format::Html);
        b.begin_table(Vec::new());
        for row in [["a|b", "c"], ["d", "e|f"], ["g|h", ""]] {
            b.begin_row(false);
            for cell in row {
                b.begin_cell();
                for line in cell.split('|') {
                    b.line_break();
                    b.text(line);
                }
            }
        }
        let document = b.finish();
        assert_eq!(document.text(), "a\nb\tc\nd\te\nf\ng\nh\t");
        let all = TextRange::new(0, document.text().len());
        assert_eq!(document.copied(all), "a b\tc\nd\te f\ng h\t");
        assert_eq!(document.copied(TextRange::new(1, 7)), " b\tc\nd");
    }

    #[test]
    fn paragraphs_stand_apart_and_cells_behind_tabs() {
        let mut b = Builder::new(Format::Markdown);
        b.block(BlockKind::Paragraph, "A di\u{AD}vided word.");
        b.block(BlockKind::Paragraph, "Another.");
        b.begin_table(Vec::new());
        for row in [["Hour", "Wind"], ["22", "west"]] {
            b.begin_row(row[0] == "Hour");
            for cell in row {
                b.begin_cell();
                b.text(cell);
            }
        }
        b.end();
        let document = b.finish();
        let all = TextRange::new(0, document.text().len());
        assert_eq!(
            document.copied(all),
            "A divided word.\n\nAnother.\n\nHour\tWind\n22\twest"
        );
        assert_eq!(document.copied(TextRange::new(2, 13)), "divided w");
        assert_eq!(document.copied(TextRange::new(3, 3)), "");
        assert_eq!(Document::default().copied(TextRange::new(0, 9)), "");
    }
}
