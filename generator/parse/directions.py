"""Paragraphs of a guide → its preamble, and its directions in order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.grammar.enumerators import enumerator
from generator.grammar.headings import WEAK, Heading, part_heading
from generator.grammar.labels import labels_inside
from generator.grammar.parts import DIRECTION, Candidate, start_of, starts
from generator.passage import Passage
from generator.trace import Trace

_MOST_PARTS = 99
"""The most parts that a guide may have: a number has two digits. If more headings have the number 1, the guide
has lost its numbers instead.
"""
_INTRODUCTION = 2
"""The most paragraphs of introduction below the heading of a part."""


@dataclass(slots=True)
class RawDirection:
    """A direction's number, title and paragraphs, not yet divided into labelled parts."""

    number: str
    title: Passage
    heading: Passage
    body: list[Passage] = field(default_factory=list)


def split_directions(
    paragraphs: Sequence[Passage], trace: Trace
) -> tuple[list[Passage], list[RawDirection]]:
    """Return the preamble, and the directions in the order of the guide."""
    preamble: list[Passage] = []
    directions: list[RawDirection] = []
    headings = _headings(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if found := headings.get(index):
            trace.drop("direction_number", paragraph[: found.length])
            title = paragraph[found.length :].strip()
            directions.append(RawDirection(found.number, title, paragraph))
            inside = next(labels_inside(title.text, None), None)
            if inside and not paragraph.cell:  # title and parts on one line
                directions[-1].title = title[: inside[0]].rstrip()
                directions[-1].body.append(title[inside[0] :])
        elif directions and (paragraph.cell or not directions[-1].heading.cell):
            directions[-1].body.append(paragraph)
        else:  # text below a table of directions belongs to the guide, not to the last row
            preamble.append(paragraph)
    return preamble, directions


def _headings(paragraphs: Sequence[Passage]) -> dict[int, Heading]:
    """Return position → heading.

    Only one form counts: a guide that numbers its directions 1.1, 1.2 has no heading “1. …”, and one that
    numbers them （一）, （二） has no heading “（1）…”.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    found = {
        index: start
        for index, start in enumerate(starts(texts, DIRECTION, cells=[p.cell for p in paragraphs]))
        if isinstance(start, Heading)
    }
    forms = Counter(opened.form for opened in found.values())
    strong = forms.keys() - set(WEAK)
    chosen = strong or {max(WEAK, key=lambda form: forms[form])}
    counted = {index: opened for index, opened in found.items() if opened.form in chosen}
    return counted if strong else counted_by_part(texts, counted)


def counted_by_part(texts: Sequence[str], headings: Mapping[int, Heading]) -> dict[int, Heading]:
    """Return position → heading; where the count restarts in each part, the part's number comes first.

    “（一）” under “二、” becomes 2.1. The tests use made-up examples: the five guides do not restart the
    count.
    """
    starts = [
        after
        for before, after in pairwise(headings)
        if headings[after].number == "1" and "." not in headings[before].number
    ]
    if not starts or len(starts) >= _MOST_PARTS:
        return dict(headings)
    positions = [*headings]
    edges = [positions[0], *starts]
    printed: list[int] = []
    for edge in edges:
        own, at = part_heading(texts[edge]), positions.index(edge)
        above = texts[positions[at - 1] + 1 if at else 0 : edge]
        marks = (part_heading(text) for text in reversed(above))
        mark = next((m for m in marks if m and own and m.style != own.style), None)
        printed.append(mark.value if mark else 0)
    if not printed[0] or any(a >= b for a, b in pairwise(printed)):  # not all, or not in order
        printed = list(range(1, len(edges) + 1))
    return {
        position: replace(
            heading, number=f"{printed[bisect_right(edges, position) - 1]}.{heading.number}"
        )
        for position, heading in headings.items()
    }


def take_parts(directions: Sequence[RawDirection]) -> list[Passage]:
    """Remove headings of parts (“二、多边合作”) and their introductions from the ends of the directions
    before them, and return them.

    A paragraph directly above the number of the next direction is such a heading if it names a part, does
    not end like a sentence and does not continue an enumeration of the direction. The tests use made-up
    examples: none of the five guides has parts.
    """
    taken: list[Passage] = []
    for direction in directions[:-1]:
        start = _first_part([passage.text for passage in direction.body])
        taken += direction.body[start:]
        del direction.body[start:]
    return taken


def _first_part(body: Sequence[str]) -> int:
    """Return the position at which the headings at the end of a direction begin; its length if it has none."""
    start, introduction = len(body), 0
    for position in range(len(body) - 1, 0, -1):
        text = body[position]
        mark = part_heading(text)
        above = map(enumerator, reversed(body[:position])) if mark else ()
        last = next((m for m in above if m and mark and m.style == mark.style), None)
        if mark and (last is None or last.value != mark.value - 1):
            start, introduction = position, 0
        elif start_of(Candidate(text)) or introduction == _INTRODUCTION or not text.endswith("。"):
            break
        else:
            introduction += 1
    return start
