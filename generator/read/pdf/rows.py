"""Rows of text in reading order, made from the glyphs of pages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from statistics import median, median_low

from generator.grammar.enumerators import enumerator
from generator.grammar.labels import label
from generator.read.pdf.glyphs import Glyph
from generator.text.forms import one_form
from generator.text.raised import fractions, raised

_SAME_ROW = 0.45
_SPACE = 0.15
_RAISED = 0.15
"""The height of a raised character's baseline above that of its row, in ems."""
_SMALL = 0.85
_AROUND_MARK = "[]［］〔〕【】注"
"""What is printed around the raised number of a note: “[1]”, “注1”."""
_FULL_WORDS = 8
"""The fewest gaps in a row that show how widely its letters are set."""
"""The largest size of a raised character, in ems."""
_APART = 1.5
"""The gap in ems that separates two words which do not belong together."""
_FULL = 0.7
_NARROWEST = 8
_FEWEST = 4
_LARGE = 1.2
_MOST = 3
"""The most gutters on a page."""
_BESIDE = 20
"""The most runs side by side; a page with more has no columns of text."""
_TRIED = 8
"""The most places that are tried as a gutter; only pages without columns have more."""
# A line never breaks beside a quotation mark or in “https：//”, as the guides print it; LibreOffice also
# makes no break between “站：” and “www.oead.at” (2024-2-draft/1.8).
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
    """The row's column, from 1; 0 for a row across the page."""

    @cached_property
    def left(self) -> float:
        """The left edge of the first glyph."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """The right edge of the row."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """The baseline of most glyphs; a superscript has another one."""
        return median(glyph.base for glyph in self.glyphs)

    @cached_property
    def em(self) -> float:
        """The width of a Han character in the row."""
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """The characters, with a space at each wide gap, and at a small gap beside a narrow character."""
        parts = [self._char(self.glyphs[0])]
        for before, glyph in pairwise(self.glyphs):
            gap = glyph.left - before.right - self._spread
            narrow = not (before.wide and glyph.wide)
            if gap > _APART * self.em or (narrow and gap > _SPACE * self.em):
                parts.append(" ")
            parts.append(self._char(glyph))
        return fractions("".join(parts))

    @cached_property
    def _spread(self) -> float:
        """The space that is set between all glyphs of a row: “项 目 2 0 3 1 年 度”."""
        gaps = [after.left - before.right for before, after in pairwise(self.glyphs)]
        usual = median_low(gaps) if len(gaps) >= _FULL_WORDS else 0.0
        return usual if _SPACE * self.em < usual < _APART * self.em else 0.0

    def _char(self, glyph: Glyph) -> str:
        """Return the character of ``glyph``; a small number above the baseline as a raised one: “3¹年”, “3²年” for “3[②]年”."""
        char = glyph.char
        if glyph.size > _SMALL * self.em or self.base - glyph.base < _RAISED * self.em:
            return char
        number = unicodedata.digit(char, None)
        return "" if char in _AROUND_MARK else char if number is None else raised(str(number))

    @cached_property
    def words(self) -> str:
        """The text with its characters in one form, to look for the signs of a part in it."""
        return one_form(self.text)

    @cached_property
    def first_unit(self) -> float:
        """The width of the first word, which could not be split at the end of the row before."""
        match = _FIRST_UNIT.match("".join(glyph.char for glyph in self.glyphs))
        return self.glyphs[(match.end() if match else 1) - 1].right - self.left


def runs(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return runs of glyphs that the file prints one after the other on a line, without a gap."""
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
    """Return the pieces as rows from top to bottom; pieces side by side are joined.

    Pieces may be interleaved: LibreOffice first prints the words of a line that are in one font, and then
    the quotation marks that are in another.
    """
    lines: list[list[Row]] = []
    for run in sorted(pieces, key=lambda run: run.base):
        if not lines or run.base - lines[-1][0].base > _SAME_ROW * run.em:
            lines.append([])
        lines[-1].append(run)
    rows = []
    for line in lines:
        words = sorted(chain.from_iterable(map(_words, line)), key=lambda word: word[0].left)
        rows.append(Row(tuple(chain.from_iterable(words)), column))
    return rows


