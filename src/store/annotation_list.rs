//! The annotations of a book, in an order and by their ids.

use std::collections::HashMap;
use std::ops::Deref;

use super::Annotation;

/// The annotations of a book in the order in which they were made, deleted ones too. One is found by its id
/// without a look at the others, so that taking many over takes no longer for each than taking one.
///
/// Used as a slice; an annotation is changed by putting another with its id in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotationList {
    all: Vec<Annotation>,
    /// Where each id stands.
    places: HashMap<String, usize>,
}

impl AnnotationList {
    /// The annotation with this id.
    pub fn with_id(&self, id: &str) -> Option<&Annotation> {
        self.places.get(id).and_then(|at| self.all.get(*at))
    }

    /// Where the annotation with this id stands in the order.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Puts one in the place of that with its id, else at the end.
    pub(super) fn put(&mut self, annotation: Annotation) {
        let known = self.places.get(&annotation.id);
        match known.and_then(|at| self.all.get_mut(*at)) {
            Some(known) => *known = annotation,
            None => {
                self.places.insert(annotation.id.clone(), self.all.len());
                self.all.push(annotation);
            }
        }
    }
}

impl FromIterator<Annotation> for AnnotationList {
    fn from_iter<I: IntoIterator<Item = Annotation>>(all: I) -> Self {
        let mut list = Self::default();
        all.into_iter().for_each(|annotation| list.put(annotation));
        list
    }
}

impl From<Vec<Annotation>> for AnnotationList {
    fn from(all: Vec<Annotation>) -> Self {
        all.into_iter().collect()
    }
}

impl Deref for AnnotationList {
    type Target = [Annotation];

    fn deref(&self) -> &[Annotation] {
        &self.all
    }
}

impl IntoIterator for AnnotationList {
    type Item = Annotation;
    type IntoIter = std::vec::IntoIter<Annotation>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl<'l> IntoIterator for &'l AnnotationList {
    type Item = &'l Annotation;
    type IntoIter = std::slice::Iter<'l, Annotation>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
