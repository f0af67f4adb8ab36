"""The ends of paragraphs, found by indents, short last lines and gaps between rows of text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Literal, NamedTuple

from generator.grammar.parts import starts_part
from generator.model import Cell
from generator.read.pdf.rows import Row

_INDENT = 1.0
_DOUBT = 0.5
_WIDE_GAP = 1.3
_SIZE = 0.15
_SHARE = 20

Style = Literal["indented", "hanging", "block"]
"""The way in which a document sets the first row of a paragraph: further in than the others, further
out, or like them.
"""


class Placed(NamedTuple):
    """A row of running text and the page that it stands on, from 1."""

    row: Row
    page: int

    @property
    def block(self) -> tuple[int, int]:
        """Its column. Left and right pages may have their margins mirrored."""
        return self.row.column, self.page % 2


@dataclass(frozen=True, slots=True)
class _Break:
    """The break between two rows that follow one another."""

    before: Placed
    after: Placed
    short: bool
    """True where the first word of the second row would have fitted at the end of the first."""
    flush: bool
    """True where the first row begins at the edge of its column."""
    indented: bool
    """True where the second row does not."""

    @property
    def step(self) -> float:
        """The distance of the second row below the first; 0 on another page or in another column."""
        (before, page), (after, next_page) = self.before, self.after
        same = page == next_page and before.column == after.column
        return after.base - before.base if same else 0.0

    @property
    def resized(self) -> bool:
        """True where the second row is set in another size."""
        before, after = self.before.row.em, self.after.row.em
        return abs(before - after) > _SIZE * after


def paragraph_ends(rows: Sequence[Placed]) -> list[bool]:
    """Return for each row whether a paragraph ends with it.

    It does where the first word of the next row would have fitted, where the next row stands apart
    or is set in another size, and where it begins as this document sets first rows.
    """
    breaks = list(_breaks(rows))
    style = _style(breaks)
    steps = [a_break.step for a_break in breaks if a_break.step > 0]
    leading = median(steps) if steps else 0.0
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
        apart = a_break.step > _WIDE_GAP * leading
        ends.append(begins or a_break.short or apart or a_break.resized)
    return [*ends, True] if rows else []


def ends_in_cells(rows: Sequence[tuple[Row, Cell]]) -> list[bool]:
    """Return for each row of text in a cell whether a paragraph ends with it: before an item, and where
    the first word of the cell's next row, which may stand overleaf, would have fitted.
    """
    following: list[Row | None] = [None] * len(rows)
    last: dict[Cell, int] = {}
    for index, (row, cell) in enumerate(rows):
        if cell in last:
            following[last[cell]] = row
        last[cell] = index
    # An address may be longer than its cell is wide.
    edges = _edges((cell.column, row) for row, cell in rows)
    return [
        after is None or starts_part(after.text, ()) or _fits(after, row, edges[cell.column][1])
        for (row, cell), after in zip(rows, following, strict=True)
    ]


def _breaks(rows: Sequence[Placed]) -> Iterator[_Break]:
    edges = _edges((placed.block, placed.row) for placed in rows)
    for before, after in pairwise(rows):
        yield _Break(
            before,
            after,
            short=_fits(after.row, before.row, edges[before.block][1]),
            flush=before.row.left - edges[before.block][0] <= _INDENT * after.row.em,
            indented=after.row.left - edges[after.block][0] > _INDENT * after.row.em,
        )


def _fits(row: Row, before: Row, edge: float) -> bool:
    """Tell whether the first word of ``row`` would have fitted between the row ``before`` and the edge."""
    return edge - before.right > row.first_unit + _DOUBT * row.em


def _style(breaks: Sequence[_Break]) -> Style:
    """Return the style in which most rows are set that follow a short one."""
    first = [a_break.indented for a_break in breaks if a_break.short]
    other = [a_break.indented for a_break in breaks if not a_break.short]
    if first and mean(first) > 0.5:
        return "indented"
    return "hanging" if first and other and mean(other) > 0.5 else "block"


def _edges(rows: Iterable[tuple[Hashable, Row]]) -> dict[Hashable, tuple[float, float]]:
    """Return the outermost places, column by column, at which not just a few rows begin and end."""
    columns: dict[Hashable, list[Row]] = defaultdict(list)
    for column, row in rows:
        columns[column].append(row)
    return {
        column: (
            min(_frequent(round(row.left) for row in there)),
            max(_frequent(round(row.right) for row in there)),
        )
        for column, there in columns.items()
    }


def _frequent(places: Iterable[int]) -> list[int]:
    """Return the places that not just a few of ``places`` are; all of them where none is."""
    counted = Counter(places)
    least = sum(counted.values()) / _SHARE
    return [place for place, count in counted.items() if count >= least] or list(counted)
