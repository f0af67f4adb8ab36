"""Lines → paragraphs: as the format tells them, or by words and widths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from generator.clean.measure import width
from generator.clean.wraps import join, join_wraps, join_wraps_in_cell
from generator.model import Cell, Line
from generator.passage import Passage


def paragraphs_of(lines: Sequence[Line]) -> list[Passage]:
    """Where the format tells its paragraphs, or a table's cells do, they are these; else the words
    and the widths of the lines tell.
    """
    told = [line for line in lines if line.cell]
    if not told and all(line.ends is None for line in lines):
        return join_wraps(lines)
    if all(line.ends is not None for line in lines):
        return _as_told(lines)
    cells = [paragraph for cell in _cells(told) for paragraph in cell]
    around = [line for line in lines if not line.cell]
    if any(line.ends is not None for line in around):
        rest = _as_told(around, _tables(lines))
    else:
        rest = join_wraps(around, _tables(lines))
    # Both go on from line to line of the file.
    return sorted([*rest, *cells], key=lambda paragraph: paragraph.lines[0])


def _cells(lines: Sequence[Line]) -> Iterator[list[Passage]]:
    """The paragraphs of each cell; where only the words tell, its column is as wide as its widest
    line.
    """
    widest: dict[int, float] = {}
    for line in lines:
        if line.cell:
            column = line.cell.column
            widest[column] = max(widest.get(column, 0.0), width(line.text.strip()))
    for cell, group in groupby(lines, key=_whole_cell):
        there = list(group)
        if cell is None or all(line.ends is not None for line in there):
            yield _as_told(there)
            continue
        found = join_wraps_in_cell(there, widest[cell.column])
        yield [replace(paragraph, cell=cell) for paragraph in found]


def _whole_cell(line: Line) -> Cell | None:
    """The cell of a line; None for number and title, which are one heading."""
    return None if line.cell is None or line.cell.part == "heading" else line.cell


def _tables(lines: Sequence[Line]) -> Collection[int]:
    """The numbers of the first lines below a table."""
    return {b.number for a, b in pairwise(lines) if a.cell and not b.cell}


def _as_told(lines: Sequence[Line], below: Collection[int] = ()) -> list[Passage]:
    """The paragraphs that the format tells; one begins at each line ``below`` a table."""
    paragraphs: list[list[Passage]] = [[]]
    for line in lines:
        if line.number in below:
            paragraphs.append([])
        if text := line.text.strip():
            paragraphs[-1].append(replace(Passage.of(text, line.number), cell=line.cell))
        if line.ends:
            paragraphs.append([])
    return [
        replace(join(paragraph), cell=paragraph[0].cell) for paragraph in paragraphs if paragraph
    ]
