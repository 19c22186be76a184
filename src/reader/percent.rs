//! How far into a text somebody wants to go.

/// A part of a text in hundredths of it, with decimals: `40%`, `62.5%`. It may be more than all of it.
///
/// Kept as a whole number, of millionths of a hundredth, so that what was typed is compared exactly; in the
/// longest text there is, of 4 GiB, one is some forty bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

/// How many decimals are kept.
const DECIMALS: usize = 6;

/// One hundredth.
const ONE: u32 = 1_000_000;

impl Percent {
    /// Nothing of it.
    pub const ZERO: Self = Self(0);

    /// All of it.
    pub const ALL: Self = Self::new(100);

    /// So many hundredths. From 4,294 on they are as many as there can be.
    pub const fn new(hundredths: u32) -> Self {
        Self(hundredths.saturating_mul(ONE))
    }

    /// Reads what stands before a `%`: `40`, `62.5`. `None` if that is no such number.
    pub fn parse(digits: &str) -> Option<Self> {
        let digits = digits.trim();
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let has_digits = !(whole.is_empty() && decimals.is_empty());
        if !has_digits || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let whole: u32 = match whole {
            "" => 0,
            whole => whole.parse().ok()?,
        };
        let kept = decimals.get(..DECIMALS.min(decimals.len()))?;
        let millionths: u32 = format!("{kept:0<DECIMALS$}").parse().ok()?;
        Some(Self(Self::new(whole).0.saturating_add(millionths)))
    }

    /// Whether it is some of the text and not all of it.
    pub fn is_between(self) -> bool {
        Self::ZERO < self && self < Self::ALL
    }

    /// The whole number of hundredths that comes next.
    #[must_use]
    pub const fn next_whole(self) -> Self {
        Self::new((self.0 / ONE).saturating_add(1))
    }

    /// So much of `length`, and not more than that, rounded up.
    pub fn of(self, length: u64) -> u64 {
        let part = u128::from(length) * u128::from(self.min(Self::ALL).0);
        u64::try_from(part.div_ceil(u128::from(Self::ALL.0))).unwrap_or(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_decimals_are_read() {
        for (typed, millionths) in [
            ("40", 40_000_000),
            (" 62.5 ", 62_500_000),
            ("0.0000019", 1),
            (".5", 500_000),
            ("7.", 7_000_000),
            ("100.0", 100_000_000),
            ("4294967295", u32::MAX),
            ("4294.967295999", u32::MAX),
        ] {
            assert_eq!(Percent::parse(typed), Some(Percent(millionths)), "{typed}");
        }
        for typed in [
            "",
            ".",
            "x",
            "-1",
            "1.-5",
            "1.5x",
            "1.2.3",
            "1e2",
            "99999999999",
        ] {
            assert_eq!(Percent::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn it_is_so_much_of_a_length_and_never_more() {
        assert_eq!(Percent::new(50).of(7), 4);
        assert_eq!(Percent::parse("62.5").map(|some| some.of(1000)), Some(625));
        assert_eq!(Percent::new(400).of(7), 7);
        assert_eq!(Percent(u32::MAX).of(u64::MAX), u64::MAX);
        assert_eq!(
            Percent::parse("62.5").map(Percent::next_whole),
            Some(Percent::new(63))
        );
        assert_eq!(Percent::new(62).next_whole(), Percent::new(63));
    }
}
