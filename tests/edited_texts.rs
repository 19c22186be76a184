//! Places and passages in a text that was edited: each is where its sentence is, or it says that it is in
//! doubt. A confident answer at another sentence is the one thing that must never be.
//!
//! `FOLIO_PLACES` says how many places are tried; 10,000 take a minute.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod edits;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use edits::{Dice, EDITS, Edit, Manuscript};
use folio::document::{Anchor, Document, Passage, Resolved};
use folio::format;
use folio::text::{Offset, TextRange};

fn corpus(part: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let corpus = std::env::var_os("FOLIO_CORPUS").map_or_else(beside, PathBuf::from);
    Some(corpus.join(part)).filter(|path| path.exists())
}

/// The texts that are edited: an essay, a Chinese text and, where it is at hand, a story with refrains.
fn manuscripts() -> Vec<Manuscript> {
    let open = |bytes: &[u8], name: &str| format::open(bytes, Some(name)).expect("a text");
    let mut documents = vec![
        open(include_bytes!("../assets/essay.md"), "essay.md"),
        open(include_bytes!("edits/rights.zh.txt"), "rights.txt"),
    ];
    if let Some(path) = corpus("text/alice-in-wonderland.txt") {
        let bytes = std::fs::read(path).expect("a file");
        documents.push(open(&bytes, "alice.txt"));
    }
    documents.iter().map(Manuscript::of).collect()
}

/// Where the letters of a document stand.
fn letter_places(document: &Document) -> Vec<usize> {
    let chars = document.text().char_indices();
    chars
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(at, _)| at)
        .collect()
}

/// What became of places whose sentence is still there, and of those whose sentence is not.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    near: usize,
    lost: usize,
    wrong: usize,
    /// In doubt, and too short to be told without neighbours that have changed.
    short: usize,
    /// In doubt, and the sentence is not there or the passage was torn apart.
    gone: usize,
    wrong_gone: usize,
}

/// What became of the words of a passage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// They stand together.
    Whole,
    /// So they do, but are few.
    Short,
    /// Some are gone, or something stands between them.
    Gone,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.near += other.near;
        self.lost += other.lost;
        self.wrong += other.wrong;
        self.short += other.short;
        self.gone += other.gone;
        self.wrong_gone += other.wrong_gone;
    }

    /// Counts an answer; `true` if it is wrong.
    fn tell<T: Copy>(&mut self, found: Resolved<T>, is_right: bool, fate: Fate) -> bool {
        let counted = match (found.is_certain(), is_right, fate) {
            (true, true, _) => &mut self.right,
            (true, false, Fate::Gone) => &mut self.wrong_gone,
            (true, false, _) => &mut self.wrong,
            (false, _, Fate::Gone) => &mut self.gone,
            (false, _, Fate::Short) => &mut self.short,
            (false, ..) if matches!(found, Resolved::Near(_)) => &mut self.near,
            (false, ..) => &mut self.lost,
        };
        *counted += 1;
        found.is_certain() && !is_right
    }

    fn there(&self) -> usize {
        self.right + self.near + self.lost + self.wrong + self.short
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            right,
            near,
            lost,
            wrong,
            short,
            gone,
            wrong_gone,
        } = self;
        write!(
            f,
            "right {right:5}  near {near:4}  lost {lost:4}  wrong {wrong:3}  | few words {short:4}  | gone or torn {gone:5}  wrong {wrong_gone:3}"
        )
    }
}

/// A sentence of fewer letters is told by its neighbours: a dozen Chinese ones are as good as two dozen.
const FEW: usize = 12;

/// A place or a passage and the sentences it is in.
struct Marked {
    ids: Vec<usize>,
    passage: Passage,
}

/// Places at words of the text, and passages from such a word to the end of one.
fn mark(
    document: &Document,
    manuscript: &Manuscript,
    count: usize,
    dice: &mut Dice,
) -> Vec<Marked> {
    let places = letter_places(document);
    let sentences = manuscript.letters();
    let total = sentences.last().map_or(0, |(_, range)| range.end);
    assert_eq!(places.len(), total, "every letter is in the text");
    let mut marked = Vec::new();
    while marked.len() < count {
        let n = dice.below(sentences.len());
        let (id, range) = &sentences[n];
        if range.is_empty() {
            continue;
        }
        // Half of the places at the beginning of their sentence, quotation mark and all.
        let inside = if dice.percent(50) {
            0
        } else {
            dice.below(range.len())
        };
        let start = word_start(document.text(), places[range.start + inside]);
        if marked.len() % 2 == 0 {
            let passage = Passage::from(Anchor::new(document, Offset::new(start)));
            let ids = vec![*id];
            marked.push(Marked { ids, passage });
            continue;
        }
        let m = (n + dice.below(3)).min(sentences.len() - 1);
        let ids = sentences[n..=m].iter().map(|(id, _)| *id).collect();
        let (_, range) = &sentences[m];
        let Some(end) = range.end.checked_sub(1).map(|letter| places[letter]) else {
            continue;
        };
        let end = word_end(document.text(), end);
        if end <= start {
            continue;
        }
        let passage = Passage::new(document, TextRange::new(start, end));
        marked.push(Marked { ids, passage });
    }
    marked
}

/// Back over an opening quotation mark.
fn word_start(text: &str, letter: usize) -> usize {
    let head = &text[..letter];
    head.trim_end_matches(['“', '‘', '"', '「', '_']).len()
}

/// On over the letter and what closes the sentence.
fn word_end(text: &str, letter: usize) -> usize {
    let own = text[letter..].chars().next().map_or(0, char::len_utf8);
    let rest = &text[letter + own..];
    text.len()
        - rest
            .trim_start_matches(['.', '?', '!', '”', '’', '。'])
            .len()
}

