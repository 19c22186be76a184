"""Shows the screen of a program after some keys: to write and to check a row of `programs.py`.

    python3 benches/peers/show.py PROGRAM FILE [KEYS…]

Each argument of KEYS is answered before the next; escapes are written as in Python.
"""

import sys
import tempfile

from programs import PROGRAMS, environment
from terminal import Terminal


def main():
    name, file, *steps = sys.argv[1:]
    program = next(p for p in PROGRAMS if p.name == name)
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(program.argv(file), environment(program, home))
        terminal.answer(terminal.started, quiet=0.5, timeout=20)
        for step in steps:
            answer = terminal.answer(terminal.send(step.encode().decode("unicode_escape")), quiet=0.3)
            print(f"{step!r}: {answer.__dict__}")
        print("\n".join(terminal.screen.lines()))
        terminal.close(program.quit)


if __name__ == "__main__":
    main()
