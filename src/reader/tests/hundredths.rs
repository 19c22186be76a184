//! Going to so many hundredths of a text.

use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// A long text whose paragraphs are like this one.
fn long(paragraph: &str) -> Arc<Document> {
    let mut b = Builder::new(Format::Markdown);
    for n in 0..60 {
        b.block(
            BlockKind::Paragraph,
            &format!("{}{paragraph}", "x".repeat(n % 7)),
        );
    }
    Arc::new(b.finish())
}

#[test]
fn a_percentage_leads_to_the_beginning_of_a_word_and_the_foot_says_it() {
    let sayings = [
        "Delight,—top-gallant delight is to him, who doesn't acknowledge any law; “but” heaven.",
        "「北方領土」問題の話。次の文は、ここから始まる。また次の文。",
        "모든 인간은 태어날 때부터 자유롭다. 그리고 존엄하다.",
        "שלום לכל העולם. עוד משפט, ועוד אחד.",
        "Cafe\u{301} cre\u{300}me, 👍🏽 et 3,5 km a\u{300} pied…",
    ];
    for saying in sayings {
        let document = long(&saying.repeat(9));
        let text = document.text();
        let words: Vec<usize> = text.unicode_word_indices().map(|(at, _)| at).collect();
        for view in [View::Pages, View::Scroll] {
            let mut window =
                Window::new(Arc::clone(&document), Typography::new(Cells(40)), Rows(5));
            window.set_view(view);
            for percent in 1..98 {
                let before = window.offset();
                window.go(Motion::ToPercent(Percent::new(percent)));
                assert_eq!(u32::from(window.screen().percent), percent, "{saying}");
                let here = window.offset();
                let is_block = document.blocks().iter().any(|b| b.range.start == here);
                assert!(
                    is_block || words.binary_search(&here.to_usize()).is_ok(),
                    "{percent}% is inside of “{}”",
                    &text[here.to_usize()..].chars().take(20).collect::<String>()
                );
                assert!(window.jump_back(1));
                assert_eq!(window.offset(), before);
                assert!(window.jump_forward(1));
                assert_eq!(window.offset(), here);
            }
        }
    }
}

#[test]
fn a_word_that_is_longer_than_a_hundredth_is_gone_into() {
    let document = long(&"x".repeat(3000));
    let mut window = Window::new(document, Typography::new(Cells(40)), Rows(5));
    for percent in 0..98 {
        window.go(Motion::ToPercent(Percent::new(percent)));
        assert_eq!(u32::from(window.screen().percent), percent);
    }
}

#[test]
fn decimals_lead_to_the_first_word_behind_them() {
    let document = long("The lamp is lit at dusk, and the sea is wide. ");
    let mut window = Window::new(Arc::clone(&document), Typography::new(Cells(40)), Rows(5));
    window.set_view(View::Scroll);
    let length = document.body().len();
    for tenths in 1..900 {
        let typed = format!("{}.{}", tenths / 10, tenths % 10);
        window.go(Motion::ToPercent(Percent::parse(&typed).expect("a number")));
        let (here, first) = (window.offset().to_usize(), (length * tenths).div_ceil(1000));
        let next = (length * (tenths / 10 + 1)).div_ceil(100);
        assert!(
            (first..next).contains(&here) && here < first + 20,
            "{typed}% is at {here}"
        );
        assert_eq!(usize::from(window.screen().percent), tenths / 10, "{typed}");
    }
}
