//! Where lines end: total fit.
//!
//! All the lines of a paragraph are chosen together so that the sum of their costs is least, as in
//! Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and Experience 11, 1981).
//! Widths are whole cells, so this is a plain dynamic programme over the few starts a line can have, an
//! order of magnitude faster than the general method, and exact. What a line costs is said by a
//! [`Cost`]: there is one for ragged lines and one for justified ones, and the engine is the same.

use std::ops::Range;

use super::Fragment;
use super::cost::{Cost, LONGEST_LADDER, LastLine};
use super::fragment::{Joint, narrow};

/// Memory for [`fit`], used again from paragraph to paragraph.
#[derive(Debug, Default)]
pub struct Fitting {
    nodes: Vec<Node>,
    ends: Vec<usize>,
}

/// A place where a line may begin, and the best way to have come there.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// What all lines before it cost.
    cost: u64,
    /// Cells from the beginning of the stretch to the left edge of a line that begins here.
    left: u32,
    /// Gaps before it.
    gaps: u32,
    /// The first fragment of that line.
    fragment: u32,
    /// The node at which the line before begins.
    from: u32,
    /// How many lines in a row before it end in a hyphen, as far as rows are told apart.
    hyphens: u32,
}

/// The cheapest line up to some fragment.
#[derive(Clone, Copy)]
struct Cheapest {
    cost: u64,
    from: u32,
}

impl Cheapest {
    const NONE: Self = Self {
        cost: u64::MAX,
        from: 0,
    };

    /// Of equal costs the longer line is taken, which comes first; textwrap does so too.
    fn offer(&mut self, cost: u64, from: usize) {
        if cost < self.cost {
            *self = Self {
                cost,
                from: narrow(from),
            };
        }
    }
}

impl Fitting {
    /// For each line that was chosen the index after its last fragment.
    pub fn ends(&self) -> &[usize] {
        &self.ends
    }
}

/// Chooses the line ends for lines of `width` cells, the first of which is `indent` cells shorter, and
/// leaves them in [`Fitting::ends`]. Takes time in proportion to the fragments times those
/// that fit on a line.
pub fn fit(
    fragments: &[Fragment],
    width: u32,
    indent: u32,
    cost: &impl Cost,
    fitting: &mut Fitting,
) {
    fitting.nodes.clear();
    fitting.nodes.reserve(fragments.len() + 1);
    fitting.ends.clear();
    let Some(first) = fragments.first() else {
        return;
    };
    fitting.nodes.push(Node {
        cost: 0,
        left: u32::from(first.hang.left),
        gaps: 0,
        fragment: 0,
        from: 0,
        hyphens: 0,
    });
    let mut walk = Walk {
        width,
        // A line further left by its indent is as much longer.
        at: indent,
        gaps: 0,
        open: 0..1,
    };
    let last = fragments.len() - 1;
    for (n, fragment) in fragments.iter().enumerate().take(last) {
        if fragment.joint != Joint::Closed {
            let next = fragments.get(n + 1).map_or(0, |next| next.hang.left);
            walk.end_line(&mut fitting.nodes, fragment, n, next, cost);
        }
        walk.pass(fragment);
    }
    if let Some(fragment) = fragments.last() {
        let from = walk.end_paragraph(&fitting.nodes, fragment, last, cost);
        trace(&fitting.nodes, from, fragments.len(), &mut fitting.ends);
    }
}

/// The way through the fragments.
struct Walk {
    width: u32,
    /// Cells before the fragment that is looked at.
    at: u32,
    /// Gaps before it.
    gaps: u32,
    /// The nodes from which a line up to here is not too long and not hopeless. Both ends only ever move
    /// on: a line that is too long stays so, one that is too short grows.
    open: Range<usize>,
}

impl Walk {
    fn pass(&mut self, fragment: &Fragment) {
        self.at += fragment.width + fragment.space;
        self.gaps += u32::from(fragment.has_gap());
    }

    /// The right edge of a line that ends behind `fragment`.
    fn right_edge(&self, fragment: &Fragment) -> u32 {
        self.at + fragment.width + fragment.penalty() - u32::from(fragment.hang.right)
    }

