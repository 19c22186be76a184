//! Finding quotations again in a text that has changed.
//!
//! The seeds of all quotations are looked for in one going over the text; where some of one quotation lie
//! together as they do in it, the whole is held against the text ([`Fitting`]); and of the places that were
//! found one is taken if it fits well and no other fits about as well.

use std::cell::OnceCell;
use std::cmp::Reverse;

use super::convincing::Sight;
use super::evidence::{Fitting, Stretch};
use super::neighbours::{self, Neighbour};
use super::quotation::Quotation;
use super::section::{Titles, agreement};
use super::seeds::{SEED, Seed, Seeds};
use super::{Anchor, Resolved, Stands, twin};
use crate::document::Document;
use crate::document::letters::Letters;
use crate::text::{Offset, sort_by_key};

/// How many places are looked at for each quotation: those with most seeds.
const MOST_SIGHTS: usize = 6;
/// How far apart seeds may say one place is, in bytes: by what was put in or taken out between them.
const TOGETHER: i64 = 64;
/// How far apart the first and the last of them.
const TOGETHER_AT_MOST: i64 = 256;
/// Text around a place beyond the quotation's own length, in bytes: for what was put in.
const MARGIN: i64 = 128;

/// Words of fewer characters than this may stand anywhere.
const FEWEST_CHARS: usize = 8;
/// How far around the place words without a seed are looked for, in bytes.
const ROUND_ABOUT: usize = 256 * 1024;

/// A quotation, and the anchor it was in.
#[derive(Debug)]
pub(in crate::document) struct Wanted<'a> {
    pub quotation: Quotation,
    pub anchor: &'a Anchor,
}

/// Seeds of one quotation that lie together as they do in it.
#[derive(Debug)]
struct Group {
    /// Where they say the place is, the least and the greatest, in bytes.
    from: i64,
    to: i64,
    seeds: Vec<Found>,
}

/// A seed that was found.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Where it says the place is.
    caret: i64,
    /// Where it stands itself.
    place: usize,
    /// Which letter of the quotation it begins with.
    letter: usize,
}

/// Finds each of these again.
pub(in crate::document) fn find_all(document: &Document, wanted: &[Wanted<'_>]) -> Vec<Resolved> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let letters = wanted.iter().map(|one| one.quotation.letters.len() + 1);
    let mut seeds = Seeds::with_room(letters.sum());
    let seeded: Vec<Vec<Seed>> = wanted
        .iter()
        .map(|one| seeds.add(&one.quotation.letters))
        .collect();
    seeds.scan(document.text(), document.folding());
    let finder = Finder {
        document,
        seeds,
        titles: OnceCell::new(),
    };
    let pairs = wanted.iter().zip(&seeded);
    pairs.map(|(one, seeds)| finder.find(one, seeds)).collect()
}

struct Finder<'d> {
    document: &'d Document,
    seeds: Seeds,
    titles: OnceCell<Titles>,
}

