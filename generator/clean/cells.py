"""Cells of a table that the text layer puts on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.clean.spaces import squeeze
from generator.grammar.labels import label
from generator.model import Dropped, Line

_MAY_PART = re.compile(r"[|｜\t \u3000]")
_GAP = re.compile(r"\s*[|｜]\s*|\t+|[ \u3000]{2,}")


def part_cells(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """A line is cut before and behind each cell that is only a label: “拟支持项目数  10个  共拟支持
    经费  2000万元”. Rules between cells go. Constructed: the five guides have no tables.
    """
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        text = line.text.strip()
        cells = [cell for cell in _GAP.split(text) if cell] if _MAY_PART.search(text) else []
        if line.cell or len(cells) < 2 or not any(_is_label(cell) for cell in cells):
            kept.append(line)
            continue
        if rules := "".join(c for c in line.text if c in "|｜"):
            dropped.append(Dropped("cell_rule", rules, line.number))
        # Where the format tells its paragraphs, each part is one.
        ends = None if line.ends is None else True
        kept += [replace(line, text=part, ends=ends) for part in _parts(cells)]
    return kept, dropped


def _parts(cells: Sequence[str]) -> Iterator[str]:
    """The cells, those between two labels together."""
    together: list[str] = []
    for cell in cells:
        if _is_label(cell):
            if together:
                yield " ".join(together)
                together = []
            yield cell
        else:
            together.append(cell)
    if together:
        yield " ".join(together)


def _is_label(cell: str) -> bool:
    text = squeeze(cell)
    found = label(text)
    return found is not None and found.sure and found.length == len(text)
