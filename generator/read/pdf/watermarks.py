"""Watermarks that stand upright: large words at the same place of many pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from statistics import median

from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.rows import Row, runs

_LARGE = 1.8
_FEWEST = 2
_COARSE = 10


def without_watermarks(
    pages: Sequence[Sequence[Glyph]],
) -> tuple[list[list[Glyph]], list[list[str]]]:
    """(the glyphs of each page without watermarks, what these say).

    They are set in nearly twice the size of the text or larger, and stand on at least a third of
    the pages; a heading of that size stands on one.
    """
    sizes = [glyph.size for page in pages for glyph in page]
    least = _LARGE * median(sizes) if sizes else 0.0
    large = [runs([glyph for glyph in page if glyph.size >= least]) for page in pages]
    often = Counter(mark for page in large for mark in {_mark(run) for run in page})
    enough = max(_FEWEST, ceil(len(pages) / 3))
    kept: list[list[Glyph]] = []
    said: list[list[str]] = []
    for page, found in zip(pages, large, strict=True):
        marks = [run for run in found if often[_mark(run)] >= enough]
        gone = {id(glyph) for run in marks for glyph in run.glyphs}
        kept.append([glyph for glyph in page if id(glyph) not in gone])
        said.append([run.text for run in marks])
    return kept, said


def _mark(run: Row) -> tuple[str, int, int]:
    return run.text, round(run.left / _COARSE), round(run.base / _COARSE)
