"""The nearest known segment of a new one: its English as a suggestion, with all numbers and names exchanged, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from polib import POEntry
from rapidfuzz import fuzz, process

from generator.grammar.numerals import half_width
from generator.parse.numbers import MONEY
from generator.translate.rules import ENTRY_RULES
from generator.translate.slots import VALUES

NEAR = 80
"""The similarity of two segments (0–100), apart from their numbers and names, from which one is suggested for the other."""
_MASK = "□"
_NUMBER = re.compile(r"第[\d一二三四五六七八九十]+(?=[次届批])|\d+(?:\.\d+)?")


class Fact(NamedTuple):
    """A number, an amount of money or the name of a partner or agency in a segment."""

    kind: str
    text: str


class Nearest:
    """The known segments, to be asked for the nearest one of a new segment.

    ``mentions`` matches names of partners and agencies; ``names`` are the forms of their English, in the same order for
    each; empty where a form is not known.
    """

    def __init__(
        self,
        entries: Mapping[str, str],
        mentions: re.Pattern[str],
        names: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._entries = entries
        self._names = names
        self._facts = re.compile(
            rf"(?P<a_partner>{mentions.pattern})|(?P<an_amount>{MONEY.pattern})|(?P<a_number>{_NUMBER.pattern})"
        )
        self._masked = {segment: self._facts.sub(_MASK, half_width(segment)) for segment in entries}

    def suggestion(self, segment: str) -> tuple[str, str] | None:
        """Return the nearest known segment with its English, in which its facts are exchanged for those of ``segment``.

        The English stays as it is if words other than facts differ too, or one of the facts cannot be exchanged: what is
        adapted in part looks right and is not.
        """
        wanted = self._facts.sub(_MASK, half_width(segment))
        near = process.extract(wanted, self._masked, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
        for masked, _, known in near:
            if masked == wanted and (english := self._exchanged(known, segment)) is not None:
                return known, english
        return (near[0][2], self._entries[near[0][2]]) if near else None

    def _found(self, segment: str) -> list[Fact]:
        found = self._facts.finditer(half_width(segment))
        return [Fact(match.lastgroup or "", match[0]) for match in found]

    def _exchanged(self, known: str, segment: str) -> str | None:
        """Return the English of ``known`` with its facts exchanged for those of ``segment``, None if that is not exact."""
        old, new = self._found(known), self._found(segment)
        if [fact.kind for fact in old] != [fact.kind for fact in new]:
            return None
        english, exchange = self._entries[known], dict[str, str]()
        for one, other in zip(old, new, strict=True):
            pairs = [pair for pair in self._pairs(one, other) if _stands(pair[0], english)]
            if one.text != other.text and (not pairs or "1" in (one.text, other.text)):
                return None  # a noun beside a 1 has another form
            for before, after in pairs:
                if not after or exchange.setdefault(before, after) != after:
                    return None
        if exchange:
            words = sorted(exchange, key=len, reverse=True)
            either = "|".join(_whole(word) for word in words)
            if any(
                exchange[match[1]] != match[1]
                for match in re.finditer(rf"\b[Aa]n? ({either})", english)
            ):
                return None  # it may be “a” before one and “an” before the other
            english = re.sub(either, lambda match: exchange[match[0]], english)
            english = english[:1].upper() + english[1:]
        entry = POEntry(msgid=segment, msgstr=english)
        return None if any(any(rule(entry)) for rule in ENTRY_RULES) else english

    def _pairs(self, one: Fact, other: Fact) -> Iterator[tuple[str, str]]:
        """Yield (English of ``one``, English of ``other``) for each form that both have."""
        yield from zip(self._forms(one), self._forms(other), strict=False)

    def _forms(self, fact: Fact) -> tuple[str, ...]:
        if fact.kind == "a_partner":
            return self._names.get(fact.text, ())
        if fact.kind == "an_amount":
            amount = VALUES["money"](fact.text)
            return (amount,) if amount else ()
        rank = VALUES["rank"](fact.text[1:]) if fact.text[0] == "第" else None
        return (rank, VALUES["batch"](fact.text[1:]) or "") if rank else (fact.text,)


def _stands(words: str, english: str) -> bool:
    return bool(words) and re.search(_whole(words), english) is not None


def _whole(words: str) -> str:
    """Return a pattern for ``words`` that are no part of a longer word or number, nor the first of “Finland–China”."""
    before = r"(?<![\w.])" if words[0].isalnum() else ""
    return rf"{before}{re.escape(words)}(?!\w|\.\d|–[A-Z])"
