"""Paragraphs of a guide → its preamble, and its directions in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.headings import (
    FIELDS_CLAUSE,
    WEAK,
    Heading,
    call_title,
    heading,
    listed_calls,
    names_call,
    names_partner,
    part_heading,
)
from generator.grammar.labels import Label, label, labels_inside
from generator.grammar.numerals import NUMERALS
from generator.grammar.parts import DIRECTION, LABELLED, Candidate, start_of, starts
from generator.passage import Cell, Passage
from generator.trace import Trace

_MOST_PARTS = 99
"""The most parts that a guide may have: a number has two digits. If more headings have the number 1, the guide
has lost its numbers instead.
"""
LISTED = (*WEAK, "unnumbered")
"""The forms in which a guide may list its calls."""
_AFTER_STOP = re.compile(r"[：:；;。]\s*+")
_LONGEST_SECTION = 40
_FEWEST_TITLES = 3
"""The fewest titles without text below them that make a list of titles."""
_HAN = "".join(NUMERALS)
_INTRODUCTION = 2
"""The most paragraphs of introduction below the heading of a part."""


@dataclass(slots=True)
class RawDirection:
    """A direction's number, title and paragraphs, not yet divided into labelled parts."""

    number: str
    title: Passage
    heading: Passage
    body: list[Passage] = field(default_factory=list)
    behind: bool = False
    """True if the first paragraph stands behind the title on its line."""
    closed: bool = False
    """True if a section of the guide has begun below it."""


def split_directions(
    paragraphs: Sequence[Passage], trace: Trace
) -> tuple[list[Passage], list[RawDirection]]:
    """Return the preamble, and the directions in the order of the guide."""
    preamble: list[Passage] = []
    directions: list[RawDirection] = []
    headings = _headings(paragraphs)
    if all(found.form in LISTED for found in headings.values()):
        parted = _apart(paragraphs)
        if len(inside := _headings(parted)) > len(headings):
            paragraphs, headings = parted, inside
    for index, paragraph in enumerate(paragraphs):
        if found := headings.get(index):
            trace.drop("direction_number", paragraph[: found.length])
            title, body = _title(paragraph[found.length :].strip(), paragraph.cell, trace)
            behind = bool(body)
            directions.append(RawDirection(found.number, title, paragraph, body, behind))
        elif directions and _belongs(paragraph, directions[-1], headings):
            directions[-1].body.append(paragraph)
        else:  # text below a table of directions belongs to the guide, not to the last row
            preamble.append(paragraph)
            if directions and not paragraph.cell:
                directions[-1].closed = True
    if len(directions) >= _FEWEST_TITLES and not any(
        direction.body for direction in directions[:-1]
    ):
        # Below a list of titles alone, the text belongs to the guide.
        last = directions[-1]
        if not any(isinstance(start_of(Candidate(p.text), LABELLED), Label) for p in last.body):
            preamble += last.body
            last.body = []
    return preamble, directions


def _title(text: Passage, cell: Cell | None, trace: Trace) -> tuple[Passage, list[Passage]]:
    """Return the title of a direction, and what stands behind it on its line."""
    inside = next(labels_inside(text.text, None), None)
    if inside and not cell:  # title and parts on one line
        return text[: inside[0]].rstrip(), [text[inside[0] :]]
    if clause := FIELDS_CLAUSE.search(text.text):
        trace.drop("label", text[clause.start() : clause.end()])
        return text[: clause.start()], [text[clause.end() :].strip("；;。 ")]
    length = call_title(text.text)
    rest = text[length:].strip("；;。：: ") if length else Passage("", ())
    if length and not call_title(rest.text) and not names_call(rest.text):
        return text[:length], [rest] if rest.text else []
    return text, []


def _belongs(paragraph: Passage, direction: RawDirection, headings: Mapping[int, Heading]) -> bool:
    """Return whether a paragraph is part of the direction above it.

    It is not if it stands below a table of directions, or begins another section of a guide that counts its
    directions in another way: “三、申报要求” below “（二）对丹麦合作项目”.
    """
    if paragraph.cell or direction.heading.cell:
        return paragraph.cell is not None
    form = next(iter(headings.values())).form
    mark = enumerator(paragraph.text) if form in LISTED and form != "han" else None
    plain = not any(label(passage.text) for passage in direction.body)
    section = plain and mark and mark.style == "han" and len(paragraph) <= _LONGEST_SECTION
    return not direction.closed and not (section and not part_heading(paragraph.text))


