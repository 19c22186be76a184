//! Machines that have each other's files are equal, whatever came first.

use proptest::prelude::*;

use super::super::merge::Merged;
use super::*;

const MACHINES: usize = 3;

/// What happens on one of the machines, whose clocks agree on nothing.
#[derive(Clone, Debug)]
enum Step {
    Write {
        on: usize,
        clock: u64,
        content: Box<Content>,
        deleted: bool,
    },
    /// The files of one come to another.
    Carry { from: usize, to: usize },
}

fn content() -> impl Strategy<Value = Content> {
    let id = prop::sample::select(vec!["x", "y", "z"]);
    prop_oneof![
        (0usize..9).prop_map(place),
        (prop::char::range('a', 'c'), 0usize..9).prop_map(|(letter, offset)| Content::Mark(Mark {
            letter,
            anchor: anchor(offset),
        })),
        (id, "[a-c]").prop_map(|(id, name)| note(id, &name)),
        (0u64..9).prop_map(|words| Content::Pace(Pace { words, millis: 1 })),
        Just(Content::Forgotten(Forgotten {})),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let machine = || 0..MACHINES;
    let write =
        (machine(), 0u64..6, content(), any::<bool>()).prop_map(|(on, clock, content, deleted)| {
            Step::Write {
                on,
                clock,
                content: Box::new(content),
                deleted,
            }
        });
    let carry = (machine(), machine()).prop_map(|(from, to)| Step::Carry { from, to });
    prop::collection::vec(prop_oneof![3 => write, 1 => carry], 0..40)
}

/// A machine with its copies of all machines' files.
#[derive(Clone, Debug)]
struct Machine {
    device: Device,
    files: [String; MACHINES],
}

impl Machine {
    fn record(&self) -> BookRecord {
        record(self.files.iter().map(String::as_str))
    }

    fn write(&mut self, on: usize, content: Content, deleted: bool, clock: u64) {
        let mut record = self.record();
        record.device = self.device.clone();
        let clock = Timestamp(clock);
        let change = if deleted {
            record.deletion(content, clock)
        } else {
            record.change(content, clock)
        };
        self.files[on].push_str(&change.entry.line().unwrap());
        self.files[on].push('\n');
    }
}

fn record<'f>(files: impl Iterator<Item = &'f str>) -> BookRecord {
    let files: Vec<&[u8]> = files.map(str::as_bytes).collect();
    BookRecord::of(Merged::of(&files), Device::nobody(), book())
}

/// The machines after all that happened, before what has not been carried is.
fn lived(steps: &[Step]) -> Vec<Machine> {
    let machine = |n| Machine {
        device: Device::named(&format!("m{n}")).unwrap(),
        files: Default::default(),
    };
    let mut machines: Vec<Machine> = (0..MACHINES).map(machine).collect();
    for step in steps.iter().cloned() {
        match step {
            Step::Write {
                on,
                clock,
                content,
                deleted,
            } => machines[on].write(on, *content, deleted, clock),
            Step::Carry { from, to } => {
                let file = machines[from].files[from].clone();
                machines[to].files[from] = file;
            }
        }
    }
    machines
}

fn own_files(machines: &[Machine]) -> Vec<String> {
    let own = machines.iter().enumerate();
    own.map(|(n, machine)| machine.files[n].clone()).collect()
}

proptest! {
    #[test]
    fn merging_does_not_depend_on_order_grouping_or_number(steps in steps()) {
        let files = own_files(&lived(&steps));
        let [a, b, c] = [&files[0], &files[1], &files[2]].map(String::as_str);
        let expected = record([a, b, c].into_iter());
        for order in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
            prop_assert_eq!(&record(order.into_iter()), &expected);
        }
        prop_assert_eq!(&record([a, b, b, c, a].into_iter()), &expected);
        let (ab, bc) = (format!("{a}{b}"), format!("{b}{c}"));
        prop_assert_eq!(&record([ab.as_str(), c].into_iter()), &expected);
        prop_assert_eq!(&record([a, bc.as_str()].into_iter()), &expected);
    }

    #[test]
    fn lines_in_any_order_say_the_same(steps in steps(), seed in any::<u64>()) {
        let files = own_files(&lived(&steps));
        let mut lines: Vec<&str> = files.iter().flat_map(|file| file.lines()).collect();
        let expected = record(files.iter().map(String::as_str));
        lines.sort_by_key(|line| xxhash_rust::xxh3::xxh3_64_with_seed(line.as_bytes(), seed));
        prop_assert_eq!(record([lines.join("\n").as_str()].into_iter()), expected);
    }

    #[test]
    fn what_is_in_memory_is_what_a_machine_reads_tomorrow(steps in steps()) {
        let mut memory = BookRecord::on(Device::named("m0").unwrap(), book());
        let mut file = String::new();
        for step in steps {
            let Step::Write { content, deleted, clock, .. } = step else { continue };
            let clock = Timestamp(clock);
            let change = if deleted {
                memory.deletion(*content, clock)
            } else {
                memory.change(*content, clock)
            };
            memory.apply(&change.entry);
            file.push_str(&change.entry.line().unwrap());
            file.push('\n');
        }
        let mut read = record([file.as_str()].into_iter());
        read.device = memory.device.clone();
        // Notes of one moment stand in the order they were made, and tomorrow in that of their ids.
        let mut sorted: Vec<Annotation> = memory.annotations.to_vec();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        memory.annotations = sorted.into();
        prop_assert_eq!(read, memory);
    }

    #[test]
    fn who_has_seen_a_change_and_makes_another_wins_whatever_the_clock_says(steps in steps()) {
        let files = own_files(&lived(&steps));
        let mut machine = Machine {
            device: Device::named("m0").unwrap(),
            files: [files[0].clone(), files[1].clone(), files[2].clone()],
        };
        machine.write(0, place(77), false, 0);
        machine.write(0, note("x", "mine"), false, 0);
        let record = machine.record();
        prop_assert_eq!(offset(&record), Some(77));
        prop_assert_eq!(&record.annotation("x").unwrap().name, "mine");
    }
}

#[test]
fn two_machines_with_one_folder_lose_nothing_to_each_other() {
    let (_folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    save(&desk, note("x", "desk"), 5);
    save(&lap, note("y", "lap"), 5);
    save(&lap, place(4), 1);
    save(&desk, place(6), 1);
    assert_eq!(offset(&loaded(&lap)), Some(6));
    assert_eq!(loaded(&desk).annotations, loaded(&lap).annotations);
    assert_eq!(loaded(&desk).annotations.len(), 2);
    assert_ne!(file(&desk), file(&lap));
}

#[test]
fn the_paces_of_all_machines_are_summed() {
    let (_folder, desk) = store();
    let lap = elsewhere(&desk, "lap");
    let pace = |words| Content::Pace(Pace { words, millis: 1 });
    save(&desk, pace(10), 1);
    save(&desk, pace(30), 2);
    save(&lap, pace(5), 9);
    assert_eq!(loaded(&lap).pace().words, 35);
    assert_eq!(loaded(&lap).own_pace().words, 5);
}
