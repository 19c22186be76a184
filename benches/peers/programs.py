"""The programs that are compared: how each is started, and its keys."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field


@dataclass
class Program:
    name: str
    command: list  # without the file
    page: str = " "
    back: str = "b"
    line: str = "j"
    end: str = "G"
    start: str = "g"
    # What is typed to search for {}, in steps that are each answered before the next. The time runs from
    # the last one.
    search: list = field(default_factory=lambda: ["/", "{}\r"])
    quit: str = "q"
    version: list = field(default_factory=lambda: ["--version"])
    formats: tuple = ("txt", "epub")
    environment: dict = field(default_factory=dict)

    def argv(self, file):
        return [shutil.which(self.command[0]), *self.command[1:], file]

    def says_version(self):
        if not self.version:
            return installed_version(self.argv("")[0], self.name)
        said = subprocess.run([*self.argv("")[:1], *self.version], capture_output=True, text=True, check=False)
        return (said.stdout or said.stderr).split("\n")[0].split("(")[0].replace(self.name, "").strip()


def installed_version(path, name):
    """The version of a program that does not tell it, from cargo's list of what it installed."""
    beside = os.path.join(os.path.dirname(os.path.dirname(path)), ".crates.toml")
    try:
        with open(beside, encoding="utf-8") as file:
            lines = [line for line in file if line.startswith(f'"{name} ')]
        return lines[0].split()[1]
    except (OSError, IndexError):
        return "?"


PROGRAMS = [
    Program("folio", ["folio"], start="gg"),
    Program("less", ["less"], formats=("txt",)),
    Program("bk", ["bk"], version=[], formats=("epub",)),
    Program("verso", ["verso", "open"], page="f", formats=("epub",)),
    Program("bookokrat", ["bookokrat", "--zen-mode"], page="\x1b[6~", search=[" F", "{}", "\r", "\r"],
            formats=("epub",)),
    Program("epr", ["epr"], formats=("epub",)),
    Program("epy", ["epy"], formats=("epub",)),
]


def installed(format_, names=None):
    """The programs that are there and read this format, in the order of the list."""
    return [p for p in PROGRAMS
            if format_ in p.formats and shutil.which(p.command[0]) and (not names or p.name in names)]


def environment(program, home):
    """Nothing but what a terminal's shell would say, with a home of its own."""
    return {"HOME": home, "XDG_CONFIG_HOME": f"{home}/.config", "XDG_STATE_HOME": f"{home}/.local/state",
            "XDG_DATA_HOME": f"{home}/.local/share", "XDG_CACHE_HOME": f"{home}/.cache",
            "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **program.environment}
