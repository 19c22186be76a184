"""folio beside its peers: what a reader waits for, and what it costs, in tables.

    cargo build --release
    PATH="$PWD/target/release:$PATH" python3 benches/peers --runs 5 --find Copernicus \
        --prose 'Well, Prince' war-and-peace.txt war-and-peace.epub

Every program of `programs.py` that is on the PATH and reads the file is started in a pseudo-terminal of
100x30, in turn (A B C A B C …), each time with an empty home. A time runs from the key to the moment the
text on the screen stands as it stays, heads and feet left out. What cannot be done is a dash.
"""

import argparse
import os
import subprocess
import tempfile

from cell import cell
from programs import environment, installed
from terminal import COLUMNS, ROWS, Terminal

TURNS = 12  # pages and rows that are measured in a run
IDLE = 3.0  # seconds a program is left alone

COLUMNS_OF_TABLES = [
    ("first page", "ms"), ("page turn", "ms"), ("row down", "ms"), ("to the end", "ms"), ("resize", "ms"),
    ("search", "ms"), ("bytes a page", ""), ("bytes / text", "ratio"), ("bytes a cell", "ratio"),
    ("bytes a row down", ""), ("memory", "MB"), ("idle, CPU", "ms"), ("idle, woken", ""),
]


def measure(program, file, options, leaves_alone):
    """One run of a program: lists of what was seen, by the names of the columns."""
    seen = {name: [] for name, _ in COLUMNS_OF_TABLES}
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(program.argv(file), environment(program, home))
        note(seen, "first page", terminal.answer(terminal.started, quiet=0.4, timeout=30).settled)
        go_to_prose(terminal, program, options.prose)
        turn_pages(terminal, program, seen)
        scroll(terminal, program, seen)
        for columns in (80, COLUMNS):
            note(seen, "resize", terminal.answer(terminal.resize(columns, ROWS), quiet=0.25).settled)
        seen["memory"].append(terminal.peak())
        if leaves_alone:
            idle(terminal, seen)
        note(seen, "to the end", terminal.answer(terminal.send(program.end), timeout=1).settled)
        terminal.answer(terminal.send(program.start), timeout=1)
        search(terminal, program, options.find, seen)
        terminal.close(program.quit)
    return seen


def note(seen, name, value):
    if value is not None:
        seen[name].append(value)


def go_to_prose(terminal, program, words):
    """Turns pages until these words are on the screen: lists of chapters are no measure of a page."""
    for _ in range(60):
        if not words or words in " ".join(" ".join(terminal.screen.lines()).split()):
            return
        if terminal.answer(terminal.send(program.page), quiet=0.02, timeout=1).settled is None:
            return


def turn_pages(terminal, program, seen):
    for _ in range(TURNS):
        answer = terminal.answer(terminal.send(program.page))
        text = [line.lstrip() for line in terminal.screen.lines() if line.strip()]
        if answer.settled is None or not text:
            return
        seen["page turn"].append(answer.settled)
        if len(text) > ROWS // 2:
            seen["bytes a page"].append(answer.needed)
            seen["bytes / text"].append(answer.needed / sum(len(line.encode()) for line in text))
            cells = sum(1 for row in terminal.screen.cells for cell in row if cell != " ")
            seen["bytes a cell"].append(answer.needed / cells)


def scroll(terminal, program, seen):
    terminal.answer(terminal.send(program.line))  # folio goes over from pages to scrolling
    for _ in range(TURNS):
        answer = terminal.answer(terminal.send(program.line))
        note(seen, "row down", answer.settled)
        if answer.settled is not None:
            seen["bytes a row down"].append(answer.needed)


def idle(terminal, seen):
    cpu, woken = terminal.spent()
    terminal.gather(IDLE, IDLE, terminal.started + 1e9)
    seen["idle, CPU"].append(terminal.spent()[0] - cpu)
    seen["idle, woken"].append(terminal.spent()[1] - woken)


def search(terminal, program, word, seen):
    """From the last step of a search to the word on the screen."""
    if not word:
        return
    steps = [step.format(word) for step in program.search]
    for step in steps[:-1]:
        terminal.answer(terminal.send(step), timeout=1)
    found = terminal.answer(terminal.send(steps[-1]), timeout=2, until=lambda s: word in "\n".join(s.body()))
    note(seen, "search", found.shown)


def print_table(file, results):
    size = os.path.getsize(file)
    print(f"\n**{os.path.basename(file)}**, {size / 1e6:.2f} MB\n")
    names = list(results)
    print("| |", " | ".join(names), "|")
    print("| --- |", " | ".join("---:" for _ in names), "|")
    for name, unit in COLUMNS_OF_TABLES:
        row = [cell([v for run in runs for v in run[name]], unit) for runs in results.values()]
        print(f"| {name}{', ' + unit if unit in ('ms', 'MB') else ''} |", " | ".join(row), "|", flush=True)


def writes(program, file):
    """How often a program writes to the terminal for its start and for each of ten pages, by strace."""
    with tempfile.TemporaryDirectory() as home:
        trace = f"{home}/trace"
        command = ["/usr/bin/strace", "-f", "-qq", "-y", "-e", "trace=write,writev", "-o", trace, *program.argv(file)]
        terminal = Terminal(command, environment(program, home))
        terminal.answer(terminal.started, quiet=1, timeout=30)

        def count():
            with open(trace, encoding="utf-8", errors="replace") as lines:
                return sum(1 for line in lines if "/dev/pts/" in line and " write" in line)

        before = count()
        for _ in range(10):
            terminal.answer(terminal.send(program.page), quiet=0.2)
        after = count()
        terminal.close(program.quit)
    return before, (after - before) / 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="names of programs")
    parser.add_argument("--find", default="", help="a rare word to search for")
    parser.add_argument("--prose", default="", help="words to turn to before pages are measured")
    parser.add_argument("--writes", action="store_true", help="count writes instead; needs strace")
    options = parser.parse_args()
    load = subprocess.run(["uptime"], capture_output=True, text=True, check=False).stdout.strip()
    print("load average" + load.rpartition("load average")[2])
    told = set()
    for file in map(os.path.abspath, options.files):
        programs = installed(file.rpartition(".")[2], options.only)
        for program in programs:
            if program.name not in told:
                print(f"- {program.name} {program.says_version()}")
            told.add(program.name)
        if options.writes:
            for program in programs:
                print(program.name, "writes at the start, and a page: %d, %.1f" % writes(program, file))
            continue
        results = {program.name: [] for program in programs}
        for run in range(options.runs):
            for program in programs:
                results[program.name].append(measure(program, file, options, leaves_alone=run == 0))
        print_table(file, results)


if __name__ == "__main__":
    main()
