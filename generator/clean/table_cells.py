"""The cells of tables of directions: one after the other, each with its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from generator.clean.spaces import squeeze
from generator.grammar.columns import printed_number
from generator.grammar.headings import WEAK, opens_direction
from generator.model import Dropped, Line

_WITNESSES = 3


def gather_cells(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """The lines of a row cell by cell: number and title make one heading, and a cell that goes on
    overleaf is one.

    A table whose numbers stand above paragraphs too only sums the guide up; its lines stay what
    they are.
    """
    if not any(line.cell for line in lines):
        return list(lines), []
    if _sums_up(lines):
        return [replace(line, cell=None) for line in lines], []
    gathered: list[Line] = []
    for row, group in groupby(lines, key=lambda line: line.cell and line.cell.row):
        there = list(group)
        gathered += there if row is None else _by_cell(there)
    return gathered, []


def _by_cell(row: Sequence[Line]) -> Iterator[Line]:
    # sorted keeps the order of the lines of a cell
    ordered = sorted(row, key=lambda line: line.cell.column if line.cell else 0)
    for line, following in pairwise([*ordered, None]):
        assert line
        yield replace(line, ends=_ends(line, following))


def _ends(line: Line, following: Line | None) -> bool | None:
    """Whether a paragraph ends with a line of a cell; None where only its words can tell."""
    if following is None or line.cell is None or following.cell is None:
        return True
    if line.cell.part == following.cell.part == "heading":
        return False
    return line.ends if line.cell == following.cell else True


def _sums_up(lines: Sequence[Line]) -> bool:
    cells = [(line.cell, line.text) for line in lines if line.cell]
    rows = {
        found[0]
        for cell, text in cells
        if cell.part == "heading" and (found := printed_number(squeeze(text)))
    }
    texts = [squeeze(line.text) for line in lines if not line.cell and line.text.strip()]
    above = {
        opened.number
        for index, text in enumerate(texts)
        if (opened := opens_direction(text, texts[index + 1 : index + 1 + _WITNESSES]))
        and opened.form not in WEAK
    }
    return 2 * len(rows & above) > len(rows)
