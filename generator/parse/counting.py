"""Directions that are counted anew in each part: “二、多边合作” and under it “（一）…”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.grammar import Heading, part_heading


def counted_by_part(texts: Sequence[str], headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """Position → heading, with the part's number before its own where the count begins anew: “（一）”
    under “二、” is 2.1. Constructed: the five guides count through.
    """
    starts = [
        later
        for earlier, later in pairwise(headings)
        if _is_anew(headings[earlier], headings[later])
    ]
    if not starts:
        return dict(headings)
    edges = [min(headings), *starts]
    parts = _printed_parts(texts, headings, edges) or list(range(1, len(edges) + 1))
    numbered = {}
    for position, heading in headings.items():
        part = parts[sum(edge <= position for edge in edges) - 1]
        numbered[position] = replace(heading, number=f"{part}.{heading.number}")
    return numbered


def _is_anew(earlier: Heading, later: Heading) -> bool:
    return later.number == "1" and "." not in earlier.number


def _printed_parts(
    texts: Sequence[str], headings: Mapping[int, Heading], edges: Sequence[int]
) -> list[int]:
    """The numbers printed above the first direction of each part, or [] where they do not count up."""
    found = []
    for edge in edges:
        before = max((position for position in headings if position < edge), default=-1)
        own = part_heading(texts[edge])
        marks = (part_heading(text) for text in reversed(texts[before + 1 : edge]))
        mark = next((m for m in marks if m and own and m.style != own.style), None)
        found.append(mark.value if mark else 0)
    return found if found[0] and all(a < b for a, b in pairwise(found)) else []
