//! A text that is edited as texts are, and knows where each of its sentences went.

use folio::document::{BlockKind, Document};
use folio::format;
use unicode_segmentation::UnicodeSegmentation;

/// Numbers that are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((x ^ (x >> 31)) % sides.max(1) as u64).unwrap_or(0)
    }

    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A sentence, which keeps its number whatever becomes of it.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub id: usize,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Paragraph {
    pub is_heading: bool,
    pub sentences: Vec<Sentence>,
}

/// A text by paragraphs and sentences.
#[derive(Clone, Debug)]
pub struct Manuscript {
    pub paragraphs: Vec<Paragraph>,
    /// What stands between two sentences.
    blank: &'static str,
    /// Sentences that somebody else wrote have numbers from here on.
    next: usize,
    width: Option<usize>,
    is_html: bool,
}

/// What an editor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Typos,
    Words,
    InsertSentences,
    DeleteSentences,
    InsertParagraphs,
    DeleteParagraphs,
    MoveParagraphs,
    SplitParagraphs,
    JoinParagraphs,
    Wrap,
    Signs,
    Numbers,
    Format,
}

pub const EDITS: [Edit; 13] = [
    Edit::Typos,
    Edit::Words,
    Edit::InsertSentences,
    Edit::DeleteSentences,
    Edit::InsertParagraphs,
    Edit::DeleteParagraphs,
    Edit::MoveParagraphs,
    Edit::SplitParagraphs,
    Edit::JoinParagraphs,
    Edit::Wrap,
    Edit::Signs,
    Edit::Numbers,
    Edit::Format,
];

/// The number of letters and digits.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

impl Manuscript {
    /// The paragraphs and headings of a text.
    pub fn of(document: &Document) -> Self {
        let mut next = 0;
        let mut paragraphs = Vec::new();
        let mut wide = 0;
        for block in document.body_blocks() {
            let is_heading = matches!(block.kind, BlockKind::Heading { .. });
            if !is_heading && block.kind != BlockKind::Paragraph {
                continue;
            }
            let text = document.slice(block.range).replace('\n', " ");
            let mut sentences = Vec::new();
            for sentence in text.unicode_sentences() {
                let text = sentence.trim().to_owned();
                wide += text.matches(['。', '，']).count();
                sentences.push(Sentence { id: next, text });
                next += 1;
            }
            paragraphs.push(Paragraph {
                is_heading,
                sentences,
            });
        }
        Self {
            paragraphs,
            blank: if wide > 20 { "" } else { " " },
            next,
            width: None,
            is_html: false,
        }
    }

    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.paragraphs.iter().flat_map(|p| &p.sentences)
    }

    /// The text as it is read.
    pub fn read(&self) -> Document {
        let mut source = String::new();
        for paragraph in &self.paragraphs {
            let sentences: Vec<&str> = paragraph.sentences.iter().map(|s| &*s.text).collect();
            let text = sentences.join(self.blank);
            if self.is_html {
                let name = if paragraph.is_heading { "h2" } else { "p" };
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                source += &format!("<{name}>{text}</{name}>\n");
            } else if let Some(width) = self.width {
                source += &textwrap::fill(&text, width);
                source += "\n\n";
            } else {
                source += &text;
                source += "\n\n";
            }
        }
        let name = if self.is_html { "a.html" } else { "a.txt" };
        format::open(source.as_bytes(), Some(name)).unwrap_or_default()
    }

    /// Where each sentence is in what was read, as its first and its last letter, counted in letters.
    pub fn letters(&self) -> Vec<(usize, std::ops::Range<usize>)> {
        let mut at = 0;
        self.sentences()
            .map(|sentence| {
                let start = at;
                at += letters(&sentence.text);
                (sentence.id, start..at)
            })
            .collect()
    }

    pub fn apply(&mut self, edit: Edit, dice: &mut Dice) {
        match edit {
            Edit::Typos => self.each_sentence(dice, 60, typos),
            Edit::Words => self.each_sentence(dice, 60, one_word),
            Edit::InsertSentences => self.insert_sentences(dice),
            Edit::DeleteSentences => {
                for paragraph in &mut self.paragraphs {
                    paragraph.sentences.retain(|_| !dice.percent(20));
                }
            }
            Edit::InsertParagraphs => {
                for at in (0..=self.paragraphs.len()).rev() {
                    if dice.percent(20) {
                        let count = 1 + dice.below(4);
                        let sentences = (0..count).map(|_| self.invented(dice)).collect();
                        let paragraph = Paragraph {
                            is_heading: false,
                            sentences,
                        };
                        self.paragraphs.insert(at, paragraph);
                    }
                }
            }
            Edit::DeleteParagraphs => self.paragraphs.retain(|_| !dice.percent(20)),
            Edit::MoveParagraphs => {
                for _ in 0..self.paragraphs.len() / 5 {
                    let count = self.paragraphs.len();
                    let paragraph = self.paragraphs.remove(dice.below(count));
                    self.paragraphs.insert(dice.below(count), paragraph);
                }
            }
            Edit::SplitParagraphs => {
                let old = std::mem::take(&mut self.paragraphs);
                for mut paragraph in old {
                    let count = paragraph.sentences.len();
                    if count > 1 && dice.percent(40) {
                        let rest = paragraph.sentences.split_off(1 + dice.below(count - 1));
                        self.paragraphs.push(paragraph);
                        self.paragraphs.push(Paragraph {
                            is_heading: false,
                            sentences: rest,
                        });
                    } else {
                        self.paragraphs.push(paragraph);
                    }
                }
            }
            Edit::JoinParagraphs => {
                let old = std::mem::take(&mut self.paragraphs);
                for paragraph in old {
                    match self.paragraphs.last_mut() {
                        Some(last)
                            if !last.is_heading && !paragraph.is_heading && dice.percent(30) =>
                        {
                            last.sentences.extend(paragraph.sentences);
                        }
                        _ => self.paragraphs.push(paragraph),
                    }
                }
            }
            Edit::Wrap => self.width = Some(40 + dice.below(50)),
            Edit::Signs => self.each_sentence(dice, 90, signs),
            Edit::Numbers => self.each_sentence(dice, 80, numbers),
            Edit::Format => self.is_html = !self.is_html,
        }
        self.paragraphs.retain(|p| !p.sentences.is_empty());
    }

    fn each_sentence(
        &mut self,
        dice: &mut Dice,
        percent: usize,
        edit: impl Fn(&str, &mut Dice) -> String,
    ) {
        for paragraph in &mut self.paragraphs {
            for sentence in &mut paragraph.sentences {
                if dice.percent(percent) {
                    sentence.text = edit(&sentence.text, dice);
                }
            }
        }
    }

    fn insert_sentences(&mut self, dice: &mut Dice) {
        for n in 0..self.paragraphs.len() {
            for at in (0..=self.paragraphs[n].sentences.len()).rev() {
                if dice.percent(25) && !self.paragraphs[n].is_heading {
                    let sentence = self.invented(dice);
                    self.paragraphs[n].sentences.insert(at, sentence);
                }
            }
        }
    }

    /// A sentence of words of the text, in an order of its own.
    fn invented(&mut self, dice: &mut Dice) -> Sentence {
        let words: Vec<&str> = self
            .sentences()
            .flat_map(|s| s.text.split_word_bounds())
            .filter(|word| word.chars().all(char::is_alphanumeric))
            .collect();
        let count = 4 + dice.below(20);
        let chosen: Vec<&str> = (0..count).map(|_| words[dice.below(words.len())]).collect();
        let stop = if self.blank.is_empty() { "。" } else { "." };
        let text = chosen.join(self.blank) + stop;
        self.next += 1;
        Sentence {
            id: self.next,
            text,
        }
    }
}