impl Finder<'_> {
    fn find(&self, wanted: &Wanted<'_>, seeds: &[Seed]) -> Resolved {
        let fitting = Fitting::new(&wanted.quotation);
        let groups = self.groups(wanted, seeds);
        let mut sights: Vec<Sight> = groups
            .iter()
            .filter_map(|group| self.look(wanted, &fitting, group))
            .collect();
        sort_by_key(&mut sights, |sight| Reverse(sight.weight()));
        sights.dedup_by_key(|sight| sight.place);
        let best = sights.first().filter(|best| best.is_something(&fitting));
        let Some(best) = best else {
            if let Some(place) = self.by_other_means(wanted, seeds) {
                return place;
            }
            return self.without_words(wanted, groups.first());
        };
        let stands = wanted.anchor.stands;
        let others = || sights.iter().filter(|sight| sight.place != best.place);
        let mut rivals = others().filter(|other| best.is_rivalled_by(other, &fitting, stands));
        let is_alone = rivals.next().is_none() && !best.is_rivalled_beside(&fitting);
        if is_alone && best.is_convincing(&fitting, stands) {
            let offset = Offset::new(best.place);
            return if wanted.anchor.stands_in(self.document.text()) == Some(best.place) {
                Resolved::Exact(offset)
            } else {
                Resolved::Moved(offset)
            };
        }
        if let Some(place) = self.by_other_means(wanted, seeds) {
            return place;
        }
        let equals = sights
            .iter()
            .take_while(|sight| best.is_equalled_by(sight, &fitting));
        let likely = equals.max_by_key(|sight| {
            let offset = Offset::new(sight.place);
            let agreed = agreement(self.document, offset, &wanted.anchor.section);
            (agreed, Reverse(self.distance(wanted.anchor, sight.place)))
        });
        Resolved::Near(Offset::new(likely.unwrap_or(best).place))
    }

    /// Where a short sentence is: it stands once in either text, or between the same neighbours.
    fn by_other_means(&self, wanted: &Wanted<'_>, seeds: &[Seed]) -> Option<Resolved> {
        let alone = (wanted.anchor.stands == Stands::Alone).then_some(&wanted.quotation);
        let place = alone.and_then(|quotation| twin::place_of(self.document, quotation));
        let place = place.or_else(|| {
            // A twin may stand between the same words, and so may the other of two that say the same.
            if matches!(wanted.anchor.stands, Stands::Nearly | Stands::Throughout)
                || wanted.quotation.is_echoed()
            {
                return None;
            }
            let found = seeds.iter().flat_map(|seed| {
                let places = self.seeds.places(*seed);
                places.map(|place| Neighbour {
                    place,
                    letter: seed.letter,
                })
            });
            neighbours::between(self.document, &wanted.quotation, found)
        });
        place.map(|place| Resolved::Moved(Offset::new(place)))
    }

    /// Where seeds of a quotation lie together, those with most of them first.
    fn groups(&self, wanted: &Wanted<'_>, seeds: &[Seed]) -> Vec<Group> {
        let mut found: Vec<Found> = Vec::new();
        for seed in seeds {
            let away = wanted.quotation.away.get(seed.letter).copied();
            found.extend(self.seeds.places(*seed).map(|place| Found {
                caret: signed(place) - away.unwrap_or(0),
                place,
                letter: seed.letter,
            }));
        }
        found.sort_unstable_by_key(|seed| (seed.caret, seed.place));
        let mut groups: Vec<Group> = Vec::new();
        for seed in found {
            match groups.last_mut() {
                Some(group)
                    if seed.caret - group.to <= TOGETHER
                        && seed.caret - group.from <= TOGETHER_AT_MOST =>
                {
                    group.to = seed.caret;
                    group.seeds.push(seed);
                }
                _ => groups.push(Group {
                    from: seed.caret,
                    to: seed.caret,
                    seeds: vec![seed],
                }),
            }
        }
        sort_by_key(&mut groups, |group| {
            let place = usize::try_from(group.from).unwrap_or(0);
            (
                Reverse(group.seeds.len()),
                self.distance(wanted.anchor, place),
            )
        });
        groups.truncate(MOST_SIGHTS);
        groups
    }

    /// Holds a quotation against the text around a group of its seeds.
    fn look(&self, wanted: &Wanted<'_>, fitting: &Fitting<'_>, group: &Group) -> Option<Sight> {
        let text = self.document.text();
        let away = &wanted.quotation.away;
        let before = away.first().map_or(0, |away| (-away).max(0));
        let after = away.last().map_or(0, |away| (*away).max(0));
        let start = group.from - before - before / 2 - MARGIN;
        let end = group.to + after + after / 2 + MARGIN;
        let start = text.floor_char_boundary(usize::try_from(start).unwrap_or(0));
        let end = text.ceil_char_boundary(usize::try_from(end).unwrap_or(0).min(text.len()));
        let around = text.get(start..end)?;
        let chars = Letters::of(around, self.document.folding()).chars(around);
        let carets = group.seeds.iter().map(|seed| {
            let at = chars.sources.partition_point(|at| start + at < seed.place);
            signed(at) + signed(wanted.quotation.caret) - signed(seed.letter)
        });
        let (from, to) = carets.fold((i64::MAX, i64::MIN), |(from, to), caret| {
            (from.min(caret), to.max(caret))
        });
        let evidence = fitting.at(&Stretch::new(around, &chars), from, to)?;
        let is_between = wanted.quotation.is_between()
            && wanted
                .quotation
                .is_between_at(around, &chars, evidence.letter);
        let runs_on = wanted.quotation.runs_on(around, &chars, evidence.letter);
        let letter = chars.sources.get(evidence.letter).copied();
        let letter = letter.unwrap_or(around.len());
        let place = start + wanted.quotation.place_by(around, letter);
        Some(Sight {
            place,
            evidence,
            is_between,
            runs_on,
        })
    }

    /// A place for a quotation of whose own words nothing was found.
    fn without_words(&self, wanted: &Wanted<'_>, group: Option<&Group>) -> Resolved {
        let anchor = wanted.anchor;
        let text = self.document.text();
        if let Some(group) = group.filter(|group| group.seeds.len() > 1)
            && let Some(nearest) = group.seeds.iter().min_by_key(|seed| {
                let away = wanted.quotation.away.get(seed.letter);
                away.map_or(0, |away| away.unsigned_abs())
            })
        {
            return Resolved::Near(Offset::new(nearest.place));
        }
        if let Some(place) = anchor.stands_in(text) {
            return Resolved::Near(Offset::new(place));
        }
        if let Some(place) = self.word_for_word(wanted) {
            return place;
        }
        let place = self.document.at_fraction(anchor.fraction);
        let titles = self.titles.get_or_init(|| Titles::of(self.document));
        let section = titles.like(self.document, &anchor.section, place);
        let place = section.map_or(place, |range| place.max(range.start).min(range.end));
        Resolved::Lost(place)
    }

    /// Looks for words that are too few to have a seed, or are signs only, as they are written.
    fn word_for_word(&self, wanted: &Wanted<'_>) -> Option<Resolved> {
        let anchor = wanted.anchor;
        let bytes = wanted
            .quotation
            .letters
            .iter()
            .map(|letter| letter.len_utf8());
        if bytes.sum::<usize>() >= SEED {
            return None;
        }
        let whole = [&*anchor.before, &anchor.exact, &anchor.after].concat();
        let found = self.nearest(anchor, &whole).map(|(place, count)| {
            let place = Offset::new(place + anchor.before.len());
            if count == 1 && whole.chars().nth(FEWEST_CHARS).is_some() {
                Resolved::Moved(place)
            } else {
                Resolved::Near(place)
            }
        });
        found.or_else(|| {
            let (place, _) = self.nearest(anchor, &anchor.exact)?;
            Some(Resolved::Near(Offset::new(place)))
        })
    }

    /// Where some words stand nearest to an anchor's place, and in how many places round about.
    fn nearest(&self, anchor: &Anchor, words: &str) -> Option<(usize, usize)> {
        if words.trim().is_empty() {
            return None;
        }
        let text = self.document.text();
        let here = self.document.at_fraction(anchor.fraction).to_usize();
        let start = text.floor_char_boundary(here.saturating_sub(ROUND_ABOUT));
        let end = text.ceil_char_boundary((here + ROUND_ABOUT).min(text.len()));
        let around = text.as_bytes().get(start..end)?;
        let mut count = 0;
        let places = memchr::memmem::find_iter(around, words).map(|at| start + at);
        let nearest = places
            .inspect(|_| count += 1)
            .min_by_key(|place| self.distance(anchor, *place));
        Some((nearest?, count))
    }

    /// How far a place is from where the anchor was, in bytes or by its share of the text.
    fn distance(&self, anchor: &Anchor, place: usize) -> usize {
        let fraction = self.document.at_fraction(anchor.fraction).to_usize();
        place.abs_diff(anchor.offset).min(place.abs_diff(fraction))
    }
}

fn signed(bytes: usize) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
