"""Multiplication of a library, to measure the cost of the search as the text grows.

Copies of the guides are from other years. Each clause of their texts is made from the clauses of all texts (of a title,
from those of titles): a whole one, or the beginning of one and the end of another, some with a new word. So phrases
repeat as they do in the guides, new words and pairs of characters appear at about the same rate as from one guide to the
next, and nothing is a plain copy. The same clause of a direction is always replaced by the same one, in the printed guide
and in the parts of the direction, so that the places of results are known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator import ids
from generator.ids import GuideId
from generator.link import Library
from generator.model import Direction, Guide, Item, Section, Statement, Text
from generator.passage import Passage
from generator.search import searched
from generator.search.paragraphs import Paragraph

FIRST_YEAR = 2100
A_YEAR = 5
"""Number of guides in a year."""
CLAUSE = re.compile(r"[\u3400-\u9fff]{2,}|[A-Za-z][A-Za-z’'– -]*[A-Za-z]")
WORD = re.compile(r"[A-Za-z]{4,}")
MIXED = 0.5
"""Share of clauses that are made from two."""
COINED = 0.01
"""Share of alphabetic words that are new."""


def larger(library: Library, times: int) -> Library:
    """Return ``times`` as many guides, and their paragraphs. Partners, domains and agencies stay."""
    clauses = {language: Clauses(library, language) for language in ids.LANGUAGES}
    guides = list(library.guides)
    records = dict(library.records)
    for number in range((times - 1) * len(library.guides)):
        old = library.guides[number % len(library.guides)]
        year, batch = divmod(number, A_YEAR)
        guide = _guide(old, FIRST_YEAR + year, batch + 1, clauses)
        guide = replace(guide, paragraphs=_printed(guide, old.paragraphs, clauses))
        guides.append(guide)
        records[guide.id] = records[old.id]
    directions = {d.id: d for guide in guides for d in guide.directions}
    return replace(
        library,
        guides=tuple(guides),
        records=records,
        directions=directions,
    )


class Clauses:
    """All clauses of the texts in one language, from which new texts are made."""

    def __init__(self, library: Library, language: str) -> None:
        pages = searched(library, language)
        self.titles = _clauses(page.title for page in pages)
        self.others = _clauses(p for page in pages for p in (*page.fields, *page.others))
        self.title = frozenset(clause for pool in self.titles.values() for clause in pool)
        self.words = sorted({word for c in self.others[True] for word in WORD.findall(c)})

    def text(self, text: str, key: str) -> str:
        """Return a new text in place of ``text``. The result depends only on it and ``key``."""
        return CLAUSE.sub(lambda match: self._clause(match[0], key), text)

    def _clause(self, clause: str, key: str) -> str:
        chance = random.Random(f"{key} {clause}")
        pool = (self.titles if clause in self.title else self.others)[_of_alphabet(clause)]
        made = chance.choice(pool)
        if chance.random() < MIXED:
            made = _joined(made, chance.choice(pool))
        return WORD.sub(lambda match: self._word(match[0], chance), made)

    def _word(self, word: str, chance: random.Random) -> str:
        if chance.random() >= COINED:
            return word
        other = chance.choice(self.words).lower()
        return word[: len(word) // 2 + 1] + other[len(other) // 2 :]


def _clauses(paragraphs: Iterable[Paragraph]) -> dict[bool, list[str]]:
    """Return True (alphabetic) or False → its clauses."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for paragraph in paragraphs:
        for clause in CLAUSE.findall(paragraph.text):
            found[_of_alphabet(clause)].append(clause)
    return found


def _of_alphabet(clause: str) -> bool:
    return clause[0] < "\u3000"


def _joined(one: str, other: str) -> str:
    """Return the first half of ``one`` and the second half of ``other``, cut between words in English."""
    if not _of_alphabet(one):
        return one[: (len(one) + 1) // 2] + other[len(other) // 2 :]
    first, second = one.split(), other.split()
    return " ".join((*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]))


Languages = Mapping[str, Clauses]


def _guide(old: Guide, year: int, batch: int, clauses: Languages) -> Guide:
    identity = str(GuideId(year, batch, None, old.stage))
    return replace(
        old,
        id=identity,
        year=year,
        batch=batch,
        sections=tuple(
            Section(
                section.heading,
                tuple(_items(section.paragraphs, identity, clauses)),
            )
            for section in old.sections
        ),
        directions=tuple(_direction(d, identity, clauses) for d in old.directions),
    )


def _direction(old: Direction, guide: str, clauses: Languages) -> Direction:
    key = f"{guide}/{old.number}"
    return replace(
        old,
        id=key,
        guide=guide,
        title=_text(old.title, key, clauses),
        agreements=tuple(_items(old.agreements, key, clauses)),
        commitment=old.commitment and _text(old.commitment, key, clauses),
        fields_lead=old.fields_lead and _text(old.fields_lead, key, clauses),
        fields=tuple(_items(old.fields, key, clauses)),
        statements=tuple(_statement(s, key, clauses) for s in old.statements),
        requirements=tuple(_items(old.requirements, key, clauses)),
        remarks=tuple(_items(old.remarks, key, clauses)),
    )


def _items(items: Sequence[Item], key: str, clauses: Languages) -> Iterator[Item]:
    for item in items:
        yield replace(
            item,
            text=_text(item.text, key, clauses),
            lead=item.lead and _text(item.lead, key, clauses),
            children=tuple(_items(item.children, key, clauses)),
        )


def _statement(old: Statement, key: str, clauses: Languages) -> Statement:
    return replace(old, text=_text(old.text, key, clauses))


def _text(text: Text, key: str, clauses: Languages) -> Text:
    return Text(clauses["zh"].text(text.zh, key), text.en and clauses["en"].text(text.en, key))


def _printed(new: Guide, passages: Sequence[Passage], clauses: Languages) -> tuple[Passage, ...]:
    """Return ``passages`` with the texts of ``new``, each on its first line."""
    made = []
    for passage in passages:
        line = passage.span.first
        keys = (d.id for d in new.directions if d.span.first <= line <= d.span.last)
        text = clauses["zh"].text(passage.text, next(keys, new.id))
        made.append(Passage.of(text, line))
    return tuple(made)
