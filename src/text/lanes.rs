//! Eight bytes looked at together.
//!
//! Whole books are run over byte by byte: for the ends of lines, for folding, for a word. Here eight bytes are
//! in one number, each in a lane of its own, and a step of arithmetic is one for all of them. That is quick on
//! every machine and however the program is compiled, for size too, when compilers do no such thing themselves.

use std::ops::{BitAnd, BitOr, Not};

/// Each lane's highest bit.
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// How many bytes there are.
pub const LANES: usize = 8;

/// Eight bytes, the first in the lowest lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lanes(u64);

/// Eight bytes of ASCII, of which less need be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsciiLanes(u64);

/// Which of eight bytes are something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which(u64);

/// The same byte eight times.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; LANES])
}

impl Lanes {
    /// These bytes.
    #[inline]
    pub const fn of(bytes: [u8; LANES]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// Which are no ASCII.
    #[inline]
    pub const fn beyond_ascii(self) -> Which {
        Which(self.0 & HIGHEST)
    }

    /// Which begin a char that is no ASCII, in UTF-8.
    #[inline]
    pub const fn leading(self) -> Which {
        Which(self.0 & (self.0 << 1) & HIGHEST)
    }

    /// Each without its highest bit.
    #[inline]
    pub const fn ascii(self) -> AsciiLanes {
        AsciiLanes(self.0 & !HIGHEST)
    }

    /// Which are at least this byte, which is no ASCII.
    #[inline]
    pub const fn at_least(self, byte: u8) -> Which {
        let low = (byte & 0x7F).saturating_sub(1);
        Which(self.0 & HIGHEST & !self.ascii().at_most(low).0)
    }

    /// Which are at most this ASCII byte.
    #[inline]
    pub const fn at_most(self, byte: u8) -> Which {
        Which(self.ascii().at_most(byte).0 & !self.0)
    }

    /// Which are zero.
    #[inline]
    pub const fn zeros(self) -> Which {
        self.at_most(0)
    }

    /// Zero where it is this byte, and something else elsewhere.
    #[inline]
    pub const fn other_than(self, byte: u8) -> Self {
        Self(self.0 ^ all(byte))
    }

    /// All with these bits set.
    #[inline]
    pub const fn with_bits(self, bits: u8) -> Self {
        Self(self.0 | all(bits))
    }
}

impl BitOr for Lanes {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl AsciiLanes {
    /// The bytes.
    #[inline]
    pub const fn to_bytes(self) -> [u8; LANES] {
        self.0.to_le_bytes()
    }

    /// Which are at most this.
    #[inline]
    pub const fn at_most(self, byte: u8) -> Which {
        Which(!(self.0 + all(0x7F - (byte & 0x7F))) & HIGHEST)
    }

    /// Which are this.
    #[inline]
    pub const fn equal(self, byte: u8) -> Which {
        Self(self.0 ^ all(byte & 0x7F)).at_most(0)
    }

    /// A bit set in `which` of them.
    #[inline]
    pub const fn with_bit(self, which: Which, bit: u8) -> Self {
        Self(self.0 | ((which.0 >> 7) * (bit & 0x7F) as u64))
    }

    /// The byte instead of `which`.
    #[inline]
    pub const fn replaced(self, which: Which, byte: u8) -> Self {
        let kept = self.0 & !((which.0 << 1).wrapping_sub(which.0 >> 7));
        Self(kept | ((which.0 >> 7) * (byte & 0x7F) as u64))
    }
}

impl Which {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// Whether there is any.
    #[inline]
    pub const fn is_any(self) -> bool {
        self.0 != 0
    }

    /// How many.
    #[inline]
    pub const fn count(self) -> usize {
        // A product with the same byte eight times has the sum of all lanes in the highest.
        let [.., sum] = (self.0 >> 7).wrapping_mul(all(1)).to_le_bytes();
        sum as usize
    }

    /// The first of them.
    #[inline]
    pub const fn first(self) -> Option<usize> {
        if self.is_any() {
            Some(self.0.trailing_zeros() as usize / 8)
        } else {
            None
        }
    }

