//! Moments.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

impl Timestamp {
    /// Now; 1970 if the clock is set before it.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let millis = since.map_or(0, |d| d.as_millis());
        Self(u64::try_from(millis).unwrap_or(u64::MAX))
    }

    /// How long ago it was at `now`, in words; not known for 1970, which is no moment anybody read in.
    pub fn ago(self, now: Self) -> String {
        if self == Self::default() {
            return "not known".to_owned();
        }
        let minutes = now.0.saturating_sub(self.0) / 60_000;
        let (hours, days) = (minutes / 60, minutes / (60 * 24));
        let (count, what) = match () {
            () if minutes < 2 => return "just now".to_owned(),
            () if hours < 1 => (minutes, "minute"),
            () if days < 1 => (hours, "hour"),
            () if days < 14 => (days, "day"),
            () if days < 60 => (days / 7, "week"),
            () if days < 730 => (days / 30, "month"),
            () => (days / 365, "year"),
        };
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {what}{plural} ago")
    }

    /// Its day in the calendar, in Greenwich: the year, the month from 1 on, and the day from 1 on.
    ///
    /// Years begin in March here, so that a leap day is the last of its year. (Howard Hinnant, *chrono-compatible
    /// low-level date algorithms*: `civil_from_days`.)
    pub const fn date(self) -> (u64, u64, u64) {
        let days = self.0 / DAY + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let is_next = from_march >= 10;
        let month = if is_next {
            from_march - 9
        } else {
            from_march + 3
        };
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        (year + era * 400 + is_next as u64, month, day)
    }

    /// This moment as the clock says it, or the first one after `known` where the clock is behind that: who has
    /// seen a change and makes another means his own.
    #[must_use]
    pub fn after(self, known: Self) -> Self {
        self.max(known.next())
    }

    /// The first moment after this one.
    pub(super) const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let table = [
            (0, (1970, 1, 1)),
            (DAY * 59 - 1, (1970, 2, 28)),
            (DAY * 59, (1970, 3, 1)),
            (951_782_400_000, (2000, 2, 29)),
            (1_777_766_400_000, (2026, 5, 3)),
            (4_102_444_799_999, (2099, 12, 31)),
            (4_107_542_400_000, (2100, 3, 1)),
        ];
        for (moment, date) in table {
            assert_eq!(Timestamp(moment).date(), date, "{moment}");
        }
    }

    #[test]
    fn how_long_ago_something_was_is_said_in_plain_words() {
        const MINUTE: u64 = 60_000;
        let table = [
            (0, "just now"),
            (2 * MINUTE, "2 minutes ago"),
            (60 * MINUTE, "1 hour ago"),
            (DAY - 1, "23 hours ago"),
            (DAY, "1 day ago"),
            (14 * DAY, "2 weeks ago"),
            (364 * DAY, "12 months ago"),
            (800 * DAY, "2 years ago"),
        ];
        let now = Timestamp(2_000_000 * MINUTE);
        for (before, words) in table {
            assert_eq!(Timestamp(now.0 - before).ago(now), words);
        }
        // Another machine's clock may be ahead.
        assert_eq!(Timestamp(now.0 + DAY).ago(now), "just now");
        assert_eq!(Timestamp(0).ago(now), "not known");
    }
}
