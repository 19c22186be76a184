//! Sorting what is sorted seldom.
//!
//! The standard library's sorts are compiled anew for each kind of thing, some five kilobytes each time. Lists
//! of books, marks or headings are sorted once in a while: here the sort is compiled once, over their places,
//! and each thing is moved where it belongs. What is sorted on every start or by the ten thousand keeps to the
//! standard library.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: what compares equal keeps its order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut sources = sorted_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    // `sources[to]` is where the item that belongs to `to` stands: each round of such moves is gone through.
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

/// Sorts as [`slice::sort_by_key`] does.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places of so many things in the order in which they belong.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
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