/// The sentence to which the first letter from a place on belongs, or the last before it.
struct Where {
    places: Vec<usize>,
    sentences: Vec<(usize, std::ops::Range<usize>)>,
}

impl Where {
    fn new(document: &Document, manuscript: &Manuscript) -> Self {
        let places = letter_places(document);
        let sentences = manuscript.letters();
        let total = sentences.last().map_or(0, |(_, range)| range.end);
        assert_eq!(places.len(), total, "every letter is in the text");
        Self { places, sentences }
    }

    /// Whether the sentences stand one after another, as they did, and are enough.
    fn fate(&self, ids: &[usize]) -> Fate {
        let first = self
            .sentences
            .iter()
            .position(|(id, _)| Some(id) == ids.first());
        let now = first.and_then(|first| self.sentences.get(first..first + ids.len()));
        let Some(now) = now.filter(|now| now.iter().map(|(id, _)| id).eq(ids)) else {
            return Fate::Gone;
        };
        // The sentences at both ends must be known, each by itself.
        let ends = [now.first(), now.last()];
        let shortest = ends
            .into_iter()
            .flatten()
            .map(|(_, range)| range.len())
            .min();
        match shortest {
            Some(0) | None => Fate::Gone,
            Some(letters) if letters < FEW => Fate::Short,
            _ => Fate::Whole,
        }
    }

    fn begins(&self, id: usize, place: Offset) -> bool {
        let letter = self.places.partition_point(|at| *at < place.to_usize());
        self.is_in(id, letter)
    }

    fn ends(&self, id: usize, place: Offset) -> bool {
        let letter = self.places.partition_point(|at| *at < place.to_usize());
        letter > 0 && self.is_in(id, letter - 1)
    }

    fn is_in(&self, id: usize, letter: usize) -> bool {
        let mut sentences = self.sentences.iter();
        sentences.any(|(other, range)| *other == id && range.contains(&letter))
    }
}

fn run(manuscript: &Manuscript, script: &[Edit], places: usize, dice: &mut Dice) -> [Count; 2] {
    let old = manuscript.read();
    let marked = mark(&old, manuscript, places, dice);
    let mut edited = manuscript.clone();
    for edit in script {
        edited.apply(*edit, dice);
    }
    let new = edited.read();
    let truth = Where::new(&new, &edited);
    let found = Passage::resolve_all(&new, marked.iter().map(|one| &one.passage));
    let mut counts = [Count::default(); 2];
    for (one, found) in marked.iter().zip(found) {
        let range = found.range();
        assert!(range.start <= range.end && range.end <= new.end());
        let is_passage = one.passage.end.is_some();
        let is_right = truth.begins(one.ids[0], range.start)
            && (!is_passage || truth.ends(one.ids[one.ids.len() - 1], range.end));
        let fate = truth.fate(&one.ids);
        let count = &mut counts[usize::from(is_passage)];
        if count.tell(found, is_right, fate) {
            show("wrong", &format!("{script:?}"), &one.passage, &new, range);
        } else if !found.is_certain()
            && fate != Fate::Gone
            && std::env::var_os("FOLIO_SHOW").is_some()
        {
            show(
                &format!("{found:?}"),
                &format!("{script:?}"),
                &one.passage,
                &new,
                range,
            );
        }
    }
    counts
}

#[test]
fn a_place_in_an_edited_text_is_where_its_sentence_is_or_in_doubt() {
    let asked = std::env::var("FOLIO_PLACES").ok();
    let places: usize = asked.and_then(|n| n.parse().ok()).unwrap_or(1500);
    let manuscripts = manuscripts();
    let seed = std::env::var("FOLIO_SEED").ok();
    let mut dice = Dice(seed.and_then(|n| n.parse().ok()).unwrap_or(6));
    let mut counts: BTreeMap<String, [Count; 2]> = BTreeMap::new();
    let each = 100;
    for n in 0..places.div_ceil(each) {
        let manuscript = &manuscripts[n % manuscripts.len()];
        // Each kind of edit by itself, and as often several at once.
        let script: Vec<Edit> = if n % 2 == 0 {
            vec![EDITS[n / 2 % EDITS.len()]]
        } else {
            (0..3).map(|_| EDITS[dice.below(EDITS.len())]).collect()
        };
        let name = match &script[..] {
            [edit] => format!("{edit:?}"),
            _ => "three at once".to_owned(),
        };
        let run = run(manuscript, &script, each, &mut dice);
        let counts = counts.entry(name).or_default();
        counts[0].add(run[0]);
        counts[1].add(run[1]);
    }
    let mut all = Count::default();
    for (edit, [place, passage]) in &counts {
        println!("{edit:18} place   {place}\n{:18} passage {passage}", "");
        all.add(*place);
        all.add(*passage);
    }
    println!("{:18}         {all}", "all");
    println!(
        "right: {:.2} %",
        100.0 * all.right as f64 / all.there() as f64
    );
    assert_eq!(
        all.wrong + all.wrong_gone,
        0,
        "confident at another sentence"
    );
    assert!(all.right * 100 >= all.there() * 98, "98 of 100 are found");
}

/// Prints what a passage was, and what stands where it was found.
fn show(verdict: &str, script: &str, passage: &Passage, new: &Document, range: TextRange) {
    let end = new.floor_char(range.end.to_usize() + 60).to_usize();
    let now = Passage::new(new, TextRange::new(range.start.to_usize(), end)).words;
    let (before, exact, words) = (&passage.start.before, &passage.start.exact, &passage.words);
    println!(
        "  {verdict} after {script}: {before:?} | {exact:?}\n    stood {words:?}\n    now   {now:?}"
    );
}
