//! A stretch of the text as it is handed to another program.

use super::{Block, Document, Spacing};
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
            let words = self.slice(shared).split(SOFT_HYPHEN);
            copied.extend(words);
        }
        copied
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
