//! Widths and heights on a screen, as types that cannot be mixed up.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

/// A width: terminal columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cells(pub u32);

/// A height: terminal rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rows(pub u32);

macro_rules! quantity {
    ($name:ident) => {
        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);

            /// As a count for indexing.
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }

            /// As a screen coordinate; a terminal has at most `u16::MAX` of them.
            pub fn to_u16(self) -> u16 {
                u16::try_from(self.0).unwrap_or(u16::MAX)
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        /// Subtraction stops at nothing: there is no negative width or height.
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::ZERO, Add::add)
            }
        }

        impl From<u16> for $name {
            fn from(n: u16) -> Self {
                Self(u32::from(n))
            }
        }

        impl From<usize> for $name {
            fn from(n: usize) -> Self {
                Self(u32::try_from(n).unwrap_or(u32::MAX))
            }
        }
    };
}

quantity!(Cells);
quantity!(Rows);
