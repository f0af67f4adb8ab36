"""Rows of running text → where its paragraphs end, by indents, short last lines and gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Literal

from generator.grammar.parts import starts_part
from generator.read.pdf.rows import Row

_INDENT = 1.0
_DOUBT = 0.5
_WIDE_GAP = 1.3
_SIZE = 0.15
_SHARE = 20

Style = Literal["indented", "hanging", "block"]
"""How a document sets the first row of a paragraph: further in than the others, further out, or
like them.
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of running text and the page that it stands on, from 1."""

    row: Row
    page: int


@dataclass(frozen=True, slots=True)
class _Break:
    """The break between two rows that follow one another."""

    before: Placed
    after: Placed
    short: bool
    """Whether what begins the second row would have fitted at the end of the first."""
    flush: bool
    """Whether the first row begins at the edge of its column."""
    indented: bool
    """Whether the second row does not."""


def paragraph_ends(rows: Sequence[Placed]) -> list[bool]:
    """For each row, whether a paragraph ends with it.

    It does where the first word of the next row would have fitted, where the next row stands apart
    or is set in another size, and where it begins as this document sets first rows.
    """
    breaks = list(_breaks(rows))
    style = _style(breaks)
    leading = _leading(breaks)
    ends: list[bool] = []
    hanging = False
    for index, a_break in enumerate(breaks, start=1):
        following = [placed.row.text for placed in rows[index + 1 : index + 4]]
        # In a document with indents, an item whose number hangs out has its other rows indented.
        hangs_out = (
            a_break.flush and all(ends[-1:]) and starts_part(a_break.before.row.text, following)
        )
        hanging = a_break.indented and not a_break.short and (hanging or hangs_out)
        begins = {
            "indented": a_break.indented and not hanging,
            "hanging": not a_break.indented,
            "block": a_break.indented or starts_part(a_break.after.row.text, following),
        }[style]
        ends.append(begins or a_break.short or _is_apart(a_break, leading) or _resized(a_break))
    return [*ends, True] if rows else []


def _breaks(rows: Sequence[Placed]) -> Iterable[_Break]:
    edges = _edges(rows)
    for before, after in pairwise(rows):
        here, there = edges[_block(before)], edges[_block(after)]
        em = after.row.em
        yield _Break(
            before,
            after,
            short=here[1] - before.row.right > after.row.first_unit + _DOUBT * em,
            flush=before.row.left - here[0] <= _INDENT * em,
            indented=after.row.left - there[0] > _INDENT * em,
        )


def _style(breaks: Sequence[_Break]) -> Style:
    """What follows a short row is a first row: how most of them are set is how all are."""
    first = [a_break.indented for a_break in breaks if a_break.short]
    other = [a_break.indented for a_break in breaks if not a_break.short]
    if first and mean(first) > 0.5:
        return "indented"
    return "hanging" if first and other and mean(other) > 0.5 else "block"


def _block(placed: Placed) -> tuple[int, int]:
    """Left and right pages may have their margins mirrored."""
    return placed.row.column, placed.page % 2


def _edges(rows: Sequence[Placed]) -> dict[tuple[int, int], tuple[float, float]]:
    """The outermost places, column by column, at which not just a few rows begin and end."""
    blocks: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for placed in rows:
        blocks[_block(placed)].append(placed.row)
    return {
        block: (
            min(frequent(round(row.left) for row in column)),
            max(frequent(round(row.right) for row in column)),
        )
        for block, column in blocks.items()
    }


def frequent(places: Iterable[int]) -> list[int]:
    """The places that not just a few of ``places`` are; all of them where none is."""
    counted = Counter(places)
    least = sum(counted.values()) / _SHARE
    return [place for place, count in counted.items() if count >= least] or list(counted)


def _leading(breaks: Sequence[_Break]) -> float:
    """The usual distance from row to row."""
    steps = [step for a_break in breaks if (step := _step(a_break)) > 0]
    return median(steps) if steps else 0.0


def _step(a_break: _Break) -> float:
    """How far down the same page the second row is; 0 on another page or in another column."""
    before, after = a_break.before, a_break.after
    same = before.page == after.page and before.row.column == after.row.column
    return after.row.base - before.row.base if same else 0.0


def _is_apart(a_break: _Break, leading: float) -> bool:
    return _step(a_break) > _WIDE_GAP * leading


def _resized(a_break: _Break) -> bool:
    before, after = a_break.before.row.em, a_break.after.row.em
    return abs(before - after) > _SIZE * after
