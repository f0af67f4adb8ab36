"""Rows of a page → the order in which one reads them: columns one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import median, median_low

from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.rows import APART, Row, merged, runs

_FULL = 0.7
_NARROWEST = 8
_FEWEST = 4
_LARGE = 1.2
_MOST = 3
"""Gutters on a page."""
_BESIDE = 20
"""Runs that may stand side by side; a page with more has no columns of text."""
_TRIED = 8
"""Places for a gutter: more have only pages without any."""


Gutters = tuple[float, ...]
"""Where one column ends and the next begins, from left to right; none on a page without columns."""


def in_reading_order(pages: Sequence[Sequence[Glyph]]) -> list[list[Row]]:
    """The rows of each page in the order in which one reads them: of columns, the left one first.
    A page of short lines has the columns that most pages have.
    """
    printed = [runs(glyphs) for glyphs in pages]
    gutters = [_gutters(page) for page in printed]
    found = [gutter for gutter in gutters if gutter]
    usual = median_low(found) if 2 * len(found) > sum(map(bool, printed)) else ()
    return [
        _ordered(page, usual if not gutter and usual and _parts(page, usual) else gutter)
        for page, gutter in zip(printed, gutters, strict=True)
    ]


def _ordered(page: Sequence[Row], gutters: Gutters) -> list[Row]:
    if not gutters:
        return merged(page)
    ordered: list[Row] = []
    sides: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    usual = median(run.em for run in page)
    bases = sorted(run.base for run in page)
    for run in sorted(page, key=lambda run: run.base):
        side = _side(run, gutters)
        if side is None or _is_title(run, bases, usual):
            ordered += [*_taken(sides), run]
        else:
            sides[side].append(run)
    return ordered + _taken(sides)


def _is_title(run: Row, bases: Sequence[float], usual: float) -> bool:
    """Whether a run heads all columns, though it is no wider than the middle one: it is set larger,
    and nothing stands beside it. ``bases`` are those of all runs, sorted.
    """
    beside = bisect_left(bases, run.base + run.em) - bisect_right(bases, run.base - run.em)
    return run.em > _LARGE * usual and beside == 1


def _parts(page: Sequence[Row], gutters: Gutters) -> bool:
    """Whether most of a page stands beside the gutters and not across them."""
    return sum(_side(run, gutters) is None for run in page) * 2 < len(page)


def _taken(sides: Sequence[list[Row]]) -> list[Row]:
    """The columns so far one after the other; they begin anew below a row across the page."""
    taken = [row for number, side in enumerate(sides, start=1) for row in merged(side, number)]
    for side in sides:
        side.clear()
    return taken


def _gutters(page: Sequence[Row], most: int = _MOST) -> Gutters:
    """Where the page parts into columns of running text.

    Each must be mostly full lines: the cells of a table are not, and are read row by row. A gutter
    has one column on its left, and on its right one or more.
    """
    for x in _gaps(page):
        sides: tuple[list[Row], list[Row]] = ([], [])
        for run in page:
            side = _side(run, (x,))
            if side is not None:
                sides[side].append(run)
        if not _is_column(sides[0]):
            continue
        if _is_column(sides[1]):
            return (x,)
        if most > 1 and (further := _gutters(sides[1], most - 1)):
            return (x, *further)
    return ()


def _gaps(page: Sequence[Row]) -> list[float]:
    """Where a gutter may be, the places first that the fewest runs go across: in the middle between
    two runs with a gap between them, side by side.
    """
    level = sorted(page, key=lambda run: run.base)
    middles = {
        round((left.right + right.left) / 2)
        for index, one in enumerate(level)
        for other in level[index + 1 : index + _BESIDE]
        for left, right in ((one, other), (other, one))
        if abs(one.base - other.base) < left.em and right.left - left.right >= APART * left.em
    }
    lefts, rights = sorted(run.left for run in page), sorted(run.right for run in page)
    # Places between the same runs are one.
    parted = {(bisect_left(lefts, x), bisect_right(rights, x)): x for x in sorted(middles)[::-1]}
    across = sorted((begun - ended, x) for (begun, ended), x in parted.items())
    return [x for _, x in across[:_TRIED]]


def _is_column(column: Sequence[Row]) -> bool:
    if len(column) < _FEWEST:
        return False
    width = max(run.right for run in column) - min(run.left for run in column)
    return (
        width >= _NARROWEST * column[0].em
        and median(r.right - r.left for r in column) >= _FULL * width
    )


def _side(run: Row, gutters: Gutters) -> int | None:
    """Which column a run stands in, from 0; None where it goes across a gutter."""
    side = sum(run.left >= gutter for gutter in gutters)
    return side if side == len(gutters) or run.right <= gutters[side] else None
