"""Tables in all formats: rows as lines of text, and the cells of tables that list directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.grammar.columns import Column, columns, printed_number
from generator.grammar.headings import heading
from generator.model import Aside
from generator.passage import Cell

_BETWEEN = " | "
_EMPTY = re.compile(r"[-—–－/／\s]+")
_DEEPEST_HEAD = 4
"""The number of first rows in which a head may be: a title and a remark on units may stand above it."""
_WIDEST = 40
"""The most columns of a table that lists directions."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as the format gives it: its first row and column, its paragraphs, and its width in columns."""

    row: int
    column: int
    texts: tuple[str, ...]
    width: int = 1

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(self.texts).strip()


@dataclass(frozen=True, slots=True)
class Place:
    """The meaning of a cell: a cell below a head, an aside, or running text (both are None)."""

    cell: Cell | None = None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table of directions: its first and last row, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]


def row_texts(cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the texts of a row: one line for all cells, or one for each paragraph.

    If a cell has several paragraphs, the table only serves as the layout of the page.

    >>> row_texts([["1"], ["能源"], ["5项"]]), row_texts([["说明"], ["一、目标", "二、方向"]])
    (['1 | 能源 | 5项'], ['说明', '一、目标', '二、方向'])
    """
    texts = [text for cell in cells for text in cell]
    if any(len(cell) > 1 for cell in cells):
        return texts
    return [_BETWEEN.join(texts)] if texts else []


def places(
    boxes: Sequence[Box], rows: Iterator[int], head: Head | None = None, after: int | None = None
) -> list[Place] | None:
    """Return the place of each cell of a table of directions; None for any other table.

    ``rows`` counts the rows of all tables of the file. A head that a page repeats is a head again. A row
    whose cell for the number is empty, or continues from the row above, belongs to the direction above.
    For a table that continues from the page before, ``head`` is its head and ``after`` its last row,
    which may continue too.
    """
    head = head or head_of(boxes)
    if head is None:
        return None
    by_row: dict[int, list[Box]] = {}
    for box in boxes:
        by_row.setdefault(box.row, []).append(box)
    printed = _words(by_row.get(head.first, ()))
    below = [n for n in sorted(by_row) if n > head.last and _words(by_row[n]) != printed]
    opening = {n for n in below if opens(by_row[n], head.columns)}
    if not opening and after is None:
        return None
    numbers: dict[int, int] = {}
    if after is not None and below and below[0] not in opening:
        numbers[below[0]] = after
        opening.add(below[0])  # its words continue the title on the page before
    for number in below:
        if number not in numbers:
            numbers[number] = next(rows)
    found = []
    for box in boxes:
        if head.first <= box.row and box.row not in numbers:
            found.append(Place(aside="table_head"))
        elif box.row < head.first or _is_across(box, head):
            found.append(Place())
        else:
            is_opening = box.row in opening
            found.append(place(box, numbers[box.row], head.columns, opens=is_opening))
    return found


def place(box: Box, row: int, under: Sequence[Column], *, opens: bool) -> Place:
    """Return the place of ``box`` in a row of the table; ``opens`` is True if a direction begins there."""
    if _EMPTY.fullmatch(box.text):
        return Place(aside="empty_cell")
    index = min(box.column, len(under) - 1)
    role, head = under[index].role, under[index].head
    if role == "number":
        return Place(Cell(row, 0, "heading" if opens else None, head))
    if role == "title":
        return Place(Cell(row, 1, "heading" if opens else None, head))
    return Place(Cell(row, 2 + index, role, head))


def head_of(boxes: Sequence[Box]) -> Head | None:
    """Return the head of a table, or None; the head is one row, or two of which the lower one divides cells."""
    first = min((box.row for box in boxes), default=0)
    for row in range(first, first + _DEEPEST_HEAD):
        parted = any(box.width > 1 for box in boxes if box.row == row)
        for last in (row + 1, row) if parted else (row,):
            there = [box for box in boxes if row <= box.row <= last]
            width = max((box.column + box.width for box in there), default=0)
            if width > _WIDEST:
                continue
            words = [
                "".join(b.text for b in there if b.column <= column < b.column + b.width)
                for column in range(width)
            ]
            if found := columns(words):
                return Head(row, last, found)
    return None


def opens(row: Sequence[Box], under: Sequence[Column]) -> bool:
    """Return whether a direction begins with a row, that is, whether it has a number and a title."""
    texts = {"number": "", "title": ""}
    for box in row:
        role = under[box.column].role if box.column < len(under) else None
        if role in ("number", "title"):
            texts[role] = box.text
    if any(column.role == "number" for column in under):
        found = printed_number(texts["number"])
        return bool(found and found[1] == len(texts["number"]) and texts["title"])
    return heading(texts["title"]) is not None


def _words(row: Sequence[Box]) -> list[str]:
    return ["".join(box.text.split()) for box in row]


def _is_across(box: Box, head: Head) -> bool:
    """Return whether a cell has the width of the whole table, like the name of a part of the guide."""
    return len(head.columns) > 1 and box.width >= len(head.columns)
