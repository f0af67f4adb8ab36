"""The tables of a web page: which of them list directions, and the places of their cells."""

from __future__ import annotations

from itertools import count

from lxml.etree import _Element as Element

from generator.read.tables import Box, places

_MOST = 1000
"""Columns or rows that HTML itself lets a cell span."""
_WIDEST = 64
"""Columns whose cells are followed into the rows below; a table with more lists no directions."""


def listings(root: Element) -> frozenset[Element]:
    """The tables under ``root`` that list directions."""
    return frozenset(table for table in root.iter("table") if _lists_directions(table))


def _lists_directions(table: Element) -> bool:
    """Whether a table has a head row of labels and directions below it, and all its text in cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    found = boxes(table)
    if places([box for _, box in found], count(1)) is None:
        return False
    inside = [e for e, _ in found] + list(table.iterchildren("caption"))
    return _length(table) == sum(map(_length, inside))


def _length(element: Element) -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


def boxes(table: Element) -> list[tuple[Element, Box]]:
    """Each cell of a table with its place, in the order of the file."""
    found: list[tuple[Element, Box]] = []
    taken: dict[int, int] = {}
    """Column → the first row that no cell above takes."""
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while column < _WIDEST and taken.get(column, 0) > number:
                column += 1
            width = _span(cell, "colspan")
            height = _span(cell, "rowspan")
            text = "".join(cell.itertext())
            found.append((cell, Box(number, column, (text,), height, width)))
            last = min(column + width, _WIDEST)
            taken.update(dict.fromkeys(range(column, last), number + height))
            column += width
    return found


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "").strip()
    return min(max(1, int(text[:9])), _MOST) if text.isascii() and text.isdigit() else 1