/// One or a few letters wrong: about one in fifty, one at least.
fn typos(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=chars.len() / 60 {
        let places: Vec<usize> = (0..chars.len())
            .filter(|at| chars[*at].is_alphabetic())
            .collect();
        if places.len() < 12 {
            break;
        }
        let at = places[dice.below(places.len())];
        let other = chars[places[dice.below(places.len())]];
        match dice.below(4) {
            0 => chars[at] = other,
            1 => chars.insert(at, other),
            2 if at + 1 < chars.len() => chars.swap(at, at + 1),
            _ => {
                chars.remove(at);
            }
        }
    }
    chars.into_iter().collect()
}

/// Another word for one, not in the shortest sentences.
fn one_word(text: &str, dice: &mut Dice) -> String {
    let words: Vec<&str> = text.split_word_bounds().collect();
    let real: Vec<usize> = (0..words.len())
        .filter(|at| words[*at].chars().all(char::is_alphabetic))
        .collect();
    if real.len() < 8 {
        return text.to_owned();
    }
    let (one, other) = (real[dice.below(real.len())], real[dice.below(real.len())]);
    let mut words = words;
    words[one] = words[other];
    words.concat()
}

/// Straight for curly, dashes for hyphens, signs of emphasis, soft hyphens.
fn signs(text: &str, dice: &mut Dice) -> String {
    let mut changed = String::new();
    let emphasis = dice.below(8);
    for (n, word) in text.split_word_bounds().enumerate() {
        let is_word = word.chars().all(char::is_alphabetic);
        match word {
            "’" => changed.push('\''),
            "“" | "”" => changed.push('"'),
            "'" => changed.push('’'),
            "—" => changed.push_str("--"),
            "-" => changed.push('‐'),
            "，" => changed.push_str(", "),
            _ if is_word && n == emphasis => {
                changed.push('_');
                changed.push_str(word);
                changed.push('_');
            }
            _ if is_word && word.len() > 8 && word.is_ascii() && dice.percent(30) => {
                let (one, other) = word.split_at(4);
                changed.push_str(one);
                changed.push('\u{AD}');
                changed.push_str(other);
            }
            _ => changed.push_str(word),
        }
    }
    changed
}

/// Other numbers, and the number of a note now and then.
fn numbers(text: &str, dice: &mut Dice) -> String {
    let digit = |dice: &mut Dice| char::from(b"0123456789"[dice.below(10)]);
    let mut changed: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { digit(dice) } else { c })
        .collect();
    if dice.percent(30) && changed.chars().count() > 20 {
        changed.push('[');
        changed.push(digit(dice));
        changed.push(digit(dice));
        changed.push(']');
    }
    changed
}
