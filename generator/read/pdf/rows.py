"""Glyphs of a page → rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from statistics import median

from generator.read.pdf.glyphs import Glyph

_SAME_ROW = 0.45
_SPACE = 0.15
APART = 1.5
"""Ems between two words that do not belong together."""
# No line breaks beside a quotation mark, or in “https：//”, which guides print so; LibreOffice breaks
# none between “站：” and “www.oead.at” (2024-2-draft/1.8) either.
_FIRST_UNIT = re.compile(
    r"[（《“〔]*(?:(?:[!-~]|：(?=/))+|.：[!-~]+|.(?:“[!-~]*)?)[，。；：、！？）》”〕]*"
)


@dataclass(frozen=True)
class Row:
    """One visual line: its glyphs without spaces, from left to right. What is measured of it is
    measured once.
    """

    glyphs: tuple[Glyph, ...]
    column: int = 0
    """0 for a row across the page, else the column it stands in."""

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """How far down the page it stands: the baseline of most of it, not of a raised figure."""
        return median(glyph.base for glyph in self.glyphs)

    @cached_property
    def em(self) -> float:
        """The width of a Han character in it."""
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def text(self) -> str:
        """Its characters, with a space wherever there is room for one beside a narrow one."""
        parts, em = [self.glyphs[0].char], self.em
        for before, glyph in zip(self.glyphs, self.glyphs[1:], strict=False):
            gap = glyph.left - before.right
            if gap > APART * em or (gap > _SPACE * em and not (before.wide and glyph.wide)):
                parts.append(" ")
            parts.append(glyph.char)
        return "".join(parts)

    @cached_property
    def first_unit(self) -> float:
        """The width of what had to fit on the row before for this one to go on there."""
        text = "".join(glyph.char for glyph in self.glyphs)
        match = _FIRST_UNIT.match(text)
        last = self.glyphs[(match.end() if match else 1) - 1]
        return last.right - self.left


def runs(glyphs: Sequence[Glyph]) -> list[Row]:
    """Glyphs that the file prints one after the other on one line, without a gap."""
    found: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if (
            last is None
            or abs(glyph.base - last.base) > _SAME_ROW * last.size
            or not -last.size <= glyph.left - last.right <= APART * last.size
        ):
            found.append([])
        found[-1].append(glyph)
        last = glyph
    inked = ([g for g in run if not g.char.isspace()] for run in found)
    return [Row(tuple(run)) for run in inked if run]


def merged(pieces: Iterable[Row], column: int = 0) -> list[Row]:
    """Pieces side by side as one row, from top to bottom.

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
    """The glyphs between which there is no room for another."""
    word = [run.glyphs[0]]
    for before, glyph in pairwise(run.glyphs):
        if glyph.left - before.right > _SPACE * run.em:
            yield word
            word = []
        word.append(glyph)
    yield word
