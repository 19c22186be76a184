//! One question, made ready once for each language that is met.

use std::sync::{Arc, Mutex, PoisonError};

use crate::search::{Matcher, PatternError, Query};

/// Languages whose matchers are kept: more than any library has, and few enough if a file makes them up.
const MOST: usize = 64;

/// The matchers of a query, shared by the threads.
#[derive(Debug)]
pub(super) struct Matchers {
    query: Query,
    /// For texts in no known language.
    plain: Arc<Matcher>,
    made: Mutex<Vec<(String, Arc<Matcher>)>>,
}

impl Matchers {
    /// # Errors
    /// If the pattern cannot be used.
    pub fn new(query: Query) -> Result<Self, PatternError> {
        let plain = Arc::new(Matcher::new(&query, None)?);
        Ok(Self {
            query,
            plain,
            made: Mutex::default(),
        })
    }

    /// The matcher for texts in this language, a BCP 47 tag: its first part decides which letters are
    /// the same.
    pub fn for_language(&self, tag: Option<&str>) -> Arc<Matcher> {
        let Some(tag) = tag else {
            return Arc::clone(&self.plain);
        };
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        let language = language.to_ascii_lowercase();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, matcher)) = made.iter().find(|(known, _)| *known == language) {
            return Arc::clone(matcher);
        }
        // The pattern was good for no language, so it is for any.
        let matcher = Matcher::new(&self.query, Some(&language))
            .map_or_else(|_| Arc::clone(&self.plain), Arc::new);
        if made.len() < MOST {
            made.push((language, Arc::clone(&matcher)));
        }
        matcher
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_one_matcher_however_its_tag_goes_on_and_a_thousand_are_not_kept() {
        let matchers = Matchers::new(Query::new("a")).expect("a pattern");
        let turkish = matchers.for_language(Some("tr"));
        assert!(Arc::ptr_eq(&turkish, &matchers.for_language(Some("TR-tr"))));
        assert!(!Arc::ptr_eq(&turkish, &matchers.for_language(None)));
        for n in 0..1000 {
            let _ = matchers.for_language(Some(&format!("x{n}")));
        }
        let made = matchers.made.lock().expect("a lock").len();
        assert_eq!(made, MOST);
    }
}
