"""Ruled tables of directions: their cells, found by the rules on a page, and the text in the cells."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, product, zip_longest

from generator.grammar.columns import Box, Head, Place, head_of, places
from generator.read.pdf.glyphs import Frame, Glyph, Rectangle
from generator.read.pdf.rows import Row, merged, runs

_THIN = 3.0
_NEAR = 2.5
_SHORTEST = 6.0
_WIDEST = 40
"""The most columns of a table; a grid with more is a drawing."""
_SHIFTED = 3.0
"""The most points by which the columns of a table may move from page to page."""
_MIDDLE = 0.35
"""The height of a glyph's middle above its baseline, as a share of its size."""

Rule = tuple[float, float, float]
"""(position, start, end): y and two values of x for a horizontal rule, x and two values of y for a vertical one."""
Span = tuple[int, int, int]
"""Row, column and width of a cell."""
Tabled = list[tuple[Row, Place]]
"""The rows of text in a table, each with the place of its cell."""


@dataclass(frozen=True)
class Grid:
    """The cells of a ruled table. Slots between neighbouring lines form one cell if no rule separates them."""

    xs: list[float]
    ys: list[float]
    cells: dict[tuple[int, int], Span]
    """(row, column) of a slot → its cell."""

    def cell_of(self, glyph: Glyph) -> Span | None:
        """Return the cell that contains the middle of ``glyph``, or None outside the table."""
        x, y = (glyph.left + glyph.right) / 2, glyph.base - _MIDDLE * glyph.size
        return self.cells.get((_slot(self.ys, y), _slot(self.xs, x)))


def grids(rectangles: Iterable[Rectangle], frame: Frame) -> list[Grid]:
    """Return the ruled tables of a page with two or more columns, from top to bottom.

    ``rectangles`` are the bounds of the lines and shapes on it.
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
    """Yield the vertical rules of each table; no vertical rule reaches from one table to the next."""
    upright: list[Rule] = []
    lowest = math.inf
    for rule in sorted(down, key=lambda rule: rule[1]):
        if rule[1] > lowest + _NEAR:
            yield upright
            upright, lowest = [], rule[2]
        lowest = max(lowest, rule[2]) if upright else rule[2]
        upright.append(rule)
    if upright:
        yield upright


def _grid(across: Iterable[Rule], down: Sequence[Rule]) -> Grid | None:
    """Return the table with the vertical rules ``down``; None if it has only one column or too many."""
    top, bottom = min(rule[1] for rule in down), max(rule[2] for rule in down)
    level = [rule for rule in across if top - _NEAR <= rule[0] <= bottom + _NEAR]
    rules_at_x = _by_place(down, [])
    # If the page ends in the middle of a table, its last cells may have no rule below.
    rules_at_y = _by_place(level, [top, bottom])
    xs, ys = list(rules_at_x), list(rules_at_y)
    if not 3 <= len(xs) <= _WIDEST + 1 or len(ys) < 2:
        return None
    cells: dict[tuple[int, int], Span] = {}
    for row, column in product(range(len(ys) - 1), range(len(xs) - 1)):
        if (row, column) in cells:
            continue
        width = height = 1
        y, x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        while column + width < len(xs) - 1 and not _covers(rules_at_x[xs[column + width]], y):
            width += 1
        while row + height < len(ys) - 1 and not _covers(rules_at_y[ys[row + height]], x):
            height += 1
        for slot in product(range(row, row + height), range(column, column + width)):
            cells.setdefault(slot, (row, column, width))
    return Grid(xs, ys, cells)


def _by_place(rules: Iterable[Rule], edges: Iterable[float]) -> dict[float, list[Rule]]:
    """Return place → the rules there, in order; of places close to one another only the first.

    ``edges`` are places too, even where there is no rule.
    """
    found: dict[float, list[Rule]] = {}
    last = -math.inf
    ends = [(edge, math.inf, math.inf) for edge in edges]
    for rule in sorted([*rules, *ends], key=lambda rule: rule[0]):
        if rule[0] - last > _NEAR:
            last = rule[0]
        found.setdefault(last, []).append(rule)
    return found


def _covers(rules: Iterable[Rule], place: float) -> bool:
    return any(start - _NEAR <= place <= end + _NEAR for _, start, end in rules)


def _slot(places: Sequence[float], place: float) -> int:
    """Return the index of the last of ``places`` that is not above ``place``; -1 if there is none."""
    return bisect_right(places, place) - 1


class Tables:
    """A reader of tables page by page; a table may continue on the next page, with or without its head."""

    def __init__(self) -> None:
        self._rows = count(1)
        self._head: Head | None = None
        self._xs: Sequence[float] = ()
        self._last = 0
        self._begun: Tabled | None = None
        """The table on the page before, if its last row still has no number: a cell whose text is centred may
        have the number on the next page.
        """

    def read(
        self, glyphs: Sequence[Glyph], grids: Sequence[Grid]
    ) -> tuple[list[tuple[float, Tabled]], list[Glyph]]:
        """Return the tables of directions on the next page, each with the distance of its top edge from the top
        of the page, and the glyphs outside them.
        """
        tables = []
        rest = list(glyphs)
        for grid in grids:
            inside: dict[Span, list[Glyph]] = defaultdict(list)
            outside: list[Glyph] = []
            for glyph in rest:
                cell = grid.cell_of(glyph)
                (inside[cell] if cell else outside).append(glyph)
            if table := self._table(grid, inside):
                tables.append((grid.ys[0], table))
                rest = outside
        return tables, rest

    def _table(self, grid: Grid, inside: dict[Span, list[Glyph]]) -> Tabled:
        """Return the rows of text in a table of directions, cell by cell; none for any other table."""
        cells = {span: merged(runs(inside[span])) for span in sorted(set(grid.cells.values()))}
        lowest = {span: row for (row, _), span in sorted(grid.cells.items())}
        boxes = [
            Box(
                row,
                column,
                tuple(text.words for text in rows),
                width,
                lowest[row, column, width] - row + 1,
            )
            for (row, column, width), rows in cells.items()
        ]
        # A table with the columns of the one before continues it.
        moved = [abs(a - b) for a, b in zip_longest(grid.xs, self._xs, fillvalue=math.inf)]
        before = self._head if max(moved) <= _SHIFTED else None
        head = head_of(boxes) or (before and replace(before, first=-1, last=-1))
        after = self._last if before else None
        found = head and places(boxes, self._rows, head, after)
        if not head or not found:
            self._head = None
            return []
        own = [place.cell.row for place in found if place.cell and place.cell.row > 0]
        if self._begun and before and own and own[0] != after:
            _join_next_page(self._begun, self._last, own[0])
        self._head, self._xs = head, grid.xs
        self._last = max(own, default=self._last)
        read = [
            (row, place) for place, rows in zip(found, cells.values(), strict=True) for row in rows
        ]
        roles = [column.role for column in head.columns]
        first = roles.index("number" if "number" in roles else "title")
        end = max(box.row for box in boxes)
        lacks_number = any(
            box.row == end > head.last and box.column == first and not box.text for box in boxes
        )
        self._begun = read if lacks_number and self._last != after else None
        return read


def _join_next_page(rows: Tabled, begun: int, row: int) -> None:
    """Make the last row of a page the beginning of ``row``, which has its number on the next page."""
    for index, (text, place) in enumerate(rows):
        if place.cell and place.cell.row == begun:
            part = "heading" if place.cell.column < 2 else place.cell.part
            rows[index] = text, Place(replace(place.cell, row=row, part=part))
