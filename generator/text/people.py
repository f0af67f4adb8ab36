"""The removal of contact persons from the index, and from pages other than their direction's (docs/decisions.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model import Item, Text
from generator.text.contacts import EMAIL, PHONES, URL

_CHINESE = re.compile(r"联系人\s*(?:[：:]|为)")
_ENGLISH = re.compile(r"\bcontacts?\b[^:;.]*?(?::|\bis\b)", re.IGNORECASE)
_KEPT = re.compile(rf"{URL.pattern}|[\u3400-\u9fff（）]{{5,}}|[，。；：、,;:]")
"""The parts of a Chinese list of contacts that stay: web addresses, institutions (韩国研究财团) and punctuation. Names of
people are in Latin letters, or short."""
_LATIN_KEPT = re.compile(rf"{URL.pattern}|[^,.;:]*\b(?:of|for)\b[^,.;:]*|[,.;:]")
"""The parts of an English list of contacts that stay: web addresses, punctuation, and institutions, which have *of* or *for*
in their names (National Research Foundation of Korea)."""


def names_people(chinese: str) -> bool:
    """Return whether a text names or introduces contact persons.

    >>> names_people("奥方联系人：Ms. A"), names_people("支持措施及联系人信息")
    (True, False)
    """
    return bool(_CHINESE.search(chinese) or EMAIL.search(chinese))


def without_people(text: str, *, below: bool = False) -> str:
    """Return ``text`` with dots for people, e-mail addresses and telephone numbers.

    ``below`` is True if the text is below words that introduce contacts.

    >>> without_people("韩方联系人：韩国研究财团Kim Lee，电话：+82-2-3460。")
    '韩方联系人：韩国研究财团…，…：…。'
    >>> without_people("Contact on the Korean side: Kim Lee, tel.: +82-2-3460")
    'Contact on the Korean side:…,….:…'
    """
    if below:
        return _dotted(text, _outside(text, 0, _KEPT))
    for introduction, kept in ((_CHINESE, _KEPT), (_ENGLISH, _LATIN_KEPT)):
        if match := introduction.search(text):
            return _dotted(text, _outside(text, match.end(), kept))
    addresses = (m.span() for pattern in (EMAIL, PHONES) for m in pattern.finditer(text))
    return _dotted(text, sorted(addresses))


def below_contacts(items: Iterable[Item], *, below: bool = False) -> Iterator[str]:
    """Yield the anchors of ``items``, and of those below them, that stand below words which introduce contacts."""
    for item in items:
        if below:
            yield item.anchor
        inside = below or names_people(item.text.zh)
        yield from below_contacts(item.children, below=inside)


def up_to_people(text: Text, *, below: bool = False) -> Text:
    """Return ``text`` as other pages than its direction's quote it: with “…” from the first contact person on.

    ``below`` is True if the text is below words that introduce contacts.
    """
    if below:
        return replace(text, zh="…", en=text.en and "…")
    if not names_people(text.zh):
        return text
    english = text.en and _cut(text.en, _ENGLISH, " …")
    return replace(text, zh=_cut(text.zh, _CHINESE, "…"), en=english)


def _cut(text: str, introduction: re.Pattern[str], end: str) -> str:
    match = introduction.search(text)
    ends = [match.end()] if match else []
    ends += [m.start() for pattern in (EMAIL, PHONES) if (m := pattern.search(text))]
    return text[: min(ends)].rstrip() + end if ends else text


def _outside(text: str, start: int, kept: re.Pattern[str]) -> list[tuple[int, int]]:
    spans = []
    for match in kept.finditer(text, start):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def _dotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with “…” for each of ``spans``, which are in order."""
    parts, end = [], 0
    for start, after in spans:
        parts += [text[end:start], "…" if after > start else ""]
        end = after
    return "".join((*parts, text[end:]))
