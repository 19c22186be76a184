//! A regular expression that matches at least one character.
//!
//! `a*`, `x|` and what is half typed fit everywhere, also where nothing stands. An engine that prefers to find
//! nothing would hide what there is, so the expression is made one that finds something: of all it matches, what
//! is not empty.

use regex_syntax::hir::{Hir, HirKind};

/// A row of so many parts, all of which may be nothing, is taken apart: that grows with its square.
const LONGEST_ROW: usize = 16;

/// Pattern bytes up to which that is done at all.
const LONGEST: usize = 256;

/// The matches of `hir`, made of `pattern`, that are not empty. Of a few long and odd ones some may be missing,
/// and those that are empty are left for the search to pass over.
pub(super) fn not_empty(hir: Hir, pattern: &str) -> Hir {
    if pattern.len() <= LONGEST {
        something(hir)
    } else {
        hir
    }
}

/// What is not empty of this. Goes down as deep as groups are nested.
fn something(hir: Hir) -> Hir {
    if hir.properties().minimum_len() != Some(0) {
        return hir;
    }
    match hir.into_kind() {
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(something).collect()),
        HirKind::Capture(mut group) => {
            *group.sub = something(*group.sub);
            Hir::capture(group)
        }
        HirKind::Repetition(mut repetition) => {
            let may_be_empty = repetition.sub.properties().minimum_len() == Some(0);
            let asks = !repetition.sub.properties().look_set().is_empty();
            if repetition.max == Some(0) {
                return Hir::fail();
            }
            // A turn that was nothing is no turn; unless it asks what stands around it.
            if may_be_empty && !asks {
                repetition.min = 1;
                *repetition.sub = something(*repetition.sub);
            }
            repetition.min = repetition.min.max(1);
            Hir::repetition(repetition)
        }
        HirKind::Concat(parts) if parts.len() <= LONGEST_ROW => row(&parts),
        HirKind::Concat(parts) => Hir::concat(parts),
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => Hir::fail(),
    }
}

/// A row is something where one of its parts is the first that is.
fn row(parts: &[Hir]) -> Hir {
    let ways = parts.iter().enumerate().map(|(n, part)| {
        let (before, after) = parts.split_at(n);
        let before = before.iter().cloned().map(nothing);
        let after = after.iter().skip(1).cloned();
        let row = before.chain([something(part.clone())]).chain(after);
        Hir::concat(row.collect())
    });
    Hir::alternation(ways.collect())
}

/// What is empty of this: where it may match nothing.
fn nothing(hir: Hir) -> Hir {
    if hir.properties().minimum_len() != Some(0) {
        return Hir::fail();
    }
    let each = |parts: Vec<Hir>| parts.into_iter().map(nothing).collect();
    match hir.into_kind() {
        HirKind::Alternation(parts) => Hir::alternation(each(parts)),
        HirKind::Concat(parts) => Hir::concat(each(parts)),
        HirKind::Capture(mut group) => {
            *group.sub = nothing(*group.sub);
            Hir::capture(group)
        }
        HirKind::Repetition(repetition) if repetition.min == 0 => Hir::empty(),
        HirKind::Repetition(repetition) => nothing(*repetition.sub),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(_) | HirKind::Class(_) => Hir::fail(),
    }
}
