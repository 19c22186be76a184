//! Moments.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

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
    fn how_long_ago_something_was_is_said_in_plain_words() {
        const MINUTE: u64 = 60_000;
        const DAY: u64 = 24 * 60 * MINUTE;
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