def _words(run: Row) -> Iterator[list[Glyph]]:
    """Yield groups of glyphs that have no room for another glyph between them."""
    word = [run.glyphs[0]]
    for before, glyph in pairwise(run.glyphs):
        if glyph.left - before.right > _SPACE * run.em:
            yield word
            word = []
        word.append(glyph)
    yield word


def in_reading_order(pages: Sequence[Sequence[Glyph]]) -> list[list[Row]]:
    """Return the rows of each page in reading order: columns from left to right.

    A page with too few full lines gets the columns that most pages have.
    """
    printed = [runs(glyphs) for glyphs in pages]
    gutters = [_gutters(page) for page in printed]
    found = [gutter for gutter in gutters if gutter]
    usual = median_low(found) if 2 * len(found) > sum(map(bool, printed)) else ()
    ordered = []
    for page, own in zip(printed, gutters, strict=True):
        across = sum(_side(run, usual) is None for run in page)
        ordered.append(_ordered(page, own or (usual if 2 * across < len(page) else ())))
    return ordered


def _ordered(page: Sequence[Row], gutters: Gutters) -> list[Row]:
    """Return the rows of a page, column by column; below a row across the page, new columns begin."""
    if not gutters:
        return merged(page)
    ordered: list[Row] = []
    columns: dict[int, list[Row]] = {number: [] for number in range(len(gutters) + 1)}
    usual = median(run.em for run in page)
    for run in [*sorted(page, key=lambda run: run.base), None]:
        side = None if run is None else _side(run, gutters)
        # A large run in a column with nothing beside it is the title of all columns.
        is_title = run and run.em > _LARGE * usual and _is_alone(run, page)
        if run and side is not None and not is_title:
            columns[side].append(run)
            continue
        for number, column in columns.items():
            ordered += merged(column, number + 1)
            columns[number] = []
        ordered += [run] if run else []
    return ordered


def _is_alone(run: Row, page: Sequence[Row]) -> bool:
    return all(other is run or abs(other.base - run.base) >= run.em for other in page)


def _gutters(page: Sequence[Row], most: int = _MOST) -> Gutters:
    """Return the gutters between the columns of running text on a page.

    A column consists mostly of full lines, or holds parts of a guide one below the other; the cells of a table do
    not, so tables are read row by row. A gutter has one column on its left, and one or more on its right.
    """
    for x in _gaps(page):
        left, right = ([run for run in page if _side(run, (x,)) == side] for side in (0, 1))
        if _is_column(left):
            if most > 1 and (further := _gutters(right, most - 1)):
                return (x, *further)
            if _is_column(right):
                return (x,)
    return ()


def _gaps(page: Sequence[Row]) -> list[float]:
    """Return the places that may be gutters: the middles of gaps between two runs side by side.

    Places that fewer runs cross come first.
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
    # Places between the same runs count as one.
    parted = {(bisect_left(lefts, x), bisect_right(rights, x)): x for x in sorted(middles)[::-1]}
    across = sorted((begun - ended, x) for (begun, ended), x in parted.items())
    return [x for _, x in across[:_TRIED]]


def _is_column(column: Sequence[Row]) -> bool:
    if len(column) < _FEWEST:
        return False
    width = max(run.right for run in column) - min(run.left for run in column)
    return width >= _NARROWEST * column[0].em and (
        median(r.right - r.left for r in column) >= _FULL * width or _has_parts(column)
    )


def _has_parts(column: Sequence[Row]) -> bool:
    """Return whether labels of several parts, and items below them, stand in a column."""
    parts = {found.part for row in column if (found := label(row.words)) and found.sure}
    return len(parts) > 1 and any(enumerator(row.words) for row in column)


def _side(run: Row, gutters: Gutters) -> int | None:
    """Return the column of a run, from 0; None if it crosses a gutter."""
    side = sum(run.left >= gutter for gutter in gutters)
    return side if side == len(gutters) or run.right <= gutters[side] else None
