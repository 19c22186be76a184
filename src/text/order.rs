//! Sorting what is sorted seldom.
//!
//! The standard library's sorts are compiled anew for each kind of thing, some five kilobytes each time. Lists
//! of books, marks or headings are sorted once in a while: here the sort is compiled once, over their places,
//! and each thing is moved where it belongs. What stands in a text by the hundred thousand (words, sentences, places
//! where they are found) is left to the standard library.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: what compares equal keeps its order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let sources = sorted_places(items, compare);
    put_in_order(items, sources);
}

/// Sorts as [`slice::sort_by_cached_key`] does: each key is made once.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let sources = sorted_places(&keys, K::cmp);
    put_in_order(items, sources);
}

/// The places of things in the order in which they belong.
fn sorted_places<T>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
    sort_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    })
}

/// The one sort.
fn sort_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Moves things: `sources[to]` is where the one that belongs to `to` stands. Each round of such moves is gone through.
fn put_in_order<T>(items: &mut [T], mut sources: Vec<usize>) {
    for start in 0..sources.len() {
        let mut to = start;
        while let Some(source) = sources.get_mut(to) {
            let from = std::mem::replace(source, to);
            if from == start || from == to {
                break;
            }
            items.swap(to, from);
            to = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Things that compare equal are told apart by where they stood.
        #[test]
        fn it_sorts_as_the_standard_library_does(keys in prop::collection::vec(0_u8..20, 0..80)) {
            let things: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut sorted = things.clone();
            sort_by_key(&mut sorted, |(key, _)| *key);
            prop_assert_eq!(&sorted, &expected);
            expected.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            sorted = things;
            sort_by(&mut sorted, |a, b| b.0.cmp(&a.0));
            prop_assert_eq!(&sorted, &expected);
        }
    }
}
