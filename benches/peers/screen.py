"""What a program has drawn: as much of a terminal as readers and pagers use, without colours."""

import codecs
import re
import unicodedata

TOKEN = re.compile(
    r"\x1b\[(?P<mark>[?>=<]?)(?P<numbers>[\d;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*(?P<plain>[0-Z\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
)


def width(char):
    """Cells of a character; 0 of one that stands on the one before it."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Screen:
    """Rows of cells. The right half of a wide character is an empty string."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.x = self.y = 0
        self.saved = (0, 0)
        self.region = (0, rows)
        self.rest = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.cells = [self.blank() for _ in range(rows)]
        self.last = " "

    def blank(self):
        return [" "] * self.columns

    def resize(self, columns, rows):
        for row in self.cells:
            row[columns:] = [" "] * (columns - len(row))
        self.columns = columns
        self.cells = self.cells[:rows] + [self.blank() for _ in range(rows - self.rows)]
        self.rows, self.region = rows, (0, rows)
        self.to(self.x, self.y)

    def lines(self):
        """The rows as text, without what is blank at their ends."""
        return ["".join(row).rstrip() for row in self.cells]

    def body(self):
        """The rows that are text in every reader here: without heads, feet and prompts."""
        return self.lines()[2:-2]

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        at = 0
        while at < len(text):
            token = TOKEN.match(text, at)
            if not token:
                if text[at] == "\x1b" and len(text) - at < 4096:
                    break  # the rest of a sequence is still to come
                at += 1
                continue
            at = token.end()
            if token["text"]:
                self.write(token["text"])
            elif token["final"]:
                self.sequence(token["mark"], token["numbers"], token["final"])
            elif token["control"]:
                self.control(token["control"])
            elif token["plain"]:
                self.escape(token["plain"])
        self.rest = text[at:]

    def write(self, text):
        for char in text:
            cells = width(char)
            if not cells:
                row, at = self.cells[self.y], max(self.x - 1, 0)
                row[at if row[at] or not at else at - 1] += char
                continue
            if self.x + cells > self.columns:
                self.x = 0
                self.down()
            row = self.cells[self.y]
            row[self.x] = char
            if cells == 2:
                row[self.x + 1] = ""
            self.x += cells
            self.last = char

    def to(self, x, y):
        self.x = min(max(x, 0), self.columns - 1)
        self.y = min(max(y, 0), self.rows - 1)

    def down(self):
        if self.y + 1 == self.region[1]:
            self.scroll(1)
        else:
            self.y = min(self.y + 1, self.rows - 1)

    def scroll(self, rows, top=None):
        """Moves the rows of the region up, or down if negative, from `top` on."""
        first, end = self.region
        first = first if top is None else top
        part = self.cells[first:end]
        count = min(abs(rows), len(part))
        fresh = [self.blank() for _ in range(count)]
        self.cells[first:end] = part[count:] + fresh if rows > 0 else fresh + part[:len(part) - count]

    def control(self, char):
        if char == "\r":
            self.x = 0
        elif char in "\n\x0b\x0c":
            self.down()
        elif char == "\b":
            self.to(self.x - 1, self.y)
        elif char == "\t":
            self.to(self.x // 8 * 8 + 8, self.y)

    def escape(self, char):
        if char == "7":
            self.saved = (self.x, self.y)
        elif char == "8":
            self.to(*self.saved)
        elif char in "DE":
            self.x = 0 if char == "E" else self.x
            self.down()
        elif char == "M":
            if self.y == self.region[0]:
                self.scroll(-1)
            else:
                self.to(self.x, self.y - 1)

    def sequence(self, mark, numbers, final):
        given = [int(n) if n.isdigit() else 0 for n in numbers.replace(":", ";").split(";")]
        first = given[0]
        count = max(first, 1)
        if mark == "?" and final in "hl" and {47, 1047, 1049} & set(given):
            self.cells = [self.blank() for _ in range(self.rows)]
        if mark:
            return
        if final in "ABCDEFGdHf`a":
            self.move(final, count, given)
        elif final in "JKX":
            self.erase(final, first)
        elif final in "@P":
            row, x = self.cells[self.y], self.x
            count = min(count, self.columns - x)
            row[x:] = [" "] * count + row[x:-count] if final == "@" else row[x + count:] + [" "] * count
        elif final in "ST":
            self.scroll(count if final == "S" else -count)
        elif final in "LM":
            self.scroll(count if final == "M" else -count, top=self.y)
        elif final == "b":
            self.write(self.last * count)
        elif final == "r":
            end = given[1] if len(given) > 1 and given[1] else self.rows
            self.region = (count - 1, min(end, self.rows))
            self.to(0, 0)

    def move(self, final, count, given):
        if final in "Hf":
            column = max(given[1], 1) if len(given) > 1 else 1
            self.to(column - 1, count - 1)
        elif final in "G`":
            self.to(count - 1, self.y)
        elif final == "d":
            self.to(self.x, count - 1)
        else:
            across, along = {"A": (0, -1), "B": (0, 1), "C": (1, 0), "a": (1, 0), "D": (-1, 0),
                             "E": (0, 1), "F": (0, -1)}[final]
            x = 0 if final in "EF" else self.x + across * count
            self.to(x, self.y + along * count)

    def erase(self, final, which):
        x, y = min(self.x, self.columns), self.y
        row = self.cells[y]
        if final == "X":
            end = min(x + max(which, 1), self.columns)
            row[x:end] = [" "] * (end - x)
            return
        if which == 0:
            row[x:] = [" "] * (self.columns - x)
        elif which == 1:
            row[:x + 1] = [" "] * min(x + 1, self.columns)
        else:
            self.cells[y] = self.blank()
        if final == "J":
            gone = {0: range(y + 1, self.rows), 1: range(y)}.get(which, range(self.rows))
            for row in gone:
                self.cells[row] = self.blank()