def _apart(paragraphs: Sequence[Passage]) -> list[Passage]:
    """Return the paragraphs, cut before each number of a list of calls inside them: “…分别是：1.中国和…；2.…”."""
    found = []
    for paragraph in paragraphs:
        edges = [0]
        for match in _AFTER_STOP.finditer(paragraph.text):
            rest = paragraph.text[match.end() :]
            number = heading(rest)
            if number and names_partner(rest[number.length :].strip()):
                edges.append(match.end())
        found += [paragraph[a:b].strip() for a, b in pairwise([*edges, len(paragraph)])]
    return found


def _headings(paragraphs: Sequence[Passage]) -> dict[int, Heading]:
    """Return position → heading.

    Only one form counts: a guide that numbers its directions 1.1, 1.2 has no heading “1. …”, and one that
    numbers them （一）, （二） has no heading “（1）…”. Without a number like 1.1, titles of calls in a list count too,
    and titles alone on their lines where no number stands before any.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    found = {
        index: start
        for index, start in enumerate(starts(texts, DIRECTION, cells=[p.cell for p in paragraphs]))
        if isinstance(start, Heading)
    }
    strong = {opened.form for opened in found.values()} - set(WEAK)
    if strong:
        return {index: opened for index, opened in found.items() if opened.form in strong}
    found |= _in_sequence(listed_calls(texts), found)
    forms = Counter(opened.form for opened in found.values())
    numbered = [form for form in WEAK if forms[form]]
    chosen = max(numbered or LISTED[-1:], key=lambda form: forms[form])
    counted = {index: found[index] for index in sorted(found) if found[index].form == chosen}
    if chosen not in WEAK:
        return {
            index: replace(opened, number=str(number))
            for number, (index, opened) in enumerate(counted.items(), start=1)
        }
    return counted_by_part(texts, counted)


def _in_sequence(listed: Mapping[int, Heading], sure: Mapping[int, Heading]) -> dict[int, Heading]:
    """Return those of the calls ``listed`` that go on in the sequence of the headings ``sure`` of their form.

    “2）中蒙技术转移中心合作项目” in 2017-1/1.12 is a field, whatever the form of the directions' numbers is.
    """
    last: dict[str, int] = {}
    found: dict[int, Heading] = {}
    counted = {heading.form for heading in sure.values()}
    for index, opened in sorted({**listed, **sure}.items()):
        number = int(opened.number or 0)
        before = last.get(opened.form)
        if index in sure or opened.form not in counted or number == (before or 0) + 1:
            found[index] = opened
            last[opened.form] = number
    return found


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


def _lacks_first(mark: Enumerator, above: Sequence[str]) -> bool:
    """Return whether the enumerator before ``mark``, “（一）” before “（二）欧洲”, is nowhere in the texts ``above``."""
    if mark.style not in ("han", "bracketed_han") or not 1 < mark.value <= len(_HAN):
        return False
    before = mark.label.replace(_HAN[mark.value - 1], _HAN[mark.value - 2])
    return not any(before in text for text in above)


def _first_part(body: Sequence[str]) -> int:
    """Return the position at which the headings at the end of a direction begin; its length if it has none."""
    start, introduction = len(body), 0
    for position in range(len(body) - 1, -1, -1):
        text = body[position]
        mark = part_heading(text, named=False)
        above = map(enumerator, reversed(body[:position])) if mark else ()
        last = next((m for m in above if m and mark and m.style == mark.style), None)
        is_part = mark and (
            part_heading(text) or (last is None and _lacks_first(mark, body[:position]))
        )
        if mark and is_part and (last is None or last.value != mark.value - 1):
            start, introduction = position, 0
        elif start_of(Candidate(text)) or introduction == _INTRODUCTION or not text.endswith("。"):
            break
        else:
            introduction += 1
    return start
