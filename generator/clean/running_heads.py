"""Heads and feet that every page repeats: “国家重点研发计划…项目申报指南”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from generator.clean.page_numbers import drop_page_numbers
from generator.clean.pages import page_starts
from generator.clean.spaces import squeeze
from generator.grammar.parts import starts_part
from generator.model import Dropped, Line

_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"(?:申报指南|重点专项)(?:（?征求意见稿）?)?(?:第?\d+页?)?$")
_FEWEST = 3
_DEEP = 2
_LONGEST = 60


def drop_running_heads(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines that at least half of the pages repeat at their head or foot go, and lines that repeat
    the guide's name without any page to stand on; the first of these stays.

    What begins a part of a guide is none: “其他要求：” may stand at the head of many pages.
    """
    numbers = {entry.line for entry in drop_page_numbers(lines)[1]}
    texts = {
        i: _shape(squeezed)
        for i, line in enumerate(lines)
        if (squeezed := squeeze(line.text)) and line.number not in numbers and line.cell is None
    }
    filled = list(texts)
    starts = page_starts(lines, numbers)
    gone = set(_at_edges(starts, filled, texts)) | set(_names(filled, texts))
    kept = [line for i, line in enumerate(lines) if i not in gone]
    dropped = [
        Dropped("running_head", lines[i].text.strip(), lines[i].number) for i in sorted(gone)
    ]
    return kept, dropped


def _shape(squeezed: str) -> str:
    """What heads have in common: “第 3 页” and “第 4 页” are one."""
    return _DIGITS.sub("0", squeezed.strip())


def _at_edges(
    starts: Collection[int], filled: Sequence[int], texts: dict[int, str]
) -> Iterator[int]:
    """The lines at the edges of pages that many edges have; ``starts`` are where pages begin."""
    edges: list[int] = []
    position = 0
    for start in starts:
        while position < len(filled) and filled[position] < start:
            position += 1
        edges += filled[max(0, position - _DEEP) : position + _DEEP]
    if filled:  # the first page has a head, too, and the last one a foot
        edges += [*filled[:_DEEP], *filled[-_DEEP:]]
    edges = list(dict.fromkeys(edges))
    often = Counter(texts[i] for i in edges)
    for i in edges:
        text = texts[i]
        if often[text] >= max(_FEWEST, len(starts) / 2) and _may_be_head(text):
            yield i


def _names(filled: Sequence[int], texts: dict[int, str]) -> Iterator[int]:
    """All but the first of the lines that repeat the guide's name."""
    often = Counter(texts.values())
    seen: set[str] = set()
    for i in filled:
        text = texts[i]
        if often[text] >= _FEWEST and _TITLE.search(text) and _may_be_head(text):
            if text in seen:
                yield i
            seen.add(text)


def _may_be_head(text: str) -> bool:
    return len(text) <= _LONGEST and not starts_part(text, ()) and not text.endswith(("。", "；"))
