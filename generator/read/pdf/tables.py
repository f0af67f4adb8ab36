"""Ruled tables of directions: their glyphs apart from the page's, as rows that know their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.grids import Grid, Span
from generator.read.pdf.rows import Row, merged, runs
from generator.read.tables import Box, Head, Place, head_of, places

_NEAR = 3.0
_MIDDLE = 0.35
"""Of its size, how far above its baseline the middle of a glyph is."""

Tabled = list[tuple[Row, Place]]
"""The rows of text of a table, each with what its cell is."""


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
            abs(a - b) <= _NEAR for a, b in zip(grid.xs, self._xs, strict=True)
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
