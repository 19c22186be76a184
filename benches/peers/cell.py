"""A cell of a table."""

import statistics


def cell(values, unit):
    """The median, and how far it went."""
    if not values:
        return "–"
    factor = {"ms": 1e3, "MB": 1e-6}.get(unit, 1)
    low, middle, high = (factor * f(values) for f in (min, statistics.median, max))
    digits = {"": 0, "ratio": 2}.get(unit, 1 if middle < 100 else 0)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"