    /// The nodes where a line with this right edge may begin: at least one, since a fragment that is too
    /// long or too short by itself must stand somewhere.
    fn open<'n>(&mut self, nodes: &'n [Node], right: u32, cost: &impl Cost) -> &'n [Node] {
        let (width, gaps) = (self.width, self.gaps);
        let is_too_long = |node: &Node| right > node.left + width;
        while self.open.start + 1 < nodes.len()
            && nodes.get(self.open.start).is_some_and(is_too_long)
        {
            self.open.start += 1;
        }
        let is_hopeless = |node: &Node| {
            let slack = (node.left + width).saturating_sub(right);
            cost.is_hopeless(slack, gaps - node.gaps)
        };
        self.open.end = self.open.end.max(self.open.start + 1);
        while nodes
            .get(self.open.end)
            .is_some_and(|node| !is_hopeless(node))
        {
            self.open.end += 1;
        }
        nodes.get(self.open.clone()).unwrap_or(&[])
    }

    /// What all lines up to a right edge cost if the last of them begins at `node`.
    fn sum(&self, node: &Node, right: u32, cost: &impl Cost) -> u64 {
        let edge = node.left + self.width;
        let line = if right > edge {
            cost.overflow(right - edge)
        } else {
            cost.line(edge - right, self.gaps - node.gaps)
        };
        node.cost + line
    }

    /// Has a line end behind `fragment`, the `n`th, in the cheapest way, and the next begin there.
    fn end_line(
        &mut self,
        nodes: &mut Vec<Node>,
        fragment: &Fragment,
        n: usize,
        next_hang: u8,
        cost: &impl Cost,
    ) {
        let right = self.right_edge(fragment);
        let next = Node {
            cost: 0,
            left: self.at + fragment.width + fragment.space + u32::from(next_hang),
            gaps: self.gaps + u32::from(fragment.has_gap()),
            fragment: narrow(n + 1),
            from: 0,
            hyphens: 0,
        };
        if !matches!(fragment.joint, Joint::Hyphen | Joint::Compound) {
            let cheapest = self.cheapest(nodes, right, cost);
            nodes.push(Node {
                cost: cheapest.cost,
                from: cheapest.from,
                ..next
            });
            return;
        }
        let cheapest = self.cheapest_hyphens(nodes, right, fragment.joint, cost);
        for (hyphens, cheapest) in (1..).zip(cheapest) {
            if cheapest.cost < u64::MAX {
                nodes.push(Node {
                    cost: cheapest.cost,
                    from: cheapest.from,
                    hyphens,
                    ..next
                });
            }
        }
    }

    /// The cheapest line up to a right edge.
    fn cheapest(&mut self, nodes: &[Node], right: u32, cost: &impl Cost) -> Cheapest {
        let open = self.open(nodes, right, cost);
        let mut cheapest = Cheapest::NONE;
        if let [node] = open {
            cheapest.offer(self.sum(node, right, cost), self.open.start);
            return cheapest;
        }
        // Of several none is too long. This is the innermost loop: nothing is asked twice.
        let slack_of_zero = self.width.wrapping_sub(right);
        for (at, node) in (self.open.start..).zip(open) {
            let slack = node.left.wrapping_add(slack_of_zero);
            let line = cost.line(slack, self.gaps - node.gaps);
            cheapest.offer(node.cost + line, at);
        }
        cheapest
    }

    /// The cheapest lines up to a right edge with a hyphen, by how many hyphens in a row that makes: one, or
    /// two and more.
    fn cheapest_hyphens(
        &mut self,
        nodes: &[Node],
        right: u32,
        joint: Joint,
        cost: &impl Cost,
    ) -> [Cheapest; ROWS] {
        let open = self.open(nodes, right, cost);
        let mut cheapest = [Cheapest::NONE; ROWS];
        for (at, node) in (self.open.start..).zip(open) {
            let hyphen = match joint {
                Joint::Compound => cost.compound(node.hyphens),
                _ => cost.hyphen(node.hyphens),
            };
            let row = (node.hyphens as usize).min(ROWS - 1);
            if let Some(cheapest) = cheapest.get_mut(row) {
                cheapest.offer(self.sum(node, right, cost) + hyphen, at);
            }
        }
        cheapest
    }

    /// Has the last line end behind `fragment`, the `n`th; answers with the node where it begins.
    fn end_paragraph(
        &mut self,
        nodes: &[Node],
        fragment: &Fragment,
        n: usize,
        cost: &impl Cost,
    ) -> u32 {
        let right = self.right_edge(fragment);
        self.open(nodes, right, cost);
        let mut cheapest = Cheapest::NONE;
        // A last line may be as short as it likes.
        let open = nodes.get(self.open.start..).unwrap_or(&[]);
        for (at, node) in (self.open.start..).zip(open) {
            let edge = node.left + self.width;
            let line = if right > edge {
                cost.overflow(right - edge)
            } else {
                cost.last_line(LastLine {
                    length: self.width - (edge - right),
                    is_single: node.fragment as usize == n,
                    hyphens: node.hyphens,
                    is_only: node.fragment == 0,
                })
            };
            cheapest.offer(node.cost + line, at);
        }
        cheapest.from
    }
}

/// Rows of hyphens that are told apart: one, and as many as there may be or more.
const ROWS: usize = LONGEST_LADDER as usize;

/// Goes back from the last line to the first, and writes down where they end.
fn trace(nodes: &[Node], last: u32, end: usize, ends: &mut Vec<usize>) {
    ends.push(end);
    let mut at = last;
    // A node comes from one before it, so this comes to an end.
    while let Some(node) = nodes.get(at as usize).filter(|node| node.fragment > 0) {
        ends.push(node.fragment as usize);
        at = node.from;
    }
    ends.reverse();
}
