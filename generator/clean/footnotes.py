"""Footnotes of a text layer: they stand between the lines of a sentence that goes on overleaf."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.clean.page_numbers import drop_page_numbers
from generator.clean.pages import page_starts
from generator.model import Dropped, Line

_RULE = re.compile(r"[_—─━﹍-]{5,}")
_MARK = re.compile(r"[①-⑳※*＊]|[\[［〔]\d{1,2}[\]］〕]|注\s*\d{0,2}\s*[：:]")
_CALLED = re.compile(r"(?<=[\u4e00-\u9fff》”）)])(?:[①-⑳※*＊]|[\[［〔]\d{1,2}[\]］〕])")
"""A mark in running text, close behind the word that has the note."""
_REFERS = re.compile(r"(?:上述|前述|以上|以下|下列|第|和|与|及|至|到|或)$")
"""Before the number of an item: “符合上述①”."""
_ANNOUNCES = ("：", ":")
_MOST = 8


def drop_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """At the foot of a page the few lines of its notes go: those below a rule, where the first has a
    note's mark (“①”, “[1]”, “注：”), and without a rule those from a mark on that the text above
    calls and that counts nothing there. Constructed: the five guides have no footnotes.
    """
    texts = [line.text.strip() for line in lines]
    numbers = {entry.line for entry in drop_page_numbers(lines)[1]}
    notes: set[int] = set()
    for start, end in pairwise([0, *page_starts(lines, numbers), len(lines)]):
        page = [i for i in range(start, end) if texts[i] and lines[i].number not in numbers]
        first = _below_rule(page, texts)
        if first is None and end < len(lines):
            first = _called(page, texts)
        if first is not None:
            notes.update(i for i in page if i >= first)
    return (
        [line for index, line in enumerate(lines) if index not in notes],
        [Dropped("footnote", texts[i], lines[i].number) for i in sorted(notes)],
    )


def _below_rule(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """The place of the rule above a page's notes; ``page`` are the places of its lines."""
    for index, following in pairwise(page[-(_MOST + 2) :]):
        if _RULE.fullmatch(texts[index]) and _MARK.match(texts[following]):
            return index
    return None


def _called(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """Where the notes begin that no rule parts from the text."""
    marks = ((index, _MARK.match(texts[index])) for index in page)
    first, mark = next(((index, found[0]) for index, found in marks if found), (None, ""))
    if first is None or first == page[0] or first not in page[-_MOST:]:
        return None
    above = [texts[index] for index in page if index < first]
    if above[-1].endswith(_ANNOUNCES) or not any(_calls(text, mark) for text in above):
        return None
    return first


def _calls(text: str, mark: str) -> bool:
    """Whether ``text`` has ``mark`` close behind a word, and not for the number of an item."""
    return any(
        found[0] == mark and not _REFERS.search(text[: found.start()][-2:])
        for found in _CALLED.finditer(text)
    )
