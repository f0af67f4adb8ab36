"""The cells of ruled tables, found by the rules that a page prints."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.read.pdf.glyphs import Frame, Rectangle

_THIN = 3.0
_NEAR = 2.5
_SHORTEST = 6.0
_WIDEST = 40
"""Columns; a drawing has more."""

Rule = tuple[float, float, float]
"""(across its direction, where it begins, where it ends)."""
Span = tuple[int, int, int]
"""Row, column and width of a cell."""


@dataclass(frozen=True)
class Grid:
    """A table's cells. Slots between neighbouring rules that no rule parts are one cell."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], Span]
    """By the row and column of a slot."""

    def cell(self, x: float, y: float) -> Span | None:
        """Return the cell at a place; None beside the table."""
        return self.cells.get((_slot(self.ys, y), _slot(self.xs, x)))


def grids(rectangles: Iterable[Rectangle], frame: Frame) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom: those with two columns and more.

    ``rectangles`` are the bounds of what is drawn on it.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    for left, top, right, bottom in map(frame.box, rectangles):
        if bottom - top <= _THIN and right - left >= _SHORTEST:
            across.append(((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _SHORTEST:
            down.append(((left + right) / 2, top, bottom))
        elif right - left > _THIN and bottom - top > _THIN:
            across += [(top, left, right), (bottom, left, right)]
            down += [(left, top, bottom), (right, top, bottom)]
    found = (_grid(across, there) for there in _together(down))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def _together(down: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Yield the upright rules of each table: between tables there is a height that none crosses."""
    upright: list[Rule] = []
    lowest = 0.0
    for rule in sorted(down, key=lambda rule: rule[1]):
        if upright and rule[1] > lowest + _NEAR:
            yield upright
            upright = []
        lowest = max(lowest, rule[2]) if upright else rule[2]
        upright.append(rule)
    if upright:
        yield upright


def _grid(across: Iterable[Rule], down: Sequence[Rule]) -> Grid | None:
    """Return the table with the upright rules ``down``; None where there is only one column."""
    edges = [edge for _, top, bottom in down for edge in (top, bottom)]
    top, bottom = min(edges), max(edges)
    level = [rule for rule in across if top - _NEAR <= rule[0] <= bottom + _NEAR]
    xs = _distinct(x for x, _, _ in down)
    # A page that ends in mid-table may leave the last cells open.
    ys = _distinct([*(y for y, _, _ in level), top, bottom])
    if not 3 <= len(xs) <= _WIDEST + 1 or len(ys) < 2:
        return None
    rules_at_x, rules_at_y = _by_place(down, xs), _by_place(level, ys)
    cells: dict[tuple[int, int], Span] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in cells:
                continue
            width = height = 1
            y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            while column + width < len(xs) - 1 and not _covers(rules_at_x[column + width], y):
                width += 1
            while row + height < len(ys) - 1 and not _covers(rules_at_y[row + height], x):
                height += 1
            for i in range(row, row + height):
                for j in range(column, column + width):
                    cells.setdefault((i, j), (row, column, width))
    return Grid(xs, ys, cells)


def _distinct(places: Iterable[float]) -> list[float]:
    """Return ``places`` in order, one for those that lie near one another."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _by_place(rules: Iterable[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """Return the rules at each of ``places``, the `_distinct` ones of the rules."""
    found: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        found[_slot(places, rule[0])].append(rule)
    return found


def _covers(rules: Iterable[Rule], place: float) -> bool:
    return any(start - _NEAR <= place <= end + _NEAR for _, start, end in rules)


def _slot(places: Sequence[float], place: float) -> int:
    """Return the position of the last of ``places`` up to ``place``; -1 where there is none."""
    return bisect_right(places, place) - 1
