"""The furniture of pages: running heads and feet, page numbers, footnotes and watermarks. It is not running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile, zip_longest
from math import ceil
from statistics import median

from generator.model import Aside
from generator.read.pdf.glyphs import Glyph
from generator.read.pdf.rows import Row, runs
from generator.text.raised import NOTE

_MARGIN = 0.15
_DISTANCE = 2.3
_RESIZED = 0.1
_SMALLER = 0.88
"""The largest type of a footnote, as a share of the text's."""
_PAGE_NUMBER = re.compile(r"第?#页?([/，,]?共#页)?|[-—–－·~一]*#[-—–－·~一]*|#/#|[Pp]age#(of#)?")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_LARGE = 1.8
_COARSE = 10


def furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[dict[int, Aside]]:
    """Return for each page the rows that are furniture: position → kind.

    They are the outermost rows at the head or foot of a page, and apart from digits they are equal on at
    least a third of the pages: left and right pages may differ, and the first may have none. A number
    between dashes at the edge is a page number even if only one page has it.
    """
    found: list[dict[int, Aside]] = [{} for _ in pages]
    sides: tuple[tuple[Aside, bool], ...] = (("header", False), ("footer", True))
    for side, at_foot in sides:
        edges = [_edge(*page, at_foot=at_foot) for page in zip(pages, heights, strict=True)]
        frequency = Counter(wording for edge in edges for wording in {w for _, w in edge})
        for marked, edge in zip(found, edges, strict=True):
            for index, wording in edge:
                often = frequency[wording]
                is_number = _PAGE_NUMBER.fullmatch(wording) and (often > 1 or wording != "#")
                if not is_number and often < _enough(pages):
                    break
                marked[index] = "page_number" if is_number else side
    _mark_footnotes(pages, found)
    return found


def _mark_footnotes(pages: Sequence[Sequence[Row]], found: Sequence[dict[int, Aside]]) -> None:
    """Add the footnotes to ``found``: the lowest rows of a page's text, if they are in smaller type and the first of
    them begins with the mark of a note.
    """
    sizes = [row.em for page in pages for row in page]
    most = _SMALLER * median(sizes) if sizes else 0.0
    for rows, marked in zip(pages, found, strict=True):
        text = [index for index in range(len(rows)) if index not in marked]
        order = sorted(text, key=lambda index: rows[index].base, reverse=True)
        small = takewhile(lambda place: place[1].em <= most, ((i, rows[i]) for i in order))
        notes = [index for index, _ in small]
        if notes and len(notes) < len(order) and NOTE.match(rows[notes[-1]].text):
            marked.update(dict.fromkeys(notes, "footnote"))


def _edge(rows: Sequence[Row], height: float, *, at_foot: bool) -> list[tuple[int, str]]:
    """Return (position, wording with # for numbers) of the rows between one edge of a page and the body, from
    the edge inwards. The body begins where the type size changes or a gap is wider than a line.
    """
    order = sorted(range(len(rows)), key=lambda index: rows[index].base, reverse=at_foot)
    near = []
    for index, inner in zip_longest(order, order[1:]):
        row = rows[index]
        if (height - row.base if at_foot else row.base) > _MARGIN * height:
            return []
        near.append((index, _DIGITS.sub("#", _SPACE.sub("", row.text))))
        if inner is None:
            break
        # Otherwise the first line of the body could be taken for a running head.
        em, distance = rows[inner].em, abs(row.base - rows[inner].base)
        if abs(row.em - em) > _RESIZED * em or distance > _DISTANCE * em:
            break
    return near


def without_watermarks(
    pages: Sequence[Sequence[Glyph]],
) -> tuple[list[list[Glyph]], list[list[str]]]:
    """Return (the glyphs of each page without its watermarks, the words of the watermarks).

    A watermark is at least nearly twice as large as the text, and stands at the same place on at least a
    third of the pages; a heading of that size stands on one page only.
    """
    sizes = [glyph.size for page in pages for glyph in page]
    least = _LARGE * median(sizes) if sizes else 0.0
    large = [runs([glyph for glyph in page if glyph.size >= least]) for page in pages]
    often = Counter(mark for page in large for mark in {_mark(run) for run in page})
    kept: list[list[Glyph]] = []
    words: list[list[str]] = []
    for page, found in zip(pages, large, strict=True):
        marks = [run for run in found if often[_mark(run)] >= _enough(pages)]
        gone = {id(glyph) for run in marks for glyph in run.glyphs}
        kept.append([glyph for glyph in page if id(glyph) not in gone])
        words.append([run.text for run in marks])
    return kept, words


def _mark(run: Row) -> tuple[str, int, int]:
    return run.text, round(run.left / _COARSE), round(run.base / _COARSE)


def _enough(pages: Sequence[object]) -> int:
    """Return the number of pages that must have a row if it is furniture: a third of all, at least two."""
    return max(2, ceil(len(pages) / 3))
