//! Moments as the standard writes them: RFC 3339, in UTC, to the millisecond.

use crate::store::Timestamp;

const DAY: u64 = 24 * 60 * 60 * 1000;
/// The last moment of the year 9999, the last one that has four digits.
const LAST: u64 = 253_402_300_799_999;

/// The moment in words.
pub(super) fn written(moment: Timestamp) -> String {
    let moment = moment.min(Timestamp(LAST));
    let (year, month, day) = moment.date();
    let rest = moment.0 % DAY;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        rest / 3_600_000,
        rest / 60_000 % 60,
        rest / 1000 % 60,
        rest % 1000
    )
}

/// Reads a moment: with any offset, with or without fractions, or a date alone. What was before 1970 is 1970.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let (date, time) = text
        .trim()
        .split_once(['T', 't', ' '])
        .unwrap_or((text.trim(), "00:00:00Z"));
    let mut parts = date.splitn(3, '-').map(|part| number(part, 4));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year == 0 {
        return None;
    }
    let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
        Some(at) => time.split_at_checked(at)?,
        None => (time, "Z"),
    };
    let millis = clock_millis(clock)?;
    let day_millis = i64::try_from(DAY).ok()?;
    let moment = days(year, month, day) * day_millis + millis - offset_millis(offset)?;
    Some(Timestamp(u64::try_from(moment).unwrap_or(0)))
}

fn clock_millis(clock: &str) -> Option<i64> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.splitn(3, ':').map(|part| number(part, 2));
    let (hours, minutes) = (parts.next()??, parts.next()??);
    // A second may be left out, or be one that was put in.
    let seconds = parts.next().unwrap_or(Some(0))?;
    if hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    let digits: String = fraction.chars().chain("00".chars()).take(3).collect();
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(&digits, 3)?)
}

fn offset_millis(offset: &str) -> Option<i64> {
    let sign = match offset.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return (offset.len() == 1).then_some(0),
    };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    Some(sign * (number(hours, 2)? * 60 + number(minutes, 2)?) * 60_000)
}

fn number(digits: &str, most: usize) -> Option<i64> {
    let is_number =
        (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

/// Days since 1970 of a date. Years begin in March here, so that the day that is put in comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_written_as_calendars_have_them() {
        for (millis, shown) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_700_000_000_123, "2023-11-14T22:13:20.123Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (LAST, "9999-12-31T23:59:59.999Z"),
            (u64::MAX, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(written(Timestamp(millis)), shown);
        }
    }

    #[test]
    fn other_programs_write_them_otherwise() {
        let millis = |text| read(text).map(|moment| moment.0);
        assert_eq!(millis("2023-11-14T22:13:20Z"), Some(1_700_000_000_000));
        assert_eq!(
            millis("2023-11-15t00:13:20.1234567+02:00"),
            Some(1_700_000_000_123)
        );
        assert_eq!(millis("2023-11-14 17:13:20-05:00"), Some(1_700_000_000_000));
        assert_eq!(millis("1970-01-02"), Some(DAY));
        assert_eq!(millis("1969-07-20T20:17:40Z"), Some(0));
        for wrong in [
            "",
            "yesterday",
            "2023-13-01",
            "2023-1-",
            "2023-11-14T25:00:00Z",
            "2023-11-14T1:2:3:4Z",
            "2023-11-14T22:13:20+2",
            "99999999999-01-01",
            "2023-11-14T22:13:20.é",
        ] {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(millis in 0..=LAST) {
            prop_assert_eq!(read(&written(Timestamp(millis))), Some(Timestamp(millis)));
        }

        #[test]
        fn reading_anything_ends(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
