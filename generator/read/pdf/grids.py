"""The rules that a page prints → its tables: which cell a place is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.read.pdf.frames import Frame

_THIN = 3.0
_NEAR = 2.5
_SHORTEST = 6.0
_MOST = 5000
"""Paths on a page; a drawing has more."""

Rule = tuple[float, float, float]
"""(across its direction, where it begins, where it ends)."""


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


def grids(page: pdfium.PdfPage, frame: Frame) -> list[Grid]:
    """The ruled tables of ``page`` from top to bottom: those with two columns and more."""
    across: list[Rule] = []
    down: list[Rule] = []
    paths = list(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]))
    if len(paths) > _MOST:
        return []
    for path in paths:
        left, top, right, bottom = frame.box(path.get_bounds())
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
    stretches: list[list[float]] = []
    for _, top, bottom in sorted(down, key=lambda rule: rule[1]):
        if stretches and top <= stretches[-1][1] + _NEAR:
            stretches[-1][1] = max(stretches[-1][1], bottom)
        else:
            stretches.append([top, bottom])
    for first, last in stretches:
        inside = (first - _NEAR, last + _NEAR)
        yield (
            [rule for rule in across if inside[0] <= rule[0] <= inside[1]],
            [rule for rule in down if inside[0] <= rule[1] and rule[2] <= inside[1]],
        )


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = _distinct(x for x, _, _ in down)
    edges = [edge for _, top, bottom in down for edge in (top, bottom)]
    # A page that ends in mid-table may leave the last cells open.
    ys = _distinct([*(y for y, _, _ in across), min(edges), max(edges)])
    if len(xs) < 3 or len(ys) < 2:
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


def _distinct(places: Iterator[float] | Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _by_place(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """The rules at each of ``places``."""
    found: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        index = min(range(len(places)), key=lambda i: abs(places[i] - rule[0]))
        if abs(places[index] - rule[0]) <= 2 * _NEAR:
            found[index].append(rule)
    return found


def _covers(rules: Sequence[Rule], place: float) -> bool:
    return any(start - _NEAR <= place <= end + _NEAR for _, start, end in rules)


def _slot(places: Sequence[float], place: float) -> int | None:
    for index, (low, high) in enumerate(pairwise(places)):
        if low <= place < high:
            return index
    return None
