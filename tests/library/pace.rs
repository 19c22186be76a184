//! The pace at which a book is read.

use super::*;

/// Turns pages, each after so many seconds.
fn turn(program: &mut Program, seconds: &[u64]) {
    for seconds in seconds {
        program.clock += seconds * 1000;
        program.keys("<space>");
    }
}

/// Words and milliseconds of reading that were kept.
fn kept(program: &Program) -> (u64, u64) {
    let pace = program.record.as_ref().map(BookRecord::own_pace);
    pace.map_or((0, 0), |pace| (pace.words, pace.millis))
}

/// Seconds in which a page of 80 by 24 is read at about 238 words a minute.
const USUAL: u64 = 60;

#[test]
fn pages_that_are_turned_at_a_readers_pace_are_counted() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL; 4]);
    let (words, millis) = kept(&program);
    // The program's own clock goes on by a millisecond with every event.
    assert_eq!(millis / 1000, 4 * USUAL);
    let per_minute = words * 60_000 / millis;
    assert!((150..400).contains(&per_minute), "{per_minute}");
}

#[test]
fn pauses_skimming_and_looking_around_are_left_out() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL, USUAL]);
    let counted = kept(&program);
    // A pause for tea, leafing on, a jump, a page back, and what was read before it.
    turn(&mut program, &[3000, 1, 0, 1]);
    program.keys("G");
    turn(&mut program, &[1]);
    program.keys("gg");
    program.clock += USUAL * 1000;
    program.keys("]");
    assert_eq!(kept(&program), counted);
    // While a panel was open nobody read.
    program.clock += USUAL * 500;
    program.keys("t");
    program.clock += USUAL * 500;
    program.keys("<esc><space>");
    assert_eq!(kept(&program), counted);
    turn(&mut program, &[USUAL]);
    assert!(kept(&program) > counted);
}

#[test]
fn a_short_pause_is_known_by_what_is_usual() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[40; 6]);
    let (words, millis) = kept(&program);
    // Slow, and yet somebody might read so; but not this reader.
    turn(&mut program, &[120]);
    assert_eq!(kept(&program), (words, millis));
}

#[test]
fn scrolling_by_rows_counts_what_has_gone_by() {
    let mut program = Program::new(&long_text(), 80, 24);
    program.keys("s");
    for _ in 0..20 {
        program.clock += 4_000;
        program.keys("j");
    }
    let (words, _) = kept(&program);
    assert!(words >= 120, "{words}");
}

/// The minutes that are left in the book, of what `i` says.
fn minutes(said: &str) -> u32 {
    let left = said.split(" · ").find(|part| part.contains(" left"));
    let time = left.and_then(|part| part.split(" left").next());
    let time = time.unwrap_or_default().trim_end_matches(" min");
    let (hours, minutes) = time.split_once(" h ").unwrap_or(("0", time));
    let number = |digits: &str| digits.parse::<u32>().expect("a number");
    number(hours) * 60 + number(minutes)
}

#[test]
fn time_left_is_the_readers_own_once_enough_was_read() {
    let mut slow = Program::new(&long_text(), 80, 24);
    let mut quick = Program::new(&long_text(), 80, 24);
    slow.keys("i");
    let guessed = slow.app.notice().unwrap_or_default().to_owned();
    assert!(guessed.contains(" · about "), "{guessed}");
    turn(&mut slow, &[110; 6]);
    turn(&mut quick, &[30; 6]);
    slow.keys("i");
    quick.keys("i");
    let (slow, quick) = (
        slow.app.notice().unwrap_or_default().to_owned(),
        quick.app.notice().unwrap_or_default().to_owned(),
    );
    assert!(
        slow.contains("(section ") && quick.contains("(section "),
        "{slow}"
    );
    assert!(!slow.contains("about"), "{slow}");
    assert!(minutes(&slow) > 2 * minutes(&quick), "{slow} {quick}");
    // Both have read the same; only their clocks differ.
    assert_eq!(slow.split('·').nth(1), quick.split('·').nth(1));
}

#[test]
fn of_chinese_characters_are_counted() {
    let paragraph =
        "話說女媧氏煉石補天之時於大荒山無稽崖煉成高經十二丈方經二十四丈頑石三萬六千五百零一塊。";
    let text = format!("{}\n\n", paragraph.repeat(5)).repeat(40);
    let mut program = Program::new(&text, 80, 24);
    turn(&mut program, &[90; 3]);
    let (words, millis) = kept(&program);
    assert_eq!(millis, 3 * 90_001);
    let per_minute = words * 60_000 / millis;
    assert!((200..900).contains(&per_minute), "{per_minute}");
}

#[test]
fn the_pace_of_all_machines_is_one() {
    let mut program = Program::new(&long_text(), 80, 24);
    turn(&mut program, &[USUAL; 2]);
    let mut record = program.record.take().expect("a record");
    let own = record.own_pace();
    record.device = Device::named("another").expect("a name");
    let change = record.change(Content::Pace(own), Timestamp(9));
    record.apply(&change.entry);
    assert_eq!(record.pace().words, 2 * own.words);
}
