"""A plot of milliseconds against bytes, both in steps of ten, as an SVG of few words."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 712, 420
LEFT, RIGHT, TOP, BOTTOM = 72, 190, 44, 48
GROUND, TEXT, QUIET, RULE = "#1b1d21", "#d7d3ca", "#7f838a", "#33363c"
INKS = ["#d7d3ca", "#b9a36b", "#8fb37f", "#7f838a", "#7fa6c4", "#c48f7f", "#b08fc4"]
FONT = "'DejaVu Sans Mono','Noto Sans Mono',Menlo,Consolas,monospace"
LEAST = 15  # pixels between two names


def plot(lines, sizes):
    """Lines of (name, [(bytes, milliseconds)]); a ground of its own is read on light and on dark."""
    lines = [(name, points) for name, points in lines if points]
    values = [value for _, points in lines for _, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0][0]), math.log10(sizes[-1][0])

    def x(size):
        return LEFT + (math.log10(size) - first) / max(last - first, 1) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return HEIGHT - BOTTOM - (math.log10(value) - low) / max(high - low, 1) * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONT}" font-size="12">',
        "<title>What a reader waits for, against the size of the text</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{GROUND}"/>',
        text(LEFT, 26, "milliseconds, against the size of the text", QUIET),
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        name = f"{10**power} ms" if power < 3 else f"{10**(power - 3)} s"
        out.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="{RULE}"/>')
        out.append(text(LEFT - 8, at + 4, name, QUIET, "end"))
    for size, name in sizes:
        out.append(text(x(size), HEIGHT - BOTTOM + 22, name, QUIET, "middle"))
    ends = beside([y(points[-1][1]) for _, points in lines])
    for (name, points), ink, end in zip(lines, INKS, ends):
        path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        out.append(f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="1.5"/>')
        out += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="2.5" fill="{ink}"/>' for size, value in points]
        out.append(text(WIDTH - RIGHT + 12, end + 4, name, ink))
    return "\n".join([*out, "</svg>", ""])


def beside(places):
    """Where the names stand: beside the ends of their lines, but not on one another."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda n: places[n])
    for above, below in zip(order, order[1:]):
        moved[below] = max(moved[below], moved[above] + LEAST)
    over = max(max(moved) - (HEIGHT - 12), 0)
    return [place - over for place in moved]


def text(at, down, words, ink, anchor="start"):
    return f'<text x="{at:.1f}" y="{down:.1f}" fill="{ink}" text-anchor="{anchor}">{escape(words)}</text>'
