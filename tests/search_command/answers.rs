//! What is said of the matches.

use super::*;

#[test]
fn a_match_is_a_line_with_its_section_and_its_paragraph() {
    let place = Place::new(&[("log.md", LOG)]);
    assert_eq!(
        place.search(&["seen the", "log.md"]),
        said(
            "Night:The lamp is lit. Nobody has seen the lamp from the sea.\n",
            0
        )
    );
    assert_eq!(
        place.search(&["-C", "16", "lamp", "log.md"]),
        said(
            "Night:The lamp is lit. Nobody…\nNight:…has seen the lamp from the sea.\n",
            0
        )
    );
    assert_eq!(place.search(&["whale", "log.md"]), said("", 1));
}

#[test]
fn several_files_are_named_and_one_is_not() {
    let place = Place::new(&[
        ("a.md", "# T\n\n## A\n\nThe sea.\n"),
        ("b.md", "# T\n\n## B\n\nNo sea.\n"),
    ]);
    assert_eq!(
        place.search(&["sea", "b.md", "a.md"]),
        said("b.md:B:No sea.\na.md:A:The sea.\n", 0)
    );
    assert_eq!(place.search(&["sea", "b.md"]), said("B:No sea.\n", 0));
}

#[test]
fn a_line_names_the_section_where_there_is_one() {
    let place = Place::new(&[
        (
            "headed.md",
            "A sea before all.\n\n# Of the sea\n\nThe sea.\n",
        ),
        ("plain.txt", "Two cats sat.\n\nThe sea.\n"),
    ]);
    assert_eq!(
        place.search(&["sea", "headed.md"]),
        said(
            "A sea before all.\nOf the sea:Of the sea\nOf the sea:The sea.\n",
            0
        )
    );
    assert_eq!(
        place.search(&["cats", "plain.txt"]),
        said("Two cats sat.\n", 0)
    );
    assert_eq!(
        place.search(&["sea", "plain.txt", "headed.md"]),
        said(
            "plain.txt:The sea.\nheaded.md:A sea before all.\nheaded.md:Of the sea:Of the sea\nheaded.md:Of the sea:The sea.\n",
            0
        )
    );
    let objects = place.search(&["--json", "cats", "plain.txt"]).objects();
    assert_eq!(objects[0]["section"], "Two cats sat.");
}

#[test]
fn the_section_is_the_whole_path_and_data_in_a_folder_is_passed_over() {
    let place = Place::new(&[
        (
            "novel.md",
            "# N\n\n## Part One\n\n### Chapter I\n\nThe sea.\n",
        ),
        ("data.json", "{\"sea\": 1}"),
        ("Cargo.LOCK", "sea"),
        ("main.rs", "// sea\n"),
    ]);
    assert_eq!(
        place.search(&["-r", "sea"]),
        said("novel.md:Part One › Chapter I:The sea.\n", 0)
    );
    let objects = place.search(&["-r", "--json", "sea"]).objects();
    assert_eq!(objects[0]["section"], "Part One › Chapter I");
    assert_eq!(objects[1]["files"], 1);
    // Who names such a file means it.
    assert_eq!(place.search(&["-c", "sea", "main.rs"]), said("1\n", 0));
}

#[test]
fn json_is_an_object_a_match_and_a_last_one_that_counts() {
    let place = Place::new(&[("log.md", LOG), ("none.md", "Nothing.\n"), ("plain", "sea")]);
    let answer = place.search(&["--json", "sea", "log.md", "none.md", "plain", "gone"]);
    let objects = answer.objects();
    let (total, matches) = objects.split_last().expect("a last one");
    assert_eq!(total, &serde_json::json!({ "matches": 3, "files": 3 }));
    assert_eq!(answer.status, 2);
    assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);

    let text = Answer::of(
        &Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(["inspect", "--json", &place.path("log.md").to_string_lossy()])
            .output()
            .expect("the program"),
    );
    let inspected: Value = serde_json::from_str(&text.out).expect("an object");
    assert_eq!(inspected["sections"][0]["title"], matches[0]["section"]);
    let keys = ["after", "before", "exact", "file", "offset", "section"];
    for object in matches {
        let object = object.as_object().expect("an object");
        assert!(object.keys().eq(keys), "{object:?}");
    }
    let first = &matches[0];
    assert_eq!(
        (&first["file"], &first["exact"]),
        (&"log.md".into(), &"sea".into())
    );
    assert_eq!(first["section"], "Night");
    let before = first["before"].as_str().expect("words");
    assert!(before.ends_with("the lamp from the ") && before.chars().count() <= 40);
    // Offsets are bytes of the text as `print --unwrapped` has it, headings on lines of their own.
    assert_eq!(
        first["offset"],
        "The log\nNight\nThe lamp is lit. Nobody has seen the lamp from the ".len()
    );
    let opening = &matches[2];
    assert_eq!(
        (&opening["before"], &opening["after"]),
        (&"".into(), &"".into())
    );
}

#[test]
fn json_of_nothing_found_still_counts_and_says_so_by_its_status() {
    let place = Place::new(&[("a.txt", "One.\n")]);
    assert_eq!(
        place.search(&["--json", "two", "a.txt"]),
        said("{\"matches\":0,\"files\":1}\n", 1)
    );
}

#[test]
fn counts_and_names_and_nothing_at_all() {
    let place = Place::new(&[("a", "sea, sea\n"), ("b", "land\n"), ("c", "sea\n")]);
    let files = ["sea", "a", "b", "c"];
    let with = |option| place.search(&[&[option], &files[..]].concat());
    assert_eq!(with("--count"), said("a:2\nb:0\nc:1\n", 0));
    assert_eq!(with("-l"), said("a\nc\n", 0));
    assert_eq!(with("--quiet"), said("", 0));
    assert_eq!(place.search(&["-c", "sea", "a"]), said("2\n", 0));
    assert_eq!(place.search(&["-l", "whale", "a", "b"]), said("", 1));
}

#[test]
fn answers_are_in_the_order_of_the_arguments_however_long_each_takes() {
    let place = Place::new(&[]);
    let names: Vec<String> = (0..300).map(|n| format!("{n:03}.txt")).collect();
    for (n, name) in names.iter().enumerate() {
        // Every tenth is long, with more matches than a piece of an answer holds.
        let times = if n % 10 == 0 { 1500 } else { n % 3 };
        place.add(name, "A needle in the hay.\n\n".repeat(times).as_bytes());
    }
    let mut arguments = vec!["--json", "needle"];
    arguments.extend(names.iter().rev().map(String::as_str));
    let objects = place.search(&arguments).objects();
    let (total, matches) = objects.split_last().expect("a last one");
    let files: Vec<&str> = matches.iter().filter_map(|m| m["file"].as_str()).collect();
    assert!(files.is_sorted_by(|a, b| a >= b));
    let expected: usize = (0..300)
        .map(|n| if n % 10 == 0 { 1500 } else { n % 3 })
        .sum();
    assert_eq!(
        total,
        &serde_json::json!({ "matches": expected, "files": 300 })
    );
    assert_eq!(matches.len(), expected);
}
