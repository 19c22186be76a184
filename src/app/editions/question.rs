//! What is asked of another edition, and what is said afterwards.

use crate::document::sanitized;
use crate::store::Timestamp;
use crate::text::text_width;

use super::Carrying;

/// The question, as long as there is room for: the keys are in each.
pub(super) fn question(carrying: &Carrying, room: usize) -> String {
    let title = carrying.title.as_deref().unwrap_or("a book");
    let title = sanitized(title).replace('\n', " ");
    let percent = percent(carrying.progress);
    let things = things(carrying);
    // Places may have been taken over into a book that was never read.
    let read = (carrying.read != Timestamp::default()).then(|| {
        let day = day(carrying.read);
        [
            format!(
                "This looks like another edition of “{title}”, read to {percent} % on {day}: y carries {things} over, n not"
            ),
            format!(
                "Another edition of “{title}”, {percent} % on {day}: y carries {things} over, n not"
            ),
        ]
    });
    let ways = [
        format!("Another edition of “{title}”: y carries {things} over, n not"),
        format!("Another edition: y carries {things} over, n not"),
        "Another edition: y carries places over, n not".to_owned(),
        "Carry places over? y n".to_owned(),
    ];
    let mut ways = read.into_iter().flatten().chain(ways);
    let fits = |way: &String| text_width(way).to_usize() <= room;
    let last = "Carry over? y n".to_owned();
    ways.find(fits).unwrap_or(last)
}

/// What there is to carry.
fn things(carrying: &Carrying) -> String {
    let count = carrying.marks.len() + carrying.any_marks.len() + carrying.annotations.len();
    let marks = match count {
        0 => String::new(),
        1 => "1 mark".to_owned(),
        n => format!("{n} marks"),
    };
    match (&carrying.place, count) {
        (Some(_), 0) => "your place".to_owned(),
        (Some(_), _) => format!("your place and {marks}"),
        (None, _) => marks,
    }
}

/// What became of the marks.
pub(super) fn counted(carrying: &Carrying) -> String {
    let [certain, doubtful, lost] = carrying.found;
    if certain + doubtful + lost == 0 {
        return "place carried over".to_owned();
    }
    let mut says = format!("carried over: {certain} certain");
    if doubtful > 0 {
        says += &format!(", {doubtful} in doubt");
    }
    if lost > 0 {
        says += &format!(", {lost} not found");
    }
    says
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to 100"
)]
fn percent(progress: f64) -> u32 {
    (progress.clamp(0.0, 1.0) * 100.0) as u32
}

/// A day of the calendar, such as 3 May 2026; in Greenwich, for what the clocks here say is not known.
fn day(moment: Timestamp) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = moment.date();
    let index = usize::try_from(month.saturating_sub(1)).unwrap_or(0);
    let name = MONTHS.get(index).unwrap_or(&"");
    format!("{day} {name} {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let table = [
            (0, "1 January 1970"),
            (86_400_000 * 59, "1 March 1970"),
            (951_782_400_000, "29 February 2000"),
            (1_777_766_400_000, "3 May 2026"),
            (4_102_444_799_999, "31 December 2099"),
        ];
        for (moment, drawn) in table {
            assert_eq!(day(Timestamp(moment)), drawn);
        }
    }
}
