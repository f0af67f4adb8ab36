"""The partners' agencies that a direction names: ministries, funds, councils, institutes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Direction, Mention, Text, walk
from generator.vocabulary import Agency, Vocabulary


def agencies(direction: Direction, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Return the agencies that ``direction`` names, each with the first place that names it, in the order of
    the page. An agency of a country that is not a partner of the direction does not count.
    """
    partners = {*direction.partners, *direction.groups, *direction.organisations}
    places: list[tuple[str, Text | None]] = [
        ("", direction.title),
        ("commitment", direction.commitment),
    ]
    places += [(item.anchor, item.text) for item in walk(direction.agreements)]
    places.append(("fields", direction.fields_lead))  # the fields themselves name subjects
    places += [(strand.anchor, strand.title) for strand in direction.strands]
    for item in (*walk(direction.requirements), *walk(direction.remarks)):
        places += [(item.anchor, item.text), (item.anchor, item.lead)]
    found: dict[str, str] = {}
    for anchor, words in places:
        for agency in named(words.zh, vocabulary) if words else ():
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
