"""Cost against size: the same novel over and over, from 10 kB to 1 GB, in a table and a plot.

    PATH="$PWD/target/release:$PATH" python3 benches/peers/sizes.py war-and-peace.txt --largest 1000000000 \
        --plot docs/size.svg

The texts are made in a temporary folder and deleted. Each is read in a terminal of 100x30: the first page;
pages turned every 30 ms from then on, while the rest is still read; once nothing more comes, pages, the end
and another width; and, the place kept at the middle, the first page of the next start. `folio inspect` and
`folio print` are run as whole processes.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from cell import cell
from plot import plot
from programs import PROGRAMS, environment
from terminal import COLUMNS, ROWS, Terminal
from terminal import read as read_text

TURNS = 12


def make(novel, size, folder):
    """The novel over and over, cut at the end of a line."""
    path = f"{folder}/{size}.txt"
    with open(novel, "rb") as file:
        text = file.read()
    # Without the header and licence, which would stand in the midst of the text.
    _, _, text = text.partition(b"*** START OF")
    text = text.partition(b"\n")[2].partition(b"*** END OF")[0] or text
    if not text:
        raise SystemExit(f"{novel}: no text of Project Gutenberg's")
    with open(path, "wb") as file:
        left = size
        while left > 0:
            part = text if left > len(text) else text[:text.rfind(b"\n", 0, left) + 1]
            file.write(part)
            left -= len(part) if len(part) == len(text) else left
    return path


def begin(program, path, home):
    terminal = Terminal(program.argv(path), environment(program, home))
    return terminal, terminal.answer(terminal.started, quiet=0.02, timeout=60, until=lambda s: any(s.body())).shown


def turn(terminal, program, pause, quiet):
    """Times of page turns, from the key to the first change of the text; two on, one back, as a short text
    has few."""
    times = []
    for n in range(TURNS):
        key = program.back if n % 3 == 2 else program.page
        answer = terminal.answer(terminal.send(key), quiet=quiet, timeout=5 if n < 4 else 0.5)
        if answer.first is not None:
            times.append(answer.first)
        time.sleep(pause)
    return times


def read(program, path, seen):
    """One run at the terminal."""
    with tempfile.TemporaryDirectory() as home:
        terminal, shown = begin(program, path, home)
        seen["first page"].append(shown)
        seen["key while read"] += turn(terminal, program, 0.03, 0.005)
        # Pages are counted until the foot is still.
        terminal.answer(time.perf_counter(), quiet=1.0, timeout=1.5)
        while terminal.gather(1.0, 1.0, time.perf_counter() + 60):
            terminal.replay(None, [])
        seen["key"] += turn(terminal, program, 0, 0.05)
        for columns in (80, COLUMNS):
            seen["resize"].append(terminal.answer(terminal.resize(columns, ROWS), quiet=0.3).settled)
        terminal.gather(0.5, 1.0, time.perf_counter() + 30)
        seen["end"].append(terminal.answer(terminal.send(program.end), quiet=0.3).first)
        seen["memory"].append(terminal.peak())
        terminal.answer(terminal.send("50%"), quiet=0.3)
        terminal.close(program.quit)
        if program.name == "folio":
            terminal, shown = begin(program, path, home)
            seen["resume"].append(shown)
            terminal.close(program.quit)


def start(verb, path, home):
    environment_ = {"HOME": home, "PATH": os.environ["PATH"]}
    return subprocess.Popen([shutil.which("folio"), verb, path], stdout=subprocess.DEVNULL, env=environment_)


def totals(path, seen):
    """Seconds of whole processes, and, in a run of its own, their peak memory: a child's own account of it
    would have this program's in it."""
    with tempfile.TemporaryDirectory() as home:
        for verb in ("inspect", "print"):
            began = time.perf_counter()
            with start(verb, path, home) as child:
                is_well = child.wait() == 0
            if not is_well:
                continue
            seen[verb].append(time.perf_counter() - began)
            peak = 0
            with start(verb, path, home) as child:
                while child.poll() is None:
                    peak = max(peak, *map(int, re.findall(r"VmHWM:\s+(\d+)", read_text(f"/proc/{child.pid}/status"))), 0)
                    time.sleep(0.001)
            seen[f"{verb}, memory"].append(1024 * peak)


ROWS_OF_TABLE = [("first page", "ms"), ("key while read", "ms"), ("key", "ms"), ("end", "ms"), ("resize", "ms"),
                 ("resume", "ms"), ("memory", "MB"), ("inspect", "ms"), ("inspect, memory", "MB"), ("print", "ms"),
                 ("print, memory", "MB")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novel")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--largest", type=int, default=100_000_000)
    parser.add_argument("--plot", help="where to draw")
    options = parser.parse_args()
    programs = [p for p in PROGRAMS if p.name in ("folio", "less") and shutil.which(p.command[0])]
    sizes = [10**n for n in range(4, 10) if 10**n <= options.largest]
    table = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = make(options.novel, size, folder)
            for program in programs:
                table[program.name, size] = {name: [] for name, _ in ROWS_OF_TABLE}
            # The large ones take their time.
            for _ in range(options.runs if size < 10**8 else 1):
                for program in programs:
                    read(program, path, table[program.name, size])
                totals(path, table["folio", size])
    names = {10**4: "10 kB", 10**5: "100 kB", 10**6: "1 MB", 10**7: "10 MB", 10**8: "100 MB", 10**9: "1 GB"}
    for program in programs:
        print(f"\n| {program.name} |", " | ".join(names[size] for size in sizes), "|")
        print("| --- |", " | ".join("---:" for _ in sizes), "|")
        for name, unit in ROWS_OF_TABLE:
            values = [[v for v in table[program.name, size][name] if v is not None] for size in sizes]
            if any(values):
                print(f"| {name}, {unit} |", " | ".join(cell(v, unit) for v in values), "|")
    if options.plot:
        draw(options.plot, table, sizes, names)


def draw(path, table, sizes, names):
    lines = []
    for program, name, label in [
        ("folio", "print", "folio print"), ("folio", "inspect", "folio inspect"), ("folio", "first page", "first page"),
        ("less", "first page", "first page, less"), ("folio", "key", "a page turned"), ("folio", "resize", "resize"),
        ("folio", "resume", "first page at the middle"),
    ]:
        cells = [(size, table.get((program, size), {}).get(name)) for size in sizes]
        points = [(size, 1e3 * statistics.median([v for v in values if v is not None]))
                  for size, values in cells if values and any(v is not None for v in values)]
        lines.append((label, points))
    with open(path, "w", encoding="utf-8") as file:
        file.write(plot(lines, [(size, names[size]) for size in sizes]))


if __name__ == "__main__":
    main()
