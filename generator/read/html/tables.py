"""The tables of a web page: which of them list directions, and the places of their cells."""

from __future__ import annotations

from itertools import count

from lxml.etree import _Element as Element

from generator.read.tables import Box, places

_WIDEST = 1000
"""What HTML itself lets a cell span."""


def lists_directions(table: Element) -> bool:
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
            while taken.get(column, 0) > number:
                column += 1
            width = _span(cell, "colspan")
            height = _span(cell, "rowspan")
            text = "".join(cell.itertext())
            found.append((cell, Box(number, column, (text,), height, width)))
            taken |= dict.fromkeys(range(column, column + width), number + height)
            column += width
    return found


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "").strip()
    return min(max(1, int(text)), _WIDEST) if text.isascii() and text.isdigit() else 1
