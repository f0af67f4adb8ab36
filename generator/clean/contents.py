"""The rule that takes out a contents page, whose entries look like the headings of the directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

from generator.clean.spaces import squeeze
from generator.grammar.headings import WEAK, heading, names_partner
from generator.model import Line
from generator.trace import Drop

_TITLE = re.compile(
    r"[【\[〔]?[\u4e00-\u9fff]{0,6}(?:目录|目次|一览)[】\]〕]?[：:]?|(?:tableof)?contents",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"[录次览sS][】\]〕]?[：:]?$")
_PAGE = r"(?:(?:[（(〔\[]|[—–-]{1,2})\s?)?[第Pp]?\.?\s?(?:\d{1,3}(?:[-–—]\d{1,3})?|[ivxlc]{1,5}|[IVXLC]{1,5})\s?页?(?:\s?[）)〕\]—–-])?$"
_LEADER = re.compile(
    rf"(?:\t\s*+|(?:[.．·•・_。-]\s*+){{3,100}}+|[…⋯‥](?:\s*+[.．·…⋯‥]){{0,100}}+\s*+){_PAGE}"
)
"""Dots or a tab, and the number of a page."""
_LOOSE = re.compile(rf"\s*{_PAGE}")
"""The number of a page with less before it; it only counts on a contents page or where the title comes again."""
_COLUMNS = re.compile(r"[^\t]\t+[^\t]+\t")
"""Words between two tabs behind a number: the row of a table."""
_FURNITURE = re.compile(r"[-—·\s]*(?:\d{1,3}|[ivxlc]{1,5})[-—·\s]*", re.IGNORECASE)
_LONGEST_TITLE = 16
_SHORTEST = 4
_MOST = 400
"""The most lines that are looked for in the text below; it keeps the time linear."""
_WRAPPED = 3
"""The most lines that an entry may take up."""


def drop_contents(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out a contents page: a line 目录 and the entries below it, or several entries in a row.

    An entry ends in dots or a tab and the number of a page, or its words come again below at the start of a
    line. The tests use made-up examples: none of the five guides has a contents page.
    """
    filled = [i for i, line in enumerate(lines) if line.text.strip() and not line.cell]
    texts = [lines[i].text.strip() for i in filled]
    gone: set[int] = set()
    comes_again = _finder(texts)
    place = 0
    while place < len(texts):
        end = _end_of_contents(texts, place, comes_again)
        gone.update(filled[place:end])
        place = max(end, place + 1)
    for index, line in enumerate(lines):
        if index in gone:
            drop(line.text.strip(), line)
        elif line.ends is False and index + 1 in gone:
            yield replace(line, ends=True)
        else:
            yield line


def _end_of_contents(
    texts: Sequence[str], start: int, comes_again: Callable[[str, int], bool]
) -> int:
    """Return the place behind the contents page that begins at ``start``; ``start`` itself if none does."""
    text = texts[start]
    short = len(text) <= _LONGEST_TITLE and _TITLE_ENDS.search(text) is not None
    titled = short and _TITLE.fullmatch(squeeze(text)) is not None
    if not titled and not _opens(text):
        return start
    place, entries = start + titled, 0
    while place < len(texts):
        if length := _entry(texts, place, comes_again, titled=titled):
            entries += 1
            place += length
        elif titled and entries and _FURNITURE.fullmatch(texts[place]):
            place += 1
        else:
            break
    return place if entries >= (1 if titled else 2) else start


def _opens(text: str) -> bool:
    """Return whether a line may be the first entry of a contents page without a title."""
    found = heading(text)
    if found is None:
        return False
    partner = names_partner(text[found.length :].lstrip())
    return partner or (found.form not in WEAK and _LEADER.search(text) is not None)


def _entry(
    texts: Sequence[str], start: int, comes_again: Callable[[str, int], bool], *, titled: bool
) -> int:
    """Return the number of lines of the entry at ``start``, which may be wrapped; 0 if there is none."""
    if not titled and not heading(squeeze(texts[start])):
        return 0
    number = heading(texts[start])
    if _COLUMNS.search(texts[start], number.length if number else 0):
        return 0
    for length in range(1, _WRAPPED + 1):
        end = start + length
        if end > len(texts):
            break
        text = "".join(texts[start:end])
        if _LEADER.search(text):
            return length
        words = squeeze(text)
        shorter = squeeze(_LOOSE.sub("", text))
        if any(len(w) >= _SHORTEST and comes_again(w, end) for w in {words, shorter}):
            return length
        if end < len(texts) and heading(squeeze(texts[end])):
            break
    return 0


def _finder(texts: Sequence[str]) -> Callable[[str, int], bool]:
    """Return a function that says whether words stand at the start of a line from a place on."""
    left = [_MOST]

    @cache
    def lines() -> tuple[str, list[int], set[int]]:
        """Return the whole text, where its lines start, and where their words may begin, with or without a number."""
        squeezed = [squeeze(text) for text in texts]
        starts = [0, *accumulate(map(len, squeezed))][:-1]
        numbers = ((start, heading(text)) for start, text in zip(starts, squeezed, strict=True))
        edges = {*starts, *(start + number.length for start, number in numbers if number)}
        return "".join(squeezed), starts, edges

    def comes_again(words: str, place: int) -> bool:
        if place >= len(texts) or not left[0]:
            return False
        whole, starts, edges = lines()
        left[0] -= 1
        at = whole.find(words, starts[place])
        for _ in range(_WRAPPED):
            if at in edges or at < 0:
                break
            at = whole.find(words, at + 1)
        return at in edges

    return comes_again
