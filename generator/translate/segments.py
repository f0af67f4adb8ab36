"""Segments: the units of translation. A sentence that several guides print is translated once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator import ids
from generator.model import Direction, Guide, Item, Text, walk
from generator.text.characters import outside_brackets

CLOSING = "。；;，,：:"
"""The marks at the end of a sentence that are no part of its segment; they depend on its place in a list."""


def pieces(zh: str) -> list[tuple[str, str]]:
    """Return (segment, closing marks) of each sentence of a text.

    The text is cut at line breaks, and after each 。 outside brackets and quotation marks.

    >>> pieces("项目执行期为2年。单方申报（无效。）无效；")
    [('项目执行期为2年', '。'), ('单方申报（无效。）无效', '；')]
    """
    found = []
    for line in zh.split("\n"):
        ends = [i + 1 for i in outside_brackets(line) if line[i] == "。"]
        for start, end in pairwise([0, *ends, len(line)]):
            sentence = line[start:end].strip()
            if segment := sentence.rstrip(CLOSING):
                found.append((segment, sentence[len(segment) :]))
    return found


def places(guide: Guide) -> Iterator[tuple[Text, str]]:
    """Yield every text of ``guide`` that needs a translation, with its place (id and anchor)."""
    yield guide.title, guide.id
    for anchor, text in _texts(guide.preamble):
        yield text, ids.place(guide.id, anchor)
    for direction in guide.directions:
        yield direction.title, direction.id
        for anchor, text in direction_texts(direction):
            yield text, ids.place(direction.id, anchor)


def direction_texts(direction: Direction) -> Iterator[tuple[str, Text]]:
    """Yield (anchor, text) of everything that ``direction`` says below its title."""
    yield from _texts(direction.agreements)
    if direction.commitment:
        yield "commitment", direction.commitment
    if direction.fields_lead:
        yield "fields", direction.fields_lead
    yield from _texts(direction.fields)
    for statement in direction.statements:
        anchor = "projects" if statement.about == "projects_and_funding" else statement.about
        yield anchor, statement.text
    for strand in direction.strands:
        yield strand.anchor, strand.title
    yield from _texts((*direction.requirements, *direction.remarks))


def _texts(items: Iterable[Item]) -> Iterator[tuple[str, Text]]:
    for item in walk(items):
        yield item.anchor, item.text
        if item.lead:
            yield item.anchor, item.lead


def segments(guides: tuple[Guide, ...]) -> dict[str, list[str]]:
    """Return segment → its places, in the order of the guides."""
    found: dict[str, list[str]] = {}
    for guide in guides:
        for text, place in places(guide):
            for segment, _ in pieces(text.zh):
                where = found.setdefault(segment, [])
                if place not in where:
                    where.append(place)
    return found
