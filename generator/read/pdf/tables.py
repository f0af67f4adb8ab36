"""Ruled tables of directions: their glyphs apart from the page's, as rows that know their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from generator.grammar.parts import starts_part
from generator.model import Cell
from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.grids import Grid
from generator.read.pdf.paragraphs import frequent
from generator.read.pdf.rows import Row, merged, runs
from generator.read.tables import Box, Head, Place, head_of, places

_NEAR = 3.0
_MIDDLE = 0.35
"""Of its size, how far above its baseline the middle of a glyph is."""

_DOUBT = 0.5

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Tabled:
    """What a page's tables of directions hold, and the glyphs around them."""

    tables: tuple[tuple[float, list[tuple[Row, Place]]], ...]
    """(how far down the page it begins, its rows of text) of each."""
    rest: tuple[Glyph, ...]


class Tables:
    """Reads the pages in their order: a table goes on overleaf, with its head or without."""

    def __init__(self) -> None:
        self._rows = count(1)
        self._head: Head | None = None
        self._xs: tuple[float, ...] = ()
        self._last = 0
        self._begun: list[tuple[Row, Place]] | None = None
        """The table above, where its last row has not come to its number: a cell that centres its
        text may have that overleaf.
        """

    def read(self, glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> Tabled:
        """The tables of the next page."""
        tops = [grid.ys[0] for grid in grids]
        inside: list[dict[Span, list[Glyph]]] = [defaultdict(list) for _ in grids]
        places = [_place(glyph, grids, tops) for glyph in glyphs]
        for glyph, (index, cell) in zip(glyphs, places, strict=True):
            if cell is not None:
                inside[index][cell].append(glyph)
        tables = [self._table(grid, cells) for grid, cells in zip(grids, inside, strict=True)]
        rest = (
            glyph
            for glyph, (index, cell) in zip(glyphs, places, strict=True)
            if cell is None or not tables[index]
        )
        found = ((top, table) for top, table in zip(tops, tables, strict=True) if table)
        return Tabled(tuple(found), tuple(rest))

    def _table(self, grid: Grid, inside: dict[Span, list[Glyph]]) -> list[tuple[Row, Place]]:
        """The rows of text of a table of directions, cell by cell; none of another table."""
        cells = {span: merged(runs(inside[span])) for span in sorted(set(grid.cells.values()))}
        boxes = [
            Box(span[0], span[1], tuple(row.text for row in rows), span[2], span[3])
            for span, rows in cells.items()
        ]
        head = head_of(boxes)
        overleaf = self._head is not None and self._goes_on(grid)
        if head is None and overleaf and self._head:
            head = replace(self._head, first=-1, last=-1)
        after = self._last if overleaf else None
        found = head and places(boxes, self._rows, head, after)
        if not head or not found:
            self._head = None
            return []
        own = [place.cell for place in found if place.cell]
        if self._begun and overleaf and own and own[0].row != after:
            _come_to_number(self._begun, self._last, own[0].row)
        self._head, self._xs = head, grid.xs
        self._last = max((cell.row for cell in own), default=self._last)
        read = [
            (row, place) for place, rows in zip(found, cells.values(), strict=True) for row in rows
        ]
        alone = self._last != after and _lacks_number(boxes, head)
        self._begun = read if alone else None
        return read

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a table has the columns of the one before."""
        return len(grid.xs) == len(self._xs) and all(
            abs(a - b) <= _NEAR for a, b in zip(grid.xs, self._xs, strict=True)
        )


def _place(glyph: Glyph, grids: Sequence[Grid], tops: Sequence[float]) -> tuple[int, Span | None]:
    """(which of ``grids``, one below the other, ``glyph`` may be in; its cell there)."""
    x, y = (glyph.left + glyph.right) / 2, glyph.base - _MIDDLE * glyph.size
    index = bisect_right(tops, y) - 1
    return index, grids[index].cell(x, y) if index >= 0 else None


def _lacks_number(boxes: Sequence[Box], head: Head) -> bool:
    """Whether the last row of a page has a number's cell to itself, and nothing in it."""
    last = max(box.row for box in boxes)
    roles = [column.role for column in head.columns]
    first = roles.index("number" if "number" in roles else "title")
    return any(b.row == last > head.last and b.column == first and not b.text for b in boxes)


def _come_to_number(rows: list[tuple[Row, Place]], begun: int, row: int) -> None:
    """Make the last row of a page the beginning of the one that has its number overleaf."""
    for index, (text, place) in enumerate(rows):
        if place.cell and place.cell.row == begun:
            part = "heading" if place.cell.column < 2 else place.cell.part
            rows[index] = text, Place(replace(place.cell, row=row, part=part))


def ends_in_cells(rows: Sequence[tuple[Row, Cell]]) -> list[bool]:
    """For each row of text in a cell, whether a paragraph ends with it: before an item, and where
    the first word of the cell's next row, which may stand overleaf, would have fitted.
    """
    places: dict[int, list[int]] = defaultdict(list)
    following: list[Row | None] = [None] * len(rows)
    last: dict[Cell, int] = {}
    for index, (row, cell) in enumerate(rows):
        places[cell.column].append(round(row.right))
        if cell in last:
            following[last[cell]] = row
        last[cell] = index
    # An address may be longer than its cell is wide.
    edges = {column: max(frequent(found)) for column, found in places.items()}
    return [
        after is None
        or starts_part(after.text, ())
        or edges[cell.column] - row.right > after.first_unit + _DOUBT * row.em
        for (row, cell), after in zip(rows, following, strict=True)
    ]
