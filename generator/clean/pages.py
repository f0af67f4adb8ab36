"""What pages add to a text: their numbers, the heads and feet they repeat, and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.clean.spaces import squeeze
from generator.grammar.parts import starts_part
from generator.model import Line
from generator.trace import Drop

_MARKED_NUMBER = re.compile(
    r"[—–－·•-]+\s*\d{1,4}\s*[—–－·•-]+"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_FEWEST = 3
"""Pages, or numbers, that make a series."""

_DIGITS = re.compile(r"\d+")
_TITLE = re.compile(r"(?:申报指南|重点专项)(?:（?征求意见稿）?)?(?:第?\d+页?)?$")
_DEEP = 2
_LONGEST_HEAD = 60

_NOTE_RULE = re.compile(r"[_—─━﹍-]{5,}")
_NOTE_MARK = re.compile(r"[①-⑳※*＊]|[\[［〔]\d{1,2}[\]］〕]|注\s*\d{0,2}\s*[：:]")
_CALLED = re.compile(r"(?<=[\u4e00-\u9fff》”）)])(?:[①-⑳※*＊]|[\[［〔]\d{1,2}[\]］〕])")
"""A mark in running text, close behind the word that has the note."""
_REFERS = re.compile(r"(?:上述|前述|以上|以下|下列|第|和|与|及|至|到|或)$")
"""Words before the number of an item: “符合上述①”."""
_MOST_NOTES = 8


def drop_page_numbers(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines such as “— 12 —” (2017-1, line 446, in the middle of an agreement), and bare
    numbers that count up through the text. A number alone may be a word of a sentence.
    """
    return _without(_page_numbers(lines), lines, drop)


def _without(gone: set[int], lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Yield the lines but for those at the positions ``gone``, which are dropped."""
    for index, line in enumerate(lines):
        if index in gone:
            drop(line.text.strip(), line)
        else:
            yield line


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return the positions of page numbers in ``lines``."""
    found: set[int] = set()
    run: list[int] = []
    last = None
    for index, line in enumerate(lines):
        text = line.text.strip()
        if line.cell:
            continue
        if _MARKED_NUMBER.fullmatch(text):
            found.add(index)
        if _BARE_NUMBER.fullmatch(text):
            if last is None or int(text) != last + 1:
                run = []
            run.append(index)
            last = int(text)
            if len(run) >= _FEWEST:
                found.update(run[-_FEWEST:])
    return found


def _page_starts(lines: Sequence[Line], numbers: set[int]) -> list[int]:
    """Return the positions at which a page begins, the first page's left out.

    A form feed, a change of the page that `read` knows, or a line with the page's number tell.
    Where ``numbers`` stand at the foot, the page begins below them; at the head, with them.
    """
    return [
        index
        for index, (line, following) in enumerate(pairwise(lines), start=1)
        if following.text.startswith("\f")
        or line.text.endswith("\f")
        or (line.page is not None and line.page != following.page)
        or index - 1 in numbers
    ]


def drop_running_heads(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines that at least half of the pages repeat at their head or foot, and lines that
    repeat the guide's name without any page to stand on; the first of these stays.

    What begins a part of a guide is none: “其他要求：” may stand at the head of many pages.
    """
    numbers = _page_numbers(lines)
    # “第 3 页” and “第 4 页” are one head.
    texts = {
        index: _DIGITS.sub("0", squeezed.strip())
        for index, line in enumerate(lines)
        if (squeezed := squeeze(line.text)) and index not in numbers and line.cell is None
    }
    likely = {*_at_edges(_page_starts(lines, numbers), texts), *_repeated_names(texts)}
    return _without({index for index in likely if _may_be_head(texts[index])}, lines, drop)


def _at_edges(starts: Sequence[int], texts: Mapping[int, str]) -> Iterator[int]:
    """Yield the lines at the edges of pages that many edges have; pages begin at ``starts``."""
    filled = list(texts)
    # The first page has a head, too, and the last one a foot.
    edges = [*filled[:_DEEP], *filled[-_DEEP:]]
    position = 0
    for start in starts:
        while position < len(filled) and filled[position] < start:
            position += 1
        edges += filled[max(0, position - _DEEP) : position + _DEEP]
    often = Counter(texts[index] for index in {*edges})
    least = max(_FEWEST, len(starts) / 2)
    yield from (index for index in edges if often[texts[index]] >= least)


def _repeated_names(texts: Mapping[int, str]) -> Iterator[int]:
    """Yield all but the first of the lines that repeat the guide's name."""
    often = Counter(texts.values())
    seen: set[str] = set()
    for index, text in texts.items():
        if text in seen:
            yield index
        if often[text] >= _FEWEST and _TITLE.search(text):
            seen.add(text)


def _may_be_head(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEAD and not starts_part(text, ()) and not text.endswith(("。", "；"))
    )


def drop_footnotes(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out the few lines of notes at the foot of a page: those below a rule, where the first has
    a note's mark (“①”, “[1]”, “注：”), and without a rule those from a mark on that the text above
    calls and that counts nothing there. Constructed: the five guides have no footnotes.
    """
    texts = [line.text.strip() for line in lines]
    numbers = _page_numbers(lines)
    notes: set[int] = set()
    for start, end in pairwise([0, *_page_starts(lines, numbers), len(lines)]):
        page = [index for index in range(start, end) if texts[index] and index not in numbers]
        first = _below_rule(page, texts)
        if first is None and end < len(lines):
            first = _called(page, texts)
        if first is not None:
            notes.update(index for index in page if index >= first)
    return _without(notes, lines, drop)


def _below_rule(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """Return the position of the rule above the notes of a ``page`` of positions."""
    for index, following in pairwise(page[-(_MOST_NOTES + 2) :]):
        if _NOTE_RULE.fullmatch(texts[index]) and _NOTE_MARK.match(texts[following]):
            return index
    return None


def _called(page: Sequence[int], texts: Sequence[str]) -> int | None:
    """Return the position at which the notes begin that no rule parts from the text."""
    first = next((index for index in page if _NOTE_MARK.match(texts[index])), None)
    if first is None or first == page[0] or first not in page[-_MOST_NOTES:]:
        return None
    mark = _NOTE_MARK.match(texts[first])
    above = [texts[index] for index in page if index < first]
    called = any(
        mark and found[0] == mark[0] and not _REFERS.search(text[: found.start()][-2:])
        for text in above
        for found in _CALLED.finditer(text)
    )
    return first if called and not above[-1].endswith(("：", ":")) else None
