"""How directions are counted: one after the other, or anew in each part (“二、多边合作”, “（一）…”)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.grammar.headings import Heading, part_heading

_MOST_PARTS = 99
"""A number has two digits; a guide that begins anew more often has no parts, but lost its numbers."""


def follows(number: str, before: str | None) -> bool:
    """Whether a direction with ``number`` may come after one with ``before``, or first. The guides go
    on from 1.9 with 1.10 or with 2.0.

    >>> follows("1.1", None), follows("1.10", "1.9"), follows("2.0", "1.9"), follows("2.1.1", "1.3.2")
    (True, True, True, True)
    >>> follows("1.4", "1.2"), follows("1.1", "1.2"), follows("1.3", None)
    (False, False, False)
    """
    new = [int(part) for part in number.split(".")]
    if before is None:
        return new[-1] <= 1
    old = [int(part) for part in before.split(".")]
    goes_on = (
        new[:place] == old[:place]
        and new[place] == last + 1
        and max(new[place + 1 :], default=0) <= 1
        for place, last in enumerate(old[: len(new)])
    )
    return any(goes_on) or (new[: len(old)] == old and max(new[len(old) :], default=2) <= 1)


def counted_by_part(texts: Sequence[str], headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """Position → heading, with the part's number before its own where the count begins anew: “（一）”
    under “二、” is 2.1. Constructed: the five guides count through.
    """
    starts = [
        later
        for earlier, later in pairwise(headings)
        if _is_anew(headings[earlier], headings[later])
    ]
    if not starts or len(starts) >= _MOST_PARTS:
        return dict(headings)
    edges = [min(headings), *starts]
    parts = _printed_parts(texts, headings, edges) or list(range(1, len(edges) + 1))
    numbered = {}
    for position, heading in headings.items():
        part = parts[bisect_right(edges, position) - 1]
        numbered[position] = replace(heading, number=f"{part}.{heading.number}")
    return numbered


def _is_anew(earlier: Heading, later: Heading) -> bool:
    return later.number == "1" and "." not in earlier.number


def _printed_parts(
    texts: Sequence[str], headings: Mapping[int, Heading], edges: Sequence[int]
) -> list[int]:
    """The numbers printed above the first direction of each part, or [] where they do not count up."""
    found = []
    positions = [-1, *headings]
    for edge in edges:
        before = positions[bisect_left(positions, edge) - 1]
        own = part_heading(texts[edge])
        marks = (part_heading(text) for text in reversed(texts[before + 1 : edge]))
        mark = next((m for m in marks if m and own and m.style != own.style), None)
        found.append(mark.value if mark else 0)
    return found if found[0] and all(a < b for a, b in pairwise(found)) else []