    /// Whether the last is one of them.
    #[inline]
    pub const fn is_last(self) -> bool {
        self.0 >> 63 == 1
    }

    /// Which follow one of these; the first does if `is_before` is true of what stands before it.
    #[inline]
    pub fn following(self, is_before: bool) -> Self {
        Self((self.0 << 8) | (u64::from(is_before) << 7))
    }
}

impl BitOr for Which {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Which {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Not for Which {
    type Output = Self;

    #[inline]
    fn not(self) -> Self {
        Self(!self.0 & HIGHEST)
    }
}

/// The places, in order.
impl Iterator for Which {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let first = self.first()?;
        self.0 &= self.0 - 1;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(bytes: [u8; LANES], is_it: impl Fn(u8) -> bool) -> Vec<usize> {
        (0..LANES).filter(|at| is_it(bytes[*at])).collect()
    }

    proptest! {
        #[test]
        fn eight_together_are_what_each_is(
            bytes in prop::array::uniform8(prop_oneof![any::<u8>(), Just(0), Just(b' '), Just(0x80)]),
            other in any::<u8>(),
            is_before in any::<bool>(),
        ) {
            let lanes = Lanes::of(bytes);
            let (low, byte) = (bytes.map(|b| b & 0x7F), other & 0x7F);
            let ascii = lanes.ascii();
            let all = |which: Which| which.collect::<Vec<_>>();
            prop_assert_eq!(ascii.to_bytes(), low);
            prop_assert_eq!(all(lanes.beyond_ascii()), places(bytes, |b| !b.is_ascii()));
            prop_assert_eq!(all(lanes.leading()), places(bytes, |b| b >= 0xC0));
            prop_assert_eq!(all(lanes.at_most(byte)), places(bytes, |b| b <= byte));
            prop_assert_eq!(all(lanes.at_least(byte | 0x81)), places(bytes, |b| b >= byte | 0x81));
            prop_assert_eq!(all(ascii.at_most(byte)), places(low, |b| b <= byte));
            for other in [other, bytes[3]] {
                let is_either = |b| b == other || b == b'x';
                let others = lanes.other_than(other);
                prop_assert_eq!(all(others.zeros()), places(bytes, |b| b == other));
                prop_assert_eq!(all((others | others).zeros()), places(bytes, |b| b == other));
                prop_assert!(all((others | lanes.other_than(other ^ 1)).zeros()).is_empty());
                let either = others.zeros() | lanes.other_than(b'x').zeros();
                prop_assert_eq!(all(either), places(bytes, is_either));
                prop_assert_eq!(all(!either), places(bytes, |b| !is_either(b)));
            }
            let with_bits = lanes.with_bits(other).other_than(byte | other).zeros();
            prop_assert_eq!(all(with_bits), places(bytes, |b| b | other == byte | other));
            let same = ascii.equal(low[3]);
            prop_assert_eq!(all(same), places(low, |b| b == low[3]));
            let changed = |to: u8| low.map(|b| if b == low[3] { to } else { b });
            prop_assert_eq!(ascii.with_bit(same, 0x20).to_bytes(), changed(low[3] | 0x20));
            prop_assert_eq!(ascii.replaced(same, byte).to_bytes(), changed(byte));
            let blanks = lanes.other_than(b' ').zeros();
            prop_assert_eq!(blanks.is_last(), bytes[LANES - 1] == b' ');
            let before = |at: usize| match at.checked_sub(1) {
                Some(before) => bytes[before] == b' ',
                None => is_before,
            };
            let following: Vec<_> = (0..LANES).filter(|at| before(*at)).collect();
            prop_assert_eq!(all(blanks.following(is_before)), following);
            prop_assert_eq!(blanks.first(), places(bytes, |b| b == b' ').first().copied());
            prop_assert_eq!(blanks.is_any(), bytes.contains(&b' '));
            prop_assert_eq!(blanks.count(), places(bytes, |b| b == b' ').len());
            prop_assert_eq!(lanes.beyond_ascii().count(), places(bytes, |b| !b.is_ascii()).len());
        }
    }
}
