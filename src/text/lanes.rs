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

/// Which of eight bytes are something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which(u64);

impl Lanes {
    /// These bytes.
    #[inline]
    pub const fn of(bytes: [u8; LANES]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// The same byte eight times.
    #[inline]
    const fn all(byte: u8) -> Self {
        Self::of([byte; LANES])
    }

    /// The bytes.
    #[inline]
    pub const fn to_bytes(self) -> [u8; LANES] {
        self.0.to_le_bytes()
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

    /// Which are at most this ASCII byte.
    #[inline]
    pub const fn at_most(self, byte: u8) -> Which {
        let sums = (self.0 & !HIGHEST) + Self::all(0x7F - (byte & 0x7F)).0;
        Which(!(sums | self.0) & HIGHEST)
    }

    /// Which are this byte.
    #[inline]
    pub const fn equal(self, byte: u8) -> Which {
        Self(self.0 ^ Self::all(byte).0).at_most(0)
    }

    /// All with these bits set.
    #[inline]
    pub const fn with_bits(self, bits: u8) -> Self {
        Self(self.0 | Self::all(bits).0)
    }

    /// A bit set in `which` of them.
    #[inline]
    pub const fn with_bit(self, which: Which, bit: u8) -> Self {
        Self(self.0 | ((which.0 >> 7) * bit as u64))
    }

    /// The byte instead of `which`.
    #[inline]
    pub const fn replaced(self, which: Which, byte: u8) -> Self {
        let mask = (which.0 >> 7) * 0xFF;
        Self((self.0 & !mask) | (Self::all(byte).0 & mask))
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

    /// The first of them.
    #[inline]
    pub const fn first(self) -> Option<usize> {
        if self.is_any() {
            Some(self.0.trailing_zeros() as usize / 8)
        } else {
            None
        }
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
            let ascii = other & 0x7F;
            let all = |which: Which| which.collect::<Vec<_>>();
            prop_assert_eq!(lanes.to_bytes(), bytes);
            prop_assert_eq!(all(lanes.beyond_ascii()), places(bytes, |b| !b.is_ascii()));
            prop_assert_eq!(all(lanes.leading()), places(bytes, |b| b >= 0xC0));
            prop_assert_eq!(all(lanes.at_most(ascii)), places(bytes, |b| b <= ascii));
            for byte in [other, bytes[3]] {
                prop_assert_eq!(all(lanes.equal(byte)), places(bytes, |b| b == byte));
                prop_assert_eq!(all(!lanes.equal(byte)), places(bytes, |b| b != byte));
            }
            prop_assert_eq!(lanes.with_bits(other).to_bytes(), bytes.map(|b| b | other));
            let replaced = bytes.map(|b| if b == bytes[3] { other } else { b });
            prop_assert_eq!(lanes.replaced(lanes.equal(bytes[3]), other).to_bytes(), replaced);
            let with_bit = bytes.map(|b| if b == bytes[3] { b | 0x20 } else { b });
            prop_assert_eq!(lanes.with_bit(lanes.equal(bytes[3]), 0x20).to_bytes(), with_bit);
            let blanks = lanes.equal(b' ');
            let before = |at: usize| match at.checked_sub(1) {
                Some(before) => bytes[before] == b' ',
                None => is_before,
            };
            let following: Vec<_> = (0..LANES).filter(|at| before(*at)).collect();
            prop_assert_eq!(all(blanks.following(is_before)), following);
            prop_assert_eq!(blanks.first(), places(bytes, |b| b == b' ').first().copied());
            prop_assert_eq!(blanks.is_any(), bytes.contains(&b' '));
        }
    }
}
