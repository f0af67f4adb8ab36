"""The rules that a page prints → its tables: which cell a place is in."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.read.pdf.frames import Frame

_THIN = 3.0
_NEAR = 2.5
_SHORTEST = 6.0
_WIDEST = 40
"""Columns; a drawing has more."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own space."""
Rule = tuple[float, float, float]
"""(across its direction, where it begins, where it ends)."""
Stretch = tuple[float, float]
"""Where a rule begins and ends."""


@dataclass(frozen=True)
class Grid:
    """A table's cells. Slots between neighbouring rules that no rule parts are one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[int, int, int, int]]
    """(row, column) of a slot → row, column, height and width of its cell."""

    def cell(self, x: float, y: float) -> tuple[int, int, int, int] | None:
        """The cell at a place; None beside the table."""
        row, column = _slot(self.ys, y), _slot(self.xs, x)
        return None if row is None or column is None else self.cells[row, column]


def grids(rectangles: Sequence[Rectangle], frame: Frame) -> list[Grid]:
    """The ruled tables of a page from top to bottom: those with two columns and more.

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
    found = (_grid(*rules) for rules in _together(across, down))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def _together(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules of each table: between tables there is a height that no upright rule crosses."""
    level = sorted(across)
    heights = [rule[0] for rule in level]
    upright: list[Rule] = []
    top = bottom = 0.0
    for rule in sorted(down, key=lambda rule: rule[1]):
        if upright and rule[1] > bottom + _NEAR:
            yield _between(level, heights, top, bottom), upright
            upright = []
        top, bottom = (top, max(bottom, rule[2])) if upright else rule[1:]
        upright.append(rule)
    if upright:
        yield _between(level, heights, top, bottom), upright


def _between(
    level: Sequence[Rule], heights: Sequence[float], top: float, bottom: float
) -> list[Rule]:
    first, last = bisect_left(heights, top - _NEAR), bisect_right(heights, bottom + _NEAR)
    return list(level[first:last])


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = _distinct(x for x, _, _ in down)
    edges = [edge for _, top, bottom in down for edge in (top, bottom)]
    # A page that ends in mid-table may leave the last cells open.
    ys = _distinct([*(y for y, _, _ in across), min(edges), max(edges)])
    if not 3 <= len(xs) <= _WIDEST + 1 or len(ys) < 2:
        return None
    upright, level = _by_place(down, xs), _by_place(across, ys)
    cells: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in cells:
                continue
            width = height = 1
            y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
            while column + width < len(xs) - 1 and not _covers(upright[column + width], y):
                width += 1
            while row + height < len(ys) - 1 and not _covers(level[row + height], x):
                height += 1
            for i in range(row, row + height):
                for j in range(column, column + width):
                    cells.setdefault((i, j), (row, column, height, width))
    return Grid(tuple(xs), tuple(ys), cells)


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _by_place(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Stretch]]:
    """The stretches that rules cover at each of ``places``, one after the other and apart."""
    found: list[list[Stretch]] = [[] for _ in places]
    for across, start, end in sorted(rules, key=lambda rule: rule[1]):
        near = bisect_left(places, across)
        index = min((near - 1, near), key=lambda i: _distance(places, i, across))
        if _distance(places, index, across) > 2 * _NEAR:
            continue
        there = found[index]
        if there and start - _NEAR <= there[-1][1]:
            there[-1] = there[-1][0], max(there[-1][1], end + _NEAR)
        else:
            there.append((start - _NEAR, end + _NEAR))
    return found


def _distance(places: Sequence[float], index: int, place: float) -> float:
    return abs(places[index] - place) if 0 <= index < len(places) else math.inf


def _covers(stretches: Sequence[Stretch], place: float) -> bool:
    index = bisect_right(stretches, (place, math.inf)) - 1
    return index >= 0 and place <= stretches[index][1]


def _slot(places: Sequence[float], place: float) -> int | None:
    index = bisect_right(places, place) - 1
    return index if 0 <= index < len(places) - 1 else None
