"""Running heads, feet and page numbers: what repeats at the edge of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from math import ceil

from generator.model import Aside
from generator.read.pdf.rows import Row

_MARGIN = 0.15
_DISTANCE = 2.3
_RESIZED = 0.1
_PAGE_NUMBER = re.compile(r"第?#页?([/，,]?共#页)?|[-—–－·~]*#[-—–－·~]*|#/#|[Pp]age#(of#)?")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")

Edge = list[tuple[int, str]]
"""(position of a row, its wording with # for numbers), from the edge of the page inwards."""


def furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[dict[int, Aside]]:
    """For each page, the rows that are furniture, by position, and what they are.

    They are the outermost rows at the top or foot of a page, and the same but for their digits on
    at least a third of the pages: left and right pages may have each their own, and the first
    none. A number between dashes at the edge is a page number on a single page too.
    """
    found: list[dict[int, Aside]] = [{} for _ in pages]
    places: tuple[tuple[Aside, bool], ...] = (("header", False), ("footer", True))
    for place, at_foot in places:
        edges = [
            _edge(rows, height, at_foot=at_foot)
            for rows, height in zip(pages, heights, strict=True)
        ]
        frequency = Counter(wording for edge in edges for wording in {w for _, w in edge})
        for marked, edge in zip(found, edges, strict=True):
            for index, wording in edge:
                often = frequency[wording]
                if _PAGE_NUMBER.fullmatch(wording) and (often > 1 or wording != "#"):
                    marked[index] = "page_number"
                elif often >= max(2, ceil(len(pages) / 3)):
                    marked[index] = place
                else:
                    break
    return found


def _edge(rows: Sequence[Row], height: float, *, at_foot: bool) -> Edge:
    """The rows at one edge of a page, up to where the body begins."""
    order = sorted(range(len(rows)), key=lambda index: rows[index].base, reverse=at_foot)
    near = []
    for index, inner in zip_longest(order, order[1:]):
        row = rows[index]
        if (height - row.base if at_foot else row.base) > _MARGIN * height:
            return []
        near.append(index)
        if inner is None or _is_apart(row, rows[inner]):
            break
    return [(i, _DIGITS.sub("#", _SPACE.sub("", rows[i].text))) for i in near]


def _is_apart(row: Row, inner: Row) -> bool:
    """Whether more than a line's distance or another size of type keeps two rows apart.

    Without that, the first line of a page's body could pass for a running head.
    """
    resized = abs(row.em - inner.em) > _RESIZED * inner.em
    return resized or abs(row.base - inner.base) > _DISTANCE * inner.em
