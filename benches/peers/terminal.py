"""A program in a pseudo-terminal: keys in, answers timed, queries answered, the process looked at."""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

from screen import Screen

COLUMNS, ROWS = 100, 30

# What programs ask a terminal, and how a usual one answers. A program that waits for an answer it
# never gets would be measured by its patience.
QUERY = re.compile(
    rb"\x1b\[(?P<da>[>=]?)0?c|\x1b\[(?P<status>[56])n|\x1b\[(?P<kitty>\?)u"
    rb"|\x1b\](?P<colour>1[0-2]|4;\d+);\?(?:\x07|\x1b\\)|\x1b\[(?P<version>>)0?q"
    rb"|\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<size>1[468])t|\x1bP\+q(?P<capability>[0-9A-Fa-f;]*)\x1b\\"
)


class Answer:
    """What came back after a key, in seconds after it: when the text on the screen first changed, when
    it stood as it stayed, the last byte of all, and what was waited for. `None` is never."""

    def __init__(self):
        self.first = self.settled = self.last = self.shown = None
        # Bytes in all, and until the text stood: some programs go on writing when all is said.
        self.bytes = self.needed = 0


class Terminal:
    def __init__(self, command, environment, size=(COLUMNS, ROWS)):
        self.screen = Screen(*size)
        self.pending = []
        self.tail = b""
        self.ended = False
        self.master, slave = os.openpty()
        self.tell_size(*size)
        path = os.ttyname(slave)
        # The first thing a session's leader opens becomes its terminal: nothing runs in between.
        actions = [(os.POSIX_SPAWN_OPEN, 0, path, os.O_RDWR, 0),
                   (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.started = time.perf_counter()
        self.pid = os.posix_spawn(command[0], command, environment, setsid=True, file_actions=actions)
        os.close(slave)

    def tell_size(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * 10, rows * 20))

    def send(self, keys):
        """Presses keys; answers with when."""
        self.replay(None, [])
        now = time.perf_counter()
        os.write(self.master, keys.encode())
        return now

    def resize(self, columns, rows):
        self.replay(None, [])
        self.screen.resize(columns, rows)
        now = time.perf_counter()
        self.tell_size(columns, rows)
        return now

    def answer(self, since, quiet=0.06, timeout=3.0, until=None):
        """Waits until something has come and then nothing for `quiet` seconds; with `until`, until
        the screen is one it says yes to. Bytes are stamped as they come and drawn afterwards."""
        answer = Answer()
        before = self.screen.body()
        deadline = since + timeout
        while True:
            came = self.gather(quiet if answer.bytes else timeout, quiet, deadline)
            before = self.replay(answer, before, since, until)
            now = time.perf_counter()
            is_done = answer.bytes if until is None else answer.shown is not None
            is_still = not came or answer.settled and now - since - answer.settled > 3 * quiet
            if is_done and is_still or now >= deadline or self.ended:
                return answer

    def gather(self, patience, quiet, deadline):
        """Takes what comes, until a pause or the deadline; whether there was anything."""
        came = False
        while not self.ended:
            left = min(quiet if came else patience, deadline - time.perf_counter())
            if left <= 0 or not select.select([self.master], [], [], left)[0]:
                return came
            try:
                data = os.read(self.master, 65536)
            except OSError:
                data = b""
            now = time.perf_counter()
            if not data:
                self.ended = True
                return came
            self.pending.append((now, data))
            # One that writes without a pause is looked at in between.
            deadline = deadline if came else min(deadline, now + 4 * quiet)
            came = True
            if b"\x1b" in data or self.tail:
                self.reply(data)
        return came

    def replay(self, answer, before, since=0.0, until=None):
        """Draws what has come, and notes when the text on the screen changed."""
        for now, data in self.pending:
            self.screen.feed(data)
            if answer is None:
                continue
            body = self.screen.body()
            answer.bytes += len(data)
            answer.last = now - since
            if body != before:
                answer.settled, answer.needed = now - since, answer.bytes
                answer.first = answer.settled if answer.first is None else answer.first
                before = body
            if until and answer.shown is None and until(self.screen):
                answer.shown = now - since
        self.pending.clear()
        return before

    def reply(self, data):
        data = self.tail + data
        end = 0
        for query in QUERY.finditer(data):
            end = query.end()
            os.write(self.master, self.said_to(query, data[:end]))
        unfinished = re.search(rb"\x1b[^\x1b]{0,40}\Z", data[end:])
        self.tail = unfinished.group() if unfinished else b""

    def said_to(self, query, data):
        asked = query.groupdict()
        if asked["status"] == b"6":
            places = re.findall(rb"\x1b\[(\d+);(\d+)H", data)
            return b"\x1b[%s;%sR" % (places[-1] if places else (b"1", b"1"))
        if asked["status"]:
            return b"\x1b[0n"
        if asked["kitty"]:
            return b"\x1b[?0u"
        if asked["colour"]:
            colour = {b"10": b"d7d7/d3d3/caca", b"11": b"1b1b/1d1d/2121"}.get(asked["colour"], b"8080/8080/8080")
            return b"\x1b]%s;rgb:%s\x1b\\" % (asked["colour"], colour)
        if asked["version"]:
            return b"\x1bP>|peers(1)\x1b\\"
        if asked["mode"]:
            return b"\x1b[?%s;2$y" % asked["mode"]
        if asked["size"]:
            rows, columns = self.screen.rows, self.screen.columns
            return {b"14": b"\x1b[4;%d;%dt" % (rows * 20, columns * 10), b"16": b"\x1b[6;20;10t",
                    b"18": b"\x1b[8;%d;%dt" % (rows, columns)}[asked["size"]]
        if asked["capability"] is not None:
            return b"\x1bP0+r%s\x1b\\" % asked["capability"]
        return {b"": b"\x1b[?62;22c", b">": b"\x1b[>1;10;0c", b"=": b"\x1bP!|00000000\x1b\\"}[asked["da"]]

    # The process, and all it has started.

    def tree(self):
        found, open_ = [], [self.pid]
        while open_:
            pid = open_.pop()
            found.append(pid)
            for task in self.tasks(pid):
                open_ += [int(child) for child in read(f"{task}/children").split()]
        return found

    def tasks(self, pid):
        try:
            return [f"/proc/{pid}/task/{task}" for task in os.listdir(f"/proc/{pid}/task")]
        except OSError:
            return []

    def peak(self):
        """The most memory each process has ever held, together, in bytes."""
        texts = [read(f"/proc/{pid}/status") for pid in self.tree()]
        return 1024 * sum(int(kb) for text in texts for kb in re.findall(r"VmHWM:\s+(\d+)", text))

    def spent(self):
        """Processor time in seconds and how often it was given to them."""
        tasks = [task for pid in self.tree() for task in self.tasks(pid)]
        time_ = sum(int((read(f"{task}/schedstat").split() or ["0"])[0]) for task in tasks)
        texts = [read(f"{task}/status") for task in tasks]
        return time_ / 1e9, sum(int(n) for text in texts for n in re.findall(r"ctxt_switches:\s+(\d+)", text))

    def close(self, quit_keys):
        """Quits by keys; ends what is left of what was started here."""
        if not self.ended:
            self.send(quit_keys)
            self.gather(1.5, 0.5, time.perf_counter() + 1.5)
        tree = self.tree()
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            for pid in tree:
                try:
                    os.kill(pid, sign)
                except ProcessLookupError:
                    pass
            self.gather(0.3, 0.3, time.perf_counter() + 0.3)
        else:
            os.waitpid(self.pid, 0)
        os.close(self.master)


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
