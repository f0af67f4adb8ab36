"""Rows of text, made of the glyphs of pages, in the order in which one reads them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from statistics import median, median_low

from generator.read.pdf.glyphs import Glyph

_SAME_ROW = 0.45
_SPACE = 0.15
_APART = 1.5
"""Ems between two words that do not belong together."""
_FULL = 0.7
_NARROWEST = 8
_FEWEST = 4
_LARGE = 1.2
_MOST = 3
"""Gutters on a page."""
_BESIDE = 20
"""Runs that may stand side by side; a page with more has no columns of text."""
_TRIED = 8
"""Places for a gutter: more have only pages without any."""
# No line breaks beside a quotation mark, or in “https：//”, which guides print so; LibreOffice breaks
# none between “站：” and “www.oead.at” (2024-2-draft/1.8) either.
_FIRST_UNIT = re.compile(
    r"[（《“〔]*(?:(?:[!-~]|：(?=/))+|.：[!-~]+|.(?:“[!-~]*)?)[，。；：、！？）》”〕]*"
)

Gutters = tuple[float, ...]
"""The places between columns, from left to right; none on a page without columns."""


@dataclass(frozen=True)
class Row:
    """One visual line: its glyphs without spaces, from left to right."""

    glyphs: tuple[Glyph, ...]
    column: int = 0
    """0 for a row across the page, else the column it stands in."""

    @cached_property
    def left(self) -> float:
        """The left edge of its first glyph."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """The baseline of most of its glyphs: a raised figure has its own."""
        return median(glyph.base for glyph in self.glyphs)

    @cached_property
    def em(self) -> float:
        """The width of a Han character in it."""
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """Its characters, with a space wherever there is room for one beside a narrow one."""
        parts = [self.glyphs[0].char]
        for before, glyph in pairwise(self.glyphs):
            gap = glyph.left - before.right
            narrow = not (before.wide and glyph.wide)
            if gap > _APART * self.em or (narrow and gap > _SPACE * self.em):
                parts.append(" ")
            parts.append(glyph.char)
        return "".join(parts)

    @cached_property
    def first_unit(self) -> float:
        """The width of what had to fit on the row before for this one to go on there."""
        match = _FIRST_UNIT.match("".join(glyph.char for glyph in self.glyphs))
        return self.glyphs[(match.end() if match else 1) - 1].right - self.left


def runs(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the glyphs that the file prints one after the other on one line, without a gap."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if (
            last is None
            or abs(glyph.base - last.base) > _SAME_ROW * last.size
            or not -last.size <= glyph.left - last.right <= _APART * last.size
        ):
            found.append([])
        found[-1].append(glyph)
        last = glyph
    inked = ([g for g in run if not g.char.isspace()] for run in found)
    return [Row(tuple(run)) for run in inked if run]


def merged(pieces: Iterable[Row], column: int = 0) -> list[Row]:
    """Return pieces side by side as one row, from top to bottom.

    A piece may leave room for a letter of another one: LibreOffice prints the words of a line in one
    font first, and then the quotation marks that it takes from another.
    """
    lines: list[list[Row]] = []
    for run in sorted(pieces, key=lambda run: run.base):
        if not lines or run.base - lines[-1][0].base > _SAME_ROW * run.em:
            lines.append([])
        lines[-1].append(run)
    words = ([word for run in line for word in _words(run)] for line in lines)
    ordered = (sorted(line, key=lambda word: word[0].left) for line in words)
    return [Row(tuple(chain.from_iterable(line)), column) for line in ordered]


def _words(run: Row) -> Iterator[list[Glyph]]:
    """Yield the glyphs between which there is no room for another."""
    word = [run.glyphs[0]]
    for before, glyph in pairwise(run.glyphs):
        if glyph.left - before.right > _SPACE * run.em:
            yield word
            word = []
        word.append(glyph)
    yield word


def in_reading_order(pages: Sequence[Sequence[Glyph]]) -> list[list[Row]]:
    """Return the rows of each page in the order in which one reads them: of columns, the left one
    first. A page of short lines has the columns that most pages have.
    """
    printed = [runs(glyphs) for glyphs in pages]
    gutters = [_gutters(page) for page in printed]
    found = [gutter for gutter in gutters if gutter]
    usual = median_low(found) if 2 * len(found) > sum(map(bool, printed)) else ()
    return [
        _ordered(page, gutter or (usual if _is_parted(page, usual) else ()))
        for page, gutter in zip(printed, gutters, strict=True)
    ]


def _ordered(page: Sequence[Row], gutters: Gutters) -> list[Row]:
    if not gutters:
        return merged(page)
    ordered: list[Row] = []
    sides: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    usual = median(run.em for run in page)
    for run in sorted(page, key=lambda run: run.base):
        side = _side(run, gutters)
        if side is None or _is_title(run, page, usual):
            # The columns begin anew below a row across the page.
            ordered += [*_one_by_one(sides), run]
            sides = [[] for _ in sides]
        else:
            sides[side].append(run)
    return ordered + _one_by_one(sides)


def _one_by_one(sides: Sequence[Sequence[Row]]) -> list[Row]:
    return [row for number, side in enumerate(sides, start=1) for row in merged(side, number)]


def _is_title(run: Row, page: Sequence[Row], usual: float) -> bool:
    """Tell whether a run heads all columns, though it is no wider than the middle one: it is set
    larger than is ``usual``, and nothing stands beside it.
    """
    return run.em > _LARGE * usual and all(
        other is run or abs(other.base - run.base) >= run.em for other in page
    )


def _is_parted(page: Sequence[Row], gutters: Gutters) -> bool:
    """Tell whether most of a page stands beside the gutters and not across them."""
    return sum(_side(run, gutters) is None for run in page) * 2 < len(page)


def _gutters(page: Sequence[Row], most: int = _MOST) -> Gutters:
    """Return the places at which the page parts into columns of running text.

    Each must be mostly full lines: the cells of a table are not, and are read row by row. A gutter
    has one column on its left, and on its right one or more.
    """
    for x in _gaps(page):
        left, right = ([run for run in page if _side(run, (x,)) == side] for side in (0, 1))
        if _is_column(left):
            if _is_column(right):
                return (x,)
            if most > 1 and (further := _gutters(right, most - 1)):
                return (x, *further)
    return ()


def _gaps(page: Sequence[Row]) -> list[float]:
    """Return the places that may be a gutter, those first that the fewest runs go across: the middles
    between two runs side by side with a gap between them.
    """
    level = sorted(page, key=lambda run: run.base)
    middles = {
        round((left.right + right.left) / 2)
        for index, one in enumerate(level)
        for other in level[index + 1 : index + _BESIDE]
        for left, right in ((one, other), (other, one))
        if abs(one.base - other.base) < left.em and right.left - left.right >= _APART * left.em
    }
    lefts, rights = sorted(run.left for run in page), sorted(run.right for run in page)
    # Places between the same runs are one.
    parted = {(bisect_left(lefts, x), bisect_right(rights, x)): x for x in sorted(middles)[::-1]}
    across = sorted((begun - ended, x) for (begun, ended), x in parted.items())
    return [x for _, x in across[:_TRIED]]


def _is_column(column: Sequence[Row]) -> bool:
    if len(column) < _FEWEST:
        return False
    width = max(run.right for run in column) - min(run.left for run in column)
    return (
        width >= _NARROWEST * column[0].em
        and median(r.right - r.left for r in column) >= _FULL * width
    )


def _side(run: Row, gutters: Gutters) -> int | None:
    """Return which column a run stands in, from 0; None where it goes across a gutter."""
    side = sum(run.left >= gutter for gutter in gutters)
    return side if side == len(gutters) or run.right <= gutters[side] else None
