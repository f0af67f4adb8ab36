"""Headings above the numbers: “二、多边合作”, “（三）内地与香港、澳门合作”."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.headings import part_heading
from generator.grammar.labels import label
from generator.parse.blocks import RawDirection
from generator.passage import Passage

_INTRODUCTION = 2


def take_parts(directions: Sequence[RawDirection]) -> list[Passage]:
    """The headings of parts, with what introduces them, out of the ends of the directions before.

    What stands above the next direction's number and neither ends like a sentence nor carries on
    an enumeration of the direction before is no item of that direction. Constructed: the five
    guides have no parts.
    """
    taken: list[Passage] = []
    for direction in directions[:-1]:
        start = _first_part(direction.body)
        taken += direction.body[start:]
        del direction.body[start:]
    return taken


def _first_part(body: Sequence[Passage]) -> int:
    """Where the headings at the end of a direction begin; its length where there are none."""
    start, position, introduction = len(body), len(body) - 1, 0
    while position > 0:
        text = body[position].text
        mark = enumerator(text)
        if mark and part_heading(text) and not _goes_on(mark, body[:position]):
            start, introduction = position, 0
        elif mark or label(text) or introduction == _INTRODUCTION or not text.endswith("。"):
            break
        else:
            introduction += 1
        position -= 1
    return start


def _goes_on(mark: Enumerator, before: Sequence[Passage]) -> bool:
    """Whether the direction has counted up to this number."""
    marks = (enumerator(passage.text) for passage in reversed(before))
    last = next((m for m in marks if m and m.style == mark.style), None)
    return last is not None and last.value == mark.value - 1
