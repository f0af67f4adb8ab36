"""Segments: the units of translation. A sentence that several guides print is translated once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import ids
from generator.model import Direction, Guide, Item, Text, walk
from generator.text.characters import outside_brackets

_CLOSING = "。；;，,：:"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a text: its segment, and the marks that close it."""

    segment: str
    mark: str


def segment(zh: str) -> str:
    """Return the catalogue's key for a sentence: the sentence without its closing punctuation.

    Whether an item ends in ； or 。 depends only on its place in a list.

    >>> segment("人工智能；") == segment("人工智能。") == "人工智能"
    True
    """
    return zh.rstrip(_CLOSING)


def pieces(zh: str) -> list[Piece]:
    """Return the sentences of a text, cut at line breaks and after each 。 outside brackets and quotation marks.

    >>> [piece.segment for piece in pieces("项目执行期为2年。单方申报（无效。）无效；")]
    ['项目执行期为2年', '单方申报（无效。）无效']
    """
    found = []
    for line in zh.split("\n"):
        start = 0
        for end in (*_sentence_ends(line), len(line)):
            sentence = line[start:end].strip()
            key = segment(sentence)
            if key:
                found.append(Piece(key, sentence[len(key) :]))
            start = end
    return found


def _sentence_ends(line: str) -> list[int]:
    """Return the positions after each sentence of ``line``."""
    return [i + 1 for i in outside_brackets(line) if line[i] == "。"]


def places(guide: Guide) -> Iterator[tuple[Text, str]]:
    """Yield every text of ``guide`` that needs a translation, with its place (id and anchor)."""
    yield guide.title, guide.id
    for section in guide.sections:
        for item in (section.heading, *section.paragraphs):
            if item:
                yield item.text, ids.place(guide.id, item.anchor)
    for direction in guide.directions:
        yield from _direction_places(direction)


def _direction_places(direction: Direction) -> Iterator[tuple[Text, str]]:
    yield direction.title, direction.id
    yield from _item_places(direction.agreements, direction.id)
    if direction.commitment:
        yield direction.commitment, ids.place(direction.id, "commitment")
    if direction.fields_lead:
        yield direction.fields_lead, ids.place(direction.id, "fields")
    yield from _item_places(direction.fields, direction.id)
    for statement in direction.statements:
        anchor = "projects" if statement.about == "projects_and_funding" else statement.about
        yield statement.text, ids.place(direction.id, anchor)
    for strand in direction.strands:
        yield strand.title, ids.place(direction.id, strand.anchor)
    yield from _item_places((*direction.requirements, *direction.remarks), direction.id)


def _item_places(items: tuple[Item, ...], direction: str) -> Iterator[tuple[Text, str]]:
    for item in walk(items):
        yield item.text, ids.place(direction, item.anchor)
        if item.lead:
            yield item.lead, ids.place(direction, item.anchor)


def segments(guides: tuple[Guide, ...]) -> dict[str, list[str]]:
    """Return segment → its places, in the order of the guides."""
    found: dict[str, list[str]] = {}
    for guide in guides:
        for text, place in places(guide):
            for piece in pieces(text.zh):
                where = found.setdefault(piece.segment, [])
                if place not in where:
                    where.append(place)
    return found
