"""The ends of paragraphs, found by indents, short last lines and gaps between rows of text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import Literal, NamedTuple

from generator.grammar.labels import label, unknown_label
from generator.grammar.parts import starts_part
from generator.passage import Cell
from generator.read.pdf.rows import Row

_INDENT = 1.0
_DOUBT = 0.5
_WIDE_GAP = 1.3
_SIZE = 0.15
_SHARE = 20
_END_OF_TITLE = re.compile(r"申报指南(?:[（(](?:征求意见稿|草案|公开征求意见稿)[）)])?$")
_GOES_ON = re.compile(r"[）)》”〉，。；：、]|[的及和与]|[（(](?:征求|草案|公开)")
"""The beginnings of a row with which a title goes on, or the sentence that names it."""

Style = Literal["indented", "hanging", "block"]
"""The position of a paragraph's first row in a document: further right than the other rows, further left,
or the same.
"""


class Placed(NamedTuple):
    """A row of running text and the number of its page, from 1."""

    row: Row
    page: int

    @property
    def block(self) -> tuple[int, int]:
        """The row's column and side; left and right pages may have mirrored margins."""
        return self.row.column, self.page % 2


def paragraph_ends(rows: Sequence[Placed]) -> list[bool]:
    """Return for each row whether a paragraph ends with it.

    A paragraph ends if the first word of the next row would have fitted, if a gap or another type size
    separates the next row, or if the next row begins like a first row in this document's style.
    """
    edges = _edges((placed.block, placed.row) for placed in rows)
    breaks = list(pairwise(rows))
    short = [_fits(after.row, before.row, edges[before.block][1]) for before, after in breaks]
    indented = [
        placed.row.left - edges[placed.block][0] > _INDENT * placed.row.em for placed in rows
    ]
    style = _style(short, indented[1:])
    steps = [_step(before, after) for before, after in breaks]
    leading = median([step for step in steps if step > 0] or [0.0])
    ends: list[bool] = []
    hanging = False
    for index, (before, after) in enumerate(breaks):
        following = [placed.row.words for placed in rows[index + 2 : index + 5]]
        # In a document with indents, the rows of an item may be indented below its number.
        hangs_out = (
            not indented[index] and all(ends[-1:]) and starts_part(before.row.words, following)
        )
        is_indented = indented[index + 1]
        hanging = is_indented and not short[index] and (hanging or hangs_out)
        begins = {
            "indented": is_indented and not hanging,
            "hanging": not is_indented,
            "block": is_indented
            or _begins_part(before.row.words, after.row.words, following)
            or _is_label_below(before.row.words, after.row.words)
            or _is_below_title(before.row.words, after.row.words),
        }[style]
        apart = steps[index] > _WIDE_GAP * leading
        resized = abs(before.row.em - after.row.em) > _SIZE * after.row.em
        ends.append(begins or short[index] or apart or resized)
    return [*ends, True] if rows else []


def _begins_part(above: str, words: str, following: Sequence[str]) -> bool:
    """Return whether a row begins a part; a label without a colon may belong to a sentence that begins above it."""
    found = None if above.endswith(("。", "；", "：")) else label(words)
    return (found is None or found.sure) and starts_part(words, following)


def _is_below_title(above: str, words: str) -> bool:
    """Return whether a row stands below the title of a guide, which may be as wide as the page."""
    return bool(_END_OF_TITLE.search(above)) and not _GOES_ON.match(words)


def _is_label_below(above: str, words: str) -> bool:
    """Return whether a row below a full stop begins with a label that no rule knows: “成果形式：…”."""
    return above.endswith("。") and unknown_label(words) is not None


def ends_in_cells(rows: Sequence[tuple[Row, Cell]]) -> list[bool]:
    """Return for each row in a cell whether a paragraph ends with it.

    A paragraph ends before an item, and if the first word of the cell's next row would have fitted. The
    next row may be on the next page.
    """
    following: list[Row | None] = [None] * len(rows)
    last: dict[Cell, int] = {}
    for index, (row, cell) in enumerate(rows):
        if cell in last:
            following[last[cell]] = row
        last[cell] = index
    # `_edges` ignores rare places: an address may be longer than its cell is wide.
    edges = _edges((cell.column, row) for row, cell in rows)
    return [
        after is None or starts_part(after.words, ()) or _fits(after, row, edges[cell.column][1])
        for (row, cell), after in zip(rows, following, strict=True)
    ]


def _fits(row: Row, before: Row, edge: float) -> bool:
    """Return whether the first word of ``row`` would have fitted between the end of ``before`` and ``edge``."""
    return edge - before.right > row.first_unit + _DOUBT * row.em


def _style(short: Sequence[bool], indented: Sequence[bool]) -> Style:
    """Return the style of most rows that follow a short one.

    ``short`` says for each row except the last whether it is short, ``indented`` whether the next row is
    indented.
    """
    first = [is_indented for is_short, is_indented in zip(short, indented, strict=True) if is_short]
    other = [
        is_indented for is_short, is_indented in zip(short, indented, strict=True) if not is_short
    ]
    if first and mean(first) > 0.5:
        return "indented"
    return "hanging" if first and other and mean(other) > 0.5 else "block"


def _step(before: Placed, after: Placed) -> float:
    """Return the distance to the next row; 0 if that is on another page or in another column."""
    same = before.page == after.page and before.row.column == after.row.column
    return after.row.base - before.row.base if same else 0.0


def _edges(rows: Iterable[tuple[Hashable, Row]]) -> dict[Hashable, tuple[float, float]]:
    """Return column → (left edge, right edge): the outermost places at which more than a few rows begin and end.

    Few rows may end at the same place: where lines are set ragged, or only some items fill a line. The right edge is
    then that which all but a few rows keep.
    """
    columns: dict[Hashable, list[Row]] = defaultdict(list)
    for column, row in rows:
        columns[column].append(row)
    return {
        column: (
            min(_frequent(round(row.left) for row in there)),
            max(*_frequent(round(row.right) for row in there), _most_right(there)),
        )
        for column, there in columns.items()
    }


def _most_right(rows: Sequence[Row]) -> int:
    return sorted(round(row.right) for row in rows)[-1 - len(rows) // _SHARE]


def _frequent(places: Iterable[int]) -> list[int]:
    """Return the values that are frequent in ``places``, or all of them if none is frequent."""
    counted = Counter(places)
    least = sum(counted.values()) / _SHARE
    return [place for place, count in counted.items() if count >= least] or list(counted)
