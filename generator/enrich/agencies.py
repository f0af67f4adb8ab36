"""The partners' agencies that a direction names: ministries, funds, councils, institutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Direction, Item, Mention, walk
from generator.vocabulary import Agency, Vocabulary


def agencies(direction: Direction, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Return the agencies that ``direction`` names, each with the first place that names it, in the order of
    the page. An agency of a country that is not a partner of the direction does not count.
    """
    partners = {*direction.partners, *direction.groups}
    found: dict[str, str] = {}
    for anchor, text in _places(direction):
        for agency in named(text, vocabulary):
            if not partners.isdisjoint(agency.partners):
                found.setdefault(agency.code, anchor)
    return tuple(Mention(code, anchor) for code, anchor in found.items())


def named(text: str, vocabulary: Vocabulary) -> Iterator[Agency]:
    """Yield the agencies that ``text`` names, in its order.

    A name inside the longer name of another agency does not count. If agencies of several countries share
    a name, all of them are yielded.
    """
    for match in vocabulary.agency_pattern.finditer(text):
        yield from vocabulary.agencies_by_printed[match[0]]


def _places(direction: Direction) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the Chinese text of every place that may name an agency, in the order of the page.

    Fields are left out: they name subjects, not agencies.
    """
    yield "", direction.title.zh
    if direction.commitment:
        yield "commitment", direction.commitment.zh
    yield from _tree(direction.agreements)
    if direction.fields_lead:
        yield "fields", direction.fields_lead.zh
    for strand in direction.strands:
        yield strand.anchor, strand.title.zh
    yield from _tree(direction.requirements)
    yield from _tree(direction.remarks)


def _tree(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for item in walk(items):
        yield item.anchor, item.text.zh
        if item.lead:
            yield item.anchor, item.lead.zh
