"""Ruled tables of directions: their cells by the rules that a page prints, and the text in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from generator.read.pdf.glyphs import Frame, Glyph, Rectangle
from generator.read.pdf.rows import Row, merged, runs
from generator.read.tables import Box, Head, Place, head_of, places

_THIN = 3.0
_NEAR = 2.5
_SHORTEST = 6.0
_WIDEST = 40
"""Columns; a drawing has more."""
_SHIFTED = 3.0
"""Points by which the columns of a table may move from page to page."""
_MIDDLE = 0.35
"""Of its size, how far above its baseline the middle of a glyph is."""

Rule = tuple[float, float, float]
"""(across its direction, where it begins, where it ends)."""
Span = tuple[int, int, int]
"""Row, column and width of a cell."""
Tabled = list[tuple[Row, Place]]
"""The rows of text of a table, each with what its cell is."""


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


class Tables:
    """A reader of tables, page by page: a table goes on overleaf, with its head or without."""

    def __init__(self) -> None:
        self._rows = count(1)
        self._head: Head | None = None
        self._xs: Sequence[float] = ()
        self._last = 0
        self._begun: Tabled | None = None
        """The table above, where its last row has not come to its number: a cell that centres its
        text may have that overleaf.
        """

    def read(
        self, glyphs: Sequence[Glyph], grids: Sequence[Grid]
    ) -> tuple[list[tuple[float, Tabled]], list[Glyph]]:
        """Return the tables of directions of the next page, each with how far down it begins, and the
        glyphs around them.
        """
        inside: list[dict[Span, list[Glyph]]] = [defaultdict(list) for _ in grids]
        there = [_cell_of(glyph, grids) for glyph in glyphs]
        for glyph, found in zip(glyphs, there, strict=True):
            if found:
                inside[found[0]][found[1]].append(glyph)
        tables = [self._table(grid, cells) for grid, cells in zip(grids, inside, strict=True)]
        rest = [
            glyph
            for glyph, found in zip(glyphs, there, strict=True)
            if not found or not tables[found[0]]
        ]
        return [(g.ys[0], table) for g, table in zip(grids, tables, strict=True) if table], rest

    def _table(self, grid: Grid, inside: dict[Span, list[Glyph]]) -> Tabled:
        """Return the rows of text of a table of directions, cell by cell; none of another table."""
        cells = {span: merged(runs(inside[span])) for span in sorted(set(grid.cells.values()))}
        boxes = [
            Box(row, column, tuple(text.text for text in rows), width)
            for (row, column, width), rows in cells.items()
        ]
        head = head_of(boxes)
        overleaf = self._head if self._has_columns_of(grid) else None
        if head is None and overleaf:
            head = replace(overleaf, first=-1, last=-1)
        after = self._last if overleaf else None
        found = head and places(boxes, self._rows, head, after)
        if not head or not found:
            self._head = None
            return []
        own = [place.cell.row for place in found if place.cell]
        if self._begun and overleaf and own and own[0] != after:
            _come_to_number(self._begun, self._last, own[0])
        self._head, self._xs = head, grid.xs
        self._last = max(own, default=self._last)
        read = [
            (row, place) for place, rows in zip(found, cells.values(), strict=True) for row in rows
        ]
        alone = self._last != after and _lacks_number(boxes, head)
        self._begun = read if alone else None
        return read

    def _has_columns_of(self, grid: Grid) -> bool:
        """Tell whether a table has the columns of the one before."""
        return len(grid.xs) == len(self._xs) and all(
            abs(a - b) <= _SHIFTED for a, b in zip(grid.xs, self._xs, strict=True)
        )


def _cell_of(glyph: Glyph, grids: Sequence[Grid]) -> tuple[int, Span] | None:
    """Return (which of ``grids`` holds ``glyph``, its cell there)."""
    x, y = (glyph.left + glyph.right) / 2, glyph.base - _MIDDLE * glyph.size
    for index, grid in enumerate(grids):
        if cell := grid.cell(x, y):
            return index, cell
    return None


def _lacks_number(boxes: Sequence[Box], head: Head) -> bool:
    """Tell whether the last row of a page has a number's cell to itself, and nothing in it."""
    last = max(box.row for box in boxes)
    roles = [column.role for column in head.columns]
    first = roles.index("number" if "number" in roles else "title")
    return any(b.row == last > head.last and b.column == first and not b.text for b in boxes)


def _come_to_number(rows: Tabled, begun: int, row: int) -> None:
    """Make the last row of a page the beginning of the one that has its number overleaf."""
    for index, (text, place) in enumerate(rows):
        if place.cell and place.cell.row == begun:
            part = "heading" if place.cell.column < 2 else place.cell.part
            rows[index] = text, Place(replace(place.cell, row=row, part=part))
