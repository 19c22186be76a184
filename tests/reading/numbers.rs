//! Numbers that are typed: pages, percentages, counts.

use super::*;

#[test]
fn a_mark_at_a_percentage_quotes_whole_words() {
    let sentence = "Delight is to him, a far upward and inward delight, who never stands forth. ";
    let text = format!("# Delight\n\n{}", sentence.repeat(60));
    for percent in [13_u8, 29, 50, 51, 77] {
        let mut program = Program::new(&text, 72, 16);
        program.keys(&format!("{percent}%mb"));
        let record = program.record.as_ref().expect("a mark");
        let words = &record.marks[&'b'].exact;
        let first = words.split(' ').next().unwrap_or_default();
        assert!(
            sentence.split(' ').any(|word| word == first),
            "{percent}%: {words}"
        );
        assert_eq!(program.app.screen().percent, percent);
    }
}
