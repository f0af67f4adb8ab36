"""Rows of a page → the order in which one reads them: two columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, median_low

from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.rows import APART, Row, merged, runs

_FULL = 0.7
_NARROWEST = 8
_FEWEST = 4


def in_reading_order(pages: Sequence[Sequence[Glyph]]) -> list[list[Row]]:
    """The rows of each page in the order in which one reads them: of two columns, the left one
    first. A page of short lines has the columns that most pages have.
    """
    printed = [runs(glyphs) for glyphs in pages]
    gutters = [_gutter(page) for page in printed]
    found = [gutter for gutter in gutters if gutter is not None]
    usual = median_low(found) if 2 * len(found) > sum(map(bool, printed)) else None
    return [
        _ordered(page, usual if gutter is None and usual and _parts(page, usual) else gutter)
        for page, gutter in zip(printed, gutters, strict=True)
    ]


def _ordered(page: Sequence[Row], gutter: float | None) -> list[Row]:
    if gutter is None:
        return merged(page)
    ordered: list[Row] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for run in sorted(page, key=lambda run: run.base):
        side = _side(run, gutter)
        if side is None:
            ordered += [*_taken(sides), run]
        else:
            sides[side].append(run)
    return ordered + _taken(sides)


def _parts(page: Sequence[Row], gutter: float) -> bool:
    """Whether most of a page stands beside the gutter and not across it."""
    return sum(_side(run, gutter) is None for run in page) * 2 < len(page)


def _taken(sides: tuple[list[Row], list[Row]]) -> list[Row]:
    """The columns so far one after the other; they begin anew below a row across the page."""
    taken = [row for number, side in enumerate(sides, start=1) for row in merged(side, number)]
    for side in sides:
        side.clear()
    return taken


def _gutter(page: Sequence[Row]) -> float | None:
    """Where the page parts into two columns of running text; None where it does not.

    Each side must be mostly full lines: the cells of a table are not, and are read row by row.
    """
    middles = {
        round((one.right + other.left) / 2)
        for one in page
        for other in page
        if abs(one.base - other.base) < one.em and other.left - one.right >= APART * one.em
    }
    fitting = [x for x in middles if all(_is_column(page, x, side) for side in (0, 1))]
    return min(fitting, key=lambda x: sum(_side(run, x) is None for run in page), default=None)


def _is_column(page: Sequence[Row], gutter: float, side: int) -> bool:
    column = [run for run in page if _side(run, gutter) == side]
    if len(column) < _FEWEST:
        return False
    width = max(run.right for run in column) - min(run.left for run in column)
    return (
        width >= _NARROWEST * column[0].em
        and median(r.right - r.left for r in column) >= _FULL * width
    )


def _side(run: Row, gutter: float) -> int | None:
    """0 left of the gutter, 1 right of it, None across it."""
    return 0 if run.right <= gutter else 1 if run.left >= gutter else None
